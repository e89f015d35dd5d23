"""Makes what a camera gives fit to be sent."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

SENT_AS_IS = {"JPEG": "image/jpeg", "PNG": "image/png"}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
JPEG_QUALITY = 90


class PictureError(ValueError):
    """What came isn't a picture that can be read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """An encoded picture; width and height in pixels."""

    content: bytes
    content_type: str
    width: int
    height: int


def prepare_picture(content: bytes) -> Picture:
    """Return a picture in a format that recognisers take.

    JPEG and PNG stay as they are, byte for byte; of others the first frame becomes a JPEG. Raises
    PictureError.
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            if content_type := SENT_AS_IS.get(image.format or ""):
                return _picture(image, content, content_type)
            return _as_jpeg(image)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as err:
        raise PictureError(type(err).__name__) from err


def _as_jpeg(image: Image.Image) -> Picture:
    """Return the first frame of an opened image as a JPEG."""
    buffer = BytesIO()
    upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return _picture(upright, buffer.getvalue(), "image/jpeg")


def _picture(image: Image.Image, content: bytes, content_type: str) -> Picture:
    """Return the picture that an opened image describes."""
    return Picture(
        content=content,
        content_type=content_type,
        width=image.width,
        height=image.height,
    )
