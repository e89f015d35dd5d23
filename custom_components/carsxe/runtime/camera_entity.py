"""Finds the entity that stands for a camera in events, and for the right to see its plates."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN


@callback
def async_find_camera_entity(
    hass: HomeAssistant, subentry_id: str
) -> er.RegistryEntry | None:
    """Return the registered image processing entity of a camera."""
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(
        Platform.IMAGE_PROCESSING, DOMAIN, f"{subentry_id}-plate"
    )
    return registry.async_get(entity_id) if entity_id else None
