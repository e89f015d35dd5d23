"""Draw on a canvas of gray levels."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

type Random = np.random.Generator
type Field = NDArray[np.float32]


def place_of(canvas: Field, random: Random) -> tuple[float, float]:
    """Return a random center for something."""
    return float(random.uniform(0, canvas.shape[1])), float(
        random.uniform(0, canvas.shape[0])
    )


def blend(canvas: Field, drawn: Image.Image, level: float, opacity: float = 1) -> None:
    """Draw a level on a canvas where a drawing is white; the drawing has twice the size."""
    mask = cv2.resize(
        np.asarray(drawn, np.float32),
        (canvas.shape[1], canvas.shape[0]),
        interpolation=cv2.INTER_AREA,
    ) * np.float32(opacity / 255)
    canvas += (level - canvas) * mask


def blank(canvas: Field) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty drawing with twice the size of a canvas."""
    image = Image.new("L", (canvas.shape[1] * 2, canvas.shape[0] * 2))
    return image, ImageDraw.Draw(image)


def turned(image: Image.Image, random: Random, most: float) -> Image.Image:
    """Rotate a drawing by some degrees."""
    return image.rotate(float(random.uniform(-most, most)), Image.Resampling.BILINEAR)
