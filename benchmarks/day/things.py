"""What moves in front of the camera."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .paths import Path


class Kind(StrEnum):
    """What something is."""

    VISIT = "vehicle in the drive"
    TRAFFIC = "vehicle on the street"
    CURB = "vehicle at the curb"
    PERSON = "person in the drive"
    PEDESTRIAN = "pedestrian"
    CAT = "cat"
    INSECT = "insect"


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """Something that is in view for a while; `looks` is a seed for how it looks."""

    kind: Kind
    path: Path
    looks: int
    noticed: float
    """The chance that its moving within the sensor's reach is noticed."""


@dataclass(frozen=True, slots=True, eq=False)
class Visit(Thing):
    """A vehicle that comes to the drive, from when it comes into view until it is out of it."""

    number: int
    what: str
    plate: str
    style: str
    known: bool
    van: bool = False


class Things:
    """All that is ever there, found by time."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Sort the things by the minutes in which they are there."""
        self.all = sorted(things, key=lambda thing: thing.path.start)
        self._minutes: dict[int, list[Thing]] = defaultdict(list)
        for thing in self.all:
            for minute in range(
                int(thing.path.start // 60), int(thing.path.end // 60) + 1
            ):
                self._minutes[minute].append(thing)

    def at(self, at: float) -> list[Thing]:
        """Return what is there at a moment."""
        return [
            thing
            for thing in self._minutes.get(int(at // 60), ())
            if thing.path.start <= at <= thing.path.end
        ]

    def at_minute(self, at: float) -> list[Thing]:
        """Return what is there at any moment of a minute."""
        return self._minutes.get(int(at // 60), [])

    @property
    def visits(self) -> list[Visit]:
        """Return the vehicles that come to the drive, in their order."""
        return [thing for thing in self.all if isinstance(thing, Visit)]


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that is on at times; `edges` are the moments at which it turns, on first."""

    edges: tuple[float, ...]

    def is_on(self, at: float) -> bool:
        """Tell whether it is on."""
        return bisect_right(self.edges, at) % 2 == 1

    @property
    def turns_on(self) -> tuple[float, ...]:
        """Return when it turns on."""
        return self.edges[::2]
