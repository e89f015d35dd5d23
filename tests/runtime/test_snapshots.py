"""Tests of the public snapshots."""

from datetime import timedelta
import logging

from aiohttp.test_utils import TestClient
from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.runtime.snapshots import (
    DATA_SNAPSHOTS,
    SnapshotStore,
    async_setup_snapshots,
)
from custom_components.carsxe.vision import Picture
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

PICTURE = Picture(content=b"a picture", content_type="image/jpeg", width=4, height=3)
BASE = "/api/carsxe/snapshot"


@pytest.fixture
async def store(hass: HomeAssistant) -> SnapshotStore:
    """Return the snapshots behind the view."""
    assert await async_setup_component(hass, "http", {})
    async_setup_snapshots(hass)
    return hass.data[DATA_SNAPSHOTS]


@pytest.fixture
async def outsider(
    store: SnapshotStore, hass_client_no_auth: ClientSessionGenerator
) -> TestClient:
    """Return a client on the internet."""
    return await hass_client_no_auth()


async def test_public_while_published(
    store: SnapshotStore, outsider: TestClient
) -> None:
    """A snapshot exists during the call, and is neither cached nor indexed."""
    with store.publish(PICTURE) as snapshot:
        response = await outsider.get(snapshot.path)
        assert response.status == 200
        assert await response.read() == PICTURE.content
        assert response.content_type == "image/jpeg"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
    assert (await outsider.get(snapshot.path)).status == 404
    assert snapshot.fetches == 1


async def test_head(store: SnapshotStore, outsider: TestClient) -> None:
    """A HEAD returns the size and sends nothing."""
    with store.publish(PICTURE) as snapshot:
        response = await outsider.head(snapshot.path)
        assert response.status == 200
        assert response.headers["Content-Length"] == str(len(PICTURE.content))
        assert await response.read() == b""


async def test_withdrawn_after_failure(
    store: SnapshotStore, outsider: TestClient
) -> None:
    """A failed call removes its snapshot."""
    with pytest.raises(RuntimeError), store.publish(PICTURE) as snapshot:
        raise RuntimeError
    assert (await outsider.get(snapshot.path)).status == 404


async def test_eight_fetches(store: SnapshotStore, outsider: TestClient) -> None:
    """The ninth fetch finds nothing, including HEAD."""
    with store.publish(PICTURE) as snapshot:
        for method in ["HEAD"] + 7 * ["GET"]:
            assert (await outsider.request(method, snapshot.path)).status == 200
        assert (await outsider.get(snapshot.path)).status == 404
        assert (await outsider.head(snapshot.path)).status == 404


async def test_expires(
    hass: HomeAssistant,
    store: SnapshotStore,
    outsider: TestClient,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A snapshot is gone after a minute, even if the call is still running."""
    with store.publish(PICTURE) as snapshot:
        freezer.tick(timedelta(seconds=58))
        async_fire_time_changed(hass)
        assert (await outsider.get(snapshot.path)).status == 200
        freezer.tick(timedelta(seconds=3))
        async_fire_time_changed(hass)
        assert (await outsider.get(snapshot.path)).status == 404


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"{BASE}/{'A' * 43}", id="unknown token"),
        pytest.param(f"{BASE}/x", id="short token"),
        pytest.param(f"{BASE}/", id="no token"),
        pytest.param(f"{BASE}/{'A' * 43}/more", id="deeper path"),
    ],
)
async def test_unknown(outsider: TestClient, path: str) -> None:
    """Anything but a snapshot isn't found; nobody is asked to log in."""
    assert (await outsider.get(path)).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_other_methods(
    store: SnapshotStore,
    outsider: TestClient,
    method: str,
) -> None:
    """Other methods find nothing, and don't count as a fetch."""
    with store.publish(PICTURE) as snapshot:
        assert (await outsider.request(method, snapshot.path)).status == 404
        assert snapshot.fetches == 0


async def test_tokens(store: SnapshotStore) -> None:
    """Each publication has its own address with 256 random bits."""
    with store.publish(PICTURE) as first, store.publish(PICTURE) as second:
        assert first.path != second.path
        assert len(first.token) == 43


async def test_room(store: SnapshotStore) -> None:
    """There is room for 16 snapshots at a time."""
    for _ in range(16):
        assert not store.room.locked()
        await store.room.acquire()
    assert store.room.locked()


async def test_address_is_not_logged(
    store: SnapshotStore,
    outsider: TestClient,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No logger of Home Assistant's or ours logs the address, even at debug level."""
    caplog.set_level(logging.DEBUG)
    with store.publish(PICTURE) as snapshot:
        await outsider.get(snapshot.path)
    ours = [record for record in caplog.records if record.name != "aiohttp.access"]
    assert snapshot.token not in "".join(record.getMessage() for record in ours)
