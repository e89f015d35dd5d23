"""Tests of which vehicle a track is, and of what is announced."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pytest

from custom_components.carsxe.api.models import Detection
from custom_components.carsxe.plates import KnownVehicle, Match, Matcher, MatchKind
from custom_components.carsxe.runtime.scan import PlateDetection, Scan
from custom_components.carsxe.runtime.sighting import Capture, Sighting
from custom_components.carsxe.runtime.track import Track
from custom_components.carsxe.runtime.visit import Visit
from custom_components.carsxe.runtime.visits import Visits
from custom_components.carsxe.vision.box import Box
from custom_components.carsxe.vision.scene import Scene

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
PARKED = Scene(np.zeros((4, 4), np.float32), 8)
OWNER = KnownVehicle(vehicle_id="1", name="Owner", plate="ABC123")


@dataclass
class Drive:
    """Simulates tracks that arrive, are read, and leave; `announced` are the announced plates."""

    visits: Visits = field(default_factory=lambda: Visits(60.0, 0.9, 3))
    tracks: list[Track] = field(default_factory=list)
    now: float = 1000.0
    announced: list[str] = field(default_factory=list)

    def park(self) -> Track:
        """Add a parked known vehicle that was read two hours ago."""
        track = self.come()
        self.read(track, "ABC123", known=True)
        track.scene = PARKED
        self.wait(7200)
        return track

    def come(self, heights: tuple[float, ...] = (20.0,)) -> Track:
        """Add a track, seen once for each of the heights."""
        track = Track(
            box=Box(0, 0, 80, 20),
            patch=np.zeros((2, 2), np.float32),
            last_seen=self.now,
        )
        for height in heights:
            capture = Capture(b"", AT, self.now)
            box = Box(0, 0, 4 * height, height)
            track.record_sighting(
                Sighting(capture=capture, box=box, score=0.9, height=height),
                track.patch,
            )
            self.now += 0.4
        self.tracks.append(track)
        return track

    def read(
        self,
        track: Track | None,
        plate: str,
        score: float = 0.95,
        *,
        known: bool = False,
    ) -> None:
        """Read a track."""
        match = Match()
        if known:
            match = Match(
                vehicle=OWNER, kind=MatchKind.EXACT, matched_plate=OWNER.plate
            )
        detection = PlateDetection(
            plate=plate,
            candidates=(),
            detection=Detection(plate=plate.lower(), score=score),
            match=match,
        )
        scan = Scan(
            scan_id="1",
            captured_at=AT,
            picture=None,
            detections=(detection,),
            processing_time=None,
        )
        if track:
            track.record_call(track.sightings[-1], 1.0)
        self.visits.record(scan, detection, track, self.now)
        self.announce()

    def wait(self, seconds: float) -> None:
        """Let time pass; tracks in view are still seen."""
        self.now += seconds
        for track in self.tracks:
            track.last_seen = self.now
        self.announce()

    def leave(self, track: Track) -> None:
        """Remove a track from view."""
        self.tracks.remove(track)
        track.missing_since = self.now

    def announce(self) -> None:
        """Announce what is due."""
        self.announced += [
            visit.plate for visit in self.visits.due(self.tracks, self.now)
        ]


@pytest.fixture
def scene() -> Drive:
    """Return an empty scene."""
    return Drive()


def test_a_sure_plate_is_announced_at_once(scene: Drive) -> None:
    """A plate with a high score is announced once."""
    track = scene.come()
    scene.read(track, "XYZ789")
    scene.read(track, "XYZ789")
    scene.wait(500)
    assert scene.announced == ["XYZ789"]
    assert track.calls >= 3


def test_a_known_vehicle_is_announced_whatever_its_score(scene: Drive) -> None:
    """A known vehicle needs no better reading."""
    scene.read(scene.come(), "ABC123", 0.71, known=True)
    assert scene.announced == ["ABC123"]


def test_a_stranger_that_turns_out_to_be_known(scene: Drive) -> None:
    """A known vehicle that was first misread is announced when it is recognized."""
    track = scene.come()
    scene.read(track, "ABC723", 0.75)
    scene.wait(5)
    scene.read(track, "ABC123", 0.9, known=True)
    scene.read(track, "ABC123", 0.9, known=True)
    assert scene.announced == ["ABC723", "ABC123"]


def test_a_stranger_that_becomes_known(scene: Drive) -> None:
    """A vehicle that becomes known while it is parked hasn't arrived."""
    track = scene.come()
    scene.read(track, "ABC123")
    scene.visits.match_again(Matcher([OWNER]), "gate", 70)
    scene.read(track, "ABC123", known=True)
    assert scene.announced == ["ABC123"]


