"""Our own pipeline, whole, in a Home Assistant whose time is virtual."""

from asyncio import sleep
from collections.abc import Callable, Mapping
from functools import partial
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, cast, override

from custom_components.carsxe.api import Publish, Recognition
from custom_components.carsxe.const import (
    CONF_CROP,
    CONF_GATE_MAX_SKIP,
    CONF_PLATE,
    CONF_PUBLIC_URL,
    CONF_SCAN_INTERVAL,
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
    DOMAIN,
    SUBENTRY_CAMERA,
    SUBENTRY_VEHICLE,
)
from custom_components.carsxe.pictures import Framing, prepare_picture
from custom_components.carsxe.runtime.camera import CameraPipeline
from custom_components.carsxe.runtime.frames.snapshots import (
    DATA_SNAPSHOTS,
    SnapshotStore,
)
from custom_components.carsxe.runtime.settings import CameraSettings
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
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from sandbox.drawing.plates import plain

from .plates_in_view import Truth
from .record import SNAPSHOT, Call, Event, Record, latency
from .rendering import Renderer
from .things import Switch, Visit
from .virtual import VirtualLoop

SOURCE, TRIGGER = "camera.drive", "binary_sensor.drive"
# The drive without the street and the pavement, in per cent of the picture.
REGION = {"left": 0, "top": 46, "width": 100, "height": 54}
# Our own policy, and what each of its parts changes.
SETTINGS: dict[str, Mapping[str, Any]] = {
    "ours": {},
    "ours, no gate": {CONF_GATE_MAX_SKIP: 0},
    "ours, region set": {CONF_CROP: REGION},
    "ours, region set, a look every 2 s": {
        CONF_CROP: REGION, CONF_SCAN_INTERVAL: 2, CONF_GATE_MAX_SKIP: 12 * 3600,
    },
}  # fmt: skip


class _Camera(Camera):
    """Shows the drive."""

    def __init__(self, renderer: Renderer, clock: Callable[[], float]) -> None:
        """Keep what draws it."""
        super().__init__()
        self._renderer = renderer
        self._clock = clock
        self._still: tuple[float, bytes] | None = None
        self.taken: dict[bytes, float] = {}
        self.looks: list[float] = []

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return a snapshot; it takes a moment."""
        await sleep(SNAPSHOT)
        at = round(self._clock(), 3)
        self.looks.append(at)
        frame = self._frame(at)
        # Nobody asks for a frame that is older than a call may take.
        while len(self.taken) > 64:
            del self.taken[next(iter(self.taken))]
        return frame

    def _frame(self, at: float) -> bytes:
        """Draw a frame; while nothing moves, one will do for a while."""
        if self._still and self._renderer.is_still(self._still[0], at):
            return self._still[1]
        frame = self._renderer.frame(at)
        self.taken[frame] = at
        self._still = at, frame
        return frame

    def sent(self, content: bytes, framing: Framing) -> float:
        """Return when a picture was taken that was sent."""
        if (at := self.taken.get(content)) is not None:
            return at
        return next(
            at
            for frame, at in reversed(self.taken.items())
            if prepare_picture(frame, framing).content == content
        )


class _Cameras:
    """Stands in for the camera component, with the cameras that there are."""

    def __init__(self, cameras: dict[str, Camera]) -> None:
        """Keep the cameras."""
        self._cameras = cameras

    def get_entity(self, entity_id: str) -> Camera | None:
        """Return a camera."""
        return self._cameras.get(entity_id)


class _PaidCalls:
    """Stands in for the paid calls: answers by the ground truth."""

    def __init__(
        self,
        hass: HomeAssistant,
        truth: Truth,
        camera: _Camera,
        framing: Framing,
        record: Record,
    ) -> None:
        """Start without any."""
        self._framing = framing
        self._hass = hass
        self._truth = truth
        self._camera = camera
        self._record = record

    def async_check(self, *, priority: bool = False) -> None:
        """Allow any number of calls."""

    def async_saved(self, *, by_gate: int = 0, by_early_stop: int = 0) -> None:
        """Count for ourselves."""

    async def async_recognize(
        self, publish: Publish, *, priority: bool = False
    ) -> Recognition:
        """Fetch the picture as CarsXE does, and answer what it shows."""
        with publish() as url:
            picture = await self._hass.data[DATA_SNAPSHOTS].async_fetch(
                url.rpartition("/")[2]
            )
            assert picture is not None
            at = self._camera.sent(picture.content, self._framing)
            await sleep(latency(self._truth.seed, at))
        recognition, owners = self._truth.recognise(at, self._framing.crop)
        scores = {found.plate: found.score or 0.0 for found in recognition.detections}
        self._record.calls.append(Call(at, self._hass.loop.time(), owners, scores))
        return recognition


def run_ours(  # noqa: PLR0917
    names: list[str], truth: Truth, renderer: Renderer, trigger: Switch, known: list[str],
    seconds: float,
) -> dict[str, Record]:  # fmt: skip
    """Run variants of our policy side by side; they look at the same frames."""
    loop = VirtualLoop()
    try:
        with TemporaryDirectory() as folder:
            return loop.run_until_complete(
                _run(folder, names, truth, renderer, trigger, known, seconds)
            )
    finally:
        loop.close()


async def _run(  # noqa: PLR0917
    folder: str, names: list[str], truth: Truth, renderer: Renderer, trigger: Switch,
    known: list[str], seconds: float,
) -> dict[str, Record]:  # fmt: skip
    """Set a Home Assistant up, let the days pass, and return what was done."""
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
    pipelines: list[CameraPipeline] = []
    for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA):
        source = subentry.data[CONF_SOURCE_ENTITY_ID]
        camera = cameras[source] = _Camera(renderer, hass.loop.time)
        record = records[subentry.title]
        record.looks = camera.looks
        hass.states.async_set(source, "idle")
        framing = CameraSettings.from_subentry(subentry).framing
        paid_calls = cast("PaidCalls", _PaidCalls(hass, truth, camera, framing, record))
        pipeline = CameraPipeline(
            hass,
            entry,
            subentry,
            paid_calls=paid_calls,
            vehicles=Vehicles(entry),
            decoder=PlateDecoder(hass, entry, paid_calls),
        )
        pipeline.announcer.async_listen(partial(_note, record, hass.loop.time))
        pipeline.async_start()
        pipelines.append(pipeline)
    hass.data[DATA_COMPONENT] = cast("Any", _Cameras(cameras))
    hass.states.async_set(TRIGGER, "off")
    await _let_pass(hass, trigger, seconds)
    for pipeline in pipelines:
        pipeline.async_stop()
        await pipeline.async_settle()
    hass.import_executor.shutdown()
    return records


async def _let_pass(hass: HomeAssistant, trigger: Switch, seconds: float) -> None:
    """Let the days pass, and the trigger turn on and off."""
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


def _note(record: Record, clock: Callable[[], float], data: dict[str, Any]) -> None:
    """Note an announcement, and whose plate that was in the calls before it."""
    plate = data["plate"]
    visit: Visit | None = next(
        (
            call.owners[plate]
            for call in reversed(record.calls[-8:])
            if plate in call.owners
        ),
        None,
    )
    record.events.append(Event(clock(), data["matched_plate"] or plate, visit))
