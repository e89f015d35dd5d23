"""The kept detections of all cameras, matched with the present vehicles."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util

from ...const import DOMAIN, SUBENTRY_CAMERA
from ...plates import Match, Matcher
from ..own_entities import async_find_camera_entity
from ..settings import CameraSettings
from ..vehicles.vehicles import Vehicles
from .camera_history import CameraHistory
from .folder import Record
from .histories import DATA_HISTORIES


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptCamera:
    """A camera's names and account."""

    entry: ConfigEntry
    subentry_id: str
    entity_id: str
    device_id: str | None
    name: str
    min_score: float


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptDetection:
    """A detection, its camera, and its present match."""

    record: Record
    camera: KeptCamera
    match: Match


@callback
def async_list_detections(
    hass: HomeAssistant, may_read: Callable[[str], bool]
) -> Iterator[KeptDetection]:
    """Yield the detections of the cameras whose entities may be read, latest first.

    Plates are matched lazily, so a caller that needs only a few doesn't pay for all.
    """
    now = dt_util.utcnow()
    records = [
        (record, camera, matcher)
        for entry in hass.config_entries.async_entries(DOMAIN)
        for camera, history, matcher in _cameras(hass, entry)
        if may_read(camera.entity_id)
        for record in history.records
    ]
    records.sort(
        key=lambda kept: (kept[0].detected_at, kept[0].record_id), reverse=True
    )
    for record, camera, matcher in records:
        match = matcher.match(
            record.plate,
            record.candidates(),
            min_score=camera.min_score / 100,
            camera_id=camera.subentry_id,
            now=now,
        )
        yield KeptDetection(record=record, camera=camera, match=match)


@callback
def _cameras(
    hass: HomeAssistant, entry: ConfigEntry
) -> Iterator[tuple[KeptCamera, CameraHistory, Matcher]]:
    """Yield the cameras of an account with their history and matcher."""
    # The subentries are up to date even while the account is being set up again.
    matcher = Vehicles(hass, entry).matcher
    for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA):
        history = hass.data.get(DATA_HISTORIES, {}).get(subentry.subentry_id)
        camera = _find_camera(hass, entry, subentry)
        if history and camera:
            yield camera, history, matcher


@callback
def _find_camera(
    hass: HomeAssistant, entry: ConfigEntry, subentry: ConfigSubentry
) -> KeptCamera | None:
    """Return a camera, or None if its entity doesn't exist."""
    entity = async_find_camera_entity(hass, subentry.subentry_id)
    if entity is None:
        return None
    device = (
        dr.async_get(hass).async_get(entity.device_id) if entity.device_id else None
    )
    return KeptCamera(
        entry=entry,
        subentry_id=subentry.subentry_id,
        entity_id=entity.entity_id,
        device_id=entity.device_id,
        name=(device and (device.name_by_user or device.name)) or subentry.title,
        min_score=CameraSettings.from_subentry(subentry).min_score,
    )
