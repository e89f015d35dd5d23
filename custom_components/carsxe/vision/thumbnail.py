"""Makes the small picture of a detection for a list."""

from io import BytesIO

from PIL import Image

from .framing import Box
from .image_io import open_picture

SIZE = (320, 180)
QUALITY = 80
# A vehicle is about so many times as wide as its plate, and the plate is below its middle.
PLATES_WIDE = 5
PLATE_AT = 0.65


def make_thumbnail(content: bytes, box: Box | None) -> bytes:
    """Return a small JPEG of a plate's surroundings, of the whole picture without a box.

    Raises PictureError.
    """
    with open_picture(content) as source:
        image = source.convert("RGB")
    if box is None:
        image.thumbnail(SIZE)
    else:
        region = _surroundings(box, *image.size)
        image = image.resize(SIZE, Image.Resampling.LANCZOS, region, reducing_gap=2)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, comment=b"")
    return buffer.getvalue()


def _surroundings(box: Box, width: int, height: int) -> Box:
    """Return the region around a plate, in the shape of a thumbnail where that is possible."""
    shape = SIZE[0] / SIZE[1]
    wide = max((box[2] - box[0]) * PLATES_WIDE, SIZE[0])
    wide = max(1, min(wide, width, round(height * shape)))
    high = max(1, min(height, round(wide / shape)))
    left = (box[0] + box[2] - wide) // 2
    top = round((box[1] + box[3]) / 2 - high * PLATE_AT)
    left = max(0, min(left, width - wide))
    top = max(0, min(top, height - high))
    return left, top, left + wide, top + high
