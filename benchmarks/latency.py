"""Measure the time from a trigger to its event, compared with the bare minimum of a recognition."""

import argparse
import asyncio
from collections import defaultdict
import cProfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
import pstats
from statistics import median
from time import monotonic

from custom_components.carsxe.runtime import watch

from .bare import BareMinimum
from .frames import SIZES, Frames, draw_drive, draw_scenes
from .house import House, open_house, run
from .report import machine, median_and_p95, ms, table, verdict
from .stand_in import Call

LATENCIES = (0, 100, 500)
REPETITIONS = 30
WARM_UP = 3
EVENT_TIMEOUT = 20.0
# Seconds before each trigger, when nothing moves anymore. A watch lasts for ten seconds after its
# trigger; here, it ends when nothing moves, so that each trigger starts a new one.
REST = 5.0
PROFILED_LINES = 25
# The maximum slowdown by frame size, without the wait for a better picture: the ratio at a latency of
# 100 ms, and the milliseconds without any latency.
MOST_TIMES = {"1080p": 1.10}
MOST_ADDED = {"720p": 5, "4K": 40}
STAGES = (
    "trigger to capture",
    "wait for a better one",
    "capture to call",
    "CarsXE's latency",
    "fetch",
    "answer to event",
)

WAITING = STAGES.index("wait for a better one")

type Profile = cProfile.Profile


