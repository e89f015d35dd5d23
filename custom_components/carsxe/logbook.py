"""Describe plate events in the logbook."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Event, HomeAssistant, State, callback
from homeassistant.helpers import entity_registry as er

from .const import (
    ATTR_CAMERA_ENTITY_ID,
    CONF_PLATE,
    DOMAIN,
    EVENT_PLATE_DETECTED,
    EVENT_TYPE_KNOWN_PLATE,
    EVENT_TYPE_UNKNOWN_PLATE,
)
from .runtime.own_entities import async_device_name
from .runtime.texts import async_translate

type Describe = Callable[[str, str, Callable[[Event], dict[str, Any]]], None]


@callback
def async_describe_events(hass: HomeAssistant, async_describe_event: Describe) -> None:
    """Register the description of the plate event."""

    @callback
    def _describe(event: Event) -> dict[str, Any]:
        """Return a logbook entry.

        It has no entity, because the frontend would show its name instead of the beginning of the
        sentence. The logbook finds the entry by the event's own data.
        """
        data = event.data
        name, message = "logbook_unknown", "logbook_seen"
        icon, state = "mdi:car-search", EVENT_TYPE_UNKNOWN_PLATE
        if data.get("known"):
            name, icon, state = "logbook_vehicle", "mdi:car", EVENT_TYPE_KNOWN_PLATE
            if data.get(CONF_PLATE) != data.get("matched_plate"):
                message = "logbook_misread"
        words = {
            "plate": str(data.get(CONF_PLATE)),
            "vehicle": str(data.get("vehicle")),
            "matched_plate": str(data.get("matched_plate")),
            "camera": _camera_name(hass, data),
        }
        return {
            LOGBOOK_ENTRY_NAME: async_translate(hass, name, words),
            LOGBOOK_ENTRY_ICON: icon,
            LOGBOOK_ENTRY_MESSAGE: async_translate(hass, message, words),
            # The filter of a card uses it.
            "state": state,
        }

    async_describe_event(DOMAIN, EVENT_PLATE_DETECTED, _describe)


def _camera_name(hass: HomeAssistant, data: Mapping[str, Any]) -> str:
    """Return the name of the event's camera."""
    registered = er.async_get(hass).async_get(data.get(ATTR_ENTITY_ID) or "")
    if registered and (name := async_device_name(hass, registered.device_id)):
        return name
    source = str(data.get(ATTR_CAMERA_ENTITY_ID))
    state: State | None = hass.states.get(source)
    return state.name if state else source
