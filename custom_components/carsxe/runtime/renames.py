"""Keeps a camera's settings right when an entity they name gets another entity id."""

from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.entity_registry import EventEntityRegistryUpdatedData
from homeassistant.helpers.event import async_track_entity_registry_updated_event

from ..const import CONF_SOURCE_ENTITY_ID, CONF_TRIGGER_ENTITY_IDS
from .settings import CameraSettings, camera_unique_id


@callback
def async_follow_renames(
    hass: HomeAssistant, entry: ConfigEntry, subentry: ConfigSubentry
) -> CALLBACK_TYPE:
    """Rewrite the subentry at a rename, which has its account reloaded; returns what ends that."""
    settings = CameraSettings.from_subentry(subentry)

    @callback
    def _updated(event: Event[EventEntityRegistryUpdatedData]) -> None:
        if event.data["action"] != "update" or "old_entity_id" not in event.data:
            return
        data = _renamed(
            dict(subentry.data), event.data["old_entity_id"], event.data["entity_id"]
        )
        hass.config_entries.async_update_subentry(
            entry,
            subentry,
            data=data,
            unique_id=camera_unique_id(data[CONF_SOURCE_ENTITY_ID]),
        )

    return async_track_entity_registry_updated_event(
        hass, {settings.source_entity_id, *settings.trigger_entity_ids}, _updated
    )


def _renamed(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return a camera's data with one entity id replaced."""
    return data | {
        CONF_SOURCE_ENTITY_ID: new
        if data[CONF_SOURCE_ENTITY_ID] == old
        else data[CONF_SOURCE_ENTITY_ID],
        CONF_TRIGGER_ENTITY_IDS: [
            new if entity_id == old else entity_id
            for entity_id in data.get(CONF_TRIGGER_ENTITY_IDS, ())
        ],
    }
