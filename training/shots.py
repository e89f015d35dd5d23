"""Take the picture of a piece: blur, motion, sharpening, noise, compression."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .backgrounds import lot
from .pictures import Gray
from .plates import Plate

type Random = np.random.Generator
type Field = NDArray[np.float32]


@dataclass(slots=True)
class Shot:
    """The quality of a frame; lengths in pixels."""

    blur: float
    motion: float
    contrast: float = 255


def looks(plate: Plate, height: float, random: Random) -> tuple[float, float, Shot]:
    """Draw random dark and bright levels of a plate, and the quality of its picture."""
    text = plate.text_height * height
    contrast = lot(random, 8, 40) if random.random() < 0.1 else lot(random, 28, 235)
    high = lot(random, min(contrast + 4, 255), 255)
    if random.random() < 0.3:
        high = max(high, lot(random, 200, 290))
    kind = random.random()
    blur = text * (
        lot(random, 0.15, 0.5) if kind < 0.13 else abs(random.normal(0, 0.08))
    )
    motion = text * (
        lot(random, 0.26, 0.9)
        if 0.13 < kind < 0.22
        else abs(random.normal(0, 0.11)) * (random.random() < 0.5)
    )
    return (
        high - contrast,
        high,
        Shot(blur, motion, min(high, 255) - max(high - contrast, 0)),
    )


def take(canvas: Field, shot: Shot, random: Random) -> Gray:
    """Take a picture: blur, motion, sharpening, noise, compression."""
    if shot.blur > 0.2:
        canvas = cv2.GaussianBlur(canvas, (0, 0), shot.blur)
    if shot.motion > 0.7:
        canvas = _moved(canvas, shot.motion, random)
    if random.random() < 0.35:
        soft = cv2.GaussianBlur(canvas, (0, 0), lot(random, 0.7, 1.8))
        canvas = canvas + (canvas - soft) * lot(random, 0.3, 1.6)
    canvas = np.clip(canvas, 0, 255)
    if random.random() < 0.75:
        strength = lot(random, 0.5, 3) if random.random() < 0.75 else lot(random, 3, 9)
        grain = random.standard_normal(canvas.shape, np.float32)
        if random.random() < 0.3:
            grain = cv2.GaussianBlur(grain, (0, 0), 0.8) * 2
        canvas = canvas + grain * strength
    gray = np.clip(canvas, 0, 255).astype(np.uint8)
    if random.random() < 0.75:
        quality = (
            int(random.integers(45, 96))
            if random.random() < 0.75
            else int(random.integers(18, 45))
        )
        gray = cv2.imdecode(
            cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, quality])[1],
            cv2.IMREAD_GRAYSCALE,
        )
    return np.asarray(gray, np.uint8)


def _moved(canvas: Field, length: float, random: Random) -> Field:
    """Blur a canvas along a line, mostly sideways."""
    reach = int(np.ceil(length)) | 1
    reach = max(3, reach)
    kernel = np.zeros((reach, reach), np.float32)
    angle = random.normal(0, 0.5)
    middle = reach / 2
    reach_x, reach_y = np.cos(angle) * length / 2, np.sin(angle) * length / 2
    for step in np.linspace(-1, 1, 4 * reach):
        kernel[
            int(np.clip(middle + step * reach_y, 0, reach - 1)),
            int(np.clip(middle + step * reach_x, 0, reach - 1)),
        ] += 1
    return np.asarray(cv2.filter2D(canvas, -1, kernel / kernel.sum()), np.float32)
