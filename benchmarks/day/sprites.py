"""The drawings of vehicles, people and animals, each drawn once."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from sandbox.drawing.car import (
    HEIGHT as CAR_UNITS_HIGH,
    MILLIMETERS,
    WIDTH as CAR_UNITS_WIDE,
    Car,
    draw_car,
)
from sandbox.drawing.colors import PAINTS, Color, shade
from sandbox.drawing.layer import Layer
from sandbox.drawing.plate_picture import draw_plate
from sandbox.drawing.plates import STYLES

from .things import Kind, Thing, Visit

type Image = NDArray[np.uint8]
"""Height x width x 4, blue, green, red, opacity."""

# Pixels per unit of a car's drawing: its largest size in any frame.
CAR_SCALE = 0.42
# The size of a drawing in meters, width and height.
CAR_SIZE = CAR_UNITS_WIDE * MILLIMETERS / 1000, CAR_UNITS_HIGH * MILLIMETERS / 1000
SIDE_SIZE, PERSON_SIZE, CAT_SIZE = (4.6, 1.7), (0.7, 1.8), (0.6, 0.4)
SKIN: Color = (206, 164, 140)


@dataclass(frozen=True, slots=True)
class Sprite:
    """A drawing with its size in meters, and the position of its lamps (0-1 across, down)."""

    image: Image
    size: tuple[float, float]
    lamps: tuple[tuple[float, float], ...] = ()


def looks(thing: Thing) -> tuple[Color, float]:
    """Return a vehicle's color and height."""
    random = Random(thing.looks)
    paint = random.choice(PAINTS)
    tall = random.choice((0.0, 0.4, 1.0))
    return paint, 1.0 if isinstance(thing, Visit) and thing.van else tall


@lru_cache(maxsize=256)
def end_of_car(thing: Thing, *, rear: bool, lights: bool) -> Sprite:
    """Return a vehicle's front or rear."""
    paint, tall = looks(thing)
    car = Car(paint, rear, tall, lights)
    plate = None
    width = 0.0
    if isinstance(thing, Visit):
        style = STYLES[thing.style]
        plate = draw_plate(style, thing.plate)
        width = style.size[0]
    drawn = draw_car(car, plate, width, CAR_SCALE)
    factor = 2.0 / 1.8 if isinstance(thing, Visit) and thing.van else 1.0
    high, wide = drawn.layer.image.height, drawn.layer.image.width
    return Sprite(
        _bgra(drawn.layer),
        (CAR_SIZE[0] * factor, CAR_SIZE[1] * factor),
        tuple((x / wide, y / high) for x, y in drawn.lamps),
    )


@lru_cache(maxsize=256)
def side_of_car(thing: Thing) -> Sprite:
    """Return a vehicle's left side, its front to the left."""
    paint, tall = looks(thing)
    layer = Layer(1000, 400, 0.6)
    roof = 330 + 50 * tall
    layer.shape(
        [(-300, 200), (-170, roof), (260, roof), (400, 210)],
        shade(paint, 1.1),
        shade(paint, 0.8),
        radius=40,
    )
    layer.shape(
        [(-262, 212), (-158, roof - 18), (30, roof - 18), (30, 212)],
        (110, 130, 146),
        (40, 48, 56),
        radius=14,
    )
    layer.shape(
        [(48, 212), (48, roof - 18), (250, roof - 18), (356, 212)],
        (110, 130, 146),
        (40, 48, 56),
        radius=14,
    )
    layer.shape(
        [(-486, 60), (-490, 170), (-300, 220), (400, 224), (484, 180), (486, 60)],
        shade(paint, 1.2), shade(paint, 0.55), radius=30,
    )  # fmt: skip
    for x in (-300, 300):
        layer.ellipse((x, 66), (70, 66), (34, 34, 36), (16, 16, 18))
        layer.ellipse((x, 66), (38, 36), (150, 152, 156), (90, 92, 96))
    layer.line([(40, 80), (40, 214)], shade(paint, 0.4), 4)
    return Sprite(_bgra(layer), SIDE_SIZE)


@lru_cache(maxsize=256)
def person(thing: Thing, *, step: bool) -> Sprite:
    """Return a person, with the legs alternating at every other step."""
    random = Random(thing.looks)
    coat, legs = random.choice(PAINTS), shade(random.choice(PAINTS), 0.5)
    layer = Layer(700, 1800, 0.2)
    spread = 150 if step else 30
    for side in (-1, 1):
        layer.line([(40 * side, 850), (spread * side, 20)], legs, 130)
        layer.line(
            [(190 * side, 1380), ((230 + spread / 3) * side, 850)],
            shade(coat, 0.8),
            100,
        )
    layer.shape(
        [(-210, 820), (-230, 1400), (-120, 1500), (120, 1500), (230, 1400), (210, 820)],
        shade(coat, 1.1), shade(coat, 0.7), radius=60,
    )  # fmt: skip
    layer.ellipse((0, 1640), (100, 130), SKIN, shade(SKIN, 0.7))
    layer.ellipse((0, 1710), (105, 80), shade(legs, 0.6))
    return Sprite(_bgra(layer), PERSON_SIZE)


@lru_cache(maxsize=64)
def cat(thing: Thing) -> Sprite:
    """Return a cat."""
    fur: Color = Random(thing.looks).choice(
        ((40, 38, 36), (176, 120, 66), (200, 196, 190))
    )
    layer = Layer(600, 400, 0.3)
    layer.ellipse((0, 180), (210, 80), fur, shade(fur, 0.7))
    layer.ellipse((-220, 260), (75, 70), fur, shade(fur, 0.8))
    layer.line([(200, 200), (270, 340)], fur, 36)
    for x in (-150, -90, 110, 160):
        layer.line([(x, 150), (x, 6)], shade(fur, 0.8), 36)
    return Sprite(_bgra(layer), CAT_SIZE)


def sprite_of(thing: Thing, *, step: bool) -> Sprite:
    """Return a person or a cat."""
    return cat(thing) if thing.kind is Kind.CAT else person(thing, step=step)


def _bgra(layer: Layer) -> Image:
    """Return a drawing as pixels."""
    return np.asarray(
        cv2.cvtColor(np.asarray(layer.image), cv2.COLOR_RGBA2BGRA), np.uint8
    )
