"""Tests of preparing pictures to be sent."""

from io import BytesIO
import struct
from unittest.mock import patch
import zlib

from hypothesis import given, settings, strategies as st
import numpy as np
from PIL import EpsImagePlugin, ExifTags, Image
import pytest

from custom_components.carsxe.vision import Crop, Framing, Picture, PictureError
from custom_components.carsxe.vision.box import Box
from custom_components.carsxe.vision.picture import plate_area, prepare_picture

from .quarters import QUARTERS, quarters, shown

SIZE = (64, 48)
WHOLE = Framing()
COLOR = (200, 40, 30)


def _prepare(content: bytes, framing: Framing = WHOLE) -> Picture:
    """Return the picture to send for the whole region."""
    picture, _ = prepare_picture(content, framing)
    return picture


def _encoded(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """Return a picture of one color in a format."""
    image = Image.new("RGB", SIZE, COLOR).convert(mode)
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _noise(kind: str) -> bytes:
    """Return a picture with much more data than header."""
    image = Image.effect_noise((256, 256), 90).convert("RGB")
    buffer = BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def _png_head(width: int, height: int) -> bytes:
    """Return a PNG that claims to have this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", header)
        + _png_chunk(b"IDAT", zlib.compress(b""))
        + _png_chunk(b"IEND", b"")
    )


def _bmp_head(width: int, height: int) -> bytes:
    """Return a BMP that claims to have this size."""
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + header


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        pytest.param(_encoded("JPEG"), "image/jpeg", id="JPEG"),
        pytest.param(
            _encoded("JPEG", progressive=True), "image/jpeg", id="progressive JPEG"
        ),
        pytest.param(_encoded("JPEG") + b"more", "image/jpeg", id="JPEG and more"),
        pytest.param(_encoded("PNG"), "image/png", id="PNG"),
    ],
)
def test_as_it_is(content: bytes, content_type: str) -> None:
    """JPEGs and PNGs that fit stay unchanged, byte for byte."""
    assert _prepare(content) == Picture(
        content=content, content_type=content_type, width=64, height=48
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_encoded("WEBP", lossless=True), id="WebP"),
        pytest.param(_encoded("WEBP", "RGBA", lossless=True), id="WebP with alpha"),
        pytest.param(_encoded("GIF"), id="GIF"),
        pytest.param(_encoded("AVIF"), id="AVIF"),
        pytest.param(_encoded("BMP"), id="BMP"),
        pytest.param(_encoded("JPEG", "CMYK"), id="CMYK JPEG"),
        pytest.param(_encoded("PNG", "RGBA"), id="PNG with alpha"),
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
    """The first frame of other formats becomes a JPEG that looks the same."""
    picture = _prepare(content)
    assert picture.content_type == "image/jpeg"
    assert (picture.width, picture.height) == SIZE
    with Image.open(BytesIO(picture.content)) as image:
        assert image.format == "JPEG"
        assert image.size == SIZE
        pixel = image.getpixel((32, 24))
    assert isinstance(pixel, tuple)
    for value, original in zip(pixel, COLOR, strict=True):
        assert value == pytest.approx(original, abs=8)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("kind", ["BMP", "GIF", "WEBP"])
def test_modes(kind: str, mode: str) -> None:
    """How a picture stores its colors doesn't matter."""
    picture = _prepare(_encoded(kind, mode))
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
    """Incomplete pictures, far too large ones and other content are refused."""
    with pytest.raises(PictureError) as caught:
        _prepare(content)
    assert str(caught.value)


def test_formats_of_cameras_only() -> None:
    """PostScript, which needs another program, isn't opened."""
    content = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nquit\n"
    with (
        patch.object(EpsImagePlugin, "Ghostscript", side_effect=OSError) as program,
        pytest.raises(PictureError),
    ):
        _prepare(content)
    program.assert_not_called()


@settings(deadline=None)
@given(st.binary())
def test_any_bytes(content: bytes) -> None:
    """Any bytes lead to a picture or a refusal."""
    with pytest.raises(PictureError):
        _prepare(content)


def test_what_the_camera_wrote() -> None:
    """A camera's metadata is sent only with a picture that is sent unchanged."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Gate camera"
    content = _encoded("JPEG", exif=exif)
    assert b"Gate camera" in _prepare(content).content
    scaled = _prepare(content, Framing(max_width=32))
    assert b"Gate camera" not in scaled.content


def test_widest_as_it_is() -> None:
    """A picture with exactly the maximum width stays unchanged."""
    content = quarters("JPEG", (1280, 720))
    assert _prepare(content).content is content


def test_half_as_it_is() -> None:
    """An incomplete picture isn't sent, even if it needs no change."""
    content = _noise("PNG")
    with pytest.raises(PictureError):
        _prepare(content[:-4096])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("size", "sent"),
    [
        pytest.param((1920, 1080), (1280, 720), id="1080p"),
        pytest.param((2560, 1440), (1280, 720), id="4 MP"),
        pytest.param((3840, 2160), (1280, 720), id="4K"),
        pytest.param((1281, 11), (1280, 11), id="a pixel too wide"),
        pytest.param((700, 1500), (700, 1500), id="only high"),
    ],
)
def test_scaled(kind: str, size: tuple[int, int], sent: tuple[int, int]) -> None:
    """A picture that is too wide is scaled down, and nothing is lost at its edges."""
    picture = _prepare(quarters(kind, size))
    assert (picture.width, picture.height) == sent
    with Image.open(BytesIO(picture.content)) as image:
        assert image.size == sent
    assert shown(picture.content) == QUARTERS


