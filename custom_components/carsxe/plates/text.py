"""The normal form in which plates are compared, shown and stored, and spellings of marked letters."""

import unicodedata

# Letters of other alphabets used on plates for the Latin letters that look the same.
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЅЈ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEKMHOPCTYXISJ" + "ABEZHIKMNOPTYX",
)
# Persian and Urdu letters that equal Arabic ones except for their code points.
_SAME = str.maketrans("یىکہھە", "ييكههه")
# Combining marks of Latin, Greek and Cyrillic letters; in other scripts they make other letters.
_MARKS = range(0x0300, 0x0370)
# Letters with a stroke and ligatures can't be decomposed.
_PLAIN = str.maketrans(
    {"Æ": "AE", "Œ": "OE", "Ø": "O", "Đ": "D", "Ð": "D", "Ħ": "H", "Ł": "L"}
    | {"Ŧ": "T", "Þ": "TH", "ẞ": "SS", "Ə": "E", "Ŋ": "N"}
    # Arabic letters are often written without their hamza, and dotless.
    | dict.fromkeys("أإآٱ", "ا")
    | {"ؤ": "و", "ئ": "ي", "ة": "ه"}
)
# German and Nordic letters are also written as two letters.
_TWO = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE"})


def normalize_plate(text: str) -> str:
    """Return a plate in upper case, letters and digits only; may be empty.

    Full-width forms, digits of any script, Cyrillic and Greek look-alikes and Persian letters
    become the usual ones; vowel signs, joiners and direction marks are removed. The function is
    idempotent.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    kept = "".join(_character(character) for character in folded)
    return unicodedata.normalize("NFKC", kept).translate(_LOOK_ALIKES).translate(_SAME)


def _character(character: str) -> str:
    """Return a letter, the Latin digit for a digit, and nothing for anything else."""
    if character.isdigit():
        return str(unicodedata.digit(character))
    # Modifier letters are joiners, marks and apostrophes.
    is_kept = character.isalnum() and unicodedata.category(character) != "Lm"
    return character if is_kept else ""


def spell(plate: str) -> frozenset[str]:
    """Return the ways in which a normalized plate may be read or typed.

    These are the plate itself, without any marks, and with some letters written as two.
    """
    if plate.isascii():
        return frozenset({plate})
    return frozenset({plate, strip_marks(plate), strip_marks(plate.translate(_TWO))})


def strip_marks(plate: str) -> str:
    """Return a normalized plate without marks, such as O for Ö and Ø."""
    if plate.isascii():
        return plate
    taken_apart = unicodedata.normalize("NFD", plate.translate(_PLAIN))
    kept = "".join(each for each in taken_apart if ord(each) not in _MARKS)
    return unicodedata.normalize("NFC", kept).translate(_LOOK_ALIKES)
