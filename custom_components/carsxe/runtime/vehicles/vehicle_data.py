"""Add and change vehicles, from whatever flow, action or command."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, datetime
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ...const import (
    CONF_CAMERA_IDS,
    CONF_DECODED,
    CONF_MORE_PLATES,
    CONF_PLATE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    SUBENTRY_VEHICLE,
)
from ...plates import normalize_plate
from ..account import CarsXEConfigEntry
from ..failures import InvalidError
from ..scan import MAX_PLATE_LENGTH
from ..undo import async_change


class VehicleDataError(InvalidError):
    """The `field` of a vehicle is invalid."""

    def __init__(self, field: str, key: str, **placeholders: str) -> None:
        """Store the field."""
        super().__init__(key, **placeholders)
        self.field = field


def changed_vehicle(
    entry: CarsXEConfigEntry,
    vehicle: ConfigSubentry | None,
    changes: Mapping[str, Any],
) -> ConfigSubentry:
    """Return a new or changed vehicle, which isn't stored yet; None removes a restriction.

    Plates are normalized, and times are in UTC. Raises VehicleDataError.
    """
    before = {**vehicle.data, CONF_NAME: vehicle.title} if vehicle else {}
    fields = {CONF_PLATE: "", CONF_NAME: "", **before, **changes}
    data = {key: value for key, value in fields.items() if value is not None}
    plate = data[CONF_PLATE] = _read_plate(CONF_PLATE, data[CONF_PLATE])
    more = [
        _read_plate(CONF_MORE_PLATES, text) for text in data.pop(CONF_MORE_PLATES, ())
    ]
    if more := [each for each in dict.fromkeys(more) if each != plate]:
        data[CONF_MORE_PLATES] = more
    if not (name := data.pop(CONF_NAME).strip()):
        raise VehicleDataError(CONF_NAME, "empty_name")
    for field, texts in ((CONF_PLATE, [plate]), (CONF_MORE_PLATES, more)):
        for text in texts:
            other = find_vehicle(entry, text)
            if other and (not vehicle or other.subentry_id != vehicle.subentry_id):
                raise VehicleDataError(field, "plate_taken", name=other.title)
    moments = []
    for field in (CONF_VALID_FROM, CONF_VALID_UNTIL):
        if moment := data.pop(field, None):
            moments.append(to_utc(moment))
            data[field] = moments[-1].isoformat()
    if len(moments) == 2 and moments[0] >= moments[1]:
        raise VehicleDataError("base", "never_valid")
    if before.get(CONF_PLATE) != plate:
        data.pop(CONF_DECODED, None)
    changed = ConfigSubentry(
        data=MappingProxyType(data),
        subentry_type=SUBENTRY_VEHICLE,
        title=name,
        unique_id=f"{SUBENTRY_VEHICLE}:{plate}",
    )
    return replace(changed, subentry_id=vehicle.subentry_id) if vehicle else changed


@callback
def async_save_vehicle(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    vehicle: ConfigSubentry | None,
    changes: Mapping[str, Any],
) -> str:
    """Change or add a vehicle, and return its ID. Raises VehicleDataError."""
    changed = changed_vehicle(entry, vehicle, changes)
    async_change(hass, entry, {changed.subentry_id: changed})
    return changed.subentry_id


def get_vehicle(entry: CarsXEConfigEntry, vehicle_id: str) -> ConfigSubentry:
    """Return a vehicle. Raises ServiceValidationError."""
    vehicle = entry.subentries.get(vehicle_id)
    if vehicle is None or vehicle.subentry_type != SUBENTRY_VEHICLE:
        raise InvalidError("unknown_vehicle")
    return vehicle


def find_vehicle(entry: CarsXEConfigEntry, plate: str) -> ConfigSubentry | None:
    """Return the vehicle with a normalized plate."""
    return next(
        (
            vehicle
            for vehicle in entry.get_subentries_of_type(SUBENTRY_VEHICLE)
            if plate
            in (vehicle.data[CONF_PLATE], *vehicle.data.get(CONF_MORE_PLATES, ()))
        ),
        None,
    )


@callback
def async_forget_camera(
    hass: HomeAssistant, entry: CarsXEConfigEntry, camera_id: str
) -> None:
    """Remove a camera that is gone from the vehicles.

    A vehicle that counted only there expires, because it must not count everywhere.
    """
    for vehicle in list(entry.get_subentries_of_type(SUBENTRY_VEHICLE)):
        camera_ids = list(vehicle.data.get(CONF_CAMERA_IDS, ()))
        if camera_id not in camera_ids:
            continue
        camera_ids.remove(camera_id)
        data = {**vehicle.data, CONF_CAMERA_IDS: camera_ids}
        if not camera_ids:
            now = dt_util.utcnow()
            until = vehicle.data.get(CONF_VALID_UNTIL)
            over = min(now, datetime.fromisoformat(until)) if until else now
            data[CONF_VALID_UNTIL] = over.isoformat()
        hass.config_entries.async_update_subentry(entry, vehicle, data=data)


def _read_plate(field: str, text: str) -> str:
    """Return a normalized plate. Raises VehicleDataError if it is invalid."""
    plate = normalize_plate(text)
    if not 0 < len(plate) <= MAX_PLATE_LENGTH:
        raise VehicleDataError(field, "unreadable_plate")
    return plate


def to_utc(value: str | datetime) -> datetime:
    """Return a time in UTC; without a time zone it is in Home Assistant's."""
    try:
        moment = dt_util.parse_datetime(value) if isinstance(value, str) else value
    except ValueError:
        # There is no such day or time.
        moment = None
    # In the first and last possible year, the time may not exist in some time zones.
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        raise VehicleDataError("base", "bad_date")
    return dt_util.as_utc(moment)


def to_local_text(moment: str) -> str:
    """Return a stored time in Home Assistant's time zone, as a form shows it."""
    local = dt_util.as_local(datetime.fromisoformat(moment))
    return local.strftime("%Y-%m-%d %H:%M:%S")
