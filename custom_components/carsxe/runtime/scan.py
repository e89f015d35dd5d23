"""One recognition and its detections."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from homeassistant.util import ulid as ulid_util

from ..api.models import Detection, Recognition
from ..plates import Match, Matcher, PlateStatus, normalize_plate
from ..vision import Label, Picture, annotate
from ..vision.box import Box

MAX_PLATE_LENGTH = 32

# The colors in which plates are drawn into pictures.
PLATE_COLORS = {PlateStatus.KNOWN: "#2e9e4f", PlateStatus.UNKNOWN: "#ff9800"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlateDetection:
    """A detection with a plate; `plate` is normalized.

    `match` tells which known vehicle it is, or why it is none.
    """

    plate: str
    candidates: tuple[tuple[str, float | None], ...]
    detection: Detection
    match: Match = field(default_factory=Match)

    @classmethod
    def from_detection(cls, detection: Detection) -> Self:
        """Normalize the texts of a detection."""
        candidates: dict[str, float | None] = {}
        for text, score in detection.candidates:
            if plate := normalize_plate(text):
                candidates.setdefault(plate, score)
        return cls(
            plate=normalize_plate(detection.plate),
            candidates=tuple(candidates.items()),
            detection=detection,
        )

    def looked_up(
        self, matcher: Matcher, *, min_score: float, camera_id: str, now: datetime
    ) -> Self:
        """Return the detection with its present match among the known vehicles."""
        match = matcher.match(
            self.plate,
            self.candidates,
            min_score=min_score / 100,
            camera_id=camera_id,
            now=now,
        )
        return replace(self, match=match)

    @property
    def box(self) -> Box | None:
        """Return the box of the plate in the picture that was sent, if CarsXE returned one."""
        box = self.detection.box
        return Box(box.xmin, box.ymin, box.xmax, box.ymax) if box else None

    @property
    def score(self) -> float:
        """Return the confidence in the text, 0-1, or 0 if there is none."""
        return self.detection.score or 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Scan:
    """A picture that was sent, and its detections, best first.

    `picture` is missing if CarsXE was given an external address. `captured_at` is when the picture
    was taken, `processing_time` is CarsXE's own in milliseconds, `attempts` is the number of calls
    that may have been billed. Detections below the minimum score are `doubtful`.
    """

    scan_id: str
    captured_at: datetime
    picture: Picture | None
    detections: tuple[PlateDetection, ...]
    processing_time: float | None
    doubtful: tuple[PlateDetection, ...] = ()
    attempts: int = 1


type Reading = tuple[Scan, PlateDetection]


def read_answer(
    recognition: Recognition,
    *,
    picture: Picture | None,
    taken_at: datetime,
    min_score: float,
    matcher: Matcher,
    camera_id: str,
) -> Scan:
    """Return the scan for CarsXE's answer to a picture; `min_score` is in percent.

    Each is matched with the known vehicles; unknown plates must fit the account's plate format. A
    plate that occurs twice in an answer, for instance as a reflection, counts once.
    """
    best: dict[str, PlateDetection] = {}
    for detection in map(PlateDetection.from_detection, recognition.detections):
        if not 0 < len(detection.plate) <= MAX_PLATE_LENGTH:
            continue
        if (other := best.get(detection.plate)) is None or (
            detection.score > other.score
        ):
            best[detection.plate] = detection
    found = [
        each.looked_up(matcher, min_score=min_score, camera_id=camera_id, now=taken_at)
        for each in sorted(best.values(), key=lambda each: each.score, reverse=True)
    ]
    plates = [each for each in found if each.match.nearest or matcher.fits(each.plate)]
    return Scan(
        scan_id=ulid_util.ulid_now(),
        captured_at=taken_at,
        picture=picture,
        detections=tuple(each for each in plates if each.score >= min_score / 100),
        doubtful=tuple(each for each in plates if each.score < min_score / 100),
        processing_time=recognition.processing_time,
        attempts=recognition.attempts,
    )


def draw_scan(scan: Scan, content: bytes) -> bytes:
    """Draw a scan's plates, except ignored ones, into its picture. Blocking. Raises PictureError."""
    return annotate(
        content,
        [
            Label(
                text=found.plate, box=found.box, color=PLATE_COLORS[found.match.status]
            )
            for found in scan.detections
            if found.match.status in PLATE_COLORS
        ],
    )
