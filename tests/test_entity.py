"""Tests of the entity base classes."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from .conftest import CAMERA_ID


@pytest.mark.parametrize("of", ["entity", "device", "nothing"])
async def test_area(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    area_registry: ar.AreaRegistry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
    of: str,
) -> None:
    """A new camera's device is in the area of its source, and stays where it is moved later."""
    drive, house = (area_registry.async_create(name).id for name in ("Drive", "House"))
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    device = device_registry.async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("other", "gate")}
    )
    device_registry.async_update_device(
        device.id, area_id=drive if of == "device" else None
    )
    camera = entity_registry.async_get_or_create(
        "camera",
        "other",
        "gate",
        suggested_object_id="gate",
        config_entry=other,
        original_name="Lens",
        device_id=device.id,
    )
    entity_registry.async_update_entity(
        camera.entity_id, area_id=drive if of == "entity" else None
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    identifier = (DOMAIN, CAMERA_ID), entry.entry_id
    ours = device_registry.async_get_device_by_identifier(*identifier)
    assert ours
    assert ours.area_id == (None if of == "nothing" else drive)
    device_registry.async_update_device(ours.id, area_id=house)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    ours = device_registry.async_get_device_by_identifier(*identifier)
    assert ours
    assert ours.area_id == house
