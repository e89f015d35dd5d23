"""Somebody holds on to a snapshot by reading slowly, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
import sys
from unittest.mock import Mock, patch

from aiohttp.test_utils import TestClient
import pytest

from custom_components.carsxe.runtime.snapshots import MAX_AGE, Snapshot, SnapshotStore

from ..waiting import until
from .conftest import PICTURE
from .raw_http import RawClient, connect

SMALL_BUFFER = 4096
# What a reader's own system has received by the end of the call.
MAX_ON_ITS_WAY = 50_000


@asynccontextmanager
async def _slow_reader(
    server: TestClient, snapshot: Snapshot
) -> AsyncIterator[RawClient]:
    """Connect a client that has read one byte of a snapshot."""
    async with connect(server, buffer=SMALL_BUFFER) as client:
        client.ask(snapshot.path)
        assert await client.reader.read(1)
        await until(lambda: bool(snapshot.readers))
        yield client


async def _read_on(client: RawClient) -> int:
    """Return how much can still be read until the connection ends."""
    read = 0
    try:
        while chunk := await client.reader.read(SMALL_BUFFER):
            read += len(chunk)
    except ConnectionError:
        pass
    return read


@asynccontextmanager
async def _nobody_holds_the_picture() -> AsyncIterator[None]:
    """Fail if something holds the picture at the end that didn't at the start."""
    before = sys.getrefcount(PICTURE.content)
    yield
    await until(lambda: sys.getrefcount(PICTURE.content) <= before)


async def test_call_ends(server: TestClient, store: SnapshotStore) -> None:
    """A reader of one byte a second is disconnected when the call has ended, and the picture is freed."""
    async with _nobody_holds_the_picture():
        with store.publish(PICTURE) as snapshot:
            async with _slow_reader(server, snapshot) as client:
                await asyncio.sleep(1)
                assert await client.reader.read(1)
                assert snapshot.readers
                held = sys.getrefcount(PICTURE.content)
                store._withdraw(snapshot.token)
                await until(lambda: not snapshot.readers)
                assert await _read_on(client) < len(PICTURE.content)
        assert sys.getrefcount(PICTURE.content) < held


@pytest.mark.parametrize("size", [100_000, 600_000, 3_000_000], ids=str)
async def test_nothing_after_the_call(
    server: TestClient, store: SnapshotStore, size: int
) -> None:
    """Nothing is sent after the call, not even what the system has buffered."""
    picture = replace(PICTURE, content=PICTURE.content[:size])
    publication = store.publish(picture)
    async with AsyncExitStack() as readers:
        with publication as snapshot:
            clients = [
                await readers.enter_async_context(_slow_reader(server, snapshot))
                for _ in range(3)
            ]
            await asyncio.sleep(0.2)
            assert len(snapshot.readers) == 3
        for client in clients:
            assert await _read_on(client) < MAX_ON_ITS_WAY


async def test_time_is_over(server: TestClient, store: SnapshotStore) -> None:
    """A reader is also disconnected when a snapshot's time is over during the call."""
    picture = PICTURE
    loop = Mock(wraps=store._loop)
    with patch.object(store, "_loop", loop), store.publish(picture) as snapshot:
        (delay, withdraw, token), _ = loop.call_later.call_args
        assert (delay, token) == (MAX_AGE, snapshot.token)
        async with _slow_reader(server, snapshot) as client:
            withdraw(token)
            await until(lambda: not snapshot.readers)
            assert await _read_on(client) < len(PICTURE.content)


async def test_all_fetches_are_slow(server: TestClient, store: SnapshotStore) -> None:
    """However many read slowly, all are disconnected at the end of the call, and none holds a copy."""
    begun = asyncio.Event()
    async with _nobody_holds_the_picture():
        async with asyncio.TaskGroup() as group:
            with store.publish(PICTURE) as snapshot:
                ends = [
                    group.create_task(_read_late(server, snapshot, begun))
                    for _ in range(8)
                ]
                await until(lambda: len(snapshot.readers) == 8)
                begun.set()
        assert all(end.result() < len(PICTURE.content) for end in ends)


async def _read_late(
    server: TestClient, snapshot: Snapshot, begun: asyncio.Event
) -> int:
    """Read what is left after the call has ended.

    It ends when all have begun, because readers may be gone before others begin.
    """
    async with connect(server, buffer=SMALL_BUFFER) as client:
        client.ask(snapshot.path)
        assert await client.reader.read(1)
        await begun.wait()
        await until(lambda: not snapshot.readers)
        return await _read_on(client)


async def test_connection_stays_open(server: TestClient, store: SnapshotStore) -> None:
    """An idle connection stays open, because a proxy shares it among visitors."""
    async with connect(server) as client:
        for _ in range(3):
            with store.publish(PICTURE) as snapshot:
                client.ask(snapshot.path)
                assert (await client.answer()).body == PICTURE.content
                await until(lambda: not snapshot.readers)
            client.ask(snapshot.path)
            assert (await client.answer()).status == 404


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_hangs_up(server: TestClient, store: SnapshotStore, method: str) -> None:
    """A reader that disconnects in the middle leaves nothing behind."""
    async with _nobody_holds_the_picture():
        with store.publish(PICTURE) as snapshot:
            async with connect(server, buffer=SMALL_BUFFER) as client:
                client.ask(snapshot.path, method)
                assert await client.reader.read(1)
            await until(lambda: not snapshot.readers)
