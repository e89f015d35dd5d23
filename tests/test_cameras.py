"""Tests of cameras that are slow, old, frozen or on battery."""

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO

from freezegun.api import FrozenDateTimeFactory
import numpy as np
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.watch import SPARE_TRIES
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from .carsxe_server import CarsXEServer
from .conftest import CAMERA_ID, MOTION, SOURCE, PictureCamera, PictureImage
from .drives import Car, answer, draw

STATUS = "sensor.gate_status"
EMPTY, CAR = draw(), Car(plate="ABC123")
type Forget = Callable[[], None]
type Scan = Callable[[], Awaitable[None]]

pytestmark = pytest.mark.usefixtures("quick")


def _turn_on(hass: HomeAssistant) -> None:
    """Turn the motion sensor on."""
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")


def _status(hass: HomeAssistant) -> tuple[str, str | None]:
    """Return the result of the last watch and its reason."""
    state = hass.states.get(STATUS)
    assert state
    return state.state, state.attributes.get("reason")


def _issue(hass: HomeAssistant) -> ir.IssueEntry | None:
    """Return the repair issue of a frozen picture."""
    return ir.async_get(hass).async_get_issue(DOMAIN, f"source_frozen_{CAMERA_ID}")


@pytest.fixture
async def watched(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    scan: Scan,
) -> PictureCamera:
    """Return the camera at a known empty driveway."""
    source.show(EMPTY)
    carsxe.answers = [answer()]
    await scan()
    await hass.async_block_till_done()
    carsxe.recognitions.clear()
    source.captures = 0
    return source


SPARED = pytest.mark.parametrize(
    "camera_data",
    [
        {
            "source_entity_id": SOURCE,
            "trigger_entity_ids": [MOTION],
            "spare_camera": True,
        }
    ],
    ids=["spared"],
)


@SPARED
@pytest.mark.parametrize(
    "pictures",
    [
        pytest.param([EMPTY], id="nothing comes"),
        pytest.param([None], id="no picture"),
        pytest.param([EMPTY, EMPTY, draw(CAR)], id="in the last picture"),
        pytest.param([draw(CAR)], id="at once"),
        pytest.param([draw(CAR, noise=2), EMPTY], id="gone at once"),
    ],
)
async def test_spared(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    pictures: list[bytes | None],
) -> None:
    """A spared camera gives three pictures per trigger, and none afterwards."""
    watched.show(*pictures)
    carsxe.answers = [answer(CAR.result(0.95))]
    for times in (1, 2):
        _turn_on(hass)
        await asyncio.sleep(300)
        assert 0 < watched.captures <= SPARE_TRIES * times
    has_come = any(picture not in (EMPTY, None) for picture in pictures)
    assert len(detections) == len(carsxe.recognitions) == has_come


@SPARED
async def test_spared_while_reading(
    hass: HomeAssistant, watched: PictureCamera, carsxe: CarsXEServer
) -> None:
    """No picture is taken while a reading is awaited, however long it takes."""
    watched.show(draw(CAR))
    carsxe.answers = [answer()]
    carsxe.on_recognition = lambda _: asyncio.sleep(20)
    _turn_on(hass)
    await asyncio.sleep(120)
    assert watched.captures == SPARE_TRIES


async def test_asked_again_a_second_later(
    hass: HomeAssistant, watched: PictureCamera
) -> None:
    """A camera that returns no picture is retried, but not three times a second."""
    watched.show(None)
    _turn_on(hass)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(60)
    assert 9 <= watched.captures <= 12
    assert _status(hass)[0] == "failed"


async def test_asked_less_often(hass: HomeAssistant, watched: PictureCamera) -> None:
    """A camera that keeps failing is retried less and less, until the next trigger."""
    watched.show(None)
    _turn_on(hass)
    await asyncio.sleep(3600)
    assert 360 <= watched.captures <= 400
    for _ in range(2):
        watched.captures = 0
        _turn_on(hass)
        await asyncio.sleep(20)
        assert 9 <= watched.captures <= 20


