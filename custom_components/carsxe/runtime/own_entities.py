"""Finds the integration's own entities: a scan that one of them starts would start the next."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN


@callback
def async_is_own(hass: HomeAssistant, entity_id: str) -> bool:
    """Tell whether an entity is the integration's own, of whichever account."""
    entity = er.async_get(hass).async_get(entity_id)
    return entity is not None and entity.platform == DOMAIN


@callback
def async_own_entity_ids(hass: HomeAssistant) -> list[str]:
    """Return the integration's own entities, of all accounts."""
    entities = er.async_get(hass).entities.values()
    return [entity.entity_id for entity in entities if entity.platform == DOMAIN]
