"""Tests of following renamed entities."""

from types import MappingProxyType

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import EventOrigin, HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..carsxe_server import CarsXEServer
from ..conftest import CAMERA_ID, MOTION, PictureCamera


@pytest.fixture(autouse=True)
def registered(entity_registry: er.EntityRegistry) -> None:
    """Register the source and the trigger under the IDs in the camera's settings."""
    for domain, name in (("camera", "gate"), ("binary_sensor", "gate_motion")):
        entity_registry.async_get_or_create(
            domain, "other", name, suggested_object_id=name
        )


@pytest.mark.parametrize(
    ("old", "new", "source", "triggers"),
    [
        pytest.param(
            "camera.gate", "camera.door", "camera.door", [MOTION], id="source"
        ),
        pytest.param(
            MOTION,
            "binary_sensor.door",
            "camera.gate",
            ["binary_sensor.door"],
            id="trigger",
        ),
    ],
)
async def test_rename(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    entity_registry: er.EntityRegistry,
    old: str,
    new: str,
    source: str,
    triggers: list[str],
) -> None:
    """A renamed entity stays the camera's source or trigger."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    entity_registry.async_update_entity(old, new_entity_id=new)
    await hass.async_block_till_done()
    subentry = entry.subentries[CAMERA_ID]
    assert subentry.data["source_entity_id"] == source
    assert subentry.data["trigger_entity_ids"] == triggers
    assert subentry.unique_id == f"camera:{source}"
    settings = entry.runtime_data.cameras[CAMERA_ID].settings
    assert settings.source_entity_id == source


async def test_rename_while_not_set_up(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    entity_registry: er.EntityRegistry,
) -> None:
    """A rename is followed even while CarsXE can't be reached."""
    carsxe.key_answer = (503, {})
    await hass.config_entries.async_setup(entry.entry_id)
    entity_registry.async_update_entity("camera.gate", new_entity_id="camera.door")
    await hass.async_block_till_done()
    assert entry.subentries[CAMERA_ID].data["source_entity_id"] == "camera.door"


async def test_rename_to_a_replaced_camera(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    entity_registry: er.EntityRegistry,
) -> None:
    """A new camera that takes over an old one's entity ID is followed, too."""
    entity_registry.async_get_or_create(
        "camera", "other", "new", suggested_object_id="new"
    )
    new = ConfigSubentry(
        data=MappingProxyType({"source_entity_id": "camera.new"}),
        subentry_type="camera",
        title="New",
        unique_id="camera:camera.new",
    )
    hass.config_entries.async_add_subentry(account, new)
    await hass.async_block_till_done()
    entity_registry.async_remove("camera.gate")
    hass.states.async_remove("camera.gate")
    entity_registry.async_update_entity("camera.new", new_entity_id="camera.gate")
    await hass.async_block_till_done()
    renamed = account.subentries[new.subentry_id]
    assert renamed.data["source_entity_id"] == "camera.gate"


async def test_other_changes(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    entity_registry: er.EntityRegistry,
) -> None:
    """A new name or area of the source changes nothing."""
    before = account.runtime_data
    entity_registry.async_update_entity("camera.gate", name="Main gate")
    await hass.async_block_till_done()
    assert account.runtime_data is before


async def test_schedule(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """A renamed schedule stays the vehicle's."""
    entity_registry.async_get_or_create(
        "schedule", "schedule", "1", suggested_object_id="cleaner"
    )
    van = ConfigSubentry(
        data=MappingProxyType({"plate": "ABC123", "schedule": "schedule.cleaner"}),
        subentry_type="vehicle",
        title="Van",
        unique_id="vehicle:ABC123",
    )
    hass.config_entries.async_add_subentry(entry, van)
    assert await hass.config_entries.async_setup(entry.entry_id)
    entity_registry.async_update_entity(
        "schedule.cleaner", new_entity_id="schedule.mondays"
    )
    await hass.async_block_till_done()
    vehicle = entry.subentries[van.subentry_id]
    assert vehicle.data == {"plate": "ABC123", "schedule": "schedule.mondays"}
    assert vehicle.unique_id == "vehicle:ABC123"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("camera.gate", "camera.bedroom", id="source"),
        pytest.param(MOTION, "binary_sensor.phone", id="trigger"),
    ],
)
async def test_forged(
    hass: HomeAssistant, account: MockConfigEntry, old: str, new: str
) -> None:
    """A rename that a user forges through the app isn't believed."""
    before = dict(account.subentries[CAMERA_ID].data)
    hass.bus.async_fire(
        er.EVENT_ENTITY_REGISTRY_UPDATED,
        {
            "action": "update",
            "entity_id": new,
            "old_entity_id": old,
            "changes": {"entity_id": old},
        },
        EventOrigin.remote,
    )
    await hass.async_block_till_done()
    assert account.subentries[CAMERA_ID].data == before