def test_a_poor_reading_waits_for_a_better_one(scene: Drive) -> None:
    """A plate with a low score is announced after a moment, with the best reading."""
    track = scene.come()
    scene.read(track, "XYZ788", 0.75)
    assert scene.announced == []
    scene.wait(0.5)
    scene.read(track, "XYZ789", 0.85)
    assert scene.announced == []
    scene.wait(2)
    assert scene.announced == ["XYZ789"]


def test_a_poor_reading_is_all_there_is(scene: Drive) -> None:
    """If the vehicle has gone, its only reading is announced at once."""
    track = scene.come()
    scene.read(track, "XYZ788", 0.75)
    scene.leave(track)
    scene.announce()
    assert scene.announced == ["XYZ788"]


@pytest.mark.parametrize(
    ("readings", "best"),
    [
        pytest.param([("ABC124", 0.6), ("ABC123", 0.7)], ("ABC123", 0.7), id="surest"),
        pytest.param(
            [("ABC123", 0.5), ("ABC124", 0.7), ("ABC123", 0.4)],
            ("ABC123", 0.5),
            id="outvoted",
        ),
        pytest.param([("ABC123", 0.6), ("ABC124", 0.6)], ("ABC123", 0.6), id="first"),
    ],
)
def test_best_reading(
    readings: list[tuple[str, float]], best: tuple[str, float]
) -> None:
    """The plate with the highest total score is used, with its best reading."""
    detections = [
        PlateDetection(
            plate=plate, candidates=(), detection=Detection(plate=plate, score=score)
        )
        for plate, score in readings
    ]
    scan = Scan(
        scan_id="1", captured_at=AT, picture=None, detections=(), processing_time=None
    )
    visit = Visit(readings=[(scan, detection) for detection in detections])
    assert (visit.best[1].plate, visit.best[1].score) == best


def test_a_known_vehicle_is_never_outvoted() -> None:
    """A known vehicle's reading counts, however low its score."""
    known = PlateDetection(
        plate="ABC123",
        candidates=(),
        detection=Detection(plate="abc123", score=0.2),
        match=Match(vehicle=OWNER, kind=MatchKind.EXACT, matched_plate=OWNER.plate),
    )
    other = PlateDetection(
        plate="ABC124", candidates=(), detection=Detection(plate="abc124", score=0.9)
    )
    scan = Scan(
        scan_id="1", captured_at=AT, picture=None, detections=(), processing_time=None
    )
    visit = Visit(readings=[(scan, other), (scan, known), (scan, other)])
    assert visit.vehicle is OWNER


def test_two_equal_readings_are_enough(scene: Drive) -> None:
    """Two pictures that agree are as good as a high score."""
    track = scene.come()
    scene.read(track, "XYZ789", 0.75)
    scene.read(track, "XYZ789", 0.75)
    assert scene.announced == ["XYZ789"]


def test_a_vehicle_is_found_again(scene: Drive) -> None:
    """A vehicle that was out of view for a moment isn't announced again."""
    track = scene.come()
    scene.read(track, "XYZ789")
    scene.leave(track)
    scene.now += 30
    scene.read(scene.come(), "XYZ789")
    assert scene.announced == ["XYZ789"]


def test_a_vehicle_comes_back(scene: Drive) -> None:
    """A vehicle that was away for the cooldown arrives again."""
    track = scene.come()
    scene.read(track, "XYZ789")
    scene.wait(3600)
    scene.leave(track)
    scene.announce()
    scene.now += 61
    scene.read(scene.come(), "XYZ789")
    assert scene.announced == ["XYZ789", "XYZ789"]


def test_a_vehicle_that_is_seen_leaving_has_not_arrived(scene: Drive) -> None:
    """A parked vehicle that is seen leaving, hours later, isn't announced again."""
    track = scene.come()
    scene.read(track, "ABC123", known=True)
    scene.now += 7200
    scene.leave(track)
    scene.read(scene.come((30, 26, 22, 18, 16)), "ABC123", known=True)
    assert scene.announced == ["ABC123"]


