"""Home Assistant starts with arbitrary restored states: no door opens for them."""

import asyncio
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
    mock_restore_cache_with_extra_data,
)

from homeassistant.core import Event, HomeAssistant, ServiceCall, State
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ..carsxe_server import CarsXEServer
from ..conftest import MOTION, PictureCamera
from .examples import examples

EVENT = "event.gate_plate"
LAST_SEEN = "sensor.van_last_seen"
SENSORS = ("sensor.gate_last_plate", "sensor.gate_last_vehicle")
UNTIMELY = ["unknown", "unavailable", "", "ABC123"]

# An entity with its stored extra data, its state and its attributes.
type Stored = tuple[tuple[str, dict[str, Any]], str, dict[str, Any]]

moments = st.datetimes(timezones=st.just(dt_util.UTC)).map(lambda at: at.isoformat())
plates = st.sampled_from(["ABC123", "IGN0RE", "XYZ789"]) | st.text(max_size=10)
announced = st.fixed_dictionaries(
    {},
    optional={
        "plate": plates,
        "known": st.booleans(),
        "vehicle": st.sampled_from(["Van", None]),
        "vehicle_id": st.sampled_from(["id of Van", "gone", None]),
        "score": st.floats(0, 1) | st.none(),
        "camera_entity_id": st.sampled_from(["camera.gate", "camera.gone"]),
        "detected_at": moments,
    },
)
motions = st.sampled_from(["off", "on", "unavailable", "unknown"])


def _datetime(moment: str) -> dict[str, str]:
    """Return a time as sensors store it."""
    return {"__type": "<class 'datetime.datetime'>", "isoformat": moment}


def _stored(entity_id: str, value: Any) -> tuple[str, dict[str, Any]]:
    """Return the stored data of a sensor's value."""
    return entity_id, {"native_value": value, "native_unit_of_measurement": None}


events = st.tuples(
    st.just(EVENT),
    st.fixed_dictionaries(
        {
            "last_event_type": st.sampled_from(
                ["known_plate", "unknown_plate", "gone", None]
            ),
            "last_event_attributes": announced | st.none(),
        }
    ),
)
sensors = st.builds(_stored, st.sampled_from(SENSORS), plates | st.none())
sightings = st.builds(
    _stored, st.just(LAST_SEEN), st.none() | st.builds(_datetime, moments)
)
kept = st.lists(
    st.tuples(
        events | sensors | sightings, moments | st.sampled_from(UNTIMELY), announced
    ),
    max_size=4,
    unique_by=lambda each: each[0][0],
)


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a vehicle, and ignore another one."""
    return {"Van": {"plate": "ABC123"}, "Other": {"plate": "IGN0RE", "ignore": True}}


@pytest.fixture
async def opened(hass: HomeAssistant, source: PictureCamera) -> list[ServiceCall]:
    """Return how often an automation opened the door, which it does for any plate."""
    opened = async_mock_service(hass, "test", "open")
    triggers = [
        {"trigger": "carsxe.plate_detected", "target": {"entity_id": EVENT}},
        {"trigger": "event", "event_type": "plate_detected"},
    ]
    config = {"alias": "Door", "triggers": triggers, "actions": {"action": "test.open"}}
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    await hass.async_block_till_done()
    return opened


@given(stored=kept, motion=motions)
@settings(
    max_examples=examples(20), deadline=None, suppress_health_check=list(HealthCheck)
)
async def test_restored(
    quick: None,
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    forget: Callable[[], None],
    detections: list[Event],
    opened: list[ServiceCall],
    stored: list[Stored],
    motion: str,
) -> None:
    """Restored states are shown, but neither announced nor paid for, and neither is an earlier motion."""
    hass.states.async_remove(MOTION)
    forget()
    mock_restore_cache_with_extra_data(
        hass,
        [
            (State(entity_id, state, attributes), extra)
            for (entity_id, extra), state, attributes in stored
        ],
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    _check_shown(hass, stored)
    # The view contains no plate.
    for state in ("unavailable", motion):
        hass.states.async_set(MOTION, state)
    await asyncio.sleep(3)
    assert detections == opened == []
    assert carsxe.recognitions == []
    assert await hass.config_entries.async_unload(entry.entry_id)


def _check_shown(
    hass: HomeAssistant,
    stored: list[Stored],
) -> None:
    """Fail if a stored plate isn't shown, as then nothing was restored at all."""
    for (entity_id, extra), moment, _ in stored:
        state = hass.states.get(entity_id)
        assert state
        if entity_id == EVENT and moment not in UNTIMELY:
            assert state.attributes["event_type"] == extra["last_event_type"]
