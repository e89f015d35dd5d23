"""Tests of a camera's pipeline, from the picture to the event."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
import logging
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

from custom_components.carsxe.runtime.camera import CameraPipeline
from custom_components.carsxe.runtime.frames.snapshots import DATA_SNAPSHOTS
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ..carsxe_server import CarsXEServer, load_answer
from ..conftest import CAMERA_ID, MOTION, PUBLIC_URL, PictureCamera
from ..drives import Car, draw

ENTITY_ID = "image_processing.gate_plate"

type Scan = Callable[[], Awaitable[None]]


@pytest.fixture
def pipeline(account: MockConfigEntry) -> CameraPipeline:
    """Return the pipeline of the camera at the gate."""
    pipeline: CameraPipeline = account.runtime_data.cameras[CAMERA_ID]
    return pipeline


async def _until_called(carsxe: CarsXEServer, calls: int) -> None:
    """Return when CarsXE has been called so often."""
    async with asyncio.timeout(30):
        while len(carsxe.recognitions) < calls:
            await asyncio.sleep(0.01)


async def _turn_on(hass: HomeAssistant, entity_id: str) -> None:
    """Turn a trigger off and on."""
    hass.states.async_set(entity_id, "off")
    hass.states.async_set(entity_id, "on")
    await hass.async_block_till_done()


async def test_nothing_unasked(
    hass: HomeAssistant, pipeline: CameraPipeline, carsxe: CarsXEServer
) -> None:
    """Setting up sends no picture."""
    await hass.async_block_till_done()
    assert carsxe.recognitions == []


async def test_event(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
) -> None:
    """A detection is announced with all that CarsXE said of it."""
    scan = await pipeline.async_scan()
    (event,) = detections
    assert event.data == snapshot(exclude=props("detected_at", "device_id", "scan_id"))
    assert event.data["detected_at"] == scan.captured_at.isoformat()
    assert event.data["scan_id"] == scan.scan_id
    registered = entity_registry.async_get(ENTITY_ID)
    assert registered
    assert event.data["device_id"] == registered.device_id


async def test_event_of_sparse_answer(
    pipeline: CameraPipeline, carsxe: CarsXEServer, detections: list[Event]
) -> None:
    """What an answer lacks is null in the event."""
    carsxe.answers = [
        (200, {"success": True, "results": [{"plate": "abc 12-3", "score": 0.9}]})
    ]
    await pipeline.async_scan()
    data = dict(detections[0].data)
    for field in ("entity_id", "device_id", "detected_at", "scan_id"):
        assert data.pop(field)
    assert data.pop("camera_entity_id") == "camera.gate"
    assert data.pop("plate") == "ABC123"
    assert data.pop("score") == 0.9
    assert data.pop("candidates") == []
    assert data.pop("known") is False
    assert set(data.values()) == {None}


async def test_several_plates(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """Each plate of a picture is announced once, the best first."""
    results = [{"plate": "abc1", "score": 0.8}, {"plate": "abc2", "score": 0.9}]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await pipeline.async_scan()
    assert [event.data["plate"] for event in detections] == ["ABC2", "ABC1"]
    assert len({event.data["scan_id"] for event in detections}) == 1


@pytest.mark.parametrize(
    ("result", "announced"),
    [
        pytest.param({"plate": "abc123", "score": 0.7}, True, id="just enough"),
        pytest.param({"plate": "abc123", "score": 0.69}, False, id="score too low"),
        pytest.param({"plate": "abc123"}, False, id="no score"),
        pytest.param({"plate": "abc123", "score": 70}, False, id="score isn't 0-1"),
        pytest.param({"plate": " -.", "score": 0.9}, False, id="no letter or digit"),
        pytest.param({"plate": "a" * 33, "score": 0.9}, False, id="endless plate"),
        pytest.param({"score": 0.9}, False, id="no plate"),
    ],
)
async def test_filters(
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
    result: dict[str, Any],
    announced: bool,
) -> None:
    """Only a plate with at least the minimum score is announced."""
    carsxe.answers = [(200, {"success": True, "results": [result]})]
    await pipeline.async_scan()
    assert bool(detections) is announced


async def test_picture_goes_out_as_it_is(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """CarsXE fetches the very picture from the public address; afterwards it is gone."""
    outsider = await hass_client_no_auth()
    fetched: list[tuple[str, int, bytes]] = []

    async def _fetch(image_url: str) -> None:
        path = image_url.removeprefix(PUBLIC_URL)
        response = await outsider.get(path)
        fetched.append((path, response.status, await response.read()))

    carsxe.on_recognition = _fetch
    await pipeline.async_scan()
    assert carsxe.recognitions == [{"image_url": PUBLIC_URL + fetched[0][0]}]
    assert fetched[0][1:] == (200, source.picture)
    assert (await outsider.get(fetched[0][0])).status == 404


async def test_new_address_for_each_attempt(
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """A call that is repeated gives CarsXE another address; the first is gone by then."""
    outsider = await hass_client_no_auth()
    carsxe.answers = [(503, {}), (200, load_answer("recognition_us"))]
    found: list[int] = []

    async def _fetch_all(_: str) -> None:
        for call in carsxe.recognitions:
            path = call["image_url"].removeprefix(PUBLIC_URL)
            found.append((await outsider.get(path)).status)

    carsxe.on_recognition = _fetch_all
    await pipeline.async_scan()
    assert found == [200, 404, 200]


async def test_trigger(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A trigger starts a scan."""
    await _turn_on(hass, MOTION)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(carsxe.recognitions) == 1
    assert len(detections) == 1


