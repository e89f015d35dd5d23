"""Tests of the blueprints with real arrivals, a real garage, and a phone that gets its notification."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
import logging
from pathlib import Path
import time
from typing import Any, ClassVar, cast
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockUser,
    async_fire_time_changed,
    async_mock_service,
    mock_integration,
    mock_platform,
    mock_restore_cache,
    mock_restore_cache_with_extra_data,
    setup_test_component_platform,
)
import voluptuous as vol

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.history import camera_history
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint.errors import MissingInput
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.cover import CoverEntity, CoverEntityFeature, CoverState
from homeassistant.components.event import EventEntity
from homeassistant.components.notify.const import NOTIFY_SERVICE_SCHEMA
from homeassistant.core import Context, Event, HomeAssistant, State, callback
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.template import render_complex
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import extract_inputs

from .carsxe_server import CarsXEServer
from .conftest import API_KEY, CAMERA_ID, PUBLIC_URL, SOURCE, PictureCamera

type Arrive = Callable[..., Awaitable[None]]
type Automate = Callable[..., Awaitable[None]]
type Scan = Callable[[], Awaitable[None]]

REPOSITORY = Path(__file__).parents[1]
OPEN = "carsxe/open_for_known_vehicle.yaml"
TELL = "carsxe/tell_of_unknown_plate.yaml"
PLATES = "event.gate_plate"
PICTURE = "image.gate_last_plate"
GARAGE = "cover.garage"
PHONE = "person.anybody"
ALONE: dict[str, Any] = {"second_factor": [], "plate_alone": True}
VAN = "ABC123"
STRANGER = "XYZ789"
PRESSED = "mobile_app_notification_action"
MOMENT = "2026-11-23T08:30:00+00:00"


class Garage(CoverEntity):
    """A garage door that counts its opening commands, and moves only when the test moves it."""

    _attr_name = "Garage"
    _attr_supported_features = CoverEntityFeature.OPEN
    _attr_should_poll = False

    def __init__(self) -> None:
        """Start closed."""
        self.openings = 0
        self._attr_is_closed = True

        self.slow = asyncio.Event()
        self.slow.set()

    async def async_open_cover(self, **kwargs: Any) -> None:
        """Count, and return when that is allowed."""
        self.openings += 1
        await self.slow.wait()

    def put(self, state: str) -> None:
        """Set the door's state."""
        self._attr_available = state != "unavailable"
        self._attr_is_opening = state == CoverState.OPENING
        self._attr_is_closing = state == CoverState.CLOSING
        closed = {"unknown": None, CoverState.CLOSED: True}
        self._attr_is_closed = closed.get(state, False)
        self.async_write_ha_state()


ACTION_SCHEMA = cv.DEVICE_ACTION_BASE_SCHEMA.extend(
    {
        vol.Required("type"): "notify",
        vol.Required("message"): cv.template,
        vol.Optional("title"): cv.template,
        vol.Optional("data"): cv.template_complex,
    }
)


@dataclass
class Phone:
    """A phone with the app: the notifications that it received, and their buttons.

    It replaces the `mobile_app` integration, whose packages the unit tests don't have, and accepts
    what its device action accepts.
    """

    hass: HomeAssistant
    device_id: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    ACTION_SCHEMA: ClassVar = ACTION_SCHEMA

    async def async_call_action_from_config(
        self,
        hass: HomeAssistant,
        config: dict[str, Any],
        variables: dict[str, Any],
        context: Context | None,
    ) -> None:
        """Receive a notification."""
        assert config["device_id"] == self.device_id
        message = {key: config[key] for key in ("message", "title", "data")}
        self.messages.append(NOTIFY_SERVICE_SCHEMA(render_complex(message, variables)))

    async def press(
        self, title: str, message: int = -1, user_id: str | None = None
    ) -> None:
        """Press the button with a title, optionally as a user."""
        (action,) = (
            button["action"]
            for button in self.messages[message]["data"]["actions"]
            if button["title"] == title
        )
        await self.fire(action, user_id)

    async def fire(self, action: str, user_id: str | None = None) -> None:
        """Fire the event of a button."""
        context = Context(user_id=user_id)
        self.hass.bus.async_fire(PRESSED, {"action": action}, context=context)
        await _settle(self.hass)


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Announce every sighting."""
    return {"source_entity_id": SOURCE, "min_score": 0, "cooldown": 0}


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know two vehicles."""
    return {"Van": {"plate": VAN}, "Bus": {"plate": "DEF456"}}


