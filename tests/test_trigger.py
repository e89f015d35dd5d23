"""Tests of the trigger `carsxe.plate_detected`, in automations."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
    mock_restore_cache_with_extra_data,
)
import voluptuous as vol

from homeassistant.core import HomeAssistant, ServiceCall, State
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.trigger import (
    async_get_all_descriptions,
    async_validate_trigger_config,
)
from homeassistant.setup import async_setup_component

from .carsxe_server import CarsXEServer
from .conftest import PictureCamera
from .waiting import until

type Scan = Callable[[], Awaitable[None]]
type Automate = Callable[..., Awaitable[None]]
type Arrive = Callable[..., Awaitable[None]]

GATE = "event.gate_plate"
TRIGGER = "carsxe.plate_detected"


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know several vehicles."""
    return {
        "Van": {"plate": "ABC123"},
        "Bike": {"plate": "BIKE77"},
        "Neighbor": {"plate": "IGN0RE", "ignore": True},
    }


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Return a camera without a minimum score."""
    return {"source_entity_id": "camera.gate", "min_score": 0}


@pytest.fixture
def actions(hass: HomeAssistant) -> list[ServiceCall]:
    """Return a list that collects the automations' actions."""
    return async_mock_service(hass, "test", "automation")


@pytest.fixture
def automate(hass: HomeAssistant, actions: list[ServiceCall]) -> Automate:
    """Return a function that creates an automation that reports its triggering plates."""

    async def _automate(target: dict[str, Any] | None = None, **options: Any) -> None:
        automation = {
            "alias": "Plates",
            "mode": "parallel",
            "triggers": {
                "trigger": TRIGGER,
                "target": target or {"entity_id": GATE},
                "options": options,
            },
            "actions": {
                "action": "test.automation",
                "data": {
                    "plate": "{{ trigger.to_state.attributes.plate }}",
                    "vehicle": "{{ trigger.to_state.attributes.vehicle }}",
                },
            },
        }
        assert await async_setup_component(
            hass, "automation", {"automation": [automation]}
        )
        await hass.async_block_till_done()
        state = hass.states.get("automation.plates")
        assert state
        assert state.state == "on"

    return _automate


@pytest.fixture
def arrive(hass: HomeAssistant, carsxe: CarsXEServer, scan: Scan) -> Arrive:
    """Return a function that lets plates arrive, each in its own picture."""

    async def _arrive(*plates: str, score: float | None = 0.9) -> None:
        for plate in plates:
            result = {"plate": plate.lower(), "score": score}
            carsxe.answers = [(200, {"success": True, "results": [result]})]
            await scan()
            await hass.async_block_till_done()

    return _arrive


def _plates(actions: list[ServiceCall]) -> list[str]:
    """Return the plates that triggered automations."""
    return [call.data["plate"] for call in actions]


@pytest.mark.parametrize(
    ("options", "plates"),
    [
        pytest.param({}, ["ABC123", "XYZ789", "BIKE77"], id="default"),
        pytest.param({"which": "any"}, ["ABC123", "XYZ789", "BIKE77"], id="any"),
        pytest.param({"which": "known"}, ["ABC123", "BIKE77"], id="known"),
        pytest.param({"which": "unknown"}, ["XYZ789"], id="unknown"),
        pytest.param({"vehicle": ["id of Van"]}, ["ABC123"], id="vehicle"),
        pytest.param({"vehicle": "id of Van"}, ["ABC123"], id="vehicle, no list"),
        pytest.param(
            {"which": "known", "vehicle": ["id of Van", "id of Bike"]},
            ["ABC123", "BIKE77"],
            id="vehicles",
        ),
        pytest.param({"vehicle": ["nobody"]}, [], id="vehicle that isn't there"),
        pytest.param(
            {"which": "unknown", "vehicle": ["id of Van"]}, [], id="contradiction"
        ),
    ],
)
async def test_which(
    account: MockConfigEntry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
    options: dict[str, Any],
    plates: list[str],
) -> None:
    """The automation runs for the plates in its options, including the very first one."""
    await automate(**options)
    await arrive("ABC123", "XYZ789", "BIKE77", "IGN0RE")
    assert _plates(actions) == plates


@pytest.mark.parametrize("picked", ["device", "id of Van"])
async def test_picked(
    hass: HomeAssistant,
    account: MockConfigEntry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
    picked: str,
) -> None:
    """A vehicle can be given as a device or by its ID."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        ("carsxe", "id of Van"), account.entry_id
    )
    assert device
    await automate(vehicle=[device.id if picked == "device" else picked])
    await arrive("ABC123", "XYZ789", "BIKE77")
    assert _plates(actions) == ["ABC123"]


@pytest.mark.parametrize(
    ("score", "min_score", "fires"),
    [
        pytest.param(0.9, 90, True, id="equal"),
        pytest.param(0.899, 90, False, id="below"),
        pytest.param(0.57, 57, True, id="no rounding error"),
        pytest.param(0.29, 29, True, id="no rounding error below a half"),
        pytest.param(1, 100, True, id="best"),
        pytest.param(None, 0, True, id="none given"),
        pytest.param(None, 1, False, id="none given, some asked for"),
    ],
)
async def test_min_score(
    account: MockConfigEntry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
    score: float | None,
    min_score: float,
    fires: bool,
) -> None:
    """Readings with a lower score don't count."""
    await automate(min_score=min_score)
    await arrive("ABC123", score=score)
    assert _plates(actions) == ["ABC123"] * fires


