"""Tests of repair issues that appear, disappear by themselves, and are fixed by flows."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from string import Formatter
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.account_store import DATA_STORES
from custom_components.carsxe.runtime.issues import async_raise
from custom_components.carsxe.runtime.public_url import PublicUrlError
from homeassistant.config_entries import (
    ConfigEntryDisabler,
    ConfigEntryState,
    ConfigSubentry,
)
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .carsxe_server import CarsXEServer
from .conftest import CAMERA_ID, PUBLIC_URL, SOURCE, PictureCamera, speak_german
from .passing_time import async_pass
from .test_translations import ENGLISH

GUEST = "id of Guest"
SOON = "2026-11-23T13:00:00+00:00"
FLOWS = "/api/repairs/issues/fix"


@pytest.fixture(autouse=True)
async def now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Set the time to noon in Greenwich."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-23T12:00:00Z")


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Return a guest for an hour."""
    return {"Guest": {"plate": "AB123", "valid_until": SOON}}


def _issues(hass: HomeAssistant) -> set[str]:
    """Return the IDs of the open issues."""
    return {
        issue_id
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active
    }


async def _scan(entry: MockConfigEntry, *, fails: bool = False) -> None:
    """Scan with the camera at the gate."""
    camera = entry.runtime_data.cameras[CAMERA_ID]
    if not fails:
        await camera.scans.async_scan()
        return
    with pytest.raises(HomeAssistantError):
        await camera.scans.async_scan()


async def _fix(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    issue_id: str,
    *steps: dict[str, Any],
) -> dict[str, Any]:
    """Complete the flow that fixes an issue, like the frontend; return its last result."""
    assert await async_setup_component(hass, "repairs", {})
    await hass.async_block_till_done()
    client = await hass_client()
    response = await client.post(FLOWS, json={"handler": DOMAIN, "issue_id": issue_id})
    assert response.status == 200, await response.text()
    answer: dict[str, Any] = await response.json()
    _check_texts(issue_id, answer)
    for step in steps:
        response = await client.post(f"{FLOWS}/{answer['flow_id']}", json=step)
        answer = await response.json()
        _check_texts(issue_id, answer)
    await hass.async_block_till_done()
    return answer


def _check_texts(issue_id: str, answer: dict[str, Any]) -> None:
    """Fail if a step, a field, an error or a placeholder of a flow has no text."""
    if answer["type"] == "create_entry":
        return
    flow = ENGLISH["issues"][issue_id.rpartition("_")[0]]["fix_flow"]
    texts = flow["step"][answer["step_id"]]
    fields = {field["name"] for field in answer.get("data_schema") or ()}
    assert fields - {"next_step_id"} == set(texts.get("data", {}))
    assert set(answer.get("menu_options", ())) == set(texts.get("menu_options", {}))
    errors = {flow["error"][key] for key in (answer.get("errors") or {}).values()}
    for text in (texts["title"], texts["description"], *errors):
        words = {word for _, word, _, _ in Formatter().parse(text) if word}
        assert words <= set(answer["description_placeholders"])


async def _reload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Reload the account."""
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()


def _forget(hass: HomeAssistant) -> None:
    """Delete the issues that don't persist over a restart."""
    issues = ir.async_get(hass).issues
    for key, issue in issues.items():
        assert not issue.is_persistent
        issues[key] = replace(
            issue,
            active=False,
            data=None,
            is_fixable=None,
            severity=None,
            translation_key=None,
            translation_placeholders=None,
        )


