"""Tests of a dashboard's subscriptions to triggers and problems."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.carsxe.runtime.spending.usage import Count
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir

from .carsxe_server import CarsXEServer
from .conftest import API_KEY, CAMERA_ID, SOURCE

CAMERA = "image_processing.gate_plate"


@pytest.fixture
async def client(
    hass: HomeAssistant, account: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> MockHAClientWebSocket:
    """Return a dashboard's connection."""
    return await hass_ws_client(hass)


async def _subscribe(client: MockHAClientWebSocket, what: str, **fields: Any) -> Any:
    """Subscribe, and return the first message."""
    await client.send_json_auto_id({"type": f"carsxe/{what}/subscribe", **fields})
    assert (await client.receive_json())["success"]
    return (await client.receive_json())["event"][what]


async def _next(client: MockHAClientWebSocket, what: str) -> Any:
    """Return the next message."""
    return (await client.receive_json())["event"][what]


async def test_triggers(
    hass: HomeAssistant, account: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """A dashboard receives each trigger."""
    assert await _subscribe(client, "triggers", entity_id=CAMERA) == []
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    (logged,) = await _next(client, "triggers")
    assert logged["status"] == "read"
    assert logged["picture"]
    assert API_KEY not in str(logged)


async def test_unknown_camera(client: MockHAClientWebSocket) -> None:
    """Anything but a camera has no triggers."""
    assert await _subscribe(client, "triggers", entity_id="light.kitchen") == []


async def test_permission(
    client: MockHAClientWebSocket, hass_admin_user: MockUser
) -> None:
    """Users don't receive data of cameras that they may not see."""
    hass_admin_user.groups = []
    hass_admin_user.mock_policy({"entities": {"entity_ids": {}}})
    await client.send_json_auto_id(
        {"type": "carsxe/triggers/subscribe", "entity_id": CAMERA}
    )
    answer = await client.receive_json()
    assert answer["error"]["code"] == "unauthorized"


async def test_unsubscribe(
    hass: HomeAssistant, account: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """There are no messages after unsubscribing."""
    await _subscribe(client, "triggers", entity_id=CAMERA)
    await _subscribe(client, "problems")
    for subscription in (1, 2):
        await client.send_json_auto_id(
            {"type": "unsubscribe_events", "subscription": subscription}
        )
        assert (await client.receive_json())["success"]
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    hass.states.async_set(SOURCE, "unavailable")
    await hass.async_block_till_done()
    await client.send_json_auto_id({"type": "ping"})
    assert (await client.receive_json())["type"] == "pong"


async def test_source(hass: HomeAssistant, client: MockHAClientWebSocket) -> None:
    """A camera without pictures is reported, and so is its return."""
    assert await _subscribe(client, "problems") == []
    hass.states.async_set(SOURCE, "unavailable")
    assert await _next(client, "problems") == [
        f"Gate: no plates are read because {SOURCE} is unavailable."
    ]
    hass.states.async_set(SOURCE, "idle")
    assert await _next(client, "problems") == []


async def test_limit(
    hass: HomeAssistant, account: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """A reached limit is reported, unless a user has ignored the issue."""
    assert await _subscribe(client, "problems") == []
    usage = account.runtime_data.paid_calls.usage
    day = usage.async_begin(Count.RECOGNITIONS)
    usage.async_end(Count.RECOGNITIONS, day, is_billed=True)
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    (problem,) = await _next(client, "problems")
    assert problem == "CarsXE: the daily limit is reached"
    issue = f"daily_limit_reached_{account.entry_id}"
    ir.async_ignore_issue(hass, "carsxe", issue, ignore=True)
    assert await _next(client, "problems") == []


@pytest.mark.parametrize(
    ("status", "answer", "problem"),
    [
        pytest.param(401, "key_unknown", "CarsXE doesn't accept the API key", id="key"),
        pytest.param(500, "no_information", "can't fetch the pictures", id="fetch"),
    ],
)
async def test_refused(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    carsxe: CarsXEServer,
    status: int,
    answer: str,
    problem: str,
) -> None:
    """A refused key and an unfetched picture are reported."""
    assert await _subscribe(client, "problems") == []
    carsxe.answer(answer, status)
    with pytest.raises(HomeAssistantError):
        await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    (told,) = await _next(client, "problems")
    assert problem in told
