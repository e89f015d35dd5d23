"""The websocket commands through which a dashboard follows triggers and problems."""

from collections.abc import Iterator
from typing import Any

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import CONF_SOURCE_ENTITY_ID, DOMAIN, SUBENTRY_CAMERA
from .runtime.capture import async_is_available
from .runtime.history.histories import DATA_HISTORIES
from .runtime.own_entities import async_find_camera_entity
from .runtime.rights import may_read
from .runtime.texts import async_translate
from .subscription import Payload, async_subscribe

# Issues that don't keep plates from being read.
_HARMLESS = (
    "vehicle_expired",
    "decodes_paused",
    "counts_damaged",
    # The source has its own sentence.
    "source_gone",
)

type Connection = websocket_api.ActiveConnection


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/triggers/subscribe",
        vol.Required("entity_id"): str,
    }
)
@callback
def _subscribe_triggers(
    hass: HomeAssistant, connection: Connection, msg: dict[str, Any]
) -> None:
    """Send the log of a camera's last triggers now and on each change."""
    if not may_read(connection.user, msg["entity_id"]):
        connection.send_error(
            msg["id"], websocket_api.ERR_UNAUTHORIZED, "No right to see this camera"
        )
        return

    @callback
    def _find(_: object) -> Payload:
        for camera_id, history in hass.data.get(DATA_HISTORIES, {}).items():
            entity = async_find_camera_entity(hass, camera_id)
            if entity and entity.entity_id == msg["entity_id"]:
                return {"triggers": history.triggers}
        return {"triggers": []}

    async_subscribe(hass, connection, msg["id"], _find)


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/problems/subscribe"})
@callback
def _subscribe_problems(
    hass: HomeAssistant, connection: Connection, msg: dict[str, Any]
) -> None:
    """Send the problems that keep plates from being read now and on each change."""

    @callback
    def _is_source(data: EventStateChangedData) -> bool:
        return any(
            camera.data[CONF_SOURCE_ENTITY_ID] == data["entity_id"]
            for entry in hass.config_entries.async_entries(DOMAIN)
            for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA)
        )

    async_subscribe(
        hass,
        connection,
        msg["id"],
        lambda _: {"problems": list(async_find_problems(hass))},
        events=[
            (EVENT_STATE_CHANGED, _is_source),
            (ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, None),
        ],
    )


@callback
def async_find_problems(hass: HomeAssistant) -> Iterator[str]:
    """Yield a sentence for each problem that keeps plates from being read."""
    for entry in hass.config_entries.async_entries(DOMAIN, include_disabled=False):
        name = {"account": entry.title}
        if any(entry.async_get_active_flows(hass, {SOURCE_REAUTH})):
            yield async_translate(hass, "problem_key", name)
        elif entry.state is ConfigEntryState.SETUP_RETRY:
            yield async_translate(
                hass, "problem_setup", name | {"error": entry.reason or ""}
            )
        for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA):
            source = camera.data[CONF_SOURCE_ENTITY_ID]
            if not async_is_available(hass, source):
                words = {"camera": camera.title, "entity_id": source}
                yield async_translate(hass, "problem_source", words)
    for issue in ir.async_get(hass).issues.values():
        is_shown = issue.active and issue.dismissed_version is None
        key = issue.translation_key
        if issue.domain == DOMAIN and is_shown and key and key not in _HARMLESS:
            words = issue.translation_placeholders or {}
            yield async_translate(hass, f"{key}.title", words, "issues")


STATUS_COMMANDS = (_subscribe_triggers, _subscribe_problems)
