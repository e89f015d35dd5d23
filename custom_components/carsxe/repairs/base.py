"""What the flows have in common."""

from collections.abc import Mapping
from typing import Any

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN


class FixFlow(RepairsFlow):
    """Mends an issue of an account, a camera or a vehicle by a form."""

    def __init__(self, entry: ConfigEntry, owner_id: str) -> None:
        """Keep whose issue it is."""
        self.entry = entry
        self.owner_id = owner_id

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show the form; what is given here is the issue's id."""
        return await self.async_step_fix()

    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Mend the issue, or end where what had it is gone."""
        return self.done() if self.is_gone else await self.async_fill_in(user_input)

    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Show the form, or mend the issue by what was filled in."""
        if user_input is None:
            return self.show("fix")
        await self.async_confirm()
        return self.done()

    async def async_confirm(self) -> None:
        """Do what there is to do once somebody has read the form."""

    @property
    def is_gone(self) -> bool:
        """Tell whether the account, the camera or the vehicle was removed meanwhile."""
        entry = self.hass.config_entries.async_get_entry(self.entry.entry_id)
        return not entry or self.owner_id not in {entry.entry_id, *entry.subentries}

    @property
    def placeholders(self) -> dict[str, str]:
        """Return what the issue's texts say."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return dict(issue.translation_placeholders or {}) if issue else {}

    def show(
        self,
        step_id: str,
        schema: vol.Schema | None = None,
        *,
        user_input: Mapping[str, Any] | None = None,
        errors: dict[str, str] | None = None,
        **placeholders: str,
    ) -> RepairsFlowResult:
        """Show a form."""
        schema = schema or vol.Schema({})
        if user_input:
            schema = self.add_suggested_values_to_schema(schema, user_input)
        return self.async_show_form(
            step_id=step_id,
            data_schema=schema,
            errors=errors,
            description_placeholders={**self.placeholders, **placeholders},
        )

    @callback
    def done(self) -> RepairsFlowResult:
        """End, as it is mended."""
        return self.async_create_entry(data={})


class GoneFlow(RepairsFlow):
    """Ends at once, as what had the issue is gone."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """End; this deletes the issue."""
        return self.async_create_entry(data={})
