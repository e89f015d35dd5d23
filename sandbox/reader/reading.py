"""The reader's result: plates with their boxes, scores and alternatives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a plate, in pixels of the picture."""

    xmin: int
    ymin: int
    xmax: int
    ymax: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible text; its score is the probability that it is right."""

    plate: str
    score: float


@dataclass(frozen=True, slots=True)
class Region:
    """The origin of a plate: `cc` or `cc-ss`, or empty with score 0 if its layout doesn't tell."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One plate. Texts are upper case; `candidates` are sorted best first and include `plate`."""

    plate: str
    score: float
    candidates: tuple[Candidate, ...]
    dscore: float
    box: Box
    region: Region
