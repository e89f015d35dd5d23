"""An event loop in virtual time that does picture work immediately."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from selectors import DefaultSelector, SelectorKey
from typing import Any, override

# The number of cached results.
KEPT = 64


class _Selector(DefaultSelector):
    """Skips the time that the loop would wait."""

    def __init__(self) -> None:
        """Start at 0."""
        super().__init__()
        self.now = 0.0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """Return ready events, and skip the time until the next one."""
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise RuntimeError("Nothing will ever happen")
            self.now += max(timeout, 0.0)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Runs days in the time that their work takes."""

    def __init__(self) -> None:
        """Start at 0 seconds."""
        self._virtual = _Selector()
        self._done: OrderedDict[Any, Any] = OrderedDict()
        super().__init__(self._virtual)

    @override
    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._virtual.now

    @override
    def run_in_executor[*ArgsT, ResultT](
        self,
        executor: object,
        func: Callable[[*ArgsT], ResultT],
        *args: *ArgsT,
    ) -> asyncio.Future[ResultT]:
        """Do work immediately, in no virtual time."""
        future: asyncio.Future[Any] = self.create_future()
        try:
            future.set_result(self._work(func, *args))
        except Exception as err:  # noqa: BLE001
            future.set_exception(err)
        return future

    def _work[*ArgsT, ResultT](
        self, func: Callable[[*ArgsT], ResultT], *args: *ArgsT
    ) -> ResultT:
        """Do work; repeated picture work is cached."""
        key = func, args
        try:
            if key in self._done:
                self._done.move_to_end(key)
                kept: ResultT = self._done[key]
                return kept
        except TypeError:
            return func(*args)
        result: ResultT = func(*args)
        self._done[key] = result
        if len(self._done) > KEPT:
            self._done.popitem(last=False)
        return result
