"""A real Home Assistant in this process, with cameras in memory and triggers."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
import contextlib
from dataclasses import dataclass, field
import json
import logging
from pathlib import Path
import shutil
import sys
from tempfile import mkdtemp
from time import monotonic
from types import MappingProxyType
from typing import Any, override

from demo.home import http_settings
from demo.process import choose_port
from demo.signals import until_stopped
from homeassistant import bootstrap
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntry,
    ConfigEntryState,
    ConfigSubentryData,
)
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.runner import RuntimeConfig, create_event_loop

from .frames import numbered
from .stand_in import StandIn

API_KEY = "key"
DOMAIN = "carsxe"
EVENT_PLATE_DETECTED = "plate_detected"
# Seconds between the triggers of two cameras.
BETWEEN = 0.001
# These warnings appear in every house here: a custom integration, a slower compression.
QUIET = ("homeassistant.loader", "aiohttp_fast_zlib")


class HouseError(Exception):
    """The house doesn't work as expected; the message says what is missing."""


class MemoryCamera(Camera):
    """Returns its frame immediately, with another number in it each time."""

    def __init__(self, number: int) -> None:
        """Start without a frame."""
        super().__init__()
        self._attr_name = f"Gate {number}"
        self.frame: bytes | None = None
        self.asked: list[float] = []
        self._count = 0

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the frame, and record the time."""
        self.asked.append(monotonic())
        self._count += 1
        return self.frame and numbered(self.frame, self._count)


@dataclass(slots=True)
class House:
    """The running house; a camera and its trigger have the same number, starting from 0."""

    hass: HomeAssistant
    url: str
    stand_in: StandIn
    cameras: list[MemoryCamera] = field(default_factory=list)
    seen: dict[str, float] = field(default_factory=dict)
    """The time of each camera's last event, by the camera's entity ID."""
    waiting: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    async def add_cameras(self, count: int) -> None:
        """Add this many cameras without frames."""
        self.cameras = [MemoryCamera(number) for number in range(count)]
        await self.hass.data[DATA_COMPONENT].async_add_entities(self.cameras)

    def account(
        self,
        vehicles: Sequence[str] = (),
        cameras: int | None = None,
        **settings: Any,
    ) -> ConfigEntry:
        """Return an account with all or the first cameras, and vehicles with these plates.

        `settings` are each camera's, besides its source and its trigger.
        """
        return ConfigEntry(
            data={"api_key": API_KEY, "api_url": self.stand_in.url}
            | {"public_url": self.url},
            discovery_keys=MappingProxyType({}),
            domain=DOMAIN,
            minor_version=1,
            options={},
            source=SOURCE_USER,
            subentries_data=[
                *(_camera(each, settings) for each in self.cameras[:cameras]),
                *(_vehicle(plate) for plate in vehicles),
            ],
            title="CarsXE",
            unique_id=None,
            version=1,
        )

    async def add_account(self, entry: ConfigEntry) -> None:
        """Add an account and return when it is set up. Raises HouseError if it isn't."""
        await self.hass.config_entries.async_add(entry)
        await self.hass.async_block_till_done()
        if entry.state is not ConfigEntryState.LOADED:
            raise HouseError(f"the account is {entry.state}: {entry.reason}")

    @callback
    def trigger(self, number: int) -> asyncio.Future[float]:
        """Turn a camera's trigger on; the returned future gets the time of the event."""
        event = self.hass.loop.create_future()
        self.waiting[self.cameras[number].entity_id] = event
        self.hass.states.async_set(trigger_id(number), STATE_ON)
        return event

    async def trigger_all(self) -> list[asyncio.Future[float]]:
        """Turn all triggers on; the returned futures get the times of the events."""
        events = []
        for number in range(len(self.cameras)):
            events.append(self.trigger(number))
            # Each sensor's change reaches Home Assistant by itself.
            await asyncio.sleep(BETWEEN)
        return events

    def show(self, frame: bytes | None) -> None:
        """Show a frame to all cameras; each gets its own copy, as in reality."""
        for camera in self.cameras:
            camera.frame = frame and bytes(bytearray(frame))

    @callback
    def release(self, number: int) -> None:
        """Turn a camera's trigger off."""
        self.hass.states.async_set(trigger_id(number), STATE_OFF)

    @callback
    def note(self, event: Event) -> None:
        """Record the time of an event."""
        now = monotonic()
        waiting = self.waiting.pop(event.data["camera_entity_id"], None)
        if waiting is not None and not waiting.done():
            waiting.set_result(now)


