"""Models of CarsXE's answers; missing values are None."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle in pixels of the picture that was sent."""

    xmin: int
    ymin: int
    xmax: int
    ymax: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """One plate in one picture.

    `score` is the confidence in the text and `dscore` in the presence of a plate; all scores are
    0-1. `region` is where the plate seems to be from, `cc` or `cc-ss`. `candidates` are the readings
    with their scores.
    """

    plate: str
    score: float | None = None
    dscore: float | None = None
    region: str | None = None
    region_score: float | None = None
    vehicle_type: str | None = None
    vehicle_score: float | None = None
    box: Box | None = None
    candidates: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognition:
    """The answer to one call; without detections, no plate was seen.

    `processing_time` is in milliseconds, as reported by CarsXE. `attempts` is the number of calls
    made, each of which may have been billed.
    """

    detections: tuple[Detection, ...] = ()
    processing_time: float | None = None
    attempts: int = field(default=1, compare=False)


# CarsXE's data about the vehicle with a plate; texts are as CarsXE returns them.
type DecodedPlate = dict[str, str | None]

DECODED_FIELDS = (
    *("description", "make", "model", "trim", "year", "vin", "style", "body_style"),
    *("color", "fuel_type", "engine_size", "drive_type", "transmission", "assembly"),
)
