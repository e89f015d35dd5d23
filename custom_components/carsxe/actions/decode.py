"""The action `carsxe.decode_plate`: look up the vehicle with a plate."""

import voluptuous as vol

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv

from ..const import CONF_PLATE
from ..plates import normalize_plate
from ..runtime.account import async_get_account
from ..runtime.failures import InvalidError, translated_failures
from ..runtime.vehicles.decoder import split_region

ATTR_COUNTRY = "country"
ATTR_DISTRICT = "district"
ATTR_REGION = "region"
ATTR_STATE = "state"

SCHEMA = vol.Schema(
    {
        vol.Required(CONF_PLATE): cv.string,
        vol.Optional(ATTR_COUNTRY): cv.string,
        vol.Optional(ATTR_STATE): cv.string,
        vol.Optional(ATTR_DISTRICT): cv.string,
        vol.Optional(ATTR_REGION): vol.Any(None, cv.string),
        vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
    }
)


async def async_decode_plate(call: ServiceCall) -> ServiceResponse:
    """Return the vehicle's data; a detection's region can replace country and state."""
    plate = normalize_plate(call.data[CONF_PLATE])
    if not plate:
        raise InvalidError("unreadable_plate")
    entry = async_get_account(call)
    country, state = split_region(call.data.get(ATTR_REGION))
    given = call.data.get(ATTR_COUNTRY)
    if given and given.upper() != country:
        country, state = given, None
    with translated_failures(call.hass, entry):
        decoded = await entry.runtime_data.paid_calls.async_decode(
            plate,
            country=country,
            state=call.data.get(ATTR_STATE, state),
            district=call.data.get(ATTR_DISTRICT),
        )
    return {"plate": plate, **decoded}
