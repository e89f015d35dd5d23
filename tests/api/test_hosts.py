"""Tests of the hosts."""

import pytest
from yarl import URL

from custom_components.carsxe.api import DEFAULT_HOST, HOSTS
from custom_components.carsxe.api.addresses import parse_base_address
from custom_components.carsxe.api.hosts import has_key_check


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("https://api.carsxe.com", True, id="global"),
        pytest.param("https://eu-api.carsxe.com", False, id="EU"),
        pytest.param("https://EU-API.carsxe.com/", False, id="EU, written otherwise"),
        pytest.param("https://eu-api.carsxe.com:443/x", False, id="EU with a path"),
        pytest.param("https://carsxe.example.com", True, id="own"),
        pytest.param("https://example.com/eu-api.carsxe.com", True, id="own path"),
    ],
)
def test_key_check(address: str, expected: bool) -> None:
    """Only the EU host is known to lack the key check."""
    assert has_key_check(URL(address)) is expected


@pytest.mark.parametrize("host", HOSTS)
def test_hosts_are_base_addresses(host: str) -> None:
    """The offered hosts would be valid custom addresses."""
    assert str(parse_base_address(host)).rstrip("/") == host


def test_default() -> None:
    """The default is the global host, which has the whole API."""
    assert DEFAULT_HOST == "https://api.carsxe.com"
    assert "https://eu-api.carsxe.com" in HOSTS
