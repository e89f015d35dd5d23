"""The actions that add, change and remove known vehicles."""

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import ATTR_CONFIG_ENTRY_ID, CONF_NAME
from homeassistant.core import Context, ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from ..const import (
    CONF_CAMERA_IDS,
    CONF_IGNORE,
    CONF_MORE_PLATES,
    CONF_PLATE,
    CONF_SCHEDULE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    SUBENTRY_CAMERA,
)
from ..plates import normalize_plate
from ..runtime.account import CarsXEConfigEntry, async_get_account
from ..runtime.failures import InvalidError
from ..runtime.own_entities import async_subentry_ids
from ..runtime.rights import async_check_admin
from ..runtime.vehicles.vehicle_data import (
    async_save_vehicle,
    find_vehicle,
    get_vehicle,
    to_utc,
)

ATTR_ON_BEHALF_OF = "on_behalf_of"
ATTR_VEHICLE_ID = "vehicle_id"

# Seconds to wait until an account has applied a change, possibly after an earlier one.
SETTLE_TIMEOUT = 40
_NOT_OF_A_VEHICLE = (ATTR_CONFIG_ENTRY_ID, ATTR_ON_BEHALF_OF)

_OPTIONS = {
    vol.Optional(CONF_MORE_PLATES): vol.All(cv.ensure_list, [cv.string]),
    vol.Optional(CONF_VALID_FROM): vol.Any(None, cv.datetime),
    vol.Optional(CONF_VALID_UNTIL): vol.Any(None, cv.datetime),
    vol.Optional(CONF_SCHEDULE): vol.Any(None, cv.entity_domain("schedule")),
    vol.Optional(CONF_CAMERA_IDS): vol.All(cv.ensure_list, [cv.string]),
    vol.Optional(CONF_IGNORE): cv.boolean,
    vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
    vol.Optional(ATTR_ON_BEHALF_OF): vol.Any(None, cv.string),
}
ADD_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_PLATE): cv.string,
        vol.Required(CONF_NAME): cv.string,
        **_OPTIONS,
    }
)
UPDATE_SCHEMA = vol.Schema(
    {
        vol.Optional(ATTR_VEHICLE_ID): cv.string,
        vol.Optional(CONF_PLATE): cv.string,
        vol.Optional(CONF_NAME): cv.string,
        **_OPTIONS,
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
    """Add a known vehicle, or extend a guest's time.

    An expired vehicle with the same plate is replaced.
    """
    entry, fields = await _async_read_call(call)
    if guest := find_vehicle(entry, normalize_plate(fields[CONF_PLATE])):
        fields = _renew(guest, fields)
    return await _async_save(call, entry, guest, fields)


async def async_update_vehicle(call: ServiceCall) -> ServiceResponse:
    """Change the given fields of a known vehicle; an empty value removes a restriction."""
    entry, fields = await _async_read_call(call)
    vehicle = _find(entry, call)
    if fields.pop(ATTR_VEHICLE_ID, None) is None:
        del fields[CONF_PLATE]
    return await _async_save(call, entry, vehicle, fields)


async def _async_save(
    call: ServiceCall,
    entry: CarsXEConfigEntry,
    vehicle: ConfigSubentry | None,
    fields: dict[str, Any],
) -> ServiceResponse:
    """Change a vehicle, or add one if there is none yet, and return its ID."""
    vehicle_id = async_save_vehicle(call.hass, entry, vehicle, fields)
    await _async_settle(entry)
    return {ATTR_VEHICLE_ID: vehicle_id}


async def async_remove_vehicle(call: ServiceCall) -> None:
    """Remove a known vehicle by its plate or ID."""
    entry = async_get_account(call)
    vehicle = _find(entry, call)
    call.hass.config_entries.async_remove_subentry(entry, vehicle.subentry_id)
    await _async_settle(entry)


async def _async_read_call(
    call: ServiceCall,
) -> tuple[CarsXEConfigEntry, dict[str, Any]]:
    """Return a call's account and vehicle fields.

    Raises Unauthorized if the user an automation acts for isn't an administrator.
    """
    if user_id := call.data.get(ATTR_ON_BEHALF_OF):
        await async_check_admin(call.hass, Context(user_id=user_id))
    entry = async_get_account(call)
    fields = {k: v for k, v in call.data.items() if k not in _NOT_OF_A_VEHICLE}
    if CONF_CAMERA_IDS in fields:
        picked = async_subentry_ids(call.hass, fields[CONF_CAMERA_IDS])
        _check_cameras(entry, picked)
        fields[CONF_CAMERA_IDS] = picked
    return entry, fields


def _renew(guest: ConfigSubentry, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields for a guest that is added again; the guest's time is never shortened.

    An expired guest starts over. Vehicles without an end, and times with a gap between them, are
    refused. Raises ServiceValidationError.
    """
    if (until := _moment(guest.data.get(CONF_VALID_UNTIL))) is None:
        raise InvalidError("plate_taken", name=guest.title)
    if until <= dt_util.utcnow():
        return {**dict.fromkeys(guest.data), **fields}
    since = _moment(guest.data.get(CONF_VALID_FROM))
    new_since = _moment(fields.get(CONF_VALID_FROM))
    new_until = _moment(fields.get(CONF_VALID_UNTIL))
    if (new_since and new_since > until) or (since and new_until and new_until < since):
        raise InvalidError("plate_taken", name=guest.title)
    return {
        **fields,
        CONF_PLATE: guest.data[CONF_PLATE],
        CONF_VALID_FROM: min(since, new_since) if since and new_since else None,
        CONF_VALID_UNTIL: max(until, new_until) if new_until else None,
    }


def _moment(value: str | datetime | None) -> datetime | None:
    """Return a stored or given time in UTC. Raises ServiceValidationError."""
    return to_utc(value) if value else None


def _check_cameras(entry: CarsXEConfigEntry, camera_ids: list[str]) -> None:
    """Check that an account has all the given cameras. Raises ServiceValidationError."""
    cameras = list(entry.get_subentries_of_type(SUBENTRY_CAMERA))
    ids = {camera.subentry_id for camera in cameras}
    if unknown := [camera_id for camera_id in camera_ids if camera_id not in ids]:
        known = ", ".join(f"{each.title} ({each.subentry_id})" for each in cameras)
        raise InvalidError("unknown_camera", camera_id=unknown[0], cameras=known or "-")


async def _async_settle(entry: CarsXEConfigEntry) -> None:
    """Wait until the account has applied a change, so that the next action sees it."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SETTLE_TIMEOUT), entry.runtime_data.lock:
            return


def _find(entry: CarsXEConfigEntry, call: ServiceCall) -> ConfigSubentry:
    """Return the vehicle that a call names by ID or plate. Raises ServiceValidationError."""
    if vehicle_id := call.data.get(ATTR_VEHICLE_ID):
        (vehicle_id,) = async_subentry_ids(call.hass, [vehicle_id])
    else:
        vehicle = find_vehicle(entry, normalize_plate(call.data.get(CONF_PLATE, "")))
        vehicle_id = vehicle.subentry_id if vehicle else ""
    return get_vehicle(entry, vehicle_id)
