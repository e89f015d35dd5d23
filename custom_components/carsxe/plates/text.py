"""The one form in which plates are compared, shown and stored."""

import unicodedata


def normalize_plate(text: str) -> str:
    """Return a plate in upper case, letters and digits only; empty where there are none."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    kept = "".join(character for character in folded if character.isalnum())
    return unicodedata.normalize("NFKC", kept)
