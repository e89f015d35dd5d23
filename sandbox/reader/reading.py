"""The reader's answer: plates with their boxes, scores and alternatives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A plate's place, in pixels of the picture that was read."""

    xmin: int
    ymin: int
    xmax: int
    ymax: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible text; its score is the probability that it is the right one."""

    plate: str
    score: float


@dataclass(frozen=True, slots=True)
class Region:
    """Where a plate is from: `cc` or `cc-ss`, empty with score 0 when its layout does not tell."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One plate. Texts are upper case; `candidates` has the best first, `plate` among them."""

    plate: str
    score: float
    candidates: tuple[Candidate, ...]
    dscore: float
    box: Box
    region: Region
