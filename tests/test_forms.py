"""Tests of forms with sections."""

from typing import Any

import pytest
import voluptuous as vol

from custom_components.carsxe.account_form import (
    CHANGE_SCHEMA,
    NEW_SCHEMA,
    OPTIONS_SCHEMA,
)
from custom_components.carsxe.camera_flow import camera_schema
from custom_components.carsxe.forms import fill_form
from homeassistant.data_entry_flow import FlowHandler, section


def _shown(schema: vol.Schema) -> dict[str, Any]:
    """Return what the frontend fills into the sections of a form."""
    return {
        str(key): key.description["suggested_value"]
        for key, value in schema.schema.items()
        if isinstance(value, section)
    }


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(CHANGE_SCHEMA, id="account"),
        pytest.param(OPTIONS_SCHEMA, id="options"),
        pytest.param(NEW_SCHEMA, id="new account"),
        pytest.param(camera_schema([]), id="camera"),
    ],
)
def test_required_fields_are_filled(schema: vol.Schema) -> None:
    """A form can be submitted without opening its sections."""
    shown = _shown(fill_form(FlowHandler(), schema, {}))
    for key, value in schema.schema.items():
        if isinstance(value, section):
            assert value.schema(shown[key]) == value.schema({})
            assert set(shown[key]) >= {
                str(field)
                for field in value.schema.schema
                if isinstance(field, vol.Required)
            }


def test_suggestions_come_first() -> None:
    """Stored values replace the defaults, and an empty field stays empty."""
    stored = {"budget": {"price": 0.2}}
    shown = _shown(fill_form(FlowHandler(), NEW_SCHEMA, stored))
    assert shown["budget"] == {
        "daily_decode_limit": 10,
        "decode_price": 0.5,
        "price": 0.2,
    }
    assert shown["advanced"] == {"api_url": "https://api.carsxe.com"}


def test_schema_stays() -> None:
    """The original schema isn't changed."""
    fill_form(FlowHandler(), CHANGE_SCHEMA, {"name": "Home"})
    assert all(key.description is None for key in CHANGE_SCHEMA.schema)