@pytest.mark.usefixtures("no_rest")
async def test_triggers_during_a_scan(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
) -> None:
    """Triggers during a scan lead to exactly one more, with a picture of its own."""
    carsxe.hold()
    await _turn_on(hass, MOTION)
    await _until_called(carsxe, 1)
    for _ in range(3):
        await _turn_on(hass, MOTION)
    source.picture = draw(Car(plate="ABC123"))
    carsxe.release()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(carsxe.recognitions) == 2
    assert source.captures == 2


async def test_unload_during_a_scan(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """Unloading withdraws the picture, announces nothing and tells who waits."""
    outsider = await hass_client_no_auth()
    carsxe.hold()
    waiting = asyncio.create_task(pipeline.async_scan())
    await _until_called(carsxe, 1)
    path = carsxe.recognitions[0]["image_url"].removeprefix(PUBLIC_URL)
    assert (await outsider.get(path)).status == 200
    assert await hass.config_entries.async_unload(account.entry_id)
    with pytest.raises(HomeAssistantError) as error:
        await waiting
    assert error.value.translation_key == "scan_aborted"
    assert (await outsider.get(path)).status == 404
    carsxe.release()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert detections == []


async def test_answer_while_the_platforms_unload(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """What is answered while the event entity goes is announced by the next scan, to all."""
    unload = hass.config_entries.async_unload_platforms

    async def _unload(*args: Any) -> bool:
        unloaded = await unload(*args)
        carsxe.release()
        await pipeline.async_settle()
        return unloaded

    carsxe.hold()
    await _turn_on(hass, MOTION)
    await _until_called(carsxe, 1)
    with patch.object(hass.config_entries, "async_unload_platforms", _unload):
        assert await hass.config_entries.async_reload(account.entry_id)
    assert detections == []
    captures = source.captures
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=30))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert source.captures == captures
    await account.runtime_data.cameras[CAMERA_ID].async_scan()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(detections) == 1
    event = hass.states.get("event.gate_plate")
    assert event
    assert event.attributes["scan_id"] == detections[0].data["scan_id"]


