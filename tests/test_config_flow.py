"""Tests of the account's flow."""

from datetime import timedelta
import json
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.spending.usage import Count, Usage
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.util import dt as dt_util

from .carsxe_server import CarsXEServer, load_answer
from .conftest import API_KEY, PUBLIC_URL

DEFAULTS = {
    "match_kinds": ["exact", "candidate"],
    "price": 0.15,
    "decode_price": 0.5,
    "daily_decode_limit": 10,
}
NEW = {**DEFAULTS, "daily_limit": 100}
GOOD_KEY: tuple[int, Any] = (200, {"success": True})
KEY_ERRORS = [
    pytest.param((401, "key_unknown"), "invalid_auth", id="unknown key"),
    pytest.param((401, "key_inactive"), "billing", id="billing"),
    pytest.param((403, "key_blocked"), "access_denied", id="blocked"),
    pytest.param((403, "tier"), "access_denied", id="tier"),
    pytest.param((500, "no_information"), "temporary", id="server error"),
]


def _input(carsxe: CarsXEServer, **advanced: str) -> dict[str, Any]:
    """Return a user's input."""
    return {
        "api_key": f" {API_KEY} ",
        "advanced": {"api_url": f"{carsxe.url}/", **advanced},
    }


async def _start(hass: HomeAssistant) -> ConfigFlowResult:
    """Start adding an account."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "user"
    return result


async def _submit(
    hass: HomeAssistant, result: ConfigFlowResult, user_input: dict[str, Any]
) -> ConfigFlowResult:
    """Fill in a form."""
    return await hass.config_entries.flow.async_configure(result["flow_id"], user_input)


async def test_add(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """An account is added once CarsXE has accepted its key, and nothing is spent."""
    result = await _start(hass)
    result = await _submit(hass, result, _input(carsxe, public_url=f"{PUBLIC_URL}/"))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "CarsXE"
    assert result["data"] == {
        "api_key": API_KEY,
        "api_url": carsxe.url,
        "public_url": PUBLIC_URL,
    }
    assert result["options"] == NEW
    await hass.async_block_till_done()
    assert result["result"].state is ConfigEntryState.LOADED
    assert carsxe.recognitions == []


def _is_expanded(result: ConfigFlowResult, section: str) -> bool:
    """Return whether a section of a form is expanded."""
    schema = result["data_schema"]
    assert schema
    return not schema.schema[section].options["collapsed"]


async def test_public_address_is_asked_for(
    hass: HomeAssistant, carsxe: CarsXEServer
) -> None:
    """A user without a public address learns about it at once, where one can be entered."""
    result = await _start(hass)
    assert result["errors"] == {"base": "no_public_url"}
    assert _is_expanded(result, "advanced")
    await hass.config.async_update(external_url="https://home.example.com")
    result = await _start(hass)
    assert result["errors"] == {}
    assert not _is_expanded(result, "advanced")


async def test_names(
    hass: HomeAssistant, carsxe: CarsXEServer, account: MockConfigEntry
) -> None:
    """Accounts have names, which their devices use."""
    fields = _input(carsxe) | {"api_key": "another", "name": " Cabin "}
    result = await _submit(hass, await _start(hass), fields)
    assert result["title"] == "Cabin"
    result = await account.start_reconfigure_flow(hass)
    schema = result["data_schema"]
    assert schema
    (name,) = (field for field in schema.schema if field == "name")
    assert name.description == {"suggested_value": "CarsXE"}
    await _submit(
        hass, result, {"name": "House", "advanced": _input(carsxe)["advanced"]}
    )
    await hass.async_block_till_done()
    assert account.title == "House"
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, account.entry_id), account.entry_id
    )
    assert device and device.name == "House"


async def test_reauth_asks_for_the_key_alone(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """A user who renews a key is asked for nothing else, and everything else stays."""
    before = dict(account.data)
    account.async_start_reauth(hass)
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress()
    result = await hass.config_entries.flow.async_configure(flow["flow_id"])
    assert result["data_schema"]
    assert list(result["data_schema"].schema) == ["api_key"]
    await _submit(hass, result, {"api_key": API_KEY})
    assert {key: account.data[key] for key in before} == before


@pytest.mark.parametrize(("answer", "error"), KEY_ERRORS)
async def test_key_refused(
    hass: HomeAssistant, carsxe: CarsXEServer, answer: tuple[int, str], error: str
) -> None:
    """The form shows CarsXE's reason against the key, and accepts another one."""
    carsxe.key_answer = (answer[0], load_answer(answer[1]))
    result = await _submit(hass, await _start(hass), _input(carsxe))
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {"base": error}
    carsxe.key_answer = GOOD_KEY
    result = await _submit(hass, result, _input(carsxe))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_spent_quota_is_no_obstacle(
    hass: HomeAssistant, carsxe: CarsXEServer
) -> None:
    """A key whose calls are used up for the month is valid."""
    carsxe.key_answer = (429, load_answer("quota"))
    result = await _submit(hass, await _start(hass), _input(carsxe))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_host_without_key_check(
    hass: HomeAssistant, carsxe: CarsXEServer
) -> None:
    """Without a key check, an empty recognition shows that the key is accepted."""
    carsxe.key_answer = (404, {})
    carsxe.answer("missing_url", 400)
    carsxe.on_recognition = None
    result = await _submit(hass, await _start(hass), _input(carsxe))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert carsxe.recognitions[0] == {}


