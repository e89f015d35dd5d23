"""The websocket commands that tell a dashboard what came of a camera's triggers, and what is wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components import websocket_api
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    SOURCE_REAUTH,
    ConfigEntryState,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_state_change_event

from .const import CONF_SOURCE_ENTITY_ID, DOMAIN, SUBENTRY_CAMERA
from .runtime.capture import async_is_available
from .runtime.history.camera_history import SIGNAL_HISTORY_CHANGED
from .runtime.history.histories import DATA_HISTORIES
from .runtime.own_entities import async_find_camera_entity
from .runtime.texts import async_say, async_title

# Issues that keep no plate from being read.
_HARMLESS = (
    "vehicle_expired",
    "decodes_paused",
    "counts_damaged",
    # The sentence about its source says as much.
    "source_gone",
)

type Connection = websocket_api.ActiveConnection
type Data = dict[str, Any]


@callback
def async_setup_status_websocket(hass: HomeAssistant) -> None:
    """Register the commands."""
    websocket_api.async_register_command(hass, _subscribe_triggers)
    websocket_api.async_register_command(hass, _subscribe_problems)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/triggers/subscribe",
        vol.Required("entity_id"): str,
    }
)
@callback
def _subscribe_triggers(hass: HomeAssistant, connection: Connection, msg: Data) -> None:
    """Send what came of a camera's last triggers, at once and at each change."""
    if not connection.user.permissions.check_entity(msg["entity_id"], POLICY_READ):
        connection.send_error(
            msg["id"], websocket_api.ERR_UNAUTHORIZED, "No right to see this camera"
        )
        return

    def _triggers() -> Data:
        for camera_id, history in hass.data.get(DATA_HISTORIES, {}).items():
            entity = async_find_camera_entity(hass, camera_id)
            if entity and entity.entity_id == msg["entity_id"]:
                return {"triggers": history.triggers}
        return {"triggers": []}

    send = _begin(connection, msg, _triggers)
    remove = async_dispatcher_connect(hass, SIGNAL_HISTORY_CHANGED, send)
    connection.subscriptions[msg["id"]] = remove


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/problems/subscribe"})
@callback
def _subscribe_problems(hass: HomeAssistant, connection: Connection, msg: Data) -> None:
    """Send what keeps plates from being read, at once and at each change."""
    send = _begin(
        connection, msg, lambda: {"problems": list(async_find_problems(hass))}
    )
    stop_sources = async_track_state_change_event(hass, _sources(hass), send)

    @callback
    def _changed(*_: Any) -> None:
        nonlocal stop_sources
        stop_sources()
        stop_sources = async_track_state_change_event(hass, _sources(hass), send)
        send()

    removes = [
        async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, _changed),
        hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, _changed),
    ]

    @callback
    def _end() -> None:
        stop_sources()
        for remove in removes:
            remove()

    connection.subscriptions[msg["id"]] = _end


def _begin(
    connection: Connection, msg: Data, find: Callable[[], Data]
) -> Callable[..., None]:
    """Answer and send what was asked for; return what sends it again if it has changed."""
    sent: Data | None = None

    @callback
    def _send(*_: Any) -> None:
        nonlocal sent
        if (found := find()) != sent:
            sent = found
            connection.send_event(msg["id"], found)

    connection.send_result(msg["id"])
    _send()
    return _send


@callback
def async_find_problems(hass: HomeAssistant) -> Iterator[str]:
    """Give a sentence for each problem that keeps plates from being read."""
    for entry in hass.config_entries.async_entries(DOMAIN, include_disabled=False):
        name = {"account": entry.title}
        if any(entry.async_get_active_flows(hass, {SOURCE_REAUTH})):
            yield async_say(hass, "problem_key", name)
        elif entry.state is ConfigEntryState.SETUP_RETRY:
            yield async_say(hass, "problem_setup", name | {"error": entry.reason or ""})
        for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA):
            source = camera.data[CONF_SOURCE_ENTITY_ID]
            if not async_is_available(hass, source):
                words = {"camera": camera.title, "entity_id": source}
                yield async_say(hass, "problem_source", words)
    for issue in ir.async_get(hass).issues.values():
        is_shown = issue.active and issue.dismissed_version is None
        key = issue.translation_key
        if issue.domain == DOMAIN and is_shown and key and key not in _HARMLESS:
            yield async_title(hass, key, issue.translation_placeholders or {})


def _sources(hass: HomeAssistant) -> list[str]:
    """Return what the pictures of all cameras are from."""
    return [
        camera.data[CONF_SOURCE_ENTITY_ID]
        for entry in hass.config_entries.async_entries(DOMAIN)
        for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA)
    ]
