"""Tests of comparing two scenes."""

from io import BytesIO

import numpy as np
from PIL import Image
import pytest

from custom_components.carsxe.vision.decoding import decode_scene
from custom_components.carsxe.vision.framing import Crop
from custom_components.carsxe.vision.scene import Scene, compare, spread

from ..drives import Car, draw

EMPTY = draw()
CAR = Car(plate="ABC123")


def _scene(content: bytes) -> Scene:
    """Return the scene of a whole picture."""
    return decode_scene(content, Crop())


def _flat(gray: int) -> bytes:
    """Return a picture in one gray."""
    buffer = BytesIO()
    Image.new("L", (640, 480), gray).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(EMPTY, id="same"),
        pytest.param(draw(light=0.5), id="darker"),
        pytest.param(draw(light=1.3), id="brighter"),
        pytest.param(draw(noise=6), id="noise"),
        pytest.param(draw(quality=60), id="other quality"),
    ],
)
def test_light_changes_nothing(now: bytes) -> None:
    """Neither light nor noise is a change."""
    change = compare(_scene(EMPTY), _scene(now))
    assert change.share < 0.01
    assert change.is_recognized


def test_a_car_changes_its_place() -> None:
    """A car is a change in its place, and the view is still recognized."""
    scene = _scene(draw(CAR))
    change = compare(_scene(EMPTY), scene)
    left, top, right, bottom = (edge // scene.factor for edge in CAR.box)
    assert change.mask[top:bottom, left:right].mean() > 0.9
    assert not change.mask[: 100 // scene.factor].any()
    assert change.is_recognized


@pytest.mark.parametrize("gray", [0, 90, 255], ids=["black", "gray", "white"])
def test_nothing_is_seen_through_a_cover(gray: int) -> None:
    """A covered lens is blind, and isn't the same view."""
    scene = _scene(_flat(gray))
    assert scene.is_blind
    assert not compare(_scene(EMPTY), scene).is_recognized
    assert not _scene(EMPTY).is_blind


def test_another_view_is_not_recognized() -> None:
    """A camera that was turned away shows another view."""
    change = compare(_scene(EMPTY), _scene(draw(ground=2)))
    assert not change.is_recognized
    assert change.share > 0.5


def test_another_shape_is_another_view() -> None:
    """Frames of different shapes can't be compared."""
    scene = _scene(EMPTY)
    change = compare(scene, Scene(scene.gray[:-8], scene.factor))
    assert change.mask.all()
    assert not change.is_recognized


def test_spread() -> None:
    """A mask grows to all sides, but doesn't wrap around."""
    mask = np.zeros((7, 9), np.bool_)
    mask[0, 4] = True
    grown = spread(mask, 2)
    assert grown[:3, 2:7].all()
    assert grown.sum() == 15
