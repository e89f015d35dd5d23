"""What a policy did: the calls that it paid for, and what it announced."""

from dataclasses import dataclass, field
from random import Random

from .plates_in_view import Truth
from .things import Visit

# Seconds that a camera takes for a snapshot, and a recognizer for its answer.
SNAPSHOT = 0.2
LATENCY = (0.3, 1.2)


@dataclass(frozen=True, slots=True)
class Call:
    """A picture that was paid for: when it was taken and answered, and whose plates it showed."""

    at: float
    answered: float
    owners: dict[str, Visit]
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Event:
    """An announcement; no visit where nobody knows whose plate that is."""

    at: float
    plate: str
    visit: Visit | None


@dataclass(slots=True)
class Record:
    """All that a policy did; `looks` are the moments of the pictures it took."""

    calls: list[Call] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)


def latency(seed: int, at: float) -> float:
    """Return how long the answer for a picture takes."""
    return Random(f"{seed} latency {at:.3f}").uniform(*LATENCY)


def pay(truth: Truth, at: float) -> Call:
    """Return the call for a picture, as a recognizer would answer it."""
    recognition, owners = truth.recognize(at)
    scores = {found.plate: found.score or 0.0 for found in recognition.detections}
    return Call(at, at + latency(truth.seed, at), owners, scores)
