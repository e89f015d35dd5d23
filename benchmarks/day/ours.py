"""Our own cameras in a Home Assistant in virtual time."""

from asyncio import sleep
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from tempfile import TemporaryDirectory
from types import MappingProxyType, SimpleNamespace
from typing import Any, Self, cast, override
from unittest.mock import patch

from benchmarks.frames import numbered
from custom_components.carsxe.api.client import Publish
from custom_components.carsxe.api.models import Recognition
from custom_components.carsxe.const import (
    CONF_CROP,
    CONF_PLATE,
    CONF_PUBLIC_URL,
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
    DOMAIN,
    SUBENTRY_CAMERA,
    SUBENTRY_VEHICLE,
)
from custom_components.carsxe.runtime.announcer import SIGNAL_ANNOUNCED, Announcement
from custom_components.carsxe.runtime.coordinator import CameraCoordinator
from custom_components.carsxe.runtime.recognizer import async_prepare
from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS, SnapshotStore
from custom_components.carsxe.runtime.vehicles.vehicles import Vehicles
from custom_components.carsxe.vision import Framing, Picture, prepare_picture
from custom_components.carsxe.vision.box import Box
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntries,
    ConfigEntry,
    ConfigSubentryDataWithId,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from sandbox.drawing.plates import plain

from .plates_in_view import Truth
from .record import SNAPSHOT, Call, Event, Record, latency
from .rendering import Renderer
from .things import Switch, Visit
from .view import HEIGHT, WIDTH
from .virtual import VirtualLoop

SOURCE, TRIGGER = "camera.drive", "binary_sensor.drive"
# The driveway without the street and the sidewalk, in percent of the picture.
REGION = {"left": 0, "top": 46, "width": 100, "height": 54}
# Our own policy, and one with a recommended setting.
SETTINGS: dict[str, dict[str, Any]] = {
    "ours": {},
    "ours, region set": {CONF_CROP: REGION},
}
# Frames per second of the camera.
FRAME_RATE = 10
# Seconds between different frames while nothing moves.
DIFFERENT = 1.0


@dataclass(frozen=True, slots=True)
class _Sent:
    """The part and frame of a picture, and its scale."""

    at: float
    area: Box
    scale: float


@dataclass(slots=True)
class _Pictures:
    """Knows when each frame was taken, and what each sent picture shows, by their hashes."""

    taken: dict[int, float] = field(default_factory=dict)
    sent: dict[int, _Sent] = field(default_factory=dict)

    def prepare(
        self, content: bytes, framing: Framing, area: Box | None = None
    ) -> tuple[Picture, Box]:
        """Prepare a picture like the integration, and remember what it shows."""
        picture, shown = prepare_picture(content, framing, area)
        left, top, _, _ = framing.crop.box(WIDTH, HEIGHT)
        self.sent[hash(picture.content)] = _Sent(
            self.taken[hash(content)],
            shown.shifted(left, top),
            picture.width / shown.width,
        )
        return picture, shown


class _Camera(Camera):
    """Shows the driveway."""

    def __init__(
        self, renderer: Renderer, clock: Callable[[], float], pictures: _Pictures
    ) -> None:
        """Store the renderer."""
        super().__init__()
        self._renderer = renderer
        self._clock = clock
        self._pictures = pictures
        self._still: tuple[float, bytes] | None = None
        self.looks: list[float] = []

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return a snapshot after a moment."""
        await sleep(SNAPSHOT)
        now = self._clock()
        self.looks.append(now)
        at = int(now * FRAME_RATE) / FRAME_RATE
        frame = self._frame(at)
        self._pictures.taken.setdefault(hash(frame), at)
        return frame

    def _frame(self, at: float) -> bytes:
        """Draw a frame; while nothing moves, one is reused for a while with another number in it."""
        if self._still and self._renderer.is_still(self._still[0], at):
            return numbered(self._still[1], int(at / DIFFERENT))
        frame = self._renderer.frame(at)
        self._still = at, frame
        return frame


class _Cameras:
    """Replaces the camera component."""

    def __init__(self, cameras: dict[str, Camera]) -> None:
        """Store the cameras."""
        self._cameras = cameras

    def get_entity(self, entity_id: str) -> Camera | None:
        """Return a camera."""
        return self._cameras.get(entity_id)


class _PaidCalls:
    """Replaces the paid calls: answers by the ground truth."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        truth: Truth,
        pictures: _Pictures,
        record: Record,
    ) -> None:
        """Store the ground truth."""
        self.hass = hass
        self.entry = entry
        self._truth = truth
        self._pictures = pictures
        self._record = record

    @property
    def usage(self) -> Self:
        """Count the calls."""
        return self

    def async_add_saved(self) -> None:
        """Count a trigger that cost nothing, which is done elsewhere."""

    async def async_recognize(
        self, publish: Publish, *, priority: bool = False
    ) -> Recognition:
        """Fetch the picture like CarsXE, and answer what it shows."""
        with publish() as url:
            snapshot = self.hass.data[DATA_SNAPSHOTS].fetch(url.rpartition("/")[2])
            assert snapshot is not None
            sent = self._pictures.sent[hash(snapshot.picture.content)]
            await sleep(latency(self._truth.seed, sent.at))
        recognition, owners = self._truth.recognize(sent.at, sent.area, sent.scale)
        scores = {found.plate: found.score or 0.0 for found in recognition.detections}
        self._record.calls.append(Call(sent.at, self.hass.loop.time(), owners, scores))
        return recognition


