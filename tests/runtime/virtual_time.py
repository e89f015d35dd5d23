"""Run coroutines in virtual time, without waiting."""

import asyncio
from collections.abc import Coroutine
import selectors
from typing import override


class _Clock(selectors.SelectSelector):
    """Skips the time that an event loop would wait."""

    now = 0.0

    @override
    def select(
        self, timeout: float | None = None
    ) -> list[tuple[selectors.SelectorKey, int]]:
        """Return no events, as everything that happens is scheduled."""
        assert timeout is not None, "it would wait for ever"
        self.now += timeout
        return super().select(0)


class _VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock starts at 0 and stands still while there is something to do."""

    def __init__(self) -> None:
        """Start the clock."""
        self._clock = _Clock()
        super().__init__(self._clock)

    @override
    def time(self) -> float:
        """Return the seconds since the loop was created."""
        return self._clock.now


def run_quickly[ResultT](work: Coroutine[None, None, ResultT]) -> ResultT:
    """Return a coroutine's result; leftover tasks are an error."""
    loop = _VirtualLoop()
    problems: list[str] = []
    loop.set_exception_handler(lambda _, context: problems.append(context["message"]))
    try:
        result = loop.run_until_complete(work)
        assert not asyncio.all_tasks(loop)
    finally:
        loop.close()
    assert not problems
    return result
