"""Tests of triggers, the duration of watches, and what is paid for."""

import asyncio
from dataclasses import replace
import logging
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, Event, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .carsxe_server import CarsXEServer
from .conftest import MOTION, SOURCE, PictureCamera
from .drives import Car, answer, draw

BELL = "event.bell"
BUTTON = "input_button.scan"
ENTITY_ID = "image_processing.gate_plate"

EMPTY = draw()
FIRST = Car(plate="ABC123")
FIRST_FAR = Car(plate="ABC123", left=130, top=175, legible=0.6)
FIRST_NEARER = Car(plate="ABC123", left=190, top=225)
SECOND = Car(plate="XYZ789", left=330, top=10, color="white")


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Return the data of the camera at the gate with all kinds of triggers."""
    return {
        "source_entity_id": SOURCE,
        "trigger_entity_ids": [MOTION, BELL, BUTTON],
        "min_score": 70,
    }


@pytest.fixture
async def watched(
    quick: None,
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> PictureCamera:
    """Return the camera at a known empty driveway."""
    source.show(EMPTY)
    carsxe.answers = [answer()]
    for entity_id in (BELL, BUTTON):
        hass.states.async_set(entity_id, "unknown")
    _press(hass, BUTTON)
    await asyncio.sleep(30)
    assert len(carsxe.recognitions) == 1
    carsxe.recognitions.clear()
    source.captures = 0
    return source


def _press(hass: HomeAssistant, entity_id: str, **attributes: str) -> None:
    """Fire or press an entity."""
    now = dt_util.utcnow().isoformat(timespec="milliseconds")
    hass.states.async_set(entity_id, now, attributes)


def _ring(hass: HomeAssistant, event_type: str) -> None:
    """Ring the bell."""
    _press(hass, BELL, device_class="doorbell", event_type=event_type)


def _turn_on(hass: HomeAssistant) -> None:
    """Turn the motion sensor on."""
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")


def _plates(detections: list[Event]) -> list[str]:
    """Return the announced plates."""
    return [event.data["plate"] for event in detections]


# Presses


@pytest.mark.parametrize("entity_id", [BUTTON, BELL])
async def test_press_reads_as_often_as_motion(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    entity_id: str,
) -> None:
    """A plate that isn't legible at first is read again after a press, too, once it is."""
    watched.show(draw(FIRST_FAR), draw(FIRST))
    carsxe.answers = [
        answer(FIRST_FAR.result(0.71, "ABC128")),
        answer(FIRST.result(0.99)),
    ]
    _press(hass, entity_id, device_class="doorbell")
    await asyncio.sleep(30)
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize("latency", [0, 0.2, 1.5])
@pytest.mark.parametrize(
    "event_types",
    [
        ("initial_press", "short_release", "multi_press_1"),
        ("initial_press", "long_press", "long_release"),
    ],
    ids=["short", "long"],
)
async def test_one_press_is_paid_once(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    event_types: tuple[str, ...],
    latency: float,
) -> None:
    """However many events a press fires, it is one paid call."""

    async def _take_time(_: str) -> None:
        await asyncio.sleep(latency)

    carsxe.on_recognition = _take_time
    watched.show(draw(FIRST))
    carsxe.answers = [answer(FIRST.result(0.99))]
    for event_type in event_types:
        _ring(hass, event_type)
        await asyncio.sleep(0.3)
    await asyncio.sleep(30)
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]


async def test_press_again(
    hass: HomeAssistant, watched: PictureCamera, carsxe: CarsXEServer
) -> None:
    """Another press a few seconds later is another request."""
    for _ in range(2):
        _ring(hass, "ring")
        await asyncio.sleep(5)
    assert len(carsxe.recognitions) == 2


# Captures that fail


@pytest.mark.parametrize("failures", [1, 4])
async def test_first_captures_fail(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
    failures: int,
) -> None:
    """A camera that has to wake up first is retried."""
    watched.show(*[None] * failures, draw(FIRST))
    carsxe.answers = [answer(FIRST.result(0.99))]
    _turn_on(hass)
    await asyncio.sleep(10)
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]
    assert "failed" not in caplog.text


