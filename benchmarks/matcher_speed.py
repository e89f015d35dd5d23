"""Measure how long matching a detection takes among many known vehicles."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from statistics import median
from time import perf_counter_ns

from custom_components.carsxe.plates import KnownVehicle, Matcher, MatchKind
from sandbox.evaluate import row

from .formats import draw_plate

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROUNDS = 20_000

type Candidates = list[tuple[str, float | None]]


def known_vehicles(count: int, random: Random) -> list[KnownVehicle]:
    """Return this many vehicles with different plates."""
    plates: set[str] = set()
    while len(plates) < count:
        plates.add(draw_plate(random))
    return [
        KnownVehicle(vehicle_id=plate, name=plate, plate=plate)
        for plate in sorted(plates)
    ]


def readings(
    vehicles: Sequence[KnownVehicle], candidates: int, random: Random
) -> list[tuple[str, Candidates]]:
    """Return readings, half of them of known vehicles; one has it as its last candidate."""
    found = []
    for index in range(ROUNDS):
        texts = [draw_plate(random) for _ in range(candidates)]
        if index % 2:
            texts[-1] = random.choice(vehicles).plate
        scored: Candidates = [(text, 0.95 - 0.01 * n) for n, text in enumerate(texts)]
        found.append((texts[0], scored))
    return found


def measure(matcher: Matcher, detections: list[tuple[str, Candidates]]) -> list[float]:
    """Return the duration of each match in microseconds."""
    taken = []
    for plate, candidates in detections:
        start = perf_counter_ns()
        matcher.match(plate, candidates, min_score=0.7, camera_id="gate", now=NOW)
        taken.append((perf_counter_ns() - start) / 1000)
    return taken


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.matcher_speed", description=__doc__
    )
    parser.add_argument("--vehicles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = Random(options.seed)
    vehicles = known_vehicles(options.vehicles, random)
    start = perf_counter_ns()
    matcher = Matcher(vehicles, list(MatchKind))
    built = (perf_counter_ns() - start) / 1_000_000
    print(row(f"{options.vehicles:,} vehicles", "median", "p99"))
    print(row("---", "---:", "---:"))
    for count in (1, 10):
        taken = sorted(measure(matcher, readings(vehicles, count, random)))
        slow = taken[round(0.99 * len(taken)) - 1]
        name = f"a detection with {count} candidate{'s' * (count > 1)}"
        print(row(name, f"{median(taken):.1f} µs", f"{slow:.1f} µs"))
    print(row("to build the index, once", f"{built:.0f} ms", ""))


if __name__ == "__main__":
    main()
