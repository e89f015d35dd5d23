"""The button of a camera that scans now."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import SUBENTRY_CAMERA
from .entity import CarsXECameraEntity, async_add_subentry_entities
from .runtime.account import CarsXEConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the entity of each camera."""
    async_add_subentry_entities(
        hass, entry, async_add_entities, SUBENTRY_CAMERA, CarsXEScanButton
    )


class CarsXEScanButton(CarsXECameraEntity, ButtonEntity):
    """Scans when pressed, whatever is in view."""

    _key = "scan"

    @property
    @override
    def available(self) -> bool:
        """Return whether a scan is possible."""
        return self.coordinator.available

    @override
    async def async_press(self) -> None:
        """Scan. Raises a translated HomeAssistantError if nothing could be recognized."""
        await self.coordinator.scans.async_scan()
