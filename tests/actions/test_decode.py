"""Tests of the action `carsxe.decode_plate`."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from tests.carsxe_server import CarsXEServer, load_answer
from tests.conftest import API_KEY

from .conftest import OTHER_KEY, Act


async def test_answer(account: MockConfigEntry, carsxe: CarsXEServer, act: Act) -> None:
    """The response has the plate and the vehicle's data, but nothing of the request, such as the key."""
    carsxe.decoded[1]["input"]["key"] = API_KEY
    response = await act("decode_plate", plate="7xer-187")
    document = load_answer("decoded_us")
    del document["success"], document["input"]
    assert response == {"plate": "7XER187", **document}
    assert API_KEY not in str(response)
    assert carsxe.decodes == [{"key": API_KEY, "plate": "7XER187"}]


async def test_sparse_answer(
    account: MockConfigEntry, carsxe: CarsXEServer, act: Act
) -> None:
    """Values that CarsXE doesn't know are null; echoed and extra ones are left out."""
    carsxe.decoded = (200, load_answer("decoded_sparse"))
    response = await act("decode_plate", plate="WG12KVL")
    told = {field: value for field, value in response.items() if value is not None}
    assert told == {"plate": "WG12KVL", "make": "Kia", "model": "Forte", "year": "2017"}
    assert response.keys() == {"plate", *load_answer("decoded_us")} - {
        "success",
        "input",
    }


@pytest.mark.parametrize(
    ("data", "query"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param(
            {"region": "us-ca"}, {"country": "US", "state": "CA"}, id="region"
        ),
        pytest.param({"region": "nl"}, {"country": "NL"}, id="region without state"),
        pytest.param({"region": None}, {}, id="no region"),
        pytest.param({"region": ""}, {}, id="empty region"),
        pytest.param(
            {"country": "AU", "state": "VIC"},
            {"country": "AU", "state": "VIC"},
            id="as given",
        ),
        pytest.param(
            {"country": "PK", "state": "Punjab", "district": "Lahore"},
            {"country": "PK", "state": "Punjab", "district": "Lahore"},
            id="district",
        ),
        pytest.param(
            {"region": "us-ca", "state": "NV"},
            {"country": "US", "state": "NV"},
            id="state goes before region",
        ),
        pytest.param(
            {"region": "us-ca", "country": "US"},
            {"country": "US", "state": "CA"},
            id="region adds the state",
        ),
        pytest.param(
            {"region": "us-ca", "country": "DE"},
            {"country": "DE"},
            id="no state of another country",
        ),
    ],
)
async def test_where(
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    act: Act,
    data: dict[str, Any],
    query: dict[str, str],
) -> None:
    """A region replaces missing parameters."""
    await act("decode_plate", plate="7XER187", **data)
    assert carsxe.decodes == [{"key": API_KEY, "plate": "7XER187", **query}]


@pytest.mark.parametrize(
    ("status", "answer", "key"),
    [
        pytest.param(401, "key_unknown", "invalid_auth", id="key"),
        pytest.param(401, "key_inactive", "billing", id="billing"),
        pytest.param(403, "tier", "access_denied", id="tier"),
        pytest.param(429, "quota", "quota_exceeded", id="quota"),
        pytest.param(500, "no_information", "temporary", id="500"),
        pytest.param(503, "no_internet", "temporary", id="503"),
        pytest.param(200, "error_text", "unexpected_answer", id="error in a 200"),
    ],
)
async def test_failure(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    act: Act,
    status: int,
    answer: str,
    key: str,
) -> None:
    """A failure is translated, costs at most one call, and starts reauthentication if needed."""
    carsxe.decoded = (status, load_answer(answer))
    with pytest.raises(HomeAssistantError) as caught:
        await act("decode_plate", plate="7XER187")
    assert (caught.value.translation_domain, caught.value.translation_key) == (
        "carsxe",
        key,
    )
    assert len(carsxe.decodes) == 1
    assert any(account.async_get_active_flows(hass, {"reauth"})) is (
        key == "invalid_auth"
    )


async def test_unknown_to_carsxe(
    account: MockConfigEntry, carsxe: CarsXEServer, act: Act
) -> None:
    """An unknown plate is reported as such and not retried."""
    carsxe.decoded = (404, load_answer("decoded_unknown"))
    with pytest.raises(HomeAssistantError) as caught:
        await act("decode_plate", plate="7XER187")
    assert caught.value.translation_domain == "carsxe"
    assert "doesn't know this plate" in str(caught.value)
    assert "picture" not in str(caught.value)
    assert len(carsxe.decodes) == 1


@pytest.mark.parametrize("plate", ["", " -.", "-" * 5])
async def test_unreadable(
    account: MockConfigEntry, carsxe: CarsXEServer, act: Act, plate: str
) -> None:
    """An invalid plate isn't paid for."""
    with pytest.raises(ServiceValidationError) as caught:
        await act("decode_plate", plate=plate)
    assert caught.value.translation_key == "unreadable_plate"
    assert carsxe.decodes == []


async def test_account(
    account: MockConfigEntry,
    other_account: MockConfigEntry,
    carsxe: CarsXEServer,
    act: Act,
) -> None:
    """With two accounts, one must be named, which pays."""
    with pytest.raises(ServiceValidationError) as caught:
        await act("decode_plate", plate="7XER187")
    assert caught.value.translation_key == (
        "service_found_multiple_config_entry_for_domain"
    )
    assert carsxe.decodes == []
    for entry in (other_account, account):
        await act("decode_plate", plate="7XER187", config_entry_id=entry.entry_id)
    assert [query["key"] for query in carsxe.decodes] == [OTHER_KEY, API_KEY]


@pytest.mark.parametrize("named", [True, False], ids=["named", "the only one"])
async def test_account_not_loaded(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    act: Act,
    named: bool,
) -> None:
    """An account that isn't set up can't be used."""
    assert await hass.config_entries.async_unload(account.entry_id)
    data = {"config_entry_id": account.entry_id} if named else {}
    with pytest.raises(ServiceValidationError) as caught:
        await act("decode_plate", plate="7XER187", **data)
    assert caught.value.translation_key == "service_config_entry_not_loaded"
    assert carsxe.decodes == []
