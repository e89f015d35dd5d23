"""Convert the pixels of any picture to 8 bits per channel."""

from typing import Literal

import numpy as np
from PIL import Image, ImageStat

# Modes with more than 8 bits per channel, and possible maximum values: 12 bits of a camera are
# stored in 16.
DEEP = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")
_TOPS = (255, 1023, 4095, 16383, 65535)
# A picture that uses a smaller share of its range is stretched.
_LOW_CONTRAST = 0.25


def convert(image: Image.Image, mode: Literal["RGB", "L"]) -> Image.Image:
    """Return an image in a mode, keeping its contrast, without transparency."""
    if image.mode in DEEP:
        image = _in_8_bits(image)
    elif image.has_transparency_data:
        image = _on_background(image)
    if mode == "L" and image.mode not in ("1", "L", "RGB", "YCbCr"):
        image = image.convert("RGB")
    return image if image.mode == mode else image.convert(mode)


def _in_8_bits(image: Image.Image) -> Image.Image:
    """Return a deep image in 8 bits."""
    values = np.nan_to_num(np.asarray(image, np.float32), posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    tops = (1, *_TOPS) if image.mode == "F" else _TOPS
    span = float(next((top for top in tops if high <= top), high))
    base = 0.0
    if low < high and (low < 0 or high - low < _LOW_CONTRAST * span):
        base, span = low, high - low
    values = (values - base) * (255 / span) if span else values
    return Image.fromarray(values.round().clip(0, 255).astype(np.uint8))


def _on_background(image: Image.Image) -> Image.Image:
    """Return a transparent image on white or black, depending on the contrast."""
    image = image.convert("LA" if image.mode == "La" else "RGBA").convert("RGBA")
    alpha = image.getchannel("A")
    least, most = alpha.getextrema()
    opaque = image.convert("RGB")
    if least == most:
        return opaque
    (brightness,) = ImageStat.Stat(opaque.convert("L"), alpha).mean
    behind = (255,) * 3 if brightness < 128 else (0,) * 3
    background = Image.new("RGB", image.size, behind)
    background.paste(opaque, mask=alpha)
    return background
