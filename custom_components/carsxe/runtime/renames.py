"""Keeps cameras' settings right when an entity they name gets another entity id."""

from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.entity_registry import (
    EVENT_ENTITY_REGISTRY_UPDATED,
    EventEntityRegistryUpdatedData,
)

from ..const import (
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
    DOMAIN,
    SUBENTRY_CAMERA,
)
from .settings import camera_unique_id


@callback
def async_follow_renames(hass: HomeAssistant) -> None:
    """Rewrite cameras at a rename, whether or not their account is set up."""

    @callback
    def _renamed(event: Event[EventEntityRegistryUpdatedData]) -> None:
        if event.data["action"] != "update" or "old_entity_id" not in event.data:
            return
        old, new = event.data["old_entity_id"], event.data["entity_id"]
        for entry in hass.config_entries.async_entries(DOMAIN):
            for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA):
                _async_rename(hass, entry, camera, old, new)

    hass.bus.async_listen(EVENT_ENTITY_REGISTRY_UPDATED, _renamed)


@callback
def _async_rename(
    hass: HomeAssistant, entry: ConfigEntry, camera: ConfigSubentry, old: str, new: str
) -> None:
    """Replace an entity id in a camera, which has its account reloaded where it is in use."""
    data = _replaced(dict(camera.data), old, new)
    if data == camera.data:
        return
    unique_id = camera_unique_id(data[CONF_SOURCE_ENTITY_ID])
    others = {s.unique_id for s in entry.subentries.values()} - {camera.unique_id}
    if unique_id in others:
        # An older camera holds on to the id, whose entity is gone.
        unique_id = camera.unique_id or unique_id
    hass.config_entries.async_update_subentry(
        entry, camera, data=data, unique_id=unique_id
    )


def _replaced(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return a camera's data with one entity id replaced."""
    if data[CONF_SOURCE_ENTITY_ID] == old:
        data[CONF_SOURCE_ENTITY_ID] = new
    if old in (triggers := data.get(CONF_TRIGGER_ENTITY_IDS, ())):
        data[CONF_TRIGGER_ENTITY_IDS] = [new if t == old else t for t in triggers]
    return data
