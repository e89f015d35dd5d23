"""Measure the effect on Home Assistant of many cameras that are triggered at once."""

import argparse
import asyncio
from dataclasses import asdict, dataclass
from functools import partial
import json
from pathlib import Path
from statistics import median
import sys
from time import monotonic

from custom_components.carsxe.runtime import watch
from custom_components.carsxe.runtime.account import CarsXEConfigEntry
from demo.process import ChildProcess

from .bare import BareMinimum
from .frames import SIZES, draw_drive
from .house import House, open_house, run
from .loop import Ticker, peak, reset_peak, resident, watch_loop
from .report import machine, ms, share, table, verdict

COUNTS = (1, 10, 50)
LATENCY_MS = 300
ROUNDS = 5
EVENTS_TIMEOUT = 60.0
# Seconds between the rounds.
PAUSE = 1.0
MEGABYTE = 1_000_000
LONGEST_STALL_MS = 20


@dataclass(frozen=True, slots=True)
class Round:
    """The results of a round; times are in seconds from the triggers, memory is in bytes."""

    first: float
    last: float
    events: int
    late: list[float]
    memory: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """The results for a number of cameras."""

    cameras: int
    idle: list[float]
    bare: list[Round]
    rounds: list[Round]
    work: float

    @classmethod
    def parse(cls, text: str) -> Measured:
        """Parse the results of a separate process."""
        found = json.loads(text)
        for way in ("bare", "rounds"):
            found[way] = [Round(**each) for each in found[way]]
        return cls(**found)


async def measure_count(options: argparse.Namespace, folder: Path) -> None:
    """Measure one number of cameras, and print the results for another process."""
    count: int = options.count
    frames = await asyncio.to_thread(draw_drive, options.frame)
    # A watch ends when nothing moves, so that each round starts new ones.
    watch.MIN_WATCH = 0.0
    async with (
        open_house(folder, count) as house,
        BareMinimum.open(house.stand_in.url) as bare,
    ):
        entry: CarsXEConfigEntry = house.account()
        await house.add_account(entry)
        await house.stand_in.behave(
            options.latency / 1000,
            spread=options.spread / 1000,
            fetch_first=options.fetch_first,
        )
        house.show(frames.between)
        await house.trigger_all()
        await _rest(house, entry)
        async with Ticker() as ticker:
            await asyncio.sleep(PAUSE)
        before = resident()
        rounds, bare_rounds = [], []
        for number in range(options.rounds):
            house.show(frames.turn(number))
            rounds.append(await _round(house, before))
            house.show(frames.between)
            await _rest(house, entry)
            bare_rounds.append(await _bare_round(bare, frames.turn(number), count))
            await asyncio.sleep(PAUSE)
        house.show(frames.turn(options.rounds))
        async with watch_loop() as loop:
            await asyncio.wait(await house.trigger_all(), timeout=EVENTS_TIMEOUT)
    if options.profile:
        print(f"{count} cameras: {loop.summary()}", file=sys.stderr)
    found = Measured(count, ticker.late(), bare_rounds, rounds, loop.longest_work)
    print(json.dumps(asdict(found)))


async def _round(house: House, before: int) -> Round:
    """Trigger all cameras at the same moment, and wait for all events."""
    await house.stand_in.take_calls()
    reset_peak()
    async with Ticker() as ticker:
        start = monotonic()
        done, _ = await asyncio.wait(await house.trigger_all(), timeout=EVENTS_TIMEOUT)
    memory = peak() - before
    times = [event.result() - start for event in done]
    sent = sum(call.size for call in await house.stand_in.take_calls())
    last = max(times, default=0)
    return Round(
        min(times, default=0),
        last,
        len(times),
        ticker.late(start + last),
        memory,
        sent,
    )


async def _rest(house: House, entry: CarsXEConfigEntry) -> None:
    """Turn the triggers off, and wait until all watches are over."""
    for number in range(len(house.cameras)):
        house.release(number)
    while any(camera.watch for camera in entry.runtime_data.cameras.values()):
        await asyncio.sleep(PAUSE)


async def _bare_round(bare: BareMinimum, frame: bytes, count: int) -> Round:
    """Recognize as many frames at the same moment without Home Assistant."""
    async with Ticker() as ticker:
        start = monotonic()
        ends = await asyncio.gather(*(bare.recognize(frame) for _ in range(count)))
    times = [end - start for end in ends]
    return Round(min(times), max(times), len(times), ticker.late())


