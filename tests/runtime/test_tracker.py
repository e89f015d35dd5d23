"""Tests of the tracker: what it follows, and which pictures it pays for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.carsxe.runtime import tracker as tracker_module
from custom_components.carsxe.runtime.backoff import MAX_WAIT
from custom_components.carsxe.runtime.matching import find_origin
from custom_components.carsxe.runtime.shot import Shot, whole_shot
from custom_components.carsxe.runtime.sighting import Capture
from custom_components.carsxe.runtime.track import (
    MAX_PATIENCE,
    PATIENCE,
    TRY_AGAIN,
    Direction,
)
from custom_components.carsxe.runtime.tracker import MISSING, Tracker
from custom_components.carsxe.runtime.visit import Visit
from custom_components.carsxe.vision.box import Box
from custom_components.carsxe.vision.framing import Crop
from custom_components.carsxe.vision.plate_detector import PlateCandidate

from ..drives import Car, draw, is_searched

START = datetime(2026, 5, 1, 12, tzinfo=UTC)
STEP = 0.4
CAR = Car(plate="ABC123")
FAR = Car(plate="XYZ789", left=340, top=10, color="white")


@dataclass
class Drive:
    """A driveway with a tracker; the cars' plates are detected with their scores."""

    tracker: Tracker
    now: float = 100.0
    cars: Sequence[Car] = ()
    scores: dict[str, float] = field(default_factory=dict)
    hidden: bool = False
    count: int = 0

    def find_plates(
        self, gray: Any, *, changed: Any, known: Any, time_budget: float
    ) -> list[PlateCandidate]:
        """Return the plates of the cars in view, if anything has changed."""
        found = []
        for car in () if self.hidden else self.cars:
            box = Box(*car.box)
            if is_searched(box, changed, known):
                score = self.scores.get(car.plate, 0.9)
                cut = box.right > 640 or box.bottom > 480
                found.append(PlateCandidate(box, score, box.height, cut))
        return found

    def show(
        self,
        *cars: Car,
        seconds: float = STEP,
        content: bytes | None = None,
        **how: Any,
    ) -> Shot | None:
        """Show cars for some seconds, and return the first shot to pay for."""
        first = None
        self.cars = cars
        for _ in range(max(1, round(seconds / STEP))):
            self.now += STEP
            # A camera never returns the same bytes twice.
            self.count += 1
            picture = content or draw(*cars, quality=88 + self.count % 4, **how)
            at = START + timedelta(seconds=self.now)
            self.tracker.update(Capture(picture, at, self.now))
            first = first or self.tracker.pick()
        return first

    def pay(self, shot: Shot | None) -> None:
        """Pay for a shot and read its plates."""
        assert shot
        for track, sighting in shot.sightings.items():
            track.record_call(sighting, 1.0)
            track.calls = self.tracker.max_calls


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    """Return a known empty driveway."""
    drive = Drive(Tracker(Crop(), max_calls=3))
    monkeypatch.setattr(tracker_module, "find_plates", drive.find_plates)
    drive.show(seconds=2)
    return drive


def _near(car: Car, x: int, y: int) -> Car:
    """Return a moved car."""
    return replace(car, left=car.left + x, top=car.top + y)


def test_an_empty_drive_is_worth_nothing(drive: Drive) -> None:
    """Nothing is paid if nothing has arrived."""
    assert drive.show(seconds=5) is None
    assert drive.tracker.tracks == []
    assert not drive.tracker.is_unread()


def test_an_arrival_is_paid_for_once(drive: Drive) -> None:
    """A plate that arrives is paid for once, however long it stays."""
    drive.pay(drive.show(CAR, seconds=2))
    assert drive.show(CAR, seconds=10) is None
    (track,) = drive.tracker.tracks
    assert track.is_standing


