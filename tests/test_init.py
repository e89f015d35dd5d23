"""Tests of setting up and unloading accounts."""

from collections.abc import Awaitable, Callable
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.storage import Store

from .carsxe_server import CarsXEServer, load_answer
from .conftest import API_KEY, CAMERA_ID, PUBLIC_URL, PictureCamera

ACCOUNT_ENTITIES = {
    "sensor.carsxe_estimated_cost",
    "sensor.carsxe_recognitions_this_month",
    "sensor.carsxe_recognitions_today",
}
ENTITIES = ACCOUNT_ENTITIES | {
    "button.gate_scan",
    "event.gate_plate",
    "image.gate_last_plate",
    "image_processing.gate_plate",
    "sensor.gate_last_detection",
    "sensor.gate_last_plate",
    "sensor.gate_last_plate_score",
    "sensor.gate_last_vehicle",
    "sensor.gate_status",
}


def _entities(
    hass: HomeAssistant, entry: MockConfigEntry
) -> dict[tuple[str, str], str]:
    """Return an account's entity IDs by domain and unique ID."""
    registry = er.async_get(hass)
    return {
        (entity.domain, entity.unique_id): entity.entity_id
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id)
        if hass.states.get(entity.entity_id)
    }


async def test_set_up_reload_unload(
    hass: HomeAssistant, account: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """All entities are added, restored unchanged, and removed."""
    entities = _entities(hass, account)
    assert set(entities.values()) == ENTITIES
    assert await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    assert _entities(hass, account) == entities
    assert await hass.config_entries.async_unload(account.entry_id)
    await hass.async_block_till_done()
    states = {hass.states.get(entity_id) for entity_id in ENTITIES}
    assert {state.state for state in states if state} == {"unavailable"}
    assert account.state is ConfigEntryState.NOT_LOADED
    assert "Traceback" not in caplog.text


async def test_devices(
    hass: HomeAssistant, account: MockConfigEntry, device_registry: dr.DeviceRegistry
) -> None:
    """A camera's device is linked to the account's, and belongs to its subentry."""
    service = device_registry.async_get_device_by_identifier(
        (DOMAIN, account.entry_id), account.entry_id
    )
    camera = device_registry.async_get_device_by_identifier(
        (DOMAIN, CAMERA_ID), account.entry_id
    )
    assert service
    assert camera
    assert service.entry_type is dr.DeviceEntryType.SERVICE
    assert camera.name == "Gate"
    assert camera.via_device_id == service.id


async def test_removed_camera(
    hass: HomeAssistant, account: MockConfigEntry, device_registry: dr.DeviceRegistry
) -> None:
    """Removing a camera removes its entities and its device."""
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await hass.async_block_till_done()
    assert set(_entities(hass, account).values()) == ACCOUNT_ENTITIES
    assert not device_registry.async_get_device_by_identifier(
        (DOMAIN, CAMERA_ID), account.entry_id
    )


@pytest.mark.parametrize(
    ("status", "answer", "state"),
    [
        pytest.param(401, "key_unknown", ConfigEntryState.SETUP_ERROR, id="key"),
        pytest.param(401, "key_inactive", ConfigEntryState.SETUP_RETRY, id="billing"),
        pytest.param(403, "tier", ConfigEntryState.SETUP_RETRY, id="tier"),
        pytest.param(503, "no_information", ConfigEntryState.SETUP_RETRY, id="down"),
        pytest.param(429, "quota", ConfigEntryState.LOADED, id="quota"),
    ],
)
async def test_key_check(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    status: int,
    answer: str,
    state: ConfigEntryState,
) -> None:
    """Only a refused key starts reauthentication; everything else is retried automatically."""
    carsxe.key_answer = (status, load_answer(answer))
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is state
    flows = [
        flow["context"]["source"] for flow in hass.config_entries.flow.async_progress()
    ]
    assert flows == ["reauth"] * (state is ConfigEntryState.SETUP_ERROR)
    assert API_KEY not in str(entry.reason)


async def test_removed_account(
    hass: HomeAssistant,
    account: MockConfigEntry,
    scan: Callable[[], Awaitable[None]],
    hass_storage: dict[str, Any],
) -> None:
    """A removed account leaves nothing in the storage."""
    await scan()
    await hass.async_block_till_done()
    ours = {key for key in hass_storage if key.startswith("carsxe.")}
    assert ours == {f"carsxe.{account.entry_id}.{name}" for name in ("usage",)}
    assert await hass.config_entries.async_remove(account.entry_id)
    await hass.async_block_till_done()
    assert not [key for key in hass_storage if key.startswith("carsxe.")]


async def test_recovers(
    hass: HomeAssistant, entry: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A failed setup succeeds once CarsXE answers again."""
    carsxe.key_answer = (503, {})
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    carsxe.key_answer = (200, {"success": True})
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert set(_entities(hass, entry).values()) == ENTITIES


async def test_counts_unreadable(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """If the counts can't be read, nothing is paid, and the setup is retried."""
    broken = HomeAssistantError("Error while loading")
    broken.__cause__ = OSError(5, "Broken")
    with patch.object(Store, "async_load", side_effect=broken):
        await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "counts_unreadable"
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert set(_entities(hass, entry).values()) == ENTITIES


async def test_changed_camera_needs_no_key_check(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
) -> None:
    """A failure of CarsXE doesn't affect cameras when one of them is changed."""
    carsxe.key_answer = (503, {})
    hass.config_entries.async_update_subentry(
        account,
        account.subentries[CAMERA_ID],
        data=account.subentries[CAMERA_ID].data | {"min_score": 10},
    )
    await hass.async_block_till_done()
    assert account.state is ConfigEntryState.LOADED
    assert account.runtime_data.cameras[CAMERA_ID].settings.min_score == 10
    await hass.config_entries.async_reload(account.entry_id)
    assert account.state is ConfigEntryState.SETUP_RETRY


OLD = {
    "daily_limit": 20,
    "monthly_limit": 200,
    "daily_decode_limit": 3,
    "price": 0.1,
    "decode_price": 0.4,
    "match_kinds": ["exact"],
    "min_plate_length": 4,
    "plate_pattern": "[A-Z]+[0-9]+",
}


@pytest.mark.parametrize("old", [OLD, {}], ids=["all", "none"])
async def test_migrate(
    hass: HomeAssistant, carsxe: CarsXEServer, old: dict[str, Any]
) -> None:
    """An account of version 1.1 keeps its limits, prices and matching, now as options."""
    data = {"api_key": API_KEY, "api_url": carsxe.url, "public_url": PUBLIC_URL}
    entry = MockConfigEntry(domain=DOMAIN, data={**data, **old}, minor_version=1)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert (entry.version, entry.minor_version) == (1, 2)
    assert entry.data == data
    assert entry.options == old
    state = hass.states.get("sensor.mock_title_recognitions_today")
    assert state
    assert state.attributes.get("limit") == old.get("daily_limit")


async def test_newer_account(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """An account of a later version isn't changed."""
    data = {"api_key": API_KEY, "api_url": carsxe.url, "daily_limit": 5}
    entry = MockConfigEntry(domain=DOMAIN, data=data, version=2)
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert entry.data == data
