"""Find the address from which CarsXE can fetch snapshots."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.network import NoURLAvailableError, get_url

from ..const import CONF_PUBLIC_URL
from .failures import TranslatedError


class NoPublicUrlError(TranslatedError):
    """Home Assistant has no address from which CarsXE could fetch a snapshot."""


@callback
def async_get_public_url(hass: HomeAssistant, account: Mapping[str, Any]) -> str:
    """Return the public address. Raises NoPublicUrlError."""
    if (address := async_find_public_url(hass, account)) is None:
        raise NoPublicUrlError("no_public_url")
    return address


@callback
def async_find_public_url(
    hass: HomeAssistant, account: Mapping[str, Any]
) -> str | None:
    """Return the account's public address, or else Home Assistant's, without a trailing slash.

    A cloud address comes last while the cloud isn't connected.
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
    return None


def _is_cloud_connected(hass: HomeAssistant) -> bool:
    """Return whether a Home Assistant Cloud address works at present."""
    if "cloud" not in hass.config.components:
        return False
    # Imported late, as in core: not every installation has it.
    from homeassistant.components.cloud import async_is_connected  # noqa: PLC0415

    remote = getattr(hass.data.get("cloud"), "remote", None)
    return async_is_connected(hass) and (remote is None or bool(remote.is_connected))