async def test_all_of_a_picture(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    actions: list[ServiceCall],
    automate: Automate,
    scan: Scan,
) -> None:
    """No plate of several in one picture is lost."""
    await automate()
    results = [{"plate": plate, "score": 0.9} for plate in ("abc123", "aaa1", "bbb2")]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await scan()
    await until(lambda: len(actions) >= len(results))
    assert _plates(actions) == ["ABC123", "AAA1", "BBB2"]


async def test_variables(
    account: MockConfigEntry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """The automation gets the whole announcement."""
    await automate()
    await arrive("ABC123", "XYZ789")
    assert [call.data["vehicle"] for call in actions] == ["Van", None]


async def test_by_device(
    account: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """A camera's device can replace its event entity."""
    registered = entity_registry.async_get(GATE)
    assert registered
    await automate({"device_id": registered.device_id})
    await arrive("ABC123")
    assert _plates(actions) == ["ABC123"]


async def test_foreign_entity(
    hass: HomeAssistant,
    account: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """Other integrations' event entities and unregistered ones are ignored."""
    theirs = entity_registry.async_get_or_create("event", "test", "bell").entity_id
    attributes = {"plate": "ABC123", "known": True, "score": 1.0}
    entities = [theirs, "event.unregistered"]
    for entity_id in entities:
        hass.states.async_set(entity_id, "2026-01-01T00:00:00.000+00:00", attributes)
    await automate({"entity_id": [*entities, GATE]})
    for entity_id in entities:
        hass.states.async_set(entity_id, "2026-01-02T00:00:00.000+00:00", attributes)
    await hass.async_block_till_done()
    assert actions == []
    await arrive("XYZ789")
    assert _plates(actions) == ["XYZ789"]


async def test_reload(
    hass: HomeAssistant,
    account: MockConfigEntry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """A reload fires nothing, and the automation works afterwards."""
    await automate()
    await arrive("ABC123")
    for _ in range(2):
        assert await hass.config_entries.async_reload(account.entry_id)
        await hass.async_block_till_done()
    assert _plates(actions) == ["ABC123"]
    await arrive("XYZ789")
    assert _plates(actions) == ["ABC123", "XYZ789"]


async def test_added_vehicle(
    hass: HomeAssistant,
    account: MockConfigEntry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """Adding a vehicle, even by the automation itself, fires nothing."""
    await automate()
    await arrive("XYZ789")
    await hass.services.async_call(
        "carsxe", "add_vehicle", {"plate": "XYZ789", "name": "Guest"}, blocking=True
    )
    await hass.async_block_till_done()
    assert _plates(actions) == ["XYZ789"]


async def test_source_comes_back(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """A camera that becomes available again doesn't fire for an old plate."""
    await automate()
    await arrive("ABC123")
    for available in (False, True):
        source._attr_available = available
        source.async_write_ha_state()
        await hass.async_block_till_done()
        state = hass.states.get("image_processing.gate_plate")
        assert state
        assert (state.state != "unavailable") is available
    assert _plates(actions) == ["ABC123"]
    await arrive("XYZ789")
    assert _plates(actions) == ["ABC123", "XYZ789"]


async def test_automation_reload(
    hass: HomeAssistant,
    account: MockConfigEntry,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """An automation that is turned off and on isn't triggered by the past."""
    await automate()
    await arrive("ABC123")
    for action in ("turn_off", "turn_on"):
        await hass.services.async_call(
            "automation", action, {"entity_id": "automation.plates"}, blocking=True
        )
    await hass.async_block_till_done()
    assert _plates(actions) == ["ABC123"]


async def test_restore(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    actions: list[ServiceCall],
    automate: Automate,
    arrive: Arrive,
) -> None:
    """The last plate from before a restart fires nothing; the next one does."""
    moment = "2026-11-20T08:30:00.000+00:00"
    mock_restore_cache_with_extra_data(
        hass,
        [
            (
                State(GATE, moment),
                {
                    "last_event_type": "known_plate",
                    "last_event_attributes": {"plate": "ABC123", "known": True},
                },
            )
        ],
    )
    await automate()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    state = hass.states.get(GATE)
    assert state
    assert (state.state, state.attributes["plate"]) == (moment, "ABC123")
    assert actions == []
    await arrive("ABC123")
    assert _plates(actions) == ["ABC123"]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param({}, "target", id="no target"),
        pytest.param({"options": {"which": "mine"}}, "which", id="which"),
        pytest.param({"options": {"min_score": 101}}, "min_score", id="score"),
        pytest.param({"options": {"min_score": -1}}, "min_score", id="negative score"),
        pytest.param({"options": {"plate": "ABC123"}}, "plate", id="unknown option"),
    ],
)
async def test_invalid(
    hass: HomeAssistant, account: MockConfigEntry, config: dict[str, Any], message: str
) -> None:
    """An invalid automation is refused."""
    target = {"target": {"entity_id": GATE}} if config else {}
    triggers = cv.TRIGGER_SCHEMA({"trigger": TRIGGER, **target, **config})
    with pytest.raises(vol.Invalid, match=message):
        await async_validate_trigger_config(hass, triggers)


async def test_described(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Home Assistant offers the trigger with a selector for every option."""
    assert await async_setup_component(hass, "automation", {})
    await hass.async_block_till_done()
    description = (await async_get_all_descriptions(hass))[TRIGGER]
    assert description
    assert description["target"]["entity"]
    fields = description["fields"]
    assert set(fields) == {"which", "vehicle", "min_score"}
    assert all(field["selector"] for field in fields.values())
