"""Frames as cameras give them: drawn scenes in the usual sizes, with a sensor's noise."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

PICTURES = Path(__file__).parent.parent / "sandbox" / "pictures"
# As different as two pictures of a drive can be: nobody takes one for the other.
SCENES = ("day_us.jpg", "night_br.jpg", "two_plates.jpg", "rain_it.jpg")
# Shares of a picture's width by which it is moved to the right, so that there are more of them than
# a camera remembers: 16, so that each of three latencies meets them all.
SHIFTS = (0.0, 0.07, 0.14, 0.21)
SIZES = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "4 MP": (2560, 1440),
    "4K": (3840, 2160),
}
QUALITY = 90
# In levels of 255. A frame of 1080p has some 400 KB with it, one of 4K 1.4 MB.
NOISE = 3.0


def draw_frames(size: str) -> list[bytes]:
    """Return JPEGs in one of the sizes, each of another scene than the one before."""
    return [
        _draw(scene, size, shift, seed)
        for shift in SHIFTS
        for seed, scene in enumerate(SCENES)
    ]


def _draw(scene: str, size: str, shift: float, seed: int) -> bytes:
    """Return a scene, moved, enlarged and made noisy."""
    with Image.open(PICTURES / scene) as picture:
        large = picture.convert("RGB").resize(SIZES[size], Image.Resampling.BICUBIC)
    pixels = np.roll(np.asarray(large, np.float32), round(shift * large.width), axis=1)
    noise = np.random.default_rng(seed).normal(0, NOISE, pixels.shape[:2])
    noisy = np.clip(pixels + noise[..., None], 0, 255).astype(np.uint8)
    buffer = BytesIO()
    Image.fromarray(noisy).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()
