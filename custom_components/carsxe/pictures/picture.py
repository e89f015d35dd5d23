"""Makes what a camera gives fit to be sent."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from .framing import DEFAULT_FRAMING, Framing
from .opening import Decoded, complete, crop_box, decode, open_picture, orientation

SENT_AS_IS = {"JPEG": "image/jpeg", "PNG": "image/png"}
MAX_BYTES_AS_IS = 3_000_000
# Finer ones take longer and read no better.
FILTER = Image.Resampling.BOX
# Bytes that cost nothing but time are spared up to this quality; Pillow's room for that may be too
# small for a finer picture of noise.
MAX_OPTIMISED = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """An encoded picture; width and height in pixels."""

    content: bytes
    content_type: str
    width: int
    height: int


def prepare_picture(
    content: bytes, framing: Framing = DEFAULT_FRAMING, decoded: Decoded | None = None
) -> Picture:
    """Return the framed region of a picture in a format that recognisers take.

    A JPEG or PNG that fits already stays as it is, byte for byte and undecoded; all else becomes a
    JPEG, from what has been `decoded` of it, if that was kept. Raises PictureError.
    """
    if as_it_is := find_as_it_is(content, framing):
        return as_it_is
    with open_picture(content) as image:
        box = crop_box(image, framing.crop)
        size = framing.sent_size(box)
        decoded = decoded or decode(image, "RGB", box, size)
        if size == (box[2] - box[0], box[3] - box[1]):
            sent = decoded.image.crop(box)
        else:
            sent = decoded.image.resize(size, FILTER, decoded.region)
        return _as_jpeg(sent, framing.quality)


def find_as_it_is(content: bytes, framing: Framing) -> Picture | None:
    """Return a picture that goes out as it is, None where it has to be made. Raises PictureError."""
    content = complete(content)
    with open_picture(content) as image:
        size = framing.sent_size(crop_box(image, framing.crop))
        if not _fits(image, content, size):
            return None
        return Picture(
            content=content,
            content_type=SENT_AS_IS[image.format or ""],
            width=image.width,
            height=image.height,
        )


def _fits(image: Image.Image, content: bytes, size: tuple[int, int]) -> bool:
    """Tell whether a picture may go out as it is, given the size it is to be sent with."""
    return (
        image.format in SENT_AS_IS
        and image.size == size
        and len(content) <= MAX_BYTES_AS_IS
        and orientation(image) == 1
    )


def _as_jpeg(image: Image.Image, quality: int) -> Picture:
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
