"""Draw what is behind and below the cars: sky, trees, a house, its driveway."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from . import fonts
from .colors import DOORS, WALLS, Color, shade
from .layer import Layer, Point, gradient

WIDTH, HEIGHT = 1280, 720
HORIZON = 408
LAMP: Point = (-262, 560)

type Random = np.random.Generator
type Field = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A scene without cars, and its sky mask (0-1 per pixel)."""

    layer: Layer
    sky: Field


def draw_backdrop(random: Random, scale: float, house_number: str | None) -> Backdrop:
    """Draw a driveway in front of a house, at `scale` pixels per unit of 1280 x 720.

    An empty house number leaves out the sign, None the house.
    """
    layer = Layer(WIDTH, HEIGHT, scale)
    _sky(layer, random)
    empty = np.asarray(layer.image, np.int16)[:, :, :3].copy()
    _trees(layer, random)
    if house_number is not None:
        _house(layer, random, house_number)
    covered = (
        np.abs(np.asarray(layer.image, np.int16)[:, :, :3] - empty).max(axis=2) > 0
    )
    sky = np.asarray(~covered, np.float32)
    sky[round((HEIGHT - HORIZON) * scale) :] = 0
    _ground(layer, random)
    return Backdrop(layer, sky)


def noise(random: Random, shape: tuple[int, int], cell: float) -> Field:
    """Return smooth noise around 0, with an amplitude of about 1 and spots of `cell` pixels."""
    coarse = (max(2, round(shape[0] / cell)), max(2, round(shape[1] / cell)))
    grid = random.normal(0, 0.4, coarse).astype(np.float32)
    return np.asarray(
        cv2.resize(grid, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC),
        np.float32,
    )


def _sky(layer: Layer, random: Random) -> None:
    """Draw the sky with a few clouds."""
    # It has no edges, so two pixels per unit are enough.
    unit = min(layer.scale, 2)
    size = round(WIDTH * unit), round(HEIGHT * unit)
    sky = np.asarray(gradient(size, (104, 158, 214), (222, 232, 240)), np.float32)
    sky = sky[:, :, :3]
    spots = noise(random, sky.shape[:2], 120 * unit)
    spots += 0.5 * noise(random, sky.shape[:2], 45 * unit)
    clouds = np.clip(spots * 1.1, 0, 0.8)[:, :, None]
    clouded = sky * (1 - clouds) + 246 * clouds
    image = Image.fromarray(clouded.astype(np.uint8)).convert("RGBA")
    layer.image = image.resize(layer.image.size)


def _trees(layer: Layer, random: Random) -> None:
    """Draw trees and a hedge behind the house."""
    for middle in (-560, -470, 430, 560):
        size = random.uniform(80, 125)
        foot = HORIZON + random.uniform(60, 110)
        layer.shape(
            [
                (middle - 9, HORIZON - 10),
                (middle + 9, HORIZON - 10),
                (middle + 6, foot),
                (middle - 6, foot),
            ],
            (84, 66, 50),
            (60, 46, 36),
        )
        _leaves(layer, random, (middle, foot + size * 0.4), size, 46)
    for middle in range(-640, 660, 46):
        _leaves(layer, random, (middle, HORIZON + 16), 40, 12)


def _leaves(
    layer: Layer, random: Random, middle: Point, size: float, count: int
) -> None:
    """Draw a treetop: dark clumps below, light ones above."""
    for index in range(count):
        angle, reach = random.uniform(0, 2 * np.pi), size * np.sqrt(random.random())
        x, y = (
            middle[0] + reach * np.cos(angle),
            middle[1] + 0.8 * reach * np.sin(angle),
        )
        light = 0.55 + 0.4 * index / count + 0.25 * (y - middle[1]) / size
        green = shade((86, 128, 62), min(light, 1.3))
        layer.ellipse(
            (x, y),
            (size * random.uniform(0.2, 0.34), size * random.uniform(0.16, 0.26)),
            green,
            shade(green, 0.8),
        )


def _house(layer: Layer, random: Random, number: str) -> None:
    """Draw the house front with its garage door, a window and a lamp."""
    wall = WALLS[random.integers(len(WALLS))]
    roof: Color = ((96, 60, 52), (70, 74, 82), (110, 92, 78))[random.integers(3)]
    layer.shape(
        [(-380, 396), (400, 396), (400, 672), (-380, 672)],
        shade(wall, 1.04),
        shade(wall, 0.86),
    )
    for y in range(400, 670, 14):
        layer.line([(-380, y), (400, y)], shade(wall, 0.8), 1.2, 0.4)
    layer.shape(
        [(-420, 664), (440, 664), (400, 760), (-380, 760)], shade(roof, 0.9), roof
    )
    layer.shape(
        [(-420, 664), (440, 664), (440, 654), (-420, 654)],
        (246, 246, 242),
        (190, 190, 186),
    )
    _garage(layer, DOORS[random.integers(len(DOORS))])
    _window(layer)
    _lamp(layer)
    if number:
        _number_sign(layer, number)


