"""Send pictures in several ways, and count readings and costs."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from statistics import fmean, median
from time import thread_time

from custom_components.carsxe.runtime.sighting import Capture, Sighting
from custom_components.carsxe.vision import Framing, prepare_picture
from custom_components.carsxe.vision.box import Box
from custom_components.carsxe.vision.correlation import Gray
from custom_components.carsxe.vision.decoding import decode_gray
from custom_components.carsxe.vision.picture import plate_area
from custom_components.carsxe.vision.picture_file import open_picture
from custom_components.carsxe.vision.plate_detector import find_plates
from sandbox.drawing.dataset import read_labels
from sandbox.evaluate import Tally, match, row, share
from sandbox.reader import PlateReader, Reading

from .drawn_frames import Frame, photo

HEADINGS = (
    "sent", "exact", "up to look-alikes", "among candidates", "false readings", "lost / gained",
    "kB sent, mean", "of the frame", "ms to prepare, median",
)  # fmt: skip
# Widths of plates in pixels, and in percent of the frame's.
WIDTHS = (20, 30, 40, 50, 60, 80, 120)
SHARES = (3, 4, 5, 6, 8, 10)

# Which capture a find belongs to doesn't matter here.
CAPTURE = Capture(b"", datetime(2026, 11, 23, tzinfo=UTC), 0.0)

Ranges = defaultdict[int, Tally]
"""Counts by range: 0 is below the first limit, 1 from there on, and so on."""
type Plate = tuple[int, str]
"""A plate, with the number of its frame."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A way to send frames: the whole region, or the part around the detected plates."""

    framing: Framing
    around_plates: bool = False


type Sendings = Mapping[str, Sending]


@dataclass(frozen=True, slots=True)
class Sent:
    """A sent picture and its readings; the time to prepare it is processor time.

    `across` is the width of the whole frame in pixels at the scale that is sent. If no plate was
    detected, nothing is sent.
    """

    given: int
    content: int = 0
    across: float = 0.0
    seconds: float = 0.0
    readings: list[Reading] = field(default_factory=list)


@dataclass(slots=True)
class Way:
    """The results of one way to send frames."""

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
        for plate, width in zip(frame.plates, frame.widths, strict=False):
            found = [matched[plate]] if plate in matched else []
            for ranges, limits, value in (
                (self.widths, WIDTHS, width * sent.across),
                (self.shares, SHARES, 100 * width),
            ):
                ranges[bisect(limits, value)].add([plate], found)

    @property
    def pictures(self) -> int:
        """Return the number of sent pictures."""
        return sum(sent.content > 0 for sent in self.sent)

    @property
    def mean_bytes(self) -> float:
        """Return the mean number of bytes per sent picture."""
        return fmean([sent.content for sent in self.sent if sent.content] or [0])

    @property
    def shrinking(self) -> float:
        """Return how many times fewer bytes were sent than the frames had."""
        return fmean(sent.given for sent in self.sent) / (self.mean_bytes or 1)

    @property
    def seconds(self) -> float:
        """Return the median time to prepare a frame."""
        return median([sent.seconds for sent in self.sent if sent.content] or [0])


def send_all(
    folder: Path, sendings: Sendings, jobs: int, width: int | None = None
) -> dict[str, Way]:
    """Send a folder's frames in all ways, unchanged or as from a camera with fewer pixels."""
    ways = {name: Way() for name in sendings}
    count = len(read_labels(folder))
    with ProcessPoolExecutor(jobs) as pool:
        work = pool.map(partial(_send, folder, dict(sendings), width), range(count))
        for index, (frame, sent) in enumerate(work):
            for name, way in ways.items():
                way.add(index, frame, sent[name])
    return ways


def _send(
    folder: Path, sendings: Sendings, width: int | None, index: int
) -> tuple[Frame, dict[str, Sent]]:
    """Send one frame in all ways; returned without its pixels."""
    frame = photo(folder, index, width)
    sent = {name: _read(frame.jpeg, sending) for name, sending in sendings.items()}
    return Frame(b"", frame.plates, frame.widths), sent


def _read(jpeg: bytes, sending: Sending) -> Sent:
    """Prepare a frame, and read it as CarsXE would receive it."""
    area = None
    if sending.around_plates:
        gray = decode_gray(jpeg, sending.framing.crop)
        if not (plates := _legible(gray)):
            return Sent(len(jpeg))
        area = plate_area(plates, (gray.shape[1], gray.shape[0]))
    start = thread_time()
    picture, shown = prepare_picture(jpeg, sending.framing, area)
    taken = thread_time() - start
    with open_picture(jpeg) as frame:
        across = frame.width * picture.width / shown.width
    readings = _reader().read(picture.content)
    return Sent(len(jpeg), len(picture.content), across, taken, readings)


def _legible(gray: Gray) -> list[Box]:
    """Return the detected plates that are large enough to be sent."""
    sightings = (
        Sighting(
            capture=CAPTURE,
            box=Box(*found.box),
            score=found.score,
            is_cut_off=found.is_cut_off,
        )
        for found in find_plates(gray)
    )
    return [sighting.box for sighting in sightings if sighting.quality()]


@cache
def _reader() -> PlateReader:
    """Return this process's reader."""
    return PlateReader()


def rates(ways: Mapping[str, Way], first: str, reference: Way) -> Iterator[str]:
    """Return a table with a line for each way, and the difference of its exact readings from the reference."""
    yield row(first, *HEADINGS)
    yield row("---", *["---:"] * len(HEADINGS))
    for name, way in ways.items():
        lost, gained = reference.right - way.right, way.right - reference.right
        yield row(
            name,
            str(way.pictures),
            *shares(way.tally),
            str(way.tally.false),
            f"{len(lost)} / {len(gained)}",
            f"{way.mean_bytes / 1000:.0f}",
            f"1/{way.shrinking:.1f}",
            f"{1000 * way.seconds:.0f}",
        )


def by_width(ways: Iterable[Way]) -> Iterator[str]:
    """Return the table of plate widths in the sent picture, over all given ways."""
    together = Ranges(Tally)
    for way in ways:
        for index, tally in way.widths.items():
            together[index].plates += tally.plates
            together[index].exact += tally.exact
            together[index].look_alike += tally.look_alike
            together[index].candidate += tally.candidate
    yield row("plate's width in px", "plates", *HEADINGS[1:4])
    yield row("---", *["---:"] * 4)
    for index in sorted(together):
        tally = together[index]
        yield row(_range(WIDTHS, index), str(tally.plates), *shares(tally))


def by_share(ways: Mapping[str, Way]) -> Iterator[str]:
    """Return the table of exact readings by the plates' share of the frame, with a line for each way."""
    indexes = sorted({index for way in ways.values() for index in way.shares})
    yield row("sent", *(f"{_range(SHARES, index)} %" for index in indexes))
    yield row("---", *["---:"] * len(indexes))
    for name, way in ways.items():
        tallies = (way.shares[index] for index in indexes)
        yield row(name, *(f"{tally.exact} of {tally.plates}" for tally in tallies))


def _range(limits: Sequence[float], index: int) -> str:
    """Return the name of a range."""
    return f"from {limits[index - 1]}" if index else f"below {limits[0]}"


def shares(tally: Tally) -> Iterator[str]:
    """Return how many plates were read exactly, up to look-alikes, and among the candidates."""
    for number in (tally.exact, tally.look_alike, tally.candidate):
        yield share(number, tally.plates)
