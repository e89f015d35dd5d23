"""The flow that adds an account, renews its key or changes it."""

from collections.abc import Mapping
from typing import Any, override

import voluptuous as vol

from homeassistant.config_entries import (
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import CONF_API_KEY, CONF_NAME
from homeassistant.core import callback

from .account_form import (
    CHANGE_SCHEMA,
    KEY_SCHEMA,
    NEW_BUDGET,
    NEW_SCHEMA,
    OPTIONS_SCHEMA,
    SECTION_BUDGET,
    read_account,
    read_options,
)
from .api.errors import CarsXEError
from .camera_flow import CameraSubentryFlow
from .const import DEFAULT_DAILY_LIMIT, DOMAIN, SUBENTRY_CAMERA, SUBENTRY_VEHICLE
from .forms import fill_form, flatten, nest
from .runtime.account import CarsXEConfigEntry
from .runtime.issue_watch import async_resume
from .runtime.public_url import async_find_public_url
from .runtime.spending.paid_calls import async_create_client
from .vehicle_flow import VehicleSubentryFlow

NAME = "CarsXE"
# Where CarsXE shows the key.
DASHBOARD = "https://api.carsxe.com/dashboard/developer"


class CarsXEConfigFlow(ConfigFlow, domain=DOMAIN):
    """Handle an account's key and addresses, and check the key for free."""

    VERSION = 1
    MINOR_VERSION = 2

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: CarsXEConfigEntry) -> OptionsFlow:
        """Return the flow that changes limits, prices and matching."""
        return CarsXEOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: CarsXEConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the subentry types of an account."""
        return {
            SUBENTRY_CAMERA: CameraSubentryFlow,
            SUBENTRY_VEHICLE: VehicleSubentryFlow,
        }

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Add an account."""
        if user_input is None:
            shown = {CONF_NAME: NAME, SECTION_BUDGET: NEW_BUDGET}
            # A camera needs a public address; the account alone doesn't.
            is_public = async_find_public_url(self.hass, {}) is not None
            errors = {} if is_public else {"base": "no_public_url"}
            return self._show("user", NEW_SCHEMA, shown, errors)
        options, errors = read_options(user_input)
        data, key_errors, error = await self._async_check(flatten(user_input))
        if errors := errors | key_errors:
            return self._show("user", NEW_SCHEMA, user_input, errors, error)
        name = user_input.get(CONF_NAME, "").strip()
        return self.async_create_entry(title=name or NAME, data=data, options=options)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change an account's name and addresses, and its key if another one is given."""
        entry = self._get_reconfigure_entry()
        present = {CONF_API_KEY: entry.data[CONF_API_KEY]}
        return await self._async_change(
            "reconfigure", CHANGE_SCHEMA, user_input, entry, present
        )

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Ask for the key again after CarsXE has refused it."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change an account's key."""
        entry = self._get_reauth_entry()
        return await self._async_change(
            "reauth_confirm", KEY_SCHEMA, user_input, entry, entry.data
        )

    async def _async_change(
        self,
        step_id: str,
        schema: vol.Schema,
        user_input: dict[str, Any] | None,
        entry: CarsXEConfigEntry,
        present: Mapping[str, Any],
    ) -> ConfigFlowResult:
        """Change an account; fields that aren't given keep their `present` values."""
        if user_input is None:
            shown = nest(schema, {**entry.data, CONF_NAME: entry.title})
            # The key is never shown again.
            shown.pop(CONF_API_KEY, None)
            return self._show(step_id, schema, shown)
        fields = {**present, **flatten(user_input)}
        data, errors, error = await self._async_check(fields)
        if errors:
            return self._show(step_id, schema, user_input, errors, error)
        # An account whose setup failed has no update listener that would reload it.
        update = (
            self.async_update_and_abort
            if entry.update_listeners
            else self.async_update_reload_and_abort
        )
        name = user_input.get(CONF_NAME, "").strip()
        result = update(entry, title=name or entry.title, data=data)
        await async_resume(self.hass, entry)
        return result

    async def _async_check(
        self, fields: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, str], str]:
        """Have CarsXE check an account; return its data, the errors and CarsXE's message."""
        data, errors = read_account(fields)
        if errors:
            return data, errors, ""
        key = {CONF_API_KEY: data[CONF_API_KEY]}
        self._async_abort_entries_match(key)
        try:
            await async_create_client(self.hass, data).validate_key()
        except CarsXEError as err:
            return data, {"base": err.reason}, str(err)
        # Another flow may have added the account in the meantime.
        self._async_abort_entries_match(key)
        return data, {}, ""

    def _show(
        self,
        step_id: str,
        schema: vol.Schema,
        shown: dict[str, Any],
        errors: dict[str, str] | None = None,
        error: str = "",
    ) -> ConfigFlowResult:
        """Show a form with values, and with CarsXE's message if it refused the key."""
        return self.async_show_form(
            step_id=step_id,
            data_schema=fill_form(self, schema, shown, expanded=bool(errors)),
            errors=errors,
            description_placeholders={
                "error": error,
                "dashboard": DASHBOARD,
                "daily_limit": str(DEFAULT_DAILY_LIMIT),
                "network_settings": "/config/network",
            },
        )


class CarsXEOptionsFlow(OptionsFlow):
    """Change an account's limits, prices and matching."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Handle the options; an empty field means no limit."""
        errors: dict[str, str] = {}
        if user_input is not None:
            options, errors = read_options(user_input)
            if not errors:
                return self.async_create_entry(data=options)
        shown = user_input or nest(OPTIONS_SCHEMA, self.config_entry.options)
        return self.async_show_form(
            step_id="init",
            data_schema=fill_form(self, OPTIONS_SCHEMA, shown, expanded=True),
            errors=errors,
        )
