"""Tests of making pictures fit to be sent."""

from io import BytesIO
import struct
from unittest.mock import patch
import zlib

from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import EpsImagePlugin, ExifTags, Image
import pytest

from custom_components.carsxe.pictures import Picture, PictureError, prepare_picture

SIZE = (64, 48)
COLOUR = (200, 40, 30)


def _encoded(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """Return a picture of one colour in a format."""
    image = Image.new("RGB", SIZE, COLOUR).convert(mode)
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _noise(kind: str) -> bytes:
    """Return a picture whose data is much longer than its head."""
    image = Image.effect_noise((256, 256), 90).convert("RGB")
    buffer = BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def _png_head(width: int, height: int) -> bytes:
    """Return a PNG that says it is as large as that."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", header)
        + _png_chunk(b"IDAT", zlib.compress(b""))
        + _png_chunk(b"IEND", b"")
    )


def _bmp_head(width: int, height: int) -> bytes:
    """Return a BMP that says it is as large as that."""
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + header


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        pytest.param(_encoded("JPEG"), "image/jpeg", id="JPEG"),
        pytest.param(_encoded("JPEG", "L"), "image/jpeg", id="grey JPEG"),
        pytest.param(_encoded("JPEG", "CMYK"), "image/jpeg", id="CMYK JPEG"),
        pytest.param(
            _encoded("JPEG", progressive=True), "image/jpeg", id="progressive JPEG"
        ),
        pytest.param(_encoded("JPEG") + b"more", "image/jpeg", id="JPEG and more"),
        pytest.param(_encoded("PNG"), "image/png", id="PNG"),
        pytest.param(_encoded("PNG", "RGBA"), "image/png", id="PNG with alpha"),
        pytest.param(_encoded("PNG", "P"), "image/png", id="PNG with a palette"),
    ],
)
def test_as_it_is(content: bytes, content_type: str) -> None:
    """JPEG and PNG stay as they are, byte for byte."""
    assert prepare_picture(content) == Picture(
        content=content, content_type=content_type, width=64, height=48
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_encoded("WEBP", lossless=True), id="WebP"),
        pytest.param(_encoded("WEBP", "RGBA", lossless=True), id="WebP with alpha"),
        pytest.param(_encoded("GIF"), id="GIF"),
        pytest.param(_encoded("BMP"), id="BMP"),
        pytest.param(
            _encoded(
                "GIF",
                save_all=True,
                append_images=[Image.new("RGB", SIZE, (0, 0, 255))],
            ),
            id="moving GIF",
        ),
    ],
)
def test_becomes_jpeg(content: bytes) -> None:
    """Of other formats, the first frame becomes a JPEG that looks the same."""
    picture = prepare_picture(content)
    assert picture.content_type == "image/jpeg"
    assert (picture.width, picture.height) == SIZE
    with Image.open(BytesIO(picture.content)) as image:
        assert image.format == "JPEG"
        assert image.size == SIZE
        pixel = image.getpixel((32, 24))
    assert isinstance(pixel, tuple)
    for value, original in zip(pixel, COLOUR, strict=True):
        assert value == pytest.approx(original, abs=8)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("kind", ["BMP", "GIF", "WEBP"])
def test_modes(kind: str, mode: str) -> None:
    """How a picture keeps its colours doesn't matter."""
    picture = prepare_picture(_encoded(kind, mode))
    assert picture.content_type == "image/jpeg"
    assert (picture.width, picture.height) == SIZE


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0", id="zero"),
        pytest.param(b"\0" * 4096, id="zeros"),
        pytest.param(b"Camera offline", id="text"),
        pytest.param(b"<html>401 Unauthorized</html>", id="HTML"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="SVG"),
        pytest.param(b"\xff\xd8\xff", id="start of a JPEG"),
        pytest.param(_encoded("JPEG")[:100], id="JPEG cut in its head"),
        pytest.param(_encoded("PNG")[:20], id="PNG cut in its head"),
        pytest.param(_noise("WEBP")[: 256 * 8], id="WebP cut in half"),
        pytest.param(_noise("GIF")[: 256 * 8], id="GIF cut in half"),
        pytest.param(_noise("BMP")[: 256 * 8], id="BMP cut in half"),
        pytest.param(_png_head(60_000, 60_000), id="huge PNG"),
        pytest.param(_bmp_head(60_000, 60_000), id="huge BMP"),
        pytest.param(_png_head(0, 10), id="PNG without a width"),
    ],
)
def test_no_picture(content: bytes) -> None:
    """What isn't a picture, or not all of one, or one far too large, is refused."""
    with pytest.raises(PictureError) as caught:
        prepare_picture(content)
    assert str(caught.value)


def test_formats_of_cameras_only() -> None:
    """PostScript, which only another program could draw, isn't looked into."""
    content = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nquit\n"
    with (
        patch.object(EpsImagePlugin, "Ghostscript", side_effect=OSError) as program,
        pytest.raises(PictureError),
    ):
        prepare_picture(content)
    program.assert_not_called()


PICTURES = {kind: _encoded(kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP")}


@pytest.mark.parametrize("kind", PICTURES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_damaged(kind: str, data: st.DataObject) -> None:
    """A damaged picture is refused or prepared; nothing else happens."""
    content = bytearray(PICTURES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, min(len(content), 160) - 1))
        content[position] = data.draw(st.integers(0, 255))
    try:
        picture = prepare_picture(bytes(content))
    except PictureError:
        return
    assert picture.content_type in ("image/jpeg", "image/png")
    assert picture.width > 0
    assert picture.height > 0


@settings(deadline=None)
@given(st.binary())
def test_any_bytes(content: bytes) -> None:
    """No bytes make anything else happen than a refusal."""
    with pytest.raises(PictureError):
        prepare_picture(content)


def test_orientation() -> None:
    """A picture that is stored lying is sent standing, as JPEGs of ours say nothing of it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    buffer = BytesIO()
    Image.new("RGB", (40, 20)).save(buffer, "WEBP", exif=exif)
    picture = prepare_picture(buffer.getvalue())
    assert (picture.width, picture.height) == (20, 40)
