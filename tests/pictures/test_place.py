"""Tests of whether a vehicle has left the place where its plate was read."""

import pytest

from custom_components.carsxe.pictures import Picture, has_left, prepare_picture

from ..drives import CAR as SIZE, Car, draw

CAR = Car(plate="ABC123")
BOX = (250, 340, 370, 376)


def _picture(*cars: Car, scale: float = 1) -> Picture:
    """Return a picture of a drive."""
    return prepare_picture(draw(*cars, scale=scale))


@pytest.mark.parametrize(
    ("cars", "left"),
    [
        pytest.param([], True, id="gone"),
        pytest.param([CAR], False, id="still there"),
        pytest.param(
            [CAR, Car(plate="X1", left=CAR.left + SIZE[0] // 2, top=260)],
            False,
            id="half hidden",
        ),
    ],
)
def test_has_left(cars: list[Car], left: bool) -> None:
    """A vehicle has left where nothing of it is to be seen any more."""
    assert has_left(_picture(CAR), BOX, _picture(*cars)) is left


def test_other_size() -> None:
    """Pictures of different sizes tell nothing."""
    assert not has_left(_picture(CAR), BOX, _picture(scale=0.5))


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (700, 10, 720, 20), (9, 9, 4, 4)])
def test_no_place(box: tuple[int, int, int, int]) -> None:
    """A box that holds nothing tells nothing."""
    assert not has_left(_picture(CAR), box, _picture())
