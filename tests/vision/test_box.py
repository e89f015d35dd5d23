"""Tests of boxes."""

import pytest

from custom_components.carsxe.vision.box import Box, union

BOX = Box(10, 20, 50, 40)


def test_measures() -> None:
    """A box has a size and a center."""
    assert (BOX.width, BOX.height, BOX.area) == (40, 20, 800)
    assert BOX.center == (30, 30)


@pytest.mark.parametrize(
    ("other", "area"),
    [
        pytest.param(BOX, 800, id="same"),
        pytest.param(Box(30, 20, 70, 40), 400, id="half"),
        pytest.param(Box(50, 20, 90, 40), 0, id="beside"),
        pytest.param(Box(100, 100, 110, 110), 0, id="apart"),
    ],
)
def test_intersection(other: Box, area: float) -> None:
    """The intersection is symmetric; separate boxes have none."""
    assert BOX.intersection(other).area == other.intersection(BOX).area == area


def test_changes() -> None:
    """Boxes can be expanded, shifted, scaled and united."""
    assert BOX.expanded(5, 1) == (5, 19, 55, 41)
    assert BOX.shifted(-10, 10) == (0, 30, 40, 50)
    assert BOX.scaled(0.5) == (5, 10, 25, 20)
    assert BOX.scaled(2, 1) == (20, 20, 100, 40)
    assert union([BOX, Box(0, 30, 20, 90)]) == (0, 20, 50, 90)


@pytest.mark.parametrize(
    ("box", "fitted"),
    [
        pytest.param(Box(-10, 5, 20, 15), Box(0, 5, 30, 15), id="left"),
        pytest.param(Box(90, 95, 120, 105), Box(70, 90, 100, 100), id="corner"),
        pytest.param(Box(-50, 0, 150, 10), Box(0, 0, 100, 10), id="too wide"),
    ],
)
def test_fitted(box: Box, fitted: Box) -> None:
    """A box is moved into a picture, and cut only if it is larger."""
    assert box.fitted(100, 100) == fitted


def test_holds() -> None:
    """A point is or isn't in a box."""
    assert BOX.holds((10, 40))
    assert not BOX.holds((51, 30))


@pytest.mark.parametrize(
    ("box", "reaches"),
    [
        pytest.param(Box(2, 2, 98, 48), False, id="inside"),
        pytest.param(Box(1.9, 2, 98, 48), True, id="left"),
        pytest.param(Box(2, 1.9, 98, 48), True, id="top"),
        pytest.param(Box(2, 2, 98.1, 48), True, id="right"),
        pytest.param(Box(2, 2, 98, 48.1), True, id="bottom"),
        pytest.param(Box(-9, 5, 20, 20), True, id="beyond"),
    ],
)
def test_reaches_edge(box: Box, reaches: bool) -> None:
    """A box near any edge of a picture reaches it."""
    assert box.reaches_edge(100, 50, 2) is reaches
