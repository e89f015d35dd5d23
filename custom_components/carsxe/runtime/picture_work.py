"""Run picture work in the executor, a little at a time, as it competes with the event loop."""

from asyncio import CancelledError, Future, Semaphore, wait
from collections.abc import Callable
from contextlib import suppress

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

WORKERS = 2

_DATA_SLOTS: HassKey[Semaphore] = HassKey(f"{DOMAIN}_picture_slots")


async def async_work[*ArgsT, ResultT](
    hass: HomeAssistant, work: Callable[[*ArgsT], ResultT], *args: *ArgsT
) -> ResultT:
    """Return the result of picture work; two jobs run at a time for all cameras."""
    slots = hass.data.setdefault(_DATA_SLOTS, Semaphore(WORKERS))

    @callback
    def _ended(job: Future[ResultT]) -> None:
        slots.release()
        # Mark an exception as retrieved, as nobody may be waiting for it.
        with suppress(CancelledError):
            job.exception()

    await slots.acquire()
    job = hass.async_add_executor_job(work, *args)
    job.add_done_callback(_ended)
    # A thread can't be cancelled, so it keeps its slot until it has finished.
    await wait([job])
    return job.result()
