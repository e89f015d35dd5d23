"""Plates of several countries: their numbers and appearance."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import fonts
from .colors import BLACK, Color

type Random = np.random.Generator

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
CONSONANTS = "BCDFGHJKLMNPRSTVWXYZ"
DIGITS = "0123456789"
BAND_BLUE: Color = (20, 60, 160)


@dataclass(frozen=True, slots=True)
class PlateStyle:
    """The appearance of a country's plates; lengths in millimeters."""

    country: str
    number: Callable[[Random], str]
    """Generates a number; a space is a gap, a hyphen is printed, a bar is a seal."""
    font: str
    size: tuple[int, int] = (520, 110)
    text_height: float = 75
    background: Color = (248, 248, 244)
    ink: Color = BLACK
    band: str = ""
    right_band: bool = False
    heading: str = ""
    heading_bar: bool = False
    footing: str = ""
    heading_ink: Color = (30, 50, 120)


def pattern(layout: str, letters: str = LETTERS) -> Callable[[Random], str]:
    """Create a number generator: `A` is a letter, `9` a digit, and the rest is literal."""

    def number(random: Random) -> str:
        pools = {"A": letters, "9": DIGITS, "1": DIGITS[1:]}
        return "".join(
            pools[sign][random.integers(len(pools[sign]))] if sign in pools else sign
            for sign in layout
        )

    return number


def german(random: Random) -> str:
    """Return a district, a seal, one or two letters and up to four digits."""
    district = ("B", "M", "HH", "KA", "WOB", "S", "DD", "FR", "LB")[random.integers(9)]
    letters = pattern("AA" if random.random() < 0.7 else "A")(random)
    digits = pattern("1" + "9" * int(random.integers(2, 4)))(random)
    return f"{district}|{letters} {digits}"


def polish(random: Random) -> str:
    """Return a district of two or three letters and four or five characters."""
    return pattern("AA 99999" if random.random() < 0.5 else "AAA 99A9")(random)


STYLES = {
    "us-ca": PlateStyle("us-ca", pattern("1AAA999"), fonts.CONDENSED_MEDIUM, (305, 152), 68, ink=(24, 38, 96), heading="California", heading_ink=(190, 40, 50)),
    "us-ny": PlateStyle("us-ny", pattern("AAA 9999"), fonts.CONDENSED_MEDIUM, (305, 152), 66, (250, 250, 250), (22, 40, 100), heading="NEW YORK", footing="EXCELSIOR"),
    "us-tx": PlateStyle("us-tx", pattern("AAA 9999"), fonts.CONDENSED_MEDIUM, (305, 152), 66, heading="TEXAS", footing="The Lone Star State", heading_ink=(20, 20, 30)),
    "us-oh": PlateStyle("us-oh", pattern("AAA 9999"), fonts.CONDENSED_MEDIUM, (305, 152), 66, (228, 238, 248), (18, 34, 90), heading="OHIO", footing="Birthplace of Aviation"),
    "de": PlateStyle("de", german, fonts.DIN, band="D"),
    "gb": PlateStyle("gb", pattern("AA99 AAA"), fonts.CONDENSED, (520, 111), 79),
    "gb-rear": PlateStyle("gb", pattern("AA99 AAA"), fonts.CONDENSED, (520, 111), 79, (250, 206, 40), band="UK"),
    "fr": PlateStyle("fr", pattern("AA-999-AA"), fonts.SANS, band="F", right_band=True),
    "nl": PlateStyle("nl", pattern("A-999-AA"), fonts.CONDENSED, background=(248, 196, 36), band="NL"),
    "es": PlateStyle("es", pattern("9999 AAA", CONSONANTS), fonts.DIN, band="E"),
    "it": PlateStyle("it", pattern("AA 999AA"), fonts.CONDENSED, band="I", right_band=True),
    "pl": PlateStyle("pl", polish, fonts.SANS, band="PL"),
    "br": PlateStyle("br", pattern("AAA9A99"), fonts.DIN, (400, 130), 70, heading="BRASIL", heading_bar=True, heading_ink=(250, 250, 250)),
}  # fmt: skip


def plain(number: str) -> str:
    """Return a number as in its label: letters and digits only."""
    return "".join(sign for sign in number if sign.isalnum())
