"""The base classes of the flows."""

from collections.abc import Mapping
from typing import Any

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import UnknownEntry
from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..runtime.account import CarsXEConfigEntry
from ..runtime.issues import split_issue_id


class FixFlow(RepairsFlow):
    """Fix an issue of an account, a camera or a vehicle with a form."""

    @property
    def entry(self) -> CarsXEConfigEntry:
        """Return the account. Raises UnknownEntry if it was removed."""
        entry_id = str((self.data or {})["entry_id"])
        return self.hass.config_entries.async_get_known_entry(entry_id)

    @property
    def owner_id(self) -> str:
        """Return the ID of the issue's owner."""
        return split_issue_id(self.issue_id)[1]

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show the form; the input at this step is only the issue's ID."""
        return await self.async_step_fix()

    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Fix the issue, or finish if its owner is gone."""
        return self.done() if self.is_gone else await self.async_fill_in(user_input)

    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Show the form, or fix the issue with its input."""
        if user_input is None:
            return self.show("fix")
        await self.async_confirm()
        return self.done()

    async def async_confirm(self) -> None:
        """Do what is needed once the user has submitted an empty form."""

    @property
    def is_gone(self) -> bool:
        """Return whether the account, camera or vehicle was removed in the meantime."""
        try:
            entry = self.entry
        except UnknownEntry:
            return True
        return self.owner_id not in {entry.entry_id, *entry.subentries}

    @property
    def placeholders(self) -> dict[str, str]:
        """Return the placeholders of the issue's texts."""
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
        """Finish, as the issue is fixed; set up an account whose setup failed.

        The update listener of any other account has applied the change.
        """
        if not self.is_gone and not self.entry.update_listeners:
            self.hass.config_entries.async_schedule_reload(self.entry.entry_id)
        return self.async_create_entry(data={})