@pytest.mark.parametrize("stands", [True, False], ids=["standing", "driving"])
def test_place_in_a_later_picture(drive: Drive, *, stands: bool) -> None:
    """A parked plate keeps its place in a later picture."""
    drive.pay(drive.show(CAR, seconds=2))
    drive.show(CAR, seconds=10 if stands else STEP)
    (track,) = drive.tracker.tracks
    at = START + timedelta(seconds=drive.now + 60)
    shot = whole_shot([track], Capture(draw(light=0.9), at, drive.now + 60))
    assert shot.place(track) == (track.box if stands else None)


def test_larger_pictures(drive: Drive) -> None:
    """A camera whose pictures become larger shows the same vehicle in a different size."""
    drive.show(CAR, seconds=2)
    (track,) = drive.tracker.tracks
    box = track.box
    drive.hidden = True
    drive.show(CAR, scale=2)
    assert drive.tracker.tracks == [track]
    assert track.box.width == pytest.approx(2 * box.width, rel=0.05)
    assert track.box.center == pytest.approx(
        [2 * edge for edge in box.center], rel=0.05
    )


def test_the_best_picture_is_sent(drive: Drive) -> None:
    """While a plate gets clearer, a better picture is awaited, and the best one is sent."""
    for score in (0.55, 0.7, 0.9, 0.6, 0.6):
        drive.scores["ABC123"] = score
        shot = drive.show(CAR)
        if shot:
            break
    assert shot
    (sighting,) = shot.sightings.values()
    assert sighting.score == 0.9


def test_a_vehicle_that_has_gone_is_paid_for(drive: Drive) -> None:
    """The best picture of a passing vehicle is sent afterwards."""
    assert drive.show(CAR) is None
    shot = drive.show(seconds=2 * STEP)
    assert shot
    assert shot.capture.at < drive.now
    drive.pay(shot)
    drive.show(seconds=MISSING + 1)
    assert drive.tracker.tracks == []


def test_a_picture_of_an_earlier_watch_is_not_paid_for(drive: Drive) -> None:
    """A vehicle that left while nobody looked isn't read hours later."""
    drive.show(CAR, seconds=6)
    (track,) = drive.tracker.tracks
    track.scene = None
    assert track.may_improve(drive.tracker.max_calls)
    drive.now += 3600
    assert drive.show(seconds=2) is None


@pytest.mark.parametrize("calls", [0, 1, 3], ids=["unpaid", "in vain", "given up"])
def test_another_vehicle_where_one_was_not_read(drive: Drive, calls: int) -> None:
    """A vehicle that comes later to the place of one that wasn't read is read, and nothing of the other."""
    drive.show(CAR, seconds=2)
    (track,) = drive.tracker.tracks
    assert track.best
    for _ in range(calls):
        track.record_call(track.sightings[-1], 1.0)
    assert not track.is_standing
    drive.now += 300
    before = drive.now
    other = Car(plate="W7TJL1", color="white")
    drive.scores["W7TJL1"] = 0.8
    shot = drive.show(other, seconds=3)
    assert shot
    assert shot.capture.at > before


def test_an_old_picture_does_not_keep_the_view_from_settling(drive: Drive) -> None:
    """A parked vehicle whose picture is too old to be paid for isn't waited for any longer."""
    drive.show(CAR, seconds=6)
    (track,) = drive.tracker.tracks
    assert track.may_improve(drive.tracker.max_calls)
    drive.now += MAX_WAIT
    drive.hidden = True
    assert drive.show(CAR, light=0.9) is None
    assert not track.may_improve(drive.tracker.max_calls)


def test_a_vehicle_that_parks_is_paid_for_when_calls_are_possible_again(
    drive: Drive,
) -> None:
    """A parked vehicle that couldn't be paid for at once is read minutes later."""
    drive.show(CAR, seconds=6)
    drive.now += 300
    drive.show(CAR)
    assert drive.tracker.pick()


def test_a_vehicle_that_was_read_elsewhere(drive: Drive) -> None:
    """A place that turns out to be empty is forgotten, so that a vehicle may arrive there."""
    drive.pay(drive.show(CAR, seconds=2))
    drive.show(CAR, seconds=6)
    (track,) = drive.tracker.tracks
    drive.tracker.vacate(track)
    assert drive.tracker.tracks == []
    drive.show()
    assert drive.show(CAR, seconds=2)


