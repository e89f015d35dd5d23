"""Compare a policy's results with the ground truth."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median, quantiles

from custom_components.carsxe.runtime.settings import CameraSettings
from sandbox.drawing.plates import plain

from .record import Record
from .things import Switch, Visit

MIN_SCORE = CameraSettings.min_score / 100
# Seconds after a vehicle is out of view in which its announcement still counts.
GRACE = 30.0


@dataclass(frozen=True, slots=True)
class Pass:
    """A vehicle that came into view, and when its plate first became legible."""

    visit: Visit
    readable: float


def passes(reference: Record) -> list[Pass]:
    """Return the vehicles whose plates are legible in at least one picture per second.

    The one that is there at the start didn't arrive.
    """
    first: dict[Visit, float] = {}
    for call in reference.calls:
        for plate, visit in call.owners.items():
            right = plate == plain(visit.plate) and call.scores[plate] >= MIN_SCORE
            if right and visit.path.start >= 0:
                first.setdefault(visit, call.at)
    return [Pass(visit, at) for visit, at in first.items()]


def is_noticed(each: Pass, trigger: Switch) -> bool:
    """Return whether the sensor is on at any moment of an arrival."""
    start, end = each.readable - 8, min(each.visit.path.end, each.readable + 20)
    return trigger.is_on(start) or any(start <= at <= end for at in trigger.edges)


@dataclass(slots=True)
class Tally:
    """Counts over days; delays are seconds from legible to announced."""

    calls: int = 0
    passes: int = 0
    caught: int = 0
    noticed: int = 0
    caught_noticed: int = 0
    days: float = 0
    delays: list[float] = field(default_factory=list)
    doubles: int = 0
    wrong: int = 0
    missed: list[Pass] = field(default_factory=list)
    doubled: list[tuple[Visit, float]] = field(default_factory=list)
    mistaken: list[tuple[Visit | None, str, float]] = field(default_factory=list)

    def add(
        self, record: Record, came: list[Pass], trigger: Switch, days: float
    ) -> None:
        """Count the results of one policy over several days."""
        self.days += days
        self.calls += len(record.calls)
        self.passes += len(came)
        first: dict[Visit, float] = {}
        for event in record.events:
            visit = event.visit
            if visit is None or event.plate != plain(visit.plate):
                self.wrong += 1
                self.mistaken.append((visit, event.plate, event.at))
            elif visit in first:
                self.doubles += 1
                self.doubled.append((visit, event.at))
            else:
                first[visit] = event.at
        for each in came:
            noticed = is_noticed(each, trigger)
            self.noticed += noticed
            at = first.get(each.visit)
            if at is None or at > each.visit.path.end + GRACE:
                self.missed.append(each)
                continue
            self.caught += 1
            self.caught_noticed += noticed
            self.delays.append(max(0.0, at - each.readable))

    @property
    def per_pass(self) -> float:
        """Return the calls per arrived vehicle."""
        return self.calls / max(self.passes, 1)

    @property
    def median_delay(self) -> float:
        """Return the median of the delays."""
        return median(self.delays) if self.delays else 0.0

    @property
    def late_delay(self) -> float:
        """Return the 95th percentile of the delays."""
        if len(self.delays) < 2:
            return self.median_delay
        return quantiles(self.delays, n=20, method="inclusive")[18]

    def kinds_of_missed(self) -> Counter[str]:
        """Return the missed arrivals by kind."""
        return Counter(each.visit.what for each in self.missed)
