"""Tests of the camera's flow."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.data_entry_flow import FlowResultType

from .carsxe_server import CarsXEServer
from .conftest import CAMERA_ID, MOTION

DOOR = "camera.door"


@pytest.fixture(autouse=True)
def door(hass: HomeAssistant) -> None:
    """Have another camera."""
    hass.states.async_set(DOOR, "idle", {"friendly_name": "Front door"})


async def _start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Start to add a camera."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "camera"), context={"source": SOURCE_USER}
    )


async def _submit(
    hass: HomeAssistant, result: SubentryFlowResult, **fields: Any
) -> SubentryFlowResult:
    """Fill the form in."""
    return await hass.config_entries.subentries.async_configure(
        result["flow_id"], fields
    )


async def test_add(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A camera is added under its source's name, and comes up without a call to CarsXE."""
    checks = carsxe.key_checks
    result = await _start(hass, account)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {}
    result = await _submit(
        hass,
        result,
        source_entity_id=DOOR,
        trigger_entity_ids=[MOTION, "event.bell"],
        scan_interval=600,
        min_score=80,
        advanced={"cooldown": 30, "decode_unknown": True},
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    subentry = next(s for s in account.subentries.values() if s.title == "Front door")
    assert subentry.unique_id == f"camera:{DOOR}"
    assert subentry.data == {
        "source_entity_id": DOOR,
        "trigger_entity_ids": [MOTION, "event.bell"],
        "scan_interval": 600,
        "min_score": 80,
        "cooldown": 30,
        "decode_unknown": True,
    }
    assert hass.states.get("image_processing.front_door_plate")
    assert hass.states.get("image_processing.gate_plate")
    assert carsxe.key_checks == checks
    assert carsxe.recognitions == []


async def test_defaults(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """A camera needs no more than its source, and then never scans by itself."""
    result = await _submit(hass, await _start(hass, account), source_entity_id=DOOR)
    assert result["data"] == {
        "source_entity_id": DOOR,
        "trigger_entity_ids": [],
        "min_score": 70,
        "cooldown": 60,
        "decode_unknown": False,
    }


async def test_same_source_twice(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """An account reads each source once."""
    result = await _submit(
        hass, await _start(hass, account), source_entity_id="camera.gate"
    )
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_no_public_url(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """The form says that CarsXE couldn't fetch a picture, until there is a public address."""
    entry = MockConfigEntry(
        domain=DOMAIN, data={"api_key": carsxe.key, "api_url": carsxe.url}
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await async_process_ha_core_config(
        hass, {"external_url": "http://example.com:8123"}
    )
    result = await _start(hass, entry)
    assert result["errors"] == {"base": "no_public_url"}
    result = await _submit(hass, result, source_entity_id=DOOR)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {"base": "no_public_url"}
    await async_process_ha_core_config(hass, {"external_url": "https://example.com"})
    result = await _submit(hass, result, source_entity_id=DOOR)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("source", "title"),
    [
        pytest.param("camera.gate", "My gate", id="same source keeps the title"),
        pytest.param(DOOR, "Front door", id="another source"),
    ],
)
async def test_reconfigure(
    hass: HomeAssistant, account: MockConfigEntry, source: str, title: str
) -> None:
    """All fields can be changed, optional ones emptied."""
    hass.config_entries.async_update_subentry(
        account, account.subentries[CAMERA_ID], title="My gate"
    )
    await hass.async_block_till_done()
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    assert result["step_id"] == "reconfigure"
    result = await _submit(hass, result, source_entity_id=source, min_score=55)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    subentry = account.subentries[CAMERA_ID]
    assert subentry.title == title
    assert subentry.unique_id == f"camera:{source}"
    assert subentry.data == {
        "source_entity_id": source,
        "trigger_entity_ids": [],
        "min_score": 55,
        "cooldown": 60,
        "decode_unknown": False,
    }
    settings = account.runtime_data.cameras[CAMERA_ID].settings
    assert settings.min_score == 55


async def test_reconfigure_to_taken_source(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """A camera can't take over another one's source."""
    await _submit(hass, await _start(hass, account), source_entity_id=DOOR)
    await hass.async_block_till_done()
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    result = await _submit(hass, result, source_entity_id=DOOR)
    assert result["reason"] == "already_configured"
