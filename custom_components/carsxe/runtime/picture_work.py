"""Does picture work in the executor, little at a time, as it competes with the event loop."""

from asyncio import Semaphore
from collections.abc import Callable

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

WORKERS = 2

_DATA_SLOTS: HassKey[Semaphore] = HassKey(f"{DOMAIN}_picture_slots")


async def async_work[*ArgsT, ResultT](
    hass: HomeAssistant, work: Callable[[*ArgsT], ResultT], *args: *ArgsT
) -> ResultT:
    """Return what a piece of picture work gives; two run at a time, over all cameras."""
    slots = hass.data.setdefault(_DATA_SLOTS, Semaphore(WORKERS))
    async with slots:
        return await hass.async_add_executor_job(work, *args)
