"""Tests of a Home Assistant without its unstable APIs: only what is built on them is missing."""

from collections.abc import Iterator
import importlib
import sys

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe import condition, trigger
from homeassistant.components.media_source import async_browse_media
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition as conditions, trigger as triggers
from homeassistant.setup import async_setup_component

from .carsxe_server import CarsXEServer
from .conftest import PictureCamera

PACKAGE = "custom_components.carsxe"
GUARDS = {"trigger": trigger, "condition": condition}
OFFERED = {"carsxe.plate_detected", "carsxe.vehicle_seen"}
# The missing name, the module built on it, the module that guards it, and what is missing then.
TRIGGER = ("plate_trigger", "trigger", "carsxe.plate_detected")
CONDITION = ("vehicle_condition", "condition", "carsxe.vehicle_seen")
VANISHED = [
    pytest.param((f"homeassistant.helpers.{name}", *parts), id=name)
    for name, parts in (
        ("trigger.StatelessEntityTriggerBase", TRIGGER),
        ("trigger.ENTITY_STATE_TRIGGER_SCHEMA", TRIGGER),
        ("automation.DomainSpec", TRIGGER),
        ("condition.Condition", CONDITION),
        ("condition.ConditionConfig", CONDITION),
    )
]


@pytest.fixture
def missing(request: pytest.FixtureRequest) -> Iterator[str]:
    """Remove a name from Home Assistant; return what can't be offered without it."""
    name, module, guard, missing = request.param
    with pytest.MonkeyPatch.context() as patches:
        patches.delattr(name)
        patches.delitem(sys.modules, f"{PACKAGE}.{module}")
        importlib.reload(GUARDS[guard])
    yield missing
    importlib.reload(GUARDS[guard])


async def _offered(hass: HomeAssistant) -> set[str]:
    """Return which of the integration's triggers and conditions automations can use."""
    found = {
        *await triggers.async_get_all_descriptions(hass),
        *await conditions.async_get_all_descriptions(hass),
    }
    return found & OFFERED


async def test_nothing_is_missing(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """Both are offered by the installed Home Assistant."""
    assert await _offered(hass) == OFFERED


@pytest.mark.parametrize("missing", VANISHED, indirect=True)
async def test_vanished(
    hass: HomeAssistant,
    source: PictureCamera,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    missing: str,
) -> None:
    """Only the trigger or the condition is missing; scans and the other platforms work."""
    assert await async_setup_component(hass, "media_source", {})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert await _offered(hass) == OFFERED - {missing}
    # Home Assistant gives up all such platforms if one of them raises.
    assert await async_browse_media(hass, "media-source://carsxe")
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.gate_scan"}, blocking=True
    )
    assert len(carsxe.recognitions) == 1


@pytest.mark.parametrize("missing", VANISHED, indirect=True)
def test_is_said(missing: str, caplog: pytest.LogCaptureFixture) -> None:
    """What is missing is logged once, without a traceback."""
    name = missing.removeprefix("carsxe.")
    (record,) = (
        each for each in caplog.get_records("setup") if name in each.getMessage()
    )
    assert record.levelname == "WARNING"
    assert not record.exc_info
