"""Tests of the vehicle's flow."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.spending.periods import Period
from custom_components.carsxe.runtime.spending.usage import Count, Usage
from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util

from .carsxe_server import CarsXEServer, load_answer
from .conftest import API_KEY, CAMERA_ID
from .test_translations import ENGLISH


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a vehicle."""
    return {"Van": {"plate": "ABC123"}}


async def _start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Start adding a vehicle."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "vehicle"), context={"source": SOURCE_USER}
    )


async def _submit(
    hass: HomeAssistant, result: SubentryFlowResult, **fields: Any
) -> SubentryFlowResult:
    """Fill in the form."""
    return await hass.config_entries.subentries.async_configure(
        result["flow_id"], fields
    )


async def test_add(
    hass: HomeAssistant, account: MockConfigEntry, device_registry: dr.DeviceRegistry
) -> None:
    """A vehicle is added with a normalized plate, times in UTC, and a device."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    result = await _submit(
        hass,
        await _start(hass, account),
        plate="wob-ＧＴ 1",
        name=" Golf ",
        advanced={
            "valid_from": "2026-11-23 08:00:00",
            "valid_until": "2026-11-24 08:00:00",
            "camera_ids": [CAMERA_ID],
            "ignore": False,
        },
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Golf"
    assert result["unique_id"] == "vehicle:WOBGT1"
    assert result["data"] == {
        "plate": "WOBGT1",
        "valid_from": "2026-11-23T07:00:00+00:00",
        "valid_until": "2026-11-24T07:00:00+00:00",
        "camera_ids": [CAMERA_ID],
        "ignore": False,
    }
    await hass.async_block_till_done()
    assert hass.states.get("sensor.golf_last_seen")
    subentry_id = next(
        s.subentry_id for s in account.subentries.values() if s.title == "Golf"
    )
    assert device_registry.async_get_device_by_identifier(
        (DOMAIN, subentry_id), account.entry_id
    )


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        pytest.param({"plate": "a b c-1.2.3"}, {"plate": "plate_taken"}, id="taken"),
        pytest.param({"plate": "-"}, {"plate": "unreadable_plate"}, id="nothing"),
        pytest.param({"plate": "a" * 33}, {"plate": "unreadable_plate"}, id="too long"),
        pytest.param(
            {"advanced": {"more_plates": ["abc-123"]}},
            {"more_plates": "plate_taken"},
            id="second is taken",
        ),
        pytest.param({"name": " "}, {"name": "empty_name"}, id="no name"),
        pytest.param(
            {"advanced": {"valid_until": "9999-12-31 23:59:59"}},
            {"base": "bad_date"},
            id="end of time",
        ),
        pytest.param(
            {"advanced": {"valid_from": "0001-01-01 00:00:00"}},
            {"base": "bad_date"},
            id="beginning of time",
        ),
        pytest.param(
            {
                "advanced": {
                    "valid_from": "2026-11-23 08:00:00",
                    "valid_until": "2026-11-23 08:00:00",
                }
            },
            {"base": "never_valid"},
            id="never valid",
        ),
    ],
)
async def test_refused(
    hass: HomeAssistant,
    account: MockConfigEntry,
    fields: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """Invalid input is reported at its field, and can be corrected."""
    good = {"plate": "XYZ789", "name": "Car"}
    result = await _submit(hass, await _start(hass, account), **(good | fields))
    assert result["errors"] == errors
    if "taken" in str(errors):
        placeholders = result["description_placeholders"]
        assert placeholders
        assert placeholders["name"] == "Van"
    result = await _submit(hass, result, **good)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_reconfigure(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """All fields can be changed; the form shows local times."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    for until in ("2026-11-24 08:00:00", "2026-11-25 08:00:00"):
        result = await account.start_subentry_reconfigure_flow(hass, "id of Van")
        assert result["step_id"] == "reconfigure"
        result = await _submit(
            hass, result, plate="ABC124", name="Bus", advanced={"valid_until": until}
        )
        assert result["reason"] == "reconfigure_successful"
        await hass.async_block_till_done()
    subentry = account.subentries["id of Van"]
    assert (subentry.title, subentry.unique_id) == ("Bus", "vehicle:ABC124")
    assert subentry.data["valid_until"] == "2026-11-25T07:00:00+00:00"
    result = await account.start_subentry_reconfigure_flow(hass, "id of Van")
    schema = result["data_schema"]
    assert schema
    shown = {str(f): f.description for f in schema.schema["advanced"].schema.schema}
    assert shown["valid_until"] == {"suggested_value": "2026-11-25 08:00:00"}


