"""Tests of bursts and the gate, from the trigger over a drawn drive to the event."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from io import BytesIO
import logging
from threading import Event as ThreadEvent
from typing import Any
from unittest.mock import Mock, patch

from freezegun.api import FrozenDateTimeFactory
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.pictures import Picture, PictureError, prepare_picture
from custom_components.carsxe.runtime.camera import CameraPipeline
from custom_components.carsxe.runtime.frames import capture, gate, second_call
from custom_components.carsxe.runtime.frames.gate import Gate, Skip
from custom_components.carsxe.runtime.scanning import look_back
from custom_components.carsxe.runtime.scanning.burst import BurstSettings
from custom_components.carsxe.runtime.spending.paid_calls import PaidCalls
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ...carsxe_server import CarsXEServer, load_answer
from ...conftest import CAMERA_ID, MOTION, PUBLIC_URL, SOURCE, PictureCamera
from ...drives import Car, answer, draw

ENTITY_ID = "image_processing.gate_plate"
WATCH = 0.6

CAR = Car(plate="ABC123")
NEARER = Car(plate="ABC123", left=190, top=225)
NEAR = Car(plate="ABC123", left=230, top=250)
BEHIND = Car(plate="XYZ789", left=330, top=10, colour="white")
EMPTY = draw()

type Found = dict[str, Any]


@pytest.fixture
def options() -> dict[str, Any]:
    """Return the camera's options that differ; none, unless a test says otherwise."""
    return {}


@pytest.fixture
def camera_data(options: dict[str, Any]) -> dict[str, Any]:
    """Return the data of the camera at the gate, which looks often."""
    return {
        "source_entity_id": SOURCE,
        "trigger_entity_ids": [MOTION],
        "min_score": 70,
        "burst_interval": 0.05,
        **options,
    }


@pytest.fixture
def watch() -> float:
    """Return for how long a burst watches, in seconds."""
    return WATCH


@pytest.fixture(autouse=True)
def short_watch(watch: float) -> Iterator[None]:
    """Have bursts end soon where nothing is to be seen."""
    with patch(
        "custom_components.carsxe.runtime.settings.BurstSettings",
        partial(BurstSettings, watch=watch),
    ):
        yield


@pytest.fixture
def pipeline(account: MockConfigEntry) -> CameraPipeline:
    """Return the pipeline of the camera at the gate."""
    pipeline: CameraPipeline = account.runtime_data.cameras[CAMERA_ID]
    return pipeline


@pytest.fixture
def saved() -> Iterator[list[tuple[int, int]]]:
    """Return what was saved by the gate and by stopping early, a pair for each burst."""
    saved: list[tuple[int, int]] = []

    def _save(_: PaidCalls, *, by_gate: int = 0, by_early_stop: int = 0) -> None:
        saved.append((by_gate, by_early_stop))

    with patch.object(PaidCalls, "async_saved", _save):
        yield saved


def _trigger(hass: HomeAssistant) -> None:
    """Turn the motion sensor on for a moment."""
    for state in ("off", "on", "off"):
        hass.states.async_set(MOTION, state)


async def _burst(hass: HomeAssistant, pipeline: CameraPipeline) -> None:
    """Trigger, and return when all is over."""
    _trigger(hass)
    async with asyncio.timeout(10):
        await pipeline.async_settle()
    await hass.async_block_till_done()


async def _until_called(carsxe: CarsXEServer, calls: int) -> None:
    """Return when CarsXE has been called so often."""
    async with asyncio.timeout(30):
        while len(carsxe.recognitions) < calls:
            await asyncio.sleep(0.01)


async def _until_captured(source: PictureCamera, captures: int) -> None:
    """Return when so many pictures have been taken."""
    async with asyncio.timeout(30):
        while source.captures < captures:
            await asyncio.sleep(0.01)


def _see(carsxe: CarsXEServer, *answers: Sequence[Found]) -> None:
    """Have CarsXE see plates, call by call."""
    carsxe.answers = [answer(*found) for found in answers]


def _plates(detections: list[Event]) -> list[str]:
    """Return the plates that were announced."""
    return [event.data["plate"] for event in detections]


def _state(hass: HomeAssistant) -> str:
    """Return what the entity shows."""
    state = hass.states.get(ENTITY_ID)
    assert state
    return state.state


