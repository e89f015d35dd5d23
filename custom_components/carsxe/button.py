"""The button of a camera that scans now."""

from functools import partial
from typing import override

from homeassistant.components.button import ButtonEntity

from .const import SUBENTRY_CAMERA
from .entity import CarsXECameraEntity, async_setup_subentry_entities

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


async_setup_entry = partial(
    async_setup_subentry_entities, kind=SUBENTRY_CAMERA, builders=[CarsXEScanButton]
)