def test_a_vehicle_that_comes_back_unseen(scene: Drive) -> None:
    """A vehicle that left unseen and now approaches arrives again."""
    track = scene.come()
    scene.read(track, "ABC123", known=True)
    scene.now += 7200
    scene.leave(track)
    scene.read(scene.come((16, 18, 22, 26, 30)), "ABC123", known=True)
    assert scene.announced == ["ABC123", "ABC123"]


@pytest.mark.parametrize(
    ("heights", "announced", "released"),
    [
        pytest.param((16, 18, 22, 26, 30), 2, True, id="approaches"),
        pytest.param((30, 26, 22, 18, 16), 1, True, id="leaves"),
        pytest.param((20,), 1, False, id="stands"),
    ],
)
def test_who_is_read_in_another_place_is_not_parked(
    scene: Drive, heights: tuple[float, ...], announced: int, released: bool
) -> None:
    """A parked vehicle that nobody saw leave arrives again if it is read approaching."""
    parked = scene.park()
    track = scene.come(heights)
    scene.read(track, "ABC123", known=True)
    assert scene.announced == ["ABC123"] * announced
    assert scene.visits.release(track) == ([parked] if released else [])
    assert (parked.visit is None) is released
    # It is present.
    assert list(scene.visits.left([track])) == []


def test_two_plates_of_one_text_side_by_side(scene: Drive) -> None:
    """A parked vehicle stays where it is while another plate with its text is seen beside it."""
    parked = scene.park()
    track = scene.come((16, 18, 22, 26, 30))
    for one in (parked, track):
        one.record_sighting(
            Sighting(capture=track.sightings[-1].capture, box=one.box, score=0.9),
            one.patch,
        )
    parked.scene = PARKED
    scene.read(track, "ABC123", known=True)
    assert scene.announced == ["ABC123"]
    assert scene.visits.release(track) == []


def test_a_misreading_of_who_was_lost(scene: Drive) -> None:
    """A track that is found again within a moment is the same vehicle, even if misread."""
    track = scene.come()
    scene.read(track, "XYZ789")
    scene.leave(track)
    scene.now += 1
    scene.read(scene.come(), "XYZ769")
    assert scene.announced == ["XYZ789"]


def test_a_similar_stranger_is_announced(scene: Drive) -> None:
    """A plate that nearly equals the previous one is announced, and marked as doubtful."""
    track = scene.come()
    scene.read(track, "XYZ789")
    scene.leave(track)
    scene.now += 20
    scene.read(scene.come(), "XYZ769")
    assert scene.announced == ["XYZ789", "XYZ769"]
    assert scene.visits.visits[-1].similar_to == "XYZ789"


def test_two_similar_plates_side_by_side(scene: Drive) -> None:
    """Two plates in one capture are two vehicles, however similar."""
    first, second = scene.come(), scene.come()
    capture = Capture(b"", AT, scene.now)
    for track in (first, second):
        track.record_sighting(
            Sighting(capture=capture, box=track.box, score=0.9), track.patch
        )
    scene.read(first, "XYZ789")
    scene.read(second, "XYZ769")
    assert scene.announced == ["XYZ789", "XYZ769"]


def test_another_vehicle_in_the_same_track(scene: Drive) -> None:
    """A track that is read as a very different plate is another vehicle."""
    track = scene.come()
    scene.read(track, "XYZ789")
    scene.read(track, "LMN456")
    assert scene.announced == ["XYZ789", "LMN456"]


def test_without_a_place(scene: Drive) -> None:
    """A plate without a box is announced once within the cooldown."""
    scene.read(None, "XYZ789")
    scene.now += 50
    scene.read(None, "XYZ789")
    assert scene.announced == ["XYZ789"]
    scene.now += 61
    scene.read(None, "XYZ789")
    assert scene.announced == ["XYZ789", "XYZ789"]


def test_who_has_left(scene: Drive) -> None:
    """A departure is reported once."""
    track = scene.come()
    scene.read(track, "ABC123", known=True)
    assert list(scene.visits.left(scene.tracks)) == []
    scene.leave(track)
    (visit,) = scene.visits.left(scene.tracks)
    assert visit.vehicle == OWNER
    assert list(scene.visits.left(scene.tracks)) == []
