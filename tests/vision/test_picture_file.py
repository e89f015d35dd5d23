"""Tests of opening picture files, however damaged they are."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings, strategies as st
import numpy as np
from PIL import ExifTags, Image, ImageFile, ImageOps, TiffImagePlugin
import pytest

from custom_components.carsxe.vision import (
    Crop,
    Framing,
    Picture,
    PictureError,
    picture_file,
)
from custom_components.carsxe.vision.correlation import Gray
from custom_components.carsxe.vision.decoding import decode_gray, decode_scene
from custom_components.carsxe.vision.picture import prepare_picture
from custom_components.carsxe.vision.picture_file import complete, open_picture
from custom_components.carsxe.vision.scene import Scene

from ..attack.examples import examples

SIZE = (64, 48)
# A picture must be decoded where it is cut.
SMALL = Framing(max_width=20)
# The brightness of the quarters, upper ones first.
BRIGHTNESS = [76, 150, 29, 255]

WHOLE = Framing()


def _scene(content: bytes) -> Scene:
    """Return the small view of a picture."""
    return decode_scene(complete(content), Crop())


def _gray(content: bytes) -> Gray:
    """Return a picture in gray."""
    return decode_gray(complete(content), Crop())


def _picture(content: bytes, framing: Framing = WHOLE) -> Picture:
    """Return the picture to send."""
    picture, _ = prepare_picture(complete(content), framing)
    return picture


def _encoded(kind: str, size: tuple[int, int] = SIZE, **options: object) -> bytes:
    """Return a picture with some content."""
    buffer = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


PICTURES = {
    "JPEG": _encoded("JPEG"),
    "progressive JPEG": _encoded("JPEG", progressive=True),
    "PNG": _encoded("PNG"),
    "WebP": _encoded("WEBP"),
    "AVIF": _encoded("AVIF"),
    "GIF": _encoded("GIF"),
    "BMP": _encoded("BMP"),
    "TIFF": _encoded("TIFF"),
    "packed TIFF": _encoded("TIFF", compression="tiff_lzw"),
}


@pytest.mark.parametrize("kind", PICTURES)
@settings(
    max_examples=examples(100),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
@given(data=st.data())
def test_damaged(kind: str, data: st.DataObject) -> None:
    """A damaged picture is refused or used; nothing else happens."""
    content = bytearray(PICTURES[kind])
    # Some formats have their header at the end.
    near = st.integers(0, min(len(content), 160) - 1)
    positions = near | near.map(lambda position: -position - 1)
    for position in data.draw(st.lists(positions, min_size=1, max_size=4)):
        content[position] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([0, 0, 0, 1, 100]))
    _use(bytes(content[: len(content) - cut]))


def _use(content: bytes) -> None:
    """Process a picture in all ways; each refuses it or returns a result."""
    for look in (_scene, _gray):
        with suppress(PictureError):
            assert look(content) is not None
    for framing in (Framing(), SMALL):
        try:
            picture = _picture(content, framing)
        except PictureError:
            continue
        assert picture.content_type in ("image/jpeg", "image/png")
        assert picture.width > 0
        assert picture.height > 0


LOOKS = pytest.mark.parametrize(
    "look", [_scene, _gray, _picture], ids=["scene", "gray", "picture"]
)


@LOOKS
@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("size", [(1, 4000), (4000, 1)], ids=["high", "wide"])
def test_extreme_sides(
    look: Callable[[bytes], object], turn: int, size: tuple[int, int]
) -> None:
    """A line of pixels can be processed in any orientation."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    assert look(_encoded("JPEG", size, exif=exif)) is not None


@LOOKS
@pytest.mark.parametrize("error", [TypeError, ZeroDivisionError, KeyError, EOFError])
def test_pillow_stumbles(
    look: Callable[[bytes], object], error: type[Exception]
) -> None:
    """Whatever error Pillow raises, the picture is refused."""
    load = patch.object(TiffImagePlugin.TiffImageFile, "load", side_effect=error)
    with load, pytest.raises(PictureError, match=error.__name__):
        look(PICTURES["TIFF"])


