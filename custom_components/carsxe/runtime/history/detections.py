"""The kept detections of all cameras, matched with the present vehicles."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ...const import DOMAIN, SUBENTRY_CAMERA
from ...plates import Match, Matcher
from ..account import CarsXEConfigEntry
from ..own_entities import async_device_name, async_find_camera_entity
from ..settings import CameraSettings
from ..vehicles.vehicles import Vehicles
from .folder import Record
from .histories import DATA_HISTORIES


@dataclass(frozen=True, kw_only=True)
class KeptDetection:
    """A detection, and its camera with its entity and its account."""

    record: Record
    entry: CarsXEConfigEntry
    camera: ConfigSubentry
    camera_name: str
    entity: er.RegistryEntry
    matcher: Matcher

    @cached_property
    def match(self) -> Match:
        """Return the present match; many detections are never asked for theirs."""
        return self.matcher.match(
            self.record.plate,
            self.record.candidates(),
            min_score=CameraSettings.from_subentry(self.camera).min_score / 100,
            camera_id=self.camera.subentry_id,
            now=dt_util.utcnow(),
        )


@callback
def async_list_detections(
    hass: HomeAssistant, may_read: Callable[[str], bool]
) -> list[KeptDetection]:
    """Return the detections of the cameras whose entities may be read, latest first."""
    histories = hass.data.get(DATA_HISTORIES, {})
    detections: list[KeptDetection] = []
    for entry in hass.config_entries.async_entries(DOMAIN):
        # The subentries are up to date even while the account is being set up again.
        matcher = Vehicles(hass, entry).matcher
        for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA):
            history = histories.get(camera.subentry_id)
            entity = async_find_camera_entity(hass, camera.subentry_id)
            if not history or not entity or not may_read(entity.entity_id):
                continue
            name = async_device_name(hass, entity.device_id) or camera.title
            detections += [
                KeptDetection(
                    record=record,
                    entry=entry,
                    camera=camera,
                    camera_name=name,
                    entity=entity,
                    matcher=matcher,
                )
                for record in history.records
            ]
    return sorted(
        detections,
        key=lambda kept: (kept.record.detected_at, kept.record.record_id),
        reverse=True,
    )
