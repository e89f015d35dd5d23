"""Measure how well plates are read: draw pictures or use a folder of photos, and print a table."""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from .drawing.dataset import drawings, read_labels, write
from .reader import PlateReader, Reading

LOOK_ALIKES = str.maketrans("0QDI", "OOO1")
HEADINGS = (
    "condition", "pictures", "plates", "exact", "up to look-alikes", "among candidates",
    "false readings", "median s", "p95 s",
)  # fmt: skip
# A reading that is less similar doesn't count as a poor reading, but as none.
MIN_LIKENESS = 0.5


@dataclass(slots=True)
class Tally:
    """Counts over pictures."""

    plates: int = 0
    exact: int = 0
    look_alike: int = 0
    candidate: int = 0
    false: int = 0

    def add(self, plates: list[str], readings: list[Reading]) -> None:
        """Count one picture."""
        matches = match(plates, readings)
        self.plates += len(plates)
        self.false += len(readings) - len(matches)
        for plate, reading in matches:
            same = reading.plate == plate
            alike = reading.plate.translate(LOOK_ALIKES) == plate.translate(LOOK_ALIKES)
            self.exact += same
            self.look_alike += alike
            self.candidate += any(each.plate == plate for each in reading.candidates)


def match(plates: list[str], readings: list[Reading]) -> list[tuple[str, Reading]]:
    """Assign to each plate its most similar reading; the rest is false."""
    ranked = sorted(
        (
            (SequenceMatcher(None, plate, reading.plate).ratio(), first, second)
            for (first, plate), (second, reading) in product(
                enumerate(plates), enumerate(readings)
            )
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for likeness, first, second in ranked:
        if (
            likeness >= MIN_LIKENESS
            and first not in pairs
            and second not in pairs.values()
        ):
            pairs[first] = second
    return [(plates[first], readings[second]) for first, second in pairs.items()]


def evaluate(folder: Path) -> Iterator[str]:
    """Read a folder's pictures, and return the lines of a Markdown table."""
    reader = PlateReader()
    labels = read_labels(folder)
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    # The first picture would include the warm-up of the models.
    reader.read((folder / next(iter(labels))).read_bytes())
    for name, label in labels.items():
        picture = (folder / name).read_bytes()
        start = perf_counter()
        readings = reader.read(picture)
        taken = perf_counter() - start
        for condition in [*(label.get("conditions") or ["all"]), "**together**"]:
            tallies[condition].add(label["plates"], readings)
            seconds[condition].append(taken)
    yield row(*HEADINGS)
    yield row("---", *["---:"] * (len(HEADINGS) - 1))
    together = "**together**"
    for condition in [*(name for name in tallies if name != together), together]:
        yield _line(condition, tallies[condition], seconds[condition])


def _line(condition: str, tally: Tally, seconds: list[float]) -> str:
    """Return the line of one condition."""
    rates = (
        share(number, tally.plates)
        for number in (tally.exact, tally.look_alike, tally.candidate)
    )
    slow = sorted(seconds)[max(0, round(0.95 * len(seconds)) - 1)]
    return row(
        condition,
        str(len(seconds)),
        str(tally.plates),
        *rates,
        str(tally.false),
        f"{median(seconds):.2f}",
        f"{slow:.2f}",
    )


def share(number: int, whole: int) -> str:
    """Return a number and its share of the total."""
    return f"{number} ({100 * number / whole:.0f} %)" if whole else "-"


def row(*cells: str) -> str:
    """Return a line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Evaluate as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.evaluate", description=__doc__
    )
    parser.add_argument(
        "--count", type=int, default=105, help="how many pictures to draw"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--photos", type=Path, help="a folder with pictures and labels.json"
    )
    options = parser.parse_args()
    if options.photos:
        print("\n".join(evaluate(options.photos)))
        return
    with TemporaryDirectory() as folder:
        write(Path(folder), drawings(options.count, options.seed))
        print("\n".join(evaluate(Path(folder))))


if __name__ == "__main__":
    main()
