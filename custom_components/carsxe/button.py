"""The button of a camera that scans now."""

from typing import override

from homeassistant.components.button import ButtonEntity

from .entity import CarsXECameraEntity, set_up_entities

PARALLEL_UPDATES = 0


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
        await self.coordinator.async_scan()


async_setup_entry = set_up_entities(camera=[CarsXEScanButton])
