"""The one form in which plates are compared, shown and stored."""

import unicodedata

# Letters of other alphabets that stand on plates for the Latin ones they look like.
LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЅЈ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEKMHOPCTYXISJ" + "ABEZHIKMNOPTYX",
)
# Persian and Urdu letters that are the same as Arabic ones, but for their code.
_SAME = str.maketrans("یىکہھە", "ييكههه")


def normalize_plate(text: str) -> str:
    """Return a plate in upper case, letters and digits only; empty where there are none.

    Full-width forms, digits of any script, Cyrillic and Greek look-alikes and Persian letters
    become the usual ones; vowel signs, joiners and direction marks are left out. Normalizing twice
    is normalizing once.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    kept = "".join(_character(character) for character in folded)
    return unicodedata.normalize("NFKC", kept).translate(LOOK_ALIKES).translate(_SAME)


def _character(character: str) -> str:
    """Return a letter, a digit as its Latin one, and nothing for anything else."""
    if character.isdigit():
        return str(unicodedata.digit(character))
    # Letters that only modify others are joiners, marks and apostrophes.
    is_kept = character.isalnum() and unicodedata.category(character) != "Lm"
    return character if is_kept else ""
