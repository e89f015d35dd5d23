"""The only way to make a paid call: checked before it is made, and counted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from homeassistant.const import CONF_API_KEY
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ...api.client import CarsXEClient, Publish
from ...api.errors import CarsXEError, CarsXEQuotaError
from ...api.models import DecodedPlate, Recognition
from ...const import CONF_API_URL, LOGGER
from ..account import CarsXEConfigEntry
from .budget import Budget, local_text, pause_end
from .usage import Count, Usage


@callback
def async_create_client(hass: HomeAssistant, data: Mapping[str, Any]) -> CarsXEClient:
    """Return a client with an account's key and address."""
    session = async_get_clientsession(hass)
    return CarsXEClient(session, data[CONF_API_KEY], data[CONF_API_URL])


class PaidCalls:
    """Makes an account's paid calls within its limits."""

    def __init__(
        self, hass: HomeAssistant, entry: CarsXEConfigEntry, usage: Usage
    ) -> None:
        """Store the account, its client and its usage."""
        self.hass = hass
        self.entry = entry
        self.usage = usage
        self.budget = Budget(entry, usage)
        self._data = entry.data
        self._client = async_create_client(hass, entry.data)

    @property
    def is_outdated(self) -> bool:
        """Return whether the account has another key or address by now."""
        return any(
            self.entry.data[field] != self._data[field]
            for field in (CONF_API_KEY, CONF_API_URL)
        )

    async def async_recognize(
        self, publish: Publish, *, priority: bool = False
    ) -> Recognition:
        """Read the plates in a picture; each attempt that may have been billed is counted.

        Raises CarsXEError, or a translated HomeAssistantError if no call may be made now or
        between two attempts.
        """
        return await self._client.recognize(partial(self._attempt, publish, priority))

    async def async_decode(self, plate: str, **where: str | None) -> DecodedPlate:
        """Decode a plate; `where` has the parameters of the client.

        Raises CarsXEError, or a translated HomeAssistantError if no call may be made now.
        """
        self.budget.async_check(Count.DECODES, priority=True)
        with self._counted(Count.DECODES):
            return await self._client.decode_plate(plate, **where)

    @contextmanager
    def _attempt(self, publish: Publish, priority: bool) -> Iterator[str]:
        """Publish a picture for one attempt, which is counted; nothing is awaited in between."""
        self.budget.async_check(Count.RECOGNITIONS, priority=priority)
        with publish() as image_url, self._counted(Count.RECOGNITIONS):
            yield image_url

    @contextmanager
    def _counted(self, count: Count) -> Iterator[None]:
        """Count a call before it is made, and undo that if it was certainly free."""
        resumes = self.usage.resumes
        day = self.usage.async_begin(count)
        is_billed = True
        try:
            yield
        except CarsXEError as err:
            is_billed = err.may_be_billed
            if isinstance(err, CarsXEQuotaError) and resumes == self.usage.resumes:
                self._async_pause(count, err)
            raise
        finally:
            self.usage.async_end(count, day, is_billed=is_billed)

    @callback
    def _async_pause(self, count: Count, err: CarsXEQuotaError) -> None:
        """Pause calls, as CarsXE would refuse them this month, and log it once."""
        if self.is_outdated:
            # The quota was that of another key.
            return
        before = self.usage.pauses.get(count)
        until = pause_end()
        counts = {count}
        if count is Count.RECOGNITIONS or not err.is_of_one_api:
            counts = {Count.RECOGNITIONS, Count.DECODES}
        self.usage.async_pause(counts, until)
        if before is None or until - before > timedelta(days=1):
            LOGGER.warning(
                "%s: CarsXE's calls for this month are used up; no more are made before %s"
                " unless the account is reconfigured. CarsXE says: %s",
                self.entry.title,
                local_text(until),
                err,
            )


async def async_get_paid_calls(
    hass: HomeAssistant, entry: CarsXEConfigEntry
) -> PaidCalls:
    """Return the paid calls of an account, even if it isn't set up.

    Raises CountsUnreadableError.
    """
    return PaidCalls(hass, entry, await Usage.async_get(hass, entry.entry_id))
