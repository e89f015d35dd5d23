"""Tests of the similarity of patches."""

import numpy as np
import pytest

from custom_components.carsxe.vision.box import Box
from custom_components.carsxe.vision.correlation import (
    correlation,
    extract_patch,
    normalized,
)

RANDOM = np.random.default_rng(1)
PICTURE = RANDOM.integers(0, 255, (60, 80), np.uint8)
SIZE = (20, 10)


def test_light_makes_no_difference() -> None:
    """The same content in other light has the highest similarity."""
    first = normalized(PICTURE.astype(np.float32))
    second = normalized(PICTURE.astype(np.float32) * 0.5 + 20)
    assert correlation(first, second) == pytest.approx(1, abs=1e-4)


def test_others_are_unlike() -> None:
    """Two patches of noise are unlike, and a negative is the opposite."""
    first = extract_patch(PICTURE, Box(0, 0, 20, 10), SIZE)
    second = extract_patch(PICTURE, Box(40, 30, 60, 40), SIZE)
    assert abs(correlation(first, second)) < 0.3
    assert correlation(first, -first) == pytest.approx(-1, abs=1e-4)


def test_without_contrast_nothing_is_alike() -> None:
    """A blank wall is like nothing, not even itself."""
    bare = extract_patch(np.full((60, 80), 90, np.uint8), Box(0, 0, 20, 10), SIZE)
    assert correlation(bare, bare) == 0
    assert not bare.any()


@pytest.mark.parametrize(
    "box",
    [Box(-20, -20, 10, 10), Box(70, 50, 200, 90), Box(500, 500, 510, 505)],
    ids=["corner", "far corner", "outside"],
)
def test_beyond_the_picture(box: Box) -> None:
    """A box that reaches beyond the picture is cut, and one outside is no error."""
    assert extract_patch(PICTURE, box, SIZE).shape == (10, 20)
