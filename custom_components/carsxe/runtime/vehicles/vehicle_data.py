"""Validate the data of a vehicle from a flow or an action."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from ...const import (
    CONF_CAMERA_IDS,
    CONF_MORE_PLATES,
    CONF_PLATE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    DOMAIN,
    SUBENTRY_VEHICLE,
)
from ...plates import normalize_plate
from ..account import CarsXEConfigEntry
from ..scan import MAX_PLATE_LENGTH


class VehicleDataError(ServiceValidationError):
    """A vehicle is invalid; `field` and `reason` say why, and `name` which vehicle has the plate."""

    def __init__(self, field: str, reason: str, name: str = "") -> None:
        """Set the translated message."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=reason,
            translation_placeholders={"name": name},
        )
        self.field = field
        self.reason = reason
        self.name = name


def vehicle_unique_id(plate: str) -> str:
    """Return the unique ID of a plate's vehicle, with a prefix as all subentries share them."""
    return f"{SUBENTRY_VEHICLE}:{plate}"


def read_vehicle(
    entry: CarsXEConfigEntry, fields: Mapping[str, Any], own_id: str | None = None
) -> dict[str, Any]:
    """Return a vehicle's data with normalized plates and times in UTC.

    `own_id` is the vehicle that is being changed, or None for a new one. Raises VehicleDataError.
    """
    plate = _read_plate(CONF_PLATE, fields[CONF_PLATE])
    more = dict.fromkeys(
        _read_plate(CONF_MORE_PLATES, text)
        for text in fields.get(CONF_MORE_PLATES) or ()
    )
    more.pop(plate, None)
    if not (name := fields[CONF_NAME].strip()):
        raise VehicleDataError(CONF_NAME, "empty_name")
    for field, texts in ((CONF_PLATE, (plate,)), (CONF_MORE_PLATES, more)):
        for text in texts:
            other = find_vehicle(entry, text)
            if other and other.subentry_id != own_id:
                raise VehicleDataError(field, "plate_taken", other.title)
    moments = {
        field: to_utc(fields[field])
        for field in (CONF_VALID_FROM, CONF_VALID_UNTIL)
        if fields.get(field)
    }
    if len(moments) == 2 and moments[CONF_VALID_FROM] >= moments[CONF_VALID_UNTIL]:
        raise VehicleDataError("base", "never_valid")
    data = {
        **fields,
        CONF_PLATE: plate,
        CONF_MORE_PLATES: list(more),
        CONF_NAME: name,
        **{field: moment.isoformat() for field, moment in moments.items()},
    }
    if not more:
        del data[CONF_MORE_PLATES]
    return data


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
    moment = dt_util.parse_datetime(value) if isinstance(value, str) else value
    # In the first and last possible year, the time may not exist in some time zones.
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        raise VehicleDataError("base", "bad_date")
    return dt_util.as_utc(moment)


def to_local_text(moment: str) -> str:
    """Return a stored time in Home Assistant's time zone, as a form shows it."""
    local = dt_util.as_local(datetime.fromisoformat(moment))
    return local.strftime("%Y-%m-%d %H:%M:%S")
