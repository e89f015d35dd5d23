"""The triggers of the integration, if Home Assistant has what they are built on."""

from typing import Any

from homeassistant.core import HomeAssistant

from .const import LOGGER

TRIGGERS: dict[str, type[Any]] = {}
try:
    from .plate_trigger import PlateDetectedTrigger
# Nothing promises the bases of triggers, and an error here would take logbook, repairs and
# diagnostics along.
except Exception as err:  # noqa: BLE001
    LOGGER.warning("The trigger plate_detected isn't available: %s", type(err).__name__)
else:
    TRIGGERS["plate_detected"] = PlateDetectedTrigger


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Any]]:
    """Return the triggers of the integration."""
    return TRIGGERS
