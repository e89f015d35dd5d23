"""Runs coroutines in a time of their own, in which nobody waits."""

import asyncio
from collections.abc import Coroutine
import selectors
from typing import override


class _Clock(selectors.SelectSelector):
    """Lets the time pass that an event loop would wait."""

    now = 0.0

    @override
    def select(
        self, timeout: float | None = None
    ) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what has happened by then: nothing, as all that happens is planned."""
        assert timeout is not None, "it would wait for ever"
        self.now += timeout
        return super().select(0)


class _VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock starts at 0 and stands still while something is to be done."""

    def __init__(self) -> None:
        """Start the clock."""
        self._clock = _Clock()
        super().__init__(self._clock)

    @override
    def time(self) -> float:
        """Return the seconds since the loop was made."""
        return self._clock.now


def run_quickly[ResultT](work: Coroutine[None, None, ResultT]) -> ResultT:
    """Return a coroutine's result; whatever it leaves behind is a failure."""
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
