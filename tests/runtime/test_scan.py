"""Tests of selecting detections."""

from datetime import UTC, datetime

import pytest

from custom_components.carsxe.api.models import Detection, Recognition
from custom_components.carsxe.plates import KnownVehicle, Matcher, MatchKind, NoMatch
from custom_components.carsxe.runtime.scan import PlateDetection, read_answer

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _read(
    *detections: Detection,
    min_score: float = 0,
    vehicles: tuple[KnownVehicle, ...] = (),
) -> tuple[PlateDetection, ...]:
    """Return the detections of an answer."""
    return read_answer(
        Recognition(detections=detections),
        picture=None,
        taken_at=NOW,
        min_score=min_score,
        matcher=Matcher(vehicles),
        camera_id="gate",
    ).detections


def _plates(*detections: Detection, min_score: float = 0) -> list[tuple[str, float]]:
    """Return the plates and scores of the detections."""
    chosen = _read(*detections, min_score=min_score)
    return [(detection.plate, detection.score) for detection in chosen]


def test_best_first() -> None:
    """The highest score comes first."""
    low, high = Detection(plate="a1", score=0.2), Detection(plate="b2", score=0.9)
    assert _plates(low, high) == [("B2", 0.9), ("A1", 0.2)]


@pytest.mark.parametrize("scores", [(0.9, 0.5), (0.5, 0.9)], ids=["first", "second"])
def test_same_plate_twice(scores: tuple[float, float]) -> None:
    """A plate that occurs twice in an answer is one detection, with the better score."""
    first, second = scores
    assert _plates(
        Detection(plate="AB 12", score=first), Detection(plate="ab-12", score=second)
    ) == [("AB12", 0.9)]


@pytest.mark.parametrize("per_cent", range(101))
def test_minimum_is_enough(per_cent: int) -> None:
    """A score that equals the minimum counts, whatever the number."""
    detection = Detection(plate="a1", score=per_cent / 100)
    assert len(_plates(detection, min_score=per_cent)) == 1


def test_doubtful() -> None:
    """A detection below the minimum score is doubtful."""
    scan = read_answer(
        Recognition(
            detections=(
                Detection(plate="a1", score=0.6),
                Detection(plate="b2", score=0.7),
            )
        ),
        picture=None,
        taken_at=NOW,
        min_score=70,
        matcher=Matcher(()),
        camera_id="gate",
    )
    assert [detection.plate for detection in scan.detections] == ["B2"]
    assert [detection.plate for detection in scan.doubtful] == ["A1"]


def test_candidates() -> None:
    """Candidates are normalized, and empty ones left out."""
    detection = Detection(
        plate="dla-232",
        candidates=(("dlz 032", 0.9), ("-", None)),
    )
    (chosen,) = _read(detection)
    assert chosen.candidates == (("DLZ032", 0.9),)


def test_match() -> None:
    """Each detection is matched, with its candidates checked against the minimum score in percent."""
    vehicle = KnownVehicle(vehicle_id="1", name="Van", plate="ABC123")
    candidates = (("abc 123", 0.8),)
    detection = Detection(plate="abo123", score=0.9, candidates=candidates)
    for min_score, kind in ((80, MatchKind.CANDIDATE), (81, None)):
        (chosen,) = _read(detection, min_score=min_score, vehicles=(vehicle,))
        assert chosen.match.kind is kind
    assert chosen.match.reason is NoMatch.UNLISTED


@pytest.mark.parametrize(
    ("plate", "is_read"),
    [
        pytest.param("ab1", False, id="unknown and too short"),
        pytest.param("abc1234", True, id="unknown and long enough"),
        pytest.param("1", True, id="known and short"),
        pytest.param("2", True, id="known, but not any more"),
    ],
)
def test_form_of_plates(plate: str, is_read: bool) -> None:
    """Only unknown plates have to fit the plate format."""
    matcher = Matcher(
        [
            KnownVehicle(vehicle_id="1", name="Dubai", plate="1"),
            KnownVehicle(vehicle_id="2", name="Old", plate="2", valid_until=NOW),
        ],
        fits=lambda text: len(text) > 3,
    )
    scan = read_answer(
        Recognition(detections=(Detection(plate=plate, score=0.9),)),
        picture=None,
        taken_at=NOW,
        min_score=70,
        matcher=matcher,
        camera_id="gate",
    )
    assert bool(scan.detections) is is_read
    assert scan.doubtful == ()