def _noise(seed: int = 1, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Return a picture with the same amount of data in every row."""
    noise = np.random.default_rng(seed).integers(0, 255, (*reversed(size), 3), np.uint8)
    return Image.fromarray(noise)


def _jpeg(image: Image.Image, **options: object) -> bytes:
    """Return an image as a JPEG."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", **options)
    return buffer.getvalue()


KINDS = {
    "plain": _jpeg(_noise()),
    "full colors": _jpeg(_noise(), subsampling=0),
    "restarts in a row": _jpeg(_noise(), restart_marker_blocks=1),
    "restarts by row": _jpeg(_noise(), restart_marker_rows=1),
    "gray": _jpeg(_noise().convert("L")),
    "progressive": _jpeg(_noise(), progressive=True),
    "black": _jpeg(Image.new("RGB", (640, 480))),
    "bright below": _jpeg(
        ImageOps.expand(_noise(), (0, 0, 0, 240), fill=(128, 128, 128))
    ),
}


@pytest.fixture(params=[False, True], ids=["Pillow is strict", "Pillow is lenient"])
def leniency(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what other code may have set for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", request.param)


@pytest.mark.usefixtures("leniency")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lost", [0, 1, 2, 3, 20])
@pytest.mark.parametrize("framing", [Framing(), SMALL], ids=["as it is", "scaled"])
def test_end_is_missing(kind: str, lost: int, framing: Framing) -> None:
    """A JPEG that lacks only its end is used, and sent with an end."""
    whole = KINDS[kind]
    content = whole[: len(whole) - lost]
    sent = _picture(content, framing)
    assert sent.content.endswith(b"\xff\xd9")
    with Image.open(BytesIO(sent.content)) as image:
        image.load()
    # The last bytes are at the right of the last row.
    seen, there = (_scene(each).gray.astype(int) for each in (content, whole))
    left = max(1, there.shape[1] // 2)
    assert abs(seen - there)[:, :left].max() <= 1


@pytest.mark.usefixtures("leniency")
@LOOKS
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.5, 0.6, 0.7])
def test_half(look: Callable[[bytes], object], kind: str, share: float) -> None:
    """Half a JPEG is refused, wherever it ends, and whatever Pillow's settings."""
    whole = KINDS[kind]
    for length in range(round(len(whole) * share), round(len(whole) * share) + 8):
        with pytest.raises(PictureError):
            look(whole[:length])


@cache
def _other(kind: str) -> bytes:
    """Return a picture of a format."""
    buffer = BytesIO()
    _noise().save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.usefixtures("leniency")
@LOOKS
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_half_of_others(
    look: Callable[[bytes], object], kind: str, share: float
) -> None:
    """Half a picture of any other format is refused, too, whatever Pillow's settings."""
    content = _other(kind)
    with pytest.raises(PictureError):
        look(content[: round(len(content) * share)])


