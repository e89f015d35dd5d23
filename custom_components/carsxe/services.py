"""Registers the actions."""

from homeassistant.core import HomeAssistant, SupportsResponse, callback
from homeassistant.helpers.service import async_register_admin_service

from .actions import check, decode, recognize, vehicles
from .const import DOMAIN


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions, whether or not there is an account yet."""
    for name, action, schema, response in (
        ("recognize", recognize.async_recognize, recognize.SCHEMA, "only"),
        ("check", check.async_check, check.SCHEMA, "only"),
        ("decode_plate", decode.async_decode_plate, decode.SCHEMA, "only"),
    ):
        hass.services.async_register(
            DOMAIN,
            name,
            action,
            schema=schema,
            supports_response=SupportsResponse(response),
        )
    # What counts as known may open a door: as in the settings, that is for administrators.
    for name, action, schema, response in (
        ("add_vehicle", vehicles.async_add_vehicle, vehicles.ADD_SCHEMA, "optional"),
        (
            "remove_vehicle",
            vehicles.async_remove_vehicle,
            vehicles.REMOVE_SCHEMA,
            "none",
        ),
    ):
        async_register_admin_service(
            hass, DOMAIN, name, action, schema, SupportsResponse(response)
        )
