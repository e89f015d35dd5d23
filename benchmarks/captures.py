"""Measure the cost of an unpaid capture: milliseconds of one core, including decoding."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import thread_time

from custom_components.carsxe.runtime.settings import CameraSettings
from custom_components.carsxe.runtime.sighting import Capture
from custom_components.carsxe.runtime.tracker import Tracker
from custom_components.carsxe.vision import Crop

from .frames import SIZES, draw_exposures
from .report import machine, ms, p95, table, verdict

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
# Seconds between two captures.
STEP = 0.33
# In milliseconds, at 1080p.
MOST = {"changed": 12, "unchanged": 6}

type Times = dict[str, list[float]]


def measure(size: str, rounds: int) -> Times:
    """Return the seconds for captures with an arriving vehicle, and for those with nothing new."""
    empty, *vehicles = draw_exposures(size)
    tracker = Tracker(Crop(), CameraSettings.burst_max)
    look = _looking(tracker)
    look(empty[-1])
    times: Times = {kind: [] for kind in MOST}
    for _ in range(rounds):
        for vehicle in vehicles:
            times["changed"] += map(look, vehicle)
            # A vehicle that has left is searched for a while; that isn't measured.
            tracker.tracks.clear()
            times["unchanged"] += map(look, empty)
    return times


def _looking(tracker: Tracker) -> Callable[[bytes], float]:
    """Return a function that lets a tracker process a picture, and returns the processor time in seconds."""
    now = 0.0

    def _look(picture: bytes) -> float:
        nonlocal now
        now += STEP
        start = thread_time()
        tracker.update(Capture(picture, AT, now))
        return thread_time() - start

    return _look


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.captures", description=__doc__
    )
    parser.add_argument("--frames", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    results = {size: measure(size, options.rounds) for size in options.frames}
    print(machine(), end="\n\n")
    print(
        table(
            ["frame", "view", "captures", "median", "p95"],
            (
                [size, kind, str(len(each)), ms(median(each)), ms(p95(each))]
                for size, times in results.items()
                for kind, each in times.items()
            ),
        )
    )
    if "1080p" not in results:
        return
    print()
    rows = (
        [f"1080p, {kind}: ms", str(most), ms(taken), verdict(taken, most / 1000)]
        for kind, most in MOST.items()
        if (taken := median(results["1080p"][kind]))
    )
    print(table(["target", "limit", "measured", ""], rows))


if __name__ == "__main__":
    main()
