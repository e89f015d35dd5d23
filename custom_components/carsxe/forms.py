"""Forms with collapsed sections, whose fields are stored side by side."""

from collections.abc import Mapping
from typing import Any

import voluptuous as vol

from homeassistant.data_entry_flow import section


def flatten(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in, with the fields of sections among the others."""
    flat: dict[str, Any] = {}
    for key, value in user_input.items():
        if isinstance(value, Mapping):
            flat |= value
        else:
            flat[key] = value
    return flat


def nest(schema: vol.Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored data as a form with sections suggests it; what it doesn't ask for is left out."""
    nested: dict[str, Any] = {}
    for field, value in schema.schema.items():
        key = str(field)
        if isinstance(value, section):
            nested[key] = nest(value.schema, data)
        elif key in data:
            nested[key] = data[key]
    return nested
