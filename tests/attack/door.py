"""A house in virtual time whose door is at stake: real pipelines, and all that is known of them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from types import MappingProxyType
from typing import Any, cast, override
from unittest.mock import patch

from custom_components.carsxe.api import CarsXEError, Publish, Recognition
from custom_components.carsxe.api.parser import parse_recognition
from custom_components.carsxe.const import DOMAIN, EVENT_PLATE_DETECTED
from custom_components.carsxe.pictures import (
    Change,
    PixelBox,
    Place,
    Scene,
    View,
    compare,
    find_new_lettering,
    has_left,
    has_moved,
    keep_place,
    prepare_picture,
    see_plates_again,
    standing_plates,
    view_frame,
    view_picture,
)
from custom_components.carsxe.runtime.arrivals import announcer, standing
from custom_components.carsxe.runtime.arrivals.event_data import build_event_data
from custom_components.carsxe.runtime.camera import CameraPipeline
from custom_components.carsxe.runtime.frames import capture, look
from custom_components.carsxe.runtime.frames.snapshots import (
    DATA_SNAPSHOTS,
    SnapshotStore,
)
from custom_components.carsxe.runtime.spending.paid_calls import PaidCalls
from custom_components.carsxe.runtime.vehicles.decoder import PlateDecoder
from custom_components.carsxe.runtime.vehicles.vehicles import Vehicles
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntries,
    ConfigEntry,
    ConfigSubentryDataWithId,
)
from homeassistant.core import CoreState, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util

CAMERAS = ("gate", "yard")
COOLDOWN = 60.0
MIN_SCORE = 70
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
SNAPSHOT = 0.2

type VehicleData = dict[str, dict[str, Any]]
type Answer = list[dict[str, Any]] | type[CarsXEError]


@dataclass(slots=True)
class Call:
    """A paid call: whose, when in the loop's time, and what was answered."""

    camera: str
    begun: float
    ended: float = 0
    results: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Announced:
    """An event and when it came, in the loop's time; `life` counts the restarts before.

    Also a reading that the entities show, as if it were an event.
    """

    at: float
    life: int
    data: dict[str, Any]


