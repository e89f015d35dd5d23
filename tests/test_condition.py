"""Tests of the condition `carsxe.vehicle_seen`, in an automation."""

from collections.abc import Awaitable, Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
    mock_restore_cache_with_extra_data,
)
import voluptuous as vol

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.condition import (
    async_get_all_descriptions,
    async_validate_condition_config,
)
from homeassistant.setup import async_setup_component

from .carsxe_server import CarsXEServer
from .conftest import PictureCamera

type Scan = Callable[[], Awaitable[None]]
type Automate = Callable[..., Awaitable[None]]
type Holds = Callable[[], Awaitable[bool]]

CONDITION = "carsxe.vehicle_seen"
VAN = "sensor.van_last_seen"
BIKE = "sensor.bike_last_seen"
MOMENT = "2026-11-23T08:30:00+00:00"
WITHIN = {"minutes": 10}


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know two vehicles."""
    return {"Van": {"plate": "ABC123"}, "Bike": {"plate": "BIKE77"}}


@pytest.fixture
def automate(hass: HomeAssistant) -> Automate:
    """Return a function that creates an automation with the condition, run by a test event."""

    async def _automate(entity_id: str | list[str] = VAN, within: Any = WITHIN) -> None:
        automation = {
            "alias": "Door",
            "triggers": {"trigger": "event", "event_type": "knock"},
            "conditions": {
                "condition": CONDITION,
                "options": {"entity_id": entity_id, "within": within},
            },
            "actions": {"action": "test.automation"},
        }
        assert await async_setup_component(
            hass, "automation", {"automation": [automation]}
        )
        await hass.async_block_till_done()
        state = hass.states.get("automation.door")
        assert state
        assert state.state == "on"

    return _automate


@pytest.fixture
def holds(hass: HomeAssistant) -> Holds:
    """Return a function that fires the test event, and returns whether the automation ran."""
    actions = async_mock_service(hass, "test", "automation")

    async def _holds() -> bool:
        actions.clear()
        hass.bus.async_fire("knock")
        await hass.async_block_till_done()
        return bool(actions)

    return _holds


@pytest.fixture
async def seen(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    freezer: FrozenDateTimeFactory,
    scan: Scan,
) -> None:
    """Let the van be seen, but not the bike."""
    freezer.move_to(MOMENT)
    results = [{"plate": "abc123", "score": 0.9}]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await scan()
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("within", "seconds", "expected"),
    [
        pytest.param(WITHIN, 0, True, id="now"),
        pytest.param(WITHIN, 599, True, id="within"),
        pytest.param(WITHIN, 600, True, id="just within"),
        pytest.param(WITHIN, 601, False, id="too long ago"),
        pytest.param(WITHIN, 86_400, False, id="a day ago"),
        pytest.param("00:00:30", 29, True, id="text"),
        pytest.param("00:00:30", 31, False, id="text, too long ago"),
        pytest.param(30, 31, False, id="seconds, too long ago"),
        pytest.param({"days": 2}, 86_400, True, id="days"),
    ],
)
async def test_within(
    seen: None,
    freezer: FrozenDateTimeFactory,
    automate: Automate,
    holds: Holds,
    within: Any,
    seconds: int,
    expected: bool,
) -> None:
    """It holds until the time is over."""
    await automate(within=within)
    freezer.tick(seconds)
    assert await holds() is expected


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        pytest.param([VAN, BIKE], True, id="one of two"),
        pytest.param([BIKE, VAN], True, id="the second of two"),
        pytest.param([BIKE], False, id="never seen"),
        pytest.param(["sensor.nobody"], False, id="not there"),
        pytest.param(["sensor.nobody", VAN], True, id="one isn't there"),
    ],
)
async def test_entities(
    seen: None,
    automate: Automate,
    holds: Holds,
    entities: list[str],
    expected: bool,
) -> None:
    """One vehicle is enough; one that was never seen or doesn't exist is no error."""
    await automate(entities)
    assert await holds() is expected


