"""Draws what cameras that overlook a drive give: large frames, small plates, any light and weather."""

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from sandbox.drawing.backdrop import WIDTH
from sandbox.drawing.conditions import CONDITIONS
from sandbox.drawing.dataset import Drawing, read_labels, write
from sandbox.drawing.plates import STYLES, plain
from sandbox.drawing.scene import Placed, Plan, draw

type Random = np.random.Generator

# 3840 x 2160.
SCALE = 3.0
# What cameras' own snapshots have, about; Home Assistant's pictures of a stream have 85.
QUALITY = 90
# Plates' widths in units of 1280 x 720: two of three cars stand far away.
PLATES = ((30.0, 50.0), (50.0, 80.0), (80.0, 180.0))
ASIDE = (220.0, 220.0, 90.0)
VIEWS = (
    "day", "dusk", "night", "infrared", "rain", "rain at night", "perspective", "blur",
    "burnt-in clock", "no plate",
)  # fmt: skip
SHAKEN_WIDTH = 620


@dataclass(frozen=True, slots=True)
class Frame:
    """A camera's picture, its plates, and how wide each is in shares of the picture's width."""

    jpeg: bytes
    plates: list[str]
    widths: list[float]


def frame(seed: int, scale: float, index: int) -> Frame:
    """Draw a frame; the same seed and index give the same scene at any scale."""
    random = np.random.default_rng((seed, index))
    view = VIEWS[index % len(VIEWS)]
    plan = _plan(random, view, index // len(VIEWS) % len(PLATES))
    shown = [placed for placed in plan.cars if placed.number]
    return Frame(
        draw(replace(plan, quality=QUALITY), random, scale),
        [plain(placed.number) for placed in shown],
        [placed.plate_width / WIDTH for placed in shown],
    )


def _plan(random: Random, view: str, distance: int) -> Plan:
    """Plan one view, the nearer the greater the distance's number."""
    plan = CONDITIONS["night" if view == "rain at night" else view](random)
    if view == "rain at night":
        plan = replace(plan, wet=True)
    cars = tuple(_moved(random, placed, distance) for placed in plan.cars)
    # What is far away moves less in the picture.
    blur = plan.blur * max((placed.width for placed in cars), default=0) / SHAKEN_WIDTH
    return replace(plan, cars=cars, blur=blur)


def _moved(random: Random, placed: Placed, distance: int) -> Placed:
    """Put a car where its plate has one of the widths."""
    width = random.uniform(*PLATES[distance]) * 1800 / STYLES[placed.style].size[0]
    aside = ASIDE[distance]
    return replace(
        placed,
        x=float(random.uniform(-aside, aside)),
        y=250 - 0.28 * float(width),
        width=float(width),
    )


def photo(folder: Path, index: int) -> Frame:
    """Give one of a folder's pictures; its `labels.json` says what it shows."""
    name, label = [*read_labels(folder).items()][index]
    widths = [width / 100 for width in label.get("widths", ())]
    return Frame((folder / name).read_bytes(), label["plates"], widths)


def add_options(parser: argparse.ArgumentParser, pictures: int) -> None:
    """Add the options that say which frames to take."""
    parser.add_argument(
        "--pictures", type=int, default=pictures, help="how many to draw"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--photos", type=Path, help="a folder with pictures and labels.json"
    )
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")


def source_of(options: argparse.Namespace) -> tuple[Callable[[int], Frame], int]:
    """Return what gives the frames that the options ask for, and how many there are."""
    if options.photos:
        return partial(photo, options.photos), len(read_labels(options.photos))
    return partial(frame, options.seed, SCALE), options.pictures


def _drawing(seed: int, index: int) -> Drawing:
    """Draw a frame with its name and its label."""
    drawn = frame(seed, SCALE, index)
    return Drawing(
        f"{index:03}.jpg",
        drawn.jpeg,
        {
            "plates": drawn.plates,
            "conditions": [VIEWS[index % len(VIEWS)]],
            "widths": [round(100 * width, 3) for width in drawn.widths],
        },
    )


def main() -> None:
    """Write frames and their labels into a folder, to look at or to measure several times."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.frames", description=__doc__
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pictures", type=int, default=200, help="how many to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    options = parser.parse_args()
    with ProcessPoolExecutor(options.jobs) as pool:
        drawings = pool.map(partial(_drawing, options.seed), range(options.pictures))
        print(f"{write(options.folder, drawings)} pictures in {options.folder}")


if __name__ == "__main__":
    main()
