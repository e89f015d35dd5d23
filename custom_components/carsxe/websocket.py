"""The websocket commands through which a dashboard follows detections and vehicles."""

from collections.abc import Collection
from functools import partial
from itertools import islice
from typing import Any, Final

import voluptuous as vol

from homeassistant.auth.models import User
from homeassistant.components import websocket_api
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .const import (
    CONF_IGNORE,
    CONF_MORE_PLATES,
    CONF_PLATE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    DOMAIN,
    SUBENTRY_VEHICLE,
)
from .plates import PlateStatus, normalize_plate
from .region import REGION_COMMANDS
from .runtime.history.detections import KeptDetection, async_list_detections
from .runtime.history.view import KINDS, picture_path
from .runtime.rights import may_read
from .subscription import Payload, Sign, async_subscribe
from .vehicle_commands import VEHICLE_COMMANDS
from .websocket_status import STATUS_COMMANDS

DEFAULT_LIMIT, MAX_LIMIT = 20, 100
MAX_SEARCH = 100

_STATUSES: Final[dict[str, Collection[PlateStatus]]] = {
    "any": {PlateStatus.KNOWN, PlateStatus.UNKNOWN},
    "known": {PlateStatus.KNOWN},
    "unknown": {PlateStatus.UNKNOWN},
    "ignored": {PlateStatus.IGNORED},
}


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register all websocket commands."""
    for command in (
        _subscribe_detections,
        _subscribe_vehicles,
        *REGION_COMMANDS,
        *STATUS_COMMANDS,
        *VEHICLE_COMMANDS,
    ):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/detections/subscribe",
        vol.Optional("entity_ids", default=[]): [str],
        vol.Optional("limit", default=DEFAULT_LIMIT): vol.All(
            int, vol.Range(min=1, max=MAX_LIMIT)
        ),
        vol.Optional("which", default="any"): vol.In(_STATUSES),
        vol.Optional("search", default=""): vol.All(str, vol.Length(max=MAX_SEARCH)),
    }
)
@callback
def _subscribe_detections(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    msg: dict[str, Any],
) -> None:
    """Send the last detections, latest first."""
    entity_ids, search = frozenset(msg["entity_ids"]), msg["search"].casefold()
    plate = normalize_plate(search)
    statuses = _STATUSES[msg["which"]]

    @callback
    def _find(sign: Sign) -> Payload:
        detections = async_list_detections(
            hass,
            lambda entity_id: (
                may_read(connection.user, entity_id)
                and (not entity_ids or entity_id in entity_ids)
            ),
        )
        wanted = (
            _detection_row(kept, sign)
            for kept in detections
            if kept.match.status in statuses and _is_found(kept, search, plate)
        )
        return {"detections": list(islice(wanted, msg["limit"]))}

    async_subscribe(hass, connection, msg["id"], _find)


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/vehicles/subscribe"})
@callback
def _subscribe_vehicles(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    msg: dict[str, Any],
) -> None:
    """Send the known vehicles by name, each with its last detection."""
    find = partial(_list_vehicles, hass, connection.user)
    async_subscribe(hass, connection, msg["id"], find)


def _is_found(detection: KeptDetection, search: str, plate: str) -> bool:
    """Return whether a detection's plate or vehicle contains the search text."""
    vehicle = detection.match.vehicle
    return (
        not search
        or (bool(plate) and plate in detection.record.plate)
        or (vehicle is not None and search in vehicle.name.casefold())
    )


@callback
def _list_vehicles(hass: HomeAssistant, user: User, sign: Sign) -> Payload:
    """Return the vehicles whose entities may be read, each with its last detection."""
    entities, devices = er.async_get(hass), dr.async_get(hass)
    last: dict[str, KeptDetection] = {}
    for kept in async_list_detections(hass, partial(may_read, user)):
        if kept.match.vehicle:
            last.setdefault(kept.match.vehicle.vehicle_id, kept)
    rows: list[Payload] = []
    for entry in hass.config_entries.async_entries(DOMAIN):
        for vehicle in entry.get_subentries_of_type(SUBENTRY_VEHICLE):
            vehicle_id, data = vehicle.subentry_id, vehicle.data
            sensor = entities.async_get_entity_id(
                "sensor", DOMAIN, f"{vehicle_id}-last_seen"
            )
            if sensor is None or not may_read(user, sensor):
                continue
            state = hass.states.get(sensor)
            is_seen = state and state.state not in (STATE_UNKNOWN, STATE_UNAVAILABLE)
            device = devices.async_get_device_by_identifier(
                (DOMAIN, vehicle_id), entry.entry_id
            )
            detection = last.get(vehicle_id)
            rows.append(
                {
                    "vehicle_id": vehicle_id,
                    "config_entry_id": entry.entry_id,
                    "device_id": device.id if device else None,
                    "name": vehicle.title,
                    "plate": data[CONF_PLATE],
                    "more_plates": list(data.get(CONF_MORE_PLATES, ())),
                    "valid_from": data.get(CONF_VALID_FROM),
                    "valid_until": data.get(CONF_VALID_UNTIL),
                    "ignore": data.get(CONF_IGNORE, False),
                    "last_seen": state.state if state and is_seen else None,
                    "camera_name": detection.camera_name if detection else None,
                    **_pictures(detection, sign),
                }
            )
    return {"vehicles": sorted(rows, key=lambda row: str(row["name"]).casefold())}


def _pictures(kept: KeptDetection | None, sign: Sign) -> dict[str, str | None]:
    """Return the signed addresses of a detection's pictures."""
    return {
        kind: sign(picture_path(kept.record.record_id, kind)) if kept else None
        for kind in KINDS
    }


def _detection_row(detection: KeptDetection, sign: Sign) -> Payload:
    """Return the data of a detection for a dashboard."""
    record, vehicle = detection.record, detection.match.vehicle
    return {
        "id": record.record_id,
        "scan_id": record.data["scan_id"],
        "entity_id": detection.entity.entity_id,
        "device_id": detection.entity.device_id,
        "camera_name": detection.camera_name,
        "plate": record.plate,
        "candidates": [plate for plate, _ in record.candidates()],
        "region": record.data.get("region"),
        "score": record.data.get("score"),
        "status": detection.match.status,
        "match": detection.match.kind if vehicle else None,
        "vehicle": vehicle.name if vehicle else None,
        "vehicle_id": vehicle.vehicle_id if vehicle else None,
        "valid_until": (
            vehicle.valid_until.isoformat() if vehicle and vehicle.valid_until else None
        ),
        "config_entry_id": detection.entry.entry_id,
        "detected_at": record.data["detected_at"],
        **_pictures(detection, sign),
    }
