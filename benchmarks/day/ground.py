"""The camera's view without anything in it: driveway, lawn, street, the houses opposite, the sky."""

from dataclasses import dataclass
from random import Random

import cv2
from cv2.typing import MatLike
import numpy as np

from sandbox.drawing.backdrop import noise
from sandbox.drawing.colors import WALLS, Color, shade
from sandbox.drawing.layer import Layer, Point

from .view import (
    DRIVE_REACH,
    FAR_CURB,
    FAR_LANE,
    HEIGHT,
    NEAR_CURB,
    NEAR_LANE,
    PAVEMENT,
    WIDTH,
    project,
)

type Pixels = MatLike
type Field = MatLike

NEAREST, FARTHEST = 2.5, 23.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The scene in even light as BGR, its sky mask (0-1), and a pattern of tree shadows."""

    pixels: Pixels
    sky: Field
    shadows: Field


def draw_ground(seed: int) -> Ground:
    """Draw the scene of a house."""
    lots = Random(f"{seed} ground")
    random = np.random.default_rng(lots.randrange(2**32))
    layer = Layer(WIDTH, HEIGHT, 1)
    horizon = HEIGHT - project(0, 60).y
    layer.shape(
        [(-640, horizon), (640, horizon), (640, HEIGHT), (-640, HEIGHT)],
        (150, 186, 222), (222, 230, 236),
    )  # fmt: skip
    _houses(layer, lots, horizon)
    _hedge(layer, lots, horizon)
    _band(layer, 60, FAR_CURB + 2, (96, 128, 70))
    _band(layer, FAR_CURB + 2, FAR_CURB, (164, 160, 154))
    _band(layer, FAR_CURB, NEAR_CURB, (104, 104, 108))
    _band(
        layer,
        (NEAR_LANE + FAR_LANE) / 2 + 0.06,
        (NEAR_LANE + FAR_LANE) / 2 - 0.06,
        (214, 214, 210),
    )
    _band(layer, NEAR_CURB, PAVEMENT - 0.3, (168, 164, 158))
    _band(layer, PAVEMENT - 0.3, NEAREST, (96, 128, 66))
    stone = lots.choice(((150, 148, 144), (132, 126, 122), (170, 160, 146)))
    _strip(layer, -DRIVE_REACH, DRIVE_REACH, shade(stone, 1.05))
    for x in (-DRIVE_REACH, DRIVE_REACH):
        _strip(layer, x - 0.08, x + 0.08, (196, 192, 186))
    for distance in map(float, np.arange(3, PAVEMENT, 1.2)):
        _band(layer, distance + 0.02, distance - 0.02, shade(stone, 0.72), DRIVE_REACH)
    pixels = np.asarray(layer.image.convert("RGB"), np.float32)[:, :, ::-1].copy()
    foot = round(HEIGHT - horizon)
    rough = (
        1
        + 0.09 * noise(random, (HEIGHT - foot, WIDTH), 3)
        + 0.1 * noise(random, (HEIGHT - foot, WIDTH), 50)
    )
    pixels[foot:] *= rough[:, :, None]
    sky = np.zeros((HEIGHT, WIDTH), np.float32)
    sky[: foot - 60] = 1
    shadows = np.clip(noise(random, (HEIGHT + 240, WIDTH + 480), 60) * 2.2, 0, 1)
    return Ground(
        np.clip(pixels, 0, 255).astype(np.uint8),
        sky,
        cv2.GaussianBlur(shadows, (0, 0), 4).astype(np.float32),
    )


def _point(x: float, distance: float) -> Point:
    """Return a point on the ground in the layer's units."""
    spot = project(x, distance)
    return min(max(spot.x - WIDTH / 2, -3000.0), 3000.0), HEIGHT - spot.y


def _band(
    layer: Layer, far: float, near: float, color: Color, reach: float = 60
) -> None:
    """Draw a stripe of ground from left to right."""
    points = [
        _point(-reach, far),
        _point(reach, far),
        _point(reach, near),
        _point(-reach, near),
    ]
    layer.shape(_clipped(points), shade(color, 0.95), color)


def _strip(layer: Layer, left: float, right: float, color: Color) -> None:
    """Draw a stripe of ground toward the street."""
    points = [
        _point(left, NEAR_CURB), _point(right, NEAR_CURB),
        _point(right, NEAREST), _point(left, NEAREST),
    ]  # fmt: skip
    layer.shape(points, shade(color, 0.92), color)


def _clipped(points: list[Point]) -> list[Point]:
    """Clip a shape that would reach far out of the picture."""
    return [(min(max(x, -700.0), 700.0), y) for x, y in points]


def _houses(layer: Layer, lots: Random, horizon: float) -> None:
    """Draw the houses across the street."""
    for middle in (-430, -40, 380):
        wall = lots.choice(WALLS)
        left, right = middle - lots.uniform(130, 170), middle + lots.uniform(130, 170)
        layer.shape(
            [
                (left, horizon - 30),
                (right, horizon - 30),
                (right, horizon + 90),
                (left, horizon + 90),
            ],
            shade(wall, 1.0),
            shade(wall, 0.85),
        )
        layer.shape(
            [
                (left - 14, horizon + 90),
                (right + 14, horizon + 90),
                (right - 40, horizon + 150),
                (left + 40, horizon + 150),
            ],
            (110, 70, 60),
            (90, 58, 50),
        )
        for x in np.linspace(left + 30, right - 30, 4):
            layer.shape(
                [
                    (x - 14, horizon + 20),
                    (x + 14, horizon + 20),
                    (x + 14, horizon + 66),
                    (x - 14, horizon + 66),
                ],
                (90, 110, 128),
                (50, 60, 72),
            )


def _hedge(layer: Layer, lots: Random, horizon: float) -> None:
    """Draw a hedge and trees."""
    for _ in range(90):
        x = lots.uniform(-660, 660)
        size = lots.uniform(10, 26)
        green = shade((86, 118, 62), lots.uniform(0.6, 1.1))
        layer.ellipse(
            (x, horizon - lots.uniform(0, 20)),
            (size, size * 0.7),
            green,
            shade(green, 0.8),
        )
    for middle in (-600, -230, 170, 590):
        for _ in range(40):
            size = lots.uniform(12, 30)
            green = shade((80, 112, 58), lots.uniform(0.55, 1.1))
            layer.ellipse(
                (middle + lots.gauss(0, 34), horizon + 60 + lots.gauss(0, 36)),
                (size, size * 0.8),
                green,
                shade(green, 0.75),
            )