class ShownCamera(Camera):
    """Shows what it is told to, and notes when each picture was taken."""

    def __init__(self, door: Door, name: str) -> None:
        """Start with nothing to show."""
        super().__init__()
        self.shown = b""
        self._door = door
        self._name = name

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return the picture, and note by both clocks when it was asked for."""
        door = self._door
        door.captures.append((self._name, door.now, door.wall().isoformat()))
        await asyncio.sleep(SNAPSHOT)
        return self.shown


class Cameras:
    """Stands in for the camera component."""

    def __init__(self, cameras: dict[str, ShownCamera]) -> None:
        """Keep the cameras."""
        self._cameras = cameras

    def get_entity(self, entity_id: str) -> Camera | None:
        """Return a camera."""
        return self._cameras.get(entity_id.removeprefix("camera."))


class Payer:
    """Stands in for the paid calls of one camera: answers as planned, after a moment."""

    def __init__(self, door: Door, camera: str) -> None:
        """Keep who asks."""
        self._door = door
        self._camera = camera

    def async_check(self, *, priority: bool = False) -> None:
        """Allow any number."""

    def async_saved(self, *, by_gate: int = 0, by_early_stop: int = 0) -> None:
        """Count nothing."""

    async def async_recognize(
        self, publish: Publish, *, priority: bool = False
    ) -> Recognition:
        """Fetch the picture as CarsXE does, and answer."""
        door = self._door
        with publish() as url:
            store = door.hass.data[DATA_SNAPSHOTS]
            picture = await store.async_fetch(url.rpartition("/")[2])
            assert picture is not None
            call = Call(self._camera, door.now)
            door.calls.append(call)
            answer = door.next_answer()
            await asyncio.sleep(door.latency)
            call.ended = door.now
            if isinstance(answer, type):
                raise answer("made up")
            call.results = answer
            return parse_recognition({"success": True, "results": answer})


class Door:
    """The house; steps are what may happen to it."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with no vehicle, and nothing planned."""
        self.hass = hass
        self.latency = 0.8
        self.answers: list[Answer] = [[]]
        self.calls: list[Call] = []
        self.events: list[Announced] = []
        self.seen: list[Announced] = []
        self.vehicles: list[tuple[float, VehicleData]] = [(0.0, {})]
        self.shown: list[tuple[float, str, bytes]] = []
        self.captures: list[tuple[str, float, str]] = []
        self.asked = 0
        self.life = 0
        self._offset = timedelta()
        self._cameras = {name: ShownCamera(self, name) for name in CAMERAS}
        self._entry = _entry({})
        self._pipelines: dict[str, CameraPipeline] = {}
        hass.data[DATA_COMPONENT] = cast("Any", Cameras(self._cameras))
        hass.data[DATA_SNAPSHOTS] = SnapshotStore(hass.loop)
        hass.bus.async_listen(EVENT_PLATE_DETECTED, self._async_note)

    @property
    def now(self) -> float:
        """Return the loop's time."""
        return self.hass.loop.time()

    def wall(self) -> datetime:
        """Return what the clock on the wall says."""
        return START + timedelta(seconds=self.now) + self._offset

    def next_answer(self) -> Answer:
        """Return the next planned answer, the last one again and again."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def start(self) -> None:
        """Set the account up."""
        for subentry in self._entry.get_subentries_of_type("camera"):
            name = subentry.title
            paid_calls = cast("PaidCalls", Payer(self, name))
            self._pipelines[name] = pipeline = CameraPipeline(
                self.hass,
                self._entry,
                subentry,
                paid_calls=paid_calls,
                vehicles=Vehicles(self._entry),
                decoder=PlateDecoder(self.hass, self._entry, paid_calls),
            )
            pipeline.async_listen(partial(self._async_note_seen, pipeline))
            pipeline.async_start()

    async def stop(self, *, orderly: bool) -> None:
        """Unload the account; if not orderly, what runs is given up."""
        for pipeline in self._pipelines.values():
            pipeline.async_stop()
        if orderly:
            for pipeline in self._pipelines.values():
                await pipeline.async_settle()
        for pipeline in self._pipelines.values():
            pipeline.async_close()
        await self._entry._async_process_on_unload(self.hass)

    def show(self, name: str, picture: bytes) -> None:
        """Have a camera show something."""
        self._cameras[name].shown = picture
        self.shown.append((self.now, name, picture))

    def trigger(self, name: str) -> None:
        """Turn a camera's trigger on for a moment."""
        self.asked += 3
        for state in ("off", "on", "off"):
            self.hass.states.async_set(f"binary_sensor.{name}", state)

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds)

    async def scan(self, name: str, *, dry_run: bool = False) -> None:
        """Have somebody scan."""
        self.asked += 1
        pipeline = self._pipelines[name]
        with suppress(HomeAssistantError):
            await (pipeline.async_dry_run() if dry_run else pipeline.async_scan())

    def set_available(self, name: str, available: bool) -> None:
        """Have a camera come or go."""
        state = "idle" if available else "unavailable"
        self.hass.states.async_set(f"camera.{name}", state)

    def step_clock(self, seconds: float) -> None:
        """Set the clock on the wall; the loop's own never jumps."""
        self._offset += timedelta(seconds=seconds)

    async def reload(self, vehicles: VehicleData | None, *, orderly: bool) -> None:
        """Reload the account, perhaps with other vehicles."""
        await self.stop(orderly=orderly)
        known = self.vehicles[-1][1] if vehicles is None else vehicles
        self.vehicles.append((self.now, known))
        self._entry = _entry(known)
        self.start()

    async def restart(self) -> None:
        """Restart Home Assistant; what is restored then is tested in `test_restored.py`."""
        await self.stop(orderly=False)
        self.life += 1
        self.hass.data.pop(announcer._DATA_ARRIVALS, None)
        for name in CAMERAS:
            self.hass.states.async_remove(f"binary_sensor.{name}")
            self.set_available(name, available=False)
        self.start()
        for name in CAMERAS:
            self.hass.states.async_set(f"binary_sensor.{name}", "on")
            self.set_available(name, available=True)

    @callback
    def _async_note(self, event: Event) -> None:
        """Note an event."""
        self.events.append(Announced(self.now, self.life, dict(event.data)))

    @callback
    def _async_note_seen(self, pipeline: CameraPipeline) -> None:
        """Note what the entities show, be it news or not."""
        if scan := pipeline.last_scan:
            origin = pipeline.announcer.origin()
            for detection in scan.detections:
                data = origin | build_event_data(scan, detection)
                self.seen.append(Announced(self.now, self.life, data))


