"""Drawn pictures of a driveway with structure everywhere, and the positions of the plates."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
import random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from custom_components.carsxe.vision import Crop
from custom_components.carsxe.vision.box import Box
from custom_components.carsxe.vision.correlation import Gray
from custom_components.carsxe.vision.decoding import decode_gray
from custom_components.carsxe.vision.plate_detector import PlateCandidate
from custom_components.carsxe.vision.scene import Mask

from .carsxe_server import load_answer

SIZE = (640, 480)
CAR = (300, 200)
PLATE = (120, 36)
# The plates in the drawn pictures by the pictures' hash: each hash has the same plates
# in all tests.
_PLATES: dict[bytes, list[tuple[Box, float]]] = {}


@dataclass(frozen=True, kw_only=True)
class Car:
    """A vehicle with a plate; `left` and `top` are its corner in pixels of a picture of SIZE.

    `legible` is the detector's score for its plate, 0-1; it is drawn as dirt.
    """

    plate: str
    left: int = 160
    top: int = 200
    color: str = "navy"
    legible: float = 0.9

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Return the box of its plate in pixels: left, upper, right, lower."""
        left, top = self.left + 90, self.top + 140
        return left, top, left + PLATE[0], top + PLATE[1]

    def result(
        self, score: float, plate: str | None = None, scale: float = 1
    ) -> dict[str, Any]:
        """Return CarsXE's result for it in a picture scaled by `scale`."""
        names = ("xmin", "ymin", "xmax", "ymax")
        edges = (round(edge * scale) for edge in self.box)
        return {
            "plate": plate or self.plate,
            "score": score,
            "box": dict(zip(names, edges, strict=True)),
        }


def answer(*results: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Return CarsXE's answer with these results."""
    if not results:
        return 404, load_answer("no_plates")
    return 200, {"success": True, "results": list(results)}


@lru_cache(maxsize=256)
def draw(
    *cars: Car,
    ground: int = 1,
    light: float = 1,
    noise: float = 0,
    scale: float = 1,
    quality: int = 90,
) -> bytes:
    """Return a JPEG of a driveway with cars.

    `ground` selects its stones and shadows, `light` is the brightness (1: noon), `noise` a
    standard deviation in gray levels.
    """
    image = Image.new("RGB", SIZE, "gray")
    drawing = ImageDraw.Draw(image)
    _pave(drawing, random.Random(ground))
    for car in cars:
        _park(drawing, car)
    image = ImageEnhance.Brightness(image).enhance(light)
    if noise:
        grain = np.random.default_rng(ground).normal(0, noise, SIZE[::-1])
        pixels = np.asarray(image) + grain[..., np.newaxis]
        image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    if scale != 1:
        width, height = SIZE
        image = image.resize((round(width * scale), round(height * scale)))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    content = buffer.getvalue()
    left, top, right, bottom = (scale * edge for edge in (0, 0, *SIZE))
    plates = []
    for car in cars:
        box = [scale * edge for edge in car.box]
        plate = Box(
            max(box[0], left),
            max(box[1], top),
            min(box[2], right),
            min(box[3], bottom),
        )
        plates.append((plate, car.legible))
    look = _look(decode_gray(content, Crop()))
    assert _PLATES.setdefault(look, plates) == plates
    return content


def find_plates(
    gray: Gray, *, changed: Mask, known: Sequence[Box], time_budget: float = 0.0
) -> list[PlateCandidate]:
    """Detect the changed or known plates in a drawn picture, as the detector should."""
    height, width = gray.shape
    found = []
    for box, score in _PLATES.get(_look(gray), ()):
        if is_searched(box, changed, known):
            is_cut_off = box[2] >= width or box[3] >= height
            found.append(PlateCandidate(box, score, box[3] - box[1], is_cut_off))
    return found


def is_searched(box: Box, changed: Mask, known: Sequence[Box]) -> bool:
    """Return whether the detector looks at a place."""
    left, top, right, bottom = (round(edge) // 8 for edge in box)
    has_changed = bool(changed[top : bottom + 1, left : right + 1].any())
    return has_changed or any(box.intersection(each).area for each in known)


def _look(gray: Gray) -> bytes:
    """Return a hash of a picture."""
    return sha256(gray.tobytes()).digest()


def _pave(drawing: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Draw stones of all sizes and grays."""
    for _ in range(400):
        x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        width, height = chance.randrange(8, 70), chance.randrange(8, 50)
        gray = chance.randrange(60, 200)
        drawing.rectangle((x, y, x + width, y + height), fill=(gray, gray, gray))


def _park(drawing: ImageDraw.ImageDraw, car: Car) -> None:
    """Draw a vehicle from behind."""
    left, top, width, height = car.left, car.top, *CAR
    right, bottom = left + width, top + height
    drawing.rectangle((left, top, right, bottom), fill=car.color)
    drawing.rectangle((left + 30, top + 15, right - 30, top + 80), fill="black")
    drawing.line((left + 50, top + 70, right - 60, top + 25), fill="white", width=6)
    for light in (left + 15, right - 55):
        drawing.rectangle((light, top + 100, light + 40, top + 125), fill="red")
    clean = min(165 + round(100 * car.legible), 255)
    drawing.rectangle(car.box, fill=(clean, clean, clean))
    font = ImageFont.load_default(26)
    drawing.text((car.box[0] + 8, car.box[1] + 4), car.plate, fill="black", font=font)
