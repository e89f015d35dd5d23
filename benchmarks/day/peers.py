"""The ways in which other integrations spend recognitions, reimplemented."""

from collections.abc import Iterable, Iterator
from itertools import count, takewhile

from custom_components.carsxe.runtime.settings import CameraSettings

from .plates_in_view import Truth
from .record import SNAPSHOT, Call, Event, Record, pay
from .things import Switch

MIN_SCORE = CameraSettings.min_score / 100


def poll(truth: Truth, seconds: float, interval: float) -> Record:
    """Send a picture repeatedly; announce each plate that the last answer didn't have.

    Home Assistant's own base class for plate recognition works like this.
    """
    record = Record()
    before: set[str] = set()
    for at in takewhile(lambda at: at < seconds, count(0.0, interval)):
        call = _look(record, truth, at + SNAPSHOT)
        seen = set(_plates(call))
        _announce(record, call, seen - before)
        before = seen
    return record


def at_triggers(truth: Truth, trigger: Switch, delays: Iterable[float]) -> Record:
    """Send pictures at fixed times after each trigger, and announce all their plates."""
    record = Record()
    delays = tuple(delays)
    for start in trigger.turns_on:
        for delay in delays:
            call = _look(record, truth, start + delay + SNAPSHOT)
            _announce(record, call, set(_plates(call)))
    return record


def _look(record: Record, truth: Truth, at: float) -> Call:
    """Pay for a picture."""
    call = pay(truth, at)
    record.looks.append(at)
    record.calls.append(call)
    return call


def _plates(call: Call) -> Iterator[str]:
    """Yield the plates of an answer with a sufficient score."""
    for plate, score in call.scores.items():
        if score >= MIN_SCORE:
            yield plate


def _announce(record: Record, call: Call, plates: Iterable[str]) -> None:
    """Record announcements."""
    for plate in sorted(plates):
        record.events.append(Event(call.answered, plate, call.owners.get(plate)))
