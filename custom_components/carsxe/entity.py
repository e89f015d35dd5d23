"""Bases of the entities of cameras and vehicles."""

from typing import override

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity

from .const import DOMAIN
from .runtime.account import Account
from .runtime.camera import CameraPipeline


class CarsXEEntity(Entity):
    """An entity of a subentry's device, which hangs under the account's."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self,
        account: Account,
        subentry: ConfigSubentry,
        key: str,
        *,
        manufacturer: str | None = "CarsXE",
        model: str | None = None,
    ) -> None:
        """Tie the entity to its device."""
        self._attr_translation_key = key
        self._attr_unique_id = f"{subentry.subentry_id}-{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, subentry.subentry_id)},
            manufacturer=manufacturer,
            model=model,
            name=subentry.title,
            via_device_id=account.device_id,
        )


class CarsXECameraEntity(CarsXEEntity):
    """An entity that shows what a camera's pipeline has seen."""

    def __init__(self, account: Account, camera: CameraPipeline, key: str) -> None:
        """Tie the entity to its camera."""
        super().__init__(account, camera.subentry, key)
        self.camera = camera

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the pipeline."""
        await super().async_added_to_hass()
        self.async_on_remove(self.camera.async_listen(self._async_camera_changed))

    @callback
    def _async_camera_changed(self) -> None:
        """Show what has changed."""
        self.async_write_ha_state()
