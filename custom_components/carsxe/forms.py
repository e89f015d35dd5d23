"""Forms with collapsed sections, whose fields are stored side by side."""

from collections.abc import Collection, Mapping
from typing import Any

import voluptuous as vol

from homeassistant.data_entry_flow import section


def flatten(
    user_input: Mapping[str, Any], keep: Collection[str] = ()
) -> dict[str, Any]:
    """Return what was filled in, with the fields of sections among the others.

    The sections to `keep` stay together.
    """
    flat: dict[str, Any] = {}
    for key, value in user_input.items():
        if isinstance(value, Mapping) and key not in keep:
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
            together = data.get(key)
            nested[key] = nest(
                value.schema, together if isinstance(together, Mapping) else data
            )
        elif key in data:
            nested[key] = data[key]
    return nested
