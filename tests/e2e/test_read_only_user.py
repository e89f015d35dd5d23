"""A read-only user tries to let a vehicle in through the app on a phone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import product
import json
from typing import Any

import aiohttp
import pytest

from demo.connection import Connection, RefusedError

from .conftest import BELL, CAMERA, EVENT, IMAGE, MOTION, House

PLATE = "WG12KVL"
GARAGE = "cover.garage"
PRESSED = "mobile_app_notification_action"
CLIENT = "http://127.0.0.1/"
TELL = """
automation:
  - alias: Tell
    use_blueprint:
      path: carsxe/tell_of_unknown_plate.yaml
      input:
        plate_events: event.gate_plate
        phone: {phone}
"""


@dataclass
class Phone:
    """A phone with the app of the connected user."""

    connection: Connection
    webhook_id: str

    @classmethod
    async def register(
        cls, connection: Connection, device_id: str, app: str = "app"
    ) -> Phone:
        """Register a phone like the app."""
        answer = await connection.rest(
            "POST",
            "/api/mobile_app/registrations",
            {
                "app_data": {"push_websocket_channel": True},
                "app_id": app,
                "app_name": "App",
                "app_version": "1",
                "device_id": device_id,
                "device_name": f"{device_id} {app}",
                "manufacturer": "None",
                "model": "None",
                "os_name": "None",
                "os_version": "1",
                "supports_encryption": False,
            },
        )
        return cls(connection, answer["webhook_id"])

    async def fire(self, event_type: str, data: dict[str, Any]) -> None:
        """Fire an event like a button in the app."""
        await self.connection.rest(
            "POST",
            f"/api/webhook/{self.webhook_id}",
            {
                "type": "fire_event",
                "data": {"event_type": event_type, "event_data": data},
            },
        )

    async def press(self, action: str) -> None:
        """Press a button."""
        await self.fire(PRESSED, {"action": action})


async def _log_in(house: House, name: str) -> str:
    """Return the access token of a user whose password is the name."""
    async with aiohttp.ClientSession(base_url=house.home.url) as session:
        start = {
            "client_id": CLIENT,
            "handler": ["homeassistant", None],
            "redirect_uri": CLIENT,
        }
        async with session.post("/auth/login_flow", json=start) as response:
            flow_id = (await response.json())["flow_id"]
        login = {"client_id": CLIENT, "username": name, "password": name}
        async with session.post(f"/auth/login_flow/{flow_id}", json=login) as response:
            code = (await response.json())["result"]
        form = {"client_id": CLIENT, "grant_type": "authorization_code", "code": code}
        async with session.post("/auth/token", data=form) as response:
            return str((await response.json())["access_token"])


@pytest.fixture(scope="module")
async def reader(furnished: House) -> AsyncIterator[Connection]:
    """Return the connection of a read-only user with a person."""
    owner = furnished.connection
    created = await owner.command(
        "config/auth/create", name="Reader", group_ids=["system-read-only"]
    )
    user_id = created["user"]["id"]
    await owner.command(
        "config/auth_provider/homeassistant/create",
        user_id=user_id,
        username="reader",
        password="reader",
    )
    await owner.command(
        "person/create", name="Reader", user_id=user_id, device_trackers=[]
    )
    async with furnished.home.connect(await _log_in(furnished, "reader")) as connection:
        yield connection


@pytest.fixture(scope="module")
async def reader_phone(reader: Connection) -> Phone:
    """Return the phone of the read-only user."""
    return await Phone.register(reader, "reader-phone")


@pytest.fixture(scope="module")
async def owner_phone(furnished: House) -> Phone:
    """Return the phone of the owner, who is notified about unknown plates."""
    owner = furnished.connection
    phone = await Phone.register(owner, "owner-phone")
    devices = await owner.command("config/device_registry/list")
    (device,) = (
        device
        for device in devices
        if ["mobile_app", "owner-phone"] in device["identifiers"]
    )
    file = furnished.home.folder / "configuration.yaml"
    text = file.read_text()
    assert text.count("\nautomation:\n") == 1
    file.write_text(text.replace("\nautomation:\n", TELL.format(phone=device["id"]), 1))
    await owner.call("automation.reload")
    assert (await owner.state("automation.tell"))["state"] == "on"
    return phone


@pytest.fixture
async def stranger(house: House) -> AsyncIterator[None]:
    """Remove the unknown vehicle at the end."""
    yield
    if await _is_known(house):
        await house.connection.call("carsxe.remove_vehicle", {"plate": PLATE})


async def _is_known(house: House) -> bool:
    """Return whether the unknown plate has become known."""
    await house.quiet()
    subentries = await house.connection.command(
        "config_entries/subentries/list", entry_id=house.entry_id
    )
    return PLATE in {subentry["title"] for subentry in subentries}


@asynccontextmanager
async def _told(house: House, phone: Phone) -> AsyncIterator[dict[str, str]]:
    """Let the unknown vehicle arrive, and return the buttons of the notification by title."""
    await house.show("day_gb.jpg")
    async with house.connection.subscription(
        "mobile_app/push_notification_channel",
        webhook_id=phone.webhook_id,
        support_confirm=False,
    ) as messages:
        await house.scan(house.gate["image_processing.plate"])
        message = await messages.get()
        assert message["title"] == f"Unknown plate {PLATE}"
        yield {
            button["title"]: button["action"] for button in message["data"]["actions"]
        }


async def _all_that_can_be_read(reader: Connection) -> str:
    """Return what a read-only user can see."""
    template = """{% for state in states %}{{ state.entity_id }} {{ state.context.id }}
        {{ state.context.parent_id }} {{ state.attributes }} {% endfor %}"""
    async with reader.subscription("render_template", template=template) as rendered:
        texts = [str(await rendered.get())]
    for kind, fields in (
        ("get_states", {}),
        ("config/entity_registry/list", {}),
        ("config/device_registry/list", {}),
        ("logbook/get_events", {"start_time": "2020-01-01T00:00:00+00:00"}),
        ("trace/list", {"domain": "automation"}),
        ("system_log/list", {}),
        ("repairs/list_issues", {}),
        ("persistent_notification/get", {}),
    ):
        try:
            texts.append(json.dumps(await reader.command(kind, **fields)))
        except RefusedError:
            texts.append("refused")
    texts.append(json.dumps(await reader.rest("GET", "/api/states")))
    return "\n".join(texts)


@pytest.mark.usefixtures("stranger")
async def test_buttons(
    house: House, owner_phone: Phone, reader: Connection, reader_phone: Phone
) -> None:
    """Neither visible data nor the button itself lets the user add a vehicle; the owner can."""
    async with reader.events("state_changed") as changes:
        async with _told(house, owner_phone) as buttons:
            seen = await _all_that_can_be_read(reader)
            contexts = {
                state["context"][key]
                for state in await reader.command("get_states")
                for key in ("id", "parent_id")
            }
        while not changes.empty():
            seen += json.dumps(changes.get_nowait())
    assert "automation.tell" in seen
    secret = buttons["Add"].removeprefix("CARSXE_ADD_")
    assert len(secret) >= 40
    assert secret not in seen
    for context in contexts:
        await reader_phone.press(f"CARSXE_ADD_{context}")
    assert not await _is_known(house)
    # Even with the button itself.
    await reader_phone.press(buttons["Add"])
    assert not await _is_known(house)
    async with _told(house, owner_phone) as buttons:
        await owner_phone.press(buttons["Add"])
        assert await _is_known(house)


@pytest.mark.usefixtures("stranger")
async def test_claimed_phone(
    house: House, owner_phone: Phone, reader: Connection
) -> None:
    """Registering a phone with the ID of the owner's doesn't help the user or lock the owner out."""
    claimed = await Phone.register(reader, "owner-phone", "another-app")
    async with _told(house, owner_phone) as buttons:
        await claimed.press(buttons["Guest for 24 hours"])
        assert not await _is_known(house)
    async with _told(house, owner_phone) as buttons:
        await owner_phone.press(buttons["Guest for 24 hours"])
        assert await _is_known(house)


async def test_forged_event(house: House, reader_phone: Phone) -> None:
    """A forged event on the bus doesn't open anything that uses the trigger."""
    await house.connection.call(
        "input_boolean.turn_off", entity_id="input_boolean.garage_open"
    )
    assert (await house.connection.state(GARAGE))["state"] == "closed"
    forged = {
        "entity_id": "event.gate_plate",
        "known": True,
        "match": "exact",
        "score": 1,
    }
    async with (
        house.connection.events(EVENT) as events,
        house.connection.events("opened") as opened,
    ):
        await reader_phone.fire(EVENT, forged)
        assert (await events.get())["known"] is True
        await house.quiet()
        assert opened.empty()
    assert (await house.connection.state(GARAGE))["state"] == "closed"


