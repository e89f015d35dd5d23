"""Tests of an account's sensors."""

from contextlib import suppress
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_time_changed,
)
from syrupy.assertion import SnapshotAssertion

from custom_components.carsxe.api.errors import CarsXEError
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .carsxe_server import CarsXEServer, load_answer
from .conftest import CAMERA_ID, PictureCamera
from .runtime.spending.test_paid_calls import publish

OFF = {"sensor.carsxe_recognitions_saved", "sensor.carsxe_estimated_cost_today"}
SENSORS = (
    "sensor.carsxe_recognitions_this_month",
    "sensor.carsxe_recognitions_today",
    "sensor.carsxe_recognitions_saved",
    "sensor.carsxe_estimated_cost",
    "sensor.carsxe_estimated_cost_today",
)


@pytest.fixture(autouse=True)
async def now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Set the time to the last evening of a month in California."""
    await hass.config.async_set_time_zone("America/Los_Angeles")
    freezer.move_to("2026-12-01T05:30:00Z")


async def _set_up(hass: HomeAssistant, entry: MockConfigEntry, **fields: Any) -> None:
    """Set up an account with limits and prices."""
    hass.config_entries.async_update_entry(entry, options={**entry.options, **fields})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


async def _spend(entry: MockConfigEntry, recognitions: int, decodes: int = 0) -> None:
    """Make paid calls."""
    for _ in range(recognitions):
        await entry.runtime_data.paid_calls.async_recognize(publish)
    for _ in range(decodes):
        await entry.runtime_data.paid_calls.async_decode("ABC123")


def _values(hass: HomeAssistant) -> list[str]:
    """Return the states of the sensors."""
    return [state.state for key in SENSORS if (state := hass.states.get(key))]


def _attribute(hass: HomeAssistant, entity_id: str, attribute: str) -> Any:
    """Return an attribute of a sensor."""
    state = hass.states.get(entity_id)
    assert state
    return state.attributes.get(attribute)


async def test_off_by_default(
    hass: HomeAssistant, account: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Rarely used sensors work once they are enabled."""
    for entity_id in SENSORS:
        registered = entity_registry.async_get(entity_id)
        assert registered
        assert (hass.states.get(entity_id) is None) == (entity_id in OFF)
        assert registered.disabled_by == (
            er.RegistryEntryDisabler.INTEGRATION if entity_id in OFF else None
        )


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_sensors(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
    snapshot: SnapshotAssertion,
) -> None:
    """The account's device has the sensors, which show the spent and saved recognitions."""
    await _set_up(hass, entry, daily_limit=20, monthly_limit=100)
    await _spend(entry, 3, 2)
    for _ in range(5):
        entry.runtime_data.paid_calls.usage.async_add_saved()
    for entity_id in SENSORS:
        assert hass.states.get(entity_id) == snapshot(name=entity_id)
        registered = entity_registry.async_get(entity_id)
        assert registered
        key = entity_id.removeprefix("sensor.carsxe_")
        assert registered.unique_id == f"{entry.entry_id}-{key}"
        assert registered.config_subentry_id is None
        assert registered.device_id == entry.runtime_data.device_id


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """Each call and each saving is shown immediately."""
    await _set_up(hass, entry)
    assert _values(hass) == ["0", "0", "0", "0.0", "0.0"]
    await _spend(entry, 1)
    assert _values(hass) == ["1", "1", "0", "0.15", "0.15"]
    await _spend(entry, 0, 1)
    assert _values(hass) == ["1", "1", "0", "0.65", "0.65"]
    for _ in range(2):
        entry.runtime_data.paid_calls.usage.async_add_saved()
    assert _values(hass) == ["1", "1", "2", "0.65", "0.65"]


