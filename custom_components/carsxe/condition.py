"""The conditions of the integration, if Home Assistant has what they are built on."""

from typing import Any

from homeassistant.core import HomeAssistant

from .const import LOGGER

CONDITIONS: dict[str, type[Any]] = {}
try:
    from .vehicle_condition import VehicleSeenCondition
# Nothing promises the base of conditions, and an error here would take logbook, repairs and
# diagnostics along.
except Exception as err:  # noqa: BLE001
    LOGGER.warning("The condition vehicle_seen isn't available: %s", type(err).__name__)
else:
    CONDITIONS["vehicle_seen"] = VehicleSeenCondition


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Any]]:
    """Return the conditions of the integration."""
    return CONDITIONS
