"""Tests of a camera's coordinator, from the trigger to the event."""

import asyncio
from collections.abc import Awaitable, Callable
import logging
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

from custom_components.carsxe.runtime.coordinator import CameraCoordinator
from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS
from custom_components.carsxe.vision import PictureError
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CoreState, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ..carsxe_server import CarsXEServer, load_answer
from ..conftest import CAMERA_ID, MOTION, PUBLIC_URL, PictureCamera
from ..drives import Car, answer, draw
from ..waiting import until

ENTITY_ID = "image_processing.gate_plate"
STATUS = "sensor.gate_status"
BUTTON = "input_button.scan"
EMPTY = draw()
CAR = Car(plate="ABC123")
NEARER = Car(plate="ABC123", left=190, top=225)

type Scan = Callable[[], Awaitable[None]]


async def _until_called(carsxe: CarsXEServer, calls: int) -> None:
    """Return when CarsXE has been called this often."""
    await until(lambda: len(carsxe.recognitions) >= calls)


async def test_nothing_unasked(
    hass: HomeAssistant, coordinator: CameraCoordinator, carsxe: CarsXEServer
) -> None:
    """Setup sends no picture."""
    await hass.async_block_till_done()
    assert carsxe.recognitions == []


async def test_event(
    hass: HomeAssistant,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
) -> None:
    """A detection is announced with all values from CarsXE."""
    scan = await coordinator.scans.async_scan()
    (event,) = detections
    assert event.data == snapshot(exclude=props("detected_at", "device_id", "scan_id"))
    assert event.data["detected_at"] == scan.captured_at.isoformat()
    assert event.data["scan_id"] == scan.scan_id
    registered = entity_registry.async_get(ENTITY_ID)
    assert registered
    assert event.data["device_id"] == registered.device_id


async def test_event_of_sparse_answer(
    coordinator: CameraCoordinator, carsxe: CarsXEServer, detections: list[Event]
) -> None:
    """Missing values are null in the event."""
    carsxe.answers = [
        (200, {"success": True, "results": [{"plate": "abc 12-3", "score": 0.9}]})
    ]
    await coordinator.scans.async_scan()
    data = dict(detections[0].data)
    for field in ("entity_id", "device_id", "detected_at", "scan_id"):
        assert data.pop(field)
    assert data.pop("camera_entity_id") == "camera.gate"
    assert data.pop("plate") == "ABC123"
    assert data.pop("text") == "abc 12-3"
    assert data.pop("score") == 0.9
    assert data.pop("candidates") == []
    assert data.pop("known") is False
    assert set(data.values()) == {None}


async def test_several_plates(
    hass: HomeAssistant,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """Each plate in a picture is announced once, best first."""
    results = [{"plate": "abc1", "score": 0.8}, {"plate": "abc2", "score": 0.9}]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await coordinator.scans.async_scan()
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
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
    result: dict[str, Any],
    announced: bool,
) -> None:
    """Only plates with at least the minimum score are announced."""
    carsxe.answers = [(200, {"success": True, "results": [result]})]
    await coordinator.scans.async_scan()
    assert bool(detections) is announced


