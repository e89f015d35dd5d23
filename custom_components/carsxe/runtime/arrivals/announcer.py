"""Announces what a camera's scans have detected, once for each arrival."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import ATTR_DEVICE_ID, ATTR_ENTITY_ID
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ...const import ATTR_CAMERA_ENTITY_ID, DOMAIN, EVENT_PLATE_DETECTED
from ..camera_entity import async_find_camera_entity
from ..scanning.scan import PlateDetection, Reading, Scan, plates_beside
from ..settings import CameraSettings
from ..vehicles.vehicles import Vehicles, VehicleSighting
from .announcement import Announcement
from .arrivals import Arrivals
from .event_data import build_event_data

# Kept over reloads: a vehicle in view doesn't arrive anew because a setting was changed.
_DATA_ARRIVALS: HassKey[dict[str, Arrivals]] = HassKey(f"{DOMAIN}_arrivals")


@callback
def async_get_arrivals(hass: HomeAssistant, camera_id: str) -> Arrivals:
    """Return the vehicles at a camera."""
    cameras = hass.data.setdefault(_DATA_ARRIVALS, {})
    if (arrivals := cameras.get(camera_id)) is None:
        arrivals = cameras[camera_id] = Arrivals()
    return arrivals


@callback
def async_forget_arrivals(hass: HomeAssistant, camera_id: str) -> None:
    """Forget who arrived at a camera that is gone, with the pictures of them."""
    hass.data.get(_DATA_ARRIVALS, {}).pop(camera_id, None)


class Announcer:
    """Tells vehicles, event entity and bus of the detections of one camera."""

    def __init__(
        self,
        hass: HomeAssistant,
        subentry: ConfigSubentry,
        settings: CameraSettings,
        vehicles: Vehicles,
    ) -> None:
        """Keep where the announcements come from and go to."""
        self._hass = hass
        self._subentry_id = subentry.subentry_id
        self._settings = settings
        self._vehicles = vehicles
        self._listeners: list[Callable[[dict[str, Any]], None]] = []
        self.arrivals = async_get_arrivals(hass, subentry.subentry_id)

    @callback
    def async_listen(self, listener: Callable[[dict[str, Any]], None]) -> CALLBACK_TYPE:
        """Call `listener` with the data of each announcement."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    @callback
    def async_announce(
        self, readings: Sequence[Reading], scans: Sequence[Scan]
    ) -> list[Announcement]:
        """Announce the readings of scans that are news, and return what was announced."""
        origin = self.origin() if readings else {}
        announced = []
        for scan, detection in readings:
            self._async_note_sighting(scan, detection)
            if self._is_news(detection, plates_beside(detection, scans)):
                data = origin | build_event_data(scan, detection)
                self._async_fire(data)
                announced.append(
                    Announcement(scan=scan, detection=detection, data=data)
                )
        return announced

    @callback
    def _async_note_sighting(self, scan: Scan, detection: PlateDetection) -> None:
        """Tell a known vehicle's sensors that it was seen."""
        if vehicle := detection.match.vehicle:
            sighting = VehicleSighting(
                seen_at=scan.captured_at,
                camera_entity_id=self._settings.source_entity_id,
            )
            self._vehicles.async_seen(vehicle, sighting)

    def _is_news(self, detection: PlateDetection, beside: Collection[str]) -> bool:
        """Tell whether a detection is a new arrival of a vehicle that isn't ignored."""
        is_news = self.arrivals.is_news(
            detection.plate,
            detection.match,
            cooldown=self._settings.cooldown,
            now=self._hass.loop.time(),
            place=detection.place,
            stands=detection.stands,
            beside=beside,
        )
        vehicle = detection.match.vehicle
        return is_news and not (vehicle and vehicle.ignore)

    @callback
    def _async_fire(self, data: dict[str, Any]) -> None:
        """Tell the event entity and the bus."""
        for listener in tuple(self._listeners):
            listener(data)
        self._hass.bus.async_fire(EVENT_PLATE_DETECTED, data)

    def origin(self) -> dict[str, Any]:
        """Return the part of an event that says which camera it is from."""
        registered = async_find_camera_entity(self._hass, self._subentry_id)
        return {
            ATTR_ENTITY_ID: registered.entity_id if registered else None,
            ATTR_DEVICE_ID: registered.device_id if registered else None,
            ATTR_CAMERA_ENTITY_ID: self._settings.source_entity_id,
        }
