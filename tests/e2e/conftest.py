"""A Home Assistant with a camera, an image entity, a motion sensor and a bell, and the sandbox."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
from dataclasses import dataclass, field
import json
from pathlib import Path
import re
from typing import Any
from urllib.parse import quote, quote_plus

from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from demo.connection import Connection
from demo.home import Home
from demo.process import choose_port
from demo.sandbox import Sandbox
from demo.scenery import PICTURES
from demo.setup import add_account, add_camera, add_file_camera, expect, show_file

from .waiting import until, until_quiet

KEY = "e2e-key/+ä&%"
KEY_FORMS = {
    KEY,
    quote(KEY),
    quote(KEY, safe=""),
    quote_plus(KEY),
    json.dumps(KEY)[1:-1],
}
EVENT = "plate_detected"
CAMERA = "camera.gate"
MOTION = "binary_sensor.gate_motion"
BELL = "event.bell"
IMAGE = "image.doorbell"
RECOGNITION = "/platerecognition"
EMPTY = "no_plate_empty.jpg"
# Captures of a watch until a vehicle has left. They are a third of a second apart, or more.
LEAVING_CAPTURES = 12
BUSY = {"watching", "reading"}

CONFIGURATION = """
homeassistant:
  name: End to end
  allowlist_external_dirs:
    - "{pictures}"
frontend:
media_source:
logbook:
mobile_app:
logger:
  default: debug
input_boolean:
  gate:
    name: Gate
  garage_open:
    name: Garage is open
automation:
  - alias: Open the garage
    use_blueprint:
      path: carsxe/open_for_known_vehicle.yaml
      input:
        plate_events: event.gate_plate
        barrier: cover.garage
        second_factor: []
        plate_alone: true
        cooldown: 0
  - alias: Open for known vehicles
    triggers:
      - trigger: carsxe.plate_detected
        target:
          entity_id: event.gate_plate
        options:
          which: known
    conditions:
      - condition: carsxe.vehicle_seen
        options:
          entity_id: sensor.van_last_seen
          within: "00:01:00"
    actions:
      - event: opened
        event_data:
          plate: "{{{{ trigger.to_state.attributes.plate }}}}"
template:
  - cover:
      - name: Garage
        device_class: garage
        state: "{{{{ 'open' if is_state('input_boolean.garage_open', 'on') else 'closed' }}}}"
        open_cover:
          - action: input_boolean.turn_on
            target:
              entity_id: input_boolean.garage_open
        close_cover:
          - action: input_boolean.turn_off
            target:
              entity_id: input_boolean.garage_open
  - binary_sensor:
      - name: Gate motion
        device_class: motion
        state: "{{{{ is_state('input_boolean.gate', 'on') }}}}"
  - triggers:
      - trigger: event
        event_type: bell_rung
    event:
      - name: Bell
        device_class: doorbell
        event_type: ring
        event_types: "{{{{ ['ring'] }}}}"
  - image:
      - name: Doorbell
        url: "{doorbell}/two_plates.jpg"
        verify_ssl: false
