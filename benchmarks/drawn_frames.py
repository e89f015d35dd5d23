"""Draw frames of cameras that overlook a driveway: large frames, small plates, any light and weather."""

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from custom_components.carsxe.vision import Crop
from sandbox.drawing.backdrop import WIDTH
from sandbox.drawing.conditions import CONDITIONS
from sandbox.drawing.dataset import Drawing, read_labels, write
from sandbox.drawing.plates import STYLES
from sandbox.drawing.scene import Placed, Plan, draw, truth

type Random = np.random.Generator

# 3840 x 2160.
SCALE = 3.0
# About the quality of cameras' own snapshots; Home Assistant's pictures of a stream have 85.
QUALITY = 90
# Widths of plates in units of 1280 x 720: two of three cars are far away.
PLATES = ((30.0, 50.0), (50.0, 80.0), (80.0, 180.0))
ASIDE = (220.0, 220.0, 90.0)
VIEWS = (
    "day", "dusk", "night", "infrared", "rain", "rain at night", "perspective", "blur",
    "burnt-in clock", "no plate",
)  # fmt: skip
SHAKEN_WIDTH = 620
# Positions of plates at all distances.
CROP = Crop(left=25, top=50, width=50, height=50)


@dataclass(frozen=True, slots=True)
class Frame:
    """A camera's picture, its plates, and the width of each as a share of the picture's."""

    jpeg: bytes
    plates: list[str]
    widths: list[float]


def photo(folder: Path, index: int, width: int | None = None) -> Frame:
    """Return a picture from a folder, scaled down to a width as from a camera with fewer pixels."""
    name, label = [*read_labels(folder).items()][index]
    jpeg = (folder / name).read_bytes()
    widths = [share / 100 for share in label.get("widths", ())]
    return Frame(_smaller(jpeg, width) if width else jpeg, label["plates"], widths)


def _smaller(jpeg: bytes, width: int) -> bytes:
    """Scale a picture down to a maximum width."""
    with Image.open(BytesIO(jpeg)) as image:
        if image.width <= width:
            return jpeg
        height = round(image.height * width / image.width)
        small = image.resize((width, height), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    small.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def add_options(parser: argparse.ArgumentParser, pictures: int) -> None:
    """Add the options that select the frames."""
    parser.add_argument(
        "--pictures", type=int, default=pictures, help="how many to draw"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--photos", type=Path, help="a folder with pictures and labels.json instead"
    )
    parser.add_argument(
        "--crop",
        type=float,
        nargs=4,
        metavar=("LEFT", "TOP", "WIDTH", "HEIGHT"),
        help="a region in per cent; 25 50 50 50 of drawn pictures, none of photos",
    )
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")


def crop_of(options: argparse.Namespace) -> Crop | None:
    """Return the region in the options."""
    if options.crop:
        left, top, width, height = options.crop
        return Crop(left=left, top=top, width=width, height=height)
    return None if options.photos else CROP


@contextmanager
def folder_of(options: argparse.Namespace) -> Iterator[Path]:
    """Return the folder of the frames in the options; drawn ones are in a temporary one."""
    if options.photos:
        yield options.photos
        return
    with TemporaryDirectory() as folder:
        write(Path(folder), drawn(options.pictures, options.seed, options.jobs))
        yield Path(folder)


def drawn(count: int, seed: int, jobs: int) -> Iterator[Drawing]:
    """Draw frames with their names and labels."""
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(_drawing, seed), range(count))


def _drawing(seed: int, index: int) -> Drawing:
    """Draw one frame; the same numbers give the same frame."""
    random = np.random.default_rng((seed, index))
    view = VIEWS[index % len(VIEWS)]
    plan = _plan(random, view, index // len(VIEWS) % len(PLATES))
    shown = [placed for placed in plan.cars if placed.number]
    return Drawing(
        f"{index:03}.jpg",
        draw(replace(plan, quality=QUALITY), random, SCALE),
        {
            "plates": truth(plan),
            "conditions": [view],
            "widths": [round(100 * each.plate_width / WIDTH, 3) for each in shown],
        },
    )


def _plan(random: Random, view: str, distance: int) -> Plan:
    """Plan one view; a larger number means closer cars."""
    plan = CONDITIONS["night" if view == "rain at night" else view](random)
    if view == "rain at night":
        plan = replace(plan, wet=True)
    cars = tuple(_moved(random, placed, distance) for placed in plan.cars)
    # Distant things move less in the picture.
    blur = plan.blur * max((placed.width for placed in cars), default=0) / SHAKEN_WIDTH
    return replace(plan, cars=cars, blur=blur)


def _moved(random: Random, placed: Placed, distance: int) -> Placed:
    """Place a car so that its plate has one of the widths."""
    width = random.uniform(*PLATES[distance]) * 1800 / STYLES[placed.style].size[0]
    aside = ASIDE[distance]
    return replace(
        placed,
        x=float(random.uniform(-aside, aside)),
        y=250 - 0.28 * float(width),
        width=float(width),
    )


def main() -> None:
    """Write frames and their labels to a folder."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.drawn_frames", description=__doc__
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pictures", type=int, default=200, help="how many to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    options = parser.parse_args()
    drawings = drawn(options.pictures, options.seed, options.jobs)
    print(f"{write(options.folder, drawings)} pictures in {options.folder}")


if __name__ == "__main__":
    main()
