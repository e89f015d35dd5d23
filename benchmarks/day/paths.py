"""How things move: smooth paths through places at given times."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
import math
from typing import NamedTuple

from .view import Pose

STEP = 0.25


class Key(NamedTuple):
    """A position at a time; seconds, meters, meters, degrees."""

    at: float
    x: float
    distance: float
    heading: float = 0


@dataclass(slots=True)
class Path:
    """A path through keyframes; it stands still between two equal ones."""

    keys: list[Key]
    _tangents: list[tuple[float, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Compute the speed at each keyframe."""
        slopes = [
            tuple(
                (b - a) / (after.at - before.at)
                for a, b in zip(before, after, strict=True)
            )
            for before, after in pairwise(self.keys)
        ]
        self._tangents = [
            slopes[0],
            *(
                tuple(map(_gentle, before, after, strict=False))
                for before, after in pairwise(slopes)
            ),
            slopes[-1],
        ]

    @property
    def start(self) -> float:
        """Return when it starts."""
        return self.keys[0].at

    @property
    def end(self) -> float:
        """Return when it ends."""
        return self.keys[-1].at

    def pose(self, at: float) -> Pose:
        """Return the position."""
        index = min(
            max(bisect_right(self.keys, at, key=lambda key: key.at) - 1, 0),
            len(self.keys) - 2,
        )
        before, after = self.keys[index], self.keys[index + 1]
        if before[1:] == after[1:]:
            return Pose(*before[1:])
        span = after.at - before.at
        s = min(max((at - before.at) / span, 0.0), 1.0)
        ways = zip(
            before[1:],
            self._tangents[index][1:],
            after[1:],
            self._tangents[index + 1][1:],
            strict=True,
        )
        return Pose(
            *(
                (2 * s**3 - 3 * s**2 + 1) * a
                + (s**3 - 2 * s**2 + s) * span * slope
                + (3 * s**2 - 2 * s**3) * b
                + (s**3 - s**2) * span * slope_then
                for a, slope, b, slope_then in ways
            )
        )

    def speed(self, at: float) -> float:
        """Return the speed in meters per second."""
        one, other = self.pose(at - 0.05), self.pose(at + 0.05)
        return math.hypot(one.x - other.x, one.distance - other.distance) / 0.1

    def stands(self, at: float) -> bool:
        """Return whether it is stationary."""
        return self.speed(at) < 0.05

    def moves(self) -> Iterator[tuple[float, float]]:
        """Yield the start and end of each movement."""
        start: float | None = None
        for before, after in pairwise(self.keys):
            if before[1:] == after[1:]:
                if start is not None:
                    yield start, before.at
                start = None
            elif start is None:
                start = before.at
        if start is not None:
            yield start, self.end

    def moves_between(self, start: float, end: float) -> bool:
        """Return whether it exists and moves within a period."""
        return any(
            start <= until and since <= end
            for since, until in (
                *self.moves(),
                (self.start, self.start),
                (self.end, self.end),
            )
        )

    def within(self, nearest: float, farthest: float) -> Iterator[tuple[float, float]]:
        """Yield the start and end of each movement within a range of distances from the camera."""
        for start, end in self.moves():
            inside: list[float] = []
            steps = int((end - start) / STEP) + 1
            for at in (start + index * STEP for index in range(steps + 1)):
                near = at <= end and nearest <= self.pose(at).distance <= farthest
                if near:
                    inside.append(at)
                elif inside:
                    yield inside[0], inside[-1]
                    inside = []
            if inside:
                yield inside[0], inside[-1]


def _gentle(before: float, after: float) -> float:
    """Return the slope between two segments that never overshoots."""
    if before * after <= 0:
        return 0.0
    return 2 * before * after / (before + after)


def shifted(keys: Iterable[Key], by: float) -> list[Key]:
    """Return later keyframes."""
    return [key._replace(at=key.at + by) for key in keys]


def backwards(keys: list[Key]) -> list[Key]:
    """Return the same path back, from the same moment."""
    first, last = keys[0].at, keys[-1].at
    return [key._replace(at=first + last - key.at) for key in reversed(keys)]
