"""Everything is done at debug level with a marked key and marked plates; then both are searched for."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
import json
import logging
from pathlib import Path
import traceback
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.carsxe.const import DOMAIN, EVENT_PLATE_DETECTED
from custom_components.carsxe.diagnostics import async_get_config_entry_diagnostics
from custom_components.carsxe.logbook import async_describe_events
from custom_components.carsxe.runtime.issues import async_raise
from custom_components.carsxe.system_health import _async_get_info
from homeassistant.components.repairs import RepairsFlowManager
from homeassistant.components.repairs.const import DOMAIN as REPAIRS
from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import EVENT_STATE_CHANGED, MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.data_entry_flow import InvalidData
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.json import JSONEncoder
from homeassistant.setup import async_setup_component

from ..carsxe_server import CarsXEServer, load_answer
from ..conftest import (
    CAMERA_ID,
    MOTION,
    PUBLIC_URL,
    SOURCE,
    PictureCamera,
    pass_progress,
)
from ..drives import Car, draw

KEY = 'k"/%+é…\\m4rk3d=&k3y'
KNOWN, STRANGER, ADDED = "MARK1D", "MARK2D", "MARK3D"
OURS = "custom_components.carsxe"
PLATES = (KNOWN, STRANGER, ADDED)
ENTITY = "image_processing.gate_plate"
STATUS, PRESENT = "sensor.gate_status", "binary_sensor.van_present"
CAR = Car(plate=KNOWN)
AUTOMATION = {
    "id": "opens",
    "alias": "Opens",
    "triggers": [{"trigger": "event", "event_type": "plate_detected"}],
    "actions": [
        {
            "action": "carsxe.recognize",
            "data": {"entity_id": ENTITY},
            "response_variable": "seen",
        },
        {"event": "opened", "event_data": {"plate": "{{ trigger.event.data.plate }}"}},
    ],
}


def _forms(secret: str) -> set[str]:
    """Return a pattern for a secret, even inside something longer."""
    raw = secret.encode()
    forms = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
    forms |= {quote(form, safe="") for form in tuple(forms)}
    forms |= {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    forms |= {form.replace("/", "\\/") for form in tuple(forms)}
    forms |= {repr(secret)[1:-1], ascii(secret)[1:-1], repr(raw)[2:-1], raw.hex()}
    for shift in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            # Its surroundings may change the first and last characters.
            forms.add(encode(b"\0" * shift + raw).decode()[4:-4])
    # A part of it counts as well.
    forms |= {"m4rk3d", "k3y=", *(form.lower() for form in forms)}
    return forms


FORMS = _forms(KEY)


def _found(text: str) -> list[str]:
    """Return the forms of the key in a text."""
    low = text.lower()
    return [form for form in FORMS if form in text or form.lower() in low]


def test_forms() -> None:
    """The key is found in any form."""
    for text in (
        f"?key={quote(KEY, safe='')}&a",
        json.dumps({"a": [KEY]}),
        b64encode(f'{{"api_key": "{KEY}"}}'.encode()).decode(),
        repr(KEY.encode()),
    ):
        assert _found(text)
    assert not _found("key of an account")


@pytest.fixture
async def carsxe(carsxe: CarsXEServer) -> CarsXEServer:
    """Accept the marked key."""
    carsxe.key = KEY
    return carsxe


@pytest.fixture
def entry(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Use the marked key."""
    data = {**entry.data, "api_key": KEY}
    hass.config_entries.async_update_entry(entry, data=data)
    return entry


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Announce everything, and decode unknown plates."""
    return {
        "source_entity_id": SOURCE,
        "trigger_entity_ids": [MOTION],
        "min_score": 0,
        "cooldown": 0,
        "decode_unknown": True,
    }


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a marked plate."""
    return {"Van": {"plate": KNOWN}}


