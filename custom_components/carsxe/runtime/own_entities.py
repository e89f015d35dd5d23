"""Find the integration's own entities and devices."""

from collections.abc import Iterable

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN


@callback
def async_is_own(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether an entity is the integration's own; as a trigger it would start endless scans."""
    entity = er.async_get(hass).async_get(entity_id)
    return entity is not None and entity.platform == DOMAIN


@callback
def async_own_entity_ids(hass: HomeAssistant) -> list[str]:
    """Return the integration's own entities of all accounts."""
    entities = er.async_get(hass).entities.values()
    return [entity.entity_id for entity in entities if entity.platform == DOMAIN]


@callback
def async_find_camera_entity(
    hass: HomeAssistant, subentry_id: str
) -> er.RegistryEntry | None:
    """Return the entity that represents a camera in events and for users' rights."""
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(
        Platform.IMAGE_PROCESSING, DOMAIN, f"{subentry_id}-plate"
    )
    return registry.async_get(entity_id) if entity_id else None


@callback
def async_device_name(hass: HomeAssistant, device_id: str | None) -> str | None:
    """Return the name of a device, or None if there is no device."""
    device = dr.async_get(hass).async_get(device_id) if device_id else None
    return (device.name_by_user or device.name) if device else None


@callback
def async_subentry_ids(hass: HomeAssistant, picked: Iterable[str]) -> list[str]:
    """Return the subentry IDs of picked devices; subentry IDs stay as they are."""
    registry = dr.async_get(hass)
    ids: list[str] = []
    for each in picked:
        device = registry.async_get(each)
        identifiers = device.identifiers if device else ()
        own = [value for domain, value in identifiers if domain == DOMAIN]
        ids += own or [each]
    return ids
