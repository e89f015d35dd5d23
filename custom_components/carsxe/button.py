"""The button of a camera: scans now."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import CarsXECameraEntity
from .runtime.account import CarsXEConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the button of each camera."""
    account = entry.runtime_data
    for subentry_id, camera in account.cameras.items():
        async_add_entities(
            [CarsXEScanButton(account, camera, "scan")],
            config_subentry_id=subentry_id,
        )


class CarsXEScanButton(CarsXECameraEntity, ButtonEntity):
    """Scans when it is pressed, whatever is in view."""

    @property
    @override
    def available(self) -> bool:
        """Return whether a scan is possible."""
        return self.camera.available

    @override
    async def async_press(self) -> None:
        """Scan. Raises HomeAssistantError, translated, where nothing could be recognised."""
        await self.camera.async_scan()
