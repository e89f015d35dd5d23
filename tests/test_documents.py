"""Tests of the documentation: its YAML is valid, its examples work, and its links exist."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
import re
import time
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_capture_events,
    async_fire_time_changed,
    async_mock_service,
)

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er, restore_state
from homeassistant.helpers.restore_state import STATE_EXPIRATION
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .carsxe_server import CarsXEServer
from .conftest import SOURCE
from .documents import DOCUMENTS, REPOSITORY, Block, block, blocks

type Arrive = Callable[..., Awaitable[None]]
type Scan = Callable[[], Awaitable[None]]

EXAMPLES = "docs/examples.md"
ACTIONS = "docs/actions.md"
GATE = "image_processing.gate_plate"
VAN = "ABC123"
STRANGER = "XYZ789"
# Values in an action's response that differ from run to run.
VARYING = ("device_id", "scan_id", "detected_at")


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a vehicle."""
    return {"Van": {"plate": VAN}}


@pytest.fixture
def arrive(hass: HomeAssistant, carsxe: CarsXEServer, scan: Scan) -> Arrive:
    """Return a function that lets a plate arrive."""

    async def _arrive(plate: str, vehicle_type: str | None = None) -> None:
        result: dict[str, Any] = {"plate": plate.lower(), "score": 0.95}
        if vehicle_type:
            result["vehicle"] = {"type": vehicle_type, "score": 0.9}
        carsxe.answers = [(200, {"success": True, "results": [result]})]
        await scan()
        await hass.async_block_till_done()

    return _arrive


