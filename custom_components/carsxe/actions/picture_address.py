"""Check that an image URL points to a host on the public internet."""

from ipaddress import ip_address
import socket

from yarl import URL

from homeassistant.core import HomeAssistant

from ..api.addresses import AddressError, is_public, parse_address
from ..runtime.failures import invalid


async def async_check_address(hass: HomeAssistant, text: str, api_url: str) -> str:
    """Return an address that may be sent to the API.

    Nobody may have CarsXE fetch from private networks, including its own. Only an API that is
    itself in a private network may fetch from there. Raises ServiceValidationError.
    """
    try:
        url = parse_address(text)
    except AddressError as err:
        raise invalid(f"image_url_{err.reason}") from None
    api = await _async_resolve(hass, URL(api_url))
    if not api or any(map(is_public, api)):
        found = await _async_resolve(hass, url)
        if not found or not all(map(is_public, found)):
            raise invalid("image_url_private")
    return text.strip()


async def _async_resolve(hass: HomeAssistant, url: URL) -> set[str]:
    """Return the IP addresses of a host, or an empty set if it isn't found."""
    try:
        found = await hass.loop.getaddrinfo(url.raw_host, None, type=socket.SOCK_STREAM)
    except OSError, UnicodeError:
        return set()
    return {str(ip_address(address[0])) for *_, address in found}
