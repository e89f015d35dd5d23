"""Fixtures: the reader, a picture server, and sandboxes."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
import pytest
import pytest_asyncio

from sandbox.reader import PlateReader
from sandbox.server.answers import KeyState
from sandbox.server.app import create_app
from sandbox.server.fetching import MAX_BYTES
from sandbox.server.keys import KeyRing

PICTURES = Path(__file__).parents[1] / "pictures"
KEY = "a-key-that-must-stay-secret"

type Client = TestClient[web.Request, web.Application]
type MakeSandbox = Callable[..., Coroutine[Any, Any, Client]]


@pytest.fixture(scope="session")
def reader() -> PlateReader:
    """Load the reader once."""
    return PlateReader()


@pytest_asyncio.fixture
async def pictures() -> AsyncIterator[str]:
    """Serve the pictures and a file that isn't one; return the address."""

    async def huge(_: web.Request) -> web.Response:
        return web.Response(body=b"\xff" * (MAX_BYTES + 1))

    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPFound(request.query["to"])

    app = web.Application()
    app.router.add_static("/pictures", PICTURES)
    app.router.add_get("/huge", huge)
    app.router.add_get("/elsewhere", elsewhere)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest_asyncio.fixture
async def make_sandbox(reader: PlateReader) -> AsyncIterator[MakeSandbox]:
    """Return a function that starts sandboxes; they accept KEY unless told otherwise."""
    async with AsyncExitStack() as stack:

        async def make(
            states: dict[str, KeyState] | None = None,
            limit: int | None = None,
            *,
            eu: bool = False,
        ) -> Client:
            keys = KeyRing(limit)
            for key, state in (states or {KEY: KeyState.OK}).items():
                keys.put(key, state)
            server = TestServer(create_app(keys, reader, eu=eu))
            return await stack.enter_async_context(TestClient(server))

        yield make


@pytest_asyncio.fixture
async def sandbox(make_sandbox: MakeSandbox) -> Client:
    """Run a sandbox that accepts KEY."""
    return await make_sandbox()


async def recognize(
    client: Client, image_url: str | None, key: str = KEY
) -> tuple[int, dict[str, Any]]:
    """Request a recognition; return status and body."""
    body = {} if image_url is None else {"image_url": image_url}
    response = await client.post("/platerecognition", params={"key": key}, json=body)
    return response.status, await response.json()


async def calls(client: Client) -> dict[str, Any]:
    """Request the calls from the control interface."""
    body: dict[str, Any] = await (await client.get("/sandbox/calls")).json()
    return body
