"""Update cameras and vehicles when an entity ID in their settings changes."""

from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Event, EventOrigin, HomeAssistant, callback
from homeassistant.helpers.entity_registry import (
    EVENT_ENTITY_REGISTRY_UPDATED,
    EventEntityRegistryUpdatedData,
)

from ..const import (
    CONF_SCHEDULE,
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
    DOMAIN,
    SUBENTRY_CAMERA,
)
from .account import CarsXEConfigEntry
from .settings import camera_unique_id


@callback
def async_follow_renames(hass: HomeAssistant) -> None:
    """Update cameras and vehicles after a rename, even if their account isn't set up."""

    @callback
    def _renamed(event: Event[EventEntityRegistryUpdatedData]) -> None:
        # The app can fire any event for any user, but with a remote origin.
        if event.origin is not EventOrigin.local:
            return
        if event.data["action"] != "update" or "old_entity_id" not in event.data:
            return
        old, new = event.data["old_entity_id"], event.data["entity_id"]
        for entry in hass.config_entries.async_entries(DOMAIN):
            for subentry in list(entry.subentries.values()):
                _async_rename(hass, entry, subentry, old, new)

    hass.bus.async_listen(EVENT_ENTITY_REGISTRY_UPDATED, _renamed)


@callback
def _async_rename(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    subentry: ConfigSubentry,
    old: str,
    new: str,
) -> None:
    """Replace an entity ID in a camera or a vehicle."""
    data = _replaced(dict(subentry.data), old, new)
    if data == subentry.data:
        return
    is_camera = subentry.subentry_type == SUBENTRY_CAMERA
    unique_id = camera_unique_id(data) if is_camera else subentry.unique_id
    others = {each.unique_id for each in entry.subentries.values()}
    if unique_id in others:
        # An older camera may still have the ID, but its entity is gone.
        unique_id = subentry.unique_id
    hass.config_entries.async_update_subentry(
        entry, subentry, data=data, unique_id=unique_id
    )


def _replaced(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return a subentry's data with one entity ID replaced."""
    for field in (CONF_SOURCE_ENTITY_ID, CONF_SCHEDULE):
        if data.get(field) == old:
            data[field] = new
    if old in (triggers := data.get(CONF_TRIGGER_ENTITY_IDS, ())):
        data[CONF_TRIGGER_ENTITY_IDS] = [new if t == old else t for t in triggers]
    return data
