"""Common fixtures: a CarsXE, a camera, an account."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    setup_test_component_platform,
)
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion

from custom_components.carsxe.const import DOMAIN, EVENT_PLATE_DETECTED
from custom_components.carsxe.runtime.history.histories import DATA_HISTORIES
from homeassistant.components.camera import Camera
from homeassistant.components.image import ImageEntity
from homeassistant.config_entries import ConfigSubentryData, SubentryFlowResult
from homeassistant.core import Event, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.translation import async_load_integrations
from homeassistant.setup import async_setup_component

from .attack.examples import register
from .carsxe_server import CarsXEServer, load_answer
from .drives import find_plates
from .quick_time import quick_time

type Arrive = Callable[..., Awaitable[None]]
type Forget = Callable[[], None]

register()


API_KEY = "test-key/+ä&="
PUBLIC_URL = "https://home.example.com"
SOURCE = "camera.gate"
MOTION = "binary_sensor.gate_motion"
CAMERA_ID = "01camera"
STORAGES = count()


def jpeg(width: int = 64, height: int = 48, color: str = "gray") -> bytes:
    """Return a JPEG of one color."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, "JPEG")
    return buffer.getvalue()


class PictureCamera(Camera):
    """A camera that shows pictures in turn, repeating the last one, and counts the captures."""

    _attr_name = "Gate"

    def __init__(self) -> None:
        """Start with a picture."""
        super().__init__()
        self.picture: bytes | None = jpeg()
        self.coming: list[bytes | None] = []
        self.captures = 0

    def show(self, *pictures: bytes | None) -> None:
        """Show pictures, one per capture."""
        self.coming = list(pictures)

    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the next picture."""
        self.captures += 1
        if self.coming:
            self.picture = self.coming.pop(0)
        return self.picture


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """Save half the time: the origins of tasks aren't needed here."""


@pytest.fixture(autouse=True, scope="session")
def patience() -> Iterator[None]:
    """Let Home Assistant wait however busy the machine is.

    It leaves threads behind after seconds, and a new configuration of its web server after minutes.
    """
    with ExitStack() as stack:
        stack.enter_context(
            patch("homeassistant.util.executor.EXECUTOR_SHUTDOWN_TIMEOUT", 300)
        )
        if find_spec("homeassistant.components.http.config"):
            delay = "homeassistant.components.http.config.AUTO_REVERT_DELAY"
            stack.enter_context(patch(delay, timedelta(days=1), create=True))
        yield


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant find the integration; tests without Home Assistant don't start it."""
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Serialize states without what changes from run to run."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    """Retry without waiting, and show progress no longer than needed."""
    with (
        patch("custom_components.carsxe.api.client.RETRY_PAUSES", (0, 0)),
        patch("custom_components.carsxe.camera_check.SHOWN_FOR", 0),
    ):
        yield


@pytest.fixture(autouse=True)
def detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Detect the plates of drawn pictures, and no others."""
    monkeypatch.setattr(
        "custom_components.carsxe.runtime.tracker.find_plates", find_plates
    )