"""


@dataclass
class House:
    """The running system and its controls; `gate` and `doorbell` are entity IDs by platform and key."""

    home: Home
    sandbox: Sandbox
    connection: Connection
    connections: contextlib.AsyncExitStack
    entry_id: str = ""
    gate: dict[str, str] = field(default_factory=dict)
    is_new: bool = True
    there: set[str] = field(default_factory=set)
    """The pictures of vehicles that haven't left the gate yet."""
    doorbell: dict[str, str] = field(default_factory=dict)

    async def recognitions(self) -> list[dict[str, Any]]:
        """Return the recognitions that the sandbox received in this test."""
        calls = (await self.sandbox.calls())["calls"]
        return [call for call in calls if call["path"] == RECOGNITION]

    async def show(self, picture: str) -> None:
        """Show a picture at the gate; vehicles that are already in it leave first."""
        if picture in self.there:
            await self.leave()
        self.there.add(picture)
        await show_file(self.connection, CAMERA, PICTURES / picture)

    async def leave(self) -> None:
        """Let everything leave the gate, and the camera notice it."""
        # Only parked vehicles are left, and no watch.
        await self.reload()
        await show_file(self.connection, CAMERA, PICTURES / EMPTY)
        await self.turn("off")
        await self.turn("on")
        await until(self._has_looked_on)
        await self.turn("off")
        await self.reload()
        await self.sandbox.control("reset")
        self.there.clear()

    async def settle(self) -> None:
        """End all watches like a restart, as a camera continues for what may be a plate."""
        for camera in (self.gate, self.doorbell):
            if await self._status(camera) in BUSY:
                await self.reload()

    async def reload(self) -> None:
        """Reload the account, so that only parked vehicles are remembered."""
        path = f"/api/config/config_entries/entry/{self.entry_id}/reload"
        await self.connection.rest("POST", path)
        for camera in (self.gate, self.doorbell):
            while await self._status(camera) != "idle":
                await asyncio.sleep(0.1)

    async def quiet(self) -> None:
        """Return when Home Assistant and the sandbox have nothing left to do."""
        processes = self.home._process, self.sandbox._process
        await until_quiet(*(process for process in processes if process))

    async def set_public_url(self, public_url: str) -> None:
        """Change the account's public address; the form is also submitted if it is unchanged."""
        answer = await self.connection.flow(
            "carsxe",
            {"advanced": {"api_url": self.sandbox.url, "public_url": public_url}},
            entry_id=self.entry_id,
            source="reconfigure",
        )
        assert expect(answer, "abort")["reason"] == "reconfigure_successful"
        await self.quiet()

    async def _has_looked_on(self) -> bool:
        """Return whether the gate's watch has seen for seconds what is in view now."""
        path = f"/api/diagnostics/config_entry/{self.entry_id}"
        answer = await self.connection.rest("GET", path)
        # The gate's camera was added first.
        watch = next(
            subentry["camera"]["last_watch"]
            for subentry in answer["data"]["subentries"]
            if subentry["type"] == "camera"
        )
        return bool(watch and watch["captures"] >= LEAVING_CAPTURES)

    async def _status(self, camera: dict[str, str]) -> str:
        """Return the result of a camera's last trigger."""
        state = await self.connection.state(camera["sensor.status"])
        return str(state["state"])

    async def scan(self, entity_id: str) -> list[dict[str, Any]]:
        """Scan, and return the events of the detected plates."""
        async with self.connection.events(EVENT) as events:
            await self.connection.call("image_processing.scan", entity_id=entity_id)
            return [events.get_nowait() for _ in range(events.qsize())]

    async def restart(self) -> None:
        """Restart Home Assistant."""
        await self.home.stop()
        await self.connect()

    async def connect(self) -> None:
        """Start Home Assistant and continue with a new connection."""
        token = await self.home.start()
        self.connection = await self.connections.enter_async_context(
            self.home.connect(token)
        )

    async def keep_connected(self) -> None:
        """Connect again if Home Assistant has closed the connection.

        It does when nothing answers its heartbeat: no loop runs during a synchronous test.
        """
        await asyncio.sleep(0.1)
        if not self.connection.is_open:
            self.connection = await self.connections.enter_async_context(
                self.connection.copy()
            )

    async def turn(self, state: str) -> None:
        """Turn the gate's motion on or off."""
        await self.connection.call(
            f"input_boolean.turn_{state}", entity_id="input_boolean.gate"
        )


@pytest.fixture(scope="session")
async def doorbell_url() -> AsyncIterator[str]:
    """Serve the pictures like a network doorbell."""
    app = web.Application()
    app.router.add_static("/", PICTURES)
    server = TestServer(app)
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()


@pytest.fixture(scope="session")
async def sandbox(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """Run the sandbox."""
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"), "--key", KEY)
    try:
        await sandbox.start()
        yield sandbox
    finally:
        await sandbox.stop()


@pytest.fixture(scope="session")
async def home(
    tmp_path_factory: pytest.TempPathFactory, doorbell_url: str
) -> AsyncIterator[Home]:
    """Return a Home Assistant that isn't started yet; stop it at the end, and check its log."""
    configuration = CONFIGURATION.format(pictures=PICTURES, doorbell=doorbell_url)
    folder: Path = tmp_path_factory.mktemp("home")
    # Nothing in a test may count as a failed login.
    home = Home(folder, choose_port(None), configuration, ban_after=100)
    try:
        yield home
    finally:
        await home.stop()
    if home.log.exists():
        _check_log(home.log.read_text())


def _check_log(log: str) -> None:
    """Check that the log contains neither the key nor a snapshot's address, and no errors."""
    assert not [form for form in KEY_FORMS if form in log]
    # Texts sent to the browser contain the path, but no picture's address.
    assert not re.search(r"/api/carsxe/snapshot/[\w-]{8}", log)
    ours = [line for line in log.splitlines() if "custom_components.carsxe" in line]
    assert ours
    assert not [line for line in ours if "Traceback" in line or "ERROR" in line]
    assert "Invalid config" not in log


@pytest.fixture(scope="session")
async def started(home: Home, sandbox: Sandbox) -> AsyncIterator[House]:
    """Run Home Assistant with the cameras but without an account."""
    async with contextlib.AsyncExitStack() as connections:
        token = await home.start()
        connection = await connections.enter_async_context(home.connect(token))
        await add_file_camera(connection, PICTURES / "day_us.jpg", "Gate")
        yield House(home, sandbox, connection, connections)


@pytest.fixture(scope="session")
async def furnished(started: House) -> House:
    """Return the house with an account and two cameras."""
    if started.entry_id:
        return started
    connection = started.connection
    started.entry_id = await add_account(
        connection, started.sandbox.url, started.home.url, KEY
    )
    started.gate = await add_camera(
        connection,
        started.entry_id,
        CAMERA,
        trigger_entity_ids=[MOTION, BELL],
        advanced={"cooldown": 0},
    )
    started.doorbell = await add_camera(connection, started.entry_id, IMAGE)
    return started


@pytest.fixture
async def house(furnished: House) -> House:
    """Return the house with the sandbox's counts at zero and idle cameras."""
    await furnished.keep_connected()
    if furnished.is_new:
        # At first the camera shows the empty driveway.
        await furnished.leave()
        furnished.is_new = False
    await furnished.settle()
    await furnished.sandbox.control("reset")
    return furnished
