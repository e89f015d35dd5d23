"""Compare the announcements of a clip with its ground truth."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.policies import edit_distance
from custom_components.carsxe.plates import fold_plate

from .clips import Clip, Plate


@dataclass(frozen=True, slots=True)
class Announced:
    """An announced plate, in seconds of the clip: when, and when its picture was taken."""

    plate: str
    at: float
    taken: float


@dataclass(slots=True)
class Tally:
    """Counts over clips; delays are seconds from the first legible moment to the announcement."""

    plates: int = 0
    announced: int = 0
    twice: int = 0
    besides: int = 0
    calls: int = 0
    seconds: float = 0.0
    delays: list[float] = field(default_factory=list)
    captures: int = 0
    processor: float = 0.0

    def add(self, clip: Clip, announced: Sequence[Announced], calls: int) -> None:
        """Count a clip."""
        self.plates += len(clip.counted)
        self.calls += calls
        self.seconds += clip.seconds
        first: dict[Plate, float] = {}
        for each in announced:
            plate = plate_of(each.plate, each.taken, clip.plates)
            if plate is None:
                self.besides += 1
            elif plate in first:
                self.twice += 1
            else:
                first[plate] = each.at
        caught = [plate for plate in clip.counted if plate in first]
        self.announced += len(caught)
        self.delays += [max(first[plate] - plate.start, 0.0) for plate in caught]

    def merge(self, other: Tally) -> None:
        """Add other counts."""
        self.plates += other.plates
        self.announced += other.announced
        self.twice += other.twice
        self.besides += other.besides
        self.calls += other.calls
        self.seconds += other.seconds
        self.delays += other.delays
        self.captures += other.captures
        self.processor += other.processor

    @property
    def median_delay(self) -> float | None:
        """Return the median of the delays."""
        return median(self.delays) if self.delays else None

    @property
    def worst_delay(self) -> float | None:
        """Return the longest of the delays."""
        return max(self.delays, default=None)


def plate_of(text: str, taken: float, plates: Sequence[Plate]) -> Plate | None:
    """Return the legible plate that a reading equals, or nearly equals, at the time."""
    near = [
        plate
        for plate in plates
        if plate.is_legible(taken) and is_nearly(text, plate.text)
    ]
    return min(near, key=lambda plate: edit_distance(text, plate.text), default=None)


def is_nearly(text: str, plate: str) -> bool:
    """Return whether a reading equals a plate except for one character or confusable ones."""
    return edit_distance(text, plate) <= 1 or fold_plate(text) == fold_plate(plate)
