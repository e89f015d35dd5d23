"""A house whose door an adversary wants to open: a real Home Assistant, seen only from outside."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
import shutil
from typing import Any, override
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_test_home_assistant,
    setup_test_component_platform,
)

from benchmarks.day.virtual import VirtualLoop
from custom_components.carsxe.const import DOMAIN, EVENT_PLATE_DETECTED
from homeassistant.auth.const import GROUP_ID_READ_ONLY
from homeassistant.components.cover import CoverEntity, CoverEntityFeature
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import Context, Event, HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from homeassistant.setup import async_setup_component

from ..carsxe_server import CarsXEServer
from ..conftest import API_KEY, CAMERA_ID, MOTION, PUBLIC_URL, SOURCE, PictureCamera
from ..drives import Car, answer
from .cached_vision import cached_vision

BELL = "input_button.doorbell"
GARAGE = "cover.garage"
PLATES = "event.gate_plate"
STORAGE = "custom_components.carsxe.runtime.history.histories.STORAGE_DIR"
BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
# Seconds: longer than a watch that sees nothing, and longer than the cooldowns of camera and blueprint.
SOON, LONG = 15.0, 200.0

REQUESTS: dict[str, dict[str, Any]] = {
    "carsxe.recognize": {"entity_id": "image_processing.gate_plate"},
    "carsxe.add_vehicle": {"name": "Visitor", "plate": "FREE99"},
    "carsxe.decode_plate": {"plate": "FREE99"},
    "button.press": {"entity_id": "button.gate_scan"},
    "image_processing.scan": {"entity_id": "image_processing.gate_plate"},
}

type Look = tuple[bytes, Sequence[Car]]


class Garage(CoverEntity):
    """A garage that counts its openings, and closes again at once."""

    _attr_name = "Garage"
    _attr_supported_features = CoverEntityFeature.OPEN
    _attr_should_poll = False
    _attr_is_closed = True

    def __init__(self, world: World) -> None:
        """Store the world in which to count."""
        self._world = world

    async def async_open_cover(self, **kwargs: Any) -> None:
        """Count."""
        self._world.openings += 1


@dataclass(kw_only=True)
class World:
    """Everything outside of Home Assistant that survives its restarts: CarsXE, and the view of the camera."""

    carsxe: CarsXEServer = field(repr=False)
    picture: bytes = field(default=b"", repr=False)
    is_frozen: bool = False
    captures: int = 0
    openings: int = 0
    announced: list[str] = field(default_factory=list)
    known: int = 0

    @property
    def paid(self) -> int:
        """Return the number of paid recognitions."""
        return len(self.carsxe.recognitions)

    @property
    def decoded(self) -> int:
        """Return the number of paid decodes."""
        return len(self.carsxe.decodes)

    def show(self, look: Look) -> None:
        """Make the camera show a picture, and CarsXE see its plates."""
        self.picture, cars = look
        self.carsxe.answers = [answer(*(car.result(0.95) for car in cars))]


class WorldCamera(PictureCamera):
    """Shows the view of a world."""

    def __init__(self, world: World) -> None:
        """Store the world."""
        super().__init__()
        self._world = world

    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the present view."""
        world = self._world
        world.captures += not world.is_frozen
        # Like a working camera, it never repeats a picture.
        return world.picture + bytes(world.captures % 2)


@dataclass(kw_only=True)
class House:
    """A running Home Assistant, and what may happen there."""

    hass: HomeAssistant
    world: World
    entry: MockConfigEntry

    async def press(self) -> None:
        """Press the doorbell, and run everything that follows."""
        await self.hass.services.async_call(
            "input_button", "press", {"entity_id": BELL}, blocking=True
        )
        await self.wait(SOON)

    async def move(self) -> None:
        """Turn on the motion sensor, and wait as well."""
        self.hass.states.async_set(MOTION, "on")
        await self.wait(SOON)
        self.hass.states.async_set(MOTION, "off")

    async def look(self, seen: Look) -> None:
        """Show something to a camera that is watching."""
        self.world.show(seen)
        await self.move()

    async def wait(self, seconds: float = LONG) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds)
        await self.hass.async_block_till_done()

    def forge(self, plate: str) -> None:
        """Fire an arrival on the bus, as every user can."""
        self.hass.bus.async_fire(
            EVENT_PLATE_DETECTED,
            {"plate": plate, "known": True, "entity_id": PLATES, "match": "exact"},
        )

    async def ask(self, action: str) -> None:
        """Try to spend money or make a vehicle known as a read-only user."""
        # The first user owns the house.
        await self.hass.auth.async_create_user("Owner")
        user = await self.hass.auth.async_create_user(
            "Visitor", group_ids=[GROUP_ID_READ_ONLY]
        )
        domain, name = action.split(".")
        with suppress(Unauthorized):
            await self.hass.services.async_call(
                domain,
                name,
                REQUESTS[action],
                blocking=True,
                context=Context(user_id=user.id),
                return_response=name in ("recognize", "decode_plate"),
            )


