"""The record of a policy: its paid calls and announcements."""

from dataclasses import dataclass, field
from random import Random

from .plates_in_view import Truth
from .things import Visit

# The seconds for a camera's snapshot, and for a recognizer's answer.
SNAPSHOT = 0.2
LATENCY = (0.3, 1.2)


@dataclass(frozen=True, slots=True)
class Call:
    """A paid picture: when it was taken and answered, and the vehicles of its plates."""

    at: float
    answered: float
    owners: dict[str, Visit]
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Event:
    """An announcement; without a visit if the vehicle is unknown."""

    at: float
    plate: str
    visit: Visit | None


@dataclass(slots=True)
class Record:
    """The record of a policy; `looks` are the times of its captures."""

    calls: list[Call] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)


def latency(seed: int, at: float) -> float:
    """Return the duration of an answer for a picture."""
    return Random(f"{seed} latency {at:.3f}").uniform(*LATENCY)


def pay(truth: Truth, at: float) -> Call:
    """Return the call for a picture, with a recognizer's answer."""
    recognition, owners = truth.recognize(at)
    scores = {found.plate: found.score or 0.0 for found in recognition.detections}
    return Call(at, at + latency(truth.seed, at), owners, scores)
