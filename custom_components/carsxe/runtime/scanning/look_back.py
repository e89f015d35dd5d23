"""Looks, at no cost, at where vehicles come to rest that have been announced."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later

# Seconds after which an announced vehicle moves on, has come to rest, and its driver has got out.
LOOK_BACK = 3.0, 6.0, 9.0, 12.0, 23.0


class LookBacks:
    """Has a camera look back several times after an announcement."""

    def __init__(
        self, hass: HomeAssistant, look: Callable[[], Awaitable[None]]
    ) -> None:
        """Keep what looks; it may raise HomeAssistantError."""
        self._hass = hass
        self._look = look
        self._timers: list[CALLBACK_TYPE] = []

    @callback
    def async_plan(self) -> None:
        """Look back from now on, and no more as was planned before."""
        self.async_cancel()
        job = HassJob(self._async_look, cancel_on_shutdown=True)
        self._timers = [async_call_later(self._hass, delay, job) for delay in LOOK_BACK]

    @callback
    def async_cancel(self) -> None:
        """Don't look back any more."""
        while self._timers:
            self._timers.pop()()

    async def _async_look(self, _: datetime) -> None:
        """Look back; what fails then is said by the next scan."""
        with suppress(HomeAssistantError):
            await self._look()
