"""Flows that fix the issues of an account."""

from typing import Any, override

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.helpers.selector import BooleanSelector

from ..account_form import ADDRESS, LIMIT
from ..api.addresses import AddressError, parse_base_address
from ..api.errors import CarsXEError
from ..const import CONF_DAILY_LIMIT, CONF_MONTHLY_LIMIT, CONF_PUBLIC_URL
from ..runtime.issue_watch import async_resume
from ..runtime.public_url import PublicUrlError, async_fetch_own, async_get_public_url
from ..runtime.spending.budget import LIMITS
from ..runtime.spending.paid_calls import async_create_client
from ..runtime.spending.usage import Count, async_get_usage
from ..runtime.texts import async_reason
from .base import FixFlow

_ANYWAY = "anyway"


class PublicUrlFlow(FixFlow):
    """Handle a public address, or find one that was set in the meantime."""

    @override
    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Handle an address."""
        schema = vol.Schema({vol.Optional(CONF_PUBLIC_URL): ADDRESS})
        errors: dict[str, str] = {}
        if user_input is not None:
            changes: dict[str, str] = {}
            try:
                if text := user_input.get(CONF_PUBLIC_URL, "").strip():
                    changes[CONF_PUBLIC_URL] = str(parse_base_address(text)).rstrip("/")
                else:
                    async_get_public_url(self.hass, self.entry.data)
            except AddressError as err:
                errors["base"] = err.reason
            except PublicUrlError:
                errors["base"] = "still_missing"
            else:
                self.hass.config_entries.async_update_entry(
                    self.entry, data={**self.entry.data, **changes}
                )
                return self.done()
        return self.show(
            "fix",
            schema,
            user_input=user_input,
            errors=errors,
            network_settings="/config/network",
        )


class UnfetchedFlow(FixFlow):
    """Check from inside, for free, whether the public address works."""

    @override
    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Explain what to check, and check again."""
        schema = vol.Schema({vol.Required(_ANYWAY, default=False): BooleanSelector()})
        error = ""
        address = "–"
        try:
            address = async_get_public_url(self.hass, self.entry.data)
            if user_input is not None:
                if not user_input[_ANYWAY]:
                    await async_fetch_own(self.hass, address)
                return self.done()
        except PublicUrlError as err:
            error = async_reason(self.hass, err)
        return self.show(
            "fix",
            schema,
            errors={"base": "unreachable"} if user_input and error else {},
            address=address,
            error=error,
        )


class KeyFlow(FixFlow):
    """Has CarsXE check the key again."""

    @override
    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Show what is refused, and check again for free."""
        error = ""
        if user_input is not None:
            try:
                await async_create_client(self.hass, self.entry.data).validate_key()
            except CarsXEError as err:
                error = str(err)
            else:
                return self.done()
        errors = {"base": "still_refused"} if error else {}
        return self.show("fix", errors=errors, error=error)


class LimitFlow(FixFlow):
    """Handle new limits."""

    @override
    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Handle limits; an empty field means none."""
        schema = vol.Schema({vol.Optional(field): LIMIT for field in LIMITS.values()})
        errors: dict[str, str] = {}
        usage = await async_get_usage(self.hass, self.entry.entry_id)
        used = {
            field: usage.count(Count.RECOGNITIONS, period)
            for period, field in LIMITS.items()
        }
        if user_input is not None:
            changes = {field: user_input.get(field) for field in LIMITS.values()}
            errors = {
                field: "too_low"
                for field, limit in changes.items()
                if limit is not None and limit <= used[field]
            }
            if not errors:
                options = {**self.entry.options, **changes}
                self.hass.config_entries.async_update_entry(
                    self.entry,
                    options={k: v for k, v in options.items() if v is not None},
                )
                return self.done()
        return self.show(
            "fix",
            schema,
            user_input=self.entry.options if user_input is None else user_input,
            errors=errors,
            used_today=str(used[CONF_DAILY_LIMIT]),
            used_this_month=str(used[CONF_MONTHLY_LIMIT]),
        )


class ResumeFlow(FixFlow):
    """Resume calls after the user has raised the plan."""

    @override
    async def async_confirm(self) -> None:
        """Resume calls."""
        await async_resume(self.hass, self.entry)


class DamageFlow(FixFlow):
    """Inform the user about calls that the limits don't include."""

    @override
    async def async_confirm(self) -> None:
        """Record that the user was informed."""
        (await async_get_usage(self.hass, self.entry.entry_id)).async_note_known()