class House:
    """Does things, and records what anybody can see of them."""

    def __init__(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        folder: Path,
    ) -> None:
        """Observe everything that happens."""
        self.hass = hass
        self.account = account
        self.carsxe = carsxe
        self.folder = folder
        self.kept_tracks: list[dict[str, Any]] = []
        self.seen: list[str] = []
        self.detections: list[Event] = []
        self.changes: list[Event] = []
        self.unfinished: list[Any] = []
        hass.bus.async_listen(MATCH_ALL, self._async_note)

    @callback
    def _async_note(self, event: Event) -> None:
        """Record an event."""
        self.keep(event.as_dict())
        if event.event_type == EVENT_PLATE_DETECTED:
            self.detections.append(event)
        if event.event_type == EVENT_STATE_CHANGED:
            self.changes.append(event)

    def keep(self, what: object) -> None:
        """Record something, as JSON and as a debugger shows it."""
        self.seen += [json.dumps(what, cls=JSONEncoder, default=str), repr(what)]

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Record an exception with its causes."""
        try:
            yield
        except (HomeAssistantError, InvalidData) as err:
            self.seen += [str(err), repr(err), *traceback.format_exception(err)]

    async def act(self, action: str, **data: Any) -> None:
        """Run one of our actions."""
        response = action != "remove_vehicle"
        with self.failing():
            self.keep(
                await self.hass.services.async_call(
                    DOMAIN, action, data, blocking=True, return_response=response
                )
            )
        await self.hass.async_block_till_done(wait_background_tasks=True)

    async def move(self) -> None:
        """Turn on the motion sensor for a moment, and record what is known of the scene then."""
        for state in ("off", "on", "off"):
            self.hass.states.async_set(MOTION, state)
        await self.hass.async_block_till_done(wait_background_tasks=True)
        for file in self.folder.rglob("scene.json"):
            scene = json.loads(file.read_text())
            self.keep(scene)
            self.kept_tracks += scene["tracks"]

    async def flow(self, flow: Any, *steps: dict[str, Any]) -> None:
        """Complete a config flow."""
        flows = self.hass.config_entries.flow
        self.keep(flow)
        for step in steps:
            if flow["type"] == "form":
                with self.failing():
                    flow = await flows.async_configure(flow["flow_id"], step)
                self.keep(flow)
        await self.hass.async_block_till_done(wait_background_tasks=True)

    async def subentry_flow(self, flow: Any, *steps: dict[str, Any]) -> None:
        """Complete the flow of a camera or a vehicle."""
        flows = self.hass.config_entries.subentries
        self.keep(flow)
        for step in steps:
            if flow["type"] in ("form", "menu"):
                with self.failing():
                    flow = await flows.async_configure(flow["flow_id"], step)
                self.keep(flow)
                flow = await pass_progress(self.hass, flow)
                self.keep(flow)
        if flow["type"] in ("form", "menu"):
            flows.async_abort(flow["flow_id"])
            self.unfinished.append(flow)
        await self.hass.async_block_till_done(wait_background_tasks=True)

    def fields(self, **fields: Any) -> dict[str, Any]:
        """Return the input of an account's form."""
        advanced = {"api_url": self.carsxe.url, "public_url": PUBLIC_URL}
        return {"api_key": KEY, "advanced": advanced, **fields}


@pytest.fixture
async def house(
    quick: None, hass: HomeAssistant, entry: MockConfigEntry, carsxe: CarsXEServer,
    source: PictureCamera, pictures_folder: Path, caplog: pytest.LogCaptureFixture,
) -> House:  # fmt: skip
    """Return a house where everything is logged, and nobody waits."""
    caplog.set_level(logging.DEBUG)
    hass.states.async_set(MOTION, "off")
    house = House(hass, entry, carsxe, pictures_folder)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert await async_setup_component(hass, "automation", {"automation": AUTOMATION})
    for component in (
        "config",
        "media_source",
        "persistent_notification",
        "repairs",
        "system_health",
    ):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    return house


def _see(carsxe: CarsXEServer, plate: str) -> None:
    """Make CarsXE see a plate, with another one among its readings."""
    result = CAR.result(0.9, plate) | {"candidates": [{"plate": STRANGER}]}
    carsxe.answers = [(200, {"success": True, "results": [result]})]


# CarsXE's own messages may contain the key in any form.
ECHOES = [
    (status, {"success": False, "message": f"Key {form} for {{}} is wrong"})
    for status in (400, 401, 402, 403, 404, 418, 429, 500, 503)
    for form in (KEY, quote(KEY, safe=""))
]
ANSWERS: list[tuple[int, Any]] = [
    *ECHOES,
    (200, {"success": True, "results": KEY, KEY: KEY}),
    (200, KEY),
    (200, {"error": {"code": KEY, "message": KEY}}),
    *((401, load_answer(name)) for name in ("key_unknown", "key_inactive")),
    *((403, load_answer(name)) for name in ("key_blocked", "tier")),
]


def _about(plate: str, answer: tuple[int, Any]) -> tuple[int, Any]:
    """Return an answer that repeats the requested plate."""
    status, body = answer
    if isinstance(body, dict) and "message" in body:
        body = body | {"message": str(body["message"]).replace("{}", plate)}
    return status, body


