"""The image processing entity of a camera: scans on demand, and shows the plates of a watch."""

from collections.abc import Sequence
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

from .const import LOGGER, SUBENTRY_CAMERA
from .entity import CarsXECameraEntity, async_add_subentry_entities
from .runtime.account import CarsXEConfigEntry
from .runtime.rights import async_check_entity
from .runtime.scan import PlateDetection

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the entity of each camera."""
    async_add_subentry_entities(
        hass, entry, async_add_entities, SUBENTRY_CAMERA, CarsXEImageProcessing
    )


class CarsXEImageProcessing(CarsXECameraEntity, ImageProcessingEntity):
    """Shows the best plate of the last watch, or none if no plate was read."""

    _attr_device_class = ImageProcessingDeviceClass.ALPR
    _key = "plate"
    _unrecorded_attributes = frozenset({"plates"})

    @property
    @override
    def available(self) -> bool:
        """Return whether a scan is possible."""
        return self.coordinator.available

    @property
    @override
    def camera_entity(self) -> str:
        """Return the source of the pictures."""
        return self.coordinator.settings.source_entity_id

    @property
    @override
    def confidence(self) -> float:
        """Return the minimum score in percent."""
        return self.coordinator.settings.min_score

    @property
    @override
    def state(self) -> str | None:
        """Return the best plate of the last watch."""
        detections = self._detections
        return detections[0].plate if detections else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return all plates of the last watch with their scores (0-1), and their number."""
        detections = self._detections
        matched = (found.match.vehicle for found in detections)
        return {
            "plates": {found.plate: found.detection.score for found in detections},
            "vehicles": len(detections),
            "matched_vehicle": next(
                (vehicle.name for vehicle in matched if vehicle), None
            ),
        }

    @property
    def _detections(self) -> Sequence[PlateDetection]:
        """Return the plates of the last watch, best first, or none if it failed."""
        watch = self.coordinator.data
        return watch.detections if watch and watch.error is None else ()

    @override
    async def async_device_update(self, warning: bool = True) -> None:
        """Scan even while another scan runs, which core would silently skip."""
        await self.async_update()

    @override
    async def async_update(self) -> None:
        """Scan. Errors are only logged by the coordinator, as this action can't report them."""
        if not await self._async_may_scan():
            return
        with suppress(HomeAssistantError):
            await self.coordinator.scans.async_scan()

    async def _async_may_scan(self) -> bool:
        """Return whether the user may spend a call, because core's action checks no rights."""
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
            # The next caller must not be taken for this user.
            self._context = None
            return False
        return True
