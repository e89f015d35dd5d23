"""The button of a camera: scans now."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import SUBENTRY_CAMERA
from .entity import CarsXECameraEntity, async_add_subentries
from .runtime.account import CarsXEConfigEntry

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
            [CarsXEScanButton(account, coordinator, "scan")],
            config_subentry_id=subentry.subentry_id,
        )

    async_add_subentries(hass, entry, SUBENTRY_CAMERA, _add)


class CarsXEScanButton(CarsXECameraEntity, ButtonEntity):
    """Scans when it is pressed, whatever is in view."""

    @property
    @override
    def available(self) -> bool:
        """Return whether a scan is possible."""
        return self.coordinator.available

    @override
    async def async_press(self) -> None:
        """Scan. Raises HomeAssistantError, translated, where nothing could be recognized."""
        await self.coordinator.async_scan()
