"""Tests of fetching from the public address from inside."""

from collections.abc import AsyncIterator
import socket
from unittest.mock import patch

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.runtime.own_fetch import OwnFetchError, async_fetch_own
from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS
from homeassistant.core import HomeAssistant


async def test_leads_here(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """An address that leads here passes, and leaves nothing public."""
    client = await hass_client_no_auth()
    await async_fetch_own(hass, str(client.make_url("")).rstrip("/"))
    assert not hass.data[DATA_SNAPSHOTS]._snapshots


CHALLENGES = {"cloudflare": "cf-mitigated", "amazon": "x-amzn-waf-action"}


@pytest.fixture
async def stranger(socket_enabled: None) -> AsyncIterator[TestServer]:
    """Return a server that isn't Home Assistant."""

    async def _answer(request: web.Request) -> web.Response:
        if request.path.startswith("/moved"):
            raise web.HTTPFound("/")
        if request.path.startswith("/missing"):
            raise web.HTTPNotFound
        for path, header in CHALLENGES.items():
            if request.path.startswith(f"/{path}"):
                return web.Response(status=403, headers={header: "challenge"})
        if request.path.startswith("/untrusted"):
            return web.Response(status=400, text="400: Bad Request")
        return web.Response(text="carsxe and something else")

    app = web.Application()
    app.router.add_get("/{path:.*}", _answer)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("", "Something else answers there", id="stranger"),
        pytest.param("moved", "The answer was status 302", id="redirect"),
        pytest.param("missing", "The answer was status 404", id="missing"),
        pytest.param("cloudflare", "The answer is a challenge", id="Cloudflare"),
        pytest.param("amazon", "The answer is a challenge", id="Amazon"),
        pytest.param("untrusted", "Home Assistant refuses what its proxy", id="proxy"),
    ],
)
async def test_leads_elsewhere(
    hass: HomeAssistant,
    account: MockConfigEntry,
    stranger: TestServer,
    path: str,
    reason: str,
) -> None:
    """An address that leads elsewhere fails, and the reason doesn't contain it."""
    address = str(stranger.make_url(f"/{path}")).rstrip("/")
    with pytest.raises(OwnFetchError) as caught:
        await async_fetch_own(hass, address)
    assert str(caught.value).startswith(reason)
    assert not hass.data[DATA_SNAPSHOTS]._snapshots


async def test_leads_nowhere(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """If nobody answers, the error says so."""
    with pytest.raises(OwnFetchError, match=r"refused|Connect"):
        await async_fetch_own(hass, f"http://127.0.0.1:{unused_port()}")


@pytest.mark.parametrize(
    ("families", "is_told"),
    [
        pytest.param([socket.AF_INET6], True, id="IPv6 only"),
        pytest.param([socket.AF_INET6, socket.AF_INET], False, id="both"),
        pytest.param([socket.AF_INET], False, id="IPv4 only"),
        pytest.param([], False, id="unknown name"),
    ],
)
async def test_ipv6_only(
    hass: HomeAssistant,
    account: MockConfigEntry,
    families: list[socket.AddressFamily],
    is_told: bool,
) -> None:
    """A name with only IPv6 addresses is reported."""
    found = [(family, None, None, "", ("", 0)) for family in families]
    error = None if found else socket.gaierror()
    with (
        patch.object(hass.loop, "getaddrinfo", return_value=found, side_effect=error),
        pytest.raises(OwnFetchError) as caught,
    ):
        await async_fetch_own(hass, "https://home.example.com", 0.1)
    assert (caught.value.translation_key == "fetch_ipv6_only") is is_told
