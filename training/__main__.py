"""Train the plate detector: draw pieces of frames, fit the two networks, write the weights."""

import argparse
from pathlib import Path

import cv2
import numpy as np

from . import crops, fit, mining
from .draw import Pieces, pieces
from .export import export
from .pictures import Gray, drawn, plate_free
from .plates import stock
from .scenes import Stock

# Every tenth picture is held out.
HELD_OUT = 10
DRAWN = 40
PART = 5_000
# How many times the networks learn from their mistakes, each time in other pictures.
ROUNDS = 3


def main() -> None:
    """Train as requested on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--pictures",
        type=Path,
        required=True,
        help="folder of plate-free pictures, a folder for each source",
    )
    parser.add_argument(
        "--work",
        type=Path,
        required=True,
        help="folder for what is drawn, which is used again",
    )
    parser.add_argument(
        "--count", type=int, default=50_000, help="how many pieces to draw"
    )
    parser.add_argument(
        "--epochs", type=float, default=2.5, help="how many times to go through them"
    )
    options = parser.parse_args()
    cv2.setNumThreads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    pictures = _pictures(options.pictures, options.work)
    shown = [picture for index, picture in enumerate(pictures) if index % HELD_OUT]
    drawn_pieces = _pieces(shown, options.work, options.count)
    # Drawn before anything is fitted, because JAX's threads don't work with forked processes.
    held_out = _held_out(pictures[::HELD_OUT])
    finder = fit.fit_finder(drawn_pieces, options.epochs, 5)
    learned = crops.cut(drawn_pieces, finder, 6)
    print(f"{len(learned.kinds)} crops, {np.bincount(learned.kinds)}", flush=True)
    judge = fit.fit_judge(learned, options.epochs / 2, 7)
    export(finder, judge)
    # Both continue learning from what they take for plates in pictures without any.
    order = np.random.default_rng(8).permutation(len(shown))
    finder_parts, wrong = [drawn_pieces], []
    for index, places in enumerate(np.array_split(order, ROUNDS)):
        hard, more = mining.mistakes([shown[place] for place in places], 20 + index)
        print(
            f"mistakes: {len(hard[0])} of the finder, {len(more)} of the judge",
            flush=True,
        )
        finder_parts += [hard] * 2
        wrong += more * 2
        together = [np.concatenate(parts) for parts in zip(*finder_parts, strict=True)]
        finder = fit.fit_finder(
            (together[0], together[1]), options.epochs / 2, 30 + index, finder
        )
        cut = crops.cut(drawn_pieces, finder, 40 + index)
        learned = mining.with_mistakes(cut, wrong)
        judge = fit.fit_judge(learned, options.epochs / 3, 50 + index, judge)
        export(finder, judge)
    _measure(held_out, pictures[::HELD_OUT])


def _pictures(folder: Path, work: Path) -> list[Gray]:
    """Load the plate-free pictures and draw more, or reuse those of the last run."""
    path = work / "pictures.npz"
    if not path.exists():
        np.savez(path, *plate_free(folder, np.random.default_rng(1)), *drawn(DRAWN, 2))
    with np.load(path) as file:
        pictures = [file[name] for name in file.files]
    print(len(pictures), "plate-free pictures", flush=True)
    return pictures


def _pieces(pictures: list[Gray], work: Path, count: int) -> Pieces:
    """Draw pieces, or reuse those of the last run."""
    parts = []
    stocks = Stock(pictures, [])
    for start in range(0, count, PART):
        path = work / f"pieces_{start}.npz"
        if not path.exists():
            stocks = (
                stocks
                if stocks.plates
                else Stock(pictures, stock(1500, np.random.default_rng(3)))
            )
            grays, labels = pieces(stocks, PART, 100 + start)
            np.savez(path, grays=grays, labels=labels)
            print(path, flush=True)
        with np.load(path) as file:
            parts.append((file["grays"], file["labels"]))
    return np.concatenate([part[0] for part in parts]), np.concatenate(
        [part[1] for part in parts]
    )


def _held_out(pictures: list[Gray]) -> Pieces:
    """Draw pieces of held-out pictures and plates."""
    plates = stock(200, np.random.default_rng(10))
    return pieces(Stock(pictures, plates), 2000, 11)


def _measure(held_out: Pieces, pictures: list[Gray]) -> None:
    """Print the results on the held-out data."""
    for name, value in mining.figures(held_out).items():
        print(f"{name}: {value}")
    found, hit = mining.false_finds(pictures, 12, 0.5)
    print(f"false finds above 0.5: {found} in {hit} of {len(pictures)} pictures")


if __name__ == "__main__":
    main()