async def test_seen_later(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    automate: Automate,
    holds: Holds,
    scan: Scan,
) -> None:
    """It is evaluated when the automation runs, not when it is set up."""
    await automate()
    assert not await holds()
    results = [{"plate": "abc123", "score": 0.9}]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await scan()
    await hass.async_block_till_done()
    assert await holds()


@pytest.mark.parametrize(
    "state",
    [
        pytest.param("unavailable", id="unavailable"),
        pytest.param("on", id="no moment"),
        pytest.param("2026-11-23", id="date"),
        pytest.param("2026-11-23T08:31:00+00:00", id="to come"),
        pytest.param("2026-13-23T08:30:00+00:00", id="no such date"),
    ],
)
async def test_other_states(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    account: MockConfigEntry,
    automate: Automate,
    holds: Holds,
    caplog: pytest.LogCaptureFixture,
    state: str,
) -> None:
    """A state that isn't a past time means that nothing was seen, and is no error."""
    freezer.move_to(MOMENT)
    hass.states.async_set("sensor.other", state)
    await automate("sensor.other")
    assert not await holds()
    assert "Error" not in caplog.text


async def test_moment_without_time_zone(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    account: MockConfigEntry,
    automate: Automate,
    holds: Holds,
) -> None:
    """A time without a time zone, as of an input_datetime, is in Home Assistant's."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(MOMENT)
    hass.states.async_set("input_datetime.van", "2026-11-23 09:25:00")
    await automate("input_datetime.van")
    assert await holds()


async def test_reload(
    hass: HomeAssistant,
    account: MockConfigEntry,
    seen: None,
    freezer: FrozenDateTimeFactory,
    automate: Automate,
    holds: Holds,
) -> None:
    """A reload of the account doesn't change the result."""
    await automate()
    assert await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    assert await holds()
    freezer.tick(601)
    assert await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    assert not await holds()


async def test_account_unloaded(
    hass: HomeAssistant,
    account: MockConfigEntry,
    seen: None,
    automate: Automate,
    holds: Holds,
) -> None:
    """While the account isn't set up, nothing counts as seen."""
    await automate()
    assert await hass.config_entries.async_unload(account.entry_id)
    await hass.async_block_till_done()
    assert not await holds()


async def test_restart(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    freezer: FrozenDateTimeFactory,
    automate: Automate,
    holds: Holds,
) -> None:
    """A sighting from before a restart counts, even if the automation is set up first."""
    freezer.move_to(MOMENT)
    mock_restore_cache_with_extra_data(
        hass,
        [
            (
                State(VAN, MOMENT),
                {
                    "native_value": {
                        "__type": "<class 'datetime.datetime'>",
                        "isoformat": MOMENT,
                    },
                    "native_unit_of_measurement": None,
                },
            )
        ],
    )
    await automate()
    assert not await holds()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    freezer.tick(300)
    assert await holds()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"within": WITHIN}, "entity_id", id="no entity"),
        pytest.param({"entity_id": VAN}, "within", id="no time"),
        pytest.param(
            {"entity_id": VAN, "within": {"minutes": -1}}, "within", id="negative"
        ),
        pytest.param({"entity_id": "van", "within": WITHIN}, "entity_id", id="no id"),
        pytest.param(
            {"entity_id": VAN, "within": WITHIN, "plate": "ABC123"},
            "plate",
            id="unknown option",
        ),
    ],
)
async def test_invalid(
    hass: HomeAssistant, account: MockConfigEntry, options: dict[str, Any], message: str
) -> None:
    """An invalid condition is refused."""
    condition = {"condition": CONDITION, "options": options}
    with pytest.raises(vol.Invalid, match=message):
        await async_validate_condition_config(hass, condition)


async def test_described(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Home Assistant offers the condition with a selector for every option."""
    assert await async_setup_component(hass, "automation", {})
    await hass.async_block_till_done()
    description = (await async_get_all_descriptions(hass))[CONDITION]
    assert description
    assert set(description["fields"]) == {"entity_id", "within"}
    assert all(field["selector"] for field in description["fields"].values())
