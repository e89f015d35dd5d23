"""The flow that adds or changes a known vehicle."""

from typing import Any

import voluptuous as vol

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import (
    BooleanSelector,
    CountrySelector,
    DateTimeSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)

from .api.errors import CarsXEError
from .const import (
    CONF_CAMERA_IDS,
    CONF_DECODED,
    CONF_IGNORE,
    CONF_MORE_PLATES,
    CONF_NOT_PLATES,
    CONF_PLATE,
    CONF_SCHEDULE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    SUBENTRY_CAMERA,
)
from .forms import collapsed, fill_form, flatten, nest
from .runtime.spending.budget import CallsStoppedError
from .runtime.spending.paid_calls import async_get_paid_calls
from .runtime.vehicles.decoder import Decoded, decoded_data
from .runtime.vehicles.vehicle_data import (
    VehicleDataError,
    changed_vehicle,
    to_local_text,
)
from .subentry_flow import SubentryFlow

CONF_COUNTRY = "country"
CONF_LOOK_UP = "look_up"
CONF_STATE = "state"

_LOOK_UP = {
    vol.Required(CONF_LOOK_UP, default=False): BooleanSelector(),
    vol.Optional(CONF_COUNTRY): CountrySelector(),
    vol.Optional(CONF_STATE): TextSelector(),
}


class VehicleSubentryFlow(SubentryFlow):
    """Handles the fields of a known vehicle."""

    async def async_step_vehicle(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Handle the fields of a new or changed vehicle."""
        errors: dict[str, str] = {}
        placeholders = {"name": "", "error": ""}
        if user_input is not None:
            try:
                return await self._async_finish(flatten(user_input))
            except VehicleDataError as err:
                errors = {err.field: err.key}
                placeholders |= err.placeholders
            except CarsXEError as err:
                errors = {"base": err.reason}
                placeholders |= {"error": str(err)}
            except CallsStoppedError as err:
                errors = {"base": err.key}
                placeholders |= err.placeholders
        schema = self._schema()
        shown = user_input or self._current_input(schema)
        return self.async_show_form(
            step_id=self.source,
            data_schema=fill_form(self, schema, shown, expanded=bool(errors)),
            errors=errors,
            description_placeholders=placeholders,
        )

    async_step_user = async_step_vehicle
    async_step_reconfigure = async_step_vehicle

    async def _async_finish(self, fields: dict[str, Any]) -> SubentryFlowResult:
        """Add or change the vehicle.

        Raises VehicleDataError, CarsXEError and CallsStoppedError.
        """
        look_up = fields.pop(CONF_LOOK_UP, False)
        if vehicle := self._get_present():
            # An empty field removes a restriction.
            kept = {CONF_DECODED, CONF_NOT_PLATES}
            fields = dict.fromkeys(vehicle.data.keys() - kept) | fields
        changed = changed_vehicle(self._get_entry(), vehicle, fields)
        data = dict(changed.data)
        if look_up:
            data[CONF_DECODED] = await self._async_look_up(data)
        return self._save(changed.title, data, changed.unique_id)

    async def _async_look_up(self, data: dict[str, Any]) -> Decoded:
        """Return CarsXE's data about a vehicle. Raises CarsXEError and CallsStoppedError."""
        entry = self._get_entry()
        paid_calls = await async_get_paid_calls(self.hass, entry)
        decoded = await paid_calls.async_decode(
            data[CONF_PLATE],
            country=data.get(CONF_COUNTRY),
            state=data.get(CONF_STATE),
        )
        return decoded_data(decoded)

    def _current_input(self, schema: vol.Schema) -> dict[str, Any]:
        """Return the initial values of the form."""
        if (subentry := self._get_present()) is None:
            return {}
        subentries = self._get_entry().subentries
        camera_ids = subentry.data.get(CONF_CAMERA_IDS, ())
        return nest(
            schema,
            {
                **subentry.data,
                CONF_CAMERA_IDS: [each for each in camera_ids if each in subentries],
                CONF_NAME: subentry.title,
                **{
                    field: to_local_text(subentry.data[field])
                    for field in (CONF_VALID_FROM, CONF_VALID_UNTIL)
                    if field in subentry.data
                },
            },
        )

    def _schema(self) -> vol.Schema:
        """Return the form; the account's cameras are options."""
        cameras = [
            SelectOptionDict(value=camera.subentry_id, label=camera.title)
            for camera in self._get_entry().get_subentries_of_type(SUBENTRY_CAMERA)
        ]
        advanced = {
            vol.Optional(CONF_MORE_PLATES, default=list): TextSelector(
                TextSelectorConfig(multiple=True)
            ),
            vol.Optional(CONF_VALID_FROM): DateTimeSelector(),
            vol.Optional(CONF_VALID_UNTIL): DateTimeSelector(),
            vol.Optional(CONF_SCHEDULE): EntitySelector(
                EntitySelectorConfig(domain="schedule")
            ),
            vol.Optional(CONF_CAMERA_IDS, default=list): SelectSelector(
                SelectSelectorConfig(options=cameras, multiple=True)
            ),
            vol.Required(CONF_IGNORE, default=False): BooleanSelector(),
        }
        return vol.Schema(
            {
                vol.Required(CONF_PLATE): TextSelector(),
                vol.Required(CONF_NAME): TextSelector(),
                **collapsed({"advanced": advanced, "look_up_section": _LOOK_UP}),
            }
        )