FORGED_STATES = [
    None,
    {},
    "on",
    {
        "entity_id": "event.gate_plate",
        "state": "2026-11-23T09:00:00.000+00:00",
        "attributes": {"known": True, "match": "exact", "score": 1},
    },
]


async def test_forged_states(house: House, reader_phone: Phone) -> None:
    """A forged change of state is nobody's arrival, press or motion."""
    await house.connection.call(
        "input_boolean.turn_off", entity_id="input_boolean.garage_open"
    )
    async with house.connection.events("opened") as opened:
        for entity_id in ("event.gate_plate", MOTION, BELL, CAMERA):
            for old, new in product(FORGED_STATES, repeat=2):
                forged = {"entity_id": entity_id, "old_state": old, "new_state": new}
                await reader_phone.fire("state_changed", forged)
        await house.quiet()
        assert opened.empty()
    assert (await house.connection.state(GARAGE))["state"] == "closed"
    assert await house.recognitions() == []


async def test_forged_renames(house: House, reader_phone: Phone) -> None:
    """Nobody can make the gate's camera use another source or trigger by forging a rename."""
    for old, new in ((CAMERA, IMAGE), (MOTION, "binary_sensor.phone"), (BELL, IMAGE)):
        forged = {
            "action": "update",
            "entity_id": new,
            "old_entity_id": old,
            "changes": {"entity_id": old},
        }
        await reader_phone.fire("entity_registry_updated", forged)
    await house.quiet()
    await house.show("day_us.jpg")
    (event,) = await house.scan(house.gate["image_processing.plate"])
    assert event["camera_entity_id"] == CAMERA
    entries = house.home.folder / ".storage" / "core.config_entries"
    while CAMERA not in entries.read_text():
        await asyncio.sleep(0.5)
    assert "binary_sensor.phone" not in entries.read_text()


async def test_adding_is_refused(reader: Connection) -> None:
    """Adding a vehicle directly isn't possible either, even in somebody else's name."""
    for more in ({}, {"on_behalf_of": ""}):
        with pytest.raises(RefusedError):
            await reader.call(
                "carsxe.add_vehicle", {"plate": PLATE, "name": PLATE, **more}
            )
