"""Tests of how the actions are registered."""

from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

import custom_components.carsxe
from custom_components.carsxe.const import DOMAIN
from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_get_all_descriptions
from homeassistant.setup import async_setup_component

RESPONSES = {
    "recognize": SupportsResponse.ONLY,
    "check": SupportsResponse.ONLY,
    "decode_plate": SupportsResponse.ONLY,
    "add_vehicle": SupportsResponse.OPTIONAL,
    "update_vehicle": SupportsResponse.OPTIONAL,
    "remove_vehicle": SupportsResponse.NONE,
}
CALLS = [
    pytest.param(
        "recognize",
        {"image_url": "https://a.example.com"},
        "service_found_no_config_entry_for_domain",
        id="recognize",
    ),
    pytest.param(
        "decode_plate",
        {"plate": "ABC123"},
        "service_found_no_config_entry_for_domain",
        id="decode_plate",
    ),
    pytest.param(
        "add_vehicle",
        {"plate": "ABC123", "name": "Van"},
        "service_found_no_config_entry_for_domain",
        id="add_vehicle",
    ),
    pytest.param(
        "update_vehicle",
        {"plate": "ABC123", "name": "Van"},
        "service_found_no_config_entry_for_domain",
        id="update_vehicle",
    ),
    pytest.param(
        "remove_vehicle",
        {"plate": "ABC123"},
        "service_found_no_config_entry_for_domain",
        id="remove_vehicle",
    ),
]


@pytest.mark.parametrize("action", ["recognize", "check"])
async def test_without_camera(hass: HomeAssistant, action: str) -> None:
    """Without any account, no camera is found."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert hass.services.supports_response(DOMAIN, action) is RESPONSES[action]
    with pytest.raises(HomeAssistantError, match="did not match any entities"):
        await hass.services.async_call(
            DOMAIN,
            action,
            {"entity_id": "image_processing.gate_plate"},
            blocking=True,
            return_response=True,
        )


@pytest.mark.parametrize(("action", "data", "key"), CALLS)
async def test_without_account(
    hass: HomeAssistant, action: str, data: dict[str, Any], key: str
) -> None:
    """The actions exist before any account, and say what is missing."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert hass.services.supports_response(DOMAIN, action) is RESPONSES[action]
    with pytest.raises(ServiceValidationError) as caught:
        await hass.services.async_call(
            DOMAIN,
            action,
            data,
            blocking=True,
            return_response=RESPONSES[action] is not SupportsResponse.NONE,
        )
    assert caught.value.translation_key == key


async def test_all_are_described(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Home Assistant shows every action, with a selector for every field and its response."""
    descriptions = (await async_get_all_descriptions(hass))[DOMAIN]
    assert set(descriptions) == set(RESPONSES)
    for action, description in descriptions.items():
        assert all(field["selector"] for field in description["fields"].values())
        optional = description.get("response", {}).get("optional")
        assert (
            optional
            is {
                SupportsResponse.ONLY: False,
                SupportsResponse.OPTIONAL: True,
                SupportsResponse.NONE: None,
            }[RESPONSES[action]]
        )


async def test_fields_are_those_of_the_schema(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """The descriptions match the fields of the actions, including required ones."""
    path = Path(custom_components.carsxe.__file__).with_name("services.yaml")
    described = yaml.safe_load(path.read_text())
    assert set(described) == set(RESPONSES)
    for action, service in hass.services.async_services_for_domain(DOMAIN).items():
        assert service.schema
        if action == "check":
            # Core's own action, whose fields are hidden.
            continue
        fields = {
            str(field): bool(details.get("required"))
            for field, details in described[action]["fields"].items()
        }
        targets = {str(field) for field in cv.ENTITY_SERVICE_FIELDS}
        taken = {
            str(field): "Required" in type(field).__name__
            for field in service.schema.schema
            if str(field) not in targets
        }
        assert taken == fields