def _garage(layer: Layer, door: Color) -> None:
    """Draw the garage door."""
    layer.shape([(-222, 396), (202, 396), (202, 622), (-222, 622)], shade(door, 0.55))
    layer.shape(
        [(-212, 396), (192, 396), (192, 612), (-212, 612)],
        shade(door, 1.02),
        shade(door, 0.84),
    )
    for row in range(4):
        foot = 402 + row * 53
        for column in range(4):
            left = -204 + column * 100
            layer.shape(
                [
                    (left, foot),
                    (left + 88, foot),
                    (left + 88, foot + 42),
                    (left, foot + 42),
                ],
                shade(door, 0.8),
                shade(door, 0.95),
                radius=4,
            )
            layer.shape(
                [
                    (left + 4, foot + 3),
                    (left + 86, foot + 3),
                    (left + 86, foot + 38),
                    (left + 4, foot + 38),
                ],
                shade(door, 1.06),
                shade(door, 0.88),
                radius=4,
            )


def _window(layer: Layer) -> None:
    """Draw a window."""
    layer.shape(
        [(246, 470), (372, 470), (372, 604), (246, 604)],
        (248, 248, 246),
        (206, 206, 202),
    )
    layer.shape(
        [(254, 478), (364, 478), (364, 596), (254, 596)], (120, 150, 172), (48, 62, 74)
    )
    layer.shape(
        [(262, 478), (300, 596), (330, 596), (292, 478)], (230, 240, 246), opacity=0.3
    )
    layer.line([(309, 478), (309, 596)], (244, 244, 242), 5)
    layer.line([(254, 537), (364, 537)], (244, 244, 242), 4)


def _lamp(layer: Layer) -> None:
    """Draw the lamp beside the door."""
    x, y = LAMP
    layer.shape(
        [(x - 12, y + 26), (x + 12, y + 26), (x + 16, y + 16), (x - 16, y + 16)],
        (40, 40, 44),
        radius=3,
    )
    layer.shape(
        [(x - 11, y + 16), (x + 11, y + 16), (x + 8, y - 18), (x - 8, y - 18)],
        (255, 244, 214),
        (240, 214, 160),
        radius=3,
    )
    layer.shape(
        [(x - 10, y - 18), (x + 10, y - 18), (x + 5, y - 26), (x - 5, y - 26)],
        (40, 40, 44),
    )


def _number_sign(layer: Layer, number: str) -> None:
    """Draw the house number beside the door."""
    sign = Image.new("RGBA", (200, 120), (24, 52, 110, 255))
    draw = ImageDraw.Draw(sign)
    draw.rounded_rectangle((6, 6, 193, 113), 12, outline=(240, 240, 240), width=5)
    draw.text(
        (100, 60), number, (246, 246, 246), fonts.font(fonts.SANS, 74), anchor="mm"
    )
    layer.paste(sign, (-312, 500), 62)


def _ground(layer: Layer, random: Random) -> None:
    """Draw the lawn and the driveway with a texture."""
    layer.shape(
        [(-640, 0), (640, 0), (640, HORIZON), (-640, HORIZON)],
        (108, 138, 74),
        (74, 112, 50),
    )
    stone: Color = ((150, 148, 144), (132, 126, 122), (170, 160, 146))[
        random.integers(3)
    ]
    layer.shape(
        [(-660, 0), (660, 0), (300, HORIZON), (-312, HORIZON)],
        shade(stone, 1.1),
        shade(stone, 0.84),
    )
    layer.shape(
        [(-690, 0), (-646, 0), (-306, HORIZON), (-318, HORIZON)],
        (190, 188, 182),
        (160, 158, 152),
    )
    layer.shape(
        [(646, 0), (690, 0), (306, HORIZON), (296, HORIZON)],
        (190, 188, 182),
        (160, 158, 152),
    )
    for share in (0.16, 0.34, 0.56, 0.8):
        y = HORIZON * (1 - share**1.4)
        reach = 306 + 354 * (HORIZON - y) / HORIZON
        layer.line([(-reach, y), (reach, y)], shade(stone, 0.7), 1 + 4 * share, 0.8)
    layer.line([(0, 0), (-4, HORIZON)], shade(stone, 0.7), 3, 0.7)
    _grain(layer, random)


def _grain(layer: Layer, random: Random) -> None:
    """Add roughness to the ground."""
    image = np.asarray(layer.image, np.float32).copy()
    start = round((HEIGHT - HORIZON) * layer.scale)
    shape = image.shape[0] - start, image.shape[1]
    rough = (
        1
        + 0.10 * noise(random, shape, 3 * layer.scale)
        + 0.10 * noise(random, shape, 60 * layer.scale)
    )
    if layer.scale > 2:
        # Visible only in a larger picture.
        rough += 0.08 * noise(random, shape, 3)
    image[start:, :, :3] *= rough[:, :, None]
    layer.image = Image.fromarray(np.clip(image, 0, 255).astype(np.uint8), "RGBA")