async def _live(house: House, source: PictureCamera) -> None:
    """Do everything possible."""
    carsxe = house.carsxe
    for plate in (KNOWN, STRANGER):
        _see(carsxe, plate)
        for _ in range(2):
            await house.act("recognize", entity_id=ENTITY)
        for picture in (draw(), draw(CAR)):
            # Like a working camera, it never repeats a picture.
            source.show(*(picture + bytes(number % 2) for number in range(60)))
            await house.move()
    await house.act("recognize", entity_id=ENTITY, dry_run=True)
    await house.act("add_vehicle", plate=ADDED, name="Guest")
    await house.act("add_vehicle", plate=ADDED, name="Guest")
    await house.act("remove_vehicle", plate=ADDED)
    for answer in ANSWERS:
        carsxe.answers, carsxe.decoded = [answer], _about(STRANGER.lower(), answer)
        await house.act("recognize", entity_id=ENTITY)
        await house.act("recognize", image_url="https://example.com/a.jpg")
        await house.act("decode_plate", plate=STRANGER)
        await house.act("check", entity_id=ENTITY, paid=True)
        await _fill_in(house)
        await _mend(house)
        await _reconfigure(house)
    for picture in (None, b"<html>"):
        source.show(picture)
        await house.act("recognize", entity_id=ENTITY)
        await house.move()
    source.show(draw(CAR))


async def _fill_in(house: House) -> None:
    """Change the camera after a paid check, and add a vehicle that is decoded."""
    await house.subentry_flow(
        await house.account.start_subentry_reconfigure_flow(house.hass, CAMERA_ID),
        {
            "source_entity_id": SOURCE,
            "trigger_entity_ids": [MOTION],
            "min_score": 0,
            "advanced": {"cooldown": 0, "decode_unknown": True},
        },
        {"next_step_id": "pay"},
        {"next_step_id": "save"},
    )
    await house.subentry_flow(
        await house.hass.config_entries.subentries.async_init(
            (house.account.entry_id, "vehicle"), context={"source": SOURCE_USER}
        ),
        {"plate": KNOWN, "name": "Twin", "look_up_section": {"look_up": True}},
        {"plate": ADDED, "name": "Guest", "look_up_section": {"look_up": True}},
    )
    await house.act("remove_vehicle", plate=ADDED)


async def _mend(house: House) -> None:
    """Open the fix flow of each issue, and complete those about a key and an address."""
    manager: RepairsFlowManager = house.hass.data[REPAIRS]["flow_manager"]
    van = next(s for s in house.account.subentries.values() if s.title == "Van")
    async_raise(
        house.hass, house.account, "vehicle_expired", van.subentry_id,
        vehicle="Van", until="2026-11-23",
    )  # fmt: skip
    issues = [issue for issue in ir.async_get(house.hass).issues if issue[0] == DOMAIN]
    # The vehicle hasn't expired: its issue disappears with the first change.
    issues.sort(key=lambda issue: not issue[1].startswith("vehicle_expired"))
    for domain, issue_id in issues:
        flow = await manager.async_init(domain, data={"issue_id": issue_id})
        house.keep(flow)
        if flow["type"] == "menu":
            for step in ({"next_step_id": "prolong"}, {}):
                with house.failing():
                    house.keep(await manager.async_configure(flow["flow_id"], step))
        elif flow["type"] == "form":
            with house.failing():
                house.keep(await manager.async_configure(flow["flow_id"], {}))
        await house.hass.async_block_till_done(wait_background_tasks=True)
    for progress in manager.async_progress():
        manager.async_abort(progress["flow_id"])


async def _reconfigure(house: House) -> None:
    """Refuse a key in each form, then accept it, which ends the pauses of CarsXE's quota."""
    hass, carsxe = house.hass, house.carsxe
    refused = carsxe.key_answer = carsxe.answers[0]
    await house.flow(
        await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_USER}
        ),
        house.fields(),
    )
    await house.flow(await house.account.start_reconfigure_flow(hass), house.fields())
    assert carsxe.key_answer is refused
    carsxe.key_answer = (200, {"success": True})
    for flow in hass.config_entries.flow.async_progress():
        await house.flow(
            await hass.config_entries.flow.async_configure(flow["flow_id"]),
            house.fields(),
        )
    await house.flow(await house.account.start_reconfigure_flow(hass), house.fields())


