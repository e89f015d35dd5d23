"""Vehicles and cameras that were picked from a list of devices."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import DOMAIN


@callback
def async_subentry_ids(hass: HomeAssistant, picked: Iterable[str]) -> set[str]:
    """Return the subentry ids of devices; what is an id already stays one."""
    registry = dr.async_get(hass)
    ids: set[str] = set()
    for each in picked:
        device = registry.async_get(each)
        own = (
            {value for domain, value in device.identifiers if domain == DOMAIN}
            if device
            else ()
        )
        ids.update(own or (each,))
    return ids
