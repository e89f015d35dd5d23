"""Tests of the duration, capture interval and result of a watch."""

from datetime import UTC, datetime

import numpy as np
import pytest

from custom_components.carsxe.api.models import Detection
from custom_components.carsxe.runtime.capture import CaptureError
from custom_components.carsxe.runtime.scan import PlateDetection, Scan
from custom_components.carsxe.runtime.sighting import Capture, Sighting
from custom_components.carsxe.runtime.spending.budget import CallsStoppedError
from custom_components.carsxe.runtime.track import Track
from custom_components.carsxe.runtime.tracker import MISSING, STILL
from custom_components.carsxe.runtime.visit import Visit
from custom_components.carsxe.runtime.watch import INTERVAL, Status, Watch
from custom_components.carsxe.vision.box import Box

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def _watch(triggered_at: float | None = 100.0) -> Watch:
    """Return a watch that started at 100 seconds."""
    return Watch(started_at=100.0, at=AT, triggered_at=triggered_at)


def _detection(plate: str, score: float) -> PlateDetection:
    """Return a detection of a plate."""
    return PlateDetection(
        plate=plate, candidates=(), detection=Detection(plate=plate, score=score)
    )


def _scan(
    *plates: tuple[str, float], doubtful: tuple[PlateDetection, ...] = ()
) -> Scan:
    """Return a scan with these plates."""
    return Scan(
        scan_id="1",
        captured_at=AT,
        picture=None,
        detections=tuple(_detection(plate, score) for plate, score in plates),
        processing_time=None,
        doubtful=doubtful,
    )


@pytest.mark.parametrize(
    ("now", "is_on", "moves", "is_unread", "is_over"),
    [
        pytest.param(105, False, False, False, False, id="ten seconds at least"),
        pytest.param(111, False, False, False, True, id="nothing has come"),
        pytest.param(111, False, True, False, False, id="something moves"),
        pytest.param(131, False, True, False, True, id="a tree moves"),
        pytest.param(131, False, False, True, False, id="an unread plate"),
        pytest.param(221, False, True, True, True, id="never read"),
        pytest.param(9999, True, False, False, False, id="trigger stays on"),
    ],
)
def test_how_long_a_trigger_is_followed(
    now: float, is_on: bool, moves: bool, is_unread: bool, is_over: bool
) -> None:
    """A watch lasts while its trigger is on or something unread is in view."""
    watch = _watch()
    assert watch.is_over(now, is_on=is_on, moves=moves, is_unread=is_unread) is is_over


@pytest.mark.parametrize(
    ("now", "moves", "is_unread", "is_over"),
    [
        pytest.param(100, False, False, True, id="nothing new"),
        pytest.param(100, True, False, False, id="something moves"),
        pytest.param(111, True, False, True, id="a tree moves"),
        pytest.param(110, False, True, False, id="an unread plate"),
        pytest.param(131, True, True, True, id="long enough"),
    ],
)
def test_how_long_an_interval_is_followed(
    now: float, moves: bool, is_unread: bool, is_over: bool
) -> None:
    """A watch at the interval lasts only while something new is in view."""
    watch = _watch(None)
    assert watch.is_over(now, is_on=False, moves=moves, is_unread=is_unread) is is_over


@pytest.mark.parametrize(
    ("now", "interval"),
    [(100, 0.33), (115, 0.33), (160, 1.0), (220, 2.0), (100_000, 5.0)],
)
def test_captures_get_rarer(now: float, interval: float) -> None:
    """While a trigger stays on and nothing happens, captures get rarer but never end."""
    assert _watch().interval(now) == pytest.approx(interval)


def test_something_new_makes_captures_frequent_again() -> None:
    """When something moves, captures are as frequent as before."""
    watch = _watch()
    watch.busy_at = 5000.0
    assert watch.interval(5001.0) == pytest.approx(0.33)


@pytest.mark.parametrize(
    ("scan", "status"),
    [
        (_scan(("ABC123", 0.9)), Status.READ),
        (_scan(), Status.NO_PLATE),
        (_scan(doubtful=(_detection("ABC123", 0.4),)), Status.BELOW_SCORE),
    ],
    ids=["read", "no plate", "below score"],
)
def test_status_of_an_answer(scan: Scan, status: Status) -> None:
    """The status has the result of a call."""
    watch = _watch()
    watch.status = Status.READING
    assert watch.status is Status.READING
    watch.end_recognition(scan)
    watch.end()
    assert watch.status is status
    assert watch.recognitions == 1


def test_a_later_miss_hides_no_plate() -> None:
    """Readings are kept, best first, even if a later picture shows no plate."""
    watch = _watch()
    watch.end_recognition(_scan(("ABC123", 0.8)))
    watch.end_recognition(_scan(("XYZ789", 0.95)))
    watch.end_recognition(_scan())
    assert watch.status is Status.READ
    assert [found.plate for found in watch.detections] == ["XYZ789", "ABC123"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CaptureError("capture_failed", "camera.gate"), Status.FAILED),
        (CallsStoppedError("daily_limit_reached", AT), Status.LIMIT_REACHED),
    ],
    ids=["failed", "limit"],
)
def test_status_of_a_failure(
    error: CaptureError | CallsStoppedError, status: Status
) -> None:
    """A limit is distinguished from a failure."""
    watch = _watch()
    watch.fail(error)
    watch.end()
    assert watch.status is status


def test_status_if_nothing_was_paid() -> None:
    """A watch without a picture worth a call has seen nothing new."""
    watch = _watch()
    assert watch.status is Status.WATCHING
    watch.end()
    assert watch.status is Status.NOTHING_NEW


def test_who_has_left_is_gone_by_the_end() -> None:
    """A watch doesn't end between a vehicle's departure and its detection."""
    assert STILL >= MISSING + INTERVAL


def test_best_unpaid() -> None:
    """Unread tracks come first, then those most like a plate; paid ones are left out."""
    capture, box = Capture(b"", AT, 1.0), Box(0, 0, 100, 30)
    read, paid, weak, strong = (
        Track(
            box=box,
            patch=np.zeros((1, 1), np.float32),
            last_seen=1.0,
            sightings=(Sighting(capture=capture, box=box, score=score),),
        )
        for score in (0.99, 0.98, 0.2, 0.5)
    )
    read.visit, read.calls, paid.calls = Visit(), 1, 1
    watch = _watch()
    watch.record_capture(capture)

    def _best(*tracks: Track) -> Track | None:
        watch.record_unpaid(tracks)
        return watch.unpaid[0] if watch.unpaid else None

    assert _best(read, paid, weak, strong) is strong
    assert _best(weak) is strong
    strong.calls = 1
    assert _best(read) is read
    watch.unpaid = None
    assert _best(paid) is None