async def test_removed_meanwhile(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """The dialog of a vehicle that is removed in the meantime aborts and pays for nothing."""
    result = await account.start_subentry_reconfigure_flow(hass, "id of Van")
    hass.config_entries.async_remove_subentry(account, "id of Van")
    await hass.async_block_till_done()
    result = await _submit(
        hass, result, plate="ABC124", name="Bus", look_up_section=LOOK_UP
    )
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "removed"
    assert carsxe.decodes == []
    assert account.get_subentries_of_type("vehicle") == []


LOOK_UP = {"look_up": True, "country": "US", "state": "CA"}


async def test_look_up(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    device_registry: dr.DeviceRegistry,
) -> None:
    """Make and model are decoded once, and shown on the device."""
    result = await _submit(
        hass,
        await _start(hass, account),
        plate="7XER187",
        name="Kia",
        look_up_section=LOOK_UP,
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert "look_up" not in result["data"]
    assert API_KEY not in str(result["data"])
    await hass.async_block_till_done()
    (query,) = carsxe.decodes
    assert (query["plate"], query["country"], query["state"]) == ("7XER187", "US", "CA")
    subentry = next(s for s in account.subentries.values() if s.title == "Kia")
    device = device_registry.async_get_device_by_identifier(
        (DOMAIN, subentry.subentry_id), account.entry_id
    )
    assert device
    assert (device.manufacturer, device.model) == ("Kia", "Forte")


@pytest.mark.parametrize(
    ("plate", "kept"),
    [
        pytest.param("abc 123", True, id="same plate"),
        pytest.param("ABC124", False, id="another"),
    ],
)
async def test_looked_up_before(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    plate: str,
    kept: bool,
) -> None:
    """A paid result stays with its plate when something else is changed."""
    for fields in ({"plate": "ABC123", "look_up_section": LOOK_UP}, {"plate": plate}):
        result = await account.start_subentry_reconfigure_flow(hass, "id of Van")
        await _submit(hass, result, name="Van", **fields)
        await hass.async_block_till_done()
    assert len(carsxe.decodes) == 1
    assert ("decoded" in account.subentries["id of Van"].data) is kept


@pytest.mark.parametrize(
    ("status", "answer", "error"),
    [
        pytest.param(404, "decoded_unknown", "request_refused", id="unknown plate"),
        pytest.param(401, "key_unknown", "invalid_auth", id="key"),
        pytest.param(403, "tier", "access_denied", id="tier"),
        pytest.param(429, "quota", "quota_exceeded", id="quota"),
        pytest.param(500, "no_information", "temporary", id="server error"),
    ],
)
async def test_look_up_fails(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    status: int,
    answer: str,
    error: str,
) -> None:
    """A failed decode is reported, and the vehicle can be saved without it."""
    carsxe.decoded = (status, load_answer(answer))
    fields = {"plate": "XYZ789", "name": "Car"}
    result = await _submit(
        hass, await _start(hass, account), **fields, look_up_section=LOOK_UP
    )
    assert result["errors"] == {"base": error}
    assert error in ENGLISH["config_subentries"]["vehicle"]["error"]
    result = await _submit(hass, result, **fields)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("loaded", [True, False], ids=["loaded", "unloaded"])
async def test_look_up_is_counted(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, loaded: bool
) -> None:
    """A decode in the form is like any other, even if the account isn't set up."""
    if not loaded:
        await hass.config_entries.async_unload(account.entry_id)
    usage = await Usage.async_get(hass, account.entry_id)
    result = await _submit(
        hass,
        await _start(hass, account),
        plate="7XER187",
        name="Kia",
        look_up_section=LOOK_UP,
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert usage.count(Count.DECODES, Period.DAILY) == len(carsxe.decodes) == 1


@pytest.mark.parametrize(
    ("key", "paused"),
    [
        pytest.param("daily_limit_reached", [], id="limit"),
        pytest.param("calls_paused", Count, id="paused"),
        pytest.param("decodes_paused", [Count.DECODES], id="decodes paused"),
    ],
)
async def test_look_up_is_stopped(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    key: str,
    paused: list[Count],
) -> None:
    """If no paid call may be made, the form says why, and accepts the vehicle without it."""
    usage = await Usage.async_get(hass, account.entry_id)
    usage.async_pause(paused, dt_util.utcnow() + timedelta(minutes=1))
    if not paused:
        hass.config_entries.async_update_entry(
            account, options={**account.options, "daily_limit": 1}
        )
        await hass.async_block_till_done()
        usage.async_begin(Count.RECOGNITIONS)
    result = await _submit(
        hass,
        await _start(hass, account),
        plate="7XER187",
        name="Kia",
        look_up_section=LOOK_UP,
    )
    assert result["errors"] == {"base": key}
    placeholders = result["description_placeholders"]
    assert placeholders
    text = ENGLISH["config_subentries"]["vehicle"]["error"][key]
    assert "{" not in text.format(**placeholders)
    assert carsxe.decodes == []
    result = await _submit(hass, result, plate="7XER187", name="Kia")
    assert result["type"] is FlowResultType.CREATE_ENTRY
