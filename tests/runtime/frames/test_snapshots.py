"""Tests of the public snapshots."""

import asyncio
from datetime import timedelta
import logging

from aiohttp.test_utils import TestClient
from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.pictures import Picture, PictureError
from custom_components.carsxe.runtime.frames.snapshots import (
    DATA_SNAPSHOTS,
    Snapshot,
    SnapshotStore,
    async_setup_snapshots,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

PICTURE = Picture(content=b"a picture", content_type="image/jpeg", width=4, height=3)
BASE = "/api/carsxe/snapshot"


@pytest.fixture
async def store(hass: HomeAssistant) -> SnapshotStore:
    """Return the store behind the view."""
    assert await async_setup_component(hass, "http", {})
    async_setup_snapshots(hass)
    return hass.data[DATA_SNAPSHOTS]


@pytest.fixture
async def picture() -> asyncio.Task[Picture]:
    """Return a picture that is ready."""

    async def _make() -> Picture:
        return PICTURE

    task = asyncio.create_task(_make())
    await task
    return task


@pytest.fixture
async def outsider(
    store: SnapshotStore, hass_client_no_auth: ClientSessionGenerator
) -> TestClient:
    """Return somebody on the internet."""
    return await hass_client_no_auth()


async def test_public_while_published(
    store: SnapshotStore, picture: asyncio.Task[Picture], outsider: TestClient
) -> None:
    """A snapshot is there for as long as the call runs, and neither cached nor indexed."""
    with store.publish(picture) as snapshot:
        response = await outsider.get(snapshot.path)
        assert response.status == 200
        assert await response.read() == PICTURE.content
        assert response.content_type == "image/jpeg"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
    assert (await outsider.get(snapshot.path)).status == 404
    assert snapshot.fetches == 1


async def test_head(
    store: SnapshotStore, picture: asyncio.Task[Picture], outsider: TestClient
) -> None:
    """A HEAD tells the size and sends nothing."""
    with store.publish(picture) as snapshot:
        response = await outsider.head(snapshot.path)
        assert response.status == 200
        assert response.headers["Content-Length"] == str(len(PICTURE.content))
        assert await response.read() == b""


async def test_withdrawn_after_failure(
    store: SnapshotStore, picture: asyncio.Task[Picture], outsider: TestClient
) -> None:
    """A call that fails takes its snapshot along."""
    with pytest.raises(RuntimeError), store.publish(picture) as snapshot:
        raise RuntimeError
    assert (await outsider.get(snapshot.path)).status == 404


async def test_eight_fetches(
    store: SnapshotStore, picture: asyncio.Task[Picture], outsider: TestClient
) -> None:
    """The ninth fetch finds nothing, HEAD included."""
    with store.publish(picture) as snapshot:
        for method in ["HEAD"] + 7 * ["GET"]:
            assert (await outsider.request(method, snapshot.path)).status == 200
        assert (await outsider.get(snapshot.path)).status == 404
        assert (await outsider.head(snapshot.path)).status == 404


async def test_expires(
    hass: HomeAssistant,
    store: SnapshotStore,
    picture: asyncio.Task[Picture],
    outsider: TestClient,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A snapshot is gone after a minute, even where the call still runs."""
    with store.publish(picture) as snapshot:
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
    """Whatever isn't a snapshot isn't there; nobody is asked to log in."""
    assert (await outsider.get(path)).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_other_methods(
    store: SnapshotStore,
    picture: asyncio.Task[Picture],
    outsider: TestClient,
    method: str,
) -> None:
    """Other methods find nothing, and don't count as a fetch."""
    with store.publish(picture) as snapshot:
        assert (await outsider.request(method, snapshot.path)).status == 404
        assert snapshot.fetches == 0


async def test_tokens(store: SnapshotStore, picture: asyncio.Task[Picture]) -> None:
    """Each publication has an address of its own, of 256 random bits."""
    with store.publish(picture) as first, store.publish(picture) as second:
        assert first.path != second.path
        assert len(first.token) == 43


async def test_room(store: SnapshotStore) -> None:
    """There is room for 16 snapshots at a time."""
    for _ in range(16):
        assert not store.room.locked()
        await store.room.acquire()
    assert store.room.locked()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_waits_for_picture(
    store: SnapshotStore, outsider: TestClient, method: str
) -> None:
    """Who comes before the picture is ready gets it as soon as it is."""
    ready = asyncio.Event()

    async def _make() -> Picture:
        await ready.wait()
        return PICTURE

    with store.publish(asyncio.create_task(_make())) as snapshot:
        asked = asyncio.create_task(outsider.request(method, snapshot.path))
        await _until_asked(snapshot)
        assert not asked.done()
        ready.set()
        response = await asked
        assert response.status == 200
        assert response.headers["Content-Length"] == str(len(PICTURE.content))


async def test_withdrawn_before_it_is_ready(
    store: SnapshotStore, outsider: TestClient
) -> None:
    """A picture that is ready only after its call has ended goes to nobody."""
    ready = asyncio.Event()

    async def _make() -> Picture:
        await ready.wait()
        return PICTURE

    with store.publish(asyncio.create_task(_make())) as snapshot:
        asked = asyncio.create_task(outsider.get(snapshot.path))
        await _until_asked(snapshot)
    ready.set()
    assert (await asked).status == 404


async def test_one_hangs_up(store: SnapshotStore) -> None:
    """Who hangs up before the picture is ready doesn't take it from the others."""
    ready = asyncio.Event()

    async def _make() -> Picture:
        await ready.wait()
        return PICTURE

    with store.publish(asyncio.create_task(_make())) as snapshot:
        first, second = (
            asyncio.create_task(store.async_fetch(snapshot.token)) for _ in range(2)
        )
        await _until_asked(snapshot)
        first.cancel()
        await asyncio.wait([first])
        ready.set()
        assert await second is PICTURE


async def test_picture_fails(store: SnapshotStore, outsider: TestClient) -> None:
    """A picture that can't be made isn't there, which is no fault of the server's."""

    async def _make() -> Picture:
        raise PictureError

    with store.publish(asyncio.create_task(_make())) as snapshot:
        assert (await outsider.get(snapshot.path)).status == 404
        assert (await outsider.get(snapshot.path)).status == 404


async def _until_asked(snapshot: Snapshot) -> None:
    """Return once somebody has asked for a snapshot."""
    async with asyncio.timeout(30):
        while not snapshot.fetches:
            await asyncio.sleep(0.01)


async def test_address_is_not_logged(
    store: SnapshotStore,
    picture: asyncio.Task[Picture],
    outsider: TestClient,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No logger of Home Assistant's or ours writes the address, at debug level either."""
    caplog.set_level(logging.DEBUG)
    with store.publish(picture) as snapshot:
        await outsider.get(snapshot.path)
    ours = [record for record in caplog.records if record.name != "aiohttp.access"]
    assert snapshot.token not in "".join(record.getMessage() for record in ours)
