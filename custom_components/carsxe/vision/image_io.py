"""Decodes what a camera gives: upright, and as small as is enough."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
import struct
from threading import RLock
from typing import Literal, override
import zlib

import numpy as np
from PIL import ExifTags, Image, ImageChops, ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from .box import Box
from .correlation import Gray
from .file_types import name_of
from .framing import Crop
from .pixels import convert
from .scene import Scene

# Pixels that a small view is wide at least.
SCENE_WIDTH = 160
# What is decoded, which costs memory: 8K. JPEGs may be larger, as they are scaled meanwhile.
MAX_PIXELS = 7680 * 4320
MAX_JPEG_PIXELS = 4 * MAX_PIXELS
# Bytes. Of some JPEGs, all coefficients are kept until the last one has been read.
MAX_COEFFICIENTS = 4 * MAX_PIXELS
# What may take more bytes than that is used one at a time, over all cameras.
LARGE = 64 * 1024 * 1024
_LARGE_TURN = RLock()
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
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
# What each turn becomes if the picture is then rotated clockwise by another 90 degrees.
_CLOCKWISE = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}
# What is filled in for what is left out.
GRAY = "#808080"
_TILE_WIDTH, _TILE_LENGTH = 322, 323

_JPEG_START, _JPEG_SCAN, _JPEG_END = b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"
_PROGRESSIVE_FRAME = b"\xff\xc2"
# One row of blocks, in pixels: up to half of the last one may be lost with the end.
_LAST_ROWS = 16
_PNG_START, _PNG_PART = b"\x89PNG\r\n\x1a\n", 1024 * 1024
# Any code may be in here, and no marker. Behind each restart marker, decoding begins anew.
_NOISE = bytes(range(255))
_NOISE_TO_THE_END = _NOISE + b"".join(
    bytes((0xFF, marker)) + _NOISE for marker in range(0xD0, 0xD8)
)


class PictureError(ValueError):
    """What came isn't a picture that can be read; says what it is, or what is wrong."""


class _Stream(BytesIO):
    """Raises an error at its end: Pillow may be set to fill up the rest of a picture."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        """Return bytes, one at least."""
        data = super().read(size)
        if not data and size != 0:
            raise EOFError
        return data


@contextmanager
def open_picture(content: bytes) -> Iterator[Image.Image]:
    """Open a picture without decoding it. Raises PictureError, also for what is done with it."""
    content = complete(content)
    with _refusal(), _open(content, FORMATS) as image:
        memory = _check_size(image, content)
        if image.format == "PNG" and ImageFile.LOAD_TRUNCATED_IMAGES:
            _check_png(content)
        with _LARGE_TURN if memory > LARGE else nullcontext():
            yield image


def _open(content: bytes, formats: tuple[str, ...]) -> ImageFile.ImageFile:
    """Open a picture of some formats; how large it may be isn't for other code to say."""
    for name in formats:
        if name not in Image.OPEN:
            Image.init()
        factory, accepts = Image.OPEN[name]
        if accepts is None or accepts(content[:16]) is True:
            # What follows the pixels of a PNG may be missing.
            stream = BytesIO(content) if name == "PNG" else _Stream(content)
            try:
                return factory(stream, "")
            except MemoryError:
                raise
            except Exception as err:
                raise PictureError(name_of(content) or type(err).__name__) from err
    raise PictureError(name_of(content) or "unknown format")


def _check_png(content: bytes) -> None:
    """Raise PictureError if not all of a PNG's pixels are there."""
    pixels, position = zlib.decompressobj(), len(_PNG_START)
    while position + 8 <= len(content) and not pixels.eof:
        length = int.from_bytes(content[position : position + 4])
        if content[position + 4 : position + 8] == b"IDAT":
            data = content[position + 8 : position + 8 + length]
            while data and not pixels.eof:
                pixels.decompress(data, _PNG_PART)
                data = pixels.unconsumed_tail
        position += 12 + length
    if not pixels.eof:
        raise PictureError("incomplete")


