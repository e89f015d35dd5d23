"""Websocket subscriptions of a dashboard, updated immediately and on each change."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.http.auth import async_sign_path
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import (
    async_track_time_change,
    async_track_time_interval,
)
from homeassistant.util.event_type import EventType

from .runtime.history.camera_history import SIGNAL_HISTORY_CHANGED

# Unchanged data is sent again in time, so that its signed addresses never expire in use.
SIGNED_FOR: Final = timedelta(hours=2)
SIGN_AGAIN: Final = timedelta(hours=1)

type Payload = dict[str, Any]
type Sign = Callable[[str], str]
type Followed = tuple[EventType[Any] | str, Callable[[Any], bool] | None]


@callback
def async_subscribe(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    number: int,
    find: Callable[[Sign], Payload],
    *,
    events: Iterable[Followed] = (),
) -> None:
    """Send the result of `find` now and whenever one of the `events` passes its filter.

    `find` gets a function that signs picture paths, always the same way while a signature lasts.
    """
    sent: Payload | None = None
    is_due = True

    @cache
    def _sign(path: str) -> str:
        return async_sign_path(
            hass, path, SIGNED_FOR, refresh_token_id=connection.refresh_token_id
        )

    @callback
    def _send_if_due() -> None:
        nonlocal sent, is_due
        if not is_due:
            return
        is_due = False
        if (found := find(_sign)) != sent:
            sent = found
            connection.send_event(number, found)

    @callback
    def _changed(*_: object) -> None:
        """Send once after all changes of the same moment."""
        nonlocal is_due
        if not is_due:
            is_due = True
            hass.loop.call_soon(_send_if_due)

    @callback
    def _sign_again(_: datetime) -> None:
        _sign.cache_clear()
        _changed()

    removes = [
        async_dispatcher_connect(hass, SIGNAL_HISTORY_CHANGED, _changed),
        async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, _changed),
        async_track_time_interval(
            hass, _sign_again, SIGN_AGAIN, cancel_on_shutdown=True
        ),
        # A vehicle's validity may begin or end.
        async_track_time_change(hass, _changed, second=0),
        hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, _changed),
        hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, _changed),
        *(
            hass.bus.async_listen(event, _changed, event_filter=event_filter)
            for event, event_filter in events
        ),
    ]

    @callback
    def _end() -> None:
        nonlocal is_due
        is_due = False
        for remove in removes:
            remove()

    connection.subscriptions[number] = _end
    connection.send_result(number)
    _send_if_due()