@pytest.mark.parametrize(
    ("car", "score"),
    [
        pytest.param(CAR, 0.3, id="illegible"),
        pytest.param(replace(CAR, left=480), 0.9, id="cut off"),
    ],
)
def test_what_cannot_be_read_is_not_paid_for(
    drive: Drive, car: Car, score: float
) -> None:
    """Illegible plates are never paid for."""
    drive.scores["ABC123"] = score
    assert drive.show(car, seconds=4) is None


def test_only_a_clearly_better_picture_is_paid_for_again(drive: Drive) -> None:
    """After a call without a result, the same plate is paid for again if it is clearly better."""
    drive.scores["ABC123"] = 0.55
    shot = drive.show(CAR, seconds=4)
    assert shot
    for track, sighting in shot.sightings.items():
        track.record_call(sighting, 1.0)
    drive.scores["ABC123"] = 0.6
    assert drive.show(_near(CAR, 10, 10), seconds=2) is None
    drive.scores["ABC123"] = 0.95
    assert drive.show(_near(CAR, 20, 20), seconds=2)


@pytest.mark.parametrize(
    ("score", "calls", "is_paid"),
    [
        pytest.param(0.6, 1, True, id="about as good"),
        pytest.param(0.5, 1, False, id="worse"),
        pytest.param(0.6, 2, False, id="second call in vain"),
    ],
)
def test_a_vehicle_that_leaves_unread_is_tried_once_more(
    drive: Drive, score: float, calls: int, *, is_paid: bool
) -> None:
    """After one call in vain, the best later picture is paid for when the vehicle leaves."""
    drive.scores["ABC123"] = 0.55
    shot = None
    while shot is None:
        # The latest picture is the best one, so none that is as good has been taken since.
        drive.scores["ABC123"] += 0.01
        shot = drive.show(CAR)
    for track, sighting in shot.sightings.items():
        track.record_call(sighting, 1.0, calls)
    drive.scores["ABC123"] = score
    assert drive.show(_near(CAR, 10, 10), seconds=2) is None
    assert (drive.show(seconds=2) is not None) is is_paid


@pytest.mark.parametrize(
    ("score", "times"),
    [pytest.param(0.9, 2, id="clear"), pytest.param(0.85, 1, id="unclear")],
)
def test_a_clear_plate_that_stays_is_tried_once_more(
    drive: Drive, score: float, times: int
) -> None:
    """After a call in vain, a clear plate that is still in view is paid for once more."""
    drive.scores["ABC123"] = score
    calls = []
    for number in range(24):
        shot = drive.show(_near(CAR, 3 * number, 0))
        for track, sighting in shot.sightings.items() if shot else ():
            track.record_call(sighting, 1.0)
            calls.append(sighting.capture.at)
    assert len(calls) == times
    assert calls[-1] - calls[0] >= (TRY_AGAIN if times > 1 else 0)


@pytest.mark.parametrize(
    ("gain", "least", "most"),
    [
        pytest.param(0.008, MAX_PATIENCE, MAX_PATIENCE + STEP, id="improving"),
        pytest.param(0.0, 0, PATIENCE + STEP, id="as good as it gets"),
    ],
)
def test_a_better_picture_is_awaited(
    drive: Drive, gain: float, least: float, most: float
) -> None:
    """A better picture is awaited while the plate improves, but not for long."""
    drive.scores["ABC123"] = 0.4
    waited = []
    for number in range(16):
        drive.scores["ABC123"] += gain
        shot = drive.show(_near(CAR, 12 * number, 0))
        (track,) = drive.tracker.tracks
        if shot and track.due_since:
            waited.append(drive.now - track.due_since)
            break
    assert [least <= seconds <= most for seconds in waited] == [True]


@pytest.mark.parametrize(
    ("step", "is_paid"), [pytest.param(0, False, id="static"), (12, True)]
)
def test_what_does_not_move_has_to_be_seen_again(
    drive: Drive, step: int, is_paid: bool
) -> None:
    """A plate behind a departed vehicle may have been there before."""
    drive.scores["ABC123"] = 0.6
    shots = [drive.show(_near(CAR, step * number, 0)) for number in range(3)]
    assert any(shots) is is_paid


