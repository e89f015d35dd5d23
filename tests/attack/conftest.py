"""What the attacks share: a server with a snapshot on it, and somebody on the internet."""

import asyncio
from collections.abc import AsyncIterator
import random

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.pictures import Picture
from custom_components.carsxe.runtime.frames.snapshots import (
    DATA_SNAPSHOTS,
    Snapshot,
    SnapshotStore,
    async_setup_snapshots,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

# As large as a picture may be that goes out as it came.
PICTURE = Picture(
    content=random.Random(1).randbytes(3_000_000),
    content_type="image/jpeg",
    width=1280,
    height=720,
)


async def picture_task(picture: Picture = PICTURE) -> asyncio.Task[Picture]:
    """Return a picture that is ready."""

    async def _make() -> Picture:
        return picture

    task = asyncio.create_task(_make())
    await task
    return task


@pytest.fixture
async def store(hass: HomeAssistant) -> SnapshotStore:
    """Return the store behind the view, in a house that bans whoever fails to log in once."""
    assert await async_setup_component(
        hass, "http", {"http": {"ip_ban_enabled": True, "login_attempts_threshold": 1}}
    )
    async_setup_snapshots(hass)
    return hass.data[DATA_SNAPSHOTS]


@pytest.fixture
async def server(
    store: SnapshotStore, hass_client_no_auth: ClientSessionGenerator
) -> TestClient:
    """Return the server, as somebody on the internet sees it."""
    return await hass_client_no_auth()


@pytest.fixture
async def live(store: SnapshotStore) -> AsyncIterator[Snapshot]:
    """Return a snapshot that is public now."""
    with store.publish(await picture_task()) as snapshot:
        yield snapshot
