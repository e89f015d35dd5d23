"""Fetch a test picture from our own public address, as CarsXE would, but from inside."""

import asyncio
import socket

import aiohttp
from yarl import URL

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..vision import Picture
from .failures import TranslatedError
from .snapshots import DATA_SNAPSHOTS

TIMEOUT = 10.0
# What a server says before a challenge that only browsers pass.
_CHALLENGES = ("cf-mitigated", "x-amzn-waf-action", "x-datadome")
# What Home Assistant answers to a proxy that it doesn't trust.
_REFUSAL = b"400: Bad Request"
# Faults that are certain, even if a router allows no access from inside.
CERTAIN = {"fetch_challenge", "fetch_ipv6_only", "fetch_untrusted_proxy"}
# A harmless text in place of a picture.
_PROBE = Picture(content=b"carsxe", content_type="image/jpeg", width=1, height=1)


class OwnFetchError(TranslatedError):
    """The public address doesn't lead here; the message explains why without the address."""


async def async_fetch_own(
    hass: HomeAssistant, base_url: str, timeout: float = TIMEOUT
) -> None:
    """Raise OwnFetchError if a public picture can't be fetched from the public address.

    Some routers block this from inside although everything is fine.
    """
    if await _async_is_ipv6_only(hass, base_url):
        raise OwnFetchError("fetch_ipv6_only")
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
    """Fetch a probe. Raises OwnFetchError."""
    try:
        async with (
            asyncio.timeout(timeout),
            async_get_clientsession(hass).get(url, allow_redirects=False) as response,
        ):
            content = await response.content.read(len(_REFUSAL))
    except TimeoutError:
        raise OwnFetchError("fetch_timeout", seconds=f"{timeout:.0f}") from None
    except aiohttp.ClientConnectorCertificateError:
        raise OwnFetchError("fetch_certificate") from None
    except Exception as err:  # noqa: BLE001
        # The full text may contain the address.
        error = getattr(err, "strerror", None) or type(err).__name__
        raise OwnFetchError("fetch_failed", error=error) from None
    if any(header in response.headers for header in _CHALLENGES):
        raise OwnFetchError("fetch_challenge")
    if response.status == 400 and content == _REFUSAL:
        raise OwnFetchError("fetch_untrusted_proxy")
    if response.status != 200:
        raise OwnFetchError("fetch_status", status=str(response.status))
    if content != _PROBE.content:
        raise OwnFetchError("fetch_elsewhere")
