"""Fixtures of the attacks: a server with a snapshot, and a client on the internet."""

from collections.abc import AsyncIterator
import random

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.runtime.snapshots import (
    DATA_SNAPSHOTS,
    Snapshot,
    SnapshotStore,
    async_setup_snapshots,
)
from custom_components.carsxe.vision import Picture
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .cached_vision import find_plates_once

# The maximum size of a picture that is sent unchanged.
PICTURE = Picture(
    content=random.Random(1).randbytes(3_000_000),
    content_type="image/jpeg",
    width=1280,
    height=720,
)


@pytest.fixture
async def store(hass: HomeAssistant) -> SnapshotStore:
    """Return the snapshots behind the view, in a house that bans after one failed login."""
    assert await async_setup_component(
        hass, "http", {"http": {"ip_ban_enabled": True, "login_attempts_threshold": 1}}
    )
    async_setup_snapshots(hass)
    return hass.data[DATA_SNAPSHOTS]


@pytest.fixture
async def server(
    store: SnapshotStore, hass_client_no_auth: ClientSessionGenerator
) -> TestClient:
    """Return the server as seen from the internet."""
    return await hass_client_no_auth()


@pytest.fixture
async def live(store: SnapshotStore) -> AsyncIterator[Snapshot]:
    """Return a snapshot that is public now."""
    with store.publish(PICTURE) as snapshot:
        yield snapshot


@pytest.fixture(autouse=True)
def detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Detect plates as in production."""
    monkeypatch.setattr(
        "custom_components.carsxe.runtime.tracker.find_plates", find_plates_once
    )
