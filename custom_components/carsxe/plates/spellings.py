"""How a plate with marked letters is read and typed, as readers and keyboards lack them."""

import unicodedata

from .text import LOOK_ALIKES

# Marks of Latin, Greek and Cyrillic letters; those of other scripts make other letters.
_MARKS = range(0x0300, 0x0370)
# Letters with a stroke and joined ones can't be taken apart.
_PLAIN = str.maketrans(
    {"Æ": "AE", "Œ": "OE", "Ø": "O", "Đ": "D", "Ð": "D", "Ħ": "H", "Ł": "L"}
    | {"Ŧ": "T", "Þ": "TH", "ẞ": "SS", "Ə": "E", "Ŋ": "N"}
    # Arabic letters are often written without their hamza, and dotless.
    | dict.fromkeys("أإآٱ", "ا")
    | {"ؤ": "و", "ئ": "ي", "ة": "ه"}
)
# German and Nordic letters are also written as two.
_TWO = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE"})


def spell(plate: str) -> frozenset[str]:
    """Return a plate in its normal form in the ways in which it may be read or typed.

    These are the plate itself, without all marks, and with some letters written as two.
    """
    if plate.isascii():
        return frozenset({plate})
    return frozenset({plate, strip_marks(plate), strip_marks(plate.translate(_TWO))})


def strip_marks(plate: str) -> str:
    """Return a plate in its normal form without marks, such as O for Ö and Ø."""
    if plate.isascii():
        return plate
    taken_apart = unicodedata.normalize("NFD", plate.translate(_PLAIN))
    kept = "".join(each for each in taken_apart if ord(each) not in _MARKS)
    return unicodedata.normalize("NFC", kept).translate(LOOK_ALIKES)
