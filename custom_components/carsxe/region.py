"""The region of a camera's picture: its form fields and the dashboard's websocket commands."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_CONFIG_ENTRY_ID, PERCENTAGE
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers import entity_registry as er

from .const import (
    CONF_CROP,
    CONF_LEAVE_OUT,
    CONF_ROTATION,
    CONF_SOURCE_ENTITY_ID,
    DOMAIN,
    SUBENTRY_CAMERA,
)
from .forms import number
from .runtime.account import CarsXEConfigEntry
from .runtime.failures import InvalidError
from .runtime.settings import camera_unique_id
from .runtime.undo import async_change
from .vehicle_commands import Answer, Message, admin_command

MAX_AREAS = 20
ATTR_CAMERA_ID = "camera_id"


_EDGE, _SIDE = (number(low, 100, PERCENTAGE, 0.1) for low in (0, 1))
REGION = {
    vol.Required("left", default=0): _EDGE,
    vol.Required("top", default=0): _EDGE,
    vol.Required("width", default=100): _SIDE,
    vol.Required("height", default=100): _SIDE,
}


def reaches_outside(region: Mapping[str, float]) -> bool:
    """Return whether a region reaches beyond the picture."""
    right, bottom = region["left"] + region["width"], region["top"] + region["height"]
    return max(right, bottom) > 100


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/cameras/region",
        vol.Required("entity_id"): str,
    }
)
@websocket_api.require_admin
@callback
def _get_region(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    msg: dict[str, Any],
) -> None:
    """Send the region of an entity's camera."""
    entity = er.async_get(hass).async_get(msg["entity_id"])
    entry = hass.config_entries.async_get_entry(
        (entity and entity.config_entry_id) or ""
    )
    camera = entry and entity and entry.subentries.get(entity.config_subentry_id or "")
    if not entry or not camera or camera.subentry_type != SUBENTRY_CAMERA:
        connection.send_error(msg["id"], websocket_api.ERR_NOT_FOUND, "No such camera")
        return
    connection.send_result(
        msg["id"],
        {
            ATTR_CONFIG_ENTRY_ID: entry.entry_id,
            ATTR_CAMERA_ID: camera.subentry_id,
            CONF_SOURCE_ENTITY_ID: camera.data[CONF_SOURCE_ENTITY_ID],
            CONF_CROP: vol.Schema(REGION)(dict(camera.data.get(CONF_CROP, {}))),
            CONF_ROTATION: int(camera.data.get(CONF_ROTATION, 0)),
            CONF_LEAVE_OUT: list(camera.data.get(CONF_LEAVE_OUT, ())),
        },
    )


@admin_command(
    "cameras/save_region",
    {
        vol.Required(ATTR_CAMERA_ID): str,
        vol.Required(CONF_CROP): REGION,
        vol.Optional(CONF_LEAVE_OUT, default=list): vol.All(
            [REGION], vol.Length(max=MAX_AREAS)
        ),
    },
)
def _save_region(hass: HomeAssistant, entry: CarsXEConfigEntry, msg: Message) -> Answer:
    """Change which part of a camera's picture is sent, and what is left out of it."""
    camera = entry.subentries.get(msg[ATTR_CAMERA_ID])
    if camera is None or camera.subentry_type != SUBENTRY_CAMERA:
        raise InvalidError("unknown_camera", camera_id=msg[ATTR_CAMERA_ID], cameras="-")
    if any(map(reaches_outside, (msg[CONF_CROP], *msg[CONF_LEAVE_OUT]))):
        raise InvalidError("crop_outside")
    data = {**camera.data, CONF_CROP: msg[CONF_CROP]}
    data.pop(CONF_LEAVE_OUT, None)
    if msg[CONF_LEAVE_OUT]:
        data[CONF_LEAVE_OUT] = msg[CONF_LEAVE_OUT]
    changed = replace(
        camera, data=MappingProxyType(data), unique_id=camera_unique_id(data)
    )
    try:
        async_change(hass, entry, {camera.subentry_id: changed})
    except AbortFlow:
        raise InvalidError("region_taken") from None
    return None


REGION_COMMANDS = (_get_region, _save_region)
