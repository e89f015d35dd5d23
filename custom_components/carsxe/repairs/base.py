"""What the flows have in common."""

from abc import abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from functools import wraps
from typing import Any, Concatenate

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN


class FixFlow(RepairsFlow):
    """Mends an issue of an account, a camera or a vehicle."""

    def __init__(self, entry: ConfigEntry, owner_id: str) -> None:
        """Keep whose issue it is."""
        self.entry = entry
        self.owner_id = owner_id

    @property
    def is_gone(self) -> bool:
        """Tell whether the account, the camera or the vehicle was removed meanwhile."""
        entry = self.hass.config_entries.async_get_entry(self.entry.entry_id)
        return not entry or self.owner_id not in {entry.entry_id, *entry.subentries}

    @property
    def subentry(self) -> ConfigSubentry:
        """Return the camera or vehicle."""
        return self.entry.subentries[self.owner_id]

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

    @callback
    def update_account(self, changes: Mapping[str, Any]) -> RepairsFlowResult:
        """Change the account's data, where None takes a field away, and end."""
        if self.is_gone:
            return self.done()
        data = {**self.entry.data, **changes}
        self.hass.config_entries.async_update_entry(
            self.entry, data={k: v for k, v in data.items() if v is not None}
        )
        self.reload_unless_listening()
        return self.done()

    @callback
    def reload_unless_listening(self) -> None:
        """Set an account up that has failed to; one that is set up does that by itself."""
        if not self.entry.update_listeners and not self.is_gone:
            self.hass.config_entries.async_schedule_reload(self.entry.entry_id)

    @callback
    def remove_subentry(self) -> RepairsFlowResult:
        """Remove the camera or vehicle, and end."""
        self.hass.config_entries.async_remove_subentry(self.entry, self.owner_id)
        return self.done()


def unless_gone[FlowT: FixFlow, **P](
    step: Callable[Concatenate[FlowT, P], Coroutine[Any, Any, RepairsFlowResult]],
) -> Callable[Concatenate[FlowT, P], Coroutine[Any, Any, RepairsFlowResult]]:
    """Have a step end the flow where what had the issue is gone."""

    @wraps(step)
    async def _step(
        flow: FlowT, /, *args: P.args, **kwargs: P.kwargs
    ) -> RepairsFlowResult:
        return flow.done() if flow.is_gone else await step(flow, *args, **kwargs)

    return _step


class FormFlow(FixFlow):
    """Mends an issue by a form, the step `fix`."""

    @abstractmethod
    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show the form, or mend the issue by what was filled in."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show the form; what is given here is the issue's id."""
        return await self.async_step_fix()


class GoneFlow(RepairsFlow):
    """Ends at once, as what had the issue is gone."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """End; this deletes the issue."""
        return self.async_create_entry(data={})