@dataclass(slots=True)
class Times:
    """The times of one frame size at one latency, in seconds; `parts` are those of the stages."""

    bare: list[float] = field(default_factory=list)
    event: list[float] = field(default_factory=list)
    bare_parts: list[list[float]] = field(default_factory=list)
    parts: list[list[float]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    @property
    def worked(self) -> float:
        """Return the duration until the event in seconds, without the wait for a better picture."""
        return median(
            event - parts[WAITING]
            for event, parts in zip(self.event, self.parts, strict=True)
        )

    @property
    def ratio(self) -> float:
        """Return the ratio of the durations without that wait."""
        return self.worked / median(self.bare)

    @property
    def added(self) -> float:
        """Return the difference of the durations without that wait, in seconds."""
        return self.worked - median(self.bare)


class Bench:
    """Measures both ways in turn, in one house with a camera for each frame size."""

    def __init__(
        self,
        house: House,
        bare: BareMinimum,
        frames: dict[str, Frames],
        rest: float,
        profile: Profile | None,
    ) -> None:
        """Store the frames of each size."""
        self._rest = rest
        self._house = house
        self._bare = bare
        self._sizes = [*frames]
        self._profile = profile
        self.frames = frames
        self._turn: dict[str, int] = defaultdict(int)

    async def measure(self, size: str, times: Times) -> None:
        """Measure a frame of a size in both ways, in alternating order."""
        turn = self._turn[size]
        self._turn[size] += 1
        frame = self.frames[size].turn(turn)
        ways = [self._measure_bare, self._measure_event]
        for way in ways if turn % 2 else reversed(ways):
            await asyncio.sleep(self._rest)
            # Whatever was read in the meantime isn't part of it.
            await self._house.stand_in.take_calls()
            await way(size, frame, times)

    async def _measure_bare(self, _size: str, frame: bytes, times: Times) -> None:
        """Measure the bare minimum."""
        start = monotonic()
        end = await self._bare.recognize(frame)
        times.bare.append(end - start)
        call = await self._first_call()
        times.bare_parts.append(_stages(start, [start], call, end))

    async def _measure_event(self, size: str, frame: bytes, times: Times) -> None:
        """Measure a trigger to its event."""
        number = self._sizes.index(size)
        camera = self._house.cameras[number]
        camera.frame = frame
        camera.asked.clear()
        if self._profile:
            self._profile.enable()
        start = monotonic()
        async with asyncio.timeout(EVENT_TIMEOUT):
            end = await self._house.trigger(number)
        if self._profile:
            self._profile.disable()
        self._house.release(number)
        camera.frame = self.frames[size].between or frame
        times.event.append(end - start)
        call = await self._first_call()
        times.parts.append(_stages(start, camera.asked, call, end))
        times.sent.append(call.size)

    async def _first_call(self) -> Call:
        """Return the stand-in's times of the first call."""
        call, *_ = await self._house.stand_in.take_calls()
        return call


def _stages(start: float, asked: list[float], call: Call, end: float) -> list[float]:
    """Return the duration of each stage, whichever of the latency and the fetch comes first.

    `asked` is when pictures were requested; before the last one before the call, nobody knew
    whether a better one would come.
    """
    last = max(each for each in asked if each <= call.arrived)
    waiting = call.fetching - call.arrived + call.answered - call.fetched
    return [
        asked[0] - start,
        last - asked[0],
        call.arrived - last,
        waiting,
        call.fetched - call.fetching,
        end - call.answered,
    ]


async def measure(options: argparse.Namespace, folder: Path) -> None:
    """Measure as requested on the command line and print the results."""
    sizes: list[str] = options.frames
    results: dict[tuple[str, int], Times] = {
        (size, latency): Times() for latency in options.latencies for size in sizes
    }
    profile = cProfile.Profile() if options.profile else None
    async with (
        open_house(folder, len(sizes)) as house,
        BareMinimum.open(house.stand_in.url) as bare,
    ):
        # Each trigger must start its own watch.
        watch.MIN_WATCH = 0.0
        draw = draw_scenes if options.scenes else draw_drive
        frames = {size: await asyncio.to_thread(draw, size) for size in sizes}
        bench = Bench(house, bare, frames, options.rest, profile)
        await house.add_account(house.account())
        for size in sizes * WARM_UP:
            await bench.measure(size, Times())
        if profile:
            profile.clear()
        for _ in range(options.repetitions):
            for latency in options.latencies:
                await house.stand_in.behave(
                    latency / 1000, fetch_first=options.fetch_first
                )
                for size in sizes:
                    await bench.measure(size, results[size, latency])
        print_results(options, bench, results)
    if profile:
        print_profile(profile)


def print_results(
    options: argparse.Namespace, bench: Bench, results: dict[tuple[str, int], Times]
) -> None:
    """Print the times, the targets and the stages."""
    order = "after" if options.fetch_first else "before"
    print(machine(), end="\n\n")
    print(
        f"Milliseconds, medians and in brackets 95th percentiles of {options.repetitions} "
        f"repetitions, both ways in turn; CarsXE's latency comes {order} the fetch. A picture is "
        "sent once the next one is no better; ratio and added leave that wait out.",
        end="\n\n",
    )
    header = ["frame", "latency", "bare minimum", "event", "ratio", "added", "KB sent"]
    print(table(header, (_row(bench, *key, times) for key, times in results.items())))
    if targets := list(_targets(results)):
        print()
        print(table(["target", "limit", "measured", ""], targets))
    print(
        "\nWhere the time goes: medians in milliseconds, the bare minimum's in brackets.\n"
    )
    print(
        table(
            ["frame", "latency", *STAGES],
            (_stage_row(*key, times) for key, times in results.items()),
        )
    )


def _row(bench: Bench, size: str, latency: int, times: Times) -> list[str]:
    """Return the times of a size at a latency."""
    full = median(len(frame) for frame in bench.frames[size].shown)
    return [
        size,
        str(latency),
        median_and_p95(times.bare),
        median_and_p95(times.event),
        f"{times.ratio:.2f}",
        ms(times.added),
        f"{median(times.sent) / 1000:.0f} of {full / 1000:.0f}",
    ]


def _targets(results: dict[tuple[str, int], Times]) -> list[list[str]]:
    """Return which targets are met."""
    rows = []
    for (size, latency), times in results.items():
        if latency == 100 and (limit := MOST_TIMES.get(size)):
            met = verdict(times.ratio, limit)
            name = f"{size} at {latency} ms: ratio"
            rows.append([name, f"{limit:.2f}", f"{times.ratio:.2f}", met])
        if latency == 0 and (most := MOST_ADDED.get(size)):
            met = verdict(times.added, most / 1000)
            name = f"{size} at {latency} ms: ms added"
            rows.append([name, str(most), ms(times.added), met])
    return rows


def _stage_row(size: str, latency: int, times: Times) -> list[str]:
    """Return the duration of each stage, with and without Home Assistant."""
    pairs = zip(
        zip(*times.parts, strict=True), zip(*times.bare_parts, strict=True), strict=True
    )
    cells = (f"{ms(median(event))} ({ms(median(bare))})" for event, bare in pairs)
    return [size, str(latency), *cells]


def print_profile(profile: Profile) -> None:
    """Print what the loop did between triggers and their events."""
    stats = pstats.Stats(profile)
    stats.strip_dirs().sort_stats("tottime").print_stats(PROFILED_LINES)
    stats.sort_stats("cumulative").print_stats("carsxe|runtime|api|camera|state", 40)


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.latency", description=__doc__
    )
    parser.add_argument("--repetitions", type=int, default=REPETITIONS)
    parser.add_argument(
        "--latencies", type=int, nargs="+", default=LATENCIES, help="in milliseconds"
    )
    parser.add_argument(
        "--rest", type=float, default=REST, help="seconds before each trigger"
    )
    parser.add_argument("--frames", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument(
        "--scenes",
        action="store_true",
        help="each frame is of another place: nothing of it is known",
    )
    parser.add_argument(
        "--fetch-first", action="store_true", help="CarsXE's latency follows the fetch"
    )
    parser.add_argument(
        "--profile", action="store_true", help="slower; says what the loop is busy with"
    )
    run(partial(measure, parser.parse_args()))


if __name__ == "__main__":
    main()
