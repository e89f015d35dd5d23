"""Tests of a dashboard's subscription to the last detections."""

from datetime import timedelta
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.carsxe.subscription import SIGN_AGAIN, SIGNED_FOR
from homeassistant.auth.permissions import PolicyPermissions
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util

from .conftest import API_KEY, CAMERA_ID, Arrive

type Rows = list[dict[str, Any]]

CAMERA = "image_processing.gate_plate"
COMMAND = "carsxe/detections/subscribe"


@pytest.fixture
def camera_data(camera_data: dict[str, Any]) -> dict[str, Any]:
    """Announce every sighting."""
    return {**camera_data, "cooldown": 0}


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a van."""
    return {"Van": {"plate": "ABC123"}}


@pytest.fixture
async def client(
    hass: HomeAssistant, account: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> MockHAClientWebSocket:
    """Return a dashboard's connection."""
    return await hass_ws_client(hass)


async def _subscribe(client: MockHAClientWebSocket, **fields: Any) -> Rows:
    """Subscribe, and return the first list."""
    await client.send_json_auto_id({"type": COMMAND, **fields})
    answer = await client.receive_json()
    assert answer["success"]
    assert answer["result"] is None
    return await _next(client)


async def _next(client: MockHAClientWebSocket) -> Rows:
    """Return the next list."""
    message = await client.receive_json()
    assert message["type"] == "event"
    assert set(message["event"]) == {"detections"}
    rows: Rows = message["event"]["detections"]
    return rows


async def _assert_quiet(client: MockHAClientWebSocket) -> None:
    """Check that there is no unread message."""
    await client.send_json_auto_id({"type": "ping"})
    assert (await client.receive_json())["type"] == "pong"


def _plates(rows: Rows) -> list[tuple[str, str]]:
    """Return some values of the rows."""
    return [(row["plate"], row["status"]) for row in rows]


async def test_row(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    detections: list[Event],
    arrive_in_turn: Arrive,
) -> None:
    """A row has the event's data, the addresses of the pictures, and nothing else."""
    assert await _subscribe(client) == []
    await arrive_in_turn("ABC123")
    (row,) = await _next(client)
    data = detections[0].data
    paths = {kind: row.pop(kind) for kind in ("thumbnail", "picture")}
    for kind, path in paths.items():
        assert path.startswith(f"/api/carsxe/detections/{row['id']}/{kind}?authSig=")
    assert row.pop("id")
    assert row == {
        "scan_id": data["scan_id"],
        "entity_id": CAMERA,
        "device_id": data["device_id"],
        "camera_name": "Gate",
        "plate": "ABC123",
        "region": "us-ca",
        "score": 0.9,
        "candidates": [],
        "status": "known",
        "match": "exact",
        "vehicle": "Van",
        "vehicle_id": "id of Van",
        "valid_until": None,
        "config_entry_id": account.entry_id,
        "detected_at": data["detected_at"],
    }
    assert API_KEY not in str((row, paths))
    assert "ABC123" not in str(paths)