@pytest.mark.parametrize("quality", [80, 90, 91, 93, 94, 95])
def test_nothing_but_noise(quality: int) -> None:
    """A picture that hardly compresses is sent at any quality."""
    pixels = np.random.default_rng(1).integers(0, 2, (720, 1290, 3)) * 255
    Image.fromarray(pixels.astype(np.uint8)).save(buffer := BytesIO(), "PNG")
    crop = Crop(width=99)
    made = _prepare(buffer.getvalue(), Framing(crop=crop, quality=quality))
    with Image.open(BytesIO(made.content)) as image:
        assert image.size == (made.width, made.height) == (1277, 720)


def test_width_and_quality() -> None:
    """Width and quality are those of the framing."""
    content = _noise("PNG")
    fine = _prepare(content, Framing(max_width=128, quality=95))
    coarse = _prepare(content, Framing(max_width=128, quality=20))
    assert (fine.width, fine.height) == (coarse.width, coarse.height) == (128, 128)
    assert len(coarse.content) < len(fine.content) / 2


def test_many_bytes() -> None:
    """A picture with too many bytes becomes a JPEG even if it isn't too wide."""
    noise = Image.effect_noise((1200, 1200), 90)
    image = Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180)))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    assert len(buffer.getvalue()) > 3_000_000
    picture = _prepare(buffer.getvalue())
    assert (picture.content_type, picture.width) == ("image/jpeg", 1200)
    assert len(picture.content) < 3_000_000


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(640, 360), (1920, 1080)], ids=["small", "1080p"])
@pytest.mark.parametrize(
    ("left", "top", "color"),
    [(0, 0, 0), (50, 0, 1), (0, 50, 2), (50, 50, 3)],
    ids=["upper left", "upper right", "lower left", "lower right"],
)
def test_crop(
    kind: str, size: tuple[int, int], left: int, top: int, color: int
) -> None:
    """Exactly the region is sent."""
    crop = Crop(left=left, top=top, width=50, height=50)
    picture = _prepare(quarters(kind, size), Framing(crop=crop, max_width=300))
    assert (picture.width, picture.height) == (300, 169)
    assert shown(picture.content) == [QUARTERS[color]] * 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("max_width", [1280, 100])
def test_orientation(kind: str, turn: int, max_width: int) -> None:
    """A picture that is stored rotated or mirrored is sent upright, and cropped upright."""
    content = quarters(kind, (640, 360), turn)
    whole = _prepare(content, Framing(max_width=max_width))
    assert whole.width > whole.height
    assert shown(whole.content) == QUARTERS
    crop = Crop(left=50, top=0, width=50, height=50)
    part = _prepare(content, Framing(crop=crop, max_width=max_width))
    assert (part.width, part.height) == ((320, 180) if max_width > 320 else (100, 56))
    assert shown(part.content) == [QUARTERS[1]] * 4


