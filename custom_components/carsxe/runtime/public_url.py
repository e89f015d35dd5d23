"""Find the address from which CarsXE can fetch snapshots, and check it from inside."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
import socket
from typing import Any

import aiohttp
from yarl import URL

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.network import NoURLAvailableError, get_url

from ..const import CONF_PUBLIC_URL
from ..vision import Picture
from .failures import TranslatedError
from .snapshots import DATA_SNAPSHOTS

TIMEOUT = 10.0
# What a server says before a challenge that only browsers pass.
_CHALLENGES = ("cf-mitigated", "x-amzn-waf-action", "x-datadome")
# What Home Assistant answers to a proxy that it doesn't trust.
_REFUSAL = b"400: Bad Request"
# Faults that are certain, even if a router allows no access from inside.
CERTAIN_FAULTS = {"fetch_challenge", "fetch_ipv6_only", "fetch_untrusted_proxy"}
# A harmless text in place of a picture.
_PROBE = Picture(content=b"carsxe", content_type="image/jpeg", width=1, height=1)


class PublicUrlError(TranslatedError):
    """There is no public address, or it doesn't lead here; the message leaves it out."""


@callback
def async_get_public_url(hass: HomeAssistant, account: Mapping[str, Any]) -> str:
    """Return the public address. Raises PublicUrlError."""
    if (address := async_find_public_url(hass, account)) is None:
        raise PublicUrlError("no_public_url")
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


async def async_check_public_url(
    hass: HomeAssistant, base_url: str, timeout: float = TIMEOUT
) -> None:
    """Raise PublicUrlError if a public picture can't be fetched from the public address.

    Some routers block this from inside although everything is fine.
    """
    if await _async_is_ipv6_only(hass, base_url):
        raise PublicUrlError("fetch_ipv6_only")
    snapshots = hass.data[DATA_SNAPSHOTS]
    async with snapshots.room:
        with snapshots.publish(_PROBE) as snapshot:
            await _async_fetch(hass, f"{base_url}{snapshot.path}", timeout)


async def _async_is_ipv6_only(hass: HomeAssistant, base_url: str) -> bool:
    """Return whether an address has no IPv4 address."""
    try:
        found = await hass.loop.getaddrinfo(URL(base_url).host, None)
    except Exception:  # noqa: BLE001
        # The fetch reports the error.
        return False
    return {family for family, *_ in found} == {socket.AF_INET6}


async def _async_fetch(hass: HomeAssistant, url: str, timeout: float) -> None:
    """Fetch a probe. Raises PublicUrlError."""
    try:
        async with (
            asyncio.timeout(timeout),
            async_get_clientsession(hass).get(url, allow_redirects=False) as response,
        ):
            content = await response.content.read(len(_REFUSAL))
    except TimeoutError:
        raise PublicUrlError("fetch_timeout", seconds=f"{timeout:.0f}") from None
    except aiohttp.ClientConnectorCertificateError:
        raise PublicUrlError("fetch_certificate") from None
    except Exception as err:  # noqa: BLE001
        # The full text may contain the address.
        error = getattr(err, "strerror", None) or type(err).__name__
        raise PublicUrlError("fetch_failed", error=error) from None
    if any(header in response.headers for header in _CHALLENGES):
        raise PublicUrlError("fetch_challenge")
    if response.status == 400 and content == _REFUSAL:
        raise PublicUrlError("fetch_untrusted_proxy")
    if response.status != 200:
        raise PublicUrlError("fetch_status", status=str(response.status))
    if content != _PROBE.content:
        raise PublicUrlError("fetch_elsewhere")
