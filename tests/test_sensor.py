"""Tests of the sensors."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    mock_restore_cache_with_extra_data,
)
from syrupy.assertion import SnapshotAssertion

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .carsxe_server import CarsXEServer
from .conftest import PictureCamera, speak_german

STATUS = "sensor.gate_status"
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
VALUES: dict[str, tuple[str, Any, str | None]] = {
    "sensor.gate_last_plate": ("9DJC652", "9DJC652", None),
    "sensor.gate_last_plate_score": ("97.5", 97.5, "%"),
    "sensor.gate_last_detection": (
        "2026-11-23T08:30:00+00:00",
        {"__type": "<class 'datetime.datetime'>", "isoformat": NOW.isoformat()},
        None,
    ),
}


def _states(hass: HomeAssistant) -> dict[str, str]:
    """Return the sensors' states."""
    return {
        entity_id: state.state
        for entity_id in VALUES
        if (state := hass.states.get(entity_id))
    }


async def test_sensors(
    hass: HomeAssistant,
    account: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    freezer: FrozenDateTimeFactory,
    scan: Callable[[], Awaitable[None]],
    snapshot: SnapshotAssertion,
) -> None:
    """The sensors show the last detection."""
    assert set(_states(hass).values()) == {"unknown"}
    freezer.move_to(NOW)
    await scan()
    for entity_id in VALUES:
        assert hass.states.get(entity_id) == snapshot(name=entity_id)


async def test_best_of_several(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Callable[[], Awaitable[None]],
) -> None:
    """Of several plates, the sensors show the one with the highest score."""
    results = [
        {"plate": f"abc{n}", "score": score} for n, score in enumerate((0.8, 0.95, 0.9))
    ]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await scan()
    states = _states(hass)
    assert states["sensor.gate_last_plate"] == "ABC1"
    assert states["sensor.gate_last_plate_score"] == "95.0"


async def test_kept_without_detection(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Callable[[], Awaitable[None]],
) -> None:
    """A scan without a plate, or that fails, keeps the last one."""
    await scan()
    before = _states(hass)
    carsxe.answer("no_plates", 404)
    await scan()
    carsxe.answer("no_information", 500)
    await scan()
    hass.states.async_set("camera.gate", "unavailable")
    await hass.async_block_till_done()
    assert _states(hass) == before


async def test_restored(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """The sensors survive a restart."""
    mock_restore_cache_with_extra_data(
        hass,
        [
            (
                State(entity_id, state),
                {"native_value": value, "native_unit_of_measurement": unit},
            )
            for entity_id, (state, value, unit) in VALUES.items()
        ],
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert _states(hass) == {entity_id: value[0] for entity_id, value in VALUES.items()}


async def test_score_not_given(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    camera_data: dict[str, Any],
    scan: Callable[[], Awaitable[None]],
) -> None:
    """A missing score is unknown, not 0."""
    subentry = next(iter(entry.subentries.values()))
    hass.config_entries.async_update_subentry(
        entry, subentry, data=camera_data | {"min_score": 0}
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    carsxe.answers = [(200, {"success": True, "results": [{"plate": "abc123"}]})]
    await scan()
    assert _states(hass)["sensor.gate_last_plate"] == "ABC123"
    assert _states(hass)["sensor.gate_last_plate_score"] == "unknown"


async def test_status_at_first(
    hass: HomeAssistant, account: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Before any trigger, the status is idle; it is a diagnostic sensor with all states translated."""
    state = hass.states.get(STATUS)
    assert state
    assert state.state == "idle"
    assert state.attributes["options"] == [
        "idle",
        "watching",
        "reading",
        "read",
        "nothing_new",
        "no_plate",
        "below_score",
        "limit_reached",
        "failed",
    ]
    fields = ("trigger", "captures", "recognitions", "reason", "at")
    assert {state.attributes[field] for field in fields} == {None}
    registered = entity_registry.async_get(STATUS)
    assert registered
    assert registered.entity_category is EntityCategory.DIAGNOSTIC


async def test_status(
    hass: HomeAssistant,
    account: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    scan: Callable[[], Awaitable[None]],
) -> None:
    """The status has the result of the last scan, its time and its reason."""
    freezer.move_to(NOW)
    await scan()
    state = hass.states.get(STATUS)
    assert state
    assert state.state == "read"
    shown = {
        field: state.attributes[field]
        for field in ("trigger", "captures", "recognitions", "reason", "at")
    }
    assert shown == {
        "trigger": None,
        "captures": 1,
        "recognitions": 1,
        "reason": "CarsXE has read a plate.",
        "at": NOW.isoformat(),
    }
    await scan()
    state = hass.states.get(STATUS)
    assert state
    assert state.state == "read"
    assert state.attributes["reason"].startswith("CarsXE has read a plate that was an")


async def test_reason_in_another_language(
    hass: HomeAssistant,
    account: MockConfigEntry,
    scan: Callable[[], Awaitable[None]],
) -> None:
    """The reason is in Home Assistant's language."""
    await speak_german(hass)
    await scan()
    state = hass.states.get(STATUS)
    assert state
    assert state.attributes["reason"] not in ("CarsXE has read a plate.", "status_read")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Van", "Van", id="name"),
        pytest.param("unknown", "unknown (ABC123)", id="unknown"),
        pytest.param("Unavailable", "Unavailable (ABC123)", id="unavailable"),
        pytest.param("None", "None (ABC123)", id="none"),
        pytest.param(" ", "(ABC123)", id="nothing"),
        pytest.param("on", "on", id="on"),
        pytest.param("x" * 300, "x" * 255, id="too long"),
    ],
)
async def test_odd_names(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    scan: Callable[[], Awaitable[None]],
    name: str,
    expected: str,
) -> None:
    """A vehicle may have any name: its state never looks unknown."""
    van = ConfigSubentry(
        data=MappingProxyType({"plate": "ABC123"}),
        subentry_type="vehicle",
        title=name,
        unique_id="vehicle:ABC123",
    )
    hass.config_entries.async_add_subentry(entry, van)
    assert await hass.config_entries.async_setup(entry.entry_id)
    results = [{"plate": "abc123", "score": 0.9}]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await scan()
    state = hass.states.get("sensor.gate_last_vehicle")
    assert state
    assert state.state == expected


async def test_vehicle_where_it_is(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """A vehicle's device and sensor always have its plate and validity."""
    hass.config_entries.async_add_subentry(account, _vehicle({"plate": "ABC123"}))
    await hass.async_block_till_done()
    data = {"plate": "XYZ789", "valid_until": "2030-01-01T00:00:00+00:00"}
    hass.config_entries.async_update_subentry(
        account, account.subentries["van"], data=data
    )
    await hass.async_block_till_done()
    device = dr.async_get(hass).async_get_device_by_identifier(
        ("carsxe", "van"), account.entry_id
    )
    assert device and device.serial_number == "XYZ789"
    state = hass.states.get("sensor.van_last_seen")
    assert state
    assert data.items() <= state.attributes.items()
    assert state.attributes["camera_entity_id"] is None


def _vehicle(data: dict[str, Any]) -> ConfigSubentry:
    """Return a vehicle named Van."""
    return ConfigSubentry(
        data=MappingProxyType(data),
        subentry_id="van",
        subentry_type="vehicle",
        title="Van",
        unique_id="vehicle:ABC123",
    )
