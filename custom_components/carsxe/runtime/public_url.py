"""Finds the address under which CarsXE can fetch snapshots."""

from collections.abc import Mapping
from contextlib import suppress
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

    One by the cloud comes last while the cloud isn't connected. Raises NoPublicUrlError.
    """
    if own := account.get(CONF_PUBLIC_URL):
        return str(own)
    for with_cloud in (True,) if _is_cloud_connected(hass) else (False, True):
        with suppress(NoURLAvailableError):
            return get_url(
                hass,
                allow_internal=False,
                allow_ip=False,
                require_ssl=True,
                allow_cloud=with_cloud,
                prefer_cloud=with_cloud,
            )
    raise NoPublicUrlError


def _is_cloud_connected(hass: HomeAssistant) -> bool:
    """Return whether an address by Home Assistant Cloud leads here at present."""
    if "cloud" not in hass.config.components:
        return False
    # Core imports it as late, too: not every installation has it.
    from homeassistant.components.cloud import async_is_connected  # noqa: PLC0415

    remote = getattr(hass.data.get("cloud"), "remote", None)
    return async_is_connected(hass) and (remote is None or bool(remote.is_connected))
