"""The plates of a neighborhood."""

from dataclasses import dataclass, field
from random import Random

import numpy as np

from sandbox.drawing.plates import STYLES

AMERICAN = ("us-ca", "us-ny", "us-tx", "us-oh")
EUROPEAN = ("de", "gb", "fr", "nl", "es", "it", "pl")
# The shares of neighborhoods by country, and of foreign vehicles there.
AMERICA = 0.3
FOREIGN = 0.1
KNOWN, COURIERS = 4, 4


@dataclass(slots=True)
class Plates:
    """Draws unique plates with their styles, mostly of one country."""

    random: Random
    known: list[tuple[str, str]] = field(default_factory=list)
    couriers: list[tuple[str, str]] = field(default_factory=list)
    _home: tuple[str, ...] = ()
    _taken: set[str] = field(default_factory=set)
    _numbers: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        """Choose the country and the known vehicles."""
        self._numbers = np.random.default_rng(self.random.randrange(2**32))
        self._home = (
            AMERICAN
            if self.random.random() < AMERICA
            else (self.random.choice(EUROPEAN),)
        )
        self.known = [self.draw() for _ in range(KNOWN)]
        self.couriers = [self.draw() for _ in range(COURIERS)]

    def draw(self) -> tuple[str, str]:
        """Return a plate in its printed form, and its style."""
        while True:
            foreign = self.random.random() < FOREIGN
            style = self.random.choice(list(STYLES) if foreign else self._home)
            number = STYLES[style].number(self._numbers)
            if number not in self._taken:
                self._taken.add(number)
                return number, style