def _entry(vehicles: VehicleData) -> ConfigEntry[Any]:
    """Return an account with both cameras and some vehicles."""
    cameras = [
        ConfigSubentryDataWithId(
            data={
                "source_entity_id": f"camera.{name}",
                "trigger_entity_ids": [f"binary_sensor.{name}"],
                "min_score": MIN_SCORE,
                "cooldown": COOLDOWN,
            },
            subentry_id=name,
            subentry_type="camera",
            title=name,
            unique_id=None,
        )
        for name in CAMERAS
    ]
    known = [
        ConfigSubentryDataWithId(
            data=data,
            subentry_id=vehicle_id,
            subentry_type="vehicle",
            title=vehicle_id,
            unique_id=None,
        )
        for vehicle_id, data in vehicles.items()
    ]
    return ConfigEntry(
        data={"public_url": "https://home.example.com"},
        discovery_keys=MappingProxyType({}),
        domain=DOMAIN,
        entry_id="account",
        minor_version=1,
        options={},
        source=SOURCE_USER,
        subentries_data=[*cameras, *known],
        title="CarsXE",
        unique_id=None,
        version=1,
    )


async def open_door(folder: str) -> Door:
    """Return a house that runs."""
    hass = HomeAssistant(folder)
    hass.set_state(CoreState.running)
    dr.async_setup(hass)
    hass.config_entries = ConfigEntries(hass, {})
    await dr.async_load(hass, load_empty=True)
    await er.async_load(hass, load_empty=True)
    door = Door(hass)
    for name in CAMERAS:
        door.set_available(name, available=True)
        hass.states.async_set(f"binary_sensor.{name}", "off")
    door.start()
    return door


async def close_door(door: Door) -> None:
    """Stop everything."""
    await door.stop(orderly=False)
    await asyncio.sleep(100)
    door.hass.import_executor.shutdown()


@contextmanager
def clock_of(door: Door) -> Iterator[None]:
    """Have the clock on the wall say what the house's does, and picture work be done once."""
    with (
        patch.object(dt_util, "utcnow", door.wall),
        patch.object(capture, "view_frame", _VIEWS),
        patch.object(capture, "prepare_picture", _PICTURES),
        patch.object(look, "compare", _COMPARED),
        patch.object(look, "compare_all", _compared),
        patch.object(look, "standing_plates", _standing),
        patch.object(look, "view_picture", _SEEN),
        patch.object(look, "find_new_lettering", _LETTERING),
        patch.object(look, "see_plates_again", _AGAIN),
        patch.object(look, "keep_place", _kept),
        patch.object(standing, "keep_place", _kept),
        patch.object(standing, "view_picture", _SEEN),
        patch.object(standing, "has_moved", _MOVED),
        patch.object(standing, "has_left", _LEFT),
    ):
        yield


def _once_for[ResultT](work: Callable[..., ResultT]) -> Callable[..., ResultT]:
    """Remember what a function gives for the very same objects."""
    known: dict[tuple[int, ...], tuple[ResultT, tuple[Any, ...]]] = {}

    def _work(*args: Any, **options: bool) -> ResultT:
        key = (*map(id, args), *options.values())
        if key not in known:
            known[key] = work(*args, **options), args
        return known[key][0]

    return _work


_VIEWS, _PICTURES = cache(view_frame), cache(prepare_picture)
_COMPARED = _once_for(compare)


def _compared(before: Sequence[Scene], now: Scene) -> list[Change]:
    """Compare each with what is remembered."""
    return [_COMPARED(each, now) for each in before]


def _standing(places: Iterable[Place], now: View) -> tuple[Place, ...]:
    """Look at each place with what is remembered."""
    return tuple(place for place in places if _STANDS(place, now))


_STANDS = _once_for(lambda place, now: bool(standing_plates([place], now)))


@cache
def _kept(view: View, box: PixelBox) -> Place:
    """Keep a place of a view once."""
    return keep_place(view, box)


_MOVED, _LEFT = _once_for(has_moved), _once_for(has_left)
_SEEN = cache(view_picture)
_LETTERING, _AGAIN = _once_for(find_new_lettering), _once_for(see_plates_again)
