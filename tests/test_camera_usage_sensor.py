"""Tests of the sensors for the cost of a camera."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .carsxe_server import CarsXEServer
from .conftest import CAMERA_ID, PictureCamera

COUNT, COST = "sensor.gate_recognitions", "sensor.gate_estimated_cost"


def _values(hass: HomeAssistant) -> list[str | None]:
    """Return the number of calls and their cost."""
    states = (hass.states.get(entity_id) for entity_id in (COUNT, COST))
    return [state and state.state for state in states]


async def test_disabled(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """They are disabled by default."""
    assert _values(hass) == [None, None]
    entity = er.async_get(hass).async_get(COUNT)
    assert entity and entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_counts(
    hass: HomeAssistant,
    source: PictureCamera,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """Calls that may have been billed count, each at the price of its time."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert _values(hass) == ["0", "0"]
    camera = entry.runtime_data.cameras[CAMERA_ID]
    await camera.async_scan()
    await camera.async_scan(is_dry_run=True)
    assert _values(hass) == ["2", "0.3"]
    carsxe.answer("missing_image", 400)
    with pytest.raises(HomeAssistantError):
        await camera.async_scan()
    assert _values(hass) == ["2", "0.3"]
    carsxe.answer("recognition_us")
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, "price": 0.1}
    )
    await hass.async_block_till_done()
    await camera.async_scan()
    assert _values(hass) == ["3", "0.4"]
