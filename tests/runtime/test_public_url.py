"""Tests of finding the address from which CarsXE fetches snapshots, and of checking it from inside."""

from collections.abc import AsyncIterator, Callable
import socket
import sys
from types import SimpleNamespace
from unittest.mock import patch

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.runtime.public_url import (
    PublicUrlError,
    async_check_public_url,
    async_get_public_url,
)
from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS
from homeassistant.core import HomeAssistant

CLOUD, OWN = "https://abc.ui.nabu.casa", "https://home.example.com"


@pytest.fixture
def cloud(hass: HomeAssistant) -> Callable[[bool, bool], None]:
    """Return a function that logs in to Home Assistant Cloud, connected or not."""

    def _log_in(is_connected: bool, is_remote: bool) -> None:
        hass.config.components.add("cloud")
        hass.data["cloud"] = SimpleNamespace(
            iot=SimpleNamespace(connected=is_connected),
            remote=SimpleNamespace(is_connected=is_remote),
        )

    return _log_in


@pytest.mark.parametrize(
    ("is_connected", "is_remote", "external", "expected"),
    [
        pytest.param(True, True, OWN, CLOUD, id="connected"),
        pytest.param(True, False, OWN, OWN, id="no remote connection"),
        pytest.param(False, False, OWN, OWN, id="not connected"),
        pytest.param(False, False, None, CLOUD, id="no other address"),
        pytest.param(False, False, "http://home.lan:8123", CLOUD, id="no https"),
    ],
)
async def test_cloud(
    hass: HomeAssistant,
    cloud: Callable[[bool, bool], None],
    is_connected: bool,
    is_remote: bool,
    external: str | None,
    expected: str,
) -> None:
    """An address of a cloud that isn't connected gives way to the external one."""
    await hass.config.async_update(external_url=external)
    cloud(is_connected, is_remote)
    module = SimpleNamespace(
        async_is_connected=lambda hass: hass.data["cloud"].iot.connected
    )
    with (
        patch.dict(sys.modules, {"homeassistant.components.cloud": module}),
        patch("homeassistant.helpers.network._get_cloud_url", return_value=CLOUD),
    ):
        assert async_get_public_url(hass, {}) == expected


@pytest.mark.parametrize("own", ["https://carsxe.example.com", None])
async def test_without_cloud(hass: HomeAssistant, own: str | None) -> None:
    """The account's own address comes first, then the external one; others don't count."""
    with pytest.raises(PublicUrlError):
        async_get_public_url(hass, {})
    await hass.config.async_update(external_url=OWN)
    assert async_get_public_url(hass, {"public_url": own}) == (own or OWN)


async def test_leads_here(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """An address that leads here passes, and leaves nothing public."""
    client = await hass_client_no_auth()
    await async_check_public_url(hass, str(client.make_url("")).rstrip("/"))
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
    with pytest.raises(PublicUrlError) as caught:
        await async_check_public_url(hass, address)
    assert str(caught.value).startswith(reason)
    assert not hass.data[DATA_SNAPSHOTS]._snapshots


async def test_leads_nowhere(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """If nobody answers, the error says so."""
    with pytest.raises(PublicUrlError, match=r"refused|Connect"):
        await async_check_public_url(hass, f"http://127.0.0.1:{unused_port()}")


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
        pytest.raises(PublicUrlError) as caught,
    ):
        await async_check_public_url(hass, "https://home.example.com", 0.1)
    assert (caught.value.translation_key == "fetch_ipv6_only") is is_told
