"""Let virtual hours pass, with triggers and faults."""

import asyncio
from asyncio import sleep
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
import logging
from pathlib import Path
import time
from unittest.mock import patch

from benchmarks.day.virtual import VirtualLoop
from benchmarks.house import DOMAIN
from homeassistant.helpers import event as event_helper
from homeassistant.util import dt as dt_util

from .looks import MEGABYTE, Look, look
from .world import World

START = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = 3600.0
CAMERAS = 10
# Average seconds between events: all cameras together have 20 triggers an hour.
BETWEEN_TRIGGERS, BETWEEN_FAULTS = 180.0, 1800.0
# Seconds after which everything that a trigger or a fault has started is done.
PAUSE = 900.0
# The allowed growth since the first count: stored counts grow by a line per day, each camera keeps the
# three files of its last detection and what it knows, and memory figures aren't more precise than that.
MAY_GROW = {
    "tasks": 0,
    "timers": 2,
    "listeners": 0,
    "entities": 0,
    "files": 4 * CAMERAS,
    "objects": 5_000,
    "MB": 15,
}


@dataclass(frozen=True, slots=True)
class Soak:
    """The events, the counts, and the duration in seconds."""

    looks: list[Look]
    counts: Counter[str]
    seconds: float

    def grown(self) -> dict[str, int]:
        """Return the growth from the first to the last count."""
        first, last = self.looks[0], self.looks[-1]
        grown = {name: last.counts[name] - first.counts[name] for name in first.counts}
        return grown | {"MB": (last.bytes - first.bytes) // MEGABYTE}

    def has_grown(self) -> bool:
        """Return whether anything has grown that shouldn't."""
        return any(grown > MAY_GROW[name] for name, grown in self.grown().items())


def soak(folder: Path, hours: float, *, looks: int, seed: int = 1) -> Soak:
    """Let hours pass in an empty folder, and count several times."""
    loop = VirtualLoop()
    # Home Assistant's warnings about slow work are caused by the virtual time.
    logging.disable(logging.WARNING)
    started = time.monotonic()
    try:
        with _clock(loop):
            found, counts = loop.run_until_complete(
                _live(folder, hours / looks, looks, seed)
            )
    finally:
        logging.disable(logging.NOTSET)
        loop.close()
    return Soak(found, counts, time.monotonic() - started)


@contextmanager
def _clock(loop: VirtualLoop) -> Iterator[None]:
    """Make the wall clock follow the loop's clock."""

    def _now(tz: tzinfo | None = UTC) -> datetime:
        return (START + timedelta(seconds=loop.time())).astimezone(tz)

    def _timestamp() -> float:
        return _now().timestamp()

    with (
        patch.object(dt_util, "utcnow", _now),
        patch.object(event_helper, "time_tracker_utcnow", _now),
        patch.object(event_helper, "time_tracker_timestamp", _timestamp),
        patch.object(time, "time", _timestamp),
    ):
        yield


async def _live(
    folder: Path, hours: float, looks: int, seed: int
) -> tuple[list[Look], Counter[str]]:
    """Run a house, and count repeatedly after so many hours."""
    world = await World.open(folder, CAMERAS, seed)
    found = []
    try:
        with patch(
            f"custom_components.{DOMAIN}.runtime.spending.paid_calls.CarsXEClient",
            world.answering,
        ):
            await world.furnish(CAMERAS)
            for number in range(looks):
                await _pass_time(world, hours * HOUR)
                found.append(await look(world.hass, (number + 1) * hours))
    finally:
        await world.hass.async_stop(force=True)
    return found, world.counts


async def _pass_time(world: World, seconds: float) -> None:
    """Let events happen for some time, and then nothing for a while."""
    end = asyncio.get_running_loop().time() + seconds - PAUSE
    async with asyncio.TaskGroup() as group:
        group.create_task(_again(world, world.arrive, BETWEEN_TRIGGERS, end))
        group.create_task(_again(world, world.fail, BETWEEN_FAULTS, end))
    await sleep(PAUSE)


async def _again(
    world: World, happen: Callable[[], Awaitable[None]], between: float, end: float
) -> None:
    """Let something happen at random times until an end."""
    loop = asyncio.get_running_loop()
    while (wait := world.chance.expovariate(1 / between)) < end - loop.time():
        await sleep(wait)
        await happen()