async def measure(options: argparse.Namespace, folder: Path) -> None:
    """Measure each number of cameras in a separate process, because of its memory."""
    results = []
    for count in options.cameras:
        log = folder / f"{count}.output"
        arguments = [f"--count={count}", f"--latency={options.latency}"]
        arguments += [f"--spread={options.spread}"]
        arguments += [f"--rounds={options.rounds}", f"--frame={options.frame}"]
        arguments += ["--fetch-first"] * options.fetch_first
        arguments += ["--profile"] * options.profile
        process = await ChildProcess.start(
            [sys.executable, "-m", "benchmarks.cameras", *arguments], log
        )
        try:
            await process.wait()
        finally:
            await process.stop()
            # The log may follow, as Home Assistant stops last.
            lines = (await asyncio.to_thread(log.read_text)).splitlines()
            found = [line for line in lines if line.startswith("{")]
            print(*(line for line in lines if line not in found), file=sys.stderr)
        results.append(Measured.parse(found[-1]))
    print_results(options, results)


def print_results(options: argparse.Namespace, results: list[Measured]) -> None:
    """Print the results and the target."""
    print(machine(), end="\n\n")
    print(
        f"{options.frame} frames, CarsXE's latency is {options.latency} ms and up to "
        f"{options.spread} ms more; {options.rounds} rounds. "
        "Times are in milliseconds from the triggers, medians of the rounds; stalls are how much "
        "later than every millisecond the loop comes round until the last event, the longest of "
        "the first round and of the others, whatever else the machine did. The work is the "
        "processor's time of the longest run of callbacks in one more round. Memory is the growth "
        "at its peak, of the first round and of the greatest.",
        end="\n\n",
    )
    header = ["cameras", "events", "first event", "last event", "bare minimum's last"]
    header += [
        "ratio",
        "longest stall",
        "stalls' p99",
        "longest work",
        "bare minimum's longest",
        "idle's longest",
    ]
    header += ["MB", "MB a camera", "MB sent"]
    print(table(header, map(_row, results)))
    limit = LONGEST_STALL_MS / 1000
    print()
    print(
        table(
            ["target", "limit", "measured", ""],
            (
                [
                    f"{found.cameras} cameras: longest {what} in ms",
                    str(LONGEST_STALL_MS),
                    ms(longest),
                    verdict(longest, limit),
                ]
                for found in results
                for what, longest in (
                    ("stall", _longest(found.rounds)),
                    ("work", found.work),
                )
            ),
        )
    )


def _row(found: Measured) -> list[str]:
    """Return the results for a number of cameras."""
    last = median(each.last for each in found.rounds)
    bare = median(each.last for each in found.bare)
    late = [late for each in found.rounds for late in each.late]
    memory = max(each.memory for each in found.rounds)
    return [
        str(found.cameras),
        "/".join(sorted({str(each.events) for each in found.rounds})),
        ms(median(each.first for each in found.rounds)),
        ms(last),
        ms(bare),
        f"{last / bare:.2f}",
        f"{ms(max(found.rounds[0].late))}, {ms(_longest(found.rounds[1:]))}",
        ms(share(late, 99)),
        ms(found.work),
        ms(_longest(found.bare)),
        ms(max(found.idle)),
        f"{found.rounds[0].memory / MEGABYTE:.0f}, {memory / MEGABYTE:.0f}",
        f"{memory / MEGABYTE / found.cameras:.1f}",
        f"{median(each.sent for each in found.rounds) / MEGABYTE:.1f}",
    ]


def _longest(rounds: list[Round]) -> float:
    """Return the longest stall of several rounds."""
    return max((late for each in rounds for late in each.late), default=0.0)


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cameras", description=__doc__
    )
    parser.add_argument("--cameras", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--frame", choices=SIZES, default="4K")
    parser.add_argument(
        "--latency", type=int, default=LATENCY_MS, help="CarsXE's, in milliseconds"
    )
    parser.add_argument(
        "--spread",
        type=int,
        default=0,
        help="up to that many milliseconds more; at 0, all fetches come at the same moment",
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(
        "--fetch-first", action="store_true", help="CarsXE's latency follows the fetch"
    )
    parser.add_argument(
        "--profile", action="store_true", help="say what the loop is busy with, too"
    )
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    run(partial(measure if options.count is None else measure_count, options))


if __name__ == "__main__":
    main()
