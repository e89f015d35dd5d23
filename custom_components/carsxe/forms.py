"""Forms with collapsed sections whose fields are stored in one flat dict."""

from collections.abc import Collection, Mapping
from copy import copy
from typing import Any

import voluptuous as vol

from homeassistant.data_entry_flow import FlowHandler, section
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)


def number(
    low: float, high: float | None = None, unit: str | None = None, step: float = 1
) -> NumberSelector | vol.All:
    """Return a number field."""
    config = NumberSelectorConfig(min=low, step=step, mode=NumberSelectorMode.BOX)
    if high is not None:
        config["max"] = high
    if unit:
        config["unit_of_measurement"] = unit
    selector = NumberSelector(config)
    return vol.All(selector, vol.Coerce(int)) if step == 1 else selector


def required(setting: str, settings: object) -> vol.Required:
    """Return a form's key for a setting, with its default from the settings' class."""
    return vol.Required(setting, default=getattr(settings, setting))


def collapsed(
    sections: Mapping[str, dict[vol.Marker, Any]],
) -> dict[vol.Marker, section]:
    """Return sections with their fields."""
    return {
        vol.Required(name, default=dict): section(
            vol.Schema(fields), {"collapsed": True}
        )
        for name, fields in sections.items()
    }


def flatten(
    user_input: Mapping[str, Any], keep: Collection[str] = ()
) -> dict[str, Any]:
    """Return the input with the fields of sections moved up to the top level.

    The sections in `keep` stay nested.
    """
    flat: dict[str, Any] = {}
    for key, value in user_input.items():
        if isinstance(value, Mapping) and key not in keep:
            flat |= value
        else:
            flat[key] = value
    return flat


def nest(schema: vol.Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored data in the structure of a form with sections, without unknown fields."""
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


def fill_form(
    flow: FlowHandler[Any, Any, Any],
    schema: vol.Schema,
    shown: Mapping[str, Any],
    *,
    expanded: bool = False,
) -> vol.Schema:
    """Return a flow's form with the values to show, or their defaults.

    Its sections are `expanded` if an error may be about their contents. The frontend uses only a
    section's own default and would leave required fields empty.
    """
    fields: dict[Any, Any] = {}
    for field, value in schema.schema.items():
        if not isinstance(value, section):
            fields[field] = value
            continue
        values = {**value.schema({}), **shown.get(str(field), {})}
        key = copy(field)
        key.description = {"suggested_value": values}
        fields[key] = section(value.schema, {"collapsed": not expanded})
    return flow.add_suggested_values_to_schema(vol.Schema(fields), shown)
