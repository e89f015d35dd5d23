"""Lets one thing run at a time; requests made meanwhile share the single run that follows."""

from asyncio import CancelledError, Future, Task, get_running_loop, wait
from collections.abc import Awaitable, Callable, Coroutine

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from ...const import DOMAIN


class AbortedError(HomeAssistantError):
    """The run was given up, as its account was unloaded."""

    def __init__(self) -> None:
        """Bring the translated message."""
        super().__init__(translation_domain=DOMAIN, translation_key="scan_aborted")


class CoalescingQueue[ResultT]:
    """Runs a job again and again, never twice at once."""

    def __init__(
        self,
        job: Callable[[], Awaitable[ResultT]],
        start: Callable[[Coroutine[None, None, None]], Task[None]],
    ) -> None:
        """Keep the job and what starts a task that ends with its owner."""
        self._job = job
        self._start = start
        self._waiting: Future[ResultT] | None = None
        self._task: Task[None] | None = None

    @callback
    def async_submit(self) -> Future[ResultT]:
        """Ask for a run that starts now or after the running one; returns its outcome."""
        if self._waiting is not None:
            return self._waiting
        outcome = self._waiting = get_running_loop().create_future()
        outcome.add_done_callback(_retrieve)
        if self._task is None or self._task.done():
            self._task = self._start(self._async_work())
        return outcome

    async def async_settle(self) -> None:
        """Return once nothing runs."""
        if self._task is not None and not self._task.done():
            await wait([self._task])

    async def _async_work(self) -> None:
        """Run the job until nobody waits any more."""
        while (outcome := self._waiting) is not None:
            self._waiting = None
            try:
                result = await self._job()
            except CancelledError:
                self._abort(outcome)
                raise
            except Exception as err:  # noqa: BLE001
                outcome.set_exception(err)
            else:
                outcome.set_result(result)

    def _abort(self, running: Future[ResultT]) -> None:
        """Tell all who wait that nothing will come."""
        for outcome in (running, self._waiting):
            if outcome is not None:
                outcome.set_exception(AbortedError())
        self._waiting = None


def _retrieve(outcome: Future[object]) -> None:
    """Mark an exception as seen, as nobody may be waiting for it."""
    if not outcome.cancelled():
        outcome.exception()