def complete(content: bytes) -> bytes:
    """Return a picture with its end marker, which some cameras leave out of their JPEGs.

    Line breaks before it are left out. A JPEG that lacks more than its end isn't mended, whatever Pillow is set to, for the whole
    process, by whoever else uses it. Raises PictureError.
    """
    content = content.lstrip(b"\r\n")
    # Neither marker can be part of what is encoded.
    is_cut = content.rfind(_JPEG_END) <= content.rfind(_JPEG_SCAN)
    if not is_cut or not content.startswith(_JPEG_START):
        return content
    with _refusal():
        ended = _decode_whole(content + _JPEG_END)
        # What is missing is where it makes a difference what follows.
        other = _decode_whole(content + _NOISE_TO_THE_END + _JPEG_END)
        missing = ImageChops.difference(ended, other).getbbox()
        if missing and (
            missing[0] < ended.width // 2 or missing[1] < ended.height - _LAST_ROWS
        ):
            raise PictureError("incomplete")
    return content + _JPEG_END


def _decode_whole(content: bytes) -> Image.Image:
    """Return a JPEG in gray, all of its pixels."""
    with _open(content, ("JPEG",)) as image:
        is_whole = "progressive" not in image.info or _has_all_scans(content)
        if image.width * image.height > MAX_PIXELS or not is_whole:
            raise PictureError("incomplete")
        _check_size(image, content)
        image.draft("L", image.size)
        return image.convert("L")


def _has_all_scans(content: bytes) -> bool:
    """Return whether the scans of a progressive JPEG bring all bits of all coefficients."""
    # A thumbnail with scans of its own may stand before the frame.
    frame = content.rfind(_PROGRESSIVE_FRAME)
    kinds = content[frame + 10 : frame + 10 + 3 * content[frame + 9] : 3]
    left = {(kind, n) for kind in kinds for n in range(64)}
    start = content.find(_JPEG_SCAN, frame)
    while 0 <= start < len(content) - 5:
        count = content[start + 4]
        names = content[start + 5 : start + 5 + 2 * count : 2]
        first, last, bits = content[start + 5 + 2 * count : start + 8 + 2 * count]
        if not bits & 0x0F:
            left -= {(name, n) for name in names for n in range(first, last + 1)}
        start = content.find(_JPEG_SCAN, start + 2)
    return not left


@contextmanager
def _refusal() -> Iterator[None]:
    """Raise PictureError whatever a damaged picture makes Pillow stumble over."""
    try:
        yield
    except PictureError, MemoryError:
        raise
    except Exception as err:
        raise PictureError(type(err).__name__) from err


def _check_size(image: Image.Image, content: bytes) -> int:
    """Return how many bytes a picture may take to decode. Raises PictureError for too many."""
    pixels, limit, coefficients = image.width * image.height, MAX_PIXELS, 0
    if image.format == "TIFF":
        # A tile is decoded whole, however little of it is in the picture.
        tags = image.getexif()
        pixels = max(pixels, tags.get(_TILE_WIDTH, 0) * tags.get(_TILE_LENGTH, 0))
    if isinstance(image, JpegImageFile):
        limit = MAX_JPEG_PIXELS
        coefficients = jpeg_coefficients(image, content)
    if pixels > limit or coefficients > MAX_COEFFICIENTS:
        raise PictureError(f"{image.width} x {image.height} pixels")
    return 4 * pixels + coefficients


def jpeg_coefficients(image: JpegImageFile, content: bytes) -> int:
    """Return how many bytes a JPEG's coefficients take that are kept while it is decoded.

    One that brings all of its components in a single scan needs none of them twice.
    """
    count = len(image.layer)
    # Pillow has just read the head of the first scan, which tells how many components it brings.
    start = image.fp.tell() - 2 * count - 8 if image.fp else -1
    head = b"\xff\xda" + (2 * count + 6).to_bytes(2) + bytes([count])
    is_single = start >= 0 and content.startswith(head, start)
    if is_single and "progressive" not in image.info:
        return 0
    wide = max(across for _, across, _, _ in image.layer)
    high = max(down for _, _, down, _ in image.layer)
    blocks = ceil(image.width / (8 * wide)) * ceil(image.height / (8 * high))
    return 128 * blocks * sum(across * down for _, across, down, _ in image.layer)


