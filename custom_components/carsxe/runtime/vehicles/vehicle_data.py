"""Checks what somebody says of a vehicle, in the flow or by an action."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_NAME
from homeassistant.util import dt as dt_util

from ...const import CONF_PLATE, CONF_VALID_FROM, CONF_VALID_UNTIL, SUBENTRY_VEHICLE
from ...plates import normalize_plate

MIN_PLATE_LENGTH = 2


class VehicleDataError(ValueError):
    """A vehicle can't be taken; `field` and `reason` say why, `name` who has the plate."""

    def __init__(self, field: str, reason: str, name: str = "") -> None:
        """Keep what is wrong."""
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.name = name


def vehicle_unique_id(plate: str) -> str:
    """Return the unique id of a plate's vehicle, prefixed as all subentries share them."""
    return f"{SUBENTRY_VEHICLE}:{plate}"


def read_vehicle(
    entry: ConfigEntry, fields: Mapping[str, Any], own_id: str | None = None
) -> dict[str, Any]:
    """Return a vehicle's data, the plate in its normal form and moments in UTC.

    `own_id` is the vehicle that is changed, None where one is added. Raises VehicleDataError.
    """
    plate = normalize_plate(fields[CONF_PLATE])
    if len(plate) < MIN_PLATE_LENGTH:
        raise VehicleDataError(CONF_PLATE, "unreadable_plate")
    if not (name := fields[CONF_NAME].strip()):
        raise VehicleDataError(CONF_NAME, "empty_name")
    for subentry in entry.get_subentries_of_type(SUBENTRY_VEHICLE):
        if subentry.data[CONF_PLATE] == plate and subentry.subentry_id != own_id:
            raise VehicleDataError(CONF_PLATE, "plate_taken", subentry.title)
    moments = {
        field: _to_utc(fields[field])
        for field in (CONF_VALID_FROM, CONF_VALID_UNTIL)
        if fields.get(field)
    }
    if len(moments) == 2 and moments[CONF_VALID_FROM] >= moments[CONF_VALID_UNTIL]:
        raise VehicleDataError("base", "never_valid")
    return {
        **fields,
        CONF_PLATE: plate,
        CONF_NAME: name,
        **{field: moment.isoformat() for field, moment in moments.items()},
    }


def _to_utc(value: str | datetime) -> datetime:
    """Return a moment in UTC; one without a time zone is in Home Assistant's."""
    moment = dt_util.parse_datetime(value) if isinstance(value, str) else value
    # In the first and last year there are, some time zones have no such moment.
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        raise VehicleDataError("base", "bad_date")
    return dt_util.as_utc(moment)


def to_local_text(moment: str) -> str:
    """Return a stored moment as a form shows it, in Home Assistant's time zone."""
    local = dt_util.as_local(datetime.fromisoformat(moment))
    return local.strftime("%Y-%m-%d %H:%M:%S")
