"""Flows that fix the issues of a camera or a vehicle."""

from typing import Any, override

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_NAME
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.selector import DateTimeSelector
from homeassistant.util import dt as dt_util

from ..camera_flow import source_field
from ..const import CONF_SOURCE_ENTITY_ID, CONF_VALID_UNTIL
from ..runtime.own_entities import async_is_own, async_own_entity_ids
from ..runtime.settings import camera_unique_id
from ..runtime.vehicles.vehicle_data import VehicleDataError, read_vehicle
from .base import FixFlow


class SubentryFlow(FixFlow):
    """Offer a way to fix the issue, or to remove its owner."""

    way: str

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
            menu_options=[self.way, "remove"],
            description_placeholders=self.placeholders,
        )

    async def async_step_remove(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Remove the camera or vehicle after a confirmation."""
        if user_input is None and not self.is_gone:
            return self.show("remove")
        if not self.is_gone:
            self.hass.config_entries.async_remove_subentry(self.entry, self.owner_id)
        return self.done()


class SourceFlow(SubentryFlow):
    """Choose another source for a camera."""

    way = "source"
    async_step_source = FixFlow.async_step_fix

    @override
    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Handle the new source."""
        errors: dict[str, str] = {}
        if user_input is not None:
            source = user_input[CONF_SOURCE_ENTITY_ID]
            data = {**self.subentry.data, CONF_SOURCE_ENTITY_ID: source}
            if async_is_own(self.hass, source):
                errors[CONF_SOURCE_ENTITY_ID] = "own_source"
            else:
                try:
                    self.hass.config_entries.async_update_subentry(
                        self.entry,
                        self.subentry,
                        data=data,
                        unique_id=camera_unique_id(data),
                    )
                except AbortFlow as err:
                    errors[CONF_SOURCE_ENTITY_ID] = err.reason
                else:
                    return self.done()
        field = source_field(async_own_entity_ids(self.hass))
        schema = vol.Schema({vol.Required(CONF_SOURCE_ENTITY_ID): field})
        return self.show("source", schema, errors=errors)


class VehicleFlow(SubentryFlow):
    """Extend the validity of a vehicle."""

    way = "prolong"
    async_step_prolong = FixFlow.async_step_fix

    @override
    async def async_fill_in(
        self, user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Handle the new end; an empty field means no end."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                data = self._read(user_input)
                until = dt_util.parse_datetime(data.get(CONF_VALID_UNTIL, ""))
                if until is None or until > dt_util.utcnow():
                    self.hass.config_entries.async_update_subentry(
                        self.entry, self.subentry, data=data
                    )
                    return self.done()
                errors["base"] = "still_over"
            except VehicleDataError as err:
                errors["base"] = err.reason
        schema = vol.Schema({vol.Optional(CONF_VALID_UNTIL): DateTimeSelector()})
        return self.show("prolong", schema, user_input=user_input, errors=errors)

    def _read(self, user_input: dict[str, Any]) -> dict[str, Any]:
        """Return the vehicle's data with its new end. Raises VehicleDataError."""
        fields = {k: v for k, v in self.subentry.data.items() if k != CONF_VALID_UNTIL}
        fields |= {**user_input, CONF_NAME: self.subentry.title}
        data = read_vehicle(self.entry, fields, self.owner_id)
        del data[CONF_NAME]
        return data