def test_a_single_picture_is_paid_for(drive: Drive) -> None:
    """Without another picture, nobody can tell whether the plate moves."""
    assert drive.show(CAR, content=draw(CAR), seconds=2)


def test_a_clear_plate_is_not_waited_for(drive: Drive) -> None:
    """A plate that moves is paid for at once if it is clear, though it still improves."""
    for number, score in enumerate((0.7, 0.8)):
        drive.scores["ABC123"] = score
        shot = drive.show(_near(CAR, 20 * number, 0))
    assert shot


def _park_unread(drive: Drive, car: Car) -> None:
    """Park a vehicle that couldn't be read, and let its plate be clear from now on."""
    drive.scores[car.plate] = 0.55
    shot = drive.show(car, seconds=4)
    assert shot
    for track, sighting in shot.sightings.items():
        track.record_call(sighting, 1.0)
    drive.show(car, seconds=6)
    (track,) = drive.tracker.tracks
    assert track.is_standing
    drive.scores[car.plate] = 0.95


def test_what_stands_is_not_paid_for_again(drive: Drive) -> None:
    """A parked plate that couldn't be read isn't paid for again, however clear it gets."""
    _park_unread(drive, CAR)
    drive.show(_near(CAR, 2, 2), seconds=1)
    assert drive.show(CAR, light=0.9, seconds=4) is None


def test_what_stood_comes_closer_slowly(drive: Drive) -> None:
    """A vehicle that stood far away, illegible, is paid for again when it has come closer, however slowly."""
    far = Car(plate="ABC123", left=40, top=120)
    _park_unread(drive, far)
    assert any(drive.show(_near(far, 25 * step, 12 * step)) for step in range(1, 11))


@pytest.mark.parametrize(
    ("score", "is_paid"), [(0.65, True), (0.55, False)], ids=["plate", "doubtful"]
)
def test_the_only_picture(drive: Drive, score: float, is_paid: bool) -> None:
    """A picture that is all that a source has is paid for with less evidence, after a moment."""
    drive.scores["ABC123"] = score
    picture = draw(CAR, quality=70)
    assert drive.show(CAR, content=picture, seconds=2) is None
    assert bool(drive.show(CAR, content=picture, seconds=8)) == is_paid


def test_a_moved_camera_moves_no_parked_vehicle(drive: Drive) -> None:
    """A parked vehicle that is elsewhere in the picture because the camera has moved isn't paid for."""
    _park_unread(drive, CAR)
    for step in range(1, 6):
        assert drive.show(_near(CAR, 25 * step, 12 * step), ground=2) is None


def test_the_best_picture_outlives_a_failed_call(drive: Drive) -> None:
    """After a failed call, the best picture is still the one to pay for."""
    drive.scores["ABC123"] = 0.95
    shots = [drive.show(_near(CAR, 10 * step, 0)) for step in range(3)]
    assert any(shots)
    (track,) = drive.tracker.tracks
    best = track.best
    track.record_failure(1)
    drive.scores["ABC123"] = 0.91
    drive.show(_near(CAR, 30, 0))
    assert track.best is best


@pytest.mark.parametrize("light", [0, 30], ids=["black", "overexposed"])
def test_a_vehicle_is_paid_for_although_the_picture_goes(
    drive: Drive, light: float
) -> None:
    """A vehicle that was seen just before nothing can be seen anymore is paid for."""
    assert drive.show(CAR) is None
    assert drive.show(content=draw(light=light), seconds=2)


def test_calls_for_a_vehicle_are_limited(drive: Drive) -> None:
    """A vehicle costs a limited number of calls."""
    scores = (0.5, 0.7, 0.96, 1.4, 2.0)
    calls = 0
    for number, score in enumerate(scores):
        drive.scores["ABC123"] = score
        if shot := drive.show(_near(CAR, 10 * number, 5 * number), seconds=2):
            calls += 1
            for track, sighting in shot.sightings.items():
                track.record_call(sighting, 1.0)
    assert calls == 3


