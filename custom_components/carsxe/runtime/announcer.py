"""Announce visits to entities, the event bus and the history."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from homeassistant.const import ATTR_DEVICE_ID, ATTR_ENTITY_ID
from homeassistant.core import callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalTypeFormat

from ..const import ATTR_CAMERA_ENTITY_ID, DOMAIN, EVENT_PLATE_DETECTED
from .own_entities import async_find_camera_entity
from .scan import PlateDetection, Scan
from .track import Direction
from .vehicles.decoder import async_decode_unknown
from .visit import Visit

if TYPE_CHECKING:
    from .coordinator import CameraCoordinator


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """An announced detection with its scan and the data of the event."""

    scan: Scan
    detection: PlateDetection
    data: dict[str, Any]


# Formatted with the camera's subentry ID.
SIGNAL_ANNOUNCED: SignalTypeFormat[Announcement] = SignalTypeFormat(
    f"{DOMAIN}_announced_{{}}"
)


@callback
def async_announce_visits(
    camera: CameraCoordinator, *, is_final: bool = False
) -> set[str]:
    """Announce the visits that are due, return their plates, and record departures.

    Readings of a camera that was removed in the meantime are dropped.
    """
    if camera.subentry.subentry_id not in camera.config_entry.subentries:
        return set()
    tracks, now = camera.tracker.tracks, camera.hass.loop.time()
    for visit in camera.visits.left(tracks):
        # A vehicle that was still approaching when it went out of view is present.
        if visit.direction is not Direction.APPROACHING:
            for vehicle_id in visit.vehicle_ids:
                camera.vehicles.async_left(vehicle_id)
    announced = [
        announcement.detection
        for visit in camera.visits.due(tracks, now, is_final=is_final)
        if (announcement := _async_announce(camera, visit))
    ]
    if camera.settings.decode_unknown:
        async_decode_unknown(camera, announced)
    return {detection.plate for detection in announced}


@callback
def _async_announce(camera: CameraCoordinator, visit: Visit) -> Announcement | None:
    """Announce a visit, unless its vehicle is ignored, and return the announcement."""
    hass, camera_id = camera.hass, camera.subentry.subentry_id
    scan, detection = visit.best
    if visit.vehicle and visit.vehicle.ignore:
        return None
    data = async_origin(camera)
    data |= build_event_data(scan, detection)
    data |= {"direction": visit.direction, "similar_to": visit.similar_to}
    announcement = Announcement(scan=scan, detection=detection, data=data)
    async_dispatcher_send(hass, SIGNAL_ANNOUNCED.format(camera_id), announcement)
    hass.bus.async_fire(EVENT_PLATE_DETECTED, data)
    camera.history.async_keep(announcement)
    return announcement


@callback
def async_origin(camera: CameraCoordinator) -> dict[str, Any]:
    """Return the part of an event that identifies the camera."""
    registered = async_find_camera_entity(camera.hass, camera.subentry.subentry_id)
    return {
        ATTR_ENTITY_ID: registered.entity_id if registered else None,
        ATTR_DEVICE_ID: registered.device_id if registered else None,
        ATTR_CAMERA_ENTITY_ID: camera.settings.source_entity_id,
    }


def build_event_data(scan: Scan, plate_detection: PlateDetection) -> dict[str, Any]:
    """Return the event data of one detection; values that CarsXE didn't report are None."""
    detection, match = plate_detection.detection, plate_detection.match
    known = match.vehicle
    return {
        **asdict(detection),
        "plate": plate_detection.plate,
        "text": detection.plate,
        "candidates": [
            {"plate": plate, "score": score}
            for plate, score in plate_detection.candidates
        ],
        "known": known is not None,
        "vehicle": known.name if known else None,
        "vehicle_id": known.vehicle_id if known else None,
        "match": match.kind.value if known and match.kind else None,
        "matched_plate": match.matched_plate,
        "detected_at": scan.captured_at.isoformat(),
        "processing_time": scan.processing_time,
        "scan_id": scan.scan_id,
    }
