"""Flows that mend the issues of an account."""

from typing import Any

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.const import CONF_API_KEY
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import BooleanSelector

from ..account_form import ADDRESS, LIMIT
from ..api import CarsXEClient, CarsXEError
from ..api.addresses import AddressError, parse_base_address
from ..const import CONF_API_URL, CONF_DAILY_LIMIT, CONF_MONTHLY_LIMIT, CONF_PUBLIC_URL
from ..runtime.issue_watch import async_resume
from ..runtime.own_fetch import OwnFetchError, async_fetch_own
from ..runtime.public_url import NoPublicUrlError, async_get_public_url
from ..runtime.spending.periods import Period
from ..runtime.spending.usage import Count, async_get_usage
from ..runtime.texts import async_reason
from .base import FormFlow, unless_gone

_LIMITS = {CONF_DAILY_LIMIT: Period.DAILY, CONF_MONTHLY_LIMIT: Period.MONTHLY}
_ANYWAY = "anyway"


class PublicUrlFlow(FormFlow):
    """Takes a public address, or finds the one that was set meanwhile."""

    @unless_gone
    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Take an address."""
        schema = vol.Schema({vol.Optional(CONF_PUBLIC_URL): ADDRESS})
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                changes = self._read(user_input.get(CONF_PUBLIC_URL, "").strip())
            except AddressError as err:
                errors["base"] = err.reason
            except NoPublicUrlError:
                errors["base"] = "still_missing"
            else:
                return self.update_account(changes) if changes else self.done()
        return self.show(
            "fix",
            schema,
            user_input=user_input,
            errors=errors,
            network_settings="/config/network",
        )

    def _read(self, text: str) -> dict[str, str]:
        """Return what is to be changed. Raises AddressError and NoPublicUrlError."""
        if text:
            return {CONF_PUBLIC_URL: str(parse_base_address(text)).rstrip("/")}
        async_get_public_url(self.hass, self.entry.data)
        return {}


class UnfetchedFlow(FormFlow):
    """Checks from inside, at no cost, whether the public address leads here."""

    @unless_gone
    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Tell what to check, and check again."""
        schema = vol.Schema({vol.Required(_ANYWAY, default=False): BooleanSelector()})
        error = ""
        address = "–"
        try:
            address = async_get_public_url(self.hass, self.entry.data)
            if user_input is not None:
                if not user_input[_ANYWAY]:
                    await async_fetch_own(self.hass, address)
                return self.done()
        except (NoPublicUrlError, OwnFetchError) as err:
            error = async_reason(self.hass, err)
        return self.show(
            "fix",
            schema,
            errors={"base": "unreachable"} if user_input and error else {},
            address=address,
            error=error,
        )


class KeyFlow(FormFlow):
    """Has CarsXE check the key again."""

    @unless_gone
    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Tell what is refused, and check again, free of charge."""
        error = ""
        if user_input is not None:
            client = CarsXEClient(
                async_get_clientsession(self.hass),
                self.entry.data[CONF_API_KEY],
                self.entry.data[CONF_API_URL],
            )
            try:
                await client.validate_key()
            except CarsXEError as err:
                error = str(err)
            else:
                self.reload_unless_listening()
                return self.done()
        errors = {"base": "still_refused"} if error else {}
        return self.show("fix", errors=errors, error=error)


class LimitFlow(FormFlow):
    """Takes new limits."""

    @unless_gone
    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Take limits; empty is none."""
        schema = vol.Schema({vol.Optional(field): LIMIT for field in _LIMITS})
        errors: dict[str, str] = {}
        usage = await async_get_usage(self.hass, self.entry.entry_id)
        used = {
            field: usage.count(Count.RECOGNITIONS, period)
            for field, period in _LIMITS.items()
        }
        if user_input is not None:
            changes = {
                field: int(user_input[field]) if field in user_input else None
                for field in _LIMITS
            }
            errors = {
                field: "too_low"
                for field, limit in changes.items()
                if limit is not None and limit <= used[field]
            }
            if not errors:
                return self.update_account(changes)
        return self.show(
            "fix",
            schema,
            user_input=self.entry.data if user_input is None else user_input,
            errors=errors,
            used_today=str(used[CONF_DAILY_LIMIT]),
            used_this_month=str(used[CONF_MONTHLY_LIMIT]),
        )


class ResumeFlow(FormFlow):
    """Makes calls again, as somebody has raised the plan."""

    @unless_gone
    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether the plan was raised."""
        if user_input is None:
            return self.show("fix")
        await async_resume(self.hass, self.entry)
        return self.done()


class DamageFlow(FormFlow):
    """Tells what the limits don't know of."""

    @unless_gone
    async def async_step_fix(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Wait until somebody has read that."""
        if user_input is None:
            return self.show("fix")
        (await async_get_usage(self.hass, self.entry.entry_id)).async_note_known()
        return self.done()