@pytest.mark.parametrize(
    "exif",
    [
        pytest.param(b"Exif\0\0", id="empty"),
        pytest.param(b"Exif\0\0II*\0\xff\xff\xff\xff", id="points outside"),
        pytest.param(b"Exif\0\0nonsense", id="nonsense"),
        pytest.param(
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0\0\0\0\0",
            id="unknown orientation",
        ),
        pytest.param(
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
            id="orientation as text",
        ),
    ],
)
def test_broken_exif(exif: bytes) -> None:
    """A picture isn't refused because of its metadata."""
    content = _encoded("JPEG", exif=exif)
    assert _prepare(content).content == content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_cut_short(kind: str) -> None:
    """An incomplete picture that must be decoded is refused."""
    content = _noise(kind)
    with pytest.raises(PictureError):
        _prepare(content[: len(content) // 2], Framing(max_width=100))


def test_gray() -> None:
    """A gray picture is sent as RGB."""
    with Image.open(BytesIO(quarters("PNG", (640, 360)))) as image:
        buffer = BytesIO()
        image.convert("L").save(buffer, "JPEG")
    picture = _prepare(buffer.getvalue(), Framing(max_width=320))
    with Image.open(BytesIO(picture.content)) as sent:
        assert (sent.mode, sent.size) == ("RGB", (320, 180))


# Parts of a region


@pytest.mark.parametrize(
    ("plates", "area"),
    [
        pytest.param(
            [Box(900, 500, 1020, 540)], Box(600, 200, 1320, 840), id="around a plate"
        ),
        pytest.param(
            [Box(500, 500, 540, 512)], Box(200, 306, 840, 706), id="small plate"
        ),
        pytest.param(
            [Box(0, 0, 60, 20)], Box(0, 0, 640, 400), id="in the upper left corner"
        ),
        pytest.param(
            [Box(1860, 1060, 1920, 1080)],
            Box(1280, 680, 1920, 1080),
            id="in the lower right corner",
        ),
        pytest.param(
            [Box(300, 400, 340, 412), Box(900, 420, 940, 432)],
            Box(200, 216, 1040, 616),
            id="two plates",
        ),
        pytest.param(
            [Box(100, 100, 140, 112), Box(1800, 1000, 1840, 1012)],
            None,
            id="nearly all of the region",
        ),
    ],
)
def test_plate_area(plates: list[Box], area: Box | None) -> None:
    """The part that is sent contains the plates and the vehicles around them, and is large enough."""
    assert plate_area(plates, (1920, 1080)) == area


def test_plate_area_of_a_small_region() -> None:
    """A small region is sent as a whole."""
    assert plate_area([Box(100, 100, 140, 112)], (640, 400)) is None


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_part(kind: str, turn: int) -> None:
    """The part with the plates is cut from the upright picture at full resolution."""
    content = quarters(kind, (1920, 1080), turn)
    picture, area = prepare_picture(content, Framing(), Box(960, 0, 1600, 400))
    assert (picture.width, picture.height) == (640, 400)
    assert area == Box(960, 0, 1600, 400)
    assert shown(picture.content) == [QUARTERS[1]] * 4


def test_part_of_a_region() -> None:
    """A part is measured in its region, not in the picture."""
    crop = Crop(left=50, top=50, width=50, height=50)
    content = quarters("JPEG", (1920, 1080))
    picture, area = prepare_picture(
        content, Framing(crop=crop), Box(0.4, 0.2, 640.4, 400.2)
    )
    assert (picture.width, picture.height) == (640, 400)
    assert area == Box(0, 0, 640, 400)
    assert shown(picture.content) == [QUARTERS[3]] * 4


def test_wide_part_is_scaled() -> None:
    """A part that is too wide is scaled down; its position is in the region's pixels."""
    content = quarters("JPEG", (3840, 2160))
    picture, area = prepare_picture(
        content, Framing(max_width=1280), Box(0, 0, 2560, 1080)
    )
    assert (picture.width, picture.height) == (1280, 540)
    assert area == Box(0, 0, 2560, 1080)


@pytest.mark.parametrize(
    ("crop", "shows"),
    [
        (Crop(), Box(0, 0, 640, 360)),
        (Crop(left=50, top=50, width=50, height=50), Box(0, 0, 320, 180)),
    ],
    ids=["picture", "region"],
)
def test_shows_all_of_the_region(crop: Crop, shows: Box) -> None:
    """Without a part, the whole region is shown."""
    _, area = prepare_picture(quarters("JPEG", (640, 360)), Framing(crop=crop))
    assert area == shows