def trigger_id(number: int) -> str:
    """Return the entity id of a camera's trigger."""
    return f"input_boolean.gate_{number}"


@contextlib.asynccontextmanager
async def open_house(folder: Path, cameras: int) -> AsyncIterator[House]:
    """Run a house with this many cameras in an empty folder."""
    port = choose_port(None)
    await asyncio.to_thread(write_configuration, folder, port, cameras)
    async with contextlib.AsyncExitStack() as stack:
        stand_in = await stack.enter_async_context(StandIn.open(folder))
        hass = await stack.enter_async_context(run_home_assistant(folder))
        house = House(hass, f"http://127.0.0.1:{port}", stand_in)
        await house.add_cameras(cameras)
        hass.bus.async_listen(EVENT_PLATE_DETECTED, house.note)
        yield house


@contextlib.asynccontextmanager
async def run_home_assistant(folder: Path) -> AsyncIterator[HomeAssistant]:
    """Run a Home Assistant with its configuration in a folder."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    hass = await bootstrap.async_setup_hass(
        RuntimeConfig(config_dir=str(folder), log_no_color=True)
    )
    if hass is None or hass.config.recovery_mode:
        raise HouseError("Home Assistant doesn't come up")
    try:
        await hass.async_start()
        yield hass
    finally:
        await hass.async_stop(force=True)


def run(main: Callable[[Path], Coroutine[None, None, None]]) -> None:
    """Run a program in a loop like Home Assistant's, until it ends or is stopped.

    It gets an empty temporary folder.
    """
    folder = Path(mkdtemp(prefix="carsxe-benchmark-"))
    try:
        with asyncio.Runner(loop_factory=create_event_loop) as runner:
            status = runner.run(until_stopped(main(folder)))
    finally:
        # Home Assistant warns of file access in the thread in which its loop ran.
        with ThreadPoolExecutor(1) as worker:
            worker.submit(shutil.rmtree, folder, ignore_errors=True)
    sys.exit(status)


def write_configuration(folder: Path, port: int, cameras: int) -> None:
    """Write Home Assistant's configuration; its server is for this machine only."""
    booleans: dict[str, Any] = {
        trigger_id(n).partition(".")[2]: {} for n in range(cameras)
    }
    configuration = {"input_boolean": booleans} if cameras else {}
    (folder / "configuration.yaml").write_text(json.dumps(configuration))
    storage = folder / ".storage"
    storage.mkdir()
    (storage / "http").write_text(json.dumps(http_settings(port)))


def _camera(camera: MemoryCamera, settings: Mapping[str, Any]) -> ConfigSubentryData:
    """Return an account's camera."""
    number = camera.entity_id.rpartition("_")[2]
    return ConfigSubentryData(
        data={
            "source_entity_id": camera.entity_id,
            "trigger_entity_ids": [trigger_id(int(number))],
            "min_score": 70,
            **settings,
        },
        subentry_type="camera",
        title=f"Gate {number}",
        unique_id=f"camera:{camera.entity_id}",
    )


def _vehicle(plate: str) -> ConfigSubentryData:
    """Return an account's vehicle."""
    return ConfigSubentryData(
        data={"plate": plate},
        subentry_type="vehicle",
        title=f"Vehicle {plate}",
        unique_id=f"vehicle:{plate}",
    )
