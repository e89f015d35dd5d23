"""Random plates in several countries' formats."""

from dataclasses import dataclass
from random import Random
from string import ascii_uppercase, digits

CONSONANTS = "BCDFGHJKLMNPRSTVWXYZ"


def _without(letters: str) -> str:
    """Return the alphabet without certain letters."""
    return "".join(letter for letter in ascii_uppercase if letter not in letters)


@dataclass(frozen=True, slots=True)
class PlateFormat:
    """A format: `A` is a letter, `9` a digit, `1` a digit except 0; layouts are equally likely."""

    country: str
    layouts: tuple[str, ...]
    letters: str = ascii_uppercase

    def draw(self, random: Random) -> str:
        """Return a plate."""
        layout = random.choice(self.layouts)
        return "".join(random.choice(self.signs(kind)) for kind in layout)

    def signs(self, kind: str) -> str:
        """Return the characters that a layout allows for a letter or a digit."""
        return {"A": self.letters, "9": digits, "1": digits[1:]}[kind]


# Germany's districts are simplified to any one to three letters.
FORMATS = (
    PlateFormat("us-ca", ("1AAA999",), _without("IOQ")),
    PlateFormat("us-ny", ("AAA9999",)),
    PlateFormat("de", ("AA199", "AAA199", "AAA1999", "AAAA199", "AAAA1999")),
    PlateFormat("gb", ("AA99AAA",), _without("IQ")),
    PlateFormat("fr", ("AA999AA",), _without("IOU")),
    PlateFormat("nl", ("A999AA", "AA999A", "AAA99A", "1AAA99"), _without("IOQ")),
    PlateFormat("es", ("9999AAA",), CONSONANTS),
    PlateFormat("it", ("AA999AA",), _without("IOQU")),
    PlateFormat("br", ("AAA9A99",)),
)


def draw_plate(random: Random, unlike: frozenset[str] = frozenset()) -> str:
    """Return a plate of any format that isn't among the given plates."""
    while (plate := random.choice(FORMATS).draw(random)) in unlike:
        pass
    return plate


def draw_neighbor(plate: str, random: Random, unlike: frozenset[str]) -> str:
    """Return a plate that differs in one character, a letter for a letter or a digit for a digit."""
    while True:
        index = random.randrange(len(plate))
        signs = ascii_uppercase if plate[index].isalpha() else digits
        changed = plate[:index] + random.choice(signs) + plate[index + 1 :]
        if changed not in unlike:
            return changed
