"""A drive seen by a camera, and what happens there."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

type Nuisance = Callable[[Image.Image], Image.Image]

PICTURES = Path(__file__).parents[2] / "sandbox" / "pictures"
# Where a car stands in its picture, and where its plate is.
CAR = (320, 110, 980, 660)
PLATE = (560, 515, 740, 565)


@cache
def load(name: str) -> Image.Image:
    """Return a drawn picture of 1280 x 720 pixels."""
    with Image.open(PICTURES / name) as image:
        return image.convert("RGB")


def jpeg(image: Image.Image, quality: int = 88, seed: int = 0) -> bytes:
    """Return what a camera sends of an image, with the sensor's noise."""
    pixels = np.asarray(image, np.float32) + _noise(seed, image.size)
    buffer = BytesIO()
    noisy = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    noisy.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


@cache
def _noise(seed: int, size: tuple[int, int]) -> NDArray[np.float32]:
    """Return a sensor's noise for a picture of that width and height."""
    noise = np.random.default_rng(seed).normal(0, 2, (size[1], size[0], 1))
    return noise.astype(np.float32)


def with_car(drive: Image.Image, middle: tuple[int, int], width: int) -> Image.Image:
    """Return a drive with a car on it, `width` pixels wide."""
    car = load("day_us.jpg").crop(CAR)
    size = width, round(width * car.height / car.width)
    seen = drive.copy()
    place = middle[0] - size[0] // 2, middle[1] - size[1] // 2
    seen.paste(car.resize(size, Image.Resampling.BOX), place)
    return seen


def shaped(
    drive: Image.Image, left: int, upper: int, width: int, height: int
) -> Image.Image:
    """Return a drive with something in it that has other contrasts, as wide and high as told."""
    stripes = np.indices((height, width)).sum(axis=0) // 9 % 2 * 150 + 40
    seen = drive.copy()
    seen.paste(Image.fromarray(stripes.astype(np.uint8)).convert("RGB"), (left, upper))
    return seen


def lit(image: Image.Image, gain: float, level: float = 0) -> Image.Image:
    """Return an image in more or less light."""
    pixels = np.clip(np.asarray(image, np.float32) * gain + level, 0, 255)
    return Image.fromarray(pixels.astype(np.uint8))


def shifted(image: Image.Image, right: int, down: int) -> Image.Image:
    """Return what a camera sees that has been moved by some pixels."""
    moved = image.copy()
    moved.paste(image, (right, down))
    return moved


def written(image: Image.Image, text: str) -> Image.Image:
    """Return an image with a text burnt in."""
    seen = image.copy()
    ImageDraw.Draw(seen).text((22, 18), text, (250, 250, 250), font_size=26)
    return seen


NUISANCES: dict[str, Nuisance] = {
    "noise": lambda image: image,
    "brighter": lambda image: lit(image, 1.3),
    "darker": lambda image: lit(image, 0.7),
    "another black level": lambda image: lit(image, 0.9, 20),
    "shaken": lambda image: shifted(image, 2, -1),
    "clock": lambda image: written(image, "2026-11-23 18:44:59"),
}
"""What changes a picture, and no vehicle has come or gone."""
