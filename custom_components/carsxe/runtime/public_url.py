"""Finds the address under which CarsXE can fetch snapshots."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.network import NoURLAvailableError, get_url

from ..const import CONF_PUBLIC_URL, DOMAIN


class NoPublicUrlError(HomeAssistantError):
    """Home Assistant has no address that CarsXE could fetch a snapshot from."""

    def __init__(self) -> None:
        """Bring the translated message."""
        super().__init__(translation_domain=DOMAIN, translation_key="no_public_url")


@callback
def async_get_public_url(hass: HomeAssistant, account: Mapping[str, Any]) -> str:
    """Return the account's own public address, or else Home Assistant's, without a final slash.

    Raises NoPublicUrlError.
    """
    if own := account.get(CONF_PUBLIC_URL):
        return str(own)
    try:
        return get_url(
            hass,
            allow_internal=False,
            allow_ip=False,
            require_ssl=True,
            prefer_cloud=True,
        )
    except NoURLAvailableError:
        raise NoPublicUrlError from None