async def test_counts_damaged(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    hass_client: ClientSessionGenerator,
    hass_storage: dict[str, Any],
) -> None:
    """Reset counts are reported even after restarts, until a user has acknowledged it."""
    key = f"carsxe.{entry.entry_id}.usage"
    issue = f"counts_damaged_{entry.entry_id}"
    hass_storage[key] = {"version": 1, "key": key, "data": {"days": 7}}
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    told = ir.async_get(hass).issues[DOMAIN, issue].translation_placeholders
    assert told == {"account": "CarsXE", "since": "2026-11-23 12:00"}
    await _scan(entry)
    await hass.async_block_till_done()
    hass.data.pop(DATA_STORES)
    await _reload(hass, entry)
    assert _issues(hass) == {issue}
    answer = await _fix(hass, hass_client, issue, {})
    assert answer["type"] == "create_entry"
    assert _issues(hass) == set()
    assert "damaged_at" not in hass_storage[key]["data"]


async def test_counts_damaged_of_nobody(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    hass_client: ClientSessionGenerator,
    hass_storage: dict[str, Any],
) -> None:
    """If the account is removed while its form is open, no counts are created."""
    key = f"carsxe.{entry.entry_id}.usage"
    issue = f"counts_damaged_{entry.entry_id}"
    hass_storage[key] = {"version": 1, "key": key, "data": {"days": 7}}
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    form = await _fix(hass, hass_client, issue)
    assert await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    client = await hass_client()
    response = await client.post(f"{FLOWS}/{form['flow_id']}", json={})
    assert (await response.json())["type"] == "create_entry"
    await hass.async_block_till_done()
    assert key not in hass_storage
    assert ("usage", entry.entry_id) not in hass.data[DATA_STORES]


@pytest.mark.parametrize(
    ("answer", "status", "key"),
    [
        pytest.param("key_inactive", 401, "billing", id="billing"),
        pytest.param("tier", 403, "access_denied", id="plan"),
        pytest.param("missing_image", 400, "snapshot_not_fetched", id="unfetched"),
    ],
)
async def test_call_fails(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    answer: str,
    status: int,
    key: str,
) -> None:
    """Errors of calls are reported once, across reloads, until a call succeeds."""
    issue = f"{key}_{account.entry_id}"
    carsxe.answer(answer, status)
    await _scan(account, fails=True)
    assert _issues(hass) == {issue}
    created = ir.async_get(hass).issues[DOMAIN, issue].created
    await _scan(account, fails=True)
    assert ir.async_get(hass).issues[DOMAIN, issue].created == created
    # Adding a vehicle doesn't check the key.
    hass.config_entries.async_update_subentry(
        account, account.subentries[GUEST], title="Other"
    )
    await hass.async_block_till_done()
    assert _issues(hass) == {issue}
    carsxe.answer("recognition_us")
    await _scan(account)
    assert _issues(hass) == set()


@pytest.mark.parametrize(
    ("answer", "status", "key", "stays"),
    [
        pytest.param("key_inactive", 401, "billing", False, id="billing"),
        pytest.param("tier", 403, "access_denied", True, id="plan"),
        pytest.param(
            "missing_image", 400, "snapshot_not_fetched", True, id="unfetched"
        ),
    ],
)
async def test_restart(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    answer: str,
    status: int,
    key: str,
    stays: bool,
) -> None:
    """After a restart, issues stay that the check of the key can't detect."""
    carsxe.answer(answer, status)
    await _scan(account, fails=True)
    await hass.config_entries.async_unload(account.entry_id)
    _forget(hass)
    assert _issues(hass) == set()
    hass.set_state(CoreState.starting)
    assert await hass.config_entries.async_setup(account.entry_id)
    await hass.async_block_till_done()
    assert _issues(hass) == ({f"{key}_{account.entry_id}"} if stays else set())
    hass.set_state(CoreState.running)


