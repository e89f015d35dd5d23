"""Tests of opening what a camera gives, however damaged it is."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import ExifTags, Image, TiffImagePlugin
import pytest

from custom_components.carsxe.pictures import (
    Framing,
    PictureError,
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


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt])
def test_not_the_pictures_fault(error: type[BaseException]) -> None:
    """What isn't the picture's fault isn't put down to it."""
    with pytest.raises(error), open_picture(PICTURES["JPEG"]):
        raise error
