"""A public address where something else answers."""

from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
import pytest

from demo.connection import RefusedError

from .conftest import House

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[Handler], Awaitable[str]]]:
    """Return a function that serves all requests and returns the address."""
    servers = []

    async def _serve(handler: Handler) -> str:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        server = TestServer(app)
        await server.start_server()
        servers.append(server)
        return str(server.make_url("")).rstrip("/")

    yield _serve
    for server in servers:
        await server.close()


async def _challenge(_: web.Request) -> web.StreamResponse:
    """Answer with a challenge for browsers."""
    headers = {"cf-mitigated": "challenge"}
    return web.Response(status=403, text="<html>Just a moment", headers=headers)


def _untrusted_proxy(house: House) -> Handler:
    """Return a proxy that passes requests on with the client's address."""

    async def _pass_on(request: web.Request) -> web.StreamResponse:
        headers = {"X-Forwarded-For": "203.0.113.7"}
        url = f"{house.home.url}{request.path}"
        async with ClientSession() as session, session.get(url, headers=headers) as got:
            return web.Response(status=got.status, body=await got.read())

    return _pass_on


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("challenge", "Cloudflare"),
        ("untrusted proxy", "trusted"),
    ],
)
async def test_named(
    house: House,
    serve: Callable[[Handler], Awaitable[str]],
    kind: str,
    named: str,
) -> None:
    """The check says for free what keeps CarsXE out, and a scan announces nothing."""
    handler = _challenge if kind == "challenge" else _untrusted_proxy(house)
    gate = house.gate["image_processing.plate"]
    await house.show("day_gb.jpg")
    await house.set_public_url(await serve(handler))
    try:
        answer = await house.connection.rest(
            "POST", "/api/services/carsxe/check?return_response", {"entity_id": gate}
        )
        checked = answer["service_response"][gate]
        assert await house.recognitions() == []
        (warning,) = checked["public_url"]["warnings"]
        assert named in warning
        with pytest.raises(RefusedError):
            await house.connection.rest(
                "POST",
                "/api/services/carsxe/recognize?return_response",
                {"entity_id": gate},
            )
        issues = (await house.connection.command("repairs/list_issues"))["issues"]
        assert "snapshot_not_fetched" in {issue["translation_key"] for issue in issues}
    finally:
        await house.set_public_url(house.home.url)
    (event,) = await house.scan(gate)
    assert event["plate"] == "WG12KVL"