async def test_cannot_connect(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """Nothing listens at the address."""
    user_input = _input(carsxe)
    user_input["advanced"]["api_url"] = "http://127.0.0.1:1"
    result = await _submit(hass, await _start(hass), user_input)
    assert result["errors"] == {"base": "cannot_connect"}


async def test_form_of_plates(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """An invalid pattern is refused, a valid one is stored unchanged."""
    user_input = _input(carsxe)
    user_input["matching"] = {"min_plate_length": 4, "plate_pattern": "[A-Z"}
    result = await _submit(hass, await _start(hass), user_input)
    assert result["errors"] == {"base": "invalid_pattern"}
    user_input["matching"]["plate_pattern"] = " (A+)+[0-9]{1,4} "
    result = await _submit(hass, result, user_input)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["options"]["plate_pattern"] == "(A+)+[0-9]{1,4}"
    assert result["options"]["min_plate_length"] == 4


@pytest.mark.parametrize("field", ["api_url", "public_url"])
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("http://example.com", "insecure", id="http to a public host"),
        pytest.param("https://me:pw@example.com", "credentials", id="credentials"),
        pytest.param("ftp://example.com", "malformed", id="another scheme"),
        pytest.param("example.com", "malformed", id="no scheme"),
        pytest.param("https://example.com/?a=b", "malformed", id="query"),
    ],
)
async def test_address_refused(
    hass: HomeAssistant, carsxe: CarsXEServer, field: str, address: str, reason: str
) -> None:
    """An untrusted address is refused before anything is sent there."""
    user_input = _input(carsxe)
    user_input["advanced"][field] = address
    result = await _submit(hass, await _start(hass), user_input)
    assert result["errors"] == {"base": f"{field}_{reason}"}
    assert _is_expanded(result, "advanced")
    assert carsxe.key_checks == 0


