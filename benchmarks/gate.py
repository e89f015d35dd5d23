"""Measures the change gate: what it sees of vehicles, what it skips, and how long it takes."""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from custom_components.carsxe.pictures import (
    Crop,
    Framing,
    Scene,
    compare,
    find_new_lettering,
    keep_place,
    standing_plates,
    view_frame,
    view_scene,
)
from custom_components.carsxe.pictures.lettering import CLEAR, FAINT
from sandbox.evaluate import row

from .gate_pairs import LIGHTS, MUST_SEE, NUISANCES, Pair, draw_pairs

# As for a drive without the street and the pavement.
REGION = Framing(crop=Crop(top=46, height=54))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate says of a pair of pictures; times in milliseconds.

    `strokes` are those of the clearest lettering that is new, none where nothing has changed.
    """

    kind: str
    light: str
    change: float
    scene: bool
    plates: bool
    strokes: float | None
    look_time: float
    view_time: float
    scene_time: float
    plates_time: float
    lettering_time: float

    @property
    def paid(self) -> bool:
        """Tell whether a call would be paid."""
        return self.strokes is not None and self.strokes >= CLEAR

    @property
    def waits(self) -> bool:
        """Tell whether a call would be paid if it stays."""
        return self.strokes is not None and FAINT <= self.strokes < CLEAR


def timed[**P, R](
    function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> tuple[R, float]:
    """Return what a function does and the milliseconds it takes, the best of three times."""
    result, taken = function(*args, **kwargs), []
    for _ in range(3):
        start = perf_counter()
        function(*args, **kwargs)
        taken.append((perf_counter() - start) * 1000)
    return result, min(taken)


def look(known: Scene, content: bytes) -> bool:
    """Do all of a look's work that nobody pays for, with a region set."""
    view = view_frame(content, REGION)
    return compare(known, view.scene).counts


def judge(pair: Pair) -> Outcome:
    """Ask the gate about a pair."""
    before = view_frame(pair.before)
    now, view_time = timed(view_frame, pair.now)
    change, scene_time = timed(compare, before.scene, now.scene)
    places = [keep_place(before, box) for box in pair.boxes]
    standing, plates_time = timed(standing_plates, places, now)
    moved = tuple(place.box for place in places if place not in standing)
    strokes, lettering_time = None, 0.0
    if change.counts or moved:
        lettering, lettering_time = timed(
            find_new_lettering, now, change.including(moved), before, moved
        )
        strokes = lettering[0].strokes if lettering else 0.0
    return Outcome(
        pair.kind,
        pair.light,
        change.score,
        change.counts,
        bool(moved),
        strokes,
        timed(look, view_scene(pair.before, REGION), pair.now)[1],
        view_time,
        scene_time,
        plates_time if pair.boxes else 0,
        lettering_time,
    )


def judge_place(seed: int, index: int) -> list[Outcome]:
    """Draw all pairs of one place and ask the gate about them."""
    return [judge(pair) for pair in draw_pairs(seed, index)]


def table(kinds: Iterable[str], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Give a table: the share of pairs paid for by kind and light, and what told of them."""
    grouped: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        grouped[outcome.kind, outcome.light].append(outcome)
    yield row(
        "pairs",
        *LIGHTS,
        "scene changed",
        "plate moved",
        "if it stays",
        "change: least",
        "median",
        "most",
        "strokes: least",
        "median",
        "most",
    )
    yield row("---", *["---:"] * (len(LIGHTS) + 9))
    for kind in kinds:
        lights = [grouped[kind, light] for light in LIGHTS]
        every = [outcome for some in lights for outcome in some]
        scores = sorted(outcome.change for outcome in every)
        strokes = sorted(each.strokes for each in every if each.strokes is not None)
        yield row(
            kind,
            *(share([outcome.paid for outcome in some]) for some in lights),
            share([outcome.scene for outcome in every]),
            share([outcome.plates for outcome in every]),
            share([outcome.waits for outcome in every]),
            *(f"{score:.2f}" for score in _spread(scores)),
            *([f"{number:.1f}" for number in _spread(strokes)] or [""] * 3),
        )


def _spread(numbers: list[float]) -> Iterator[float]:
    """Give the least, the median and the greatest of sorted numbers, if there are any."""
    if numbers:
        yield from (numbers[0], median(numbers), numbers[-1])


def share(flags: Sequence[bool]) -> str:
    """Return how many of some are true, in per cent."""
    return f"{100 * sum(flags) / len(flags):.0f} %" if flags else ""


def times(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Give a table of how long the gate takes, in milliseconds."""
    measured = {
        "a look at a region, nothing paid": [each.look_time for each in outcomes],
        "`view_frame`, 1280 x 720": [each.view_time for each in outcomes],
        "`compare`": [each.scene_time for each in outcomes],
        "`standing_plates`, one plate": [
            each.plates_time for each in outcomes if each.plates_time
        ],
        "`find_new_lettering`": [
            each.lettering_time for each in outcomes if each.lettering_time
        ],
    }
    yield row("ms", "median", "p95")
    yield row("---", "---:", "---:")
    for name, taken in measured.items():
        late = sorted(taken)[round(0.95 * (len(taken) - 1))]
        yield row(name, f"{median(taken):.2f}", f"{late:.2f}")


def compare_photos(folder: Path) -> Iterator[str]:
    """Give a table of photos of one camera, each compared with the one before, by name."""
    files = sorted(
        file
        for file in folder.iterdir()
        if file.suffix.lower() in {".jpg", ".jpeg", ".png"}
    )
    contents = [(file.name, file.read_bytes()) for file in files]
    yield row("before", "now", "change", "changed", "strokes", "paid")
    yield row("---", "---", "---:", "---", "---:", "---")
    for (name, before), (other, now) in pairwise(contents):
        known, view = view_frame(before), view_frame(now)
        change = compare(known.scene, view.scene)
        changed = "yes" if change.counts else "no"
        places = find_new_lettering(view, change, known)
        strokes = places[0].strokes if places else 0.0
        paid = "yes" if strokes >= CLEAR else "no"
        yield row(name, other, f"{change.score:.2f}", changed, f"{strokes:.1f}", paid)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.gate", description=__doc__
    )
    parser.add_argument("--pairs", type=int, default=4, help="of each kind and light")
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--photos", type=Path, help="compare a camera's photos instead")
    options = parser.parse_args()
    if options.photos:
        print(*compare_photos(options.photos), sep="\n")
        return
    with ProcessPoolExecutor() as pool:
        seeds = [options.seed] * options.pairs
        places = list(pool.map(judge_place, seeds, range(options.pairs)))
    outcomes = [outcome for place in places for outcome in place]
    for title, kinds in (("must be read", MUST_SEE), ("must not", NUISANCES)):
        some = [outcome for outcome in outcomes if outcome.kind in kinds]
        paid = share([outcome.paid for outcome in some])
        print(
            f"{len(some)} pairs that {title}: {paid} paid for; from {CLEAR} strokes on"
        )
        print("", *table(kinds, some), "", sep="\n")
    print(*times(outcomes), sep="\n")


if __name__ == "__main__":
    main()
