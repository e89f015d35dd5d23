"""What the recorder's database contains of plates and vehicles."""

from collections.abc import Awaitable, Callable
import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.db_schema import (
    StateAttributes,
    States,
    StatesMeta,
)
from homeassistant.components.recorder.util import session_scope
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..carsxe_server import CarsXEServer
from ..conftest import CAMERA_ID

BULKY = {"box", "candidates", "decoded", "plates"}
LONGEST = 1_000


@pytest.fixture(autouse=True)
def mock_recorder_before_hass(async_test_recorder: object) -> None:
    """Create the database before Home Assistant."""


@pytest.fixture
def camera_data(camera_data: dict[str, Any]) -> dict[str, Any]:
    """Decode unknown plates."""
    return camera_data | {"decode_unknown": True}


def _recorded(hass: HomeAssistant) -> list[tuple[str, dict[str, Any]]]:
    """Return the attributes in the database, by entity."""
    with session_scope(hass=hass, read_only=True) as session:
        rows = (
            session.query(StatesMeta.entity_id, StateAttributes.shared_attrs)
            .select_from(States)
            .join(StatesMeta, States.metadata_id == StatesMeta.metadata_id)
            .join(
                StateAttributes, States.attributes_id == StateAttributes.attributes_id
            )
            .all()
        )
    return [(entity_id, json.loads(attributes)) for entity_id, attributes in rows]


async def test_bulky_attributes(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Callable[[], Awaitable[None]],
) -> None:
    """Long attributes that matter only now are shown, but not recorded."""
    carsxe.answer("recognition_two_plates")
    await scan()
    await hass.async_block_till_done(wait_background_tasks=True)
    camera = account.runtime_data.cameras[CAMERA_ID]
    assert camera.data
    assert camera.data.detections
    registry = er.async_get(hass)
    ours = {
        registered.entity_id
        for registered in er.async_entries_for_config_entry(registry, account.entry_id)
        if registered.platform == DOMAIN
    }
    shown = {
        attribute
        for entity_id in ours
        if (state := hass.states.get(entity_id))
        for attribute in state.attributes
    }
    assert shown >= BULKY
    instance = get_instance(hass)
    await instance.async_block_till_done()
    recorded = await instance.async_add_executor_job(_recorded, hass)
    kept = [(name, attributes) for name, attributes in recorded if name in ours]
    assert {name for name, _ in kept} >= {"event.gate_plate", "sensor.gate_last_plate"}
    assert any(attributes.get("plate") for _, attributes in kept)
    for entity_id, attributes in kept:
        assert not BULKY & attributes.keys(), entity_id
        assert len(json.dumps(attributes)) < LONGEST, entity_id