async def test_no_plate(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A picture without a plate is neither a detection nor a failure."""
    carsxe.answer("no_plates", status=404)
    scan = await pipeline.async_scan()
    assert scan.best is None
    assert detections == []
    assert "failed" not in caplog.text


FAILURES = [
    pytest.param(400, "missing_url", "picture_refused", False, id="refused"),
    pytest.param(401, "key_unknown", "invalid_auth", True, id="key"),
    pytest.param(401, "key_inactive", "billing", False, id="billing"),
    pytest.param(403, "key_blocked", "access_denied", False, id="blocked"),
    pytest.param(403, "tier", "access_denied", False, id="tier"),
    pytest.param(500, "no_information", "temporary", False, id="server error"),
]


@pytest.mark.parametrize(("status", "answer", "key", "reauth"), FAILURES)
async def test_failure(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
    status: int,
    answer: str,
    key: str,
    reauth: bool,
) -> None:
    """A failure is no detection; it is logged when it begins and ends, and not in between."""
    caplog.set_level(logging.INFO)
    carsxe.answer(answer, status)
    for _ in range(3):
        with pytest.raises(HomeAssistantError) as error:
            await pipeline.async_scan()
        assert error.value.translation_key == key
    assert detections == []
    assert caplog.text.count("Scanning with Gate failed") == 1
    assert "Traceback" not in caplog.text
    flows = hass.config_entries.flow.async_progress()
    assert [flow["context"]["source"] for flow in flows] == ["reauth"] * reauth
    state = hass.states.get(ENTITY_ID)
    assert state
    assert state.state == "unknown"

    carsxe.answer("recognition_us")
    await pipeline.async_scan()
    await pipeline.async_scan()
    assert caplog.text.count("Scanning with Gate works again") == 1
    assert account.state is ConfigEntryState.LOADED


async def test_no_plate_outlives_its_scan(
    hass: HomeAssistant, scan: Scan, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """After a failed scan, and after the camera was away, no old plate is shown as a new one."""
    await scan()
    carsxe.answer("no_information", 500)
    await scan()
    states = [hass.states.get(ENTITY_ID)]
    carsxe.answer("recognition_us")
    await scan()
    for state in ("unavailable", "idle"):
        hass.states.async_set("camera.gate", state)
        await hass.async_block_till_done()
        states.append(hass.states.get(ENTITY_ID))
    shown = [state.state for state in states if state]
    assert shown == ["unknown", "unavailable", "unknown"]


@pytest.mark.parametrize(
    ("picture", "key"),
    [
        pytest.param(None, "capture_failed", id="no picture"),
        pytest.param(b"", "capture_failed", id="empty"),
        pytest.param(b"<html>", "not_a_picture", id="not a picture"),
    ],
)
async def test_capture_fails(
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    picture: bytes | None,
    key: str,
) -> None:
    """Without a picture, nothing is paid."""
    source.picture = picture
    with pytest.raises(HomeAssistantError) as error:
        await pipeline.async_scan()
    assert error.value.translation_key == key
    assert carsxe.recognitions == []


async def test_camera_raises(
    pipeline: CameraPipeline, carsxe: CarsXEServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever a camera raises is a failure to capture, logged once."""
    with patch.object(
        PictureCamera, "async_camera_image", side_effect=ConnectionResetError
    ):
        for _ in range(3):
            with pytest.raises(HomeAssistantError) as error:
                await pipeline.async_scan()
            assert error.value.translation_key == "capture_failed"
    assert carsxe.recognitions == []
    assert caplog.text.count("Scanning with Gate failed") == 1
    assert "Traceback" not in caplog.text


async def test_change_during_a_scan(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A changed camera waits for the running scan, which is paid already."""
    carsxe.hold()
    waiting = asyncio.create_task(pipeline.async_scan())
    await _until_called(carsxe, 1)
    subentry = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(account, subentry, title="New")
    await asyncio.sleep(0.05)
    carsxe.release()
    await waiting
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(detections) == 1
    assert len(carsxe.recognitions) == 1
    assert account.runtime_data.cameras[CAMERA_ID] is not pipeline


@pytest.mark.parametrize("changes", [1, 2])
async def test_triggers_during_a_change(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    changes: int,
) -> None:
    """A vehicle that comes during a change is read once that has settled, by one burst."""
    carsxe.hold()
    waiting = asyncio.create_task(pipeline.async_scan())
    await _until_called(carsxe, 1)
    for number in range(changes):
        subentry = account.subentries[CAMERA_ID]
        hass.config_entries.async_update_subentry(
            account, subentry, title=f"New {number}"
        )
        await asyncio.sleep(0.05)
        for _ in range(2):
            hass.states.async_set(MOTION, "off")
            hass.states.async_set(MOTION, "on")
    await asyncio.sleep(0.05)
    assert len(carsxe.recognitions) == 1
    carsxe.release()
    await waiting
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(carsxe.recognitions) == 2
    assert account.runtime_data.cameras[CAMERA_ID] is not pipeline


async def test_trigger_of_a_removed_camera(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
) -> None:
    """A camera that a change has removed reads nothing any more."""
    carsxe.hold()
    waiting = asyncio.create_task(pipeline.async_scan())
    await _until_called(carsxe, 1)
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await asyncio.sleep(0.05)
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")
    carsxe.release()
    await waiting
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.state is ConfigEntryState.LOADED
    assert len(carsxe.recognitions) == 1


async def test_change_waits_not_for_ever(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
) -> None:
    """However much is scanned meanwhile, a change comes to pass."""

    async def _scan_on_and_on() -> None:
        while True:
            await pipeline.async_scan()

    scanning = asyncio.create_task(_scan_on_and_on())
    await _until_called(carsxe, 2)
    with patch("custom_components.carsxe.SETTLE", 0.3):
        subentry = account.subentries[CAMERA_ID]
        hass.config_entries.async_update_subentry(account, subentry, title="New")
        with pytest.raises(HomeAssistantError) as error:
            await asyncio.wait_for(scanning, 5)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert error.value.translation_key == "scan_aborted"
    assert account.runtime_data.cameras[CAMERA_ID] is not pipeline


async def test_change_during_setup(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """What changes while the platforms are set up counts as well."""
    forward = hass.config_entries.async_forward_entry_setups

    async def _forward(*args: Any) -> None:
        await forward(*args)
        subentry = entry.subentries[CAMERA_ID]
        if subentry.data["min_score"] != 5:
            hass.config_entries.async_update_subentry(
                entry, subentry, data=subentry.data | {"min_score": 5}
            )

    with patch.object(hass.config_entries, "async_forward_entry_setups", _forward):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    assert entry.runtime_data.cameras[CAMERA_ID].settings.min_score == 5


async def test_source_comes_during_setup(
    hass: HomeAssistant, entry: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A camera that comes up while the account is set up is available afterwards."""
    forward = hass.config_entries.async_forward_entry_setups

    async def _forward(*args: Any) -> None:
        await forward(*args)
        hass.states.async_set("camera.gate", "idle")

    with patch.object(hass.config_entries, "async_forward_entry_setups", _forward):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    state = hass.states.get(ENTITY_ID)
    assert state
    assert state.state == "unknown"


async def test_unexpected_error(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    source: PictureCamera,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A fault of our own isn't swallowed where nobody waits for the scan."""
    with patch(
        "custom_components.carsxe.runtime.scanning.reader.async_capture",
        side_effect=KeyError,
    ):
        await _turn_on(hass, MOTION)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert "Unexpected error in a scan with Gate" in caplog.text


async def test_no_public_url(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Where CarsXE couldn't fetch the picture, nothing is paid."""
    data = {key: entry.data[key] for key in ("api_key", "api_url")}
    hass.config_entries.async_update_entry(entry, data=data)
    assert await hass.config_entries.async_setup(entry.entry_id)
    with pytest.raises(HomeAssistantError) as error:
        await entry.runtime_data.cameras[CAMERA_ID].async_scan()
    assert error.value.translation_key == "no_public_url"
    assert carsxe.recognitions == []


async def test_unavailable_source(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A trigger while the camera is away costs and logs nothing more."""
    caplog.set_level(logging.INFO)
    hass.states.async_set("camera.gate", "unavailable")
    await hass.async_block_till_done()
    for _ in range(3):
        await _turn_on(hass, MOTION)
    with pytest.raises(HomeAssistantError) as error:
        await pipeline.async_scan()
    assert error.value.translation_key == "source_unavailable"
    assert carsxe.recognitions == []
    hass.states.async_set("camera.gate", "idle")
    await hass.async_block_till_done()
    ours = [r for r in caplog.records if r.name.startswith("custom_components.carsxe")]
    assert [record.getMessage() for record in ours] == [
        "camera.gate is unavailable: no plates can be read from it",
        "camera.gate is available again",
    ]


async def test_waits_for_room(
    hass: HomeAssistant, pipeline: CameraPipeline, carsxe: CarsXEServer
) -> None:
    """Where as many pictures are public as may be, a scan waits for its turn."""
    room = hass.data[DATA_SNAPSHOTS].room
    while not room.locked():
        await room.acquire()
    scan = hass.async_create_task(pipeline.async_scan())
    await asyncio.sleep(0.2)
    assert carsxe.recognitions == []
    room.release()
    assert (await scan).best
    assert len(carsxe.recognitions) == 1
