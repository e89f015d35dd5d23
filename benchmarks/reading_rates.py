"""Sends pictures in several ways, and counts what is read and what each way costs."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from statistics import fmean, median
from time import thread_time

from custom_components.carsxe.pictures import Framing, prepare_picture
from sandbox.evaluate import Tally, match, row, share
from sandbox.reader import PlateReader, Reading

from .frames import Frame

HEADINGS = (
    "exact", "up to look-alikes", "among candidates", "false readings", "lost / gained",
    "kB sent, mean", "of the frame", "ms to prepare, median",
)  # fmt: skip
# Plates' widths in pixels.
WIDTHS = (20, 30, 40, 50, 60, 80, 120)
NAMES = (f"below {WIDTHS[0]}", *(f"from {width}" for width in WIDTHS))

type Framings = Mapping[str, Framing]
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
    widths: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
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
            self.widths[NAMES[bisect(WIDTHS, width * across)]].add([plate], found)

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
    source: Callable[[int], Frame], count: int, framings: Framings, jobs: int
) -> dict[str, Way]:
    """Send frames in all ways; `source` gives a frame by its number."""
    ways = {name: Way(framing) for name, framing in framings.items()}
    with ProcessPoolExecutor(jobs) as pool:
        work = pool.map(partial(_send, source, dict(framings)), range(count))
        for index, (frame, sent) in enumerate(work):
            for name, way in ways.items():
                way.add(index, frame, sent[name])
    return ways


def _send(
    source: Callable[[int], Frame], framings: Framings, index: int
) -> tuple[Frame, dict[str, Sent]]:
    """Send one frame in all ways; returned without its pixels."""
    frame = source(index)
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
    together: defaultdict[str, Tally] = defaultdict(Tally)
    for way in ways:
        for name, tally in way.widths.items():
            together[name].plates += tally.plates
            together[name].exact += tally.exact
            together[name].look_alike += tally.look_alike
            together[name].candidate += tally.candidate
    yield row("plate's width in px", "plates", *HEADINGS[:3])
    yield row("---", *["---:"] * 4)
    for name in NAMES:
        if tally := together.get(name):
            yield row(name, str(tally.plates), *shares(tally))


def shares(tally: Tally) -> Iterator[str]:
    """Give how many plates were read exactly, up to look-alikes, among the candidates."""
    for number in (tally.exact, tally.look_alike, tally.candidate):
        yield share(number, tally.plates)
