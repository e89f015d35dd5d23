"""Draw rows of cars with plates that are hard to read: small, with all letters."""

from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np

from sandbox.drawing.car import MILLIMETERS
from sandbox.drawing.conditions import car
from sandbox.drawing.light import Light
from sandbox.drawing.plates import STYLES, plain
from sandbox.drawing.scene import Placed, Plan, draw

type Random = np.random.Generator

LIGHTS: tuple[Light, ...] = ("day", "dusk", "night", "infrared")
# The cars' centers, in pixels from the picture's center, and their widths.
PLACES = (-512, -256, 0, 256, 512)
WIDTHS = (150.0, 255.0)


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate in a picture, and the height of its characters in pixels."""

    text: str
    height: float


@dataclass(frozen=True, slots=True)
class Driveway:
    """A picture and its plates."""

    jpeg: bytes
    plates: tuple[Plate, ...]


def driveway(seed: int, index: int) -> Driveway:
    """Draw a picture; the same numbers give the same picture."""
    random = np.random.default_rng((seed, index))
    light = LIGHTS[random.integers(len(LIGHTS))]
    cars = tuple(_placed(random, light, place) for place in PLACES)
    plan = Plan(
        cars,
        light,
        wet=bool(random.random() < 0.2),
        blur=float(random.uniform(1, 2.5)) if random.random() < 0.3 else 0,
        quality=int(random.integers(14, 89)),
    )
    return Driveway(draw(plan, random), tuple(_plate(placed) for placed in cars))


def _placed(random: Random, light: Light, place: int) -> Placed:
    """Draw a random car and its plate."""
    style = str(random.choice(list(STYLES)))
    return Placed(
        car(random, light),
        style,
        _any_letters(STYLES[style].number(random), random),
        place + float(random.uniform(-12, 12)),
        float(random.uniform(110, 170)),
        float(random.uniform(*WIDTHS)),
        float(random.uniform(-0.35, 0.35)),
    )


def _any_letters(number: str, random: Random) -> str:
    """Replace letters with any of the 26, because the drawn styles leave out I, O and Q."""
    return "".join(
        ascii_uppercase[random.integers(26)] if sign.isalpha() else sign
        for sign in number
    )


def _plate(placed: Placed) -> Plate:
    """Return a car's plate as in its label."""
    height = STYLES[placed.style].text_height * placed.width / MILLIMETERS / 1000
    return Plate(plain(placed.number), height)
