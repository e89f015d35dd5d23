"""Measure how many known vehicles are recognized, and how many strangers are taken for one."""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from custom_components.carsxe.api.models import Detection
from custom_components.carsxe.plates import Match
from custom_components.carsxe.runtime.scan import PlateDetection, Scan
from custom_components.carsxe.runtime.settings import CameraSettings
from custom_components.carsxe.runtime.track import Track
from custom_components.carsxe.runtime.visit import Visit
from custom_components.carsxe.runtime.visits import Visits
from custom_components.carsxe.vision.box import Box
from sandbox.evaluate import row

from .formats import draw_neighbor, draw_plate
from .misreading import Read, Reader, arrive, read
from .policies import MIN_SCORE, NOW, Policy, policies

DAYS = 30
# Seconds between the paid pictures of an arrival.
PAUSE = 1.0
SHARES = (
    ("right", "known"), ("right", "known read"), ("at once", "known"), ("unknown", "known"),
    ("wrong", "known"),
)  # fmt: skip
# The number of strangers that pass one household.
CROWD = 10_000
MONTH_HEADINGS = (
    "setting", "known recognized", "of those read at all", "by the first picture",
    "announced as unknown", "taken for another known one", "strangers taken for known, a month",
)  # fmt: skip
STRANGERS_HEADINGS = (
    "setting", "random plate, read correctly", "random plate, misread at times",
    "one character off, read correctly", "one character off, misread at times",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Household:
    """The traffic: the number of known vehicles, and of arrivals per day."""

    vehicles: int
    known_arrivals: int
    strange_arrivals: int
    reader: Reader

    def plates(self, random: Random) -> list[str]:
        """Return the plates of the known vehicles."""
        plates: set[str] = set()
        while len(plates) < self.vehicles:
            plates.add(draw_plate(random))
        return sorted(plates)


class Tally:
    """Counts the results of one policy for the arrivals."""

    def __init__(self) -> None:
        """Start at 0."""
        self.counts: Counter[str] = Counter()

    def add(
        self, plate: str, readings: list[Read | None], policy: Policy, *, known: bool
    ) -> None:
        """Count an arrival, from its first picture until its visit is announced."""
        visits = Visits(
            CameraSettings.cooldown,
            CameraSettings.burst_stop_score / 100,
            CameraSettings.burst_max,
        )
        track = Track(box=Box(0, 0, 1, 1), patch=np.zeros(0, np.float32), last_seen=0.0)
        seen: set[str] = set()
        for index, reading in enumerate(readings):
            if track.calls >= CameraSettings.burst_max:
                break
            track.calls += 1
            track.last_seen = now = index * PAUSE
            if reading is None or reading.score < MIN_SCORE:
                continue
            seen.add("read")
            match = policy(reading)
            visits.record(*_read_as(reading, match), track, now)
            for visit in visits.due([track], now):
                seen.add(_announced(visit, plate))
            if index == 0 and match.vehicle and match.vehicle.plate == plate:
                seen.add("at once")
        for visit in visits.due([track], track.last_seen, is_final=True):
            seen.add(_announced(visit, plate))
        self.counts.update(f"{'known' if known else 'strange'} {each}" for each in seen)
        self.counts["known" if known else "strange"] += 1


def _read_as(reading: Read, match: Match) -> tuple[Scan, PlateDetection]:
    """Return a reading as a camera has it."""
    detection = PlateDetection(
        plate=reading.plate,
        candidates=reading.candidates,
        detection=Detection(plate=reading.plate, score=reading.score),
        match=match,
    )
    scan = Scan(
        scan_id="",
        captured_at=NOW,
        picture=None,
        detections=(detection,),
        processing_time=None,
    )
    return scan, detection


def _announced(visit: Visit, plate: str) -> str:
    """Return how a visit is announced."""
    if (vehicle := visit.vehicle) is None:
        return "unknown"
    return "right" if vehicle.plate == plate else "wrong"


def months(household: Household, count: int, seed: int) -> dict[str, Tally]:
    """Simulate months, each with another household."""
    random = Random(f"{seed} months")
    tallies: dict[str, Tally] = {}
    for _ in range(count):
        plates = household.plates(random)
        known = frozenset(plates)
        arriving = [
            *random.choices(plates, k=DAYS * household.known_arrivals),
            *(
                draw_plate(random, known)
                for _ in range(DAYS * household.strange_arrivals)
            ),
        ]
        random.shuffle(arriving)
        asked = policies(plates)
        for plate in arriving:
            arrival = arrive(plate, household.reader, random)
            readings = [read(arrival, random) for _ in range(CameraSettings.burst_max)]
            for name, policy in asked.items():
                tally = tallies.setdefault(name, Tally())
                tally.add(plate, readings, policy, known=plate in known)
    return tallies


def month_lines(tallies: dict[str, Tally], count: int) -> Iterator[str]:
    """Return the table of the months."""
    yield row(*MONTH_HEADINGS)
    yield row("---", *["---:"] * (len(MONTH_HEADINGS) - 1))
    for name, tally in tallies.items():
        counts = tally.counts
        shares = (
            f"{100 * counts[f'known {what}'] / counts[whole]:.2f} %"
            for what, whole in SHARES
        )
        yield row(name, *shares, f"{counts['strange wrong'] / count:.2f}")


def strangers(household: Household, count: int, seed: int) -> dict[str, Counter[str]]:
    """Show strangers to the policies, with a new household for every ten thousand."""
    random = Random(f"{seed} strangers")
    taken: dict[str, Counter[str]] = {}
    for start in range(0, count, CROWD):
        plates = household.plates(random)
        asked = policies(plates)
        for kind, plate in _crowd(plates, min(CROWD, count - start), random):
            misread = read(arrive(plate, household.reader, random), random)
            for how, reading in (
                ("correctly", Read(plate, 1.0, ((plate, 1.0),))),
                ("misread", misread),
            ):
                if reading is None or reading.score < MIN_SCORE:
                    continue
                for name, policy in asked.items():
                    counts = taken.setdefault(name, Counter())
                    counts[f"{kind} {how}"] += policy(reading).vehicle is not None
    return taken


def _crowd(plates: list[str], count: int, random: Random) -> Iterator[tuple[str, str]]:
    """Yield strangers' plates; for every ten random ones, one nearly equals a known one."""
    known = frozenset(plates)
    for index in range(count):
        yield "random", draw_plate(random, known)
        if index % 10 == 0:
            yield "near", draw_neighbor(random.choice(plates), random, known)


def stranger_lines(taken: dict[str, Counter[str]]) -> Iterator[str]:
    """Return the table of the strangers."""
    yield row(*STRANGERS_HEADINGS)
    yield row("---", *["---:"] * (len(STRANGERS_HEADINGS) - 1))
    kinds = ("random correctly", "random misread", "near correctly", "near misread")
    for name, counts in taken.items():
        yield row(name, *(f"{counts[kind]:,}" for kind in kinds))


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.matching", description=__doc__
    )
    parser.add_argument("--vehicles", type=int, default=6, help="known ones")
    parser.add_argument("--months", type=int, default=100, help="of a household each")
    parser.add_argument("--strangers", type=int, default=1_000_000)
    parser.add_argument(
        "--scores",
        choices=("mean", "product"),
        default="mean",
        help="a text's score: the mean of its characters', or their product, a probability",
    )
    parser.add_argument("--far", action="store_true", help="all plates are small")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    household = Household(
        vehicles=options.vehicles,
        known_arrivals=12,
        strange_arrivals=20,
        reader=Reader(scores=options.scores, far=options.far),
    )
    print(f"{options.months} months, minimum score {MIN_SCORE:.0%}\n")
    tallies = months(household, options.months, options.seed)
    print("\n".join(month_lines(tallies, options.months)))
    if not options.strangers:
        return
    near = options.strangers // 10
    print(f"\nTaken for known, of {options.strangers:,} strangers with a random plate")
    print(f"and {near:,} whose plate is a known one but for one character\n")
    taken = strangers(household, options.strangers, options.seed)
    print("\n".join(stranger_lines(taken)))


if __name__ == "__main__":
    main()
