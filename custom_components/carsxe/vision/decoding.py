"""Decode pictures from cameras: upright, and no larger than needed."""

from dataclasses import replace
import struct
from typing import Literal

import numpy as np
from PIL import ExifTags, Image

from .box import Box
from .correlation import Gray
from .framing import Crop
from .picture_file import MAX_PIXELS, PictureError, open_picture
from .pixels import convert
from .scene import Scene

# Minimum width of a small view in pixels.
SCENE_WIDTH = 160
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})
# The EXIF orientation after rotating clockwise by another 90 degrees.
_CLOCKWISE = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}
# The color of areas that are left out.
GRAY = "#808080"


def orientation(image: Image.Image, rotation: int = 0) -> int:
    """Return the EXIF orientation (2-8), or 1 for an upright picture.

    It includes a clockwise rotation by `rotation` degrees.
    """
    turn = _exif_orientation(image)
    for _ in range(rotation // 90):
        turn = _CLOCKWISE[turn]
    return turn


def _exif_orientation(image: Image.Image) -> int:
    """Return the EXIF orientation of the file, or 1 for an upright picture."""
    # Reading EXIF data after the pixels of a PNG would decode it.
    if image.format == "PNG" and "exif" not in image.info:
        return 1
    try:
        turn = image.getexif().get(ExifTags.Base.Orientation)
    except OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error:
        return 1
    return turn if turn in TURNS else 1


def crop_box(image: Image.Image, crop: Crop) -> Box:
    """Return a region of an undecoded picture, in pixels of the upright picture."""
    width, height = image.size
    if orientation(image, crop.rotation) in SIDEWAYS:
        width, height = height, width
    return crop.box(width, height)


def decode_region(
    image: Image.Image,
    mode: Literal["RGB", "L"],
    crop: Crop,
    box: Box,
    size: tuple[int, int],
) -> tuple[Image.Image, Box]:
    """Decode an upright picture as `mode`, and return it with the place of `box` in it.

    A JPEG is scaled down on decoding if `box` is still at least as large as `size` then. Areas that
    are left out are filled with gray.
    """
    areas = [
        crop_box(image, replace(area, rotation=crop.rotation))
        for area in crop.leave_out
    ]
    turn = orientation(image, crop.rotation)
    full_width, full_height = image.size
    factor = int(box.width // size[0])
    image.draft(mode, (max(1, full_width // factor), max(1, full_height // factor)))
    if image.width * image.height > MAX_PIXELS:
        raise PictureError(f"{image.width} x {image.height} pixels")
    image.load()
    upright = convert(image, mode)
    x, y = upright.width / full_width, upright.height / full_height
    if turn != 1:
        upright = upright.transpose(TURNS[turn])
    if turn in SIDEWAYS:
        x, y = y, x
    for area in areas:
        upright.paste(GRAY, area.scaled(x, y).rounded())
    return upright, box.scaled(x, y)


def decode_scene(content: bytes, region: Crop) -> Scene:
    """Return a small view of a region. Raises PictureError."""
    with open_picture(content) as image:
        box = crop_box(image, region)
        width, height = int(box.width), int(box.height)
        factor, size = _scene_size(width, height)
        decoded, place = decode_region(image, "L", region, box, size)
        small = decoded.resize(size, Image.Resampling.BOX, place, reducing_gap=1.0)
        return Scene(np.asarray(small, np.float32), factor)


def scene_of(gray: Gray) -> Scene:
    """Return a small view of a decoded region."""
    factor, size = _scene_size(gray.shape[1], gray.shape[0])
    small = Image.fromarray(gray).resize(size, Image.Resampling.BOX, reducing_gap=1.0)
    return Scene(np.asarray(small, np.float32), factor)


def _scene_size(width: int, height: int) -> tuple[int, tuple[int, int]]:
    """Return the factor by which a small view is smaller, and its size."""
    factor = 16
    while factor > 1 and width // factor < SCENE_WIDTH:
        factor //= 2
    return factor, (max(1, width // factor), max(1, height // factor))


def decode_gray(content: bytes, region: Crop) -> Gray:
    """Return a region in gray at the camera's own resolution. Raises PictureError."""
    with open_picture(content) as image:
        left, top, right, bottom = map(int, box := crop_box(image, region))
        size = right - left, bottom - top
        decoded, _ = decode_region(image, "L", region, box, size)
        return np.asarray(decoded)[top:bottom, left:right].copy()
