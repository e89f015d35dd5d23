"""Check which web addresses may be trusted with a key or a picture."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
import re
import unicodedata

from yarl import URL

_NO_HOST = re.compile(r"\s")
# Invisible characters and line breaks: parsers may drop them, keep them or stop at them.
_UNSAFE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# Python's `is_private` includes more, such as tunnels to public hosts.
_NEAR = [
    *map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
    *map(ip_network, ("169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10")),
]
_UNICAST = ip_network("2000::/3")
# These networks embed an IPv4 address in the last 32 bits.
_TRANSLATED = [*map(ip_network, ("::ffff:0:0/96", "64:ff9b::/96"))]


class AddressError(ValueError):
    """An address can't be used; `reason` is malformed, credentials or insecure."""

    def __init__(self, reason: str) -> None:
        """Store the reason; the message leaves out the address itself."""
        super().__init__(reason)
        self.reason = reason


def parse_base_address(text: str) -> str:
    """Return an address to which paths can be added, without a trailing slash.

    Raises AddressError.
    """
    url = parse_address(text)
    if url.query_string or url.fragment:
        raise AddressError("malformed")
    return str(url).rstrip("/")


def parse_address(text: str) -> URL:
    """Return an address that may be sent to CarsXE, or that keys and pictures may be sent to.

    It must be https, or http to localhost, a loopback or a private IP address, and have no
    credentials. Raises AddressError.
    """
    text = text.strip()
    if "\\" in text or not _UNSAFE.isdisjoint(map(unicodedata.category, text)):
        raise AddressError("malformed")
    try:
        url = URL(text)
        host, _ = url.host, url.port
    except ValueError:
        raise AddressError("malformed") from None
    if url.scheme not in ("http", "https") or not host or _NO_HOST.search(host):
        raise AddressError("malformed")
    if url.user is not None or url.password is not None:
        raise AddressError("credentials")
    if url.scheme == "http" and not _is_near(host):
        raise AddressError("insecure")
    return url


def _is_near(host: str) -> bool:
    """Return whether traffic to a host stays on this machine or in its own network."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in _NEAR)


def is_public(text: str) -> bool:
    """Return whether an IP address belongs to a host on the internet."""
    address = ip_address(text)
    if any(address in network for network in _TRANSLATED):
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    if isinstance(address, IPv6Address):
        if address not in _UNICAST or address.sixtofour:
            return False
    return address.is_global and not address.is_multicast