@pytest.fixture
def entry(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Enable all kinds of match."""
    kinds = ["exact", "candidate", "confusable"]
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, "match_kinds": kinds}
    )
    return entry


@pytest.fixture(autouse=True)
def config_folder(hass: HomeAssistant, tmp_path: Path) -> None:
    """Copy the blueprints to where Home Assistant looks for them."""
    (tmp_path / "blueprints").symlink_to(REPOSITORY / "blueprints")
    hass.config.config_dir = str(tmp_path)


@pytest.fixture
async def garage(hass: HomeAssistant) -> Garage:
    """Return a closed garage."""
    garage = Garage()
    setup_test_component_platform(hass, "cover", [garage])
    assert await async_setup_component(hass, "cover", {"cover": {"platform": "test"}})
    await hass.async_block_till_done()
    return garage


@pytest.fixture
async def phone(hass: HomeAssistant) -> Phone:
    """Return a phone with the app."""
    entry = MockConfigEntry(domain="mobile_app", title="Phone")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("mobile_app", "phone")}
    )
    phone = Phone(hass, device.id)
    mock_integration(hass, MockModule("mobile_app"))
    mock_platform(hass, "mobile_app.device_action", cast("Any", phone))
    return phone


@pytest.fixture
def automate(hass: HomeAssistant) -> Automate:
    """Return a function that creates an automation from a blueprint."""

    async def _automate(path: str, **inputs: Any) -> None:
        given = {"plate_events": PLATES} | (ALONE if path == OPEN else {}) | inputs
        automation = {
            "alias": "Tried",
            "use_blueprint": {"path": path, "input": given},
        }
        assert await async_setup_component(
            hass, "automation", {"automation": automation}
        )
        await hass.async_block_till_done()
        state = hass.states.get("automation.tried")
        assert state
        assert state.state == "on"

    return _automate


@pytest.fixture
def arrive(hass: HomeAssistant, carsxe: CarsXEServer, scan: Scan) -> Arrive:
    """Return a function that lets a plate arrive and waits for everything that follows."""

    async def _arrive(plate: str = VAN, score: float | None = 0.9, **more: Any) -> None:
        result = {"plate": plate.lower(), "score": score, **more}
        carsxe.answers = [(200, {"success": True, "results": [result]})]
        before = _last_announced(hass).get("scan_id")
        await scan()
        await _settle(
            hass,
            lambda: (
                _last_announced(hass).get("scan_id") not in {before, None}
                and _drawn_scan(hass) == _last_announced(hass)["scan_id"]
            ),
        )
        assert _last_announced(hass)["plate"] == plate
        assert _last_announced(hass)["scan_id"] != before

    return _arrive


def _last_announced(hass: HomeAssistant) -> dict[str, Any]:
    """Return the event entity's last event."""
    state = hass.states.get(PLATES)
    assert state
    return dict(state.attributes)


def _drawn_scan(hass: HomeAssistant) -> str | None:
    """Return the scan of the last picture."""
    state = hass.states.get(PICTURE)
    return state.attributes["scan_id"] if state else None


async def _settle(hass: HomeAssistant, done: Callable[[], bool] = lambda: True) -> None:
    """Return when running work has ended and, if given, a condition is met.

    `async_block_till_done` would wait for an automation that waits for a button.
    """
    for _ in range(200):
        if done():
            break
        await hass.async_add_executor_job(time.sleep, 0.01)
    for _ in range(10):
        await hass.async_add_executor_job(time.sleep, 0.002)


def _complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the warnings and errors of automations."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING
        and record.name.startswith("homeassistant.components.automation")
    ]


def _vehicles(entry: MockConfigEntry) -> dict[str, dict[str, Any]]:
    """Return the data of the known vehicles by name."""
    return {
        subentry.title: dict(subentry.data)
        for subentry in entry.get_subentries_of_type("vehicle")
    }


# The files


@pytest.mark.parametrize("path", [OPEN, TELL], ids=["open", "tell"])
async def test_file(hass: HomeAssistant, path: str) -> None:
    """A blueprint is valid and uses all its inputs."""
    blueprint = await async_get_blueprints(hass).async_get_blueprint(path)
    assert isinstance(blueprint, Blueprint)
    assert blueprint.domain == "automation"
    assert blueprint.validate() is None
    used = extract_inputs({k: v for k, v in blueprint.data.items() if k != "blueprint"})
    assert used == set(blueprint.inputs)
    described = [entry.get("selector") for entry in blueprint.inputs.values()]
    assert all(described)


async def test_no_other_files() -> None:
    """Both blueprints are tested here, and there is no third one."""
    folder = REPOSITORY / "blueprints" / "automation"
    assert {str(file.relative_to(folder)) for file in folder.rglob("*.*")} == {
        OPEN,
        TELL,
    }


async def test_warning(hass: HomeAssistant) -> None:
    """Users who set up the door read about printed plates and what helps."""
    blueprint = await async_get_blueprints(hass).async_get_blueprint(OPEN)
    description = blueprint.metadata["description"]
    assert "A printed plate fools every plate reader" in description
    assert "The second factor prevents this" in description


# Open for a known vehicle


