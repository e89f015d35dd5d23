"""Tests of how alike pieces of pictures are."""

import numpy as np
import pytest

from custom_components.carsxe.pictures.likeness import likeness, likeness_around
from custom_components.carsxe.pictures.windows import Grey


def _noise(*shape: int, seed: int = 1) -> Grey:
    """Return pixels that have nothing to do with each other."""
    return np.random.default_rng(seed).uniform(0, 255, shape).astype(np.float32)


@pytest.mark.parametrize(
    ("factor", "offset", "least", "most"),
    [
        pytest.param(1, 0, 0.999, 1, id="same"),
        pytest.param(0.4, 0, 0.99, 1, id="less light"),
        pytest.param(0.5, 100, 0.99, 1, id="haze"),
        pytest.param(-1, 255, -1, -0.99, id="negative"),
        pytest.param(0, 100, 0, 0.1, id="flat"),
    ],
)
def test_likeness(factor: float, offset: float, least: float, most: float) -> None:
    """What is the same but for its light is alike; a flat piece is like no plate."""
    plate = _noise(8, 32)
    value = float(likeness(plate, plate * np.float32(factor) + np.float32(offset)))
    assert least <= value <= most + 1e-6


@pytest.mark.parametrize(
    ("plate", "fields"),
    [
        pytest.param((8, 32), (22, 70), id="one"),
        pytest.param((8, 32), (17, 22, 70), id="several"),
        pytest.param((6, 14), (10, 18), id="small"),
        pytest.param((5, 9), (5, 9), id="as large"),
        pytest.param((1, 3), (2, 4, 7), id="a row"),
    ],
)
def test_likeness_around(plate: tuple[int, int], fields: tuple[int, ...]) -> None:
    """All pieces of a field at once are as alike as each of them alone."""
    wanted, field = _noise(*plate), _noise(*fields, seed=2)
    # A part of it without any structure, and one in which the plate is.
    field[..., : fields[-2] // 2, :] = 120
    field[..., -plate[0] :, -plate[1] :] = wanted * 0.5 + 60
    pieces = np.lib.stride_tricks.sliding_window_view(field, plate, axis=(-2, -1))
    alike = likeness_around(wanted, field)
    assert alike.dtype == np.float32
    np.testing.assert_allclose(alike, likeness(wanted, pieces), atol=0.002)
    assert alike[..., -1, -1].min() > 0.99
