"""A house in virtual time, in which vehicles come and go and things fail."""

from asyncio import get_running_loop, sleep
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, cast

from benchmarks.frames import unnumbered
from benchmarks.house import (
    EVENT_PLATE_DETECTED,
    House,
    HouseError,
    write_configuration,
)
from benchmarks.stand_in import StandIn, answer_with
from custom_components.carsxe.api.client import Publish
from custom_components.carsxe.api.errors import (
    CarsXEAccessError,
    CarsXEAnswerError,
    CarsXEConnectionError,
    CarsXEError,
    CarsXERequestError,
    CarsXETimeoutError,
)
from custom_components.carsxe.api.models import DecodedPlate, Recognition
from custom_components.carsxe.api.parser import parse_recognition
from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS
from homeassistant import bootstrap
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Event, HomeAssistant
from homeassistant.runner import RuntimeConfig

from .pictures import View, draw_views

KNOWN = ("VAN111", "CAR222", "BUS333")
FAULTY = 0.15
LATENCY = 0.8
TIMEOUT = 30.0
# Seconds until a motion sensor turns off again.
MOTION = 60.0
ERRORS: tuple[type[CarsXEError], ...] = (
    CarsXEConnectionError,
    CarsXERequestError,
    CarsXEAnswerError,
    CarsXEAccessError,
)


class Answering:
    """Replaces CarsXE and the connection: answers by what the picture shows, or fails."""

    def __init__(self, world: World) -> None:
        """Store what is shown."""
        self._world = world

    async def validate_key(self) -> None:
        """Accept any key."""

    async def decode_plate(self, plate: str, **_: str | None) -> DecodedPlate:
        """Know every vehicle."""
        return {"make": "Toyota"}

    async def recognize(self, publish: Publish) -> Recognition:
        """Fetch the picture and read it."""
        world, chance = self._world, self._world.chance
        with publish() as url:
            store = world.hass.data[DATA_SNAPSHOTS]
            snapshot = store.fetch(url.rpartition("/")[2])
            world.counts["calls"] += 1
            if snapshot is None:
                raise CarsXERequestError("no picture")
            if chance.random() < FAULTY:
                world.counts["failed calls"] += 1
                await self._fail()
            await sleep(LATENCY)
            return parse_recognition(world.read(snapshot.picture.content))

    async def _fail(self) -> None:
        """Fail at once, or after a long time."""
        chance = self._world.chance
        if chance.random() < 0.2:
            await sleep(TIMEOUT)
            raise CarsXETimeoutError("no answer")
        raise chance.choice(ERRORS)("made up")


class World:
    """The house, its cameras and their pictures."""

    def __init__(self, hass: HomeAssistant, chance: Random) -> None:
        """Draw the pictures."""
        self.hass = hass
        self.chance = chance
        self.counts: Counter[str] = Counter()
        self.views: dict[bytes, View] = {}
        # Nobody connects to it: the client of CarsXE is replaced.
        nobody = cast("StandIn", type("Nobody", (), {"url": "http://127.0.0.1:1"})())
        self.house = House(hass, "https://home.example.com", nobody)
        self._drives: list[list[View]] = []
        self._account: Any = None

    @classmethod
    async def open(cls, folder: Path, cameras: int, seed: int) -> World:
        """Start a Home Assistant with this many cameras in an empty folder."""
        write_configuration(folder, 0, cameras)
        hass = await bootstrap.async_setup_hass(
            RuntimeConfig(config_dir=str(folder), log_no_color=True)
        )
        if hass is None or hass.config.recovery_mode:
            raise HouseError("Home Assistant doesn't come up")
        await hass.async_start()
        return cls(hass, Random(seed))

    def answering(self, *_: object) -> Answering:
        """Return the replacement of a client."""
        return Answering(self)

    async def furnish(self, cameras: int) -> None:
        """Add the cameras and the account."""
        await self.house.add_cameras(cameras)
        self._drives = [draw_views(number) for number in range(cameras)]
        for number, drive in enumerate(self._drives):
            self.views |= {view.content: view for view in drive}
            self.house.cameras[number].frame = drive[0].content
        self._account = self.house.account(KNOWN, keep=0)
        await self.house.add_account(self._account)
        self.hass.bus.async_listen(EVENT_PLATE_DETECTED, self._count)

    def read(self, picture: bytes) -> dict[str, Any]:
        """Return the answer for a picture."""
        box = self.views[unnumbered(picture)].box
        if box is None:
            return {"success": True, "results": []}
        chance = self.chance
        number = f"{chance.randrange(10**5):05}"
        plate = chance.choice([*KNOWN, f"X{number}"])
        answer = answer_with(plate)
        names = ("xmin", "ymin", "xmax", "ymax")
        answer["results"][0] |= {
            "score": chance.choice([0.6, 0.75, 0.95]),
            "box": dict(zip(names, box, strict=True)),
        }
        return answer

    async def arrive(self) -> None:
        """Let something move in front of a camera: a vehicle, or something invisible."""
        number = self.chance.randrange(len(self._drives))
        view = self.chance.choice(self._drives[number])
        self.house.cameras[number].frame = view.content
        self.house.release(number)
        self.house.trigger(number)
        get_running_loop().call_later(MOTION, self.house.release, number)
        self.counts["triggers"] += 1

    async def fail(self) -> None:
        """Let something fail for a while, or change the account."""
        self.counts["faults"] += 1
        number = self.chance.randrange(len(self._drives))
        camera = self.house.cameras[number]
        match self.chance.randrange(4):
            case 0:
                camera.frame = None
            case 1:
                camera.frame = b"<html>"
            case 2:
                self.hass.states.async_set(camera.entity_id, STATE_UNAVAILABLE)
                await sleep(self.chance.uniform(1, 600))
                self.hass.states.async_set(camera.entity_id, "idle")
            case _:
                await self.hass.config_entries.async_reload(self._account.entry_id)
                assert self._account.state is ConfigEntryState.LOADED

    def _count(self, _event: Event) -> None:
        """Count an event."""
        self.counts["events"] += 1