@pytest.fixture(autouse=True)
async def _turn_off(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave no automation waiting."""
    yield
    if hass.services.has_service("automation", "turn_off"):
        await hass.services.async_call(
            "automation", "turn_off", {"entity_id": "all"}, blocking=True
        )


async def _automate(hass: HomeAssistant, *contents: dict[str, Any]) -> None:
    """Create automations, like a user who copies them."""
    automations = [
        {"alias": f"Copied {number}", "actions": [], **content}
        for number, content in enumerate(contents)
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    states = hass.states.async_all("automation")
    assert [state.state for state in states] == ["on"] * len(contents)


async def _script(hass: HomeAssistant, content: dict[str, Any]) -> None:
    """Create a script as `script.copied`."""
    assert await async_setup_component(hass, "script", {"script": {"copied": content}})
    await hass.async_block_till_done()
    state = hass.states.get("script.copied")
    assert state
    assert state.state != STATE_UNAVAILABLE


async def _run(hass: HomeAssistant, actions: list[Any]) -> list[Any]:
    """Run actions, and return their response variables."""
    events = async_capture_events(hass, "answered")
    variables = [
        action["response_variable"] for action in actions if "action" in action
    ]
    tell = {
        "event": "answered",
        "event_data": {name: f"{{{{ {name} }}}}" for name in variables},
    }
    await _script(hass, {"sequence": [*actions, tell]})
    await hass.services.async_call("script", "copied", blocking=True)
    await hass.async_block_till_done()
    (event,) = events
    return [event.data[name] for name in variables]


@pytest.mark.parametrize("shown", blocks("automation"), ids=lambda block: block.place)
async def test_automation(
    hass: HomeAssistant, account: MockConfigEntry, shown: Block
) -> None:
    """Home Assistant accepts each automation in the documents."""
    await _automate(hass, shown.content)


OPENING = re.compile(
    r"\b(cover|lock|switch|button|input_button|valve|script|carsxe)"
    r"\.(open|unlock|turn_on|press|toggle|add_vehicle)|script\.\w+"
)


@pytest.mark.parametrize("shown", blocks("automation"), ids=lambda block: block.place)
def test_forged_event_opens_nothing(shown: Block) -> None:
    """No automation in the documents opens or lets anybody in on an event that any user can forge."""
    triggers = shown.content["triggers"]
    by_event = [each for each in triggers if each["trigger"] == "event"]
    if not by_event or not OPENING.search(shown.text):
        return
    assert all(each["event_type"] != "plate_detected" for each in by_event)
    assert "trigger.event.context.user_id" in str(shown.content["conditions"])


def test_forging_is_told_of() -> None:
    """Every description of the event on the bus says that it can be forged."""
    for name in ("README.md", "docs/triggers.md", "docs/blueprints.md", EXAMPLES):
        text = " ".join((REPOSITORY / name).read_text().replace("> ", "").split())
        assert re.search(
            "signed-in user(, even one who may only look,)? can forge", text
        )
    readme = (REPOSITORY / "README.md").read_text()
    assert "this trigger or the event on the bus" not in readme


@pytest.mark.parametrize("shown", blocks("script"), ids=lambda block: block.place)
async def test_script(
    hass: HomeAssistant, account: MockConfigEntry, shown: Block
) -> None:
    """Home Assistant accepts each script in the documents."""
    await _script(hass, shown.content)


@pytest.mark.parametrize("shown", blocks("actions"), ids=lambda block: block.place)
async def test_actions(
    hass: HomeAssistant, account: MockConfigEntry, shown: Block
) -> None:
    """Home Assistant accepts the actions in the documents, and ours have the named fields."""
    await _script(hass, {"sequence": shown.content})
    for action in shown.content:
        domain, _, name = action.get("action", "").partition(".")
        if domain == "carsxe":
            schema = hass.services.async_services()[domain][name].schema
            assert schema
            assert action["data"].keys() <= {str(key) for key in schema.schema}


@pytest.mark.parametrize("shown", blocks("other"), ids=lambda block: block.place)
def test_readable(shown: Block) -> None:
    """Everything else is YAML."""
    assert shown.content


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links(document: Any) -> None:
    """The targets of links exist, down to the section."""
    for link in re.findall(r"\]\(([^)\s]+)", document.read_text()):
        if "://" in link:
            continue
        path, _, section = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not section or section in _sections(target), link


def _sections(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
        for heading in headings
    }


def test_security_names_tests() -> None:
    """The tests named in SECURITY.md exist."""
    names = re.findall(r"`([\w/]+\.py)`", (REPOSITORY / "SECURITY.md").read_text())
    assert names
    assert [name for name in names if not (REPOSITORY / "tests" / name).exists()] == []


def test_index() -> None:
    """The index links to every document."""
    index = (REPOSITORY / "docs" / "README.md").read_text()
    for document in (REPOSITORY / "docs").glob("*.md"):
        assert document.name == "README.md" or f"({document.name})" in index


def test_removal() -> None:
    """The description of removal says what is left, and the README links to it."""
    _, _, text = (
        (REPOSITORY / "docs/privacy.md")
        .read_text()
        .partition("## Removing everything\n")
    )
    text = " ".join(text.split())
    for deleted in ("ictures", "detections"):
        assert deleted in text
    assert re.search("last states [a-z ]*for a week", text)
    for left in ("recorder has", "30 days", "backups", "CarsXE"):
        assert left in text
    assert "privacy.md#removing-everything" in (REPOSITORY / "README.md").read_text()


def test_reliability() -> None:
    """Every problem has tests, and every named test exists."""
    problems = _rows("docs/reliability.md", "Common problems")
    tests = _rows("tests/README.md", "Problems that people report")
    assert len(tests) >= len(problems) > 5
    assert problems.keys() <= tests.keys()
    for problem, cell in tests.items():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", cell)
        assert named, problem
        for file, test in named:
            assert f"def {test}(" in (REPOSITORY / file).read_text(), problem


def _rows(file: str, heading: str) -> dict[str, str]:
    """Return the second cell for the first one in the table of a section."""
    _, _, text = (REPOSITORY / file).read_text().partition(f"## {heading}\n")
    rows = re.findall(
        r"^\| (.*?) \| (.*) \|$", text.partition("\n## ")[0], re.MULTILINE
    )
    return dict(rows[2:])


async def test_what_removal_leaves(
    hass: HomeAssistant,
    account: MockConfigEntry,
    arrive: Arrive,
    entity_registry: er.EntityRegistry,
) -> None:
    """Home Assistant keeps the last states and IDs of a removed account for as long as documented."""
    await arrive(VAN)
    assert await hass.config_entries.async_remove(account.entry_id)
    await hass.async_block_till_done()
    assert timedelta(days=7) == STATE_EXPIRATION
    kept = restore_state.async_get(hass).async_get_stored_states()
    assert VAN in {stored.state.state for stored in kept}
    assert timedelta(seconds=er.ORPHANED_ENTITY_KEEP_SECONDS) == timedelta(days=30)
    deleted = entity_registry.deleted_entities.values()
    assert "sensor.van_last_seen" in {entry.entity_id for entry in deleted}
    assert all(entry.orphaned_timestamp for entry in deleted)


class TestGarage:
    """Opening the garage for a known vehicle, with a second factor."""

    @pytest.fixture
    async def opened(
        self, hass: HomeAssistant, account: MockConfigEntry
    ) -> list[ServiceCall]:
        """Return the openings; the driver has just come home, and the garage is closed."""
        hass.states.async_set("cover.garage", "closed")
        hass.states.async_set("person.driver", "home")
        opened = async_mock_service(hass, "cover", "open_cover")
        await _automate(hass, block(EXAMPLES, "alias: Open the garage"))
        return opened

    async def test_opens(self, opened: list[ServiceCall], arrive: Arrive) -> None:
        """The door opens."""
        await arrive(VAN)
        assert [call.data["entity_id"] for call in opened] == [["cover.garage"]]

    @pytest.mark.parametrize(
        ("entity_id", "state"),
        [
            ("person.driver", "not_home"),
            ("cover.garage", "open"),
            ("cover.garage", "unavailable"),
        ],
    )
    async def test_stays_closed(
        self,
        hass: HomeAssistant,
        opened: list[ServiceCall],
        arrive: Arrive,
        entity_id: str,
        state: str,
    ) -> None:
        """Without the second factor, or if the door isn't closed, nothing opens."""
        hass.states.async_set(entity_id, state)
        await arrive(VAN)
        assert opened == []

    async def test_home_all_day(
        self,
        opened: list[ServiceCall],
        arrive: Arrive,
        freezer: FrozenDateTimeFactory,
    ) -> None:
        """A phone that has been home for a while is no second factor."""
        freezer.tick(11 * 60)
        await arrive(VAN)
        assert opened == []

    async def test_stranger(self, opened: list[ServiceCall], arrive: Arrive) -> None:
        """Unknown plates open nothing."""
        await arrive(STRANGER)
        assert opened == []


def _known(hass: HomeAssistant) -> bool:
    """Return whether the last announced plate is known."""
    state = hass.states.get("event.gate_plate")
    assert state
    return bool(state.attributes["known"])


@pytest.fixture
async def resident(hass: HomeAssistant) -> MockUser:
    """Return a resident who isn't an administrator."""
    group = await hass.auth.async_get_group(GROUP_ID_USER)
    assert group
    return MockUser(groups=[group]).add_to_hass(hass)


async def test_guest(
    hass: HomeAssistant,
    account: MockConfigEntry,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
    resident: MockUser,
) -> None:
    """A listed person can add a guest, who is known for a day, and then unknown."""
    hass.states.async_set("person.ben", "home", {"user_id": resident.id})
    await _script(hass, block(EXAMPLES, "alias: Guest for a day"))
    await _automate(hass, block(EXAMPLES, "alias: Add the guest"))
    await _ask_for_guest(hass, resident)
    freezer.tick(24 * 60 * 60 - 60)
    await arrive(STRANGER)
    assert _known(hass)
    freezer.tick(10 * 60)
    await arrive(STRANGER)
    assert not _known(hass)


@pytest.mark.parametrize("user_id", ["somebody else", None], ids=str)
async def test_guest_of_nobody(
    hass: HomeAssistant,
    account: MockConfigEntry,
    arrive: Arrive,
    resident: MockUser,
    user_id: str | None,
) -> None:
    """Nobody else can add a guest by any event, and neither can an event without a user."""
    hass.states.async_set("person.ben", "home", {"user_id": "somebody"})
    hass.states.async_set("person.anna", "home", {"user_id": None})
    await _script(hass, block(EXAMPLES, "alias: Guest for a day"))
    await _automate(hass, block(EXAMPLES, "alias: Add the guest"))
    await _ask_for_guest(hass, resident)
    hass.bus.async_fire(
        "guest_for_a_day", {"plate": STRANGER}, context=Context(user_id=user_id)
    )
    await hass.async_block_till_done()
    await arrive(STRANGER)
    assert not _known(hass)


async def _ask_for_guest(hass: HomeAssistant, user: MockUser) -> None:
    """Run the script that makes an unknown plate a guest."""
    await hass.services.async_call(
        "script",
        "copied",
        {"plate": STRANGER},
        blocking=True,
        context=Context(user_id=user.id),
    )
    await hass.async_block_till_done()


async def test_visits(
    hass: HomeAssistant,
    account: MockConfigEntry,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Each arrival counts once, and midnight resets the count."""
    assert await async_setup_component(hass, "counter", {"counter": {"visits": {}}})
    await _automate(
        hass,
        block(EXAMPLES, "alias: Count visits\n"),
        block(EXAMPLES, "alias: Count visits from zero"),
    )
    for plate in (VAN, STRANGER, STRANGER):
        await arrive(plate)
    assert hass.states.is_state("counter.visits", "2")
    midnight = dt_util.start_of_local_day() + timedelta(days=1)
    freezer.move_to(midnight)
    async_fire_time_changed(hass, midnight)
    await hass.async_block_till_done()
    assert hass.states.is_state("counter.visits", "0")


@pytest.mark.parametrize(
    ("plate", "vehicle_type", "expected", "told"),
    [
        pytest.param(STRANGER, "Van", "on", True, id="van"),
        pytest.param(STRANGER, None, "on", True, id="no type"),
        pytest.param(STRANGER, "Sedan", "on", False, id="sedan"),
        pytest.param(STRANGER, "Van", "off", False, id="nothing expected"),
        pytest.param(VAN, "Van", "on", False, id="known"),
    ],
)
async def test_delivery(
    hass: HomeAssistant,
    account: MockConfigEntry,
    arrive: Arrive,
    plate: str,
    vehicle_type: str | None,
    expected: str,
    told: bool,
) -> None:
    """The phones are notified about the first unknown van while a delivery is expected."""
    messages = async_mock_service(hass, "notify", "notify")
    assert await async_setup_component(
        hass,
        "input_boolean",
        {"input_boolean": {"delivery_expected": {"initial": expected == "on"}}},
    )
    await _automate(hass, block(EXAMPLES, "alias: The delivery is here"))
    await arrive(plate, vehicle_type)
    assert [call.data["message"] for call in messages] == (
        [f"{plate} is at the gate."] if told else []
    )
    left = "off" if told else expected
    assert hass.states.is_state("input_boolean.delivery_expected", left)


@pytest.mark.parametrize("camera_data", [{"source_entity_id": SOURCE}], ids=[""])
@pytest.mark.parametrize(
    ("sun", "lights"), [("below_horizon", 1), ("above_horizon", 0)]
)
async def test_light(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    freezer: FrozenDateTimeFactory,
    sun: str,
    lights: int,
) -> None:
    """At night, the light is turned on before the picture is taken; one call is paid."""
    hass.states.async_set("sun.sun", sun)
    hass.states.async_set("binary_sensor.gate_motion", "off")
    turned_on = async_mock_service(hass, "light", "turn_on")
    await _automate(hass, block(EXAMPLES, "alias: Scan at the gate, with light"))
    hass.states.async_set("binary_sensor.gate_motion", "on")
    while not (turned_on or carsxe.recognitions):
        await _go_on(hass)
    assert (len(turned_on), len(carsxe.recognitions)) == (lights, 1 - lights)
    while not carsxe.recognitions:
        freezer.tick(2.1)
        async_fire_time_changed(hass)
        await _go_on(hass)
    await hass.async_block_till_done()
    assert len(carsxe.recognitions) == 1


async def _go_on(hass: HomeAssistant) -> None:
    """Let others work, while the loop's time stands still."""
    await hass.async_add_executor_job(time.sleep, 0.002)


@pytest.mark.parametrize(
    ("plate", "message"),
    [
        (VAN, f"{VAN}: Van"),
        (STRANGER, f"{STRANGER}: unknown"),
        (None, "No plate can be read."),
    ],
)
async def test_who(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    plate: str | None,
    message: str,
) -> None:
    """The phones are notified who it would be, and nothing is announced."""
    messages = async_mock_service(hass, "notify", "notify")
    results = [{"plate": plate, "score": 0.9}] if plate else []
    carsxe.answers = [(200, {"success": True, "results": results})]
    await _script(hass, block(EXAMPLES, "alias: Who is at the gate?"))
    announced = async_capture_events(hass, "plate_detected")
    await hass.services.async_call("script", "copied", blocking=True)
    assert [call.data["message"].strip() for call in messages] == [message]
    assert announced == []


def _steady(answer: Any) -> Any:
    """Return a response without what differs from run to run."""
    if isinstance(answer, list):
        return [_steady(item) for item in answer]
    if isinstance(answer, dict):
        return {k: _steady(v) for k, v in answer.items() if k not in VARYING}
    return answer


async def test_answer_of_recognize(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """The documented response is the real one, field by field."""
    actions = block(ACTIONS, "- action: carsxe.recognize")
    shown = block(ACTIONS, "image_processing.gate_plate:")[GATE]
    (answers,) = await _run(hass, actions[:1])
    answer = answers[GATE]
    assert _steady(answer) == _steady(shown)
    assert list(answer) == list(shown)
    assert answer["detections"][0].keys() == shown["detections"][0].keys()


async def test_answer_of_decode(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """The documented response is the real one."""
    (answer,) = await _run(hass, block(ACTIONS, "- action: carsxe.decode_plate"))
    assert answer == block(ACTIONS, "plate: 7XER187")


async def test_vehicle_comes_and_goes(
    hass: HomeAssistant, account: MockConfigEntry, arrive: Arrive
) -> None:
    """The plumber is added with an ID in the documented response, and removed."""
    (answer,) = await _run(hass, block(ACTIONS, "- action: carsxe.add_vehicle"))
    assert answer.keys() == block(ACTIONS, "vehicle_id:").keys()
    await arrive(STRANGER)
    assert _known(hass)
    (removal,) = block(ACTIONS, "- action: carsxe.remove_vehicle")
    await hass.services.async_call(
        *removal["action"].split("."), removal["data"], blocking=True
    )
    assert answer["vehicle_id"] not in account.subentries


async def test_unknown_plate_is_told(
    hass: HomeAssistant, account: MockConfigEntry, arrive: Arrive
) -> None:
    """The documented trigger runs only for unknown plates."""
    created = async_mock_service(hass, "persistent_notification", "create")
    shown = next(shown for shown in blocks() if shown.place.startswith("docs/triggers"))
    await _automate(hass, shown.content)
    await arrive(VAN)
    await arrive(STRANGER)
    assert [call.data["message"].strip() for call in created] == [
        f"{STRANGER} at camera.gate"
    ]


async def test_event_is_logged(
    hass: HomeAssistant, account: MockConfigEntry, arrive: Arrive
) -> None:
    """The documented event trigger runs only for known vehicles."""
    logged = async_mock_service(hass, "logbook", "log")
    await _automate(hass, block("docs/triggers.md", "triggers:\n  - trigger: event\n"))
    await arrive(STRANGER)
    await arrive(VAN)
    assert [call.data["name"] for call in logged] == ["Van"]


@pytest.mark.parametrize(("minutes", "lit"), [(4, 1), (6, 0)])
async def test_seen(
    hass: HomeAssistant,
    account: MockConfigEntry,
    arrive: Arrive,
    freezer: FrozenDateTimeFactory,
    minutes: int,
    lit: int,
) -> None:
    """The documented condition holds for five minutes."""
    lights = async_mock_service(hass, "light", "turn_on")
    hass.states.async_set("binary_sensor.front_door", "off")
    await _automate(hass, block("docs/triggers.md", "triggers:\n  - trigger: state\n"))
    await arrive(VAN)
    freezer.tick(minutes * 60)
    hass.states.async_set("binary_sensor.front_door", "on")
    await hass.async_block_till_done()
    assert len(lights) == lit
