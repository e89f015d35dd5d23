"""Create the thumbnail of a detection."""

from PIL import Image

from .box import Box
from .picture import as_jpeg
from .picture_file import open_picture

SIZE = (320, 180)
QUALITY = 80
# A shade of gray that suits light and dark dashboards.
PLACEHOLDER = 0x80
# The width of a vehicle in plate widths, and the vertical position of its plate.
PLATES_WIDE = 5
PLATE_AT = 0.65


def make_thumbnail(content: bytes, box: Box | None, quality: int = QUALITY) -> bytes:
    """Return a small JPEG of a plate's surroundings, or of the whole picture without a box.

    Raises PictureError.
    """
    with open_picture(content) as source:
        image = source.convert("RGB")
    if box is None:
        image.thumbnail(SIZE)
    else:
        region = _surroundings(box, *image.size)
        image = image.resize(SIZE, Image.Resampling.LANCZOS, region, reducing_gap=2)
    return as_jpeg(image, quality).content


def make_placeholder() -> bytes:
    """Return a JPEG to show while there is no picture."""
    return as_jpeg(Image.new("L", SIZE, PLACEHOLDER), QUALITY).content


def _surroundings(box: Box, width: int, height: int) -> Box:
    """Return the region around a plate, with the proportions of a thumbnail if possible."""
    shape = SIZE[0] / SIZE[1]
    wide = max(box.width * PLATES_WIDE, SIZE[0])
    wide = max(1, min(wide, width, round(height * shape)))
    high = max(1, min(height, round(wide / shape)))
    x, y = box.center
    left, top = (x - wide / 2) // 1, round(y - high * PLATE_AT)
    return Box(left, top, left + wide, top + high).fitted(width, height)