async def test_free_call(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """A call that turns out to be free leaves no trace in the history."""
    await _set_up(hass, entry)
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    carsxe.answers = [(400, load_answer("missing_url"))]
    with suppress(CarsXEError):
        await entry.runtime_data.paid_calls.async_recognize(publish)
    await hass.async_block_till_done()
    assert changes == []


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_local_midnight(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Day and month reset at local midnight, and have the start of their period."""
    await _set_up(hass, entry)
    await _spend(entry, 2, 1)
    for moment, values in (
        ("2026-12-01T07:59:50Z", ["2", "2", "0", "0.8", "0.8"]),
        ("2026-12-01T08:00:01Z", ["0", "0", "0", "0.0", "0.0"]),
    ):
        freezer.move_to(moment)
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
        assert _values(hass) == values
    for entity_id in SENSORS:
        reset = _attribute(hass, entity_id, "last_reset")
        assert reset == "2026-12-01T00:00:00-08:00"
    await _spend(entry, 1)
    freezer.move_to("2026-12-02T08:00:01Z")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert _values(hass) == ["1", "0", "0", "0.15", "0.0"]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_kept(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """A reload changes no count."""
    await _set_up(hass, entry)
    await _spend(entry, 2)
    before = _values(hass)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert _values(hass) == before
    await _spend(entry, 1)
    assert _values(hass)[:2] == ["3", "3"]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(
    ("prices", "cost"),
    [
        pytest.param({}, "1.45", id="default"),
        pytest.param({"price": 0.1, "decode_price": 0.45}, "1.2", id="other plan"),
        pytest.param({"price": 0, "decode_price": 0}, "0.0", id="free"),
        pytest.param(
            {"price": 0.085, "decode_price": 0.5}, "1.255", id="tenths of cents"
        ),
    ],
)
async def test_cost(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    prices: dict[str, float],
    cost: str,
) -> None:
    """The cost is that of recognitions and decodes at the account's prices."""
    await _set_up(hass, entry, **prices)
    await _spend(entry, 3, 2)
    for entity_id in SENSORS[3:]:
        assert _attribute(hass, entity_id, "unit_of_measurement") == "USD"
        assert _attribute(hass, entity_id, "recognitions") == 3
        assert _attribute(hass, entity_id, "decodes") == 2
    assert _values(hass)[3:] == [cost, cost]


async def test_no_limit(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """Without a limit, none is shown."""
    await _set_up(hass, entry, daily_limit=7)
    assert _attribute(hass, SENSORS[1], "limit") == 7
    state = hass.states.get(SENSORS[0])
    assert state
    assert "limit" not in state.attributes


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_unloaded(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """Sensors of an unloaded account don't follow its counts anymore."""
    await _set_up(hass, entry)
    usage = entry.runtime_data.paid_calls.usage
    assert await hass.config_entries.async_unload(entry.entry_id)
    usage.async_add_saved()
    assert set(_values(hass)) == {"unavailable"}


COUNT, COST = "sensor.gate_recognitions", "sensor.gate_estimated_cost"


def _camera_values(hass: HomeAssistant) -> list[str | None]:
    """Return the number of calls and their cost."""
    states = (hass.states.get(entity_id) for entity_id in (COUNT, COST))
    return [state and state.state for state in states]


async def test_camera_disabled(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """They are disabled by default."""
    assert _camera_values(hass) == [None, None]
    entity = er.async_get(hass).async_get(COUNT)
    assert entity and entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_camera_counts(
    hass: HomeAssistant,
    source: PictureCamera,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """Calls that may have been billed count, each at the price of its time."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert _camera_values(hass) == ["0", "0"]
    camera = entry.runtime_data.cameras[CAMERA_ID]
    await camera.scans.async_scan()
    await camera.scans.async_scan(is_dry_run=True)
    assert _camera_values(hass) == ["2", "0.3"]
    carsxe.answer("missing_image", 400)
    with pytest.raises(HomeAssistantError):
        await camera.scans.async_scan()
    assert _camera_values(hass) == ["2", "0.3"]
    carsxe.answer("recognition_us")
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, "price": 0.1}
    )
    await hass.async_block_till_done()
    await camera.scans.async_scan()
    assert _camera_values(hass) == ["3", "0.4"]
