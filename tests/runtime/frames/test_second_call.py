"""Tests of who is read a second time."""

import pytest

from custom_components.carsxe.pictures import PixelBox, keep_place, view_frame
from custom_components.carsxe.runtime.frames.second_call import (
    EARLIEST,
    LATEST,
    REMEMBERED,
    SecondCall,
)

from ...drives import Car, draw

CAR = Car(plate="ABC123")
VIEW = view_frame(draw(CAR))
GRILLE: PixelBox = (250, 260, 370, 290)
FAR: PixelBox = (500, 40, 540, 46)


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: it knows nothing of it."""


def _answered(paid: PixelBox | None, *plates: PixelBox) -> SecondCall:
    """Return what is known after an answer with plates, at 0 seconds."""
    call = SecondCall()
    call.note_paid(paid)
    call.note_answered([keep_place(VIEW, box) for box in plates], 0)
    return call


def test_none() -> None:
    """Before any answer, nothing is read a second time."""
    assert not SecondCall().is_due(EARLIEST)


@pytest.mark.parametrize(
    ("paid", "plates", "due"),
    [
        pytest.param(CAR.box, [], True, id="no plate"),
        pytest.param(CAR.box, [CAR.box], False, id="read"),
        pytest.param(GRILLE, [CAR.box], False, id="its vehicle was read"),
        pytest.param(FAR, [CAR.box], True, id="another was read"),
        pytest.param(None, [], False, id="paid for anything else"),
    ],
)
def test_due(paid: PixelBox | None, plates: list[PixelBox], due: bool) -> None:
    """What was paid for and not read is read once more, once."""
    call = _answered(paid, *plates)
    assert call.is_due(EARLIEST) is due
    if due:
        call.note_second()
        call.note_answered([], EARLIEST)
    assert not call.is_due(2 * EARLIEST)


@pytest.mark.parametrize(
    ("seconds", "due"),
    [(0, False), (EARLIEST, True), (LATEST, True), (LATEST + 0.1, False)],
)
def test_time(seconds: float, due: bool) -> None:
    """It isn't read at once, and not later than it may still be the same."""
    assert _answered(CAR.box).is_due(seconds) is due


def test_next_answer() -> None:
    """The next answer ends it, whatever that was asked for."""
    call = _answered(CAR.box)
    call.note_answered([], 1)
    assert not call.is_due(EARLIEST + 1)


def test_second_call_fails() -> None:
    """A second call without an answer was not in vain."""
    call = _answered(CAR.box)
    call.note_second()
    call.note_paid(FAR)
    call.note_answered([], 100)
    assert call.is_due(100 + EARLIEST)
    assert _second(call, CAR.box, 200)


def _second(call: SecondCall, paid: PixelBox, now: float, *plates: PixelBox) -> bool:
    """Have lettering paid for that isn't read, and tell whether there is a second call; that reads plates."""
    call.note_paid(paid)
    call.note_answered([], now)
    granted = call.is_due(now + EARLIEST)
    if granted:
        call.note_second()
        places = [keep_place(VIEW, box) for box in plates]
        call.note_answered(places, now + EARLIEST)
    return granted


def test_in_vain() -> None:
    """Where a second call was in vain, there is none, until a plate has been read there."""
    call = SecondCall()
    assert _second(call, CAR.box, 0)
    assert not _second(call, CAR.box, 100)
    assert _second(call, FAR, 200)
    call.note_answered([keep_place(VIEW, CAR.box)], 300)
    assert _second(call, CAR.box, 400, CAR.box)
    assert _second(call, CAR.box, 500)
    assert not _second(call, FAR, 600)


def test_forgotten() -> None:
    """So many places are remembered."""
    call = SecondCall()
    boxes = [(10 * index, 0, 10 * index + 5, 5) for index in range(REMEMBERED + 1)]
    for index, box in enumerate(boxes):
        assert _second(call, box, 100 * index)
    assert not _second(call, boxes[1], 2000)
    assert _second(call, boxes[0], 3000)
