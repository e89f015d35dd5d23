"""Websocket commands for administrators to change known vehicles."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import ATTR_CONFIG_ENTRY_ID, CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from .const import (
    CONF_IGNORE,
    CONF_NOT_PLATES,
    CONF_PLATE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    DOMAIN,
    SUBENTRY_VEHICLE,
)
from .plates import normalize_plate
from .runtime.account import CarsXEConfigEntry
from .runtime.failures import InvalidError
from .runtime.texts import async_translate_error
from .runtime.undo import async_change, async_undo
from .runtime.vehicles.vehicle_csv import read_csv, write_csv
from .runtime.vehicles.vehicle_data import (
    async_save_vehicle,
    changed_vehicle,
    get_vehicle,
)

type Message = dict[str, Any]
type Answer = dict[str, Any] | None
type Work = Callable[[HomeAssistant, CarsXEConfigEntry, Message], Answer]

ATTR_ADD_NOT_PLATE = "add_not_plate"
ATTR_SUBENTRY_ID = "subentry_id"
ATTR_VEHICLE = "vehicle"
ATTR_VEHICLE_ID = "vehicle_id"

_VEHICLE = {
    vol.Optional(CONF_PLATE): str,
    vol.Optional(CONF_NAME): str,
    vol.Optional(CONF_VALID_FROM): vol.Any(None, str),
    vol.Optional(CONF_VALID_UNTIL): vol.Any(None, str),
    vol.Optional(CONF_IGNORE): bool,
    vol.Optional(ATTR_ADD_NOT_PLATE): str,
}


def admin_command(
    command: str, schema: dict[vol.Marker, Any]
) -> Callable[[Work], websocket_api.WebSocketCommandHandler]:
    """Turn a function that changes an account into an admin-only websocket command.

    It responds with the function's result, or a translated error.
    """

    def _make(work: Work) -> websocket_api.WebSocketCommandHandler:
        @websocket_api.websocket_command(
            {
                vol.Required("type"): f"{DOMAIN}/{command}",
                vol.Required(ATTR_CONFIG_ENTRY_ID): str,
                **schema,
            }
        )
        @websocket_api.require_admin
        @callback
        @wraps(work)
        def _command(
            hass: HomeAssistant,
            connection: websocket_api.ActiveConnection,
            msg: Message,
        ) -> None:
            entry = hass.config_entries.async_get_entry(msg[ATTR_CONFIG_ENTRY_ID])
            if entry is None or entry.domain != DOMAIN:
                connection.send_error(
                    msg["id"], websocket_api.ERR_NOT_FOUND, "No such account"
                )
                return
            try:
                connection.send_result(msg["id"], work(hass, entry, msg))
            except HomeAssistantError as err:
                connection.send_error(
                    msg["id"],
                    websocket_api.ERR_HOME_ASSISTANT_ERROR,
                    async_translate_error(hass, err),
                )

        return _command

    return _make


@admin_command(
    "vehicles/save",
    {
        vol.Optional(ATTR_VEHICLE_ID): str,
        vol.Required(ATTR_VEHICLE): _VEHICLE,
    },
)
def _save(hass: HomeAssistant, entry: CarsXEConfigEntry, msg: Message) -> Answer:
    """Add a vehicle, or change the given fields of one; None removes a restriction."""
    vehicle, changes = None, dict(msg[ATTR_VEHICLE])
    if ATTR_VEHICLE_ID in msg:
        vehicle = get_vehicle(entry, msg[ATTR_VEHICLE_ID])
    if plate := changes.pop(ATTR_ADD_NOT_PLATE, None):
        before = vehicle.data.get(CONF_NOT_PLATES, ()) if vehicle else ()
        changes[CONF_NOT_PLATES] = [*before, plate]
    return {ATTR_VEHICLE_ID: async_save_vehicle(hass, entry, vehicle, changes)}


@admin_command("vehicles/remove", {vol.Required(ATTR_VEHICLE_ID): str})
def _remove(hass: HomeAssistant, entry: CarsXEConfigEntry, msg: Message) -> Answer:
    """Remove a vehicle."""
    vehicle = get_vehicle(entry, msg[ATTR_VEHICLE_ID])
    async_change(hass, entry, {vehicle.subentry_id: None})
    return None


@admin_command("undo", {vol.Required(ATTR_SUBENTRY_ID): str})
def _undo(hass: HomeAssistant, entry: CarsXEConfigEntry, msg: Message) -> Answer:
    """Undo the last change of a vehicle or a camera; an import is one change."""
    async_undo(hass, entry, msg[ATTR_SUBENTRY_ID])
    return None


@admin_command("vehicles/export", {})
def _export(hass: HomeAssistant, entry: CarsXEConfigEntry, msg: Message) -> Answer:
    """Return the vehicles as CSV."""
    return {"csv": write_csv(entry.get_subentries_of_type(SUBENTRY_VEHICLE))}


@admin_command("vehicles/import", {vol.Required("csv"): str})
def _import(hass: HomeAssistant, entry: CarsXEConfigEntry, msg: Message) -> Answer:
    """Import vehicles from a CSV, adding new ones and changing those with known plates.

    If any line is invalid, nothing is changed. The response has a vehicle to undo the import with.
    """
    known = {
        vehicle.data[CONF_PLATE]: vehicle
        for vehicle in entry.get_subentries_of_type(SUBENTRY_VEHICLE)
    }
    rows, names = read_csv(msg["csv"]), dict[str, str]()
    changed: dict[str, ConfigSubentry] = {}
    for line, fields in rows:
        plate = normalize_plate(fields[CONF_PLATE])
        vehicle = known.get(plate)
        try:
            if plate in names:
                raise InvalidError("plate_taken", name=names[plate])
            row = changed_vehicle(entry, vehicle, fields)
        except HomeAssistantError as err:
            reason = async_translate_error(hass, err)
            raise InvalidError(
                "import_bad_line", line=str(line), error=reason
            ) from None
        names[plate] = fields[CONF_NAME]
        changed[row.subentry_id] = row
    async_change(hass, entry, changed)
    return {"count": len(changed), ATTR_VEHICLE_ID: next(iter(changed), None)}


VEHICLE_COMMANDS = (_save, _remove, _undo, _import, _export)
