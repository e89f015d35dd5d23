"""The actions `carsxe.add_vehicle` and `carsxe.remove_vehicle`."""

import asyncio
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

import voluptuous as vol

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import ATTR_CONFIG_ENTRY_ID, CONF_NAME
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from ..const import (
    CONF_CAMERA_IDS,
    CONF_IGNORE,
    CONF_PLATE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    SUBENTRY_CAMERA,
    SUBENTRY_VEHICLE,
)
from ..plates import normalize_plate
from ..runtime.account import CarsXEConfigEntry
from ..runtime.vehicles.vehicle_data import (
    VehicleDataError,
    read_vehicle,
    vehicle_unique_id,
)
from .accounts import async_get_account, invalid

ATTR_ON_BEHALF_OF = "on_behalf_of"
ATTR_VEHICLE_ID = "vehicle_id"

# Seconds to wait until an account has taken a change up: another one may be on its way.
SETTLE_TIMEOUT = 40
_NOT_OF_A_VEHICLE = (ATTR_CONFIG_ENTRY_ID, ATTR_ON_BEHALF_OF)

ADD_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_PLATE): cv.string,
        vol.Required(CONF_NAME): cv.string,
        vol.Optional(CONF_VALID_FROM): cv.datetime,
        vol.Optional(CONF_VALID_UNTIL): cv.datetime,
        vol.Optional(CONF_CAMERA_IDS, default=list): vol.All(
            cv.ensure_list, [cv.string]
        ),
        vol.Optional(CONF_IGNORE, default=False): cv.boolean,
        vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
        vol.Optional(ATTR_ON_BEHALF_OF): vol.Any(None, cv.string),
    }
)
REMOVE_SCHEMA = vol.Schema(
    {
        vol.Exclusive(CONF_PLATE, "which"): cv.string,
        vol.Exclusive(ATTR_VEHICLE_ID, "which"): cv.string,
        vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
    }
)


async def async_add_vehicle(call: ServiceCall) -> ServiceResponse:
    """Add a known vehicle; one with the same plate that has expired makes way for it."""
    await _async_check_administrator(call)
    entry = async_get_account(call)
    _check_cameras(entry, call.data[CONF_CAMERA_IDS])
    expired = _find(entry, plate=normalize_plate(call.data[CONF_PLATE]))
    if expired and not _has_expired(expired):
        expired = None
    fields = {k: v for k, v in call.data.items() if k not in _NOT_OF_A_VEHICLE}
    try:
        data = read_vehicle(entry, fields, expired.subentry_id if expired else None)
    except VehicleDataError as err:
        raise invalid(err.reason, name=err.name) from None
    name = data.pop(CONF_NAME)
    if expired:
        call.hass.config_entries.async_update_subentry(
            entry, expired, title=name, data=data
        )
        await _async_settle(entry)
        return {ATTR_VEHICLE_ID: expired.subentry_id}
    subentry = ConfigSubentry(
        data=MappingProxyType(data),
        subentry_type=SUBENTRY_VEHICLE,
        title=name,
        unique_id=vehicle_unique_id(data[CONF_PLATE]),
    )
    call.hass.config_entries.async_add_subentry(entry, subentry)
    await _async_settle(entry)
    return {ATTR_VEHICLE_ID: subentry.subentry_id}


async def async_remove_vehicle(call: ServiceCall) -> None:
    """Remove a known vehicle by its plate or its id."""
    entry = async_get_account(call)
    plate = call.data.get(CONF_PLATE)
    subentry = _find(
        entry,
        plate=normalize_plate(plate) if plate else None,
        vehicle_id=call.data.get(ATTR_VEHICLE_ID),
    )
    if subentry is None:
        raise invalid("unknown_vehicle")
    call.hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await _async_settle(entry)


async def _async_check_administrator(call: ServiceCall) -> None:
    """Check that the user for whom an automation acts is an administrator. Raises Unauthorized."""
    if not (user_id := call.data.get(ATTR_ON_BEHALF_OF)):
        return
    user = await call.hass.auth.async_get_user(user_id)
    if user is None or not user.is_active or not user.is_admin:
        raise Unauthorized(context=call.context, user_id=user_id)


def _check_cameras(entry: CarsXEConfigEntry, camera_ids: list[str]) -> None:
    """Check that an account has all of some cameras. Raises ServiceValidationError."""
    names = {
        camera.subentry_id: camera.title
        for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA)
    }
    known = ", ".join(f"{name} ({camera_id})" for camera_id, name in names.items())
    for camera_id in camera_ids:
        if camera_id not in names:
            raise invalid("unknown_camera", camera_id=camera_id, cameras=known or "-")


async def _async_settle(entry: CarsXEConfigEntry) -> None:
    """Return only once the account knows of a change, for the actions that come next."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SETTLE_TIMEOUT), entry.runtime_data.lock:
            return


def _find(
    entry: CarsXEConfigEntry, plate: str | None = None, vehicle_id: str | None = None
) -> ConfigSubentry | None:
    """Return the vehicle with a plate or an id."""
    return next(
        (
            subentry
            for subentry in entry.get_subentries_of_type(SUBENTRY_VEHICLE)
            if subentry.data[CONF_PLATE] == plate or subentry.subentry_id == vehicle_id
        ),
        None,
    )


def _has_expired(subentry: ConfigSubentry) -> bool:
    """Tell whether a vehicle's time is over."""
    if not (until := subentry.data.get(CONF_VALID_UNTIL)):
        return False
    return datetime.fromisoformat(until) <= dt_util.utcnow()
