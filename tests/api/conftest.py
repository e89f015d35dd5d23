"""What the tests of the API client share: a server with faults, a session, a client."""

from collections.abc import AsyncIterator

import aiohttp
from aiohttp.test_utils import RawTestServer
import pytest

from custom_components.carsxe.api import CarsXEClient, client as client_module
from custom_components.carsxe.api.client import RETRY_PAUSES

from .fault_server import FaultServer
from .keys import API_KEY


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: the client knows nothing of it."""


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again as often as in earnest, but at once."""
    monkeypatch.setattr(client_module, "RETRY_PAUSES", (0.001,) * len(RETRY_PAUSES))


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[FaultServer]:
    """Return a server that answers as a test tells it to."""
    faults = FaultServer()
    listening = RawTestServer(faults.handle)
    await listening.start_server()
    faults.url = str(listening.make_url("")).rstrip("/")
    yield faults
    faults.end.set()
    await listening.close()


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session as clients get it."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def client(session: aiohttp.ClientSession, server: FaultServer) -> CarsXEClient:
    """Return a client of the server's."""
    return CarsXEClient(session, API_KEY, server.url)
