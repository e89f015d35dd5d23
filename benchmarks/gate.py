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
    plates_moved,
    prepare_picture,
    view_scene,
)
from custom_components.carsxe.pictures.change import MIN_CHANGE
from sandbox.evaluate import row

from .gate_pairs import LIGHTS, MUST_SEE, NUISANCES, Pair, draw_pairs

# As for a drive without the street and the pavement.
REGION = Framing(crop=Crop(top=46, height=54))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate says of a pair of pictures; times in milliseconds."""

    kind: str
    light: str
    change: float
    scene: bool
    plates: bool
    waits: bool
    look_time: float
    view_time: float
    scene_time: float
    plates_time: float

    @property
    def changed(self) -> bool:
        """Tell whether a call would be paid."""
        return self.scene or self.plates


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
    scene = view_scene(content, REGION)
    prepare_picture(content, REGION)
    return compare(known, scene).counts


def judge(pair: Pair) -> Outcome:
    """Ask the gate about a pair."""
    before = view_scene(pair.before)
    now, view_time = timed(view_scene, pair.now)
    change, scene_time = timed(compare, before, now)
    first, second = prepare_picture(pair.before), prepare_picture(pair.now)
    plates, plates_time = timed(plates_moved, first, pair.boxes, second)
    return Outcome(
        pair.kind,
        pair.light,
        change.score,
        change.counts,
        plates,
        change.upright and not plates,
        timed(look, view_scene(pair.before, REGION), pair.now)[1],
        view_time,
        scene_time,
        plates_time if pair.boxes else 0,
    )


def judge_place(seed: int, index: int) -> list[Outcome]:
    """Draw all pairs of one place and ask the gate about them."""
    return [judge(pair) for pair in draw_pairs(seed, index)]


def table(kinds: Iterable[str], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Give a table: the share of pairs called changed by kind and light, and the scores."""
    grouped: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        grouped[outcome.kind, outcome.light].append(outcome)
    yield row(
        "pairs",
        *LIGHTS,
        "by scene",
        "by plate",
        "waits",
        "change: least",
        "median",
        "most",
    )
    yield row("---", *["---:"] * (len(LIGHTS) + 6))
    for kind in kinds:
        lights = [grouped[kind, light] for light in LIGHTS]
        every = [outcome for some in lights for outcome in some]
        scores = sorted(outcome.change for outcome in every)
        yield row(
            kind,
            *(share([outcome.changed for outcome in some]) for some in lights),
            share([outcome.scene for outcome in every]),
            share([outcome.plates for outcome in every]),
            share([outcome.waits for outcome in every]),
            *(f"{score:.2f}" for score in (scores[0], median(scores), scores[-1])),
        )


def share(flags: Sequence[bool]) -> str:
    """Return how many of some are true, in per cent."""
    return f"{100 * sum(flags) / len(flags):.0f} %" if flags else ""


def times(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Give a table of how long the gate takes, in milliseconds."""
    measured = {
        "a look at a region, nothing paid": [each.look_time for each in outcomes],
        "`view_scene`, 1280 x 720": [each.view_time for each in outcomes],
        "`compare`": [each.scene_time for each in outcomes],
        "`plates_moved`, one plate": [
            each.plates_time for each in outcomes if each.plates_time
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
    scenes = [(file.name, view_scene(file.read_bytes())) for file in files]
    yield row("before", "now", "change", "changed", "upright")
    yield row("---", "---", "---:", "---", "---")
    for (name, before), (other, now) in pairwise(scenes):
        change = compare(before, now)
        changed = "yes" if change.counts else "no"
        upright = "yes" if change.upright else "no"
        yield row(name, other, f"{change.score:.2f}", changed, upright)


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
    for title, kinds in (("must be seen", MUST_SEE), ("must not", NUISANCES)):
        some = [outcome for outcome in outcomes if outcome.kind in kinds]
        seen = share([outcome.changed for outcome in some])
        print(f"{len(some)} pairs that {title}: {seen} changed; threshold {MIN_CHANGE}")
        print("", *table(kinds, some), "", sep="\n")
    print(*times(outcomes), sep="\n")


if __name__ == "__main__":
    main()
