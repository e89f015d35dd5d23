"""The event entity of a camera: fires once for each visit."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import EVENT_TYPE_KNOWN_PLATE, EVENT_TYPE_UNKNOWN_PLATE, SUBENTRY_CAMERA
from .entity import CarsXECameraEntity, async_add_subentries
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.coordinator import CameraCoordinator
from .runtime.event_data import Announcement

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the entity of each camera."""
    account = entry.runtime_data

    @callback
    def _add(subentry: ConfigSubentry) -> None:
        coordinator = account.cameras[subentry.subentry_id]
        async_add_entities(
            [CarsXEPlateEvent(account, coordinator)],
            config_subentry_id=subentry.subentry_id,
        )

    async_add_subentries(hass, entry, SUBENTRY_CAMERA, _add)


class CarsXEPlateEvent(CarsXECameraEntity, EventEntity):
    """Fires for each announced visit, with the data of `plate_detected` as attributes."""

    _unrecorded_attributes = frozenset({"box", "candidates"})

    def __init__(self, account: Account, coordinator: CameraCoordinator) -> None:
        """Give the entity its key."""
        super().__init__(account, coordinator, "plate")
        self._attr_event_types = [EVENT_TYPE_KNOWN_PLATE, EVENT_TYPE_UNKNOWN_PLATE]

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