async def test_fetched(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """A call that fails although its picture was fetched isn't blamed on the address."""
    client = await hass_client_no_auth()

    async def _fetch(image_url: str) -> None:
        response = await client.get(image_url.removeprefix(PUBLIC_URL))
        assert response.status == 200

    carsxe.answer("missing_image", 400)
    await _scan(account, fails=True)
    assert _issues(hass) == {f"snapshot_not_fetched_{account.entry_id}"}
    carsxe.on_recognition = _fetch
    carsxe.answer("invalid_image", 400)
    await _scan(account, fails=True)
    assert _issues(hass) == set()


async def test_billing_at_set_up(
    hass: HomeAssistant,
    source: PictureCamera,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client: ClientSessionGenerator,
) -> None:
    """An inactive account has an issue at setup; its flow sets the account up once it is active."""
    carsxe.key_answer = (401, {"error": "User is not active. update your billing"})
    assert not await hass.config_entries.async_setup(entry.entry_id)
    issue = f"billing_{entry.entry_id}"
    assert _issues(hass) == {issue}
    answer = await _fix(hass, hass_client, issue, {})
    assert answer["errors"] == {"base": "still_refused"}
    assert "billing" in answer["description_placeholders"]["error"]
    assert _issues(hass) == {issue}
    carsxe.key_answer = (200, {"success": True})
    answer = await _fix(hass, hass_client, issue, {})
    assert answer["type"] == "create_entry"
    assert _issues(hass) == set()
    assert entry.state is ConfigEntryState.LOADED
    assert carsxe.recognitions == []


async def test_unfetched_flow(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client: ClientSessionGenerator,
) -> None:
    """The address is checked from inside for free, unless the user skips that."""
    carsxe.answer("missing_image", 400)
    issue = f"snapshot_not_fetched_{account.entry_id}"
    await _scan(account, fails=True)
    with patch(
        "custom_components.carsxe.repairs.async_check_public_url",
        side_effect=PublicUrlError("fetch_status", status="404"),
    ) as fetch:
        answer = await _fix(hass, hass_client, issue, {"anyway": False})
        assert answer["errors"] == {"base": "unreachable"}
        error = answer["description_placeholders"]["error"]
        assert error == "The answer was status 404."
        assert answer["description_placeholders"]["address"] == PUBLIC_URL
        assert fetch.call_args.args[1] == PUBLIC_URL
        assert _issues(hass) == {issue}
        answer = await _fix(hass, hass_client, issue, {"anyway": True})
    assert answer["type"] == "create_entry"
    assert _issues(hass) == set()
    await _scan(account, fails=True)
    with patch("custom_components.carsxe.repairs.async_check_public_url"):
        answer = await _fix(hass, hass_client, issue, {"anyway": False})
    assert answer["type"] == "create_entry"
    assert len(carsxe.recognitions) == 2


async def test_unfetched_in_german(
    hass: HomeAssistant, account: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """The reason is in Home Assistant's language."""
    await speak_german(hass)
    issue = f"snapshot_not_fetched_{account.entry_id}"
    async_raise(hass, account, "snapshot_not_fetched", account.entry_id)
    with patch(
        "custom_components.carsxe.repairs.async_check_public_url",
        side_effect=PublicUrlError("fetch_timeout", seconds="10"),
    ):
        answer = await _fix(hass, hass_client, issue, {"anyway": False})
    error = answer["description_placeholders"]["error"]
    assert error == "Innerhalb von 10 s kam keine Antwort."
    data = {k: v for k, v in account.data.items() if k != "public_url"}
    hass.config_entries.async_update_entry(account, data=data)
    await hass.async_block_till_done()
    answer = await _fix(hass, hass_client, issue, {"anyway": False})
    error = answer["description_placeholders"]["error"]
    assert error.startswith("Home Assistant hat keine öffentliche https-Adresse")


async def test_no_public_url(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """If there is no public address, one can be entered; then everything works."""
    issue = f"no_public_url_{account.entry_id}"
    data = {k: v for k, v in account.data.items() if k != "public_url"}
    hass.config_entries.async_update_entry(account, data=data)
    await hass.async_block_till_done()
    assert _issues(hass) == {issue}
    for user_input, error in (
        ({}, "still_missing"),
        ({"public_url": "http://home.example.com"}, "insecure"),
        ({"public_url": "home"}, "malformed"),
        ({"public_url": "https://me:secret@home.example.com"}, "credentials"),
    ):
        answer = await _fix(hass, hass_client, issue, user_input)
        assert answer["errors"] == {"base": error}
    answer = await _fix(hass, hass_client, issue, {"public_url": f"{PUBLIC_URL}/"})
    assert answer["type"] == "create_entry"
    assert account.data["public_url"] == PUBLIC_URL
    assert _issues(hass) == set()
    await _scan(account)


async def test_external_url(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """An external URL that is set in the meantime fixes the issue by itself."""
    data = {k: v for k, v in account.data.items() if k != "public_url"}
    hass.config_entries.async_update_entry(account, data=data)
    await hass.async_block_till_done()
    assert _issues(hass) == {f"no_public_url_{account.entry_id}"}
    await hass.config.async_update(external_url="https://home.example.com")
    await hass.async_block_till_done()
    assert _issues(hass) == set()


async def test_limit_flow(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client: ClientSessionGenerator,
) -> None:
    """A reached limit can be raised or removed, but not set to what is already used."""
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    await hass.async_block_till_done()
    await _scan(account)
    issue = f"daily_limit_reached_{account.entry_id}"
    assert _issues(hass) == {issue}
    answer = await _fix(hass, hass_client, issue)
    suggested = {
        field["name"]: field.get("description") for field in answer["data_schema"]
    }
    assert suggested == {"daily_limit": {"suggested_value": 1}, "monthly_limit": None}
    answer = await _fix(hass, hass_client, issue, {"daily_limit": 1})
    assert answer["errors"] == {"daily_limit": "too_low"}
    answer = await _fix(hass, hass_client, issue, {"monthly_limit": 50})
    assert answer["type"] == "create_entry"
    assert "daily_limit" not in account.options
    assert account.options["monthly_limit"] == 50
    assert _issues(hass) == set()
    await _scan(account)


async def test_limit_flow_of_an_account_that_is_not_set_up(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client: ClientSessionGenerator,
) -> None:
    """The form shows the stored counts after a restart that the account didn't survive."""
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    await hass.async_block_till_done()
    await _scan(account)
    assert await hass.config_entries.async_unload(account.entry_id)
    await hass.async_block_till_done()
    del hass.data[DATA_STORES]
    answer = await _fix(hass, hass_client, f"daily_limit_reached_{account.entry_id}")
    assert answer["description_placeholders"]["used_today"] == "1"


async def test_pause_flow(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client: ClientSessionGenerator,
) -> None:
    """A user who has raised the plan can resume calls."""
    carsxe.answer("quota", 429)
    await _scan(account, fails=True)
    issue = f"calls_paused_{account.entry_id}"
    assert _issues(hass) == {issue}
    carsxe.answer("recognition_us")
    await _scan(account, fails=True)
    assert (await _fix(hass, hass_client, issue, {}))["type"] == "create_entry"
    assert _issues(hass) == set()
    await _scan(account)


@pytest.fixture
async def gone(
    hass: HomeAssistant, account: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> str:
    """Remove the camera at the gate, and return the issue."""
    hass.states.async_remove(SOURCE)
    await hass.async_block_till_done()
    assert _issues(hass) == set()
    await async_pass(hass, freezer, 71)
    issue = f"source_gone_{CAMERA_ID}"
    assert _issues(hass) == {issue}
    return issue


async def test_source_back(
    hass: HomeAssistant,
    account: MockConfigEntry,
    gone: str,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A source that comes back fixes the issue; one that is missing for a moment causes none."""
    await _reload(hass, account)
    assert _issues(hass) == {gone}
    hass.states.async_set(SOURCE, "idle")
    await hass.async_block_till_done()
    assert _issues(hass) == set()
    hass.states.async_remove(SOURCE)
    await async_pass(hass, freezer, 5)
    hass.states.async_set(SOURCE, "idle")
    await async_pass(hass, freezer, 71)
    assert _issues(hass) == set()


async def test_registered_source(
    hass: HomeAssistant, account: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """A registered source is gone only once it is removed from the registry."""
    registry = er.async_get(hass)
    registry.async_get_or_create("camera", "test", "1", suggested_object_id="gate_2")
    data = account.subentries[CAMERA_ID].data | {"source_entity_id": "camera.gate_2"}
    hass.config_entries.async_update_subentry(
        account, account.subentries[CAMERA_ID], data=data
    )
    await hass.async_block_till_done()
    await async_pass(hass, freezer, 11)
    assert _issues(hass) == set()
    registry.async_remove("camera.gate_2")
    await hass.async_block_till_done()
    await async_pass(hass, freezer, 71)
    assert _issues(hass) == {f"source_gone_{CAMERA_ID}"}


async def test_other_source(
    hass: HomeAssistant,
    account: MockConfigEntry,
    gone: str,
    hass_client: ClientSessionGenerator,
) -> None:
    """The camera continues with another source and its other settings unchanged."""
    hass.states.async_set("camera.other", "idle")
    answer = await _fix(
        hass,
        hass_client,
        gone,
        {"next_step_id": "source"},
        {"source_entity_id": "camera.other"},
    )
    assert answer["type"] == "create_entry"
    camera = account.subentries[CAMERA_ID]
    assert camera.data["source_entity_id"] == "camera.other"
    assert camera.data["min_score"] == 70
    assert camera.unique_id == "camera:camera.other"
    assert _issues(hass) == set()


async def test_taken_source(
    hass: HomeAssistant,
    account: MockConfigEntry,
    gone: str,
    hass_client: ClientSessionGenerator,
) -> None:
    """Another camera's source is refused."""
    other = ConfigSubentry(
        data=MappingProxyType({"source_entity_id": "camera.other"}),
        subentry_type="camera",
        title="Other",
        unique_id="camera:camera.other",
    )
    hass.states.async_set("camera.other", "idle")
    hass.config_entries.async_add_subentry(account, other)
    await hass.async_block_till_done()
    step = {"next_step_id": "source"}
    answer = await _fix(
        hass, hass_client, gone, step, {"source_entity_id": "camera.other"}
    )
    assert answer["errors"] == {"source_entity_id": "already_configured"}
    assert _issues(hass) == {gone}


async def test_own_source(
    hass: HomeAssistant,
    account: MockConfigEntry,
    gone: str,
    hass_client: ClientSessionGenerator,
) -> None:
    """An image entity of the integration is neither offered nor accepted."""
    step = {"next_step_id": "source"}
    answer = await _fix(hass, hass_client, gone, step)
    (field,) = answer["data_schema"]
    own = field["selector"]["entity"]["exclude_entities"]
    assert "image.gate_last_plate" in own
    with patch(
        "custom_components.carsxe.repairs.async_own_entity_ids",
        return_value=[],
    ):
        choice = {"source_entity_id": "image.gate_last_plate"}
        answer = await _fix(hass, hass_client, gone, step, choice)
    assert answer["errors"] == {"source_entity_id": "own_source"}
    assert account.subentries[CAMERA_ID].data["source_entity_id"] == SOURCE


async def test_remove_camera(
    hass: HomeAssistant,
    account: MockConfigEntry,
    gone: str,
    hass_client: ClientSessionGenerator,
) -> None:
    """The camera can be removed after a confirmation."""
    answer = await _fix(hass, hass_client, gone, {"next_step_id": "remove"})
    assert answer["type"] == "form"
    assert answer["description_placeholders"]["camera"] == "Gate"
    assert CAMERA_ID in account.subentries
    await _fix(hass, hass_client, gone, {"next_step_id": "remove"}, {})
    assert CAMERA_ID not in account.subentries
    assert _issues(hass) == set()


@pytest.fixture
async def expired(
    hass: HomeAssistant, account: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> str:
    """Let the guest expire, and return the issue."""
    assert _issues(hass) == set()
    await async_pass(hass, freezer, 3601)
    issue = f"vehicle_expired_{GUEST}"
    assert _issues(hass) == {issue}
    return issue


async def test_expired_goes_by_itself(
    hass: HomeAssistant, expired: str, freezer: FrozenDateTimeFactory
) -> None:
    """After a week, the issue disappears."""
    await async_pass(hass, freezer, 7 * 86_400 + 60)
    assert expired not in _issues(hass)


async def test_guest_known_by_the_plate_alone(
    hass: HomeAssistant, account: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """An unnamed guest causes no issue."""
    guest = account.subentries[GUEST]
    hass.config_entries.async_update_subentry(account, guest, title=guest.data["plate"])
    await hass.async_block_till_done()
    await async_pass(hass, freezer, 3601)
    assert _issues(hass) == set()


async def test_ignored_vehicle(
    hass: HomeAssistant, account: MockConfigEntry, expired: str
) -> None:
    """An ignored issue stays ignored across reloads and restarts."""
    ir.async_ignore_issue(hass, DOMAIN, expired, True)
    await _reload(hass, account)
    assert ir.async_get(hass).issues[DOMAIN, expired].dismissed_version
    await hass.config_entries.async_unload(account.entry_id)
    _forget(hass)
    await hass.config_entries.async_setup(account.entry_id)
    assert _issues(hass) == {expired}
    assert ir.async_get(hass).issues[DOMAIN, expired].dismissed_version


@pytest.mark.parametrize(
    "until", [pytest.param({}, id="for good"), {"valid_until": "2026-11-24 12:00:00"}]
)
async def test_prolong(
    hass: HomeAssistant,
    account: MockConfigEntry,
    expired: str,
    hass_client: ClientSessionGenerator,
    until: dict[str, str],
) -> None:
    """A vehicle's time can be extended, but not to a time that has passed."""
    step = {"next_step_id": "prolong"}
    past = {"valid_until": "2026-11-23 12:30:00"}
    answer = await _fix(hass, hass_client, expired, step, past)
    assert answer["errors"] == {"base": "still_over"}
    answer = await _fix(hass, hass_client, expired, step, until)
    assert answer["type"] == "create_entry"
    guest = account.subentries[GUEST]
    assert guest.title == "Guest"
    assert guest.data["plate"] == "AB123"
    assert ("valid_until" in guest.data) is bool(until)
    assert _issues(hass) == set()
    match = account.runtime_data.vehicles.matcher.match(
        "AB123", (), min_score=0.7, camera_id=CAMERA_ID, now=dt_util.utcnow()
    )
    assert match.vehicle


async def test_remove_vehicle(
    hass: HomeAssistant,
    account: MockConfigEntry,
    expired: str,
    hass_client: ClientSessionGenerator,
) -> None:
    """A vehicle can be removed."""
    await _fix(hass, hass_client, expired, {"next_step_id": "remove"}, {})
    assert GUEST not in account.subentries
    assert _issues(hass) == set()


@pytest.mark.parametrize("how", ["vehicle", "account", "disabled"])
async def test_gone_with_its_owner(
    hass: HomeAssistant, account: MockConfigEntry, expired: str, how: str
) -> None:
    """An issue is deleted with its vehicle and its account."""
    if how == "vehicle":
        hass.config_entries.async_remove_subentry(account, GUEST)
    elif how == "account":
        await hass.config_entries.async_remove(account.entry_id)
    else:
        await hass.config_entries.async_set_disabled_by(
            account.entry_id, ConfigEntryDisabler.USER
        )
    await hass.async_block_till_done()
    assert _issues(hass) == set()


async def test_owner_gone_meanwhile(
    hass: HomeAssistant, account: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """A flow whose camera is gone finishes at once."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        "source_gone_x",
        data={"entry_id": account.entry_id},
        is_fixable=True,
        severity=ir.IssueSeverity.ERROR,
        translation_key="source_gone",
    )
    answer = await _fix(hass, hass_client, "source_gone_x")
    assert answer["type"] == "create_entry"
    assert _issues(hass) == set()


async def _open(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    issue_id: str,
    *steps: dict[str, Any],
) -> Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]:
    """Open a flow, take some steps, and return a function that takes another one."""
    answer = await _fix(hass, hass_client, issue_id, *steps)
    client = await hass_client()

    async def _go_on(step: dict[str, Any]) -> dict[str, Any]:
        response = await client.post(f"{FLOWS}/{answer['flow_id']}", json=step)
        assert response.status == 200, await response.text()
        result: dict[str, Any] = await response.json()
        return result

    return _go_on


@pytest.mark.parametrize(
    ("steps", "last"),
    [
        pytest.param([], {"next_step_id": "source"}, id="menu"),
        pytest.param(
            [{"next_step_id": "source"}], {"source_entity_id": SOURCE}, id="source"
        ),
        pytest.param([{"next_step_id": "remove"}], {}, id="remove"),
    ],
)
async def test_camera_gone_while_open(
    hass: HomeAssistant,
    account: MockConfigEntry,
    gone: str,
    hass_client: ClientSessionGenerator,
    steps: list[dict[str, Any]],
    last: dict[str, Any],
) -> None:
    """An open flow finishes when its camera is removed."""
    go_on = await _open(hass, hass_client, gone, *steps)
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await hass.async_block_till_done()
    assert (await go_on(last))["type"] == "create_entry"
    assert _issues(hass) == set()


@pytest.mark.parametrize("step", ["prolong", "remove"])
@pytest.mark.parametrize("what", ["vehicle", "account"])
async def test_vehicle_gone_while_open(
    hass: HomeAssistant,
    account: MockConfigEntry,
    expired: str,
    hass_client: ClientSessionGenerator,
    step: str,
    what: str,
) -> None:
    """The same for a vehicle, even if its whole account is removed."""
    go_on = await _open(hass, hass_client, expired, {"next_step_id": step})
    if what == "vehicle":
        hass.config_entries.async_remove_subentry(account, GUEST)
    else:
        await hass.config_entries.async_remove(account.entry_id)
    await hass.async_block_till_done()
    assert (await go_on({}))["type"] == "create_entry"
    assert _issues(hass) == set()


@pytest.mark.parametrize(
    ("key", "last"),
    [
        pytest.param("billing", {}, id="key"),
        pytest.param("calls_paused", {}, id="resume"),
        pytest.param("daily_limit_reached", {"daily_limit": 50}, id="limit"),
        pytest.param("no_public_url", {"public_url": PUBLIC_URL}, id="address"),
        pytest.param("snapshot_not_fetched", {"anyway": True}, id="unfetched"),
    ],
)
async def test_account_gone_while_open(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    key: str,
    last: dict[str, Any],
) -> None:
    """The same for an account."""
    issue = f"{key}_{account.entry_id}"
    async_raise(
        hass,
        account,
        key,
        account.entry_id,
        **dict.fromkeys(("error", "limit", "used", "resumes", "period"), ""),
    )
    go_on = await _open(hass, hass_client, issue)
    await hass.config_entries.async_remove(account.entry_id)
    assert (await go_on(last))["type"] == "create_entry"
    assert _issues(hass) == set()


async def test_account_gone_during_the_check(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """An account that is removed during a check of the key isn't set up again."""

    async def _remove(*_: object) -> None:
        await hass.config_entries.async_remove(account.entry_id)

    async_raise(hass, account, "billing", account.entry_id, error="")
    with patch(
        "custom_components.carsxe.api.client.CarsXEClient.validate_key", _remove
    ):
        answer = await _fix(hass, hass_client, f"billing_{account.entry_id}", {})
    assert answer["type"] == "create_entry"
    assert _issues(hass) == set()
