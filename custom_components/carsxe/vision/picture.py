"""Create the picture to send: the part with the plates, or the whole region."""

from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from .box import Box, union
from .decoding import crop_box, decode_region, orientation
from .framing import Framing
from .picture_file import open_picture

SENT_AS_IS = {"JPEG": "image/jpeg", "PNG": "image/png"}
MAX_BYTES_AS_IS = 3_000_000
# The position of the bit depth in a PNG.
_PNG_DEPTH = 24
# Finer filters are slower and don't improve reading.
FILTER = Image.Resampling.BOX
# The margin around the plates in widths of the widest one, and the minimum size in pixels, because
# readers need to see the vehicle.
MARGIN = 2.5
MIN_SIZE = 640, 400
# If the part is larger than this share of the region, the whole region is sent.
NEARLY_ALL = 0.7
# JPEGs are optimized up to this quality; Pillow's buffer may be too small for a finer picture of
# noise.
MAX_OPTIMISED = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """An encoded picture; width and height in pixels."""

    content: bytes
    content_type: str
    width: int
    height: int


def plate_area(plates: Collection[Box], size: tuple[int, int]) -> Box | None:
    """Return the part of a region of the given size to send, or None for the whole region."""
    margin = MARGIN * max(plate.width for plate in plates)
    area = union(plates).expanded(margin, margin)
    width, height = (
        max(least - side, 0) / 2
        for least, side in zip(MIN_SIZE, (area.width, area.height), strict=True)
    )
    area = area.expanded(width, height).fitted(*size)
    return None if area.area > NEARLY_ALL * size[0] * size[1] else area


def prepare_picture(
    content: bytes, framing: Framing, area: Box | None = None
) -> tuple[Picture, Box]:
    """Return the picture to send, and the part of the region that it shows.

    A JPEG or PNG that needs no change is returned byte for byte; everything else becomes a JPEG.
    Raises PictureError.
    """
    with open_picture(content) as image:
        region = crop_box(image, framing.crop)
        box = region
        if area:
            left, top, right, bottom = area.shifted(region.left, region.top).rounded()
            box = Box(left, top, max(right, left + 1), max(bottom, top + 1))
        shown = box.shifted(-region.left, -region.top)
        size = framing.sent_size(box)
        if _needs_no_change(image, content, framing, size):
            if image.format == "PNG":
                # An incomplete one isn't sent.
                image.load()
            kind = SENT_AS_IS[image.format or ""]
            width, height = size
            return Picture(
                content=content, content_type=kind, width=width, height=height
            ), shown
        decoded, place = decode_region(image, "RGB", framing.crop, box, size)
        sent = decoded.resize(size, FILTER, place)
        return as_jpeg(sent, framing.quality), shown


def _needs_no_change(
    image: Image.Image, content: bytes, framing: Framing, size: tuple[int, int]
) -> bool:
    """Return whether a picture can be sent unchanged, given the size to send."""
    return (
        image.format in SENT_AS_IS
        and image.mode == "RGB"
        and not image.has_transparency_data
        and (image.format != "PNG" or content[_PNG_DEPTH] == 8)
        and image.size == size
        and len(content) <= MAX_BYTES_AS_IS
        and orientation(image, framing.crop.rotation) == 1
        and not framing.crop.leave_out
    )


def as_jpeg(image: Image.Image, quality: int) -> Picture:
    """Return an image as a JPEG."""
    buffer = BytesIO()
    optimize = quality <= MAX_OPTIMISED
    image.save(buffer, "JPEG", quality=quality, optimize=optimize, comment=b"")
    return Picture(
        content=buffer.getvalue(),
        content_type="image/jpeg",
        width=image.width,
        height=image.height,
    )
