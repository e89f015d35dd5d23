"""The flow that adds an account, renews its key or changes it."""

from collections.abc import Mapping
from typing import Any, override

import voluptuous as vol

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
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
    read_account,
    read_options,
)
from .api import CarsXEError
from .camera_flow import CameraSubentryFlow
from .const import (
    DEFAULT_DAILY_LIMIT,
    DOMAIN,
    SECTION_BUDGET,
    SUBENTRY_CAMERA,
    SUBENTRY_VEHICLE,
)
from .forms import fill_sections, flatten, nest
from .runtime.account import CarsXEConfigEntry
from .runtime.failures import translation_key
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
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the subentry types of an account."""
        return {
            SUBENTRY_CAMERA: CameraSubentryFlow,
            SUBENTRY_VEHICLE: VehicleSubentryFlow,
        }

    async def async_step_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Handle the fields of a new or changed account."""
        errors: dict[str, str] = {}
        error = ""
        schema = self._schema
        if user_input is not None:
            data, errors = read_account(self._with_present(flatten(user_input)))
            options: dict[str, Any] | None = None
            if self._entry is None:
                options, errors_of_options = read_options(user_input)
                errors |= errors_of_options
            if not errors:
                self._async_abort_entries_match({CONF_API_KEY: data[CONF_API_KEY]})
                errors, error = await self._async_check(data)
            if not errors:
                # Check again: another flow may have added the account in the meantime.
                self._async_abort_entries_match({CONF_API_KEY: data[CONF_API_KEY]})
                result = self._finish(
                    data, options, user_input.get(CONF_NAME, "").strip()
                )
                if self._entry:
                    await async_resume(self.hass, self._entry)
                return result
        elif self._entry is None and not async_find_public_url(self.hass, {}):
            # A camera needs a public address; the account alone doesn't.
            errors = {"base": "no_public_url"}
        return self.async_show_form(
            step_id=self._step_id,
            data_schema=fill_sections(
                self.add_suggested_values_to_schema(
                    schema, user_input or self._current_input(schema)
                ),
                expanded=bool(errors),
            ),
            errors=errors,
            description_placeholders={
                "error": error,
                "dashboard": DASHBOARD,
                "daily_limit": str(DEFAULT_DAILY_LIMIT),
                "network_settings": "/config/network",
            },
        )

    async_step_user = async_step_account
    async_step_reauth_confirm = async_step_account

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change an account's name and addresses, and its key if another one is given."""
        return await self.async_step_account(user_input)

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Ask for the key again after CarsXE has refused it."""
        return await self.async_step_reauth_confirm()

    @property
    def _schema(self) -> vol.Schema:
        """Return the form."""
        if self.source == SOURCE_REAUTH:
            return KEY_SCHEMA
        return CHANGE_SCHEMA if self.source == SOURCE_RECONFIGURE else NEW_SCHEMA

    @property
    def _step_id(self) -> str:
        """Return the step whose texts the form shows."""
        if self.source == SOURCE_REAUTH:
            return "reauth_confirm"
        return "reconfigure" if self.source == SOURCE_RECONFIGURE else "user"

    @property
    def _entry(self) -> ConfigEntry | None:
        """Return the account that is being changed, or None if one is being added."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        if self.source == SOURCE_RECONFIGURE:
            return self._get_reconfigure_entry()
        return None

    def _with_present(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the input, completed with the account's present values."""
        if self.source == SOURCE_REAUTH:
            return {**self._get_reauth_entry().data, **fields}
        if self.source == SOURCE_RECONFIGURE:
            key = self._get_reconfigure_entry().data[CONF_API_KEY]
            return {CONF_API_KEY: key} | fields
        return fields

    def _current_input(self, schema: vol.Schema) -> dict[str, Any]:
        """Return the initial values of the form; a key is never shown again."""
        if (entry := self._entry) is None:
            return {CONF_NAME: NAME, SECTION_BUDGET: NEW_BUDGET}
        shown = nest(schema, {**entry.data, CONF_NAME: entry.title})
        shown.pop(CONF_API_KEY, None)
        return shown

    async def _async_check(self, data: dict[str, Any]) -> tuple[dict[str, str], str]:
        """Have CarsXE check the key; return the form's errors and CarsXE's message."""
        try:
            await async_create_client(self.hass, data).validate_key()
        except CarsXEError as err:
            return {"base": translation_key(err)}, str(err)
        return {}, ""

    def _finish(
        self, data: dict[str, Any], options: dict[str, Any] | None, name: str
    ) -> ConfigFlowResult:
        """Add the account, or update it and have it set up again."""
        if (entry := self._entry) is None:
            return self.async_create_entry(
                title=name or NAME, data=data, options=options
            )
        # An account whose setup failed has no update listener that would reload it.
        update = (
            self.async_update_and_abort
            if entry.update_listeners
            else self.async_update_reload_and_abort
        )
        return update(entry, title=name or entry.title, data=data)


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
        return self.async_show_form(
            step_id="init",
            data_schema=fill_sections(
                self.add_suggested_values_to_schema(
                    OPTIONS_SCHEMA,
                    user_input or nest(OPTIONS_SCHEMA, self.config_entry.options),
                ),
                expanded=True,
            ),
            errors=errors,
        )