def test_one_call_reads_all_in_view(drive: Drive) -> None:
    """Two plates that arrive together are sent together."""
    shot = drive.show(CAR, FAR, seconds=2)
    assert shot
    assert len(shot.sightings) == 2


def test_the_next_vehicle_is_noticed(drive: Drive) -> None:
    """A vehicle right behind another is paid for, too."""
    drive.pay(drive.show(CAR, seconds=2))
    shot = drive.show(CAR, FAR, seconds=2)
    assert shot
    (sighting,) = shot.sightings.values()
    assert sighting.box == FAR.box


@pytest.mark.parametrize(
    ("away", "ground"),
    [pytest.param(20.0, 1, id="unseen"), pytest.param(0.0, 7, id="another picture")],
)
def test_another_vehicle_in_the_same_place(
    drive: Drive, away: float, ground: int
) -> None:
    """If one vehicle leaves and the next arrives unseen, the next is paid for, too."""
    drive.pay(drive.show(CAR, seconds=2))
    (track,) = drive.tracker.tracks
    track.visit = Visit(tracks=[track])
    drive.now += away
    other = Car(plate="W7TJL1", color="white")
    drive.pay(drive.show(other, seconds=2, ground=ground))


def test_the_same_vehicle_after_a_while(drive: Drive) -> None:
    """The same vehicle isn't paid for again, even if nobody was watching in between."""
    drive.pay(drive.show(CAR, seconds=2))
    (track,) = drive.tracker.tracks
    track.visit = Visit(tracks=[track])
    drive.now += 20
    assert drive.show(CAR, seconds=2) is None


def test_a_moving_plate_is_followed(drive: Drive) -> None:
    """A plate that was read isn't paid for again while it moves on."""
    drive.pay(drive.show(CAR, seconds=2))
    for step in range(1, 7):
        assert drive.show(_near(CAR, 12 * step, 8 * step)) is None
    assert len(drive.tracker.tracks) == 1


def test_a_plate_that_the_detector_misses_is_still_there(drive: Drive) -> None:
    """A track doesn't end if the detector misses its plate."""
    drive.pay(drive.show(CAR, seconds=2))
    drive.hidden = True
    drive.show(CAR, seconds=MISSING + 2)
    assert len(drive.tracker.tracks) == 1


def test_a_standing_vehicle_leaves(drive: Drive) -> None:
    """A parked vehicle is gone when its place is empty, and may arrive again."""
    drive.pay(drive.show(CAR, seconds=6))
    drive.show(seconds=MISSING + 2)
    assert drive.tracker.tracks == []
    drive.show(seconds=6)
    assert drive.show(CAR, seconds=2)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(draw(light=0), id="black"),
        pytest.param(draw(ground=7), id="turned away"),
        pytest.param(draw(light=30), id="overexposed"),
    ],
)
def test_a_hidden_lens_is_no_departure(drive: Drive, content: bytes) -> None:
    """A vehicle is still parked after the lens was covered for a while."""
    drive.pay(drive.show(CAR, seconds=6))
    drive.show(content=content, seconds=8)
    assert len(drive.tracker.tracks) == 1
    assert drive.show(CAR, seconds=4) is None
    assert len(drive.tracker.tracks) == 1


def test_other_light_is_no_news(drive: Drive) -> None:
    """A parked vehicle in other light is nothing new."""
    drive.pay(drive.show(CAR, seconds=6))
    assert drive.show(CAR, seconds=6, light=0.5) is None
    assert drive.show(CAR, seconds=6, light=1.2) is None


