"""Tests of which part of a picture is used, and how large it is sent."""

from hypothesis import given, strategies as st
import pytest

from custom_components.carsxe.vision import Crop, Framing
from custom_components.carsxe.vision.box import Box

PER_CENT = st.floats(-1000, 1000)
PIXELS = st.integers(1, 20_000)


@pytest.mark.parametrize(
    ("crop", "box"),
    [
        pytest.param(Crop(), (0, 0, 1920, 1080), id="all"),
        pytest.param(
            Crop(left=25, top=50, width=50, height=40),
            (480, 540, 1440, 972),
            id="within",
        ),
        pytest.param(
            Crop(left=50, top=50), (960, 540, 1920, 1080), id="beyond the edges"
        ),
        pytest.param(
            Crop(left=-10, top=-10, width=60, height=60),
            (0, 0, 960, 540),
            id="before the edges",
        ),
        pytest.param(
            Crop(left=10, top=10, width=0, height=0), (192, 108, 193, 109), id="empty"
        ),
        pytest.param(
            Crop(left=100, top=100), (1919, 1079, 1920, 1080), id="at the far corner"
        ),
        pytest.param(
            Crop(left=33.3, top=0.1, width=33.4, height=0.01),
            (639, 1, 1281, 2),
            id="fractions",
        ),
    ],
)
def test_box(crop: Crop, box: tuple[int, int, int, int]) -> None:
    """A region is converted to pixels of a picture."""
    assert crop.box(1920, 1080) == box


@given(PER_CENT, PER_CENT, PER_CENT, PER_CENT, PIXELS, PIXELS)
def test_box_within(
    left: float, top: float, width: float, height: float, across: int, down: int
) -> None:
    """A region is never empty and never outside."""
    crop = Crop(left=left, top=top, width=width, height=height)
    first, upper, last, lower = crop.box(across, down)
    assert 0 <= first < last <= across
    assert 0 <= upper < lower <= down


@pytest.mark.parametrize(
    ("box", "size"),
    [
        pytest.param((0, 0, 3840, 2160), (1280, 720), id="scaled down"),
        pytest.param((100, 100, 740, 1100), (640, 1000), id="never scaled up"),
        pytest.param((0, 0, 1280, 720), (1280, 720), id="just fits"),
        pytest.param((0, 0, 20_000, 1), (1280, 1), id="a line"),
    ],
)
def test_sent_size(box: tuple[int, int, int, int], size: tuple[int, int]) -> None:
    """A region is sent at most as wide as allowed, in its own proportions."""
    assert Framing().sent_size(Box(*box)) == size
