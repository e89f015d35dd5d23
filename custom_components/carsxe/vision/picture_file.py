"""Open picture files: complete ones that can be decoded without using up memory or time."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from math import ceil
from threading import RLock
from typing import override

from PIL import Image, ImageChops, ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from .file_types import name_of
from .pixels import DEEP

# Maximum size to decode, because of memory: 8K. JPEGs may be larger, as they are scaled on decoding;
# pictures that need more memory per pixel may have half as many pixels.
MAX_PIXELS = 7680 * 4320
MAX_JPEG_PIXELS = 4 * MAX_PIXELS
MAX_HEAVY_PIXELS = MAX_PIXELS // 2
_HEAVY = ("AVIF", "WEBP")
# Bytes. For some JPEGs, all coefficients stay in memory until the last one was read.
MAX_COEFFICIENTS = 4 * MAX_PIXELS
# A progressive JPEG has about ten scans. Each needs few bytes, but the time of a whole picture.
MAX_SCANS = 100
# Pictures that need more bytes than this are processed one at a time for all cameras.
LARGE = 64 * 1024 * 1024
_LARGE_TURN = RLock()
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
_TILE_WIDTH, _TILE_LENGTH = 322, 323

_JPEG_START, _JPEG_SCAN, _JPEG_END = b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"
_PROGRESSIVE_FRAME = b"\xff\xc2"
# The height of a row of blocks in pixels: up to half of the last row may be lost with the end.
_LAST_ROWS = 16
# Any code may occur in here, but no marker. Decoding restarts after each restart marker.
_NOISE = bytes(range(255))
_NOISE_TO_THE_END = _NOISE + b"".join(
    bytes((0xFF, marker)) + _NOISE for marker in range(0xD0, 0xD8)
)


class PictureError(ValueError):
    """The content isn't a readable picture; the message says what it is or what is wrong."""


class _Stream(BytesIO):
    """Raises at its end, because Pillow may be set to fill up incomplete pictures."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        """Return at least one byte."""
        data = super().read(size)
        if not data and size != 0:
            raise EOFError
        return data


@contextmanager
def open_picture(content: bytes) -> Iterator[Image.Image]:
    """Open a `complete` picture without decoding it.

    Raises PictureError, also for errors inside the context.
    """
    with _refusal(), _open(content, FORMATS) as image:
        memory = _check_size(image, content)
        with _LARGE_TURN if memory > LARGE else nullcontext():
            yield image


def _open(content: bytes, formats: tuple[str, ...]) -> ImageFile.ImageFile:
    """Open a picture of one of the formats, ignoring Pillow's global size limit."""
    for name in formats:
        if name not in Image.OPEN:
            Image.init()
        factory, accepts = Image.OPEN[name]
        if accepts is None or accepts(content[:16]) is True:
            try:
                return factory(_Stream(content), "")
            except MemoryError:
                raise
            except Exception as err:
                raise PictureError(name_of(content) or type(err).__name__) from err
    raise PictureError(name_of(content) or "unknown format")


def complete(content: bytes) -> bytes:
    """Return a picture with an end marker, which some cameras leave out of JPEGs.

    Leading line breaks are removed. A JPEG that lacks more than its end is refused, even if other
    code has set Pillow to accept it. Raises PictureError.
    """
    content = content.lstrip(b"\r\n")
    # Neither marker can occur in encoded data.
    is_cut = content.rfind(_JPEG_END) <= content.rfind(_JPEG_SCAN)
    if not is_cut or not content.startswith(_JPEG_START):
        return content
    with _refusal():
        ended = _decode_whole(content + _JPEG_END)
        # Pixels that depend on the data after the end are missing.
        other = _decode_whole(content + _NOISE_TO_THE_END + _JPEG_END)
        missing = ImageChops.difference(ended, other).getbbox()
        if missing and (
            missing[0] < ended.width // 2 or missing[1] < ended.height - _LAST_ROWS
        ):
            raise PictureError("incomplete")
    return content + _JPEG_END


def _decode_whole(content: bytes) -> Image.Image:
    """Decode a whole JPEG in gray."""
    with _open(content, ("JPEG",)) as image:
        is_whole = "progressive" not in image.info or _has_all_scans(content)
        if image.width * image.height > MAX_PIXELS or not is_whole:
            raise PictureError("incomplete")
        _check_size(image, content)
        image.draft("L", image.size)
        return image.convert("L")


def _has_all_scans(content: bytes) -> bool:
    """Return whether the scans of a progressive JPEG include all bits of all coefficients."""
    # A thumbnail with its own scans may come before the frame.
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
    """Convert any error of a damaged picture to PictureError."""
    try:
        yield
    except PictureError, MemoryError:
        raise
    except Exception as err:
        raise PictureError(type(err).__name__) from err


def _check_size(image: Image.Image, content: bytes) -> int:
    """Return how many bytes decoding may need. Raises PictureError if that is too much."""
    pixels, limit, coefficients = image.width * image.height, MAX_PIXELS, 0
    if image.format == "TIFF":
        # A tile is decoded as a whole, even if only a small part of it is in the picture.
        tags = image.getexif()
        pixels = max(pixels, tags.get(_TILE_WIDTH, 0) * tags.get(_TILE_LENGTH, 0))
    if isinstance(image, JpegImageFile):
        limit = MAX_JPEG_PIXELS
        coefficients = jpeg_coefficients(image, content)
        if content.count(_JPEG_SCAN) > MAX_SCANS:
            raise PictureError("too many scans")
    elif image.format in _HEAVY or image.mode in DEEP or image.has_transparency_data:
        limit = MAX_HEAVY_PIXELS
    if pixels > limit or coefficients > MAX_COEFFICIENTS:
        raise PictureError(f"{image.width} x {image.height} pixels")
    return 4 * pixels + coefficients


def jpeg_coefficients(image: JpegImageFile, content: bytes) -> int:
    """Return how many bytes of a JPEG's coefficients are kept in memory during decoding.

    A JPEG with all components in a single scan doesn't keep any.
    """
    count = len(image.layer)
    # Pillow has just read the header of the first scan, which contains the number of components.
    start = image.fp.tell() - 2 * count - 8 if image.fp else -1
    head = b"\xff\xda" + (2 * count + 6).to_bytes(2) + bytes([count])
    is_single = start >= 0 and content.startswith(head, start)
    if is_single and "progressive" not in image.info:
        return 0
    wide = max(across for _, across, _, _ in image.layer)
    high = max(down for _, _, down, _ in image.layer)
    blocks = ceil(image.width / (8 * wide)) * ceil(image.height / (8 * high))
    return 128 * blocks * sum(across * down for _, across, down, _ in image.layer)
