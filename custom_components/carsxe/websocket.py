"""The websocket command that tells a dashboard of the last detections, and goes on telling."""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components import websocket_api
from homeassistant.components.http.auth import async_sign_path
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import (
    async_track_time_change,
    async_track_time_interval,
)

from .const import DOMAIN
from .plates import PlateStatus, normalize_plate
from .runtime.history.camera_history import SIGNAL_HISTORY_CHANGED
from .runtime.history.detections import KeptDetection, async_list_detections
from .runtime.history.view import KINDS, picture_path
from .vehicle_commands import async_setup_vehicle_commands

# A list that nothing changes is sent anew in time, so that its addresses never end in use.
SIGNED_FOR: Final = timedelta(hours=2)
SIGN_AGAIN: Final = timedelta(hours=1)
DEFAULT_LIMIT, MAX_LIMIT = 20, 100

_STATUSES: Final[dict[str, Collection[PlateStatus]]] = {
    "any": {PlateStatus.KNOWN, PlateStatus.UNKNOWN},
    "known": {PlateStatus.KNOWN},
    "unknown": {PlateStatus.UNKNOWN},
    "ignored": {PlateStatus.IGNORED},
}

type Row = dict[str, Any]


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register the commands."""
    websocket_api.async_register_command(hass, _subscribe)
    async_setup_vehicle_commands(hass)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/detections/subscribe",
        vol.Optional("entity_ids", default=[]): [str],
        vol.Optional("limit", default=DEFAULT_LIMIT): vol.All(
            int, vol.Range(min=1, max=MAX_LIMIT)
        ),
        vol.Optional("which", default="any"): vol.In(_STATUSES),
        vol.Optional("search", default=""): str,
    }
)
@callback
def _subscribe(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    msg: dict[str, Any],
) -> None:
    """Send the last detections, at once and at each change: all of them, the latest first."""
    subscription = _Subscription(hass, connection, msg)
    connection.subscriptions[msg["id"]] = subscription.async_start()
    connection.send_result(msg["id"])
    subscription.async_send()


class _Subscription:
    """One dashboard that follows the detections."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: websocket_api.ActiveConnection,
        msg: dict[str, Any],
    ) -> None:
        """Keep who is to be told of what."""
        self._hass = hass
        self._connection = connection
        self._number: int = msg["id"]
        self._entity_ids: Collection[str] = frozenset(msg["entity_ids"])
        self._limit: int = msg["limit"]
        self._statuses = _STATUSES[msg["which"]]
        self._search: str = msg["search"].casefold()
        self._sent: list[Row] | None = None
        self._signed: dict[str, str] = {}
        self._is_due = False

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Follow what may change a list, and return what ends that."""
        hass = self._hass
        removes = [
            async_dispatcher_connect(hass, SIGNAL_HISTORY_CHANGED, self._changed),
            async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._changed),
            hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._changed),
            hass.bus.async_listen(
                dr.EVENT_DEVICE_REGISTRY_UPDATED,
                self._changed,
                event_filter=self._is_shown,
            ),
            async_track_time_interval(
                hass, self._async_sign_again, SIGN_AGAIN, cancel_on_shutdown=True
            ),
            # A vehicle's time may begin or be over.
            async_track_time_change(hass, self._changed, second=0),
        ]

        @callback
        def _end() -> None:
            self._is_due = False
            while removes:
                removes.pop()()

        return _end

    @callback
    def async_send(self) -> None:
        """Send the list, unless it is the one that was sent last."""
        self._is_due = False
        detections = self._select()
        rows = [_row(detection) for detection in detections]
        if rows == self._sent:
            return
        self._sent = rows
        paths = [self._paths(detection) for detection in detections]
        self._connection.send_event(
            self._number,
            {"detections": [r | p for r, p in zip(rows, paths, strict=True)]},
        )

    @callback
    def _changed(self, *_: object) -> None:
        """Send the list once all is done that changes at the same time."""
        if not self._is_due:
            self._is_due = True
            self._hass.loop.call_soon(self._async_send_if_due)

    @callback
    def _is_shown(self, data: dr.EventDeviceRegistryUpdatedData) -> bool:
        """Tell whether the list has a camera's device, which may have another name now."""
        return any(row["device_id"] == data["device_id"] for row in self._sent or ())

    @callback
    def _async_send_if_due(self) -> None:
        """Send the list, unless nobody listens any more."""
        if self._is_due:
            self.async_send()

    @callback
    def _async_sign_again(self, _: datetime) -> None:
        """Send the list with new addresses."""
        self._signed.clear()
        self._sent = None
        self.async_send()

    @callback
    def _select(self) -> list[KeptDetection]:
        """Return the detections that this dashboard is to see."""
        permissions = self._connection.user.permissions

        def _may_read(entity_id: str) -> bool:
            is_wanted = not self._entity_ids or entity_id in self._entity_ids
            return is_wanted and permissions.check_entity(entity_id, POLICY_READ)

        detections = async_list_detections(self._hass, _may_read)
        wanted = (
            kept
            for kept in detections
            if kept.match.status in self._statuses and self._is_found(kept)
        )
        return list(islice(wanted, self._limit))

    @callback
    def _is_found(self, detection: KeptDetection) -> bool:
        """Return whether a detection's plate or vehicle has the text that is searched for."""
        vehicle, plate = detection.match.vehicle, normalize_plate(self._search)
        return (
            not self._search
            or (bool(plate) and plate in detection.record.plate)
            or (vehicle is not None and self._search in vehicle.name.casefold())
        )

    @callback
    def _paths(self, detection: KeptDetection) -> dict[str, str]:
        """Return where the pictures of a detection are, the same as long as they last."""
        record_id = detection.record.record_id
        return {kind: self._sign(picture_path(record_id, kind)) for kind in KINDS}

    @callback
    def _sign(self, path: str) -> str:
        """Return a path that the browser may load for a while."""
        if path not in self._signed:
            self._signed[path] = async_sign_path(
                self._hass,
                path,
                SIGNED_FOR,
                refresh_token_id=self._connection.refresh_token_id,
            )
        return self._signed[path]


def _row(detection: KeptDetection) -> Row:
    """Return what a dashboard is told of a detection, but its pictures."""
    record, camera, vehicle = (
        detection.record,
        detection.camera,
        detection.match.vehicle,
    )
    return {
        "id": record.record_id,
        "scan_id": record.data["scan_id"],
        "entity_id": camera.entity_id,
        "device_id": camera.device_id,
        "camera_name": camera.name,
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
        "config_entry_id": camera.entry.entry_id,
        "detected_at": record.data["detected_at"],
    }