def run_ours(  # noqa: PLR0917
    names: list[str], truth: Truth, renderer: Renderer, trigger: Switch, known: list[str],
    seconds: float,
) -> dict[str, Record]:  # fmt: skip
    """Run variants of our policy side by side on the same frames."""
    loop = VirtualLoop()
    try:
        with TemporaryDirectory() as folder:
            pictures = _Pictures()
            with patch(f"{async_prepare.__module__}.prepare_picture", pictures.prepare):
                return loop.run_until_complete(
                    _run(
                        folder,
                        names,
                        truth,
                        renderer,
                        trigger,
                        known,
                        seconds,
                        pictures,
                    )
                )
    finally:
        loop.close()


async def _run(  # noqa: PLR0917
    folder: str, names: list[str], truth: Truth, renderer: Renderer, trigger: Switch,
    known: list[str], seconds: float, pictures: _Pictures,
) -> dict[str, Record]:  # fmt: skip
    """Set up a Home Assistant, let the days pass, and return the results."""
    hass = HomeAssistant(folder)
    dr.async_setup(hass)
    hass.config_entries = ConfigEntries(hass, {})
    await hass.config_entries.async_initialize()
    await dr.async_load(hass, load_empty=True)
    await er.async_load(hass, load_empty=True)
    hass.data[DATA_SNAPSHOTS] = SnapshotStore(hass.loop)
    entry = _entry(names, known)
    records = {name: Record() for name in names}
    cameras: dict[str, Camera] = {}
    coordinators: list[CameraCoordinator] = []
    for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA):
        source = subentry.data[CONF_SOURCE_ENTITY_ID]
        camera = cameras[source] = _Camera(renderer, hass.loop.time, pictures)
        record = records[subentry.title]
        record.looks = camera.looks
        hass.states.async_set(source, "idle")
        paid_calls = _PaidCalls(hass, entry, truth, pictures, record)
        entry.runtime_data = SimpleNamespace(
            paid_calls=paid_calls, vehicles=Vehicles(hass, entry)
        )
        coordinator = CameraCoordinator(hass, entry, subentry)
        async_dispatcher_connect(
            hass,
            SIGNAL_ANNOUNCED.format(subentry.subentry_id),
            partial(_note, record, hass.loop.time),
        )
        coordinator.async_start()
        coordinators.append(coordinator)
    hass.data[DATA_COMPONENT] = cast("Any", _Cameras(cameras))
    hass.states.async_set(TRIGGER, "off")
    await _let_pass(hass, trigger, seconds)
    for coordinator in coordinators:
        await coordinator.async_stop()
    hass.import_executor.shutdown()
    return records


async def _let_pass(hass: HomeAssistant, trigger: Switch, seconds: float) -> None:
    """Let the days pass, with the trigger turning on and off."""
    for index, edge in enumerate(trigger.edges):
        if edge >= seconds:
            break
        await sleep(edge - hass.loop.time())
        hass.states.async_set(TRIGGER, "off" if index % 2 else "on")
    await sleep(max(seconds - hass.loop.time(), 0) + 60)


def _entry(names: list[str], known: list[str]) -> ConfigEntry[Any]:
    """Return an account with a camera for each variant, and the known vehicles."""
    cameras = [
        _subentry(
            SUBENTRY_CAMERA, name,
            {
                CONF_SOURCE_ENTITY_ID: f"{SOURCE}_{index}",
                CONF_TRIGGER_ENTITY_IDS: [TRIGGER],
                **SETTINGS[name],
            },
        )
        for index, name in enumerate(names)
    ]  # fmt: skip
    vehicles = [
        _subentry(SUBENTRY_VEHICLE, plate, {CONF_PLATE: plain(plate)})
        for plate in known
    ]
    return ConfigEntry(
        data={CONF_PUBLIC_URL: "https://home.example.com"},
        discovery_keys=MappingProxyType({}), domain=DOMAIN, minor_version=1, options={},
        source=SOURCE_USER, subentries_data=[*cameras, *vehicles], title="CarsXE",
        unique_id=None, version=1,
    )  # fmt: skip


def _subentry(kind: str, title: str, data: dict[str, Any]) -> ConfigSubentryDataWithId:
    """Return a camera or a vehicle."""
    return ConfigSubentryDataWithId(
        data=data,
        subentry_id=f"{kind} {title}",
        subentry_type=kind,
        title=title,
        unique_id=None,
    )


def _note(
    record: Record, clock: Callable[[], float], announcement: Announcement
) -> None:
    """Record an announcement, and the vehicle of its plate in the calls before it."""
    plate = announcement.detection.plate
    visit: Visit | None = next(
        (
            call.owners[plate]
            for call in reversed(record.calls[-8:])
            if plate in call.owners
        ),
        None,
    )
    record.events.append(
        Event(clock(), announcement.detection.match.matched_plate or plate, visit)
    )
