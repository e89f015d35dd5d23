"""Measure which characters the sandbox's reader confuses, on small plates."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from custom_components.carsxe.plates import fold_plate
from sandbox.evaluate import match, row, share
from sandbox.reader import PlateReader, Reading

from .driveways import Driveway, Plate, driveway

# Upper bounds of the character heights in pixels; the last one has no bound.
BANDS = {"below 7": 7.0, "7 to 9": 9.0, "9 and more": 99.0}
# A reading that differs in more characters is probably shifted.
MAX_DIFFERENCES = 2
HEADINGS = (
    "height in px", "plates", "read", "exact", "characters misread", "one missing",
    "one added", "otherwise wrong", "truth among candidates", "score right", "score wrong",
)  # fmt: skip


@dataclass(slots=True)
class Band:
    """Counts over plates of about the same size."""

    plates: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    misread: int = 0
    rescued: int = 0
    right_scores: list[float] = field(default_factory=list)
    wrong_scores: list[float] = field(default_factory=list)

    def add(self, truth: str, reading: Reading) -> list[tuple[str, str]]:
        """Count a reading, and return the pairs of differing characters."""
        pairs = differences(truth, reading.plate)
        self.outcomes[outcome(truth, reading.plate)] += 1
        if pairs is not None:
            self.characters += len(truth)
            self.misread += len(pairs)
        right = reading.plate == truth
        (self.right_scores if right else self.wrong_scores).append(reading.score)
        texts = {candidate.plate for candidate in reading.candidates}
        self.rescued += not right and truth in texts
        return pairs or []


def differences(truth: str, text: str) -> list[tuple[str, str]] | None:
    """Return the pairs of differing characters, or None if the texts can't be aligned."""
    if len(truth) != len(text):
        return None
    pairs = [(real, read) for real, read in zip(truth, text, strict=True)]
    wrong = [(real, read) for real, read in pairs if real != read]
    return wrong if len(wrong) <= MAX_DIFFERENCES else None


def outcome(truth: str, text: str) -> str:
    """Return the category of a reading."""
    if text == truth:
        return "exact"
    if differences(truth, text):
        return "misread"
    if text in _one_less(truth):
        return "missing"
    return "added" if truth in _one_less(text) else "otherwise"


def _one_less(text: str) -> set[str]:
    """Return all texts with one character removed."""
    return {text[:index] + text[index + 1 :] for index in range(len(text))}


def band_of(plate: Plate) -> str:
    """Return the band of a plate's size."""
    return next(name for name, limit in BANDS.items() if plate.height < limit)


def count(driveways: Iterable[Driveway]) -> tuple[dict[str, Band], Counter[str]]:
    """Read pictures; return the bands, and how often each character was seen and confused."""
    reader = PlateReader()
    bands = {name: Band() for name in BANDS}
    taken: Counter[str] = Counter()
    for picture in driveways:
        plates = {plate.text: plate for plate in picture.plates}
        for plate in picture.plates:
            bands[band_of(plate)].plates += 1
        for truth, reading in match(list(plates), reader.read(picture.jpeg)):
            pairs = bands[band_of(plates[truth])].add(truth, reading)
            taken.update(f"{real} as {read}" for real, read in pairs)
            if differences(truth, reading.plate) is not None:
                taken.update(truth)
    return bands, taken


def tables(bands: dict[str, Band], taken: Counter[str]) -> Iterator[str]:
    """Return the lines of both tables."""
    yield row(*HEADINGS)
    yield row("---", *["---:"] * (len(HEADINGS) - 1))
    for name, band in bands.items():
        yield _line(name, band)
    yield ""
    yield row("taken for one another", "times", "as", "covered by a group")
    yield row("---", "---:", "---", "---")
    yield from _pair_lines(taken)


def _line(name: str, band: Band) -> str:
    """Return the line of one band."""
    read = band.outcomes.total()
    parts = (band.outcomes[kind] for kind in ("missing", "added", "otherwise"))
    return row(
        name,
        str(band.plates),
        share(read, band.plates),
        share(band.outcomes["exact"], read),
        f"{band.misread} of {band.characters} ({_percent(band.misread, band.characters)})",
        *(share(part, read) for part in parts),
        share(band.rescued, len(band.wrong_scores)),
        _middle(band.right_scores),
        _middle(band.wrong_scores),
    )


def _percent(number: int, whole: int) -> str:
    """Return a percentage with one decimal."""
    return f"{100 * number / whole:.1f} %" if whole else "-"


def _middle(scores: list[float]) -> str:
    """Return the median of scores."""
    return f"{median(scores):.2f}" if scores else "-"


def _pair_lines(taken: Counter[str]) -> Iterator[str]:
    """Return a line for each pair, most frequent first, and the share covered by the groups."""
    pairs: Counter[str] = Counter()
    for direction, times in taken.items():
        if len(direction) > 1:
            pairs["/".join(sorted((direction[0], direction[-1])))] += times
    covered = 0
    for pair, times in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        grouped = fold_plate(pair[0]) == fold_plate(pair[-1])
        covered += times * grouped
        ways = [f"{a} as {b}" for a, b in (pair.split("/"), pair.split("/")[::-1])]
        how = ", ".join(
            f"{way} {taken[way]} of {taken[way[0]]}" for way in ways if taken[way]
        )
        yield row(pair, str(times), how, "yes" if grouped else "no")
    yield row("**all**", str(pairs.total()), "", share(covered, pairs.total()))


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.confusions", description=__doc__
    )
    parser.add_argument(
        "--count", type=int, default=60, help="how many pictures, of five plates each"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # The next pictures are drawn while one is read.
    with ProcessPoolExecutor(1) as pool:
        pictures = pool.map(partial(driveway, options.seed), range(options.count))
        print("\n".join(tables(*count(pictures))))


if __name__ == "__main__":
    main()
