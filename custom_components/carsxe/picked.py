"""Vehicles and cameras that were picked from a list of devices."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import DOMAIN


@callback
def async_subentry_ids(hass: HomeAssistant, picked: Iterable[str]) -> list[str]:
    """Return the subentry ids of devices; what is an id already stays one."""
    registry = dr.async_get(hass)
    ids: list[str] = []
    for each in picked:
        device = registry.async_get(each)
        identifiers = device.identifiers if device else ()
        own = [value for domain, value in identifiers if domain == DOMAIN]
        ids += own or [each]
    return ids
