"""Fixtures of the API client tests: a faulty server, a session and a client."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
from aiohttp.test_utils import RawTestServer
import pytest

from custom_components.carsxe.api import client as client_module
from custom_components.carsxe.api.client import RETRY_PAUSES, CarsXEClient

from ..quick_time import quick_time
from .fault_server import FaultServer
from .keys import API_KEY


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry as often as in production, but without pauses."""
    monkeypatch.setattr(client_module, "RETRY_PAUSES", (0.001,) * len(RETRY_PAUSES))


@pytest.fixture
async def quick() -> AsyncIterator[None]:
    """Let time pass as soon as nothing is left to do."""
    with quick_time(asyncio.get_running_loop()):
        yield


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[FaultServer]:
    """Return a server with answers set by the test."""
    faults = FaultServer()
    listening = RawTestServer(faults.handle)
    await listening.start_server()
    faults.url = str(listening.make_url("")).rstrip("/")
    yield faults
    faults.end.set()
    await listening.close()


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session like the client's."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def client(session: aiohttp.ClientSession, server: FaultServer) -> CarsXEClient:
    """Return a client for the server."""
    return CarsXEClient(session, API_KEY, server.url)
