"""Measures how often a plate that was read is seen again elsewhere, and another one is taken for it."""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO

import numpy as np
from PIL import Image

from custom_components.carsxe.pictures import keep_place, see_plates_again, view_frame
from sandbox.drawing.backdrop import HEIGHT, WIDTH, Backdrop, Random, draw_backdrop
from sandbox.drawing.light import Box
from sandbox.drawing.scene import OVERSIZE, Placed, Plan, arrange, expose

from .gate_pairs import LIGHTS, repaint, replate, stand
from .report import table

# Pixels that a plate is wide when it is read, and how much larger or smaller it is seen later.
PLATE, GROWTH = (40.0, 120.0), (0.75, 1.6)
RANGES = ((40, 50), (50, 60), (60, 80), (80, 120))
# A vehicle that turns to the camera, or away, changes its plate's width, but not its height.
SQUEEZE = (0.9, 1.0)
# Pixels that the place of new lettering is off the plate: it is found on a grid.
OFF = 10


def _same(_: Random, it: Placed) -> Placed:
    """Return the very same vehicle."""
    return it


KINDS: dict[str, Callable[[Random, Placed], Placed]] = {
    "the same vehicle": _same,
    "another plate on it": replate,
    "another vehicle": repaint,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a plate of so many pixels was seen again."""

    kind: str
    light: str
    width: int
    seen: bool


def look_in(seed: int, index: int) -> list[Outcome]:
    """Let vehicles move on in one place, in each light, and look for their plates."""
    backdrop = draw_backdrop(np.random.default_rng((seed, index)), OVERSIZE, "")
    outcomes: list[Outcome] = []
    for number, (kind, change) in enumerate(KINDS.items()):
        for order, (name, (light, wet)) in enumerate(LIGHTS.items()):
            random = np.random.default_rng((seed, index, number, order))
            first = stand(random, light, PLATE, x=0.7)
            second = _moved_on(random, change(random, first))
            plans = (Plan((it,), light, wet=wet) for it in (first, second))
            (before, (box, *_)), (now, (other, *_)) = (
                _exposed(plan, backdrop, random) for plan in plans
            )
            now, place = _turned(now, other, random)
            plate = keep_place(view_frame(before), box)
            seen = see_plates_again([plate], view_frame(now), [place]).plates
            outcomes.append(Outcome(kind, name, box[2] - box[0], bool(seen)))
    return outcomes


def _moved_on(random: Random, it: Placed) -> Placed:
    """Put a vehicle elsewhere, nearer or farther away."""
    size = it.width * float(random.uniform(*GROWTH))
    reach = max(WIDTH / 2 - 0.6 * size, 0)
    x = float(np.clip(it.x + random.uniform(-0.5, 0.5) * size, -reach, reach))
    return replace(it, width=size, x=x, y=max(it.y - 0.28 * (size - it.width), 8))


def _exposed(
    plan: Plan, backdrop: Backdrop, random: Random
) -> tuple[bytes, tuple[Box, ...]]:
    """Return a picture of a plan, and the boxes of its plates."""
    scene = arrange(Plan(plan.cars, wet=plan.wet), backdrop)
    return expose(scene, plan, random), scene.boxes


def _turned(content: bytes, box: Box, random: Random) -> tuple[bytes, Box]:
    """Return a picture as of a vehicle that has turned a little, and about where its plate is."""
    factor = float(random.uniform(*SQUEEZE))
    with Image.open(BytesIO(content)) as image:
        narrow = image.resize((round(WIDTH * factor), HEIGHT))
    turned = Image.new("RGB", (WIDTH, HEIGHT))
    turned.paste(narrow)
    buffer = BytesIO()
    turned.save(buffer, "JPEG", quality=88)
    right, down = (int(each) for each in random.integers(-OFF, OFF + 1, 2))
    left, upper, end, lower = box
    edges = round(left * factor) + right, upper + down // 2
    return buffer.getvalue(), (*edges, round(end * factor) + right, lower + down // 2)


def rows(outcomes: list[Outcome]) -> Iterator[list[str]]:
    """Give a row for each kind: the share that is seen again, by the plate's width and by light."""
    grouped: defaultdict[tuple[str, object], list[bool]] = defaultdict(list)
    for each in outcomes:
        group = next(
            (limits for limits in RANGES if limits[0] <= each.width < limits[1]),
            RANGES[-1],
        )
        for key in (group, each.light, "all"):
            grouped[each.kind, key].append(each.seen)
    for kind in KINDS:
        cells = [grouped[kind, key] for key in (*RANGES, *LIGHTS, "all")]
        yield [kind, *(f"{sum(some)} of {len(some)}" for some in cells)]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.followed", description=__doc__
    )
    parser.add_argument(
        "--places", type=int, default=30, help="five pairs of a kind each"
    )
    parser.add_argument("--seed", type=int, default=2000)
    options = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        seeds = [options.seed] * options.places
        found = pool.map(look_in, seeds, range(options.places))
        outcomes = [outcome for some in found for outcome in some]
    header = [
        "seen again",
        *(f"{least} to {most} pixels" for least, most in RANGES),
        *LIGHTS,
        "all",
    ]
    print(table(header, rows(outcomes)))


if __name__ == "__main__":
    main()
