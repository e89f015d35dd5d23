"""The image processing entity of a camera: scans on demand and shows the plates of the last scan."""

from contextlib import suppress
from typing import Any, override

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.image_processing import (
    ImageProcessingDeviceClass,
    ImageProcessingEntity,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import LOGGER
from .entity import CarsXECameraEntity
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.camera import CameraPipeline
from .runtime.rights import async_check_entity

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the image processing entity of each camera."""
    account = entry.runtime_data
    for subentry_id, camera in account.cameras.items():
        async_add_entities(
            [CarsXEImageProcessing(account, camera)], config_subentry_id=subentry_id
        )


class CarsXEImageProcessing(CarsXECameraEntity, ImageProcessingEntity):
    """Shows the best plate of the last scan, none where it saw none."""

    _attr_device_class = ImageProcessingDeviceClass.ALPR
    _unrecorded_attributes = frozenset({"plates"})

    def __init__(self, account: Account, camera: CameraPipeline) -> None:
        """Take source and minimum score from the camera's settings."""
        super().__init__(account, camera, "plate")
        self._attr_camera_entity = camera.settings.source_entity_id
        self._attr_confidence = camera.settings.min_score

    @property
    @override
    def available(self) -> bool:
        """Return whether a scan is possible."""
        return self.camera.available

    @property
    @override
    def state(self) -> str | None:
        """Return the best plate of the last scan."""
        scan = self.camera.last_scan
        return scan.best.plate if scan and scan.best else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return all plates of the last scan with their scores (0-1), and how many they are."""
        scan = self.camera.last_scan
        detections = scan.detections if scan else ()
        return {
            "plates": {found.plate: found.detection.score for found in detections},
            "vehicles": len(detections),
            "matched_vehicle": scan.vehicle.name if scan and scan.vehicle else None,
        }

    @override
    async def async_device_update(self, warning: bool = True) -> None:
        """Scan also while another scan runs, which core would silently skip."""
        await self.async_update()

    @override
    async def async_update(self) -> None:
        """Scan; the pipeline has logged what may fail, and this action can't answer."""
        if not await self._async_may_scan():
            return
        with suppress(HomeAssistantError):
            await self.camera.async_scan()

    async def _async_may_scan(self) -> bool:
        """Tell whether who asks may spend: core's action checks nobody's rights."""
        if self._context is None:
            return True
        try:
            await async_check_entity(
                self.hass, self._context, self.entity_id, POLICY_CONTROL
            )
        except Unauthorized:
            LOGGER.warning(
                "A user without the right to control %s asked for a scan",
                self.entity_id,
            )
            # Whoever asks next isn't taken for this user.
            self._context = None
            return False
        return True