@pytest.fixture(autouse=True)
def pictures_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder for pictures, instead of the shared configuration folder."""
    # Most tests store none: a folder for each would be made for nothing.
    storage = tmp_path_factory.getbasetemp() / f"storage-{next(STORAGES)}"
    with patch(
        "custom_components.carsxe.runtime.history.histories.STORAGE_DIR", str(storage)
    ):
        yield storage / DOMAIN


@pytest.fixture
async def quick(hass: HomeAssistant) -> AsyncIterator[None]:
    """Let time pass as soon as nothing is left to do, in a house where it is morning.

    So what a test counts per day belongs to one day, whenever the test runs.
    """
    hours = (20 - datetime.now(UTC).hour) % 24 - 12
    # The names of these zones have the opposite sign.
    await hass.config.async_set_time_zone(f"Etc/GMT{-hours:+d}")
    with quick_time(hass.loop):
        yield


@pytest.fixture
def forget(hass: HomeAssistant) -> Callable[[], None]:
    """Return a function that makes Home Assistant forget its pictures, as a restart does."""

    def _forget() -> None:
        hass.data.pop(DATA_HISTORIES, None)

    return _forget


@pytest.fixture
async def carsxe(socket_enabled: None) -> AsyncIterator[CarsXEServer]:
    """Return a CarsXE that accepts the key and sees one plate."""
    carsxe = CarsXEServer(API_KEY)
    carsxe.answer("recognition_us")
    carsxe.decoded = (200, load_answer("decoded_us"))
    server = await carsxe.start()
    yield carsxe
    carsxe.release()
    await server.close()


@pytest.fixture
async def source(hass: HomeAssistant) -> PictureCamera:
    """Return the camera at the gate."""
    camera = PictureCamera()
    setup_test_component_platform(hass, "camera", [camera])
    assert await async_setup_component(
        hass, "camera", {"camera": [{"platform": "test"}]}
    )
    await hass.async_block_till_done()
    return camera


class PictureImage(ImageEntity):
    """An image entity that shows a picture."""

    _attr_name = "Gate"

    async def async_image(self) -> bytes | None:
        """Return the picture."""
        return jpeg()


@pytest.fixture
async def picture_image(hass: HomeAssistant) -> PictureImage:
    """Return the image entity at the gate."""
    image = PictureImage(hass)
    setup_test_component_platform(hass, "image", [image])
    assert await async_setup_component(hass, "image", {"image": [{"platform": "test"}]})
    await hass.async_block_till_done()
    return image


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Return the data of the camera at the gate."""
    return {
        "source_entity_id": SOURCE,
        "trigger_entity_ids": [MOTION],
        "min_score": 70,
    }


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Return the data of the known vehicles by name; none by default."""
    return {}


@pytest.fixture
def entry(
    hass: HomeAssistant,
    carsxe: CarsXEServer,
    camera_data: dict[str, Any],
    vehicles: dict[str, dict[str, Any]],
) -> MockConfigEntry:
    """Return an account with a camera, not set up yet."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="CarsXE",
        data={"api_key": API_KEY, "api_url": carsxe.url, "public_url": PUBLIC_URL},
        subentries_data=[
            ConfigSubentryData(
                subentry_id=CAMERA_ID,
                subentry_type="camera",
                title="Gate",
                unique_id=f"camera:{camera_data['source_entity_id']}",
                data=camera_data,
            ),
            *(
                ConfigSubentryData(
                    subentry_id=f"id of {name}",
                    subentry_type="vehicle",
                    title=name,
                    unique_id=f"vehicle:{data['plate']}",
                    data=data,
                )
                for name, data in vehicles.items()
            ),
        ],
    )
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def entity_registry_enabled_by_default() -> Iterator[None]:
    """Also enable the entities that are disabled by default."""
    with patch.object(Entity, "entity_registry_enabled_default", True):
        yield


@pytest.fixture
async def account(
    hass: HomeAssistant, source: PictureCamera, entry: MockConfigEntry
) -> MockConfigEntry:
    """Return an account that is set up."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


@pytest.fixture
async def settled(hass: HomeAssistant) -> AsyncIterator[None]:
    """Let the account's reload finish that a test's last step starts."""
    yield
    await hass.async_block_till_done()


@pytest.fixture
def detections(hass: HomeAssistant) -> list[Event]:
    """Return a list that collects the plate events."""
    return async_capture_events(hass, EVENT_PLATE_DETECTED)


@pytest.fixture
def scan(hass: HomeAssistant) -> Callable[[], Awaitable[None]]:
    """Return a function that scans with the gate's camera and waits for the end."""

    async def _scan() -> None:
        await hass.services.async_call(
            "image_processing",
            "scan",
            {"entity_id": "image_processing.gate_plate"},
            blocking=True,
        )

    return _scan


@pytest.fixture
def arrive_in_turn(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Callable[[], Awaitable[None]],
) -> Arrive:
    """Return a function that lets vehicles arrive, one after another."""

    async def _arrive(*plates: str) -> None:
        for plate in plates:
            result = {"plate": plate, "score": 0.9, "region": {"code": "us-ca"}}
            carsxe.answers = [(200, {"success": True, "results": [result]})]
            await scan()
            await hass.async_block_till_done()

    return _arrive


async def pass_progress(
    hass: HomeAssistant, result: SubentryFlowResult
) -> SubentryFlowResult:
    """Return a subentry flow's result when its progress has ended."""
    while result["type"] in (
        FlowResultType.SHOW_PROGRESS,
        FlowResultType.SHOW_PROGRESS_DONE,
    ):
        await hass.async_block_till_done()
        result = await hass.config_entries.subentries.async_configure(result["flow_id"])
    return result


async def speak_german(hass: HomeAssistant) -> None:
    """Change Home Assistant's language, as at startup."""
    await hass.config.async_update(language="de")
    await async_load_integrations(hass, {DOMAIN})
