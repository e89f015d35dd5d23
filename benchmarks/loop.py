"""Observe the event loop and the memory of this process."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
import contextlib
from dataclasses import dataclass, field
import gc
from math import fsum, inf
from pathlib import Path
import re
from time import monotonic, perf_counter, thread_time
from typing import Self

TICK = 0.001
# Callbacks in the same round of the loop are closer together than this many seconds.
LOOK = 0.00005
SHOWN = 8
_STATUS = Path("/proc/self/status")
_CLEAR_REFS = Path("/proc/self/clear_refs")
_RESET_PEAK = "5"


class Ticker:
    """Records how late the loop returns to a task that wakes every millisecond."""

    def __init__(self) -> None:
        """Start without records."""
        self._ticks: list[tuple[float, float]] = []

    async def __aenter__(self) -> Self:
        """Start to tick."""
        self._task = asyncio.create_task(self._tick())
        await asyncio.sleep(2 * TICK)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Tick once more, as a stall may be going on, and stop."""
        await asyncio.sleep(2 * TICK)
        self._task.cancel()

    def late(self, until: float = inf) -> list[float]:
        """Return the delays in seconds of the ticks that were due up to a moment."""
        return [late for due, late in self._ticks if due <= until]

    async def _tick(self) -> None:
        """Sleep repeatedly."""
        while True:
            due = monotonic() + TICK
            await asyncio.sleep(TICK)
            self._ticks.append((due, monotonic() - due))


@dataclass(frozen=True, slots=True)
class Callback:
    """A callback of the loop; times are in seconds."""

    start: float
    end: float
    processor: float
    owner: str

    @property
    def seconds(self) -> float:
        """Return its duration."""
        return self.end - self.start


@dataclass(slots=True)
class LoopTime:
    """What the loop did while it was observed: its callbacks, and the garbage collector's seconds."""

    callbacks: list[Callback] = field(default_factory=list)
    collecting: float = 0
    wall: float = 0

    @property
    def busy(self) -> float:
        """Return the total duration of callbacks in seconds."""
        return fsum(each.seconds for each in self.callbacks)

    @property
    def processor(self) -> float:
        """Return the total processor time of callbacks."""
        return fsum(each.processor for each in self.callbacks)

    @property
    def longest(self) -> Callback:
        """Return the longest callback."""
        return max(self.callbacks, key=lambda each: each.seconds)

    def stall(self) -> list[Callback]:
        """Return the callbacks of the longest period without a check for new events."""
        return max(
            self._runs(), key=lambda run: run[-1].end - run[0].start if run else 0
        )

    @property
    def longest_work(self) -> float:
        """Return the longest processor time in one go, in seconds."""
        return max(fsum(each.processor for each in run) for run in self._runs())

    def _runs(self) -> list[list[Callback]]:
        """Return the callbacks in runs without a check for new events."""
        runs: list[list[Callback]] = [[]]
        for each in self.callbacks:
            if runs[-1] and each.start - runs[-1][-1].end > LOOK:
                runs.append([])
            runs[-1].append(each)
        return runs

    def summary(self) -> str:
        """Return a description of what kept the loop busy."""
        stall = self.stall()
        return "\n".join(
            [
                f"{_ms(self.busy)} in {len(self.callbacks)} callbacks, of it",
                f"{_ms(self.processor)} of the processor and",
                f"{_ms(self.collecting)} of the garbage collector; by owner:",
                *_owners(self.callbacks),
                f"the longest stall took {_ms(stall[-1].end - stall[0].start)}:",
                *_owners(stall),
            ]
        )


def _owners(callbacks: list[Callback]) -> list[str]:
    """Return a description of the callbacks' durations by owner, longest first."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for each in callbacks:
        seconds[each.owner] += each.seconds
    counts = Counter(each.owner for each in callbacks)
    return [
        f"{_ms(taken):>10} {counts[owner]:>5} x {owner}"
        for taken, owner in sorted(
            ((taken, owner) for owner, taken in seconds.items()), reverse=True
        )[:SHOWN]
    ]


def _ms(seconds: float) -> str:
    """Return a time as text."""
    return f"{seconds * 1000:.1f} ms"


@contextlib.asynccontextmanager
async def watch_loop() -> AsyncIterator[LoopTime]:
    """Time each callback of the loop while the context is open."""
    found = LoopTime()
    run = asyncio.Handle._run  # noqa: SLF001

    def _timed(handle: asyncio.Handle) -> None:
        start, processor = monotonic(), thread_time()
        run(handle)
        processor = thread_time() - processor
        found.callbacks.append(Callback(start, monotonic(), processor, _owner(handle)))

    asyncio.Handle._run = _timed  # type: ignore[assignment, method-assign]  # noqa: SLF001
    try:
        # A callback is timed as a whole: a new one begins here.
        await asyncio.sleep(0)
        start = monotonic()
        with _collections(found):
            yield found
            await asyncio.sleep(0)
        found.wall = monotonic() - start
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]  # noqa: SLF001


@contextlib.contextmanager
def _collections(found: LoopTime) -> Iterator[None]:
    """Add up the garbage collector's time."""
    start = 0.0

    def _note(phase: str, _info: dict[str, int]) -> None:
        nonlocal start
        if phase == "start":
            start = perf_counter()
        else:
            found.collecting += perf_counter() - start

    gc.callbacks.append(_note)
    try:
        yield
    finally:
        gc.callbacks.remove(_note)


def _owner(handle: asyncio.Handle) -> str:
    """Return the owner of a callback: its task's coroutine, or its own name."""
    called = getattr(handle, "_callback", None)
    task = getattr(called, "__self__", None)
    if isinstance(task, asyncio.Task):
        return str(getattr(task.get_coro(), "__qualname__", task.get_name()))
    called = getattr(called, "func", called)
    return str(getattr(called, "__qualname__", type(called).__name__))


def resident() -> int:
    """Return this process's memory, in bytes."""
    return _status("VmRSS")


def reset_peak() -> None:
    """Reset the peak memory."""
    _CLEAR_REFS.write_text(_RESET_PEAK)


def peak() -> int:
    """Return the peak memory since the reset, in bytes."""
    return _status("VmHWM")


def _status(name: str) -> int:
    """Return a value that Linux gives in KiB, in bytes."""
    found = re.search(rf"^{name}:\s+(\d+) kB$", _STATUS.read_text(), re.MULTILINE)
    assert found
    return int(found[1]) * 1024
