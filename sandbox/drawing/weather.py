"""Rain, fog, shaking, and the camera's burnt-in clock."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from . import fonts
from .backdrop import HEIGHT, WIDTH, Random
from .light import Pixels


def scale_of(pixels: Pixels) -> float:
    """Return the number of pixels per unit of 1280 x 720."""
    return float(pixels.shape[1] / WIDTH)


def rain(pixels: Pixels, random: Random) -> Pixels:
    """Add streaks of rain, drops on the lens and gray light."""
    gray = pixels.mean(axis=2, keepdims=True)
    dull = (pixels * 0.72 + gray * 0.28) * 0.86 + 14
    scale = scale_of(pixels)
    streaks = Image.new("L", (pixels.shape[1], pixels.shape[0]))
    draw = ImageDraw.Draw(streaks)
    for _ in range(520):
        x, y, length = (
            random.uniform(0, WIDTH),
            random.uniform(-40, HEIGHT),
            random.uniform(14, 46),
        )
        ends = (x, y, x - length * 0.16, y + length)
        draw.line(
            [place * scale for place in ends],
            fill=int(random.integers(50, 130)),
            width=round(scale),
        )
    reach = round(scale) * 2 + 1
    soft = cv2.GaussianBlur(np.asarray(streaks, np.float32), (reach, reach), 0)
    falling = soft[:, :, None] / 255
    return _drops(dull * (1 - 0.6 * falling) + 215 * 0.6 * falling, random)


def fog(pixels: Pixels, share: float) -> Pixels:
    """Let fog take a share of the contrast (0-1); it is as bright as the picture."""
    return np.asarray(pixels * (1 - share) + pixels.mean() * share, np.float32)


def _drops(pixels: Pixels, random: Random) -> Pixels:
    """Draw drops on the lens, away from the center with the cars."""
    scale = scale_of(pixels)
    blurred = cv2.GaussianBlur(pixels, (0, 0), 9 * scale)
    mask = np.zeros(pixels.shape[:2], np.float32)
    for _ in range(16):
        x = random.uniform(0, WIDTH)
        y = random.uniform(0, HEIGHT * 0.42)
        middle = int(x * scale), int(y * scale)
        cv2.circle(mask, middle, round(int(random.integers(5, 15)) * scale), 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), 1.6 * scale)[:, :, None]
    return np.asarray(pixels * (1 - soft) + (blurred * 1.08 + 6) * soft, np.float32)


def shake(pixels: Pixels, random: Random, strength: float) -> Pixels:
    """Blur as a moving car or a poor lens does; `strength` in units of 1280 x 720."""
    strength *= scale_of(pixels)
    reach = max(3, round(strength * 2) | 1)
    kernel = np.zeros((reach, reach), np.float32)
    tilt = random.uniform(-0.4, 0.4)
    for step in range(reach):
        kernel[round((reach - 1) / 2 + (step - (reach - 1) / 2) * tilt), step] = 1
    moved = cv2.filter2D(pixels, -1, kernel / kernel.sum())
    return np.asarray(
        cv2.GaussianBlur(moved, (0, 0), 0.4 + strength * 0.22), np.float32
    )


def shift(pixels: Pixels, offset: tuple[float, float]) -> Pixels:
    """Shift a picture as wind does to a camera, including fractions of a pixel."""
    x, y = (way * scale_of(pixels) for way in offset)
    matrix = np.asarray([[1, 0, x], [0, 1, y]], np.float32)
    size = pixels.shape[1], pixels.shape[0]
    moved = cv2.warpAffine(pixels, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def grain(pixels: Pixels, random: Random, strength: float = 1.6) -> Pixels:
    """Add a sensor's noise with a standard deviation in gray levels."""
    return pixels + random.normal(0, strength, pixels.shape).astype(np.float32)


def clock(picture: Image.Image, random: Random) -> None:
    """Burn date, time and the camera's name into a picture."""
    scale = picture.width / WIDTH
    day, hour = int(random.integers(1, 29)), int(random.integers(0, 24))
    minute, second = (int(part) for part in random.integers(0, 60, 2))
    draw = ImageDraw.Draw(picture)
    letters = fonts.font(fonts.MONO, round(26 * scale))
    moment = f"2026-11-{day:02} {hour:02}:{minute:02}:{second:02}"
    name = f"CAM{random.integers(1, 9):02} DRIVEWAY"
    draw.text(
        (22 * scale, 18 * scale),
        moment,
        (250, 250, 250),
        letters,
        stroke_width=2 * scale,
        stroke_fill=(10, 10, 10),
    )
    draw.text(
        (picture.width - 22 * scale, picture.height - 18 * scale),
        name,
        (250, 250, 250),
        letters,
        anchor="rd",
        stroke_width=2 * scale,
        stroke_fill=(10, 10, 10),
    )