async def test_capture_during_the_call_fails(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A missing later picture doesn't turn a result into a failure."""
    shown: list[str] = []

    async def _take_time(_: str) -> None:
        await asyncio.sleep(1.5)

    hass.bus.async_listen(
        "state_changed",
        callback(
            lambda event: (
                event.data["entity_id"] == ENTITY_ID
                and shown.append(event.data["new_state"].state)
            )
        ),
    )
    carsxe.on_recognition = _take_time
    watched.show(draw(FIRST), None, draw(FIRST_NEARER))
    carsxe.answers = [answer(FIRST.result(0.8)), answer(FIRST_NEARER.result(0.99))]
    _turn_on(hass)
    await asyncio.sleep(10)
    assert _plates(detections) == ["ABC123"]
    assert shown == ["ABC123"]
    assert "failed" not in caplog.text


async def test_all_captures_fail(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Only a camera that returns no picture at all is a failure, which is logged once."""
    caplog.set_level(logging.INFO)
    watched.show(None)
    for _ in range(2):
        _turn_on(hass)
        await asyncio.sleep(30)
        hass.states.async_set(MOTION, "off")
        await asyncio.sleep(30)
    assert carsxe.recognitions == []
    assert caplog.text.count("Scanning with Gate failed") == 1


# Triggers


@pytest.mark.parametrize("before", ["unknown", "unavailable"])
async def test_turns_on_for_the_first_time(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    before: str,
) -> None:
    """An unknown sensor starts a watch when it turns on."""
    hass.states.async_set(MOTION, before)
    watched.show(draw(FIRST))
    carsxe.answers = [answer(FIRST.result(0.99))]
    await asyncio.sleep(3600)
    assert carsxe.recognitions == []
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(10)
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]


@pytest.mark.parametrize(
    ("states", "calls"),
    [
        pytest.param(("off", "unavailable", "on"), 1, id="turned on while away"),
        pytest.param(("off", "unknown", "on"), 1, id="turned on while unknown"),
        pytest.param(("off", "unavailable", "unknown", "on"), 1, id="both"),
        pytest.param(("off", "unavailable", "off"), 0, id="comes back off"),
    ],
)
async def test_sensor_was_away(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    states: tuple[str, ...],
    calls: int,
) -> None:
    """A sensor that comes back on, and was off before, has turned on."""
    watched.show(draw(FIRST))
    carsxe.answers = [answer(FIRST.result(0.99))]
    for state in states:
        hass.states.async_set(MOTION, state)
        await asyncio.sleep(100)
    assert len(carsxe.recognitions) == calls


@pytest.mark.parametrize("away", ["unknown", "unavailable"])
async def test_comes_back_as_it_was(
    hass: HomeAssistant, watched: PictureCamera, carsxe: CarsXEServer, away: str
) -> None:
    """A sensor that is on again after a moment hasn't turned on."""
    _turn_on(hass)
    await asyncio.sleep(100)
    hass.states.async_set(MOTION, away)
    await asyncio.sleep(20)
    watched.captures = 0
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(10)
    assert watched.captures == 0
    assert carsxe.recognitions == []


@pytest.mark.parametrize(
    ("age", "calls"),
    [pytest.param(0, 1, id="rings now"), pytest.param(600, 0, id="rang before")],
)
async def test_bell_was_away(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    age: float,
    calls: int,
) -> None:
    """A bell that becomes available has rung if that was just now."""
    rang_at = dt_util.utcnow().isoformat(timespec="milliseconds")
    hass.states.async_set(BELL, "unavailable")
    await asyncio.sleep(age)
    hass.states.async_set(BELL, rang_at, {"device_class": "doorbell"})
    await asyncio.sleep(10)
    assert len(carsxe.recognitions) == calls


@pytest.mark.parametrize("before", ["unknown", "unavailable"])
@pytest.mark.parametrize(
    ("after", "calls"),
    [pytest.param(5, 0, id="restart"), pytest.param(600, 1, id="well after")],
)
async def test_restart(
    quick: None,
    hass: HomeAssistant,
    source: PictureCamera,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    before: str,
    after: float,
    calls: int,
) -> None:
    """During Home Assistant's startup, sensors that become on may have turned on long before."""
    source.show(draw(FIRST))
    hass.set_state(CoreState.not_running)
    hass.states.async_set(MOTION, before)
    assert await hass.config_entries.async_setup(entry.entry_id)
    hass.states.async_set(BELL, "unavailable")
    await hass.async_block_till_done()
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await asyncio.sleep(after)
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(30)
    assert len(carsxe.recognitions) == calls


# Readings below the minimum score


@pytest.mark.parametrize(
    ("readings", "announced"),
    [
        pytest.param([(0.6, "ABC123"), (0.6, "ABC123")], ["ABC123"], id="agree"),
        pytest.param([(0.6, "ABC128"), (0.6, "ABC123")], [], id="differ"),
        pytest.param([(0.4, "ABC123"), (0.6, "ABC123")], [], id="one is a guess"),
        pytest.param([(0.6, "ABC123")], [], id="alone"),
    ],
)
async def test_doubtful_readings(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    readings: list[tuple[float, str]],
    announced: list[str],
) -> None:
    """Two pictures of a vehicle with the same reading confirm each other."""
    nearer = replace(FIRST_FAR, left=145, top=190)
    watched.show(draw(FIRST_FAR), draw(nearer), draw(FIRST))
    cars = (nearer, FIRST)
    carsxe.answers = [
        answer(car.result(score, plate))
        for car, (score, plate) in zip(cars, readings, strict=False)
    ] + [answer()]
    _turn_on(hass)
    await asyncio.sleep(30)
    assert len(carsxe.recognitions) == 2
    assert _plates(detections) == announced
    assert hass.states.get(ENTITY_ID).state == (announced or ["unknown"])[0]


async def test_answer_without_a_place(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A plate without a box belongs to the only vehicle in view."""
    nearer = replace(FIRST_FAR, left=145, top=190)
    watched.show(draw(FIRST_FAR), draw(nearer), draw(FIRST))
    carsxe.answers = [answer(nearer.result(0.99) | {"box": None})]
    _turn_on(hass)
    await asyncio.sleep(30)
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]


# Triggers that stay on


async def test_next_vehicle_while_the_sensor_stays_on(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """The next vehicle is read while a sensor stays on after the first one."""
    watched.show(draw(FIRST))
    carsxe.answers = [
        answer(FIRST.result(0.99)),
        answer(FIRST.result(0.99), SECOND.result(0.99)),
    ]
    _turn_on(hass)
    await asyncio.sleep(100)
    assert _plates(detections) == ["ABC123"]
    watched.show(draw(FIRST, SECOND))
    await asyncio.sleep(10)
    assert _plates(detections) == ["ABC123", "XYZ789"]
    await asyncio.sleep(200)
    assert len(carsxe.recognitions) == 2


async def test_nothing_more_once_the_sensor_is_off(
    hass: HomeAssistant, watched: PictureCamera, carsxe: CarsXEServer
) -> None:
    """A sensor that is off again doesn't keep a camera busy."""
    _turn_on(hass)
    await asyncio.sleep(30)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(30)
    watched.captures = 0
    watched.show(draw(FIRST))
    await asyncio.sleep(100)
    assert watched.captures == 0
    assert carsxe.recognitions == []


async def test_failed_calls_while_the_sensor_stays_on(
    hass: HomeAssistant, watched: PictureCamera, carsxe: CarsXEServer
) -> None:
    """A sensor that stays on doesn't repeat a call that certainly fails again."""
    watched.show(draw(FIRST))
    carsxe.answer("tier", 403)
    _turn_on(hass)
    await asyncio.sleep(600)
    assert len(carsxe.recognitions) == 1


async def test_next_trigger_after_failed_calls(
    hass: HomeAssistant,
    watched: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """A vehicle that is still there after a failure is read at the next trigger, once."""
    watched.show(draw(FIRST))
    carsxe.answer("tier", 403)
    _turn_on(hass)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(300)
    carsxe.recognitions.clear()
    carsxe.answers = [answer(FIRST.result(0.99))]
    for _ in range(2):
        _turn_on(hass)
        hass.states.async_set(MOTION, "off")
        await asyncio.sleep(300)
    assert len(carsxe.recognitions) == 1
    assert _plates(detections) == ["ABC123"]


# Scan interval


@pytest.mark.parametrize(
    "camera_data",
    [{"source_entity_id": SOURCE, "min_score": 70, "scan_interval": 60}],
    ids=["every minute"],
)
async def test_empty_drive_costs_nothing(
    quick: None,
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """A scan interval costs nothing while the driveway is empty."""
    source.show(EMPTY)
    carsxe.answers = [answer()]
    await asyncio.sleep(2 * 3600)
    assert source.captures > 100
    assert carsxe.recognitions == []
