"""Measure what each rule of the tracker is worth, by leaving it out on recordings and drawn days."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
import logging
from math import inf
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.day.__main__ import Comparison, House
from benchmarks.footage.clips import load
from benchmarks.footage.ours import Played, play_all
from benchmarks.footage.readers import READERS
from benchmarks.footage.tally import Tally
from benchmarks.report import table
from custom_components.carsxe.runtime import (
    matching,
    reference,
    sighting,
    track,
    tracker,
)

FPS = 5.0
NUISANCES = "nuisances"
POLICY = "ours, region set"
# Each rule is left out by setting these module constants.
ABLATIONS: dict[str, dict[tuple[Any, str], Any]] = {
    "as it is": {},
    "no smallest plate": {(sighting, "MIN_HEIGHT"): 0.0, (sighting, "MIN_WIDTH"): 0.0},
    "larger is always better": {(sighting, "ENOUGH_HEIGHT"): inf},
    "a doubtful score counts": {
        (sighting, "DOUBTFUL_SCORE"): 0.0,
    },
    "one sighting is enough": {(track, "ENOUGH_EVIDENCE"): 0.0},
    "what stands still is believed as what moves": {(track, "STATIC_WEIGHT"): 1.0},
    "a hidden plate is as good": {(sighting, "HIDDEN_QUALITY"): 1.0},
    "never a second picture of a vehicle": {
        (track, "CLEARLY_BETTER"): 1e9,
        (track, "ABOUT_AS_GOOD"): 1e9,
    },
    "any better picture is worth a call": {(track, "CLEARLY_BETTER"): 1.0},
    "no better picture is awaited": {
        (track, "PATIENCE"): 0.0,
        (track, "MAX_PATIENCE"): 0.0,
    },
    "a better picture is always awaited": {(track, "ENOUGH_QUALITY"): inf},
    "a clear plate is tried only once": {(track, "TRY_AGAIN"): inf},
    "no last picture of an unread vehicle": {(track, "ABOUT_AS_GOOD"): 1e9},
    "what hardly looks like a plate is one": {(matching, "DOUBTFUL_SCORE"): -1.0},
    "nobody drives off": {(tracker, "find_origin"): lambda *_: None},
    "no prediction": {(track.Track, "predicted"): lambda self, _: self.box},
    "no cuts": {(reference, "CUT_SHARE"): inf, (reference, "GAP"): inf},
    "no reference frame": {(tracker, "SAME_REFERENCE"): inf},
    "a strange view stays strange": {(reference, "NEW_VIEW"): inf},
    "a plate out of sight has gone": {(tracker, "MISSING"): 0.0},
    "hidden vehicles leave": {(matching, "HIDDEN_SHARE"): 0.0},
    "nothing around what has changed": {(matching, "MARGIN"): 0},
}
FOOTAGE = (
    "announced",
    "calls",
    "of these for nuisances",
    "twice",
    "besides",
    "median s",
)
DAYS = ("calls a pass", "noticed arrivals caught", "twice", "wrong plates")


def main() -> None:
    """Measure as requested on the command line."""
    options = _parser().parse_args()
    headings = ["without the rule"]
    measures: list[Callable[[str], list[str]]] = []
    if options.footage:
        headings += FOOTAGE
        measures.append(partial(_footage, options.footage, options.reader))
    if options.seed:
        headings += DAYS
        measures.append(partial(_days, options.seed, options.busy))
    print(table(headings, ()))
    # A process can run only one Home Assistant.
    with ProcessPoolExecutor(
        options.jobs, get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        names = options.only or [*ABLATIONS]
        futures = {
            name: [pool.submit(measure, name) for measure in measures] for name in names
        }
        for name, parts in futures.items():
            cells = [cell for part in parts for cell in part.result()]
            print(f"| {' | '.join((name, *cells))} |", flush=True)


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ablations", description=__doc__
    )
    parser.add_argument(
        "--footage", type=Path, help="a folder of recordings, as for benchmarks.footage"
    )
    parser.add_argument("--reader", choices=READERS, default="sandbox")
    parser.add_argument(
        "--seed", type=int, nargs="+", default=[], help="a day of each of these houses"
    )
    parser.add_argument("--busy", action="store_true", help="busy days")
    parser.add_argument("--jobs", type=int, default=1, help="processes side by side")
    parser.add_argument("--only", choices=ABLATIONS, nargs="+", help="only these rules")
    return parser


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Leave out a rule."""
    logging.getLogger().setLevel(logging.ERROR)
    with ExitStack() as stack:
        for (owner, attribute), value in ABLATIONS[name].items():
            stack.enter_context(patch.object(owner, attribute, value))
        yield


def _footage(folder: Path, reader: str, name: str) -> list[str]:
    """Return the results of recordings without a rule."""
    whole, wasted = Tally(), 0

    def _count(played: Played) -> None:
        nonlocal wasted
        tally = Tally()
        tally.add(played.clip, played.announced, len(played.calls))
        whole.merge(tally)
        wasted += tally.calls if played.clip.group == NUISANCES else 0

    with _without(name):
        play_all([*load(folder, FPS)], READERS[reader](), {}, _count)
    delay = whole.median_delay
    return [
        f"{whole.announced} of {whole.plates}",
        str(whole.calls),
        str(wasted),
        str(whole.twice),
        str(whole.besides),
        "-" if delay is None else f"{delay:.1f}",
    ]


def _days(seeds: Sequence[int], busy: bool, name: str) -> list[str]:
    """Return the results of one day in each of several houses without a rule."""
    comparison = Comparison({}, {}, {}, [])
    with _without(name):
        for seed in seeds:
            comparison.add(House.draw(seed, 1, busy=busy), [POLICY])
    tally = comparison.tallies[POLICY]
    return [
        f"{tally.per_pass:.2f}",
        f"{tally.caught_noticed} of {tally.noticed}",
        str(tally.doubles),
        str(tally.wrong),
    ]


if __name__ == "__main__":
    main()