def test_damaged_png() -> None:
    """A PNG whose pixels end in the middle of the file is refused."""
    content = bytearray(_other("PNG"))
    content[len(content) // 2] ^= 0xFF
    with pytest.raises(PictureError):
        _gray(bytes(content))


@pytest.mark.parametrize("limit", [None, 100], ids=["no limit", "small limit"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "AVIF", "BMP"])
def test_limit_of_others(
    kind: str, limit: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pillow's size limit set by other code doesn't matter here."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
    content = PICTURES[kind]
    assert _gray(content).shape == SIZE[::-1]
    assert _picture(content, SMALL).width == 20
    with patch.object(picture_file, "MAX_PIXELS", 100), pytest.raises(PictureError):
        _gray(PICTURES["PNG"])


def test_line_breaks_before_it() -> None:
    """A part of a stream of JPEGs may start with line breaks."""
    sent = _picture(b"\r\n\r\n" + PICTURES["JPEG"])
    assert sent.content == PICTURES["JPEG"]


MPO = Framing(max_width=400)


def test_large_mpo() -> None:
    """Two JPEGs in one file may have the maximum size together: they are scaled on decoding."""
    image = Image.new("L", (9000, 7000), 90)
    buffer = BytesIO()
    image.save(buffer, "MPO", save_all=True, append_images=[Image.new("L", (8, 8))])
    picture = _picture(buffer.getvalue(), MPO)
    assert (picture.content_type, picture.width) == ("image/jpeg", 400)


@pytest.mark.usefixtures("leniency")
@pytest.mark.parametrize("kind", ["progressive JPEG", "JPEG"])
def test_every_length(kind: str) -> None:
    """However early a JPEG ends, it is refused or used."""
    for length in range(len(PICTURES[kind])):
        _use(PICTURES[kind][:length])


def test_padded() -> None:
    """Data after the end of a JPEG is harmless, and doesn't cause another decoding."""
    content = PICTURES["JPEG"] + bytes(100)
    with patch.object(picture_file, "_decode_whole", side_effect=AssertionError):
        assert _scene(content).gray.size


@pytest.mark.parametrize("lost", [2, 20])
def test_too_large(lost: int) -> None:
    """A picture that is too large to decode isn't decoded to see how much is missing."""
    content = PICTURES["JPEG"][:-lost]
    with patch.object(picture_file, "MAX_PIXELS", 100), pytest.raises(PictureError):
        _scene(content)


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt])
def test_not_the_pictures_fault(error: type[BaseException]) -> None:
    """Errors that aren't the picture's fault aren't blamed on it."""
    with pytest.raises(error), open_picture(PICTURES["JPEG"]):
        raise error


@pytest.mark.parametrize("look", [_scene, _gray, _picture])
@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(b"", "nothing", id="nothing"),
        pytest.param(b"\r\n", "nothing", id="line break"),
        pytest.param(bytes(4096), "nothing", id="zeros"),
        pytest.param(b"<!DOCTYPE html><p>Log in", "HTML: a web page", id="web page"),
        pytest.param(
            b"\xef\xbb\xbf \n<HTML><body>", "HTML: a web page", id="old web page"
        ),
        pytest.param(
            b"<?xml version='1.0'?><html xmlns=''>", "HTML: a web page", id="XHTML"
        ),
        pytest.param(b"<?xml version='1.0'?><error/>", "XML", id="XML"),
        pytest.param(b"<ResponseStatus/>", "XML", id="bare XML"),
        pytest.param(b"<?xml version='1.0'?><svg/>", "SVG", id="SVG"),
        pytest.param(b'{"error": "busy"}', "JSON", id="JSON"),
        pytest.param(b'[{"cmd": "Snap", "code": 1}]', "JSON", id="JSON list"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0mif1", "HEIC", id="HEIC"),
        pytest.param(b"\0\0\0\x18ftypmif1\0\0\0\0heic", "HEIC", id="HEIF"),
        pytest.param(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", "MP4: a video", id="MP4"),
        pytest.param(b"RIFF\0\0\0\0AVI LIST", "AVI: a video", id="AVI"),
        pytest.param(b"\x1aE\xdf\xa3\x01\0", "Matroska: a video", id="Matroska"),
        pytest.param(b"\0\0\0\1\x67\x42", "H.264: a video", id="H.264"),
        pytest.param(b"\0\0\1\0\1\0\x20\x20", "ICO", id="icon"),
        pytest.param(
            (b"G" + bytes(187)) * 3, "MPEG-TS: a video", id="transport stream"
        ),
        pytest.param(
            b"--frame\r\nContent-Type: image/jpeg\r\n", "MJPEG: a video", id="MJPEG"
        ),
        pytest.param(b"#EXTM3U\n#EXT-X-VERSION:3", "HLS: a video", id="HLS"),
        pytest.param(b"%PDF-1.7", "PDF", id="PDF"),
        pytest.param(b"Camera offline", "unknown format", id="text"),
        pytest.param(b"\x8f\x01\x77", "unknown format", id="anything"),
    ],
)
def test_what_came_instead(
    look: Callable[[bytes], object], content: bytes, found: str
) -> None:
    """Something other than a picture is named."""
    with pytest.raises(PictureError) as caught:
        look(content)
    assert str(caught.value) == found
