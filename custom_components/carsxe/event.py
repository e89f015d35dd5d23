"""The event entity of a camera, for automations that must not be fooled by a reload."""

from typing import Any, override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import EVENT_TYPE_KNOWN_PLATE, EVENT_TYPE_UNKNOWN_PLATE
from .entity import CarsXECameraEntity
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.camera import CameraPipeline

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the event entity of each camera."""
    account = entry.runtime_data
    for subentry_id, camera in account.cameras.items():
        async_add_entities(
            [CarsXEPlateEvent(account, camera)], config_subentry_id=subentry_id
        )


class CarsXEPlateEvent(CarsXECameraEntity, EventEntity):
    """Fires for each announced plate, with the data of `plate_detected` as attributes."""

    _unrecorded_attributes = frozenset({"box", "candidates"})

    def __init__(self, account: Account, camera: CameraPipeline) -> None:
        """Give the entity its key."""
        super().__init__(account, camera, "plate")
        self._attr_event_types = [EVENT_TYPE_KNOWN_PLATE, EVENT_TYPE_UNKNOWN_PLATE]

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the announcements."""
        await super().async_added_to_hass()
        self.async_on_remove(self.camera.announcer.async_listen(self._async_announced))

    @callback
    def _async_announced(self, data: dict[str, Any]) -> None:
        """Fire for an announcement."""
        kind = EVENT_TYPE_KNOWN_PLATE if data["known"] else EVENT_TYPE_UNKNOWN_PLATE
        self._trigger_event(kind, data)
        self.async_write_ha_state()
