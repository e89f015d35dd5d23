"""Tests of which failures may have cost money, and how that is reported."""

import asyncio
import socket

import aiohttp
import pytest

from custom_components.carsxe.api import client as client_module
from custom_components.carsxe.api.client import CarsXEClient
from custom_components.carsxe.api.errors import (
    CarsXEError,
    CarsXEQuotaError,
    CarsXETemporaryError,
    CarsXETimeoutError,
    CarsXEUnreachableError,
)

from .fault_server import FaultServer, Reply, answer, fixture, hang, raw
from .keys import API_KEY
from .publisher import Publisher

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
SHORTENED = 0.15
FREE = [
    pytest.param(fixture("missing_url", 400), id="400"),
    pytest.param(fixture("key_unknown", 401), id="401 key"),
    pytest.param(fixture("key_inactive", 401), id="401 billing"),
    pytest.param(fixture("key_missing", 402), id="402"),
    pytest.param(fixture("key_blocked", 403), id="403 blocked"),
    pytest.param(fixture("tier", 403), id="403 tier"),
    pytest.param(fixture("quota", 429), id="429"),
    pytest.param(fixture("quota", 200), id="200 quota"),
    pytest.param(fixture("key_inactive", 200), id="200 billing"),
    pytest.param(answer(b"<html>", 405), id="405"),
    pytest.param(answer(b"", 413), id="413"),
]
PAID = [
    pytest.param(fixture("no_information", 500), id="500"),
    pytest.param(fixture("no_data", 502), id="502"),
    pytest.param(answer(b"<html>", 503), id="503"),
    pytest.param(fixture("request_timed_out", 504), id="504"),
    pytest.param(fixture("key_unknown", 500), id="500 that speaks of the key"),
    pytest.param(fixture("error_text", 200), id="200 error"),
    pytest.param(answer({"success": False}), id="200 no success"),
    pytest.param(answer(b"<html>"), id="200 HTML"),
    pytest.param(answer(b"", 204), id="204"),
    pytest.param(answer(b"", 302), id="302"),
    pytest.param(fixture("error_text", 404), id="404 in other words"),
    pytest.param(answer(b"", 408), id="408"),
    pytest.param(raw(), id="closed"),
    pytest.param(raw(reset=True), id="reset"),
    pytest.param(raw(HEAD, b"{", reset=True), id="reset in the body"),
    pytest.param(raw(b"SSH-2.0-OpenSSH_10.0\r\n\r\n"), id="another protocol"),
]


@pytest.fixture
def publisher() -> Publisher:
    """Return a publisher with nothing public."""
    return Publisher()


async def _check(
    client: CarsXEClient, publisher: Publisher, may_be_billed: bool
) -> None:
    """Recognize and decode, and check whether both failures are reported as free."""
    with pytest.raises(CarsXEError) as caught:
        await client.recognize(publisher.publish)
    assert caught.value.may_be_billed is may_be_billed
    assert publisher.failures[-1] is caught.value
    with pytest.raises(CarsXEError) as caught:
        await client.decode_plate("ABC123")
    assert caught.value.may_be_billed is may_be_billed


@pytest.mark.parametrize("reply", FREE)
async def test_free(
    client: CarsXEClient, server: FaultServer, publisher: Publisher, reply: Reply
) -> None:
    """What CarsXE refuses costs nothing."""
    server.reply(reply)
    await _check(client, publisher, False)


@pytest.mark.parametrize("reply", PAID)
async def test_paid(
    client: CarsXEClient, server: FaultServer, publisher: Publisher, reply: Reply
) -> None:
    """What may have been read may have been billed."""
    server.reply(reply)
    await _check(client, publisher, True)


async def test_unknown_plate(client: CarsXEClient, server: FaultServer) -> None:
    """Nobody says that decoding an unknown plate is free."""
    server.reply(fixture("decoded_unknown", 404))
    with pytest.raises(CarsXEError) as caught:
        await client.decode_plate("ABC123")
    assert caught.value.may_be_billed


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_nobody_there(
    session: aiohttp.ClientSession, publisher: Publisher, scheme: str
) -> None:
    """A refused connection is free, and each attempt says so."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        client = CarsXEClient(
            session, API_KEY, f"{scheme}://127.0.0.1:{reserved.getsockname()[1]}"
        )
        await _check(client, publisher, False)
    assert {type(err) for err in publisher.failures} == {CarsXEUnreachableError}
    assert len(publisher.failures) == 3


async def test_no_tls(
    session: aiohttp.ClientSession, server: FaultServer, publisher: Publisher
) -> None:
    """Without TLS nothing is sent, so nothing is billed."""
    client = CarsXEClient(session, API_KEY, server.url.replace("http:", "https:"))
    await _check(client, publisher, False)
    assert server.calls == []


async def test_each_attempt(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """Each attempt's publisher sees the failure of its own attempt."""
    server.reply(raw(reset=True), fixture("no_data", 502), fixture("quota", 429))
    with pytest.raises(CarsXEQuotaError):
        await client.recognize(publisher.publish)
    assert [
        err.may_be_billed for err in publisher.failures if isinstance(err, CarsXEError)
    ] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("recognition_us", 200, id="plate"),
        pytest.param("no_plates", 404, id="no plate"),
    ],
)
async def test_result(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    name: str,
    status: int,
) -> None:
    """A result is no failure, even without a plate."""
    server.reply(fixture(name, status))
    await client.recognize(publisher.publish)
    assert publisher.failures == [None]


@pytest.mark.parametrize("reply", [hang(), hang(HEAD)], ids=["nothing", "headers"])
@pytest.mark.usefixtures("quick")
async def test_no_answer_in_time(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
    reply: Reply,
) -> None:
    """A timeout may be billed; the publisher sees the reason."""
    monkeypatch.setattr(client_module, "DEADLINE", SHORTENED)
    server.reply(reply)
    await _check(client, publisher, True)
    assert [type(err) for err in publisher.failures] == [CarsXETimeoutError]


@pytest.mark.usefixtures("quick")
async def test_deadline_in_a_pause(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If the deadline comes between two attempts, the publisher sees one failure."""
    monkeypatch.setattr(client_module, "DEADLINE", SHORTENED)
    monkeypatch.setattr(client_module, "RETRY_PAUSES", (60, 60))
    server.reply(fixture("no_data", 502))
    with pytest.raises(CarsXETimeoutError):
        await client.recognize(publisher.publish)
    assert [type(err) for err in publisher.failures] == [CarsXETemporaryError]


async def test_cancelled(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """The publisher sees that an attempt was canceled."""
    called = asyncio.Event()
    server.on_call = lambda call: called.set()
    server.reply(hang())
    task = asyncio.create_task(client.recognize(publisher.publish))
    await called.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [type(err) for err in publisher.failures] == [asyncio.CancelledError]


@pytest.mark.parametrize(
    ("name", "is_of_one_api"),
    [
        pytest.param("quota", False, id="all"),
        pytest.param("quota_api", True, id="one API"),
    ],
)
async def test_whose_quota(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    name: str,
    is_of_one_api: bool,
) -> None:
    """A spent quota says whether it applies to the account or to one API."""
    server.reply(fixture(name, 429))
    with pytest.raises(CarsXEQuotaError) as caught:
        await client.recognize(publisher.publish)
    assert caught.value.is_of_one_api is is_of_one_api
