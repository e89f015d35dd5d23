"""Looks, at no cost, at where vehicles come to rest that have been announced."""

from asyncio import Semaphore, timeout
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN

# Seconds after which an announced vehicle moves on, has come to rest, and its driver has got out.
LOOK_BACK = 1.0, 2.0, 3.0, 4.5, 6.0, 9.0, 12.0, 23.0
# Nobody waits for these looks, and somebody may wait for others: so many are taken at a time, over all
# cameras, and one that doesn't get its turn for so many seconds is left out.
AT_A_TIME, PATIENCE = 2, 2.0

_DATA_TURNS: HassKey[Semaphore] = HassKey(f"{DOMAIN}_look_backs")


class LookBacks:
    """Has a camera look back several times after an announcement."""

    def __init__(
        self,
        hass: HomeAssistant,
        look: Callable[[], Awaitable[None]],
        create_task: Callable[[Coroutine[None, None, None]], object],
    ) -> None:
        """Keep what looks, which may raise HomeAssistantError, and what starts a task for it."""
        self._hass = hass
        self._look = look
        self._create_task = create_task
        self._timers: list[CALLBACK_TYPE] = []

    @callback
    def async_plan(self) -> None:
        """Look back from now on, and no more as was planned before."""
        self.async_cancel()
        job = HassJob(self._async_elapsed, cancel_on_shutdown=True)
        self._timers = [async_call_later(self._hass, delay, job) for delay in LOOK_BACK]

    @callback
    def async_cancel(self) -> None:
        """Don't look back any more."""
        while self._timers:
            self._timers.pop()()

    @callback
    def _async_elapsed(self, _: datetime) -> None:
        """Look back, as it is time for it."""
        self._create_task(self._async_look())

    async def _async_look(self) -> None:
        """Look back, if it is its turn; what fails then is said by the next scan."""
        turns = self._hass.data.setdefault(_DATA_TURNS, Semaphore(AT_A_TIME))
        try:
            async with timeout(PATIENCE):
                await turns.acquire()
        except TimeoutError:
            return
        try:
            with suppress(HomeAssistantError):
                await self._look()
        finally:
            turns.release()
