"""A dashboard that follows a list: it is told at once, and at each change."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

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

from .runtime.history.camera_history import SIGNAL_HISTORY_CHANGED
from .runtime.history.view import KINDS, picture_path

# A list that nothing changes is sent anew in time, so that its addresses never end in use.
SIGNED_FOR: Final = timedelta(hours=2)
SIGN_AGAIN: Final = timedelta(hours=1)

type Row = dict[str, Any]


@callback
def async_subscribe(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    number: int,
    key: str,
    select: Callable[[], list[Row]],
) -> None:
    """Send what `select` gives as `key`, at once and at each change.

    A row's `record_id`, where it has one, is replaced by where the pictures are.
    """
    subscription = _Subscription(hass, connection, number, key, select)
    connection.subscriptions[number] = subscription.async_start()
    connection.send_result(number)
    subscription.async_send()


class _Subscription:
    """One dashboard that follows a list."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: websocket_api.ActiveConnection,
        number: int,
        key: str,
        select: Callable[[], list[Row]],
    ) -> None:
        """Keep who is to be told of what."""
        self._hass = hass
        self._connection = connection
        self._number = number
        self._key = key
        self._select = select
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
        rows = self._select()
        if rows == self._sent:
            return
        self._sent = rows
        self._connection.send_event(
            self._number, {self._key: [self._with_pictures(row) for row in rows]}
        )

    @callback
    def _changed(self, *_: object) -> None:
        """Send the list once all is done that changes at the same time."""
        if not self._is_due:
            self._is_due = True
            self._hass.loop.call_soon(self._async_send_if_due)

    @callback
    def _is_shown(self, data: dr.EventDeviceRegistryUpdatedData) -> bool:
        """Tell whether the list has a camera's device, or a vehicle's, which may have another name now."""
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
    def _with_pictures(self, row: Row) -> Row:
        """Return a row with where its pictures are, the same as long as they last."""
        shown = dict(row)
        record_id = shown.pop("record_id", None)
        paths = {
            kind: self._sign(picture_path(record_id, kind)) if record_id else None
            for kind in KINDS
        }
        return shown | paths

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
