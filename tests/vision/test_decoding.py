"""Tests of decoding a camera's pictures: which way up, and how large."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
import pytest

from custom_components.carsxe.vision import Crop, Framing
from custom_components.carsxe.vision.correlation import Gray
from custom_components.carsxe.vision.decoding import decode_gray, decode_scene
from custom_components.carsxe.vision.picture import prepare_picture
from custom_components.carsxe.vision.scene import Scene

from .quarters import quarters

SIZE = (64, 48)
# The brightness of the quarters, upper ones first.
BRIGHTNESS = [76, 150, 29, 255]


def _scene(content: bytes) -> Scene:
    """Return the small view of a picture."""
    return decode_scene(content, Crop())


def _gray(content: bytes) -> Gray:
    """Return a picture in gray."""
    return decode_gray(content, Crop())


@pytest.mark.parametrize("exif", range(1, 9))
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotation(rotation: int, exif: int) -> None:
    """A picture is rotated clockwise after its EXIF orientation, and then cropped."""
    content = quarters("JPEG", (640, 480), exif)
    upright = _gray(quarters("JPEG", (640, 480))).astype(float)
    turned = np.rot90(upright, -rotation // 90)
    seen = decode_gray(content, Crop(rotation=rotation))
    assert seen.shape == turned.shape
    assert np.abs(seen - turned).mean() < 3
    corner = Crop(rotation=rotation, left=50, width=50, height=50)
    rows, columns = turned.shape
    expected = turned[: rows // 2, columns // 2 :].mean()
    assert decode_gray(content, corner).mean() == pytest.approx(expected, abs=3)
    assert decode_scene(content, corner).gray.mean() == pytest.approx(expected, abs=3)
    picture, _ = prepare_picture(content, Framing(crop=corner, max_width=120))
    with Image.open(BytesIO(picture.content)) as image:
        assert image.size == (120, 120 * (rows // 2) // (columns // 2))
        sent = np.asarray(image.convert("L"), float)
    assert sent.mean() == pytest.approx(expected, abs=5)


# The results of the decoders


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("size", "shape", "factor"),
    [
        pytest.param((120, 90), (90, 120), 1, id="tiny"),
        pytest.param((640, 360), (90, 160), 4, id="small"),
        pytest.param((1280, 720), (90, 160), 8, id="720p"),
        pytest.param((1920, 1080), (135, 240), 8, id="1080p"),
        pytest.param((2560, 1440), (90, 160), 16, id="4 MP"),
    ],
)
def test_scene_size(
    kind: str, size: tuple[int, int], shape: tuple[int, int], factor: int
) -> None:
    """A small view is smaller than the picture by a whole factor, and wide enough."""
    scene = _scene(quarters(kind, size))
    assert scene.gray.shape == shape
    assert scene.factor == factor


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_gray_size(kind: str) -> None:
    """A picture in gray keeps all of its pixels."""
    assert _gray(quarters(kind, (1920, 1080))).shape == (1080, 1920)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize(
    "decode",
    [decode_gray, lambda content, region: decode_scene(content, region).gray],
    ids=["gray", "scene"],
)
def test_upright(
    kind: str, turn: int, decode: Callable[[bytes, Crop], NDArray[Any]]
) -> None:
    """A picture that is stored rotated or mirrored is decoded upright."""
    content = quarters(kind, (640, 360), turn)
    seen = decode(content, Crop())
    rows, columns = seen.shape
    assert columns > rows
    places = [
        (y, x) for y in (rows // 4, -rows // 4) for x in (columns // 4, -columns // 4)
    ]
    shades = [int(seen[place]) for place in places]
    assert shades == pytest.approx(BRIGHTNESS, abs=8)
    part = decode(content, Crop(left=50, top=0, width=50, height=50)).astype(float)
    assert np.abs(part - BRIGHTNESS[1]).mean() < 5


@pytest.mark.parametrize(
    ("crop", "brightness"),
    [
        (Crop(width=50, height=50), BRIGHTNESS[0]),
        (Crop(left=50, width=50, height=50), BRIGHTNESS[1]),
        (Crop(top=50, width=50, height=50), BRIGHTNESS[2]),
        (Crop(left=50, top=50, width=50, height=50), BRIGHTNESS[3]),
    ],
    ids=["upper left", "upper right", "lower left", "lower right"],
)
@pytest.mark.parametrize("size", [(640, 360), (1920, 1080)], ids=["small", "1080p"])
def test_region(size: tuple[int, int], crop: Crop, brightness: int) -> None:
    """Exactly the region is decoded."""
    content = quarters("JPEG", size)
    gray = decode_gray(content, crop)
    assert gray.shape == (size[1] // 2, size[0] // 2)
    for seen in (gray, decode_scene(content, crop).gray):
        assert np.abs(seen.astype(float) - brightness).mean() < 3
