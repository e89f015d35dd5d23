"""CarsXE's part of Home Assistant's system information."""

from collections import Counter
from contextlib import suppress
from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback

from .const import CONF_API_URL, DOMAIN, SUBENTRY_CAMERA
from .runtime.account import CarsXEConfigEntry
from .runtime.public_url import async_find_public_url
from .runtime.spending.periods import Period
from .runtime.spending.usage import Count, CountsUnreadableError, Usage

type Reached = str | dict[str, str]


@callback
def async_register(
    hass: HomeAssistant, register: system_health.SystemHealthRegistration
) -> None:
    """Register the system information."""
    register.async_register_info(
        _async_get_info, "/config/integrations/integration/carsxe"
    )


async def _async_get_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the totals of all accounts, and whether CarsXE can be reached."""
    entries: list[CarsXEConfigEntry] = hass.config_entries.async_entries(
        DOMAIN, include_disabled=False
    )
    made: Counter[Period] = Counter()
    for entry in entries:
        with suppress(CountsUnreadableError):
            usage = await Usage.async_get(hass, entry.entry_id)
            made.update(
                {each: usage.count(Count.RECOGNITIONS, each) for each in Period}
            )
    hosts = sorted({entry.data[CONF_API_URL] for entry in entries})
    return {
        "can_reach_server": _async_reach(hass, hosts),
        "public_url": all(async_find_public_url(hass, e.data) for e in entries),
        "recognitions_today": made[Period.DAILY],
        "recognitions_this_month": made[Period.MONTHLY],
        "cameras": sum(
            len(list(entry.get_subentries_of_type(SUBENTRY_CAMERA)))
            for entry in entries
        ),
    }


async def _async_reach(hass: HomeAssistant, hosts: list[str]) -> Reached:
    """Return whether all hosts answer; the requests contain no key."""
    for host in hosts:
        reached: Reached = await system_health.async_check_can_reach_url(hass, host)
        if reached != "ok":
            return reached
    return "ok"
