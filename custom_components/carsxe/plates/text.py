"""The one form in which plates are compared, shown and stored."""

import unicodedata

# Letters of other alphabets that stand on plates for the Latin ones they look like.
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEKMHOPCTYXI" + "ABEZHIKMNOPTYX",
)


def normalize_plate(text: str) -> str:
    """Return a plate in upper case, letters and digits only; empty where there are none.

    Full-width forms, digits of any script and Cyrillic and Greek look-alikes become the Latin
    ones. Normalising twice is normalising once.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    kept = "".join(_character(character) for character in folded)
    return unicodedata.normalize("NFKC", kept).translate(_LOOK_ALIKES)


def _character(character: str) -> str:
    """Return a letter, a digit as its Latin one, and nothing for anything else."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return character if character.isalnum() else ""