async def test_picture_goes_out_as_it_is(
    hass: HomeAssistant,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    source: PictureCamera,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """CarsXE fetches the picture unchanged from the public address; afterwards it is gone."""
    outsider = await hass_client_no_auth()
    fetched: list[tuple[str, int, bytes]] = []

    async def _fetch(image_url: str) -> None:
        path = image_url.removeprefix(PUBLIC_URL)
        response = await outsider.get(path)
        fetched.append((path, response.status, await response.read()))

    carsxe.on_recognition = _fetch
    await coordinator.scans.async_scan()
    assert carsxe.recognitions == [{"image_url": PUBLIC_URL + fetched[0][0]}]
    assert fetched[0][1:] == (200, source.picture)
    assert (await outsider.get(fetched[0][0])).status == 404


async def test_new_address_for_each_attempt(
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """A retried call has another address; the first one is gone by then."""
    outsider = await hass_client_no_auth()
    carsxe.answers = [(503, {}), (200, load_answer("recognition_us"))]
    found: list[int] = []

    async def _fetch_all(_: str) -> None:
        for call in carsxe.recognitions:
            path = call["image_url"].removeprefix(PUBLIC_URL)
            found.append((await outsider.get(path)).status)

    carsxe.on_recognition = _fetch_all
    await coordinator.scans.async_scan()
    assert found == [200, 404, 200]


async def test_no_plate(
    hass: HomeAssistant,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A picture without a plate is neither a detection nor a failure."""
    carsxe.answer("no_plates", status=404)
    scan = await coordinator.scans.async_scan()
    assert scan.detections == ()
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
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
    status: int,
    answer: str,
    key: str,
    reauth: bool,
) -> None:
    """A failure is no detection; it is logged when it begins and when it ends."""
    caplog.set_level(logging.INFO)
    carsxe.answer(answer, status)
    for _ in range(3):
        with pytest.raises(HomeAssistantError) as error:
            await coordinator.scans.async_scan()
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
    await coordinator.scans.async_scan()
    await coordinator.scans.async_scan()
    assert caplog.text.count("Scanning with Gate works again") == 1
    assert account.state is ConfigEntryState.LOADED


async def test_no_plate_outlives_its_scan(
    hass: HomeAssistant, scan: Scan, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """After a failed scan, and after the camera was unavailable, no old plate looks like a new one."""
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
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    source: PictureCamera,
    picture: bytes | None,
    key: str,
) -> None:
    """Without a picture, nothing is paid."""
    source.picture = picture
    with pytest.raises(HomeAssistantError) as error:
        await coordinator.scans.async_scan()
    assert error.value.translation_key == key
    assert carsxe.recognitions == []


@pytest.mark.parametrize(
    ("picture", "name"),
    [
        pytest.param(b"<!DOCTYPE html><title>Log in", "HTML: a web page", id="HTML"),
        pytest.param(b"<?xml version='1.0'?><Error/>", "XML", id="XML"),
        pytest.param(b'{"error": 401}', "JSON", id="JSON"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0mif1", "HEIC", id="HEIC"),
        pytest.param(b"\0\0\0\x18ftypisom\0\0\2\0", "MP4: a video", id="video"),
        pytest.param(bytes(100), "nothing", id="zeros"),
    ],
)
async def test_what_came_instead(
    coordinator: CameraCoordinator, source: PictureCamera, picture: bytes, name: str
) -> None:
    """Something other than a picture is named."""
    source.picture = picture
    with pytest.raises(HomeAssistantError) as error:
        await coordinator.scans.async_scan()
    assert error.value.translation_placeholders
    assert error.value.translation_placeholders["error"] == name


async def test_camera_raises(
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Any exception of a camera is a capture error, logged once."""
    with patch.object(
        PictureCamera, "async_camera_image", side_effect=ConnectionResetError
    ):
        for _ in range(3):
            with pytest.raises(HomeAssistantError) as error:
                await coordinator.scans.async_scan()
            assert error.value.translation_key == "capture_failed"
    assert carsxe.recognitions == []
    assert caplog.text.count("Scanning with Gate failed") == 1
    assert "Traceback" not in caplog.text


async def test_change_during_setup(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """Changes during the setup of the platforms count, too."""
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
    """A camera that becomes available during setup is available afterwards."""
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


async def test_no_public_url(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """If CarsXE couldn't fetch the picture, nothing is paid."""
    data = {key: entry.data[key] for key in ("api_key", "api_url")}
    hass.config_entries.async_update_entry(entry, data=data)
    assert await hass.config_entries.async_setup(entry.entry_id)
    with pytest.raises(HomeAssistantError) as error:
        await entry.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    assert error.value.translation_key == "no_public_url"
    assert carsxe.recognitions == []
    watch = entry.runtime_data.cameras[CAMERA_ID].data
    assert (watch.status, watch.recognitions) == ("failed", 0)


async def test_picture_that_cannot_be_sent(
    hass: HomeAssistant, gate: PictureCamera, carsxe: CarsXEServer
) -> None:
    """A picture that can be decoded, but not prepared for CarsXE, isn't paid for."""
    _arrive(gate, carsxe, CAR)
    with patch(
        "custom_components.carsxe.runtime.recognizer.prepare_picture",
        side_effect=PictureError("too large"),
    ):
        _trigger(hass)
        await asyncio.sleep(300)
    assert carsxe.recognitions == []
    status, reason = _status(hass)
    assert status == "failed"
    assert reason.startswith("What camera.gate gave isn't a picture")
    state = hass.states.get(STATUS)
    assert state
    assert state.attributes["recognitions"] == 0


async def test_unavailable_source(
    hass: HomeAssistant,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A trigger while the camera is unavailable costs nothing and logs nothing more."""
    caplog.set_level(logging.INFO)
    hass.states.async_set("camera.gate", "unavailable")
    await hass.async_block_till_done()
    with pytest.raises(HomeAssistantError) as error:
        await coordinator.scans.async_scan()
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
    hass: HomeAssistant, coordinator: CameraCoordinator, carsxe: CarsXEServer
) -> None:
    """At the maximum number of public pictures, a scan waits for its turn."""
    room = hass.data[DATA_SNAPSHOTS].room
    while not room.locked():
        await room.acquire()
    scan = hass.async_create_task(coordinator.scans.async_scan())
    await asyncio.sleep(0.2)
    assert carsxe.recognitions == []
    room.release()
    assert (await scan).detections
    assert len(carsxe.recognitions) == 1


# Watches


@pytest.fixture
def camera_data(camera_data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of the camera at the gate with a button."""
    return {**camera_data, "trigger_entity_ids": [MOTION, BUTTON]}


@pytest.fixture
async def gate(
    quick: None,
    hass: HomeAssistant,
    coordinator: CameraCoordinator,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> PictureCamera:
    """Return the camera at a known empty driveway; time passes quickly."""
    source.show(EMPTY)
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(BUTTON, "unknown")
    hass.states.async_set(MOTION, "on")
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(30)
    assert carsxe.recognitions == []
    source.captures = 0
    return source


def _arrive(
    gate: PictureCamera, carsxe: CarsXEServer, *cars: Car, score: float = 0.99
) -> None:
    """Show vehicles in front of the camera."""
    gate.show(draw(*cars))
    carsxe.answers = [answer(*(car.result(score) for car in cars))]


def _trigger(hass: HomeAssistant) -> None:
    """Turn the motion sensor on and off again."""
    hass.states.async_set(MOTION, "on")
    hass.states.async_set(MOTION, "off")


def _press(hass: HomeAssistant) -> None:
    """Press the button."""
    hass.states.async_set(BUTTON, dt_util.utcnow().isoformat())


def _status(hass: HomeAssistant) -> tuple[str, Any]:
    """Return the camera's status and reason."""
    state = hass.states.get(STATUS)
    assert state
    return state.state, state.attributes["reason"]


async def test_trigger(
    hass: HomeAssistant,
    gate: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A trigger starts a watch, which reads a plate once and ends."""
    _arrive(gate, carsxe, CAR)
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(2)
    assert [event.data["plate"] for event in detections] == ["ABC123"]
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == len(detections) == 1
    watch = coordinator.data
    assert watch
    assert (watch.status, watch.trigger, watch.recognitions) == ("read", MOTION, 1)
    assert watch.captures == gate.captures > 20


async def test_triggers_prolong_a_watch(
    hass: HomeAssistant,
    gate: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """Triggers during a watch extend it: a vehicle that arrives late is read."""
    _trigger(hass)
    await asyncio.sleep(1)
    watch = coordinator.data
    for _ in range(3):
        await asyncio.sleep(8)
        _trigger(hass)
    await asyncio.sleep(8)
    _arrive(gate, carsxe, CAR)
    await asyncio.sleep(5)
    assert len(detections) == 1
    assert coordinator.data is watch


async def test_triggers_during_a_call(
    hass: HomeAssistant,
    gate: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """Triggers while a plate is being read cost nothing more; captures continue."""
    _arrive(gate, carsxe, CAR)
    carsxe.hold()
    _trigger(hass)
    await _until_called(carsxe, 1)
    captures = gate.captures
    for _ in range(3):
        _trigger(hass)
        await asyncio.sleep(1)
    assert gate.captures > captures + 5
    carsxe.release()
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == len(detections) == 1


async def test_press_reads_at_once(
    hass: HomeAssistant, gate: PictureCamera, carsxe: CarsXEServer
) -> None:
    """After a press, the next capture is read, whole, whatever it shows."""
    carsxe.answers = [answer()]
    _press(hass)
    await _until_called(carsxe, 1)
    assert gate.captures == 1
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 1


async def test_press_of_several_events(
    hass: HomeAssistant, gate: PictureCamera, carsxe: CarsXEServer
) -> None:
    """One press is one paid call and one continuing watch, however many events it fires."""
    carsxe.answers = [answer()]
    for _ in range(3):
        _press(hass)
        await asyncio.sleep(0.6)
    captures = gate.captures
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 1
    assert gate.captures > captures + 20


async def test_press_during_a_watch(
    hass: HomeAssistant, gate: PictureCamera, carsxe: CarsXEServer
) -> None:
    """A press counts during a watch, too."""
    carsxe.answers = [answer()]
    _trigger(hass)
    await asyncio.sleep(3)
    assert carsxe.recognitions == []
    _press(hass)
    await asyncio.sleep(3)
    assert len(carsxe.recognitions) == 1


async def test_pictures_become_larger(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A vehicle that was seen just before the camera's pictures became larger is read."""
    gate.show(draw(CAR), draw(scale=2))
    carsxe.answers = [answer(CAR.result(0.99))]
    _trigger(hass)
    await asyncio.sleep(60)
    assert len(detections) == len(carsxe.recognitions) == 1


async def test_presses_of_visitors_on_foot(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """However often somebody rings without a vehicle, the next vehicle doesn't have to wait."""
    carsxe.answers = [answer()]
    for _ in range(9):
        _press(hass)
        await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 9
    _arrive(gate, carsxe, CAR)
    _trigger(hass)
    await asyncio.sleep(5)
    assert len(detections) == 1


async def test_captures_fail(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A camera that returns no picture is a failure, logged once at its beginning and end."""
    caplog.set_level(logging.INFO)
    gate.show(None)
    for _ in range(2):
        _trigger(hass)
        await asyncio.sleep(60)
        status, reason = _status(hass)
        assert status == "failed"
        assert reason.startswith("camera.gate gave no picture")
    assert caplog.text.count("Scanning with Gate failed") == 1
    gate.show(None, EMPTY)
    for _ in range(2):
        _trigger(hass)
        await asyncio.sleep(60)
        assert _status(hass)[0] == "nothing_new"
    assert caplog.text.count("Scanning with Gate works again") == 1
    assert carsxe.recognitions == []


async def test_failed_call_is_tried_again(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A failed call is repeated a moment later while the vehicle is there."""
    _arrive(gate, carsxe, CAR)
    carsxe.answers.insert(0, (400, load_answer("missing_url")))
    gate.show(draw(CAR), draw(NEARER), draw(CAR))
    _trigger(hass)
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 2
    assert len(detections) == 1
    assert _status(hass)[0] == "read"


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        pytest.param(
            answer(CAR.result(0.99)), "read", "CarsXE has read a plate.", id="read"
        ),
        pytest.param(
            answer(),
            "no_plate",
            "CarsXE saw no plate in the picture that was sent.",
            id="no plate",
        ),
        pytest.param(
            answer(CAR.result(0.5)),
            "below_score",
            "CarsXE read a plate, but its score is below the camera's minimum score.",
            id="below the minimum score",
        ),
        pytest.param(
            (403, load_answer("tier")),
            "failed",
            "CarsXE denies the key access to plate recognition",
            id="failed",
        ),
        pytest.param(
            None,
            "nothing_new",
            "Nothing in view looked like an unread plate",
            id="nothing new",
        ),
    ],
)
async def test_status(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    given: tuple[int, Any] | None,
    status: str,
    reason: str,
) -> None:
    """The status has the result of the trigger and its reason."""
    if given:
        _arrive(gate, carsxe, CAR)
        carsxe.answers = [given]
        carsxe.hold()
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(0.01)
    assert _status(hass)[0] == "watching"
    if given:
        await _until_called(carsxe, 1)
        assert _status(hass)[0] == "reading"
        carsxe.release()
    await asyncio.sleep(2)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(300)
    shown, why = _status(hass)
    assert shown == status
    assert why.startswith(reason)
    state = hass.states.get(STATUS)
    assert state
    assert state.attributes["trigger"] == MOTION
    assert state.attributes["captures"] > 0
    assert state.attributes["recognitions"] == len(carsxe.recognitions)


async def test_limit(
    hass: HomeAssistant,
    gate: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """At a limit nothing is paid, and the status says so."""
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    _arrive(gate, carsxe, CAR)
    _press(hass)
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 1
    _press(hass)
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 1
    status, reason = _status(hass)
    assert status == "limit_reached"
    assert reason.startswith("The daily limit of 1 recognitions is reached")


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_saved(
    hass: HomeAssistant, gate: PictureCamera, coordinator: CameraCoordinator
) -> None:
    """A trigger that cost nothing is counted."""
    saved = hass.states.get("sensor.carsxe_recognitions_saved")
    assert saved
    before = int(saved.state)
    _trigger(hass)
    await asyncio.sleep(60)
    saved = hass.states.get("sensor.carsxe_recognitions_saved")
    assert saved
    assert int(saved.state) == before + 1


@pytest.fixture
async def looking(
    hass: HomeAssistant, gate: PictureCamera, account: MockConfigEntry
) -> PictureCamera:
    """Set a scan interval of a minute."""
    subentry = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(
        account, subentry, data={**subentry.data, "scan_interval": 60}
    )
    await asyncio.sleep(1)
    return gate


async def test_interval(
    hass: HomeAssistant,
    looking: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
) -> None:
    """A watch at the interval with nothing new is free, and keeps the last trigger's result."""
    watch = coordinator.data
    assert watch
    assert watch.status == "nothing_new"
    before = _status(hass)
    await asyncio.sleep(600)
    assert looking.captures >= 10
    assert coordinator.data is watch
    assert _status(hass) == before
    assert carsxe.recognitions == []


async def test_interval_ends(
    hass: HomeAssistant, looking: PictureCamera, account: MockConfigEntry
) -> None:
    """Nothing is captured after the account was unloaded."""
    assert await hass.config_entries.async_unload(account.entry_id)
    before = looking.captures
    await asyncio.sleep(600)
    assert looking.captures == before


async def test_no_interval(gate: PictureCamera, coordinator: CameraCoordinator) -> None:
    """Without an interval, nothing is captured without a trigger."""
    before = gate.captures
    await asyncio.sleep(600)
    assert gate.captures == before


async def test_interval_sees_a_vehicle(
    hass: HomeAssistant,
    looking: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A vehicle that is there at the interval is read once."""
    _arrive(looking, carsxe, CAR)
    await asyncio.sleep(600)
    assert len(carsxe.recognitions) == len(detections) == 1
    assert coordinator.data
    assert (coordinator.data.status, coordinator.data.trigger) == ("read", None)


async def test_unexpected_error(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An internal error is logged, and the next trigger works."""
    with patch(
        "custom_components.carsxe.runtime.coordinator.async_capture",
        side_effect=KeyError,
    ):
        _trigger(hass)
        await asyncio.sleep(60)
    assert caplog.text.count("Unexpected error in a watch of Gate") == 1
    _arrive(gate, carsxe, CAR)
    _trigger(hass)
    await asyncio.sleep(60)
    assert len(detections) == 1


async def test_trigger_without_a_source(
    hass: HomeAssistant,
    gate: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A watch starts when a camera comes back while its trigger is on."""
    _arrive(gate, carsxe, CAR)
    hass.states.async_set("camera.gate", "unavailable")
    _trigger(hass)
    await asyncio.sleep(5)
    assert gate.captures == 0
    hass.states.async_set("camera.gate", "idle")
    await asyncio.sleep(60)
    assert len(detections) == 1


@pytest.mark.parametrize("seconds", [1, 60])
async def test_source_comes_back(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    seconds: float,
) -> None:
    """A watch continues when a camera comes back while its trigger is still on."""
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(60)
    hass.states.async_set("camera.gate", "unavailable")
    await asyncio.sleep(seconds)
    hass.states.async_set("camera.gate", "idle")
    await asyncio.sleep(30)
    _arrive(gate, carsxe, CAR)
    await asyncio.sleep(30)
    assert len(detections) == len(carsxe.recognitions) == 1


async def test_source_stays_away(
    hass: HomeAssistant, gate: PictureCamera, caplog: pytest.LogCaptureFixture
) -> None:
    """A trigger without a camera says why nothing was read, without logging a failure."""
    hass.states.async_set("camera.gate", "unavailable")
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(60)
    assert _status(hass) == (
        "failed",
        "camera.gate is unavailable, so there is no picture to scan.",
    )
    assert "failed" not in caplog.text


# Manual scans


async def test_scan_during_a_watch(
    hass: HomeAssistant,
    gate: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A person's scan doesn't affect a watch, and a vehicle is announced once by both."""
    _arrive(gate, carsxe, CAR)
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(3)
    watch = coordinator.data
    await coordinator.scans.async_scan()
    assert coordinator.data is watch
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 2
    assert len(detections) == 1


async def test_dry_run(
    hass: HomeAssistant,
    gate: PictureCamera,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A dry run has a result that nothing else knows about."""
    before = coordinator.data, _status(hass)
    _arrive(gate, carsxe, CAR)
    scan = await coordinator.scans.async_scan(is_dry_run=True)
    assert scan.detections[0].plate == "ABC123"
    await asyncio.sleep(5)
    assert (coordinator.data, _status(hass)) == before
    assert detections == []
    assert coordinator.tracker.tracks == []
    _trigger(hass)
    await asyncio.sleep(60)
    assert len(detections) == 1


# Changes


@pytest.mark.parametrize("score", [0.99, 0.75], ids=["sure", "unsure"])
@pytest.mark.parametrize("starts", ["press", "scan"])
async def test_unload_during_a_call(
    hass: HomeAssistant,
    account: MockConfigEntry,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    hass_client_no_auth: ClientSessionGenerator,
    score: float,
    starts: str,
) -> None:
    """Unloading waits for paid calls, and announces them to the entities, too."""
    outsider = await hass_client_no_auth()
    source.show(draw(CAR))
    carsxe.answers = [answer(CAR.result(score))]
    carsxe.hold()
    hass.states.async_set(BUTTON, "unknown")
    if starts == "press":
        _press(hass)
    else:
        hass.async_create_task(coordinator.scans.async_scan())
    await _until_called(carsxe, 1)
    path = carsxe.recognitions[0]["image_url"].removeprefix(PUBLIC_URL)
    assert (await outsider.get(path)).status == 200
    events: list[str] = []
    hass.bus.async_listen(
        "state_changed",
        callback(
            lambda event: (
                event.data["entity_id"] == "event.gate_plate"
                and events.append(event.data["new_state"].state)
            )
        ),
    )
    unloading = asyncio.create_task(hass.config_entries.async_unload(account.entry_id))
    await asyncio.sleep(0.05)
    assert not unloading.done()
    carsxe.release()
    assert await unloading
    assert len(detections) == 1
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(events) == 2
    assert events[1] == "unavailable"
    assert (await outsider.get(path)).status == 404
    assert len(detections) == len(carsxe.recognitions) == 1


async def test_change_during_a_scan(
    hass: HomeAssistant,
    account: MockConfigEntry,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A changed camera waits for the running scan, which is already paid for."""
    carsxe.hold()
    waiting = asyncio.create_task(coordinator.scans.async_scan())
    await _until_called(carsxe, 1)
    subentry = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(
        account, subentry, data={**subentry.data, "min_score": 5}
    )
    await asyncio.sleep(0.05)
    assert coordinator.settings.min_score == 70
    carsxe.release()
    await waiting
    await hass.async_block_till_done(wait_background_tasks=True)
    assert coordinator.settings.min_score == 5
    assert len(detections) == len(carsxe.recognitions) == 1


def _change(hass: HomeAssistant, account: MockConfigEntry, **data: Any) -> None:
    """Change the camera's settings."""
    subentry = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(
        account, subentry, data={**subentry.data, **data}
    )


async def test_change_forgets_nobody(
    hass: HomeAssistant,
    gate: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """After a change of settings, a parked vehicle hasn't arrived."""
    _arrive(gate, carsxe, CAR)
    _trigger(hass)
    await asyncio.sleep(60)
    _change(hass, account, min_score=60)
    await asyncio.sleep(5)
    _trigger(hass)
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == len(detections) == 1


@pytest.mark.parametrize("seconds", [0, 1], ids=["at once", "later"])
async def test_change_during_a_watch(
    hass: HomeAssistant,
    gate: PictureCamera,
    account: MockConfigEntry,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
    seconds: float,
) -> None:
    """A watch continues after a change of settings, even if it had not begun yet."""
    hass.states.async_set(MOTION, "on")
    if seconds:
        await asyncio.sleep(seconds)
    await coordinator.async_change(account.subentries[CAMERA_ID])
    await asyncio.sleep(30)
    assert gate.captures > 20
    _arrive(gate, carsxe, CAR)
    await asyncio.sleep(30)
    assert len(carsxe.recognitions) == len(detections) == 1
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(60)
    assert coordinator.watch is None


async def test_another_view_is_new(
    hass: HomeAssistant,
    gate: PictureCamera,
    account: MockConfigEntry,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
) -> None:
    """Another region starts from scratch."""
    _arrive(gate, carsxe, CAR)
    _trigger(hass)
    await asyncio.sleep(60)
    _change(hass, account, crop={"left": 10, "top": 0, "width": 90, "height": 100})
    await asyncio.sleep(5)
    assert coordinator.tracker.tracks == []
    assert coordinator.tracker.background.reference is None


async def test_removed_camera(
    hass: HomeAssistant,
    gate: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """A removed camera captures nothing anymore and leaves nothing behind."""
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(3)
    folder = account.runtime_data.cameras[CAMERA_ID].history.folder.path
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await asyncio.sleep(3)
    gate.captures = 0
    _arrive(gate, carsxe, CAR)
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(60)
    assert gate.captures == 0
    assert carsxe.recognitions == []
    assert account.state is ConfigEntryState.LOADED
    assert not folder.exists()


async def test_nothing_starts_at_the_shutdown(
    hass: HomeAssistant, gate: PictureCamera
) -> None:
    """While Home Assistant stops, triggers start nothing."""
    hass.set_state(CoreState.stopping)
    _trigger(hass)
    await asyncio.sleep(5)
    hass.set_state(CoreState.running)
    assert gate.captures == 0
