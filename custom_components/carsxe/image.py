"""The image entity of a camera: the last picture with a plate, and what was read in it."""

from contextlib import suppress
from datetime import datetime
from typing import Any, override

from homeassistant.components.image import ImageEntity
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import SUBENTRY_CAMERA
from .entity import CarsXECameraEntity, async_add_subentry_entities
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.capture import async_capture
from .runtime.history.camera_history import SIGNAL_HISTORY_CHANGED
from .runtime.history.folder import PICTURE, Record
from .runtime.picture_work import async_work
from .runtime.recognizer import async_prepare
from .vision import PictureError, annotate, make_placeholder

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the entity of each camera."""
    async_add_subentry_entities(
        hass, entry, async_add_entities, SUBENTRY_CAMERA, CarsXELastPlateImage
    )


class CarsXELastPlateImage(CarsXECameraEntity, ImageEntity):
    """Shows the last picture with a plate as it was sent, with all its plates drawn in."""

    _key = "last_plate"

    def __init__(self, account: Account, camera: ConfigSubentry) -> None:
        """Initialize both base classes, which take different arguments."""
        CarsXECameraEntity.__init__(self, account, camera)
        ImageEntity.__init__(self, self.coordinator.hass)

    @property
    def _record(self) -> Record | None:
        """Return the last detection, unless all plates in its picture have since been ignored."""
        history = self.coordinator.history
        if (last := history.last) is None:
            return None
        plates = {last.plate} | {
            record.plate
            for record in history.records
            if record.data["scan_id"] == last.data["scan_id"]
        }
        return None if all(map(self.coordinator.is_ignored, plates)) else last

    @property
    @override
    def image_last_updated(self) -> datetime | None:
        """Return when the picture was taken."""
        record = self._record
        return record.detected_at if record else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the ID of the picture's scan, which is also in the event of a plate."""
        record = self._record
        return {"scan_id": record.data["scan_id"] if record else None}

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the pictures."""
        await super().async_added_to_hass()
        self._async_follow(SIGNAL_HISTORY_CHANGED, self.async_write_ha_state)

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture; until there is one, the present view of the camera, or a gray one."""
        if record := self._record:
            file = self.coordinator.history.folder.file(record.record_id, PICTURE)
            with suppress(OSError):
                return await self.hass.async_add_executor_job(file.read_bytes)
        settings = self.coordinator.settings
        if settings.spare_camera:
            return await async_work(self.hass, make_placeholder)
        try:
            capture = await async_capture(self.hass, settings)
            shown, _ = await async_prepare(self.hass, settings, capture.content)
            return await async_work(self.hass, annotate, shown.content, [])
        except HomeAssistantError, PictureError:
            return await async_work(self.hass, make_placeholder)
