"""Tests of opening what a camera gives, however damaged it is."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings, strategies as st
import numpy as np
from PIL import ExifTags, Image, ImageFile, ImageOps, TiffImagePlugin
import pytest

from custom_components.carsxe.pictures import (
    Framing,
    PictureError,
    opening,
    prepare_picture,
    view_scene,
)
from custom_components.carsxe.pictures.opening import open_picture

from ..attack.examples import examples

SIZE = (64, 48)
# Where a picture is cut, it has to be decoded.
SMALL = Framing(max_width=20)


def _encoded(kind: str, size: tuple[int, int] = SIZE, **options: object) -> bytes:
    """Return a picture with something in it."""
    buffer = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


PICTURES = {
    "JPEG": _encoded("JPEG"),
    "progressive JPEG": _encoded("JPEG", progressive=True),
    "PNG": _encoded("PNG"),
    "WebP": _encoded("WEBP"),
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
    # The heads of some formats stand at the end.
    near = st.integers(0, min(len(content), 160) - 1)
    positions = near | near.map(lambda position: -position - 1)
    for position in data.draw(st.lists(positions, min_size=1, max_size=4)):
        content[position] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([0, 0, 0, 1, 100]))
    _use(bytes(content[: len(content) - cut]))


def _use(content: bytes) -> None:
    """Look at a picture in all ways; each refuses it or returns something."""
    for framing in (Framing(), SMALL):
        with suppress(PictureError):
            assert view_scene(content, framing).grey.size
        try:
            picture = prepare_picture(content, framing)
        except PictureError:
            continue
        assert picture.content_type in ("image/jpeg", "image/png")
        assert picture.width > 0
        assert picture.height > 0


@pytest.mark.parametrize(
    "look", [view_scene, prepare_picture], ids=["scene", "picture"]
)
@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("size", [(1, 4000), (4000, 1)], ids=["high", "wide"])
def test_extreme_sides(
    look: Callable[[bytes], object], turn: int, size: tuple[int, int]
) -> None:
    """A line of pixels can be looked at, however it is turned."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    assert look(_encoded("JPEG", size, exif=exif))


@pytest.mark.parametrize(
    "look", [view_scene, prepare_picture], ids=["scene", "picture"]
)
@pytest.mark.parametrize("error", [TypeError, ZeroDivisionError, KeyError, EOFError])
def test_pillow_stumbles(
    look: Callable[[bytes], object], error: type[Exception]
) -> None:
    """Whatever Pillow stumbles over, the picture is refused."""
    load = patch.object(TiffImagePlugin.TiffImageFile, "load", side_effect=error)
    with load, pytest.raises(PictureError, match=error.__name__):
        look(PICTURES["TIFF"])


def _scene(seed: int = 1, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Return a picture with as much to encode in all of its rows."""
    noise = np.random.default_rng(seed).integers(0, 255, (*reversed(size), 3), np.uint8)
    return Image.fromarray(noise)


def _jpeg(image: Image.Image, **options: object) -> bytes:
    """Return an image as a JPEG."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", **options)
    return buffer.getvalue()


KINDS = {
    "plain": _jpeg(_scene()),
    "full colours": _jpeg(_scene(), subsampling=0),
    "restarts in a row": _jpeg(_scene(), restart_marker_blocks=1),
    "restarts by row": _jpeg(_scene(), restart_marker_rows=1),
    "grey": _jpeg(_scene().convert("L")),
    "black": _jpeg(Image.new("RGB", (640, 480))),
    "bright below": _jpeg(
        ImageOps.expand(_scene(), (0, 0, 0, 240), fill=(128, 128, 128))
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
    """A JPEG that lacks no more than its end is used, and goes out with an end."""
    whole = KINDS[kind]
    content = whole[: len(whole) - lost]
    sent = prepare_picture(content, framing)
    assert sent.content.endswith(b"\xff\xd9")
    with Image.open(BytesIO(sent.content)) as image:
        image.load()
    # What the last bytes held is at the right of the last row.
    seen, there = (view_scene(each, framing).grey for each in (content, whole))
    left = max(1, there.shape[1] // 2)
    assert seen[:, :left] == pytest.approx(there[:, :left], abs=1)


@pytest.mark.usefixtures("leniency")
@pytest.mark.parametrize("look", [view_scene, prepare_picture])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.5, 0.6, 0.7])
def test_half(look: Callable[[bytes], object], kind: str, share: float) -> None:
    """Half a JPEG is refused, wherever it ends, and whatever Pillow is set to."""
    whole = KINDS[kind]
    for length in range(round(len(whole) * share), round(len(whole) * share) + 40):
        with pytest.raises(PictureError):
            look(whole[:length])


@pytest.mark.usefixtures("leniency")
@pytest.mark.parametrize("kind", ["progressive JPEG", "JPEG"])
def test_every_length(kind: str) -> None:
    """However early a JPEG ends, it is refused or used."""
    for length in range(len(PICTURES[kind])):
        _use(PICTURES[kind][:length])


def test_padded() -> None:
    """What follows the end of a JPEG does no harm, and costs no second look."""
    content = PICTURES["JPEG"] + bytes(100)
    with patch.object(opening, "_decode_whole", side_effect=AssertionError):
        assert view_scene(content).grey.size


@pytest.mark.parametrize("lost", [2, 20])
def test_too_large(lost: int) -> None:
    """What is too large to be decoded whole isn't decoded to see how much is missing."""
    content = PICTURES["JPEG"][:-lost]
    with patch.object(opening, "MAX_PIXELS", 100), pytest.raises(PictureError):
        view_scene(content)


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt])
def test_not_the_pictures_fault(error: type[BaseException]) -> None:
    """What isn't the picture's fault isn't put down to it."""
    with pytest.raises(error), open_picture(PICTURES["JPEG"]):
        raise error
