"""One scan and what it saw."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ..api import Detection, Recognition
from ..pictures import Picture
from ..plates import normalize_plate

MAX_PLATE_LENGTH = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class PlateDetection:
    """A detection that passed a camera's filters; `plate` is in its normal form."""

    plate: str
    candidates: tuple[tuple[str, float | None], ...]
    detection: Detection

    @classmethod
    def from_detection(cls, detection: Detection) -> Self:
        """Bring the texts of a detection into their normal form."""
        candidates = (
            (normalize_plate(candidate.plate), candidate.score)
            for candidate in detection.candidates
        )
        return cls(
            plate=normalize_plate(detection.plate),
            candidates=tuple(candidate for candidate in candidates if candidate[0]),
            detection=detection,
        )

    @property
    def score(self) -> float:
        """Return the confidence in the text, 0-1; none given counts as 0."""
        return self.detection.score or 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Scan:
    """One picture that was sent, and the detections in it, the best first.

    `captured_at` is when the picture was taken, `processing_time` CarsXE's own in milliseconds.
    """

    scan_id: str
    captured_at: datetime
    picture: Picture
    detections: tuple[PlateDetection, ...]
    processing_time: float | None

    @property
    def best(self) -> PlateDetection | None:
        """Return the detection with the highest score."""
        return self.detections[0] if self.detections else None


def select_detections(
    recognition: Recognition, min_score: float
) -> tuple[PlateDetection, ...]:
    """Return the detections with a plate that score at least `min_score` per cent, best first.

    A plate that an answer holds twice, as by a reflection, counts once.
    """
    best: dict[str, PlateDetection] = {}
    for detection in map(PlateDetection.from_detection, recognition.detections):
        if not 0 < len(detection.plate) <= MAX_PLATE_LENGTH:
            continue
        if detection.score * 100 < min_score:
            continue
        if (other := best.get(detection.plate)) is None or (
            detection.score > other.score
        ):
            best[detection.plate] = detection
    return tuple(sorted(best.values(), key=lambda found: found.score, reverse=True))
