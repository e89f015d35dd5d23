"""Virtual time that advances only while a whole Home Assistant has nothing to do."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
import contextlib
from datetime import UTC, datetime, tzinfo
from selectors import SelectorKey, SelectSelector
import sys
import time
from typing import Any, override

from homeassistant.util import dt as dt_util

# Noon on a day in June.
EPOCH = datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp()
# Real seconds for data on the loopback interface to arrive.
GRACE = 0.0002
CLOCKED = ("homeassistant", "custom_components.", "benchmarks.", "sandbox.server")


class _Selector(SelectSelector):
    """Skips the time that the loop would wait, unless a request is running."""

    def __init__(self) -> None:
        """Start at 0."""
        super().__init__()
        self.now = 0.0
        self.under_way = 0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """Return ready events, and skip the time until the next one."""
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if ready := super().select(None if self.under_way else GRACE):
            return ready
        if timeout is None:
            raise RuntimeError("Nothing will ever happen")
        self.now += timeout
        return []


class HomeLoop(asyncio.SelectorEventLoop):
    """Runs a Home Assistant and its servers; thread work takes no virtual time, but is measured."""

    def __init__(self) -> None:
        """Start at 0 seconds."""
        self._virtual = _Selector()
        self._worker = ThreadPoolExecutor(1)
        self.processor = 0.0
        super().__init__(self._virtual)

    @override
    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._virtual.now

    @override
    def close(self) -> None:
        """Stop the worker, too."""
        super().close()
        self._worker.shutdown()

    @contextlib.contextmanager
    def standing_still(self) -> Iterator[None]:
        """Stop time while something is running that the loop has to wait for."""
        self._virtual.under_way += 1
        try:
            yield
        finally:
            self._virtual.under_way -= 1

    @override
    def run_in_executor[*ArgsT, ResultT](
        self, executor: object, func: Callable[[*ArgsT], ResultT], *args: *ArgsT
    ) -> asyncio.Future[ResultT]:
        """Do work in a thread and wait for it, so that the order is deterministic."""
        future: asyncio.Future[Any] = self.create_future()
        start = time.process_time()
        try:
            future.set_result(self._worker.submit(func, *args).result())
        except Exception as err:  # noqa: BLE001
            future.set_exception(err)
        self.processor += time.process_time() - start
        return future


@contextlib.contextmanager
def clocks_follow(loop: HomeLoop) -> Iterator[None]:
    """Make all clocks that Home Assistant and its integrations use show the loop's time."""

    def _seconds(start: float) -> Callable[[], float]:
        return lambda: start + loop.time()

    def _nanoseconds(start: float) -> Callable[[], int]:
        return lambda: round((start + loop.time()) * 1e9)

    def _utcnow() -> datetime:
        return datetime.fromtimestamp(EPOCH + loop.time(), UTC)

    def _now(time_zone: tzinfo | None = None) -> datetime:
        return _utcnow().astimezone(time_zone or dt_util.get_default_time_zone())

    clocks: dict[object, object] = {
        time.time: _seconds(EPOCH), time.time_ns: _nanoseconds(EPOCH),
        time.monotonic: _seconds(0), time.monotonic_ns: _nanoseconds(0),
        time.perf_counter: _seconds(0), time.perf_counter_ns: _nanoseconds(0),
        dt_util.utcnow: _utcnow, dt_util.now: _now,
    }  # fmt: skip
    back = {virtual: real for real, virtual in clocks.items()}
    _exchange(clocks)
    try:
        yield
    finally:
        # Modules imported in the meantime have the virtual clocks.
        _exchange(back)


def _exchange(clocks: dict[object, object]) -> None:
    """Replace the clocks in modules."""
    for name, module in [*sys.modules.items()]:
        if module is not time and not name.startswith(CLOCKED):
            continue
        for attribute in [*vars(module)]:
            value = vars(module)[attribute]
            if not callable(value):
                continue
            try:
                other = clocks.get(value)
            except TypeError:
                continue
            if other is not None:
                setattr(module, attribute, other)
