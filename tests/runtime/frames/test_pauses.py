"""Tests of how long no call is made after an answer."""

import pytest

from custom_components.carsxe.runtime.frames.pauses import (
    FIRST,
    FORGET,
    GROWTH,
    LONGEST,
    REST,
    Pauses,
)

AREA = 20


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: pauses know nothing of it."""


def test_none() -> None:
    """Before any answer there is no pause."""
    assert not Pauses().is_on(0, AREA)


def test_rest() -> None:
    """A vehicle that was read comes to rest, however much it grows meanwhile."""
    pauses = Pauses()
    pauses.note_arrival(100)
    assert pauses.is_on(100, 10 * AREA)
    assert pauses.is_on(100 + REST - 0.1, AREA)
    assert not pauses.is_on(100 + REST, AREA)


def test_doubles() -> None:
    """Each answer in vain doubles the pause, up to a limit."""
    pauses, now, lengths = Pauses(), 100.0, []
    for _ in range(7):
        pauses.note_nothing(now, AREA)
        begun = now
        while pauses.is_on(now, AREA):
            now += 1
        lengths.append(now - begun)
    assert lengths[:4] == [FIRST, 2 * FIRST, 4 * FIRST, 8 * FIRST]
    assert lengths[-1] == LONGEST


@pytest.mark.parametrize(
    ("area", "waits"),
    [
        pytest.param(AREA, True, id="the same"),
        pytest.param(1, True, id="smaller"),
        pytest.param(GROWTH * AREA, True, id="a little larger"),
        pytest.param(GROWTH * AREA + 1, False, id="larger"),
    ],
)
def test_growth(area: int, waits: bool) -> None:
    """What has grown doesn't wait."""
    pauses = Pauses()
    pauses.note_nothing(100, AREA)
    assert pauses.is_on(100, area) is waits


def test_largest_counts() -> None:
    """Who goes away and comes back hasn't grown."""
    pauses = Pauses()
    pauses.note_nothing(100, 3 * AREA)
    pauses.note_nothing(103, AREA)
    assert pauses.is_on(104, 3 * AREA)


def test_forgets() -> None:
    """After a while without an answer in vain, all begins anew."""
    pauses = Pauses()
    for now in (100, 110):
        pauses.note_nothing(now, 3 * AREA)
    pauses.note_nothing(120 + FORGET, AREA)
    assert not pauses.is_on(120 + FORGET + FIRST, AREA)
    assert not pauses.is_on(120 + FORGET, 2 * AREA)


def test_arrival_begins_anew() -> None:
    """An arrival ends the row of answers in vain."""
    pauses = Pauses()
    for now in (100, 103, 108):
        pauses.note_nothing(now, AREA)
    pauses.note_arrival(120)
    pauses.note_nothing(130, AREA)
    assert not pauses.is_on(130 + FIRST, AREA)