def orientation(image: Image.Image, rotation: int = 0) -> int:
    """Return how a picture has to be turned, as EXIF has it (2-8), 1 for not at all.

    It is rotated clockwise by `rotation` degrees in addition.
    """
    turn = _exif_orientation(image)
    for _ in range(rotation // 90):
        turn = _CLOCKWISE[turn]
    return turn


def _exif_orientation(image: Image.Image) -> int:
    """Return how EXIF says a picture has to be turned, 1 for not at all."""
    # A PNG would be decoded to look for what stands behind its pixels.
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


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A picture that is decoded and upright; `region` is where what is sent of it is."""

    image: Image.Image
    region: Box


def draft_factor(image: Image.Image, box: Box, size: tuple[int, int]) -> int:
    """Return how many times smaller a JPEG may be decoded: a box is to be as large as a size then."""
    factor = int(box.width // size[0])
    return factor if isinstance(image, JpegImageFile) else 1


def decode(
    image: Image.Image,
    mode: Literal["RGB", "L"],
    box: Box,
    size: tuple[int, int],
    rotation: int = 0,
) -> Decoded:
    """Decode a picture upright as `mode`, with a box in it.

    It is scaled down while it is decoded where that leaves the box at least as large as `size`.
    """
    turn = orientation(image, rotation)
    full_width, full_height = image.size
    factor = draft_factor(image, box, size)
    image.draft(mode, (max(1, full_width // factor), max(1, full_height // factor)))
    if image.width * image.height > MAX_PIXELS:
        raise PictureError(f"{image.width} x {image.height} pixels")
    image.load()
    upright = convert(image, mode)
    scale_x, scale_y = upright.width / full_width, upright.height / full_height
    if turn != 1:
        upright = upright.transpose(TURNS[turn])
    if turn in SIDEWAYS:
        scale_x, scale_y = scale_y, scale_x
    return Decoded(upright, box.scaled(scale_x, scale_y))


def decode_region(
    image: Image.Image,
    mode: Literal["RGB", "L"],
    crop: Crop,
    box: Box,
    size: tuple[int, int],
) -> Decoded:
    """Decode a picture as `decode` does, what is left out of it filled with gray."""
    areas = [
        crop_box(image, replace(area, rotation=crop.rotation))
        for area in crop.leave_out
    ]
    decoded = decode(image, mode, box, size, crop.rotation)
    x, y = decoded.region.width / box.width, decoded.region.height / box.height
    for area in areas:
        decoded.image.paste(GRAY, area.scaled(x, y).rounded())
    return decoded


def decode_scene(content: bytes, region: Crop) -> Scene:
    """Return a small view of a region. Raises PictureError."""
    with open_picture(content) as image:
        box = crop_box(image, region)
        width, height = int(box.width), int(box.height)
        factor = 16
        while factor > 1 and width // factor < SCENE_WIDTH:
            factor //= 2
        size = max(1, width // factor), max(1, height // factor)
        decoded = decode_region(image, "L", region, box, size)
        small = decoded.image.resize(size, 4, decoded.region, reducing_gap=1.0)
        return Scene(np.asarray(small, np.float32), factor)


def decode_gray(content: bytes, region: Crop) -> Gray:
    """Return a region in gray, at the camera's own detail. Raises PictureError."""
    with open_picture(content) as image:
        left, top, right, bottom = map(int, box := crop_box(image, region))
        size = right - left, bottom - top
        decoded = decode_region(image, "L", region, box, size)
        return np.asarray(decoded.image)[top:bottom, left:right].copy()
