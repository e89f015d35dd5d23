"""Things that move in front of the camera."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .paths import Path


class Kind(StrEnum):
    """The kind of a thing."""

    VISIT = "vehicle in the drive"
    TRAFFIC = "vehicle on the street"
    CURB = "vehicle at the curb"
    PERSON = "person in the drive"
    PEDESTRIAN = "pedestrian"
    CAT = "cat"
    INSECT = "insect"


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """Something that is in view for a while; `looks` is a seed for its appearance."""

    kind: Kind
    path: Path
    looks: int
    noticed: float
    """The probability that its motion within the sensor's range is detected."""


@dataclass(frozen=True, slots=True, eq=False)
class Visit(Thing):
    """A vehicle that comes to the driveway, from entering to leaving the view."""

    number: int
    what: str
    plate: str
    style: str
    known: bool
    van: bool = False


class Things:
    """All things, indexed by time."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Sort the things by the minutes in which they are present."""
        self.all = sorted(things, key=lambda thing: thing.path.start)
        self._minutes: dict[int, list[Thing]] = defaultdict(list)
        for thing in self.all:
            for minute in range(
                int(thing.path.start // 60), int(thing.path.end // 60) + 1
            ):
                self._minutes[minute].append(thing)

    def at(self, at: float) -> list[Thing]:
        """Return what is present at a moment."""
        return [
            thing
            for thing in self._minutes.get(int(at // 60), ())
            if thing.path.start <= at <= thing.path.end
        ]

    def at_minute(self, at: float) -> list[Thing]:
        """Return what is present at any moment of a minute."""
        return self._minutes.get(int(at // 60), [])

    @property
    def visits(self) -> list[Visit]:
        """Return the vehicles that come to the driveway, in order."""
        return [thing for thing in self.all if isinstance(thing, Visit)]


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that turns on and off; `edges` are the times of its changes, on first."""

    edges: tuple[float, ...]

    def is_on(self, at: float) -> bool:
        """Return whether it is on."""
        return bisect_right(self.edges, at) % 2 == 1

    @property
    def turns_on(self) -> tuple[float, ...]:
        """Return when it turns on."""
        return self.edges[::2]
