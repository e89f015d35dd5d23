"""An event loop in which nobody waits, and which does the executor's work at once."""

import asyncio
from collections.abc import Callable, Coroutine
from selectors import DefaultSelector, SelectorKey
from typing import Any, override


class _Selector(DefaultSelector):
    """Lets the time pass in which nothing happens."""

    now = 0.0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """Return what is ready; time passes where nothing is."""
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "it would wait for ever"
            self.now += max(timeout, 0.0)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose clock starts at 0."""

    def __init__(self) -> None:
        """Start the clock."""
        self._virtual = _Selector()
        super().__init__(self._virtual)

    @override
    def time(self) -> float:
        """Return the seconds since the loop was made."""
        return self._virtual.now

    @override
    def run_in_executor[*ArgsT, ResultT](
        self, executor: object, func: Callable[[*ArgsT], ResultT], *args: *ArgsT
    ) -> asyncio.Future[ResultT]:
        """Do a piece of work now."""
        future: asyncio.Future[Any] = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as err:  # noqa: BLE001
            future.set_exception(err)
        return future


def run_virtually[ResultT](work: Coroutine[None, None, ResultT]) -> ResultT:
    """Return a coroutine's result; what goes wrong in a callback is a failure."""
    loop = VirtualLoop()
    problems: list[str] = []
    loop.set_exception_handler(lambda _, context: problems.append(str(context)))
    try:
        result = loop.run_until_complete(work)
    finally:
        loop.close()
    assert not problems
    return result