def test_the_same_bytes_cost_nothing(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen picture isn't even decoded."""
    content = draw(CAR)
    drive.show(CAR, content=content)

    def _fail(*_: Any) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(tracker_module, "decode_scene", _fail)
    drive.show(CAR, content=content, seconds=2)


def test_a_frozen_picture_shows_the_same_track(drive: Drive) -> None:
    """Reading a frozen picture on request returns its track."""
    content = draw(CAR)
    drive.show(CAR, content=content, seconds=2)
    assert drive.tracker.latest
    shot = whole_shot(drive.tracker.tracks, drive.tracker.latest)
    (track,) = drive.tracker.tracks
    assert drive.tracker.claim(shot, Box(*CAR.box)) is track


def test_who_was_in_the_first_picture_comes_back() -> None:
    """A vehicle in the reference frame is noticed when it is back, even in the same bytes."""
    drive = Drive(Tracker(Crop(), max_calls=3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracker_module, "find_plates", drive.find_plates)
        first = draw(CAR)
        drive.pay(drive.show(CAR, content=first, seconds=10))
        drive.show(content=draw(), seconds=10)
        assert drive.tracker.tracks == []
        assert drive.show(CAR, content=first, seconds=2)


def test_who_drove_off_comes_back_in_the_same_bytes(drive: Drive) -> None:
    """The reference frame doesn't show a departed vehicle forever."""
    content = draw(CAR)
    drive.pay(drive.show(CAR, seconds=6))
    for step in range(1, 7):
        drive.show(_near(CAR, 14 * step, 0))
    drive.show(content=draw(), seconds=10)
    assert drive.tracker.tracks == []
    assert drive.show(CAR, content=content, seconds=2)


def test_a_frozen_picture_becomes_the_reference_frame(drive: Drive) -> None:
    """A camera whose pictures stay the same for long gets a reference frame, too."""
    before = drive.tracker.background.reference
    drive.show(content=draw(ground=7), seconds=70)
    assert drive.tracker.background.reference is not before


def test_who_is_in_a_frozen_picture_may_have_been_away(drive: Drive) -> None:
    """A picture that stays the same doesn't show that a vehicle is parked."""
    content = draw(CAR)
    drive.pay(drive.show(CAR, content=content, seconds=2))
    (track,) = drive.tracker.tracks
    track.visit = Visit(tracks=[track])
    drive.show(CAR, content=content, seconds=70)
    assert not track.is_standing
    drive.show(content=draw(), seconds=8)
    drive.pay(drive.show(CAR, content=content, seconds=2))


def test_the_next_picture_of_a_slow_camera(drive: Drive) -> None:
    """After ten seconds without a picture, the next one may show another vehicle."""
    content = draw(CAR)
    drive.pay(drive.show(CAR, content=content, seconds=2))
    (track,) = drive.tracker.tracks
    track.visit = Visit(tracks=[track])
    drive.show(CAR, content=content, seconds=8)
    other = Car(plate="W7TJL1", color="white")
    assert drive.show(other, content=draw(other), seconds=2)


def test_who_comes_long_after_is_another(drive: Drive) -> None:
    """If captures are rare, a track that was missing in the last one isn't found again."""
    drive.show(CAR, seconds=6)
    (track,) = drive.tracker.tracks
    drive.show()
    drive.now += 60
    drive.show(CAR)
    assert [each for each in drive.tracker.tracks if each is not track]
    assert track not in drive.tracker.tracks


# The appearance of a vehicle that left its parking place: from another angle, further away.
MOVED = Car(plate="W7TJL1", left=CAR.left + 150, top=CAR.top - 60, color="white")


@pytest.fixture
def stood(drive: Drive) -> Drive:
    """Return a driveway with a parked vehicle that was read."""
    drive.pay(drive.show(CAR, seconds=2))
    (track,) = drive.tracker.tracks
    Visit().take(track)
    drive.show(CAR, seconds=6)
    assert track.is_standing
    return drive


def _resize(drive: Drive, monkeypatch: pytest.MonkeyPatch, growth: float) -> None:
    """Detect plates in another size from now on, larger by `growth` each time."""
    scale = 1.0

    def _find(gray: Any, **how: Any) -> list[PlateCandidate]:
        nonlocal scale
        scale *= growth
        found = []
        for each in drive.find_plates(gray, **how):
            x, y = each.box.center
            width, height = scale * each.box.width / 2, scale * each.box.height / 2
            box = Box(x - width, y - height, x + width, y + height)
            found.append(each._replace(box=box, height=box.height))
        return found

    monkeypatch.setattr(tracker_module, "find_plates", _find)


@pytest.mark.parametrize(
    ("growth", "is_paid"),
    [
        pytest.param(0.9, False, id="leaves"),
        pytest.param(1.1, True, id="comes"),
        pytest.param(1.0, True, id="stands"),
    ],
)
def test_who_stood_there_drives_off(
    stood: Drive, monkeypatch: pytest.MonkeyPatch, growth: float, is_paid: bool
) -> None:
    """A vehicle seen departing as a parked one disappears is that one; all others are paid for."""
    visit = stood.tracker.tracks[0].visit
    _resize(stood, monkeypatch, growth)
    shots = [stood.show(_near(MOVED, 12 * number, 0)) for number in range(5)]
    shots.append(stood.show(_near(MOVED, 48, 0), seconds=3))
    assert any(shots) is is_paid
    if not is_paid:
        assert visit in {track.visit for track in stood.tracker.tracks}


@pytest.mark.parametrize(
    ("seconds", "is_origin"),
    [pytest.param(0.5, True, id="a moment"), pytest.param(5, False, id="for longer")],
)
def test_who_was_hidden_is_no_origin(
    stood: Drive, seconds: float, is_origin: bool
) -> None:
    """A vehicle that arrives in front of a hidden one isn't taken for that one."""
    (track,) = stood.tracker.tracks
    now = track.last_seen + seconds
    origin = find_origin([track], track.box, now, now - STEP)
    assert (origin is track) is is_origin


def test_another_in_the_same_bytes(stood: Drive) -> None:
    """A vehicle that arrives as a parked one disappears is paid for, even if the camera repeats its picture."""
    assert stood.show(MOVED, content=draw(MOVED), seconds=4)


def test_another_in_the_last_picture(stood: Drive) -> None:
    """If no picture follows, nobody waits to see where a vehicle goes."""
    assert stood.show(MOVED) is None
    assert stood.tracker.pick(is_final=True)


def test_one_that_was_read_is_no_other(stood: Drive) -> None:
    """A vehicle that was read in the meantime isn't taken for the parked one."""
    stood.show(MOVED)
    (track,) = [track for track in stood.tracker.tracks if track.origin]
    other = Visit()
    other.take(track)
    stood.show(seconds=1)
    assert track.visit is other
    assert other.tracks == [track]


@pytest.mark.parametrize(
    ("heights", "direction"),
    [
        ((20, 22, 25, 28, 32, 36), Direction.APPROACHING),
        ((36, 32, 28, 25, 22, 20), Direction.LEAVING),
        ((30, 30, 31, 30, 29, 30), None),
        ((30, 40), None),
    ],
    ids=["approaching", "leaving", "standing", "too short"],
)
def test_direction(
    drive: Drive, heights: Sequence[int], direction: Direction | None
) -> None:
    """A plate that grows approaches, one that shrinks leaves."""
    boxes = iter(
        Box(300 - 2 * height, 200, 300 + 2 * height, 200 + height) for height in heights
    )

    def _find(*_: Any, **__: Any) -> list[PlateCandidate]:
        box = next(boxes)
        return [PlateCandidate(box, 0.9, box.height, is_cut_off=False)]

    find: Callable[..., list[PlateCandidate]] = _find
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracker_module, "find_plates", find)
        for number in range(len(heights)):
            drive.show(_near(CAR, number, 0))
    (track,) = drive.tracker.tracks
    assert track.direction == direction


def test_what_hardly_looks_like_a_plate_is_another_thing(drive: Drive) -> None:
    """A vehicle that goes out of view doesn't stay as a faint find in another place."""
    drive.show(CAR)
    (track,) = drive.tracker.tracks
    drive.scores["FAINT1"] = 0.3
    drive.show(replace(CAR, plate="FAINT1", left=340, top=100, color="white"))
    assert track.missing_since
