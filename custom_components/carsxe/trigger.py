"""The triggers of the integration, if Home Assistant still has their base classes."""

from typing import Any

from homeassistant.core import HomeAssistant

from .const import LOGGER

TRIGGERS: dict[str, type[Any]] = {}
try:
    from .plate_trigger import PlateDetectedTrigger
# The base classes of triggers aren't a stable API, and an error here would also break the logbook,
# repairs and diagnostics.
except Exception as err:  # noqa: BLE001
    LOGGER.warning("The trigger plate_detected isn't available: %s", type(err).__name__)
else:
    TRIGGERS["plate_detected"] = PlateDetectedTrigger


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Any]]:
    """Return the triggers of the integration."""
    return TRIGGERS
