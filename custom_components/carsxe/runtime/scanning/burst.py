"""What one trigger starts: looks at the scene until it is understood, and pays for few of them."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from ..frames.capture import CaptureError, SourceUnavailableError
from ..frames.gate import Skip

# A trigger may come seconds before the vehicle is in view; looks that show nothing new are free.
WATCH = 10.0
# While something is in view of which nobody knows what it is, looks go on, for so many seconds.
LONG_WATCH = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class BurstSettings:
    """What a burst may cost and how long it may take.

    It makes `max_calls` calls at the most, and looks every `interval` seconds. It ends when
    nothing new was to be seen for `watch` seconds.
    """

    max_calls: int
    interval: float
    watch: float = WATCH

    @property
    def patience(self) -> float:
        """Return for how many seconds a burst looks in vain; long enough for all its calls."""
        return max(self.watch, (self.max_calls - 1) * self.interval)


class BurstSteps[FrameT, ScanT](Protocol):
    """What a burst does with the frames of its camera."""

    async def async_capture(self) -> FrameT:
        """Return a fresh frame."""

    async def async_read(self, frame: FrameT) -> ScanT:
        """Pay for a frame."""

    async def async_read_news(self, frame: FrameT) -> ScanT | Skip:
        """Pay for a frame, unless it shows nothing that is worth it."""

    def is_enough(self, scans: Sequence[ScanT]) -> bool:
        """Tell whether after the latest of some scans nothing better is to be waited for."""

    def attempts(self, scan: ScanT) -> int:
        """Return how many calls a scan took."""

    def has_arrival(self, scan: ScanT) -> bool:
        """Tell whether a scan shows a plate that hasn't stood there before."""


@dataclass(slots=True, eq=False)
class Burst[FrameT, ScanT]:
    """One burst; `scans` are the paid ones, `skipped` counts the looks that cost nothing.

    Where a person has `asked` for it, the first frame is read whatever it shows. A `brief` burst,
    which nothing has triggered, ends with the first look that shows nothing new.
    """

    settings: BurstSettings
    steps: BurstSteps[FrameT, ScanT]
    asked: bool = False
    brief: bool = False
    scans: list[ScanT] = field(default_factory=list)
    skipped: int = 0
    enough: bool = False
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _start: float = 0.0
    _looks: int = 0
    _news_at: float = 0.0
    # Whether a capture has succeeded.
    captured: bool = False
    _failure: Exception | None = None

    @property
    def calls(self) -> int:
        """Return how many calls were made: a retry may cost as much as the first attempt."""
        return sum(map(self.steps.attempts, self.scans))

    @property
    def saved_by_gate(self) -> int:
        """Return how many calls were spared as nothing had changed."""
        planned = 1 if self.brief else self.settings.max_calls
        return min(self.skipped, max(planned - self.calls, 0))

    @property
    def saved_by_early_stop(self) -> int:
        """Return how many calls were spared as the first ones were enough."""
        if self.brief or not self.enough:
            return 0
        return max(self.settings.max_calls - self.calls - self.saved_by_gate, 0)

    def stop(self) -> None:
        """Look no more; what runs goes on."""
        self._stop.set()

    def prolong(self) -> None:
        """Go on as if a trigger had started it now."""
        self.brief = False
        self._news_at = asyncio.get_running_loop().time()

    async def async_run(self) -> None:
        """Look until a reading is good enough, nothing more is to be seen, or the calls are spent.

        A capture that fails is followed by the next one. Raises what a call raises, or the latest
        capture where none has succeeded; `scans` then holds what was seen before.
        """
        self._start = self._news_at = asyncio.get_running_loop().time()
        frame = await self._async_look()
        if frame is None:
            frame = await self._async_next()
        while frame is not None:
            frame = await self._async_consider(frame)
        if self._failure and not self.captured:
            raise self._failure

    async def _async_consider(self, frame: FrameT) -> FrameT | None:
        """Pay for a frame if that is worth it; return the next one, None where there is none.

        The next one is captured while the answer is on its way.
        """
        ahead = None
        if self.calls + 1 < self.settings.max_calls:
            ahead = asyncio.create_task(self._async_next())
        over = True
        try:
            scan = await self._async_read(frame)
            over = self._is_over(scan) or self._stop.is_set()
        finally:
            if over and ahead:
                self._drop(ahead)
        if over:
            return None
        upcoming = await ahead if ahead else None
        # The watch may have been over when the call began; its answer has prolonged it.
        return await self._async_next() if upcoming is None else upcoming

    async def _async_read(self, frame: FrameT) -> ScanT | Skip:
        """Read a frame if that was asked for, or if it shows anything new."""
        if self.asked and not self.scans:
            return await self.steps.async_read(frame)
        return await self.steps.async_read_news(frame)

    def _drop(self, ahead: asyncio.Task[FrameT | None]) -> None:
        """Give up the next frame, whatever has become of it."""

        def _mark_seen(task: asyncio.Task[FrameT | None]) -> None:
            if not task.cancelled():
                task.exception()

        ahead.cancel()
        ahead.add_done_callback(_mark_seen)

    def _is_over(self, scan: ScanT | Skip) -> bool:
        """Note what a look has brought, and tell whether looking on is of no use."""
        now = asyncio.get_running_loop().time()
        if isinstance(scan, Skip):
            self.skipped += 1
            return self._is_over_skipped(scan, now)
        self.scans.append(scan)
        self.enough = self.steps.is_enough(self.scans)
        self._news_at = now
        return self.enough or self.calls >= self.settings.max_calls

    def _is_over_skipped(self, skip: Skip, now: float) -> bool:
        """Tell whether looking on is of no use after a look that cost nothing."""
        if skip in {Skip.NO_PLATE, Skip.WAITS}:
            if now - self._start < LONG_WATCH:
                self._news_at = now
            return False
        # The vehicle stands still, or has gone: its next picture would tell no more.
        return self.brief or any(map(self.steps.has_arrival, self.scans))

    async def _async_next(self) -> FrameT | None:
        """Return a frame when it is time for it, None where the burst is over by then."""
        frame = None
        while frame is None:
            now = asyncio.get_running_loop().time()
            due = max(self._start + self._looks * self.settings.interval, now)
            if due - self._news_at > self.settings.patience:
                return None
            with suppress(TimeoutError):
                async with asyncio.timeout_at(due):
                    await self._stop.wait()
            if self._stop.is_set():
                return None
            frame = await self._async_look()
        return frame

    async def _async_look(self) -> FrameT | None:
        """Return a fresh frame, None where the capture fails."""
        self._looks += 1
        try:
            frame = await self.steps.async_capture()
        except (CaptureError, SourceUnavailableError) as err:
            self._failure = err
            return None
        self.captured = True
        return frame
