"""The event entity of a camera, which fires once per visit."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import EVENT_TYPE_KNOWN_PLATE, EVENT_TYPE_UNKNOWN_PLATE, SUBENTRY_CAMERA
from .entity import CarsXECameraEntity, async_add_subentry_entities
from .runtime.account import CarsXEConfigEntry
from .runtime.announcer import Announcement

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the entity of each camera."""
    async_add_subentry_entities(
        hass, entry, async_add_entities, SUBENTRY_CAMERA, CarsXEPlateEvent
    )


class CarsXEPlateEvent(CarsXECameraEntity, EventEntity):
    """Fires for each announced visit, with the data of `plate_detected` as attributes."""

    _attr_event_types = [EVENT_TYPE_KNOWN_PLATE, EVENT_TYPE_UNKNOWN_PLATE]  # noqa: RUF012
    _key = "plate"
    _unrecorded_attributes = frozenset({"box", "candidates"})

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the announcements."""
        await super().async_added_to_hass()
        self._async_follow_announcements(self._async_announced)

    @callback
    def _async_announced(self, announcement: Announcement) -> None:
        """Fire for an announced visit."""
        is_known = announcement.data["known"]
        kind = EVENT_TYPE_KNOWN_PLATE if is_known else EVENT_TYPE_UNKNOWN_PLATE
        self._trigger_event(kind, announcement.data)
        self.async_write_ha_state()