class Life:
    """A series of Home Assistants with the same storage, in a persistent world."""

    def __init__(
        self,
        folder: Path,
        world: World,
        vehicles: dict[str, dict[str, Any]],
        **account: Any,
    ) -> None:
        """Store what all of them share."""
        self._folder = folder
        self._world = world
        self._account = {"public_url": PUBLIC_URL, "api_key": API_KEY, **account}
        self.vehicles = dict(vehicles)

    @asynccontextmanager
    async def start(self, *, power_cut: bool = False) -> AsyncIterator[House]:
        """Start Home Assistant; it ends by a power cut, without writing anything more, or is stopped."""
        blueprints = self._folder / "blueprints"
        if not blueprints.exists():
            blueprints.symlink_to(BLUEPRINTS)
        storage, saved = self._folder / ".storage", self._folder / "saved"
        async with async_test_home_assistant(config_dir=str(self._folder)) as hass:
            try:
                yield await self._furnish(hass)
            finally:
                if power_cut and storage.exists():
                    shutil.copytree(storage, saved)
                await hass.async_stop(force=True)
                if saved.exists():
                    shutil.rmtree(storage)
                    saved.rename(storage)

    async def _furnish(self, hass: HomeAssistant) -> House:
        """Set everything up."""
        world = self._world
        hass.data.pop(DATA_CUSTOM_COMPONENTS)
        hass.states.async_set(MOTION, "off")
        hass.bus.async_listen(EVENT_PLATE_DETECTED, partial(_note, world))
        setup_test_component_platform(hass, "camera", [WorldCamera(world)])
        setup_test_component_platform(hass, "cover", [Garage(world)])
        for domain in ("camera", "cover"):
            config = {domain: [{"platform": "test"}]}
            assert await async_setup_component(hass, domain, config)
        bell = {"input_button": {"doorbell": {"name": "Doorbell"}}}
        assert await async_setup_component(hass, "input_button", bell)
        entry = self._entry()
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        door = {
            "alias": "Door",
            "use_blueprint": {
                "path": "carsxe/open_for_known_vehicle.yaml",
                "input": {
                    "plate_events": PLATES,
                    "barrier": GARAGE,
                    "second_factor": [],
                    "plate_alone": True,
                    "cooldown": 0.5,
                },
            },
        }
        assert await async_setup_component(hass, "automation", {"automation": door})
        await hass.async_block_till_done()
        return House(hass=hass, world=world, entry=entry)

    def _entry(self) -> MockConfigEntry:
        """Return the account, the same each time."""
        subentries = [
            ConfigSubentryData(
                subentry_id=CAMERA_ID,
                subentry_type="camera",
                title="Gate",
                unique_id=f"camera:{SOURCE}",
                data={
                    "source_entity_id": SOURCE,
                    "trigger_entity_ids": [MOTION, BELL],
                    "cooldown": 60,
                    "decode_unknown": True,
                },
            ),
            *(
                ConfigSubentryData(
                    subentry_id=f"id of {name}",
                    subentry_type="vehicle",
                    title=name,
                    unique_id=f"vehicle:{data['plate']}",
                    data=data,
                )
                for name, data in self.vehicles.items()
            ),
        ]
        return MockConfigEntry(
            domain=DOMAIN,
            title="CarsXE",
            entry_id="account",
            data={**self._account, "api_url": self._world.carsxe.url},
            subentries_data=subentries,
        )


def _note(world: World, event: Event) -> None:
    """Record announcements that aren't forged."""
    if "scan_id" in event.data:
        world.announced.append(event.data["plate"])
        world.known += event.data["known"]


def live(
    folder: Path,
    freezer: FrozenDateTimeFactory,
    story: Callable[[Life, World], Coroutine[None, None, None]],
    vehicles: dict[str, dict[str, Any]],
    **account: Any,
) -> World:
    """Run a story in virtual time, and return the world at its end."""

    async def _live() -> World:
        carsxe = CarsXEServer(API_KEY)
        server = await carsxe.start()
        world = World(carsxe=carsxe)
        try:
            await story(Life(folder, world, vehicles, **account), world)
        finally:
            await server.close()
        return world

    loop = ClockedLoop(freezer)
    # Each story has its own storage, including pictures and scenes.
    with patch(STORAGE, str(folder / ".storage")), cached_vision():
        try:
            return loop.run_until_complete(_live())
        finally:
            loop.close()


class ClockedLoop(VirtualLoop):
    """A virtual loop that also drives the wall clock."""

    def __init__(self, freezer: FrozenDateTimeFactory) -> None:
        """Store the clock."""
        super().__init__()
        self._freezer = freezer
        self._shown = 0.0

    @override
    def time(self) -> float:
        """Return the virtual time, and set the clock to it."""
        now = super().time()
        if now > self._shown:
            self._freezer.tick(timedelta(seconds=now - self._shown))
            self._shown = now
        return now

    @override
    def _work[*ArgsT, ResultT](
        self, func: Callable[[*ArgsT], ResultT], *args: *ArgsT
    ) -> ResultT:
        """Do the work each time, because files change in between."""
        return func(*args)