async def test_exact(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """The garage opens for a known plate."""
    await automate(OPEN, barrier=GARAGE)
    await arrive()
    assert garage.openings == 1


@pytest.mark.parametrize(
    ("score", "openings"),
    [(0.8, 1), (0.79, 0), (None, 0)],
    ids=["sure", "unsure", "no score"],
)
async def test_candidate(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    score: float | None,
    openings: int,
) -> None:
    """Another reading opens, too, if its own score is high enough."""
    await automate(OPEN, barrier=GARAGE)
    await arrive("A8C123", candidates=[{"plate": "abc123", "score": score}])
    if score is not None:
        assert _last_announced(hass)["match"] == "candidate"
    assert garage.openings == openings


@pytest.mark.parametrize(
    ("inputs", "openings"),
    [
        ({}, 0),
        ({"match_kinds": ["exact", "candidate", "confusable"]}, 1),
        ({"match_kinds": ["confusable"]}, 1),
    ],
    ids=["default", "chosen", "alone"],
)
async def test_confusable(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    inputs: dict[str, Any],
    openings: int,
) -> None:
    """A plate that only looks like a known one opens if that was chosen."""
    await automate(OPEN, barrier=GARAGE, **inputs)
    await arrive("A8C123")
    assert _last_announced(hass)["match"] == "confusable"
    assert garage.openings == openings


async def test_candidate_not_chosen(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """With exact matches only, another reading doesn't open."""
    await automate(OPEN, barrier=GARAGE, match_kinds=["exact"])
    await arrive("A8C123", candidates=[{"plate": "abc123", "score": 0.8}])
    assert garage.openings == 0
    await arrive()
    assert garage.openings == 1


async def test_unknown(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """An unknown plate doesn't open."""
    await automate(OPEN, barrier=GARAGE, min_score=0)
    await arrive(STRANGER, 1.0)
    assert garage.openings == 0
    await arrive()
    assert garage.openings == 1


@pytest.mark.parametrize(
    ("min_score", "score", "openings"),
    [
        (80, 0.8, 1),
        (80, 0.799, 0),
        (80, None, 0),
        (0, None, 0),
        (0, 0.0, 1),
        (100, 1.0, 1),
        (100, 0.99, 0),
    ],
    ids=[
        "just enough",
        "just too low",
        "none",
        "none and no minimum",
        "no minimum",
        "certain",
        "not certain",
    ],
)
async def test_score(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    min_score: float,
    score: float | None,
    openings: int,
) -> None:
    """A reading with a low or missing score doesn't open."""
    await automate(OPEN, barrier=GARAGE, min_score=min_score)
    await arrive(VAN, score)
    assert _last_announced(hass)["known"] is True
    assert garage.openings == openings


async def test_default_score(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """The minimum is 80% by default."""
    await automate(OPEN, barrier=GARAGE)
    await arrive(VAN, 0.79)
    assert garage.openings == 0
    await arrive(VAN, 0.8)
    assert garage.openings == 1


@pytest.mark.parametrize(
    "state", ["opening", "open", "closing", "unknown", "unavailable"]
)
async def test_not_closed(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    state: str,
) -> None:
    """Only a closed garage is opened; it then opens at once, as no cooldown has begun."""
    garage.put(state)
    reported = hass.states.get(GARAGE)
    assert reported
    assert reported.state == state
    await automate(OPEN, barrier=GARAGE)
    await arrive()
    assert garage.openings == 0
    garage.put("closed")
    await arrive()
    assert garage.openings == 1


async def test_no_such_garage(
    hass: HomeAssistant, account: MockConfigEntry, automate: Automate, arrive: Arrive
) -> None:
    """A missing garage isn't told to open."""
    opened = async_mock_service(hass, "cover", "open_cover")
    await automate(OPEN, barrier=GARAGE)
    await arrive()
    assert opened == []


@pytest.mark.parametrize(
    ("barrier", "closed", "others", "action"),
    [
        (
            "lock.gate",
            "locked",
            ["unlocked", "unlocking", "open", "jammed", "unknown", "unavailable"],
            "lock.unlock",
        ),
        ("switch.gate", "off", ["on", "unknown", "unavailable"], "switch.turn_on"),
    ],
    ids=["lock", "switch"],
)
async def test_other_barriers(
    hass: HomeAssistant,
    account: MockConfigEntry,
    automate: Automate,
    arrive: Arrive,
    barrier: str,
    closed: str,
    others: list[str],
    action: str,
) -> None:
    """A lock is unlocked and a switch turned on, unless they already are."""
    opened = async_mock_service(hass, *action.split("."))
    await automate(OPEN, barrier=barrier)
    for state in others:
        hass.states.async_set(barrier, state)
        await arrive()
        assert opened == []
    hass.states.async_set(barrier, closed)
    await arrive()
    assert [call.data["entity_id"] for call in opened] == [[barrier]]


@pytest.mark.parametrize(
    ("barrier", "ready", "others", "action"),
    [
        ("button.gate", "unknown", ["unavailable"], "button.press"),
        ("button.gate", "2026-11-23T08:30:00+00:00", [], "button.press"),
        ("input_button.gate", "unknown", ["unavailable"], "input_button.press"),
        ("script.gate", "off", ["on", "unknown", "unavailable"], "script.turn_on"),
    ],
    ids=["button", "button that was pressed", "input button", "script"],
)
async def test_pulses(
    hass: HomeAssistant,
    account: MockConfigEntry,
    automate: Automate,
    arrive: Arrive,
    barrier: str,
    ready: str,
    others: list[str],
    action: str,
) -> None:
    """A barrier without a state is used while a contact says that it is closed."""
    opened = async_mock_service(hass, *action.split("."))
    contact = "binary_sensor.gate"
    await automate(OPEN, barrier=barrier, contacts=[contact], cooldown=0)
    hass.states.async_set(contact, "off")
    await arrive()
    for state in others:
        hass.states.async_set(barrier, state)
        await arrive()
    hass.states.async_set(barrier, ready)
    for state in ("on", "unknown", "unavailable"):
        hass.states.async_set(contact, state)
        await arrive()
    assert opened == []
    hass.states.async_set(contact, "off")
    await arrive()
    assert [call.data["entity_id"] for call in opened] == [[barrier]]


@pytest.mark.parametrize("barrier", ["button.gate", "input_button.gate", "script.gate"])
async def test_pulse_without_contact(
    hass: HomeAssistant,
    account: MockConfigEntry,
    automate: Automate,
    arrive: Arrive,
    barrier: str,
) -> None:
    """Without a contact, it isn't used."""
    pressed = [
        async_mock_service(hass, domain, name)
        for domain, name in (
            ("button", "press"),
            ("input_button", "press"),
            ("script", "turn_on"),
        )
    ]
    hass.states.async_set(barrier, "off")
    await automate(OPEN, barrier=barrier)
    await arrive()
    assert pressed == [[], [], []]


@pytest.mark.parametrize("state", ["on", "unknown", "unavailable", None])
async def test_contacts(
    hass: HomeAssistant,
    account: MockConfigEntry,
    automate: Automate,
    arrive: Arrive,
    state: str | None,
) -> None:
    """A switch that gives a pulse is used only while the contacts say closed."""
    opened = async_mock_service(hass, "switch", "turn_on")
    contacts = ["binary_sensor.left", "binary_sensor.right"]
    hass.states.async_set("switch.gate", "off")
    hass.states.async_set(contacts[0], "off")
    if state:
        hass.states.async_set(contacts[1], state)
    await automate(OPEN, barrier="switch.gate", contacts=contacts)
    await arrive()
    assert opened == []
    hass.states.async_set(contacts[1], "off")
    await arrive()
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("entity_id", "state", "openings"),
    [
        (PHONE, "home", 1),
        (PHONE, "not_home", 0),
        (PHONE, "Work", 0),
        (PHONE, "unknown", 0),
        (PHONE, "unavailable", 0),
        (PHONE, None, 0),
        ("device_tracker.phone", "home", 1),
        ("device_tracker.phone", "not_home", 0),
        ("input_boolean.guests", "on", 1),
        ("input_boolean.guests", "off", 0),
    ],
)
async def test_second_factor(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    entity_id: str,
    state: str | None,
    openings: int,
) -> None:
    """The second factor has to be home or on."""
    if state:
        hass.states.async_set(entity_id, state)
    await automate(OPEN, barrier=GARAGE, second_factor=[entity_id], plate_alone=False)
    await arrive()
    assert garage.openings == openings


@pytest.mark.parametrize("state", ["home", "not_home"])
async def test_chosen_second_factor_agrees_even_so(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    state: str,
) -> None:
    """If the plate alone may open, a chosen second factor must still agree."""
    hass.states.async_set(PHONE, state)
    await automate(OPEN, barrier=GARAGE, second_factor=PHONE)
    await arrive()
    assert garage.openings == (state == "home")


async def test_second_factor_is_asked_for(hass: HomeAssistant) -> None:
    """Without a second factor, the automation can't be created."""
    blueprint = await async_get_blueprints(hass).async_get_blueprint(OPEN)
    assert "default" not in blueprint.inputs["second_factor"]
    assert blueprint.inputs["plate_alone"]["default"] is False
    given = {"path": OPEN, "input": {"plate_events": PLATES, "barrier": GARAGE}}
    with pytest.raises(MissingInput, match="second_factor"):
        await async_get_blueprints(hass).async_inputs_from_config(
            {"use_blueprint": given}
        )


async def test_plate_alone_opens_nothing(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """An empty second factor opens nothing unless that was allowed."""
    await automate(OPEN, barrier=GARAGE, plate_alone=False)
    await arrive()
    assert garage.openings == 0


@pytest.mark.parametrize(
    ("inputs", "directions"),
    [
        ({}, ["approaching", None]),
        ({"direction": "approaching"}, ["approaching"]),
        ({"direction": "any"}, ["approaching", "leaving", None, "sideways"]),
    ],
    ids=["default", "approaching", "any"],
)
async def test_direction(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    inputs: dict[str, Any],
    directions: list[str | None],
) -> None:
    """A vehicle that is seen to leave opens nothing, unless any direction is allowed."""
    await automate(OPEN, barrier=GARAGE, cooldown=0, **inputs)
    announce = EventEntity._trigger_event
    opened: list[str | None] = []
    for direction in ("approaching", "leaving", None, "sideways"):
        before = garage.openings

        def _announce(
            entity: EventEntity,
            kind: str,
            data: dict[str, Any],
            way: str | None = direction,
        ) -> None:
            announce(entity, kind, {**data, "direction": way})

        with patch.object(EventEntity, "_trigger_event", _announce):
            await arrive()
        assert _last_announced(hass)["direction"] == direction
        opened += [direction] if garage.openings > before else []
    assert opened == directions


async def test_several_second_factors(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
) -> None:
    """All of several must agree."""
    switch = "input_boolean.armed"
    hass.states.async_set(PHONE, "home")
    hass.states.async_set(switch, "off")
    await automate(OPEN, barrier=GARAGE, second_factor=[PHONE, switch])
    await arrive()
    assert garage.openings == 0
    hass.states.async_set(switch, "on")
    await arrive()
    assert garage.openings == 1


@pytest.mark.parametrize(
    ("chosen", "openings"),
    [("id of Van", 1), ("id of Bus", 0), (CAMERA_ID, 0)],
    ids=["this one", "another", "no vehicle"],
)
async def test_chosen_vehicles(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    chosen: str,
    openings: int,
) -> None:
    """If vehicles are chosen, no other one opens."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, chosen), account.entry_id
    )
    assert device
    await automate(OPEN, barrier=GARAGE, vehicles=[device.id])
    await arrive()
    assert garage.openings == openings


async def test_chosen_vehicle_is_gone(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """A chosen vehicle that was removed keeps the door shut, rather than opening it for all."""
    await automate(OPEN, barrier=GARAGE, vehicles=["no such device"])
    await arrive()
    assert garage.openings == 0


async def test_other_camera(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """A camera that wasn't chosen opens nothing."""
    await automate(OPEN, barrier=GARAGE, plate_events=["event.street_plate"])
    await arrive()
    assert garage.openings == 0


@pytest.mark.parametrize(
    ("inputs", "seconds"),
    [({}, 120), ({"cooldown": 0.5}, 30), ({"cooldown": 10}, 600)],
    ids=["default", "short", "long"],
)
async def test_cooldown(
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
    inputs: dict[str, Any],
    seconds: int,
) -> None:
    """After an opening nothing opens for a while, and then it does again."""
    await automate(OPEN, barrier=GARAGE, **inputs)
    await arrive()
    freezer.tick(seconds - 1)
    await arrive()
    assert garage.openings == 1
    freezer.tick(1)
    await arrive()
    assert garage.openings == 2


async def test_no_cooldown(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """Without a cooldown, each arrival opens."""
    await automate(OPEN, barrier=GARAGE, cooldown=0)
    for _ in range(3):
        await arrive()
    assert garage.openings == 3


async def test_stranger_starts_no_cooldown(
    account: MockConfigEntry, garage: Garage, automate: Automate, arrive: Arrive
) -> None:
    """Only an opening starts the cooldown: a stranger can't lock out a known vehicle."""
    await automate(OPEN, barrier=GARAGE)
    await arrive(STRANGER)
    await arrive(VAN, 0.5)
    await arrive()
    assert garage.openings == 1


@pytest.mark.parametrize(
    ("ago", "openings"), [(119, 0), (120, 1)], ids=["within", "after"]
)
async def test_cooldown_over_a_restart(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
    ago: int,
    openings: int,
) -> None:
    """A restart doesn't shorten the cooldown."""
    freezer.move_to(MOMENT)
    mock_restore_cache(
        hass, [State("automation.tried", "on", {"last_triggered": MOMENT})]
    )
    freezer.tick(ago)
    await automate(OPEN, barrier=GARAGE)
    await arrive()
    assert garage.openings == openings


async def test_two_at_once(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    garage: Garage,
    automate: Automate,
    scan: Scan,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Two known vehicles in one picture open once, without a warning."""
    fired: list[str] = []

    @callback
    def _changed(event: Event) -> None:
        state: State | None = event.data["new_state"]
        if state and state.entity_id == PLATES:
            fired.append(state.attributes.get("plate", ""))

    hass.bus.async_listen("state_changed", _changed)
    await automate(OPEN, barrier=GARAGE)
    results = [{"plate": plate, "score": 0.9} for plate in ("abc123", "def456")]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await scan()
    await _settle(hass, lambda: fired == [VAN, "DEF456"])
    assert fired == [VAN, "DEF456"]
    assert garage.openings == 1
    assert _complaints(caplog) == []


async def test_slow_garage(
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An arrival before the garage has responded opens nothing more, without a warning."""
    garage.slow.clear()
    await automate(OPEN, barrier=GARAGE, cooldown=0)
    for _ in range(2):
        await arrive()
    assert garage.openings == 1
    assert _complaints(caplog) == []
    garage.slow.set()


async def test_reload(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
) -> None:
    """A reload of the account opens nothing; the next arrival does."""
    await automate(OPEN, barrier=GARAGE, cooldown=0)
    await arrive()
    for _ in range(2):
        assert await hass.config_entries.async_reload(account.entry_id)
        await _settle(hass)
        assert _last_announced(hass)["plate"] == VAN
    assert garage.openings == 1
    await arrive()
    assert garage.openings == 2


async def test_restored(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
) -> None:
    """An arrival from before a restart opens nothing; the next one does."""
    moment = dt_util.utcnow().isoformat()
    told = {
        "plate": VAN,
        "score": 0.9,
        "known": True,
        "vehicle_id": "id of Van",
        "match": "exact",
        "matched_plate": VAN,
        "detected_at": moment,
    }
    extra = {"last_event_type": "known_plate", "last_event_attributes": told}
    mock_restore_cache_with_extra_data(hass, [(State(PLATES, moment, told), extra)])
    await automate(OPEN, barrier=GARAGE)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await _settle(hass)
    assert _last_announced(hass)["plate"] == VAN
    assert garage.openings == 0
    await arrive()
    assert garage.openings == 1


@pytest.mark.parametrize(
    ("seconds", "openings"), [(59, 1), (60, 0)], ids=["young", "old"]
)
async def test_late_answer(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    automate: Automate,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
    seconds: int,
    openings: int,
) -> None:
    """If the answer takes longer than a minute, the vehicle may be gone, and nothing opens."""
    freezer.move_to(MOMENT)
    taken_at = dt_util.utcnow() - timedelta(seconds=seconds)
    await automate(OPEN, barrier=GARAGE)
    with patch("custom_components.carsxe.runtime.capture.dt_util") as clock:
        clock.utcnow.return_value = taken_at
        await arrive()
    assert _last_announced(hass)["detected_at"] == taken_at.isoformat()
    assert garage.openings == openings


# Notify about an unknown plate


async def test_message(
    account: MockConfigEntry, phone: Phone, automate: Automate, arrive: Arrive
) -> None:
    """The phone is notified about the plate, with its picture and three buttons."""
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER, 0.876)
    (message,) = phone.messages
    assert message["title"] == "Unknown plate XYZ789"
    assert message["message"] == "Gate, 88 % sure"
    data = message["data"]
    assert data["image"] == f"/api/image_proxy/{PICTURE}"
    assert data["tag"] == "carsxe-XYZ789"
    titles = [button["title"] for button in data["actions"]]
    assert titles == ["Add", "Guest for 24 hours", "Ignore"]
    assert all(button["authenticationRequired"] for button in data["actions"])
    assert len({button["action"] for button in data["actions"]}) == 3


async def test_message_waits(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    scan: Scan,
    carsxe: CarsXEServer,
) -> None:
    """The notification waits for the new picture, and isn't sent with the previous one."""
    await automate(TELL, phone=phone.device_id)
    await arrive()
    drawing = hass.data[camera_history._DATA_DRAWING]
    async with drawing:
        result = {"plate": STRANGER, "score": 0.9}
        carsxe.answers = [(200, {"success": True, "results": [result]})]
        await scan()
        await _settle(hass, lambda: _last_announced(hass)["plate"] == STRANGER)
        assert phone.messages == []
    await _settle(hass, lambda: bool(phone.messages))
    assert _drawn_scan(hass) == _last_announced(hass)["scan_id"]
    (message,) = phone.messages
    assert message["data"]["image"] == f"/api/image_proxy/{PICTURE}"


@pytest.mark.usefixtures("picture_image")
@pytest.mark.parametrize(
    ("camera_data", "picture"),
    [
        pytest.param(
            {"source_entity_id": SOURCE, "min_score": 0, "cooldown": 0},
            {"image": "/api/camera_proxy/camera.gate"},
            id="camera",
        ),
        pytest.param(
            {"source_entity_id": "image.gate", "min_score": 0, "cooldown": 0},
            {},
            id="image",
        ),
    ],
)
async def test_message_without_drawing(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    carsxe: CarsXEServer,
    scan: Scan,
    freezer: FrozenDateTimeFactory,
    picture: dict[str, str],
) -> None:
    """If the picture can't be drawn, the phone gets the live view, if there is one."""
    await automate(TELL, phone=phone.device_id)
    result = {"plate": STRANGER, "score": None}
    carsxe.answers = [(200, {"success": True, "results": [result]})]
    async with hass.data[camera_history._DATA_DRAWING]:
        await scan()
        await _settle(hass, lambda: "plate" in _last_announced(hass))
        assert phone.messages == []
        freezer.tick(3.1)
        async_fire_time_changed(hass)
        await _settle(hass, lambda: bool(phone.messages))
    (message,) = phone.messages
    assert message["message"] == "Gate"
    image = {k: v for k, v in message["data"].items() if k not in {"tag", "actions"}}
    assert image == picture


async def test_known_is_kept_quiet(
    account: MockConfigEntry, phone: Phone, automate: Automate, arrive: Arrive
) -> None:
    """There is no notification about a known vehicle."""
    await automate(TELL, phone=phone.device_id)
    await arrive()
    assert phone.messages == []
    await arrive(STRANGER)
    assert len(phone.messages) == 1


@pytest.mark.parametrize(
    ("score", "messages"),
    [(0.9, 1), (0.89, 0), (None, 0)],
    ids=["sure", "unsure", "no score"],
)
async def test_minimum_score(
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    score: float | None,
    messages: int,
) -> None:
    """Plates with a low score can be excluded."""
    await automate(TELL, phone=phone.device_id, min_score=90)
    await arrive(STRANGER, score)
    assert len(phone.messages) == messages


async def test_reload_tells_nothing(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
) -> None:
    """A reload of the account doesn't repeat the last notification; buttons survive it."""
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER)
    assert await hass.config_entries.async_reload(account.entry_id)
    await _settle(hass)
    assert len(phone.messages) == 1
    await phone.press("Add")
    assert STRANGER in _vehicles(account)


@pytest.mark.parametrize(
    "plate",
    [STRANGER, "123456", "001234", "1E5", "0X1F", "1J"],
    ids=["letters", "digits", "zeros", "exponent", "hexadecimal", "imaginary"],
)
async def test_add(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    plate: str,
) -> None:
    """Add makes the vehicle known, with the plate as its name, whatever the plate is."""
    await automate(TELL, phone=phone.device_id)
    await arrive(plate)
    await phone.press("Add")
    added = _vehicles(account)[plate]
    assert added["plate"] == plate
    assert "valid_until" not in added
    assert not added.get("ignore")
    await arrive(plate)
    assert _last_announced(hass)["vehicle"] == plate
    assert len(phone.messages) == 1


async def test_guest(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A guest is known for 24 hours from the press, and then unknown again."""
    freezer.move_to(MOMENT)
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER)
    freezer.tick(600)
    await phone.press("Guest for 24 hours")
    until = _vehicles(account)[STRANGER]["valid_until"]
    assert until == "2026-11-24T08:40:00+00:00"
    freezer.move_to("2026-11-24T08:39:59+00:00")
    await arrive(STRANGER)
    assert _last_announced(hass)["known"] is True
    assert len(phone.messages) == 1
    freezer.tick(1)
    await arrive(STRANGER)
    assert _last_announced(hass)["known"] is False
    assert len(phone.messages) == 2


async def test_guest_again(
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A former guest can become one again."""
    freezer.move_to(MOMENT)
    await automate(TELL, phone=phone.device_id)
    for until in ("2026-11-24T08:30:00+00:00", "2026-11-25T08:30:00+00:00"):
        await arrive(STRANGER)
        await phone.press("Guest for 24 hours")
        assert _vehicles(account)[STRANGER]["valid_until"] == until
        freezer.tick(24 * 60 * 60)


async def test_ignore(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    scan: Scan,
) -> None:
    """There are no more notifications about an ignored plate."""
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER)
    await phone.press("Ignore")
    assert _vehicles(account)[STRANGER]["ignore"] is True
    announced = hass.states.get(PLATES)
    asked = len(carsxe.recognitions)
    await scan()
    await _settle(hass)
    assert len(carsxe.recognitions) == asked + 1
    assert announced
    assert _last_announced(hass)["scan_id"] == announced.attributes["scan_id"]
    assert len(phone.messages) == 1


async def test_several_strangers(
    account: MockConfigEntry, phone: Phone, automate: Automate, arrive: Arrive
) -> None:
    """Each notification has its own buttons, which work in any order."""
    plates = ["AAA111", "BBB222", "CCC333"]
    await automate(TELL, phone=phone.device_id)
    for plate in plates:
        await arrive(plate)
    actions = [
        button["action"]
        for message in phone.messages
        for button in message["data"]["actions"]
    ]
    assert len(set(actions)) == 9
    known = set(_vehicles(account))
    await phone.press("Add", message=1)
    assert set(_vehicles(account)) - known == {"BBB222"}
    await phone.press("Ignore", message=0)
    await phone.press("Guest for 24 hours", message=2)
    added = _vehicles(account)
    assert [added[plate].get("ignore", False) for plate in plates] == [
        True,
        False,
        False,
    ]
    assert ["valid_until" in added[plate] for plate in plates] == [False, False, True]


async def test_foreign_button(
    account: MockConfigEntry, phone: Phone, automate: Automate, arrive: Arrive
) -> None:
    """Other buttons do nothing, and leave ours working."""
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER)
    before = _vehicles(account)
    for action in ("CARSXE_ADD", "CARSXE_ADD_01K00000000000000000000000", "ADD", ""):
        await phone.fire(action)
    assert _vehicles(account) == before
    await phone.press("Add")
    assert STRANGER in _vehicles(account)


@pytest.mark.parametrize("title", ["Add", "Guest for 24 hours", "Ignore"])
@pytest.mark.parametrize(
    ("presser", "trackers", "added"),
    [
        pytest.param("admin", {}, True, id="administrator"),
        pytest.param("reader", {}, False, id="nobody's phone"),
        pytest.param("nobody", {}, False, id="no such user"),
        pytest.param("retired", {}, False, id="administrator no more"),
        pytest.param("reader", {"reader": "own"}, True, id="owner"),
        pytest.param("reader", {"admin": "own"}, False, id="another's phone"),
        pytest.param(
            "reader", {"admin": "own", "reader": "other"}, False, id="own other phone"
        ),
        pytest.param(
            "reader", {"admin": "own", "reader": "own"}, False, id="claims the phone"
        ),
        pytest.param(
            "admin", {"admin": "own", "reader": "own"}, True, id="claimed by another"
        ),
    ],
)
async def test_who_presses(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    hass_admin_user: MockUser,
    hass_read_only_user: MockUser,
    title: str,
    presser: str,
    trackers: dict[str, str],
    added: bool,
) -> None:
    """Only an administrator and the phone's only owner can press, even if others know the button."""
    tracker = er.async_get(hass).async_get_or_create(
        "device_tracker", "mobile_app", "phone", device_id=phone.device_id
    )
    retired = MockUser(groups=hass_admin_user.groups, is_active=False)
    users = {
        "retired": retired.add_to_hass(hass).id,
        "admin": hass_admin_user.id,
        "reader": hass_read_only_user.id,
        "nobody": "no such id",
    }
    for name, phone_of in trackers.items():
        theirs = tracker.entity_id if phone_of == "own" else "device_tracker.other"
        attributes = {"user_id": users[name], "device_trackers": [theirs]}
        hass.states.async_set(f"person.{name}", "home", attributes)
    hass.states.async_set("person.guest", "home", {"device_trackers": []})
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER)
    await phone.press(title, user_id=users[presser])
    assert (STRANGER in _vehicles(account)) is added


async def test_buttons_are_secret(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
) -> None:
    """Nothing that users can read contains the buttons; each notification has its own secret."""
    changes: list[str] = []

    @callback
    def _changed(event: Event) -> None:
        changes.append(str(event.as_dict()))

    hass.bus.async_listen("state_changed", _changed)
    await automate(TELL, phone=phone.device_id)
    found: set[str] = set()
    for plate in ("AAA111", "BBB222"):
        await arrive(plate)
        buttons = phone.messages[-1]["data"]["actions"]
        (secret,) = {button["action"].split("_", 2)[2] for button in buttons}
        assert len(secret) >= 40
        found.add(secret)
    assert len(found) == 2
    states = [str(state.as_dict()) for state in hass.states.async_all()]
    assert changes
    assert [
        text for text in changes + states if any(key in text for key in found)
    ] == []


@pytest.mark.parametrize("second", ["Add", "Ignore"])
async def test_second_press(
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    caplog: pytest.LogCaptureFixture,
    second: str,
) -> None:
    """The first answer counts; another one to the same notification does nothing."""
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER)
    await phone.press("Add")
    before = _vehicles(account)
    await phone.press(second)
    assert _vehicles(account) == before
    assert _complaints(caplog) == []


@pytest.mark.parametrize(
    ("inputs", "seconds"),
    [({}, 3600), ({"patience": 5}, 300)],
    ids=["default", "chosen"],
)
@pytest.mark.parametrize("late", [False, True], ids=["in time", "too late"])
async def test_time_to_answer(
    hass: HomeAssistant,
    account: MockConfigEntry,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    inputs: dict[str, Any],
    seconds: int,
    late: bool,
) -> None:
    """After the time to answer the automation ends without a warning, and the buttons do nothing."""
    await automate(TELL, phone=phone.device_id, **inputs)
    await arrive(STRANGER)
    freezer.tick(seconds + (1 if late else -10))
    async_fire_time_changed(hass)
    await _settle(hass)
    automation = hass.states.get("automation.tried")
    assert automation
    assert automation.attributes["current"] == (0 if late else 1)
    await phone.press("Add")
    assert (STRANGER in _vehicles(account)) is not late
    assert len(phone.messages) == 1
    assert _complaints(caplog) == []


async def test_two_accounts(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    phone: Phone,
    automate: Automate,
    arrive: Arrive,
) -> None:
    """A vehicle is added to the account of the camera that saw it."""
    other = MockConfigEntry(
        domain=DOMAIN,
        title="Other",
        data={"api_key": API_KEY, "api_url": carsxe.url, "public_url": PUBLIC_URL},
    )
    other.add_to_hass(hass)
    assert await hass.config_entries.async_setup(other.entry_id)
    await automate(TELL, phone=phone.device_id)
    await arrive(STRANGER)
    await phone.press("Add")
    assert STRANGER in _vehicles(account)
    assert _vehicles(other) == {}


async def test_both(
    hass: HomeAssistant,
    account: MockConfigEntry,
    garage: Garage,
    phone: Phone,
    arrive: Arrive,
) -> None:
    """A vehicle that is added by a button is let in the next time."""
    numbers = count()
    automations = [
        {
            "alias": f"Tried {next(numbers)}",
            "use_blueprint": {"path": path, "input": {"plate_events": PLATES} | inputs},
        }
        for path, inputs in (
            (OPEN, {"barrier": GARAGE} | ALONE),
            (TELL, {"phone": phone.device_id}),
        )
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await arrive(STRANGER)
    assert garage.openings == 0
    await phone.press("Add")
    await arrive(STRANGER)
    assert garage.openings == 1
