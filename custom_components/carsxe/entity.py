"""Base of the entities of a camera."""

from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity

from .const import DOMAIN
from .runtime.account import Account
from .runtime.camera import CameraPipeline


class CarsXECameraEntity(Entity):
    """An entity that shows what a camera's pipeline has seen."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, account: Account, camera: CameraPipeline, key: str) -> None:
        """Tie the entity to its camera's device."""
        self.camera = camera
        subentry = camera.subentry
        self._attr_translation_key = key
        self._attr_unique_id = f"{subentry.subentry_id}-{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, subentry.subentry_id)},
            manufacturer="CarsXE",
            name=subentry.title,
            via_device_id=account.device_id,
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the pipeline."""
        await super().async_added_to_hass()
        self.async_on_remove(self.camera.async_listen(self._async_camera_changed))

    @callback
    def _async_camera_changed(self) -> None:
        """Show what has changed."""
        self.async_write_ha_state()
