"""Find the account that an action uses."""

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import ServiceCall, callback
from homeassistant.helpers import service

from ..const import DOMAIN
from ..runtime.account import CarsXEConfigEntry


@callback
def async_get_account(call: ServiceCall) -> CarsXEConfigEntry:
    """Return the account that a call names, or else the only one.

    Raises ServiceValidationError.
    """
    entry: CarsXEConfigEntry = service.async_get_config_entry(
        call.hass, DOMAIN, call.data.get(ATTR_CONFIG_ENTRY_ID)
    )
    return entry
