"""Flows that fix the issues of accounts, cameras and vehicles."""

from typing import Any, override

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.selector import BooleanSelector, DateTimeSelector
from homeassistant.util import dt as dt_util

from ..account_form import ADDRESS, LIMIT
from ..api.addresses import AddressError, parse_base_address
from ..api.errors import CarsXEError
from ..camera_flow import source_field
from ..const import CONF_PUBLIC_URL, CONF_SOURCE_ENTITY_ID, CONF_VALID_UNTIL
from ..runtime.issue_watch import async_resume
from ..runtime.issues import split_issue_id
from ..runtime.own_entities import async_is_own, async_own_entity_ids
from ..runtime.public_url import (
    PublicUrlError,
    async_check_public_url,
    async_find_public_url,
    async_get_public_url,
)
from ..runtime.settings import camera_unique_id
from ..runtime.spending.budget import LIMITS
from ..runtime.spending.paid_calls import async_create_client
from ..runtime.spending.periods import Period
from ..runtime.spending.usage import Count, Usage
from ..runtime.texts import async_translate_error
from ..runtime.vehicles.vehicle_data import VehicleDataError, async_save_vehicle, to_utc
from .base import FixFlow, SubentryFixFlow


class PublicUrlFlow(FixFlow):
    """Handle a public address, or find one that was set in the meantime."""

    schema = vol.Schema({vol.Optional(CONF_PUBLIC_URL): ADDRESS})

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Store the address."""
        data = dict(self.entry.data)
        try:
            if text := user_input.get(CONF_PUBLIC_URL, "").strip():
                data[CONF_PUBLIC_URL] = parse_base_address(text)
        except AddressError as err:
            return {"base": err.reason}
        if not async_find_public_url(self.hass, data):
            return {"base": "still_missing"}
        self.hass.config_entries.async_update_entry(self.entry, data=data)
        return {}


class UnfetchedFlow(FixFlow):
    """Check from inside, for free, whether the public address works."""

    schema = vol.Schema({vol.Required("anyway", default=False): BooleanSelector()})

    @override
    async def async_get_placeholders(self) -> dict[str, str]:
        """Return the placeholders with the address."""
        address = async_find_public_url(self.hass, self.entry.data)
        return await super().async_get_placeholders() | {"address": address or "–"}

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Check the address, if the user wants that."""
        try:
            address = async_get_public_url(self.hass, self.entry.data)
            if not user_input["anyway"]:
                await async_check_public_url(self.hass, address)
        except PublicUrlError as err:
            self.error = async_translate_error(self.hass, err)
            return {"base": "unreachable"}
        return {}


class KeyFlow(FixFlow):
    """Has CarsXE check the key again, for free."""

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Check the key."""
        try:
            await async_create_client(self.hass, self.entry.data).validate_key()
        except CarsXEError as err:
            self.error = str(err)
            return {"base": "still_refused"}
        return {}


class LimitFlow(FixFlow):
    """Handle new limits; an empty field means none."""

    schema = vol.Schema({vol.Optional(field): LIMIT for field in LIMITS.values()})

    @override
    async def async_get_placeholders(self) -> dict[str, str]:
        """Return the placeholders with what is used."""
        usage = await Usage.async_get(self.hass, self.entry.entry_id)
        today = usage.count(Count.RECOGNITIONS, Period.DAILY)
        this_month = usage.count(Count.RECOGNITIONS, Period.MONTHLY)
        used = {"used_today": str(today), "used_this_month": str(this_month)}
        return await super().async_get_placeholders() | used

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Change the limits, unless one is already used up."""
        usage = await Usage.async_get(self.hass, self.entry.entry_id)
        options = dict(self.entry.options)
        errors: dict[str, str] = {}
        for period, field in LIMITS.items():
            options.pop(field, None)
            if (limit := user_input.get(field)) is not None:
                options[field] = limit
                if limit <= usage.count(Count.RECOGNITIONS, period):
                    errors[field] = "too_low"
        if not errors:
            self.hass.config_entries.async_update_entry(self.entry, options=options)
        return errors


class ResumeFlow(FixFlow):
    """Resume calls after the user has raised the plan."""

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Resume calls."""
        await async_resume(self.hass, self.entry)
        return {}


class DamageFlow(FixFlow):
    """Inform the user about calls that the limits don't include."""

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Record that the user was informed."""
        (
            await Usage.async_get(self.hass, self.entry.entry_id)
        ).async_acknowledge_damage()
        return {}


class SourceFlow(SubentryFixFlow):
    """Choose another source for a camera."""

    step = "source"
    async_step_source = FixFlow.async_step_fix

    @property
    @override
    def schema(self) -> vol.Schema:
        """Return the form."""
        field = source_field(async_own_entity_ids(self.hass))
        return vol.Schema({vol.Required(CONF_SOURCE_ENTITY_ID): field})

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Change the source."""
        if async_is_own(self.hass, user_input[CONF_SOURCE_ENTITY_ID]):
            return {CONF_SOURCE_ENTITY_ID: "own_source"}
        data = {**self.subentry.data, **user_input}
        try:
            self.hass.config_entries.async_update_subentry(
                self.entry, self.subentry, data=data, unique_id=camera_unique_id(data)
            )
        except AbortFlow as err:
            return {CONF_SOURCE_ENTITY_ID: err.reason}
        return {}


class VehicleFlow(SubentryFixFlow):
    """Extend the validity of a vehicle; an empty field means no end."""

    step = "prolong"
    async_step_prolong = FixFlow.async_step_fix
    schema = vol.Schema({vol.Optional(CONF_VALID_UNTIL): DateTimeSelector()})

    @override
    async def async_fix(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Change the end of the vehicle's validity."""
        until = user_input.get(CONF_VALID_UNTIL)
        try:
            if until and to_utc(until) <= dt_util.utcnow():
                return {"base": "still_over"}
            changes = {CONF_VALID_UNTIL: until}
            async_save_vehicle(self.hass, self.entry, self.subentry, changes)
        except VehicleDataError as err:
            return {"base": err.key}
        return {}


FLOWS: dict[str, type[FixFlow]] = {
    "access_denied": KeyFlow,
    "billing": KeyFlow,
    "calls_paused": ResumeFlow,
    "counts_damaged": DamageFlow,
    "daily_limit_near": LimitFlow,
    "daily_limit_reached": LimitFlow,
    "decodes_paused": ResumeFlow,
    "monthly_limit_near": LimitFlow,
    "monthly_limit_reached": LimitFlow,
    "no_public_url": PublicUrlFlow,
    "snapshot_not_fetched": UnfetchedFlow,
    "source_frozen": FixFlow,
    "source_gone": SourceFlow,
    "unusual_cost": LimitFlow,
    "vehicle_expired": VehicleFlow,
}


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow that fixes an issue."""
    return FLOWS[split_issue_id(issue_id)[0]]()
