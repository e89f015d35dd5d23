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
class Candidate:
    """One reading of a plate; score is 0-1."""

    plate: str
    score: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """Where a plate seems to be from: `cc` or `cc-ss`; score is 0-1."""

    code: str
    score: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Vehicle:
    """The vehicle around a plate; score is 0-1."""

    type: str
    score: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """One plate in one picture.

    `score` is the confidence in the text and `dscore` in the presence of a plate, both 0-1.
    """

    plate: str
    score: float | None = None
    dscore: float | None = None
    region: Region | None = None
    vehicle: Vehicle | None = None
    box: Box | None = None
    candidates: tuple[Candidate, ...] = ()


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
