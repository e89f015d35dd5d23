"""Tests of the background of a text."""

import numpy as np
import pytest

from sandbox.reader.panel import panel_of, without_bands
from sandbox.reader.picture import Picture, Quad

QUAD = np.asarray([[100, 100], [250, 100], [250, 130], [100, 130]], np.float32)


def scene(
    panel: tuple[int, int, int], ink: tuple[int, int, int], *, ends: bool
) -> Picture:
    """Draw strokes on a panel that ends around the text or continues."""
    picture = np.full((240, 360, 3), (60, 50, 40) if ends else panel, np.uint8)
    picture[90:140, 85:265] = panel
    for x in range(104, 246, 16):
        picture[105:125, x : x + 5] = ink
    return picture


@pytest.mark.parametrize(
    ("panel", "ink", "dark"),
    [((240, 240, 240), (20, 20, 20), False), ((40, 200, 250), (20, 20, 20), False), ((10, 90, 10), (240, 240, 240), True)],
)  # fmt: skip
def test_panel_with_edges(
    panel: tuple[int, int, int], ink: tuple[int, int, int], *, dark: bool
) -> None:
    """A plate's panel ends on all sides; light letters have a dark panel."""
    found = panel_of(scene(panel, ink, ends=True), QUAD)
    assert (found.edges, found.dark) == (4, dark)


def test_burnt_in_text_has_no_panel() -> None:
    """Text directly on the picture has no edges around it."""
    assert panel_of(scene((90, 90, 90), (250, 250, 250), ends=False), QUAD).edges == 0


def test_ragged_surroundings_are_no_edge() -> None:
    """Leaves and gravel around a text aren't a panel's straight edge."""
    random = np.random.default_rng(5)
    picture = scene((90, 90, 90), (250, 250, 250), ends=False)
    spots = random.random(picture.shape[:2]) < 0.02
    spots[100:130, 100:250] = False
    picture[spots] = 255
    assert panel_of(picture, QUAD).edges < 2


def test_bands_are_cut_off() -> None:
    """A blue band at the left is cut off; a plate without one stays the same."""
    picture = scene((240, 240, 240), (20, 20, 20), ends=True)
    assert _span(without_bands(picture, QUAD)) == (100, 250)
    picture[90:140, 85:112] = (160, 60, 20)
    left, right = _span(without_bands(picture, QUAD))
    assert 110 <= left <= 115
    assert right == 250


def _span(quad: Quad) -> tuple[float, float]:
    """Return the start and end of a quad."""
    return float(quad[0, 0]), float(quad[1, 0])
