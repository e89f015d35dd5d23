"""Show which part of a picture is sent."""

from PIL import Image, ImageDraw

from .box import Box
from .decoding import crop_box, decode_region
from .framing import Crop, Framing
from .picture import Picture, as_jpeg
from .picture_file import open_picture

MAX_WIDTH = 960
FRAME = "#ff9800"
FRAME_WIDTH = 4
# The brightness of what isn't sent.
DIMMED = 0.35


def draw_overview(content: bytes, crop: Crop) -> Picture:
    """Return the whole picture with the region framed and the rest dimmed. Raises PictureError."""
    framing = Framing(max_width=MAX_WIDTH)
    with open_picture(content) as image:
        whole = crop_box(image, Crop(rotation=crop.rotation))
        region = crop_box(image, crop)
        size = framing.sent_size(whole)
        decoded, place = decode_region(image, "RGB", crop, whole, size)
        shown = decoded.resize(size, box=place)
    box = Box(*region.scaled(size[0] / whole.width, size[1] / whole.height).rounded())
    dimmed = Image.blend(Image.new("RGB", size), shown, DIMMED)
    dimmed.paste(shown.crop(box), box.rounded()[:2])
    edge = (box.left, box.top, box.right - 1, box.bottom - 1)
    ImageDraw.Draw(dimmed).rectangle(edge, outline=FRAME, width=FRAME_WIDTH)
    return as_jpeg(dimmed, framing.quality)