async def test_empty_key(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """Spaces are no key."""
    result = await _submit(hass, await _start(hass), _input(carsxe) | {"api_key": "  "})
    assert result["errors"] == {"api_key": "empty_key"}


async def test_only_a_key(hass: HomeAssistant) -> None:
    """Without input in the advanced section, CarsXE's own address is used."""
    with patch("custom_components.carsxe.api.client.CarsXEClient.validate_key"):
        result = await _submit(hass, await _start(hass), {"api_key": "key"})
        await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == {
        "api_key": "key",
        "api_url": "https://api.carsxe.com",
    }
    assert result["options"] == NEW


async def test_same_key_twice(
    hass: HomeAssistant, carsxe: CarsXEServer, entry: MockConfigEntry
) -> None:
    """A key can be used by only one account."""
    result = await _submit(hass, await _start(hass), _input(carsxe))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_two_accounts(
    hass: HomeAssistant, carsxe: CarsXEServer, account: MockConfigEntry
) -> None:
    """Accounts with different keys can coexist."""
    result = await _submit(
        hass, await _start(hass), _input(carsxe) | {"api_key": "another"}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    states = {entry.state for entry in hass.config_entries.async_entries(DOMAIN)}
    assert states == {ConfigEntryState.LOADED}


@pytest.mark.parametrize("loaded", [True, False], ids=["loaded", "failed to set up"])
async def test_reauth(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    loaded: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A new key is checked, stored and used, whatever the state of the account."""
    if not loaded:
        carsxe.key_answer = (401, load_answer("key_unknown"))
    await hass.config_entries.async_setup(entry.entry_id)
    if loaded:
        entry.async_start_reauth(hass)
        await hass.async_block_till_done()
    else:
        assert entry.state is ConfigEntryState.SETUP_ERROR
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["step_id"] == "reauth_confirm"
    carsxe.key_answer = GOOD_KEY
    checks = carsxe.key_checks
    result = await _submit(hass, flow, {"api_key": "renewed"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    assert entry.data["api_key"] == "renewed"
    assert entry.state is ConfigEntryState.LOADED
    # Once in the flow and once in the setup: it wasn't set up twice.
    assert carsxe.key_checks == checks + 2
    assert "update listener" not in caplog.text


async def test_reauth_refused(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """An invalid new key is refused; the account keeps the old one."""
    account.async_start_reauth(hass)
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress()
    carsxe.key_answer = (401, load_answer("key_unknown"))
    result = await _submit(hass, flow, {"api_key": "wrong"})
    assert result["errors"] == {"base": "invalid_auth"}
    assert account.data["api_key"] == API_KEY


async def test_reconfigure(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Key and addresses can be changed; the form shows the addresses and never the key."""
    result = await account.start_reconfigure_flow(hass)
    assert result["step_id"] == "reconfigure"
    schema = result["data_schema"]
    assert schema
    shown = {
        str(field): field.description
        for section in [schema.schema, schema.schema["advanced"].schema.schema]
        for field in section
    }
    assert shown["api_url"] == {"suggested_value": carsxe.url}
    assert shown["public_url"] == {"suggested_value": PUBLIC_URL}
    assert API_KEY not in json.dumps(shown, default=str)
    result = await _submit(hass, result, _input(carsxe) | {"api_key": "another"})
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert account.data == {"api_key": "another", "api_url": carsxe.url}
    assert account.state is ConfigEntryState.LOADED


async def test_reconfigure_with_same_key(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """An account isn't its own duplicate."""
    result = await account.start_reconfigure_flow(hass)
    result = await _submit(hass, result, _input(carsxe))
    assert result["reason"] == "reconfigure_successful"


async def test_reconfigure_without_key(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A user who changes something else doesn't need the key."""
    result = await account.start_reconfigure_flow(hass)
    user_input = _input(carsxe)
    del user_input["api_key"]
    result = await _submit(hass, result, user_input)
    assert result["reason"] == "reconfigure_successful"
    assert account.data["api_key"] == API_KEY


async def test_reconfigure_to_taken_key(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Another account's key is refused."""
    other = MockConfigEntry(
        domain=DOMAIN, data={"api_key": "other", "api_url": carsxe.url}
    )
    other.add_to_hass(hass)
    result = await account.start_reconfigure_flow(hass)
    result = await _submit(hass, result, _input(carsxe) | {"api_key": "other"})
    assert result["reason"] == "already_configured"
    assert account.data["api_key"] == API_KEY


BUDGET = {"daily_limit": 20.0, "monthly_limit": 200.0, "price": 0.1, "decode_price": 1}


async def test_budget(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """Limits are stored as integers, prices unchanged."""
    result = await _submit(
        hass, await _start(hass), _input(carsxe) | {"budget": BUDGET}
    )
    data = result["options"]
    assert {key: data[key] for key in BUDGET} == BUDGET
    assert [type(data[key]) for key in BUDGET] == [int, int, float, float]


@pytest.mark.parametrize(
    "budget",
    [
        pytest.param({"daily_limit": 0}, id="no calls a day"),
        pytest.param({"monthly_limit": -1}, id="negative limit"),
        pytest.param({"daily_decode_limit": -1}, id="negative limit of decodes"),
        pytest.param({"price": -0.01}, id="negative price"),
        pytest.param({"decode_price": "a dollar"}, id="words"),
    ],
)
async def test_bad_budget(
    hass: HomeAssistant, carsxe: CarsXEServer, budget: dict[str, Any]
) -> None:
    """Invalid limits and prices are refused."""
    result = await _start(hass)
    with pytest.raises(InvalidData):
        await _submit(hass, result, _input(carsxe) | {"budget": budget})


async def test_options(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """The form shows the present limits, and clearing one removes it."""
    data, checks = dict(account.data), carsxe.key_checks
    options = hass.config_entries.options
    result = await options.async_init(account.entry_id)
    matching = {"match_kinds": ["confusable"], "plate_pattern": "[A-Z"}
    user_input = {"budget": BUDGET, "matching": matching}
    result = await options.async_configure(result["flow_id"], user_input)
    assert result["errors"] == {"base": "invalid_pattern"}
    matching["plate_pattern"] = "[A-Z]+"
    result = await options.async_configure(result["flow_id"], user_input)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert account.options == {**DEFAULTS, **BUDGET, **matching}
    result = await options.async_init(account.entry_id)
    assert _is_expanded(result, "budget")
    assert _is_expanded(result, "matching")
    schema = result["data_schema"]
    assert schema
    shown = {
        str(field): field.description
        for section in ("budget", "matching")
        for field in schema.schema[section].schema.schema
    }
    assert shown["daily_limit"] == {"suggested_value": 20}
    assert shown["price"] == {"suggested_value": 0.1}
    assert shown["match_kinds"] == {"suggested_value": ["confusable"]}
    kept = {key: BUDGET[key] for key in ("monthly_limit", "price")}
    await options.async_configure(result["flow_id"], {"budget": kept, "matching": {}})
    await hass.async_block_till_done()
    assert account.options == {**DEFAULTS, **kept}
    assert account.data == data
    assert carsxe.key_checks == checks
    assert account.state is ConfigEntryState.LOADED


async def test_other_changes_leave_options(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Changing key or addresses keeps the limits."""
    hass.config_entries.async_update_entry(account, options=BUDGET)
    result = await account.start_reconfigure_flow(hass)
    assert result["data_schema"]
    fields = {str(field) for field in result["data_schema"].schema}
    assert fields == {"api_key", "name", "advanced"}
    await _submit(hass, result, _input(carsxe) | {"api_key": "another"})
    await hass.async_block_till_done()
    assert account.data["api_key"] == "another"
    assert account.options == BUDGET


@pytest.mark.parametrize("loaded", [True, False], ids=["loaded", "failed to set up"])
@pytest.mark.parametrize("source", ["reconfigure", "reauth"])
async def test_change_ends_pause(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    loaded: bool,
    source: str,
) -> None:
    """Submitting an account's form resumes paid calls, even without changes."""
    data = {"api_key": API_KEY, "api_url": carsxe.url}
    hass.config_entries.async_update_entry(entry, data=data)
    usage = await Usage.async_get(hass, entry.entry_id)
    usage.async_pause(Count, dt_util.utcnow() + timedelta(minutes=1))
    await hass.config_entries.async_setup(entry.entry_id)
    issues = ir.async_get(hass).issues
    paused = (DOMAIN, f"calls_paused_{entry.entry_id}")
    assert paused in issues
    if not loaded:
        carsxe.key_answer = (503, {})
        await hass.config_entries.async_reload(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
    if source == "reauth":
        entry.async_start_reauth(hass)
        await hass.async_block_till_done()
        (result,) = hass.config_entries.flow.async_progress()
    else:
        result = await entry.start_reconfigure_flow(hass)
    carsxe.key_answer = GOOD_KEY
    fields = {"api_key": API_KEY} if source == "reauth" else _input(carsxe)
    result = await _submit(hass, result, fields)
    assert result["reason"] == f"{source}_successful"
    assert entry.data == data
    assert paused not in issues
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    budget = entry.runtime_data.paid_calls.budget
    budget.async_check(Count.RECOGNITIONS, priority=False)
    assert paused not in issues


async def test_refused_change_ends_no_pause(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """While the form has errors, the pause continues."""
    usage = await Usage.async_get(hass, account.entry_id)
    usage.async_pause(Count, dt_util.utcnow() + timedelta(minutes=1))
    carsxe.key_answer = (401, load_answer("key_unknown"))
    await _submit(hass, await account.start_reconfigure_flow(hass), _input(carsxe))
    assert usage.pauses.get(Count.RECOGNITIONS)