@pytest.fixture
def sent(
    carsxe: CarsXEServer,
    account: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> list[bytes]:
    """Return the pictures that CarsXE has fetched, as they come."""
    sent: list[bytes] = []

    async def _fetch(image_url: str) -> None:
        outsider = await hass_client_no_auth()
        response = await outsider.get(image_url.removeprefix(PUBLIC_URL))
        sent.append(await response.read() if response.status == 200 else b"")

    carsxe.on_recognition = _fetch
    return sent


# A burst's calls


async def test_best_supported(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    sent: list[bytes],
    saved: list[tuple[int, int]],
) -> None:
    """Of three poor readings of a stranger, the one that two agree on is announced, once."""
    pictures = [draw(CAR), draw(NEARER), draw(NEAR)]
    source.show(*pictures)
    _see(
        carsxe,
        [CAR.result(0.85, "ABC128")],
        [NEARER.result(0.8)],
        [NEAR.result(0.75)],
    )
    await _burst(hass, pipeline)
    assert sent == pictures
    (event,) = detections
    assert (event.data["plate"], event.data["score"]) == ("ABC123", 0.8)
    assert pipeline.last_scan
    assert event.data["scan_id"] == pipeline.last_scan.scan_id
    assert event.data["detected_at"] == pipeline.last_scan.captured_at.isoformat()
    assert event.data["box"] == NEARER.result(0)["box"]
    assert _state(hass) == "ABC123"
    assert saved == [(0, 0)]


@pytest.mark.parametrize("vehicles", [{"Van": {"plate": "ABC123"}}], ids=["known"])
async def test_known_vehicle(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    saved: list[tuple[int, int]],
) -> None:
    """A known vehicle, however poorly read, ends the burst and is announced at once."""
    source.show(EMPTY, draw(CAR), draw(NEARER))
    _see(carsxe, [], [CAR.result(0.7)])
    await _burst(hass, pipeline)
    (event,) = detections
    assert event.data["vehicle"] == "Van"
    assert len(carsxe.recognitions) == 2
    assert saved == [(0, 1)]


@pytest.mark.usefixtures("no_rest")
@pytest.mark.parametrize(
    "vehicles", [{"Post": {"plate": "ABC123", "ignore": True}}], ids=["ignored"]
)
@pytest.mark.parametrize(
    "looks",
    [
        pytest.param([draw(CAR), draw(CAR, BEHIND)], id="at once"),
        pytest.param([draw(CAR), draw(CAR, noise=6), draw(CAR, BEHIND)], id="later"),
    ],
)
async def test_ignored_one_ends_no_burst(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    looks: list[bytes],
) -> None:
    """A vehicle that is ignored doesn't keep the one behind it from being read."""
    source.show(*looks)
    _see(carsxe, [CAR.result(0.99)], [CAR.result(0.99), BEHIND.result(0.95)])
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["XYZ789"]


@pytest.mark.parametrize(
    "vehicles", [{"Post": {"plate": "ABC123", "ignore": True}}], ids=["ignored"]
)
async def test_ignored_one_is_no_arrival(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
) -> None:
    """The gate doesn't wait for an ignored vehicle to come to rest."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.99)])
    with patch.object(Gate, "note_arrival") as note_arrival:
        await _burst(hass, pipeline)
    note_arrival.assert_not_called()


@pytest.mark.parametrize(
    ("options", "calls"),
    [
        pytest.param({}, 2, id="90 % by default"),
        pytest.param({"burst_stop_score": 85}, 1, id="85 %"),
        pytest.param({"burst_stop_score": 91}, 3, id="91 %"),
        pytest.param({"burst_stop_score": 100, "burst_max": 1}, 1, id="one call"),
    ],
)
async def test_stop_score(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    calls: int,
) -> None:
    """A stranger's plate that was read well enough ends the burst."""
    source.show(draw(CAR), draw(NEARER), draw(NEAR))
    _see(
        carsxe,
        [CAR.result(0.89, "ABC128")],
        [NEARER.result(0.9)],
        [NEAR.result(0.9, "A8C123")],
    )
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == calls


async def test_two_agree(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    saved: list[tuple[int, int]],
) -> None:
    """Two pictures that agree on a stranger's plate are enough, however poor each is."""
    source.show(draw(CAR), draw(NEARER), draw(NEAR))
    _see(carsxe, [CAR.result(0.75)], [NEARER.result(0.8)], [NEAR.result(0.85)])
    await _burst(hass, pipeline)
    (event,) = detections
    assert (event.data["plate"], event.data["score"]) == ("ABC123", 0.8)
    assert len(carsxe.recognitions) == 2
    assert saved == [(0, 1)]


async def test_next_frame_during_the_call(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    sent: list[bytes],
) -> None:
    """The next frame is taken while the answer is on its way, and only that one."""
    source.show(draw(CAR), draw(NEARER), draw(NEAR))
    _see(carsxe, [CAR.result(0.8)], [NEARER.result(0.95)])
    carsxe.hold()
    _trigger(hass)
    await _until_called(carsxe, 1)
    await _until_captured(source, 2)
    await asyncio.sleep(0.2)
    assert (len(carsxe.recognitions), source.captures) == (1, 2)
    carsxe.release()
    await pipeline.async_settle()
    assert sent == [draw(CAR), draw(NEARER)]


async def test_vehicle_comes_to_a_stop(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    saved: list[tuple[int, int]],
) -> None:
    """A stranger who stands is announced as soon as that is seen, by one call."""
    source.show(draw(CAR), draw(CAR, noise=6))
    _see(carsxe, [CAR.result(0.8)])
    await _burst(hass, pipeline)
    assert _plates(detections) == ["ABC123"]
    assert len(carsxe.recognitions) == 1
    assert saved == [(1, 0)]


async def test_two_vehicles(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Each vehicle of a burst is announced once, the best supported first."""
    source.show(draw(CAR), draw(NEARER, BEHIND), draw(NEAR, BEHIND))
    _see(
        carsxe,
        [CAR.result(0.8)],
        [BEHIND.result(0.85), NEARER.result(0.75, "A8C128")],
        [BEHIND.result(0.85)],
    )
    await _burst(hass, pipeline)
    assert _plates(detections) == ["XYZ789", "ABC123"]
    assert [event.data["score"] for event in detections] == [0.85, 0.8]


async def test_nothing_comes(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    saved: list[tuple[int, int]],
) -> None:
    """A burst at an empty drive pays for one call at first, and for none the next time."""
    source.show(EMPTY)
    _see(carsxe, [])
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 1
    assert source.captures > 3
    assert _state(hass) == "unknown"
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 1
    assert detections == []
    assert saved == [(2, 0), (3, 0)]


# The gate


async def test_unchanged(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    saved: list[tuple[int, int]],
) -> None:
    """A second trigger at the same scene costs nothing and tells nothing."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    await _burst(hass, pipeline)
    shown = pipeline.last_scan
    source.show(draw(CAR, noise=6))
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]
    assert pipeline.last_scan is shown
    assert saved == [(0, 2), (3, 0)]


async def test_skipped_frames(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
) -> None:
    """No picture is made of a frame that isn't paid for."""
    source.show(EMPTY)
    _see(carsxe, [])
    await pipeline.async_scan()
    captures = source.captures
    with patch.object(capture, "prepare_picture") as prepare:
        await _burst(hass, pipeline)
    assert source.captures > captures
    assert not prepare.called


@pytest.mark.parametrize("options", [{"gate_max_skip": 0, "burst_max": 1}], ids=["off"])
async def test_gate_is_off(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
) -> None:
    """Where the gate is off, the same scene is paid for again."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    for calls in (1, 2):
        await _burst(hass, pipeline)
        assert len(carsxe.recognitions) == calls


async def test_another_plate(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Another vehicle that stands where one like it stood isn't missed."""
    other = Car(plate="XYZ789")
    _see(carsxe, [CAR.result(0.95)], [other.result(0.95)])
    for car in (CAR, other):
        source.show(draw(car))
        await _burst(hass, pipeline)
    assert _plates(detections) == ["ABC123", "XYZ789"]


@pytest.mark.usefixtures("no_rest")
@pytest.mark.parametrize("vehicles", [{"Van": {"plate": "ABC123"}}], ids=["known"])
async def test_misread_later(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A vehicle that the next burst misreads isn't announced as a stranger."""
    far = Car(plate="ABC123", left=20, top=60, colour="white")
    _see(carsxe, [CAR.result(0.95)], [], [far.result(0.95, "ABC12")])
    for cars in ([CAR], [BEHIND], [far]):
        source.show(draw(*cars))
        await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 3
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize("vehicles", [{"Van": {"plate": "ABC123"}}], ids=["known"])
async def test_alike_in_one_picture(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A stranger next to a known vehicle is announced, however alike the plates."""
    source.show(draw(CAR, BEHIND))
    _see(carsxe, [CAR.result(0.95), BEHIND.result(0.95, "ABC128")])
    await _burst(hass, pipeline)
    assert _plates(detections) == ["ABC123", "ABC128"]


async def test_asked_for(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """What a person or an action asks for is never spared; a trigger is, thereafter."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    for action in ("image_processing.scan", "carsxe.recognize") * 2:
        domain, name = action.split(".")
        await hass.services.async_call(
            domain,
            name,
            {"entity_id": ENTITY_ID},
            blocking=True,
            return_response=name == "recognize",
        )
    assert len(carsxe.recognitions) == 4
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 4
    assert _plates(detections) == ["ABC123"]


async def test_dry_run(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """What a dry run sees is paid for, announced and shown by the next trigger."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    scan = await pipeline.async_dry_run()
    assert [(found.plate, found.stands) for found in scan.detections] == [
        ("ABC123", False)
    ]
    assert pipeline.last_scan is None
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["ABC123"]
    assert pipeline.last_scan


@pytest.mark.parametrize(
    ("options", "looks", "calls", "announced", "saved_calls"),
    [
        pytest.param(
            {"scan_interval": 30},
            [EMPTY, EMPTY, draw(CAR), draw(CAR), EMPTY],
            [1, 1, 2, 2, 2],
            ["ABC123"],
            [(0, 0), (1, 0), (0, 0), (1, 0), (1, 0)],
            id="every 30 s",
        ),
        pytest.param(
            {"scan_interval": 30, "gate_max_skip": 0},
            [EMPTY, EMPTY, draw(CAR)],
            [1, 2, 3],
            ["ABC123"],
            [(0, 0), (0, 0), (0, 0)],
            id="whatever is to be seen",
        ),
    ],
)
async def test_interval(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    monkeypatch: pytest.MonkeyPatch,
    looks: list[bytes],
    calls: list[int],
    announced: list[str],
    saved_calls: list[tuple[int, int]],
    saved: list[tuple[int, int]],
) -> None:
    """At an interval there is one look, and more of them while there is anything new."""
    monkeypatch.setattr(look_back, "LOOK_BACK", ())
    _see(carsxe, *[[]] * (len(set(calls)) - 1), [CAR.result(0.8)])
    start = dt_util.utcnow()
    for number, picture in enumerate(looks):
        source.show(picture)
        async_fire_time_changed(hass, start + timedelta(seconds=31 * (number + 1)))
        await hass.async_block_till_done(wait_background_tasks=True)
        assert len(carsxe.recognitions) == calls[number]
    assert _plates(detections) == announced
    assert saved == saved_calls


async def test_read_a_second_time(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A vehicle that stands there is announced, though its plate wasn't found in the first picture."""
    monkeypatch.setattr(second_call, "EARLIEST", 0)
    source.show(draw())
    _see(carsxe, [])
    await _burst(hass, pipeline)
    source.show(*(draw(CAR, noise=noise) for noise in (0, 3, 4)))
    _see(carsxe, [], [CAR.result(0.95)])
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 3
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize("options", [{"scan_interval": 30}], ids=["every 30 s"])
async def test_interval_catches_arrival(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A vehicle that an interval's look finds on its way is looked at until it is read."""
    monkeypatch.setattr(look_back, "LOOK_BACK", ())
    _see(carsxe, [])
    await _burst(hass, pipeline)
    _see(carsxe, [], [CAR.result(0.95)])
    far = [draw(Car(plate="ABC123", left=left)) for left in (20, 100, 220)]
    source.show(*far)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=31))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert _plates(detections) == ["ABC123"]
    assert len(carsxe.recognitions) == 3


# Vehicles that stand


PARKED: dict[str, Any] = {"cooldown": 0.05}
"""A cooldown that has passed by the time that something else happens, as if hours later."""


@pytest.fixture
async def parked(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Have a vehicle come and stand."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    await _burst(hass, pipeline)
    await asyncio.sleep(0.1)


@pytest.mark.usefixtures("parked")
@pytest.mark.parametrize("vehicles", [{}, {"Van": {"plate": "ABC123"}}], ids=len)
@pytest.mark.parametrize("options", [PARKED], ids=["hours later"])
async def test_parked(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A parked vehicle isn't announced when another one comes, but when it comes back itself."""
    source.show(draw(CAR, BEHIND, noise=4))
    _see(carsxe, [CAR.result(0.95), BEHIND.result(0.9)])
    await _burst(hass, pipeline)
    assert _plates(detections) == ["ABC123", "XYZ789"]
    await asyncio.sleep(0.1)

    source.show(EMPTY)
    _see(carsxe, [])
    await _burst(hass, pipeline)
    source.show(draw(Car(plate="ABC123", left=170)))
    _see(carsxe, [Car(plate="ABC123", left=170).result(0.95)])
    await _burst(hass, pipeline)
    assert _plates(detections) == ["ABC123", "XYZ789", "ABC123"]


@pytest.mark.usefixtures("no_rest")
@pytest.mark.parametrize("options", [{"cooldown": 3}], ids=["cooldown"])
async def test_stands_for_long(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A look that shows a vehicle where it was read counts as seeing it: it leaves unannounced."""
    far = Car(plate="ABC123", left=20, top=60, colour="white")
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)], [], [far.result(0.95)])
    await _burst(hass, pipeline)
    await asyncio.sleep(2)
    await _burst(hass, pipeline)
    await asyncio.sleep(2)
    for cars in ([CAR, BEHIND], [far]):
        source.show(draw(*cars))
        await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 3
    assert _plates(detections) == ["ABC123"]


@pytest.mark.usefixtures("no_rest")
@pytest.mark.parametrize("options", [{"cooldown": 3}], ids=["cooldown"])
async def test_moves_on(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A vehicle that moves on is followed at no cost, and is in view all the time."""
    _see(carsxe, [CAR.result(0.95)], [NEAR.result(0.95)])
    for car in (CAR, NEARER, NEAR):
        source.show(draw(car))
        await _burst(hass, pipeline)
        await asyncio.sleep(1.6)
    assert len(carsxe.recognitions) == 1
    await pipeline.async_scan()
    assert _plates(detections) == ["ABC123"]


@pytest.mark.usefixtures("no_rest", "parked")
@pytest.mark.parametrize("vehicles", [{"Van": {"plate": "ABC123"}}], ids=["known"])
@pytest.mark.parametrize("options", [PARKED], ids=["hours later"])
async def test_parked_one_ends_no_burst(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A parked known vehicle doesn't keep a stranger from being read well."""
    nearer = Car(plate="XYZ789", left=310, top=0, colour="white")
    source.show(draw(CAR, BEHIND), draw(CAR, nearer))
    _see(
        carsxe,
        [CAR.result(0.99), BEHIND.result(0.7, "XYZ78")],
        [CAR.result(0.99), nearer.result(0.95)],
    )
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 3
    assert _plates(detections) == ["ABC123", "XYZ789"]


@pytest.mark.usefixtures("parked")
@pytest.mark.parametrize("options", [PARKED], ids=["hours later"])
async def test_comes_back_to_the_very_place(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A vehicle that has certainly left is announced also where it comes back as it stood."""
    source.show(EMPTY)
    _see(carsxe, [])
    await _burst(hass, pipeline)
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    await _burst(hass, pipeline)
    assert _plates(detections) == ["ABC123", "ABC123"]


async def test_comes_to_rest(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    freezer: FrozenDateTimeFactory,
) -> None:
    """A vehicle that was read while it came is no news where it is read once it is parked."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    await _burst(hass, pipeline)
    source.show(draw(NEARER))
    freezer.tick(timedelta(seconds=9))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(carsxe.recognitions) == 1
    freezer.tick(timedelta(hours=3))
    with patch.object(hass.loop, "time", return_value=hass.loop.time() + 3 * 3600):
        _see(carsxe, [NEARER.result(0.95)])
        await pipeline.async_scan()
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["ABC123"]


async def test_followed_to_rest(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a vehicle comes to rest is known to the gate: who walks by it costs nothing."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    await _burst(hass, pipeline)
    source.show(draw(NEARER))
    monkeypatch.setattr(gate, "STAY", 0)
    for seconds in look_back.LOOK_BACK:
        freezer.tick(timedelta(seconds=seconds))
        async_fire_time_changed(hass)
        await hass.async_block_till_done(wait_background_tasks=True)
    monkeypatch.setattr(gate, "FOLLOW", 0)
    source.show(draw(NEARER, noise=6))
    frame = await pipeline._reader.async_capture()
    assert await pipeline._reader.async_read_news(frame) is Skip.SAME
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]


# Failures


async def test_first_call_fails(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A burst whose first call fails ends, is logged once, and shows no plate."""
    caplog.set_level(logging.INFO)
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    await _burst(hass, pipeline)
    assert _state(hass) == "ABC123"
    carsxe.answer("tier", 403)
    for left in (190, 240):
        source.show(draw(Car(plate="XYZ789", left=left)))
        await _burst(hass, pipeline)
        assert _state(hass) == "unknown"
    assert len(carsxe.recognitions) == 3
    assert caplog.text.count("Scanning with Gate failed") == 1
    assert "Traceback" not in caplog.text
    assert len(detections) == 1
    _see(carsxe, [NEAR.result(0.95)])
    await _burst(hass, pipeline)
    assert caplog.text.count("Scanning with Gate works again") == 1
    assert _state(hass) == "ABC123"


async def test_nothing_new_after_a_failure(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Looks that needed no call don't tell that calls work again."""
    caplog.set_level(logging.INFO)
    source.show(EMPTY)
    _see(carsxe, [])
    await _burst(hass, pipeline)
    carsxe.answer("tier", 403)
    source.show(draw(CAR))
    await _burst(hass, pipeline)
    source.show(EMPTY)
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 2
    assert "works again" not in caplog.text


async def test_second_call_fails(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
    saved: list[tuple[int, int]],
) -> None:
    """What was read before a call failed is announced and shown; the failure is logged."""
    source.show(draw(CAR), draw(NEARER), draw(NEAR))
    carsxe.answers = [answer(CAR.result(0.8)), (403, load_answer("tier"))]
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["ABC123"]
    assert _state(hass) == "ABC123"
    assert caplog.text.count("Scanning with Gate failed") == 1
    assert "Traceback" not in caplog.text
    assert saved == [(0, 0)]


@pytest.mark.parametrize("picture", [None, b"<html>"], ids=["none", "not a picture"])
async def test_second_capture_fails(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
    picture: bytes | None,
) -> None:
    """After a capture that fails, the next one is read; nothing is said of it."""
    source.show(draw(CAR), picture, draw(NEARER))
    _see(carsxe, [CAR.result(0.8)], [NEARER.result(0.95)])
    await _burst(hass, pipeline)
    assert (source.captures, len(carsxe.recognitions)) == (3, 2)
    assert _plates(detections) == ["ABC123"]
    assert "failed" not in caplog.text


async def test_source_goes_during_a_burst(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A source that becomes unavailable ends the burst, and is said to be so once."""
    source.show(EMPTY)
    _see(carsxe, [])
    _trigger(hass)
    await _until_captured(source, 2)
    hass.states.async_set(SOURCE, "unavailable")
    async with asyncio.timeout(WATCH):
        await pipeline.async_settle()
    assert "failed" not in caplog.text
    assert caplog.text.count("unavailable: no plates can be read from it") == 1


async def test_limit_is_reached_during_a_burst(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Where no more may be paid, no picture is taken, and what was read is announced."""
    source.show(draw(CAR), draw(NEARER))
    _see(carsxe, [CAR.result(0.8)])
    stop = HomeAssistantError("enough")
    with patch.object(PaidCalls, "async_check", side_effect=[None, None, stop]):
        await _burst(hass, pipeline)
    assert (source.captures, len(carsxe.recognitions)) == (1, 1)
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize("options", [{}, {"priority": True}], ids=["others", "first"])
async def test_priority(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    options: dict[str, Any],
) -> None:
    """Checks and calls say whether the camera goes first."""
    check = Mock()
    with patch.object(PaidCalls, "async_check", check):
        await pipeline.async_scan()
    assert check.call_args_list
    for call in check.call_args_list:
        assert call.kwargs == {"priority": options.get("priority", False)}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
async def test_cut_picture(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    share: float,
) -> None:
    """A picture that is cut is noticed before it is paid for."""
    whole = draw(CAR)
    source.show(whole[: int(len(whole) * share)])
    with pytest.raises(HomeAssistantError) as error:
        await pipeline.async_scan()
    assert error.value.translation_key == "not_a_picture"
    await _burst(hass, pipeline)
    assert carsxe.recognitions == []


@contextmanager
def _unpreparable() -> Iterator[None]:
    """Have no picture made of a frame, though its scene can be seen."""
    with patch(
        "custom_components.carsxe.runtime.frames.capture.prepare_picture",
        side_effect=PictureError("no"),
    ):
        yield


async def test_unpreparable_picture(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    sent: list[bytes],
) -> None:
    """Where no picture could be made, CarsXE finds none, and no answer counts."""
    source.show(draw(CAR, scale=3))
    _see(carsxe, [CAR.result(0.95)])
    with _unpreparable(), pytest.raises(HomeAssistantError) as error:
        await pipeline.async_scan()
    assert error.value.translation_key == "not_a_picture"
    assert sent == [b""]
    assert detections == []


async def test_unpreparable_picture_at_the_gate(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Where a frame can't be looked at, nothing is paid."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    await _burst(hass, pipeline)
    with patch.object(Gate, "async_judge", side_effect=PictureError("no")):
        await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 1
    assert caplog.text.count("Scanning with Gate failed") == 1
    assert "Traceback" not in caplog.text


# Several at once, and the end


@pytest.mark.usefixtures("no_rest")
async def test_trigger_during_a_burst(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    saved: list[tuple[int, int]],
) -> None:
    """However many triggers come during a burst, one more follows."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)], [BEHIND.result(0.95)])
    carsxe.hold()
    _trigger(hass)
    await _until_called(carsxe, 1)
    for _ in range(3):
        _trigger(hass)
    source.show(draw(BEHIND))
    carsxe.release()
    await pipeline.async_settle()
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["ABC123", "XYZ789"]
    assert saved == [(0, 2), (0, 2)]


@pytest.mark.parametrize("watch", [5.0])
async def test_scan_during_the_watch(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Who asks for a scan while a burst watches gets it at once, and is told of once."""
    source.show(EMPTY)
    _see(carsxe, [], [CAR.result(0.95)])
    _trigger(hass)
    await _until_captured(source, 3)
    carsxe.hold()
    source.show(draw(CAR))
    async with asyncio.timeout(30):
        waiting = asyncio.create_task(pipeline.async_scan())
        await _until_called(carsxe, 2)
        await asyncio.sleep(0.1)
        carsxe.release()
        assert (await waiting).best
    pipeline.async_stop()
    await pipeline.async_settle()
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize("watch", [30.0])
async def test_pressed_during_the_watch(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Who presses a button doesn't wait for a burst that watches."""
    source.show(EMPTY)
    _see(carsxe, [], [CAR.result(0.95)])
    _trigger(hass)
    await _until_captured(source, 3)
    source.show(draw(CAR))
    pipeline.async_trigger(asked=True)
    async with asyncio.timeout(30):
        await pipeline.async_settle()
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize("watch", [5.0])
async def test_one_call_at_a_time(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """What several ask for at the same time is paid for one after the other."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)])
    carsxe.hold()
    waiting = [asyncio.create_task(pipeline.async_dry_run()) for _ in range(2)]
    waiting.append(asyncio.create_task(pipeline.async_scan()))
    _trigger(hass)
    await _until_captured(source, 4)
    await asyncio.sleep(0.1)
    assert len(carsxe.recognitions) == 1
    carsxe.release()
    await asyncio.gather(*waiting)
    pipeline.async_stop()
    await pipeline.async_settle()
    # The burst found that the scan had been answered.
    assert len(carsxe.recognitions) in (3, 4)
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize("watch", [30.0])
async def test_unload_during_the_watch(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Unloading ends a burst at once."""
    source.show(EMPTY)
    _see(carsxe, [])
    _trigger(hass)
    await _until_captured(source, 3)
    async with asyncio.timeout(30):
        assert await hass.config_entries.async_unload(account.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
    captures = source.captures
    await asyncio.sleep(0.2)
    assert source.captures == captures
    assert len(carsxe.recognitions) == 1


@pytest.mark.parametrize("watch", [30.0])
async def test_change_during_the_watch(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
) -> None:
    """A changed camera doesn't wait for a burst that only watches."""
    source.show(EMPTY)
    _see(carsxe, [])
    _trigger(hass)
    await _until_captured(source, 3)
    subentry = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(account, subentry, title="New")
    async with asyncio.timeout(30):
        await hass.async_block_till_done(wait_background_tasks=True)
    assert account.state is ConfigEntryState.LOADED
    assert account.runtime_data.cameras[CAMERA_ID] is not pipeline


@pytest.mark.parametrize("watch", [30.0])
async def test_change_during_the_call(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A changed camera waits for the paid answer, which is announced, and pays for no other."""
    source.show(draw(CAR), draw(NEARER))
    _see(carsxe, [CAR.result(0.8)])
    carsxe.hold()
    _trigger(hass)
    await _until_called(carsxe, 1)
    await _until_captured(source, 2)
    subentry = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(account, subentry, title="New")
    await asyncio.sleep(0.05)
    carsxe.release()
    async with asyncio.timeout(30):
        await hass.async_block_till_done(wait_background_tasks=True)
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]
    assert account.runtime_data.cameras[CAMERA_ID] is not pipeline


@pytest.mark.usefixtures("no_rest")
@pytest.mark.parametrize("watch", [30.0])
async def test_change_with_a_burst_waiting(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """A trigger before the change gets one look after the running burst, and no watch."""
    source.show(draw(CAR))
    _see(carsxe, [CAR.result(0.95)], [])
    carsxe.hold()
    _trigger(hass)
    await _until_called(carsxe, 1)
    _trigger(hass)
    source.show(draw(BEHIND))
    subentry = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(account, subentry, title="New")
    await asyncio.sleep(0.05)
    captures = source.captures
    carsxe.release()
    async with asyncio.timeout(30):
        await hass.async_block_till_done(wait_background_tasks=True)
    assert source.captures == captures + 1
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["ABC123"]
    assert account.runtime_data.cameras[CAMERA_ID] is not pipeline


# What is sent


@pytest.mark.parametrize(
    ("options", "size"),
    [
        pytest.param({}, (1280, 960), id="default"),
        pytest.param({"max_width": 800}, (800, 600), id="smaller"),
        pytest.param({"max_width": 7680}, (3840, 2880), id="as it is"),
        pytest.param(
            {"crop": {"left": 25, "top": 40, "width": 50, "height": 60}},
            (1280, 1152),
            id="region",
        ),
        pytest.param(
            {
                "crop": {"left": 25, "top": 40, "width": 50, "height": 60},
                "max_width": 7680,
            },
            (1920, 1728),
            id="region as it is",
        ),
    ],
)
async def test_large_picture(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    sent: list[bytes],
    size: tuple[int, int],
) -> None:
    """A 4K frame goes out cut and scaled; its boxes are those of what was sent."""
    whole = draw(CAR, scale=6)
    source.show(whole)
    result = CAR.result(0.95)
    _see(carsxe, [result])
    await _burst(hass, pipeline)
    (content,) = sent
    with Image.open(BytesIO(content)) as image:
        assert image.format == "JPEG"
        assert image.size == size
    assert (content == whole) is (size == (3840, 2880))
    assert pipeline.last_scan
    picture = pipeline.last_scan.picture
    assert picture == Picture(
        content=content, content_type="image/jpeg", width=size[0], height=size[1]
    )
    assert detections[0].data["box"] == result["box"]


@pytest.mark.parametrize("options", [PARKED], ids=["hours later"])
async def test_box_in_a_scaled_picture(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
) -> None:
    """Gate and arrivals look for a plate where it is in the scaled picture."""
    source.show(draw(CAR, scale=6))
    _see(carsxe, [CAR.result(0.95, scale=2)])
    await _burst(hass, pipeline)
    await asyncio.sleep(0.1)
    await _burst(hass, pipeline)
    assert len(carsxe.recognitions) == 1
    await pipeline.async_scan()
    assert _plates(detections) == ["ABC123"]
    source.show(draw(Car(plate="XYZ789"), scale=6))
    _see(carsxe, [Car(plate="XYZ789").result(0.95, scale=2)])
    await _burst(hass, pipeline)
    assert _plates(detections) == ["ABC123", "XYZ789"]


async def test_fetched_before_it_is_ready(
    hass: HomeAssistant,
    pipeline: CameraPipeline,
    carsxe: CarsXEServer,
    source: PictureCamera,
    sent: list[bytes],
) -> None:
    """CarsXE is called before the picture is ready, and gets it once it is."""
    ready = ThreadEvent()

    def _prepare(*args: Any) -> Picture:
        assert ready.wait(5)
        return prepare_picture(*args)

    source.show(large := draw(CAR, scale=3))
    with patch(
        "custom_components.carsxe.runtime.frames.capture.prepare_picture", _prepare
    ):
        waiting = asyncio.create_task(pipeline.async_scan())
        try:
            await _until_called(carsxe, 1)
            await asyncio.sleep(0.1)
            assert sent == []
        finally:
            ready.set()
        await waiting
    assert sent == [prepare_picture(large).content]
