"""The conditions of the integration, if Home Assistant still has their base classes."""

from typing import Any

from homeassistant.core import HomeAssistant

from .const import LOGGER

CONDITIONS: dict[str, type[Any]] = {}
try:
    from .vehicle_condition import VehicleSeenCondition
# The base class of conditions isn't a stable API, and an error here would also break the logbook,
# repairs and diagnostics.
except Exception as err:  # noqa: BLE001
    LOGGER.warning("The condition vehicle_seen isn't available: %s", type(err).__name__)
else:
    CONDITIONS["vehicle_seen"] = VehicleSeenCondition


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Any]]:
    """Return the conditions of the integration."""
    return CONDITIONS
