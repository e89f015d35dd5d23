"""Register the actions."""

from homeassistant.components.image_processing import DOMAIN as IMAGE_PROCESSING_DOMAIN
from homeassistant.core import HomeAssistant, SupportsResponse, callback
from homeassistant.helpers.service import (
    async_register_admin_service,
    async_register_platform_entity_service,
)

from .actions import check, decode, recognize, vehicles
from .const import DOMAIN


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions, whether or not there is an account."""
    hass.services.async_register(
        DOMAIN,
        "recognize",
        recognize.async_recognize,
        schema=recognize.SCHEMA,
        supports_response=SupportsResponse.ONLY,
    )
    async_register_platform_entity_service(
        hass,
        DOMAIN,
        "check",
        entity_domain=IMAGE_PROCESSING_DOMAIN,
        func=check.async_check,
        schema=check.SCHEMA,
        supports_response=SupportsResponse.ONLY,
    )
    # A known plate may open a door, and a decode has no entity with rights. Like the settings, both
    # are for administrators.
    for name, action, schema, response in (
        ("decode_plate", decode.async_decode_plate, decode.SCHEMA, "only"),
        ("add_vehicle", vehicles.async_add_vehicle, vehicles.ADD_SCHEMA, "optional"),
        (
            "update_vehicle",
            vehicles.async_update_vehicle,
            vehicles.UPDATE_SCHEMA,
            "optional",
        ),
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