@pytest.mark.parametrize("hours", [2, 48])
async def test_frozen(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    freezer: FrozenDateTimeFactory,
    hours: int,
) -> None:
    """A camera that returns the same picture for hours announces nothing, and has a repair issue."""
    _turn_on(hass)
    await asyncio.sleep(60)
    assert _issue(hass) is None
    freezer.tick(hours * 3600)
    _turn_on(hass)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(60)
    issue = _issue(hass)
    assert issue
    assert issue.translation_placeholders
    assert issue.translation_placeholders["entity_id"] == SOURCE
    status, reason = _status(hass)
    assert status == "failed"
    assert reason and reason.startswith(f"{SOURCE} has given no new picture since")
    watched.show(draw(CAR))
    carsxe.answers = [answer(CAR.result(0.95))]
    _turn_on(hass)
    await asyncio.sleep(60)
    assert _issue(hass) is None
    assert [event.data["plate"] for event in detections] == ["ABC123"]


async def test_frozen_over_a_restart(
    hass: HomeAssistant,
    watched: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    freezer: FrozenDateTimeFactory,
    forget: Forget,
) -> None:
    """A picture from hours before a restart is no arrival after it, whatever the trigger."""
    watched.show(draw(CAR))
    carsxe.answers = [answer(CAR.result(0.95))]
    _turn_on(hass)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(60)
    assert len(detections) == 1
    assert await hass.config_entries.async_unload(account.entry_id)
    forget()
    freezer.tick(7200)
    assert await hass.config_entries.async_setup(account.entry_id)
    await hass.async_block_till_done()
    _turn_on(hass)
    account.runtime_data.cameras[CAMERA_ID].async_trigger("event.bell", True)
    await asyncio.sleep(60)
    assert len(detections) == len(carsxe.recognitions) == 1
    assert _issue(hass)


async def test_frozen_but_asked(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    freezer: FrozenDateTimeFactory,
    scan: Scan,
) -> None:
    """A requested scan uses the frozen picture; the repair issue explains it."""
    freezer.tick(7200)
    await scan()
    assert len(carsxe.recognitions) == 1
    assert _issue(hass)


async def test_captures_at_the_limit(
    hass: HomeAssistant,
    watched: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """Captures are free, so they continue at a limit, and nothing is paid."""
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    watched.show(draw(CAR))
    _turn_on(hass)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(180)
    assert watched.captures > 10
    assert len(account.runtime_data.cameras[CAMERA_ID].tracker.tracks) == 1
    assert carsxe.recognitions == []
    assert _status(hass)[0] == "limit_reached"


IMAGES = pytest.mark.parametrize(
    "camera_data",
    [{"source_entity_id": "image.gate", "trigger_entity_ids": [MOTION]}],
    ids=["image"],
)


@IMAGES
async def test_old_image(
    hass: HomeAssistant,
    picture_image: PictureImage,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A picture from days ago is no arrival; the one after the trigger is, with its own time."""
    freezer.move_to("2026-11-23T12:00:00Z")
    content: dict[str, bytes] = {"picture": draw(CAR)}

    async def _picture(_: PictureImage) -> bytes:
        return content["picture"]

    monkeypatch.setattr(PictureImage, "async_image", _picture)
    carsxe.answers = [answer(CAR.result(0.95))]
    hass.states.async_set("image.gate", "2026-11-21T12:00:00+00:00")
    _turn_on(hass)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(60)
    assert carsxe.recognitions == detections == []
    status, reason = _status(hass)
    assert status == "failed"
    assert reason and reason.startswith("image.gate has given no new picture since")
    _turn_on(hass)
    await asyncio.sleep(5)
    taken_at = dt_util.utcnow()
    hass.states.async_set("image.gate", taken_at.isoformat())
    await asyncio.sleep(60)
    (event,) = detections
    assert event.data["detected_at"] == taken_at.isoformat()


@pytest.mark.parametrize(
    "camera_data",
    [
        {
            "source_entity_id": SOURCE,
            "trigger_entity_ids": [MOTION],
            "rotation": "270",
        }
    ],
    ids=["on its side"],
)
async def test_on_its_side(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Pictures of a camera that is mounted on its side are sent upright."""
    lying = np.zeros((640, 480, 3), np.uint8)
    lying[:320] = 255
    buffer = BytesIO()
    Image.fromarray(lying).save(buffer, "JPEG")
    source.show(buffer.getvalue())
    scan = await account.runtime_data.cameras[CAMERA_ID].scans.async_scan(
        is_dry_run=True
    )
    with Image.open(BytesIO(scan.picture.content)) as image:
        gray = np.asarray(image.convert("L"))
    assert gray.shape == (480, 640)
    assert gray[:, :300].mean() > 250
    assert gray[:, 340:].mean() < 5
