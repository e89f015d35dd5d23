"""The base classes of the flows that fix issues."""

from typing import Any, override

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..runtime.account import CarsXEConfigEntry
from ..runtime.issues import split_issue_id


class FixFlow(RepairsFlow):
    """Fix an issue of an account, a camera or a vehicle with a form, by default an empty one.

    `error` is why that has failed.
    """

    step = "fix"
    error = ""

    @property
    def entry(self) -> CarsXEConfigEntry:
        """Return the account, which must not be gone."""
        entry_id = str((self.data or {})["entry_id"])
        return self.hass.config_entries.async_get_known_entry(entry_id)

    @property
    def owner_id(self) -> str:
        """Return the ID of the issue's owner."""
        return split_issue_id(self.issue_id)[1]

    @property
    def is_gone(self) -> bool:
        """Return whether the account, camera or vehicle was removed in the meantime."""
        entries = self.hass.config_entries.async_entries(DOMAIN)
        return not any(
            self.owner_id in {entry.entry_id, *entry.subentries} for entry in entries
        )

    async def async_get_placeholders(self) -> dict[str, str]:
        """Return the placeholders of the issue's texts."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        words = {"error": self.error, "network_settings": "/config/network"}
        return words | ((issue and issue.translation_placeholders) or {})

    @property
    def schema(self) -> vol.Schema:
        """Return the form."""
        return vol.Schema({})

    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Fix the issue with the form's input, and return the errors by field."""
        return {}

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show the form; the input at this step is only the issue's ID."""
        return await self.async_step_fix()

    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show the form, fix the issue with its input, or finish if its owner is gone."""
        errors: dict[str, str] = {}
        if user_input is not None and not self.is_gone:
            errors = await self.async_fix(user_input)
        if self.is_gone or (user_input is not None and not errors):
            return self.done()
        return self.async_show_form(
            step_id=self.step,
            data_schema=self.add_suggested_values_to_schema(
                self.schema, user_input or self.entry.options
            ),
            errors=errors,
            description_placeholders=await self.async_get_placeholders(),
        )

    @callback
    def done(self) -> RepairsFlowResult:
        """Finish, as the issue is fixed; set up an account whose setup failed.

        The update listener of any other account has applied the change.
        """
        if not self.is_gone and not self.entry.update_listeners:
            self.hass.config_entries.async_schedule_reload(self.entry.entry_id)
        return self.async_create_entry(data={})


class SubentryFixFlow(FixFlow):
    """Offer a form to fix the issue, or to remove its camera or vehicle."""

    @property
    def subentry(self) -> ConfigSubentry:
        """Return the camera or vehicle."""
        return self.entry.subentries[self.owner_id]

    @override
    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask how to fix the issue."""
        if self.is_gone:
            return self.done()
        return self.async_show_menu(
            step_id="init",
            menu_options=[self.step, "remove"],
            description_placeholders=await self.async_get_placeholders(),
        )

    async def async_step_remove(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Remove the camera or vehicle after a confirmation."""
        if user_input is None and not self.is_gone:
            return self.async_show_form(
                step_id="remove",
                description_placeholders=await self.async_get_placeholders(),
            )
        if not self.is_gone:
            self.hass.config_entries.async_remove_subentry(self.entry, self.owner_id)
        return self.done()