async def test_pictures(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """A browser can load the pictures directly."""
    await arrive_in_turn("ABC123")
    (row,) = await _subscribe(client)
    browser = await hass_client_no_auth()
    for kind in ("thumbnail", "picture"):
        response = await browser.get(row[kind])
        assert response.status == HTTPStatus.OK
        assert response.content_type == "image/jpeg"
        assert (await response.read())[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("fields", "plates"),
    [
        ({}, ["DDD444", "ABC123", "BBB222", "AAA111"]),
        ({"limit": 2}, ["DDD444", "ABC123"]),
        ({"which": "known"}, ["ABC123"]),
        ({"which": "unknown"}, ["DDD444", "BBB222", "AAA111"]),
        ({"which": "unknown", "limit": 1}, ["DDD444"]),
        ({"entity_ids": [CAMERA]}, ["DDD444", "ABC123", "BBB222", "AAA111"]),
        ({"entity_ids": ["image_processing.other"]}, []),
        ({"search": "bb-b"}, ["BBB222"]),
        ({"search": "vAn"}, ["ABC123"]),
        ({"search": "vAn", "which": "unknown"}, []),
        ({"search": "--"}, []),
        ({"entity_ids": []}, ["DDD444", "ABC123", "BBB222", "AAA111"]),
    ],
    ids=str,
)
async def test_options(
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    fields: dict[str, Any],
    plates: list[str],
) -> None:
    """Rows are sorted latest first, limited and filtered as requested."""
    await arrive_in_turn("AAA111", "BBB222", "ABC123", "DDD444")
    rows = await _subscribe(client, **fields)
    assert [row["plate"] for row in rows] == plates


@pytest.mark.parametrize(
    "fields",
    [
        {"limit": 0},
        {"limit": 101},
        {"limit": "many"},
        {"which": "all"},
        {"search": 1},
        {"search": "A" * 101},
        {"entity_ids": CAMERA},
        {"plate": "ABC123"},
    ],
    ids=str,
)
async def test_bad_options(
    account: MockConfigEntry, client: MockHAClientWebSocket, fields: dict[str, Any]
) -> None:
    """Invalid requests are refused."""
    await client.send_json_auto_id({"type": COMMAND, **fields})
    answer = await client.receive_json()
    assert answer["error"]["code"] == "invalid_format"


async def test_add_and_remove(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
) -> None:
    """A row has the present status of its plate, and disappears if the vehicle is ignored."""
    await arrive_in_turn("XYZ789")
    assert _plates(await _subscribe(client)) == [("XYZ789", "unknown")]
    for fields in ({}, {"ignore": True}):
        await hass.services.async_call(
            "carsxe",
            "add_vehicle",
            {"plate": "XYZ789", "name": "Friend", **fields},
            blocking=True,
        )
        rows = await _next(client)
        if "ignore" in fields:
            assert rows == []
        else:
            (row,) = rows
            assert (row["status"], row["vehicle"]) == ("known", "Friend")
            assert account.subentries[row["vehicle_id"]].title == "Friend"
        await hass.services.async_call(
            "carsxe", "remove_vehicle", {"plate": "XYZ789"}, blocking=True
        )
        (row,) = await _next(client)
        assert (row["status"], row["vehicle"], row["vehicle_id"]) == (
            "unknown",
            None,
            None,
        )
    await hass.async_block_till_done()
    await _assert_quiet(client)
    await arrive_in_turn("BBB222")
    assert _plates(await _next(client)) == [
        ("BBB222", "unknown"),
        ("XYZ789", "unknown"),
    ]


async def test_addresses_stay(
    client: MockHAClientWebSocket, arrive_in_turn: Arrive
) -> None:
    """A new row keeps the others' addresses, so nothing is fetched twice."""
    await arrive_in_turn("AAA111")
    (before,) = await _subscribe(client)
    await arrive_in_turn("BBB222")
    _, after = await _next(client)
    assert after == before


async def test_addresses_end(
    hass: HomeAssistant,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    freezer: FrozenDateTimeFactory,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """New addresses are sent well before the old ones expire; those are refused without a warning."""
    await arrive_in_turn("AAA111")
    (before,) = await _subscribe(client)
    freezer.tick(SIGN_AGAIN + timedelta(seconds=1))
    async_fire_time_changed(hass)
    (after,) = await _next(client)
    assert after["picture"] != before["picture"]
    freezer.tick(SIGNED_FOR - SIGN_AGAIN)
    browser = await hass_client_no_auth()
    assert (await browser.get(before["picture"])).status == HTTPStatus.FORBIDDEN
    assert (await browser.get(after["picture"])).status == HTTPStatus.OK


async def test_removed_camera(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
) -> None:
    """A removed camera's rows go."""
    await arrive_in_turn("AAA111")
    assert len(await _subscribe(client)) == 1
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    assert await _next(client) == []
    await hass.async_block_till_done()
    await _assert_quiet(client)


async def test_renamed_entity(
    hass: HomeAssistant,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    entity_registry: Any,
) -> None:
    """A row has the present entity ID."""
    await arrive_in_turn("AAA111")
    await _subscribe(client)
    entity_registry.async_update_entity(CAMERA, new_entity_id="image_processing.drive")
    (row,) = await _next(client)
    assert row["entity_id"] == "image_processing.drive"


async def test_renamed_device(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    device_registry: dr.DeviceRegistry,
) -> None:
    """A row has the camera's present name; other devices' names don't matter."""
    await arrive_in_turn("AAA111")
    (before,) = await _subscribe(client)
    device_registry.async_update_device(before["device_id"], name_by_user="Drive")
    (row,) = await _next(client)
    assert row == {**before, "camera_name": "Drive"}


async def test_guest(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A row changes within a minute when a vehicle's validity begins or ends."""
    await arrive_in_turn("AAA111")
    await _subscribe(client)
    now = dt_util.utcnow()
    begin, end = now + timedelta(minutes=5), now + timedelta(minutes=10)
    hass.config_entries.async_add_subentry(
        account,
        ConfigSubentry(
            data=MappingProxyType(
                {
                    "plate": "AAA111",
                    "valid_from": begin.isoformat(),
                    "valid_until": end.isoformat(),
                }
            ),
            subentry_type="vehicle",
            title="Guest",
            unique_id="vehicle:AAA111",
        ),
    )
    await hass.async_block_till_done()
    await _assert_quiet(client)
    for moment, status in ((begin, "known"), (end, "unknown")):
        freezer.move_to(moment + timedelta(minutes=1))
        async_fire_time_changed(hass)
        assert _plates(await _next(client)) == [("AAA111", status)]


async def test_unsubscribe(
    hass: HomeAssistant, client: MockHAClientWebSocket, arrive_in_turn: Arrive
) -> None:
    """There are no messages after unsubscribing."""
    await client.send_json_auto_id({"type": COMMAND})
    number = (await client.receive_json())["id"]
    assert await _next(client) == []
    await client.send_json_auto_id(
        {"type": "unsubscribe_events", "subscription": number}
    )
    assert (await client.receive_json())["success"]
    await arrive_in_turn("AAA111")
    await _assert_quiet(client)


@pytest.mark.parametrize(
    ("readable", "plates"), [(CAMERA, ["AAA111"]), ("light.hall", [])]
)
async def test_permission(
    hass: HomeAssistant,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    hass_admin_user: MockUser,
    readable: str,
    plates: list[str],
) -> None:
    """Users don't receive data of cameras that they may not see."""
    await arrive_in_turn("AAA111")
    hass_admin_user.groups = []
    hass_admin_user.mock_policy(
        {"entities": {"entity_ids": {readable: {"read": True}}}}
    )
    assert isinstance(hass_admin_user.permissions, PolicyPermissions)
    rows = await _subscribe(client)
    assert [row["plate"] for row in rows] == plates


async def test_vehicles(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
) -> None:
    """The vehicles are sent with their last picture, and again on each change."""
    await client.send_json_auto_id({"type": "carsxe/vehicles/subscribe"})
    assert (await client.receive_json())["success"]
    (row,) = (await client.receive_json())["event"]["vehicles"]
    assert (row["name"], row["plate"], row["last_seen"]) == ("Van", "ABC123", None)
    assert (row["picture"], row["camera_name"]) == (None, None)
    await arrive_in_turn("ABC123")
    while row["picture"] is None:
        (row,) = (await client.receive_json())["event"]["vehicles"]
    assert row["picture"].startswith("/api/carsxe/detections/")
    assert row["camera_name"] == "Gate"
    assert dt_util.parse_datetime(row["last_seen"])
    van = account.subentries["id of Van"]
    hass.config_entries.async_update_subentry(account, van, title="Bus")
    (row,) = (await client.receive_json())["event"]["vehicles"]
    assert row["name"] == "Bus"


async def test_vehicles_are_for_readers(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    hass_admin_user: MockUser,
) -> None:
    """Users don't receive vehicles whose entities they may not read."""
    hass_admin_user.groups = []
    hass_admin_user.mock_policy({"entities": {"entity_ids": {CAMERA: {"read": True}}}})
    await client.send_json_auto_id({"type": "carsxe/vehicles/subscribe"})
    await client.receive_json()
    assert (await client.receive_json())["event"]["vehicles"] == []
