"""Light a drawn scene: day, dusk, night, infrared."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from .backdrop import HEIGHT, LAMP, WIDTH, Field, Random

type Light = Literal["day", "dusk", "night", "infrared"]
type Pixels = NDArray[np.float32]
"""Height x width x 3, RGB, 0-255."""
type Size = tuple[int, int]
"""Height and width of a picture in pixels."""
type Box = tuple[int, int, int, int]
"""Left, upper, right, lower."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lit lamp of a car: its place and reach in units of 1280 x 720, and its color."""

    x: float
    y: float
    reach: float
    color: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawn scene with masks of its parts, each 0-1 per pixel."""

    pixels: Pixels
    sky: Field
    plates: Field
    lamps: tuple[Lamp, ...] = ()
    boxes: tuple[Box, ...] = ()
    """Around each plate, in units of 1280 x 720."""

    @property
    def size(self) -> Size:
        """Return the height and width in pixels."""
        height, width = self.sky.shape
        return height, width


def illuminate(scene: Scene, light: Light, random: Random) -> Pixels:
    """Light a scene."""
    match light:
        case "day":
            return _day(scene, random)
        case "dusk":
            return _shining(_dusk(scene), scene)
        case "night":
            return _shining(_night(scene, random), scene)
        case "infrared":
            return _infrared(scene, random)


def fall_on(scene: Scene, beams: tuple[Lamp, ...]) -> Pixels:
    """Return the light that external lamps add to a scene."""
    share = scene.pixels / 255 * (1 - scene.sky[:, :, None])
    added = np.zeros_like(scene.pixels)
    for beam in beams:
        light = spot(scene.size, beam.x, beam.y, beam.reach)
        added += share * _tinted(light, beam.color)
    return added


def spot(size: Size, x: float, y: float, radius: float) -> Field:
    """Return a light that fades with the distance; x and y in units of 1280 x 720."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    distance = np.hypot(columns - x, (rows - y) * 1.25) / radius
    field = np.asarray(1 / (1 + distance**2) ** 1.5, np.float32)
    # Light is smooth, so a larger picture needs no finer one.
    return field if size == field.shape else _enlarged(field, size)


def _enlarged(field: Field, size: Size) -> Field:
    """Enlarge a light."""
    height, width = size
    large = cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, np.float32)


def _tinted(field: Field, color: tuple[float, float, float]) -> Pixels:
    """Return a light its color."""
    return np.asarray(field[:, :, None] * np.asarray(color, np.float32), np.float32)


def _shining(pixels: Pixels, scene: Scene) -> Pixels:
    """Add the light of the cars' lamps."""
    for lamp in scene.lamps:
        shine = spot(scene.size, lamp.x, lamp.y, lamp.reach)
        pixels = pixels + _tinted(shine, lamp.color)
    return pixels


def _day(scene: Scene, random: Random) -> Pixels:
    """Return sunlight from one side."""
    slope = np.linspace(-1, 1, scene.size[1], dtype=np.float32)[
        None, :, None
    ] * random.uniform(-0.1, 0.1)
    lit = scene.pixels * (1 + slope) * random.uniform(0.92, 1.04)
    return np.asarray(lit, np.float32)


def _dusk(scene: Scene) -> Pixels:
    """Return a low orange sky with little light below."""
    height = np.linspace(0, 1, scene.size[0], dtype=np.float32)[:, None]
    sky = _tinted(1 - height, (0.45, 0.42, 0.62)) + _tinted(
        height * np.ones_like(scene.sky), (1.35, 0.78, 0.42)
    )
    ground = np.asarray((0.46, 0.42, 0.50), np.float32) + _tinted(
        _lamp(scene.size, 150), (0.7, 0.52, 0.3)
    )
    share = scene.sky[:, :, None]
    lit = scene.pixels * (sky * share + ground * (1 - share))
    return lit + _tinted(_lamp(scene.size, 22), (220, 170, 90))


def _night(scene: Scene, random: Random) -> Pixels:
    """Return the light of a porch lamp and of the plates' lamps."""
    ambient = np.asarray((0.075, 0.085, 0.13), np.float32)
    porch = _tinted(_lamp(scene.size, 230), (0.95, 0.76, 0.5))
    yard = _tinted(
        spot(scene.size, WIDTH * 0.52, HEIGHT * 0.62, 330), (0.36, 0.36, 0.4)
    )
    own = _tinted(scene.plates, (0.36, 0.35, 0.32))
    lit = scene.pixels * (
        ambient + (porch + yard + own) * (1 - 0.93 * scene.sky[:, :, None])
    )
    return (
        lit
        + _tinted(_lamp(scene.size, 26), (250, 206, 130))
        + random.normal(0, 3.2, scene.pixels.shape).astype(np.float32)
    )


def _infrared(scene: Scene, random: Random) -> Pixels:
    """Return a gray picture under infrared lamps: plates shine, leaves are pale, the sky is black."""
    red, green, blue = (scene.pixels[:, :, index] for index in range(3))
    gray = 0.5 * red + 0.35 * green + 0.15 * blue
    leaves = np.clip((green - np.maximum(red, blue)) / 30, 0, 1)
    gray = gray * 0.86 + 46 * leaves
    lamps = 0.16 + 0.95 * spot(scene.size, WIDTH * 0.5, HEIGHT * 0.68, 420)
    gray = gray * (lamps * (1 - 0.94 * scene.sky) + 0.12 * scene.plates)
    gray = gray + random.normal(0, 4.0, gray.shape).astype(np.float32)
    return np.asarray(np.repeat(gray[:, :, None], 3, axis=2), np.float32)


def _lamp(size: Size, radius: float) -> Field:
    """Return the light of the lamp beside the door."""
    return spot(size, WIDTH / 2 + LAMP[0], HEIGHT - LAMP[1], radius)
