"""Sends pictures in several ways, and counts what is read and what each way costs."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from statistics import fmean, median
from time import thread_time

from custom_components.carsxe.pictures import Framing, prepare_picture
from sandbox.drawing.dataset import read_labels
from sandbox.evaluate import Tally, match, row, share
from sandbox.reader import PlateReader, Reading

from .drawn_frames import Frame, photo

HEADINGS = (
    "exact", "up to look-alikes", "among candidates", "false readings", "lost / gained",
    "kB sent, mean", "of the frame", "ms to prepare, median",
)  # fmt: skip
# Plates' widths in pixels, and in per cent of the frame's.
WIDTHS = (20, 30, 40, 50, 60, 80, 120)
SHARES = (3, 4, 5, 6, 8, 10)

type Framings = Mapping[str, Framing]
Ranges = defaultdict[int, Tally]
"""Counts by range: 0 is below the first limit, 1 from there on, and so forth."""
type Plate = tuple[int, str]
"""A plate, with the number of its frame."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One picture as it was sent, and what was read; the time to prepare it is the processor's."""

    given: int
    content: int
    width: int
    seconds: float
    readings: list[Reading]


@dataclass(slots=True)
class Way:
    """What came of one way to send frames."""

    framing: Framing
    tally: Tally = field(default_factory=Tally)
    widths: Ranges = field(default_factory=lambda: Ranges(Tally))
    shares: Ranges = field(default_factory=lambda: Ranges(Tally))
    right: set[Plate] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)

    def add(self, index: int, frame: Frame, sent: Sent) -> None:
        """Count one frame."""
        self.sent.append(sent)
        self.tally.add(frame.plates, sent.readings)
        matched = dict(match(frame.plates, sent.readings))
        self.right.update(
            (index, plate) for plate, read in matched.items() if plate == read.plate
        )
        # How wide the whole frame would be at the scale that is sent.
        across = sent.width / (self.framing.crop.width / 100)
        for plate, width in zip(frame.plates, frame.widths, strict=False):
            found = [matched[plate]] if plate in matched else []
            for ranges, limits, value in (
                (self.widths, WIDTHS, width * across),
                (self.shares, SHARES, 100 * width),
            ):
                ranges[bisect(limits, value)].add([plate], found)

    @property
    def mean_bytes(self) -> float:
        """Return how many bytes were sent for a frame."""
        return fmean(sent.content for sent in self.sent)

    @property
    def shrinking(self) -> float:
        """Return how many times fewer bytes were sent than the frames had."""
        return fmean(sent.given for sent in self.sent) / self.mean_bytes

    @property
    def seconds(self) -> float:
        """Return how long preparing a frame took, the median."""
        return median(sent.seconds for sent in self.sent)


def send_all(
    folder: Path, framings: Framings, jobs: int, width: int | None = None
) -> dict[str, Way]:
    """Send a folder's frames in all ways, as they are or as a camera of fewer pixels has them."""
    ways = {name: Way(framing) for name, framing in framings.items()}
    count = len(read_labels(folder))
    with ProcessPoolExecutor(jobs) as pool:
        work = pool.map(partial(_send, folder, dict(framings), width), range(count))
        for index, (frame, sent) in enumerate(work):
            for name, way in ways.items():
                way.add(index, frame, sent[name])
    return ways


def _send(
    folder: Path, framings: Framings, width: int | None, index: int
) -> tuple[Frame, dict[str, Sent]]:
    """Send one frame in all ways; returned without its pixels."""
    frame = photo(folder, index, width)
    sent = {name: _read(frame.jpeg, framing) for name, framing in framings.items()}
    return Frame(b"", frame.plates, frame.widths), sent


def _read(jpeg: bytes, framing: Framing) -> Sent:
    """Prepare a frame, and read it as it would be received."""
    start = thread_time()
    picture = prepare_picture(jpeg, framing)
    taken = thread_time() - start
    readings = _reader().read(picture.content)
    return Sent(len(jpeg), len(picture.content), picture.width, taken, readings)


@cache
def _reader() -> PlateReader:
    """Return this process's reader."""
    return PlateReader()


def rates(ways: Mapping[str, Way], first: str, reference: Way) -> Iterator[str]:
    """Give a table, a line for each way, and how its exact readings differ from the reference's."""
    yield row(first, *HEADINGS)
    yield row("---", *["---:"] * len(HEADINGS))
    for name, way in ways.items():
        lost, gained = reference.right - way.right, way.right - reference.right
        yield row(
            name,
            *shares(way.tally),
            str(way.tally.false),
            f"{len(lost)} / {len(gained)}",
            f"{way.mean_bytes / 1000:.0f}",
            f"1/{way.shrinking:.1f}",
            f"{1000 * way.seconds:.0f}",
        )


def by_width(ways: Iterable[Way]) -> Iterator[str]:
    """Give the table of plates' widths in the picture that is sent, over all ways given."""
    together = Ranges(Tally)
    for way in ways:
        for index, tally in way.widths.items():
            together[index].plates += tally.plates
            together[index].exact += tally.exact
            together[index].look_alike += tally.look_alike
            together[index].candidate += tally.candidate
    yield row("plate's width in px", "plates", *HEADINGS[:3])
    yield row("---", *["---:"] * 4)
    for index in sorted(together):
        tally = together[index]
        yield row(_range(WIDTHS, index), str(tally.plates), *shares(tally))


def by_share(ways: Mapping[str, Way]) -> Iterator[str]:
    """Give the table of exact readings by plates' share of the frame, a line for each way."""
    indexes = sorted({index for way in ways.values() for index in way.shares})
    yield row("sent", *(f"{_range(SHARES, index)} %" for index in indexes))
    yield row("---", *["---:"] * len(indexes))
    for name, way in ways.items():
        tallies = (way.shares[index] for index in indexes)
        yield row(name, *(f"{tally.exact} of {tally.plates}" for tally in tallies))


def _range(limits: Sequence[float], index: int) -> str:
    """Name a range."""
    return f"from {limits[index - 1]}" if index else f"below {limits[0]}"


def shares(tally: Tally) -> Iterator[str]:
    """Give how many plates were read exactly, up to look-alikes, among the candidates."""
    for number in (tally.exact, tally.look_alike, tally.candidate):
        yield share(number, tally.plates)