async def _look_around(
    house: House, storage: dict[str, Any], client: WebSocketGenerator
) -> None:
    """Record everything that can be seen afterward."""
    hass = house.hass
    socket = await client(hass)
    commands: list[dict[str, Any]] = [
        {"type": "get_states"},
        {"type": "repairs/list_issues"},
        {"type": "config_entries/get"},
        {"type": "persistent_notification/get"},
        {"type": "trace/contexts", "domain": "automation", "item_id": "opens"},
        {"type": "trace/list", "domain": "automation", "item_id": "opens"},
    ]
    for command in commands:
        await socket.send_json_auto_id(command)
        answer = await socket.receive_json()
        assert answer["success"], command
        house.keep(answer)
    runs = [run["run_id"] for run in answer["result"]]
    assert runs
    for run_id in runs:
        command = {"domain": "automation", "item_id": "opens", "run_id": run_id}
        await socket.send_json_auto_id({"type": "trace/get", **command})
        trace = await socket.receive_json()
        assert trace["result"]["trace"]
        house.keep(trace)
    house.keep(
        {name: file for name, file in storage.items() if name != "core.config_entries"}
    )
    house.keep([repr(issue) for issue in ir.async_get(hass).issues.values()])
    house.keep(repr(house.account.runtime_data.cameras[CAMERA_ID].data))
    await _look_at_detections(house, socket)
    await _look_at_help(house)


def _look_at_entities(house: House) -> None:
    """Fail unless all kinds of reasons, a vehicle's presence and a stored track were seen."""
    changes = [event.data["new_state"] for event in house.changes]
    reasons = {
        state.attributes["reason"]
        for state in changes
        if state and state.entity_id == STATUS and "reason" in state.attributes
    }
    assert len(reasons) > 5
    present = [state.state for state in changes if state and state.entity_id == PRESENT]
    assert "on" in present
    assert any(track["visit"] for track in house.kept_tracks)


async def _look_at_detections(house: House, socket: MockHAClientWebSocket) -> None:
    """Record what the dashboard, the media browser and the logbook show of the plates."""
    await socket.send_json_auto_id({"type": "carsxe/detections/subscribe"})
    assert (await socket.receive_json())["success"]
    listed = await socket.receive_json()
    assert listed["event"]["detections"]
    house.keep(listed)
    folders = ["media-source://carsxe"]
    pictures = []
    for folder in folders:
        await socket.send_json_auto_id(
            {"type": "media_source/browse_media", "media_content_id": folder}
        )
        found = await socket.receive_json()
        house.keep(found)
        for child in found["result"]["children"]:
            inside = folders if child["can_expand"] else pictures
            inside.append(child["media_content_id"])
    await socket.send_json_auto_id(
        {"type": "media_source/resolve_media", "media_content_id": pictures[0]}
    )
    house.keep(await socket.receive_json())
    described: dict[str, Any] = {}
    async_describe_events(
        house.hass,
        lambda _, event_type, describe: described.update({event_type: describe}),
    )
    assert house.detections
    for event in house.detections:
        house.keep(described[EVENT_PLATE_DETECTED](event))


async def _look_at_help(house: House) -> None:
    """Record the diagnostics."""
    found = await async_get_config_entry_diagnostics(house.hass, house.account)
    house.keep(found)
    (camera,) = (each["camera"] for each in found["subentries"] if "camera" in each)
    assert camera["last_watch"]["detections"]
    assert not [plate for plate in PLATES if plate in json.dumps(found, default=str)]
    info = await _async_get_info(house.hass)
    # Nobody should be contacted.
    info["can_reach_server"].close()
    house.keep(info)


async def test_key_and_plates(
    hass: HomeAssistant,
    house: House,
    source: PictureCamera,
    hass_storage: dict[str, Any],
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The key is only in Home Assistant's own storage; no plate is in our logs."""
    await _live(house, source)
    assert len(house.carsxe.recognitions) > len(ANSWERS)
    # A vehicle that CarsXE can't decode isn't added, but the forms were valid.
    assert house.unfinished
    assert all(flow["errors"] for flow in house.unfinished)
    # A spent quota stops all calls until the account is reconfigured.
    assert len(house.carsxe.decodes) > len(ANSWERS) - 5
    _look_at_entities(house)
    assert await hass.config_entries.async_reload(house.account.entry_id)
    _see(house.carsxe, KNOWN)
    await house.act("recognize", entity_id=ENTITY)
    await _look_around(house, hass_storage, hass_ws_client)
    for text in house.seen:
        assert not _found(text), text[:2000]
    for record in caplog.records:
        # The stand-in for CarsXE records its requests.
        if record.name in ("aiohttp.access", "aiohttp.server"):
            continue
        logged = f"{record.getMessage()} {record.exc_text or ''}"
        assert not _found(logged), logged
        # At debug level, Home Assistant itself logs each event and state.
        if record.levelno >= logging.INFO or record.name.startswith(OURS):
            assert not [plate for plate in PLATES if plate in logged.upper()], logged
