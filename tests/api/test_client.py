"""Tests of the client with a server on a real socket."""

import asyncio
from contextlib import AbstractContextManager
import gzip
import json
import socket
import traceback

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
import pytest

from custom_components.carsxe.api import client as client_module
from custom_components.carsxe.api.client import (
    CONNECT_TIMEOUT,
    DEADLINE,
    KEY_CHECK_DEADLINE,
    MAX_ANSWER_BYTES,
    RETRY_PAUSES,
    CarsXEClient,
)
from custom_components.carsxe.api.errors import (
    CarsXEAccessError,
    CarsXEAnswerError,
    CarsXEAuthError,
    CarsXEBillingError,
    CarsXEConnectionError,
    CarsXEError,
    CarsXEQuotaError,
    CarsXERequestError,
    CarsXETemporaryError,
    CarsXETimeoutError,
    CarsXEUnknownPlateError,
    CarsXEUnreachableError,
)
from custom_components.carsxe.api.models import Recognition
from tests.carsxe_server import load_answer

from .fault_server import (
    MOST_CHUNKS,
    FaultServer,
    Reply,
    answer,
    drip,
    fixture,
    hang,
    pour,
    raw,
)
from .keys import API_KEY, KEY_FORMS, forms_in
from .publisher import ADDRESS, Publisher

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
US = json.dumps(load_answer("recognition_us")).encode()
SHORTENED = 0.15

CONNECTION_FAULTS = [
    pytest.param(raw(), id="closed before an answer"),
    pytest.param(raw(reset=True), id="reset before an answer"),
    pytest.param(raw(b"HTTP/1.1 200 O"), id="closed in the status line"),
    pytest.param(raw(HEAD), id="closed in the headers"),
    pytest.param(raw(HEAD, reset=True), id="reset in the headers"),
    pytest.param(
        raw(HEAD + b"Content-Length: %d\r\n\r\n" % len(US), US[:50], reset=True),
        id="reset in the body",
    ),
    pytest.param(
        raw(HEAD + b"Content-Length: %d\r\n\r\n" % len(US), US[:50]),
        id="closed in the body",
    ),
    pytest.param(
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"40\r\n" + US[:20]),
        id="closed in a chunk",
    ),
]
HANGS = [
    pytest.param(hang(), id="nothing"),
    pytest.param(hang(HEAD), id="half of the headers"),
    pytest.param(hang(HEAD + b"Content-Length: 9\r\n\r\n"), id="headers"),
    pytest.param(
        hang(HEAD + b"Content-Length: 9\r\n\r\n", b'{"a":'), id="half of the body"
    ),
    pytest.param(drip(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"), id="slow headers"),
    pytest.param(
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        id="slow body",
    ),
]
DOCUMENTED = [
    pytest.param("missing_url", 400, CarsXERequestError, id="400 no address"),
    pytest.param("missing_image", 400, CarsXERequestError, id="400 no picture"),
    pytest.param("invalid_image", 400, CarsXERequestError, id="400 bad picture"),
    pytest.param("key_missing", 401, CarsXEAuthError, id="401 no key"),
    pytest.param("key_unknown", 401, CarsXEAuthError, id="401 unknown key"),
    pytest.param("key_inactive", 401, CarsXEBillingError, id="401 billing"),
    pytest.param("key_missing", 402, CarsXEAuthError, id="402 no key"),
    pytest.param("key_blocked", 403, CarsXEAccessError, id="403 blocked"),
    pytest.param("tier", 403, CarsXEAccessError, id="403 tier"),
    pytest.param("error_text", 404, CarsXEAnswerError, id="404 another"),
    pytest.param("quota", 429, CarsXEQuotaError, id="429 usage"),
    pytest.param("quota_api", 429, CarsXEQuotaError, id="429 usage of one API"),
    pytest.param("key_inactive", 200, CarsXEBillingError, id="200 billing"),
    pytest.param("quota", 200, CarsXEQuotaError, id="200 usage"),
    pytest.param("error_text", 200, CarsXEAnswerError, id="200 error text"),
    pytest.param("error_object", 200, CarsXEAnswerError, id="200 error object"),
]
TEMPORARY = [
    pytest.param("no_information", 500, id="500"),
    pytest.param("no_data", 502, id="502"),
    pytest.param("no_internet", 503, id="503"),
    pytest.param("request_timed_out", 504, id="504"),
]
NOT_AN_ANSWER = [
    pytest.param(answer(b""), id="empty"),
    pytest.param(
        answer(b"<html>OK</html>", headers={"Content-Type": "text/html"}), id="HTML"
    ),
    pytest.param(answer(b"", 204), id="204"),
    pytest.param(answer(load_answer("recognition_us"), 201), id="201"),
    pytest.param(answer(load_answer("recognition_us"), 404), id="404"),
    pytest.param(answer(b"I'm a teapot", 418), id="418"),
    pytest.param(answer([load_answer("recognition_us")]), id="list"),
    pytest.param(answer(b"null"), id="null"),
    pytest.param(answer(b'"plates"'), id="text"),
    pytest.param(answer(US[:-9]), id="half of the JSON"),
    pytest.param(answer(b"[" * 200_000), id="deep JSON"),
    pytest.param(answer(b'{"results":' * 20_000), id="deep objects"),
    pytest.param(answer(b'{"success": %s}' % (b"9" * 5_000)), id="endless number"),
    pytest.param(answer(b'{"message": "\xe9\xff"}'), id="wrong charset"),
    pytest.param(
        answer(US, headers={"Content-Encoding": "gzip"}), id="gzip that is none"
    ),
    pytest.param(raw(b"SSH-2.0-OpenSSH_10.0\r\n\r\n"), id="another protocol"),
    pytest.param(raw(HEAD + b"Content-Length: nine\r\n\r\n"), id="length that is none"),
]


@pytest.fixture
def publisher() -> Publisher:
    """Return a publisher with nothing public."""
    return Publisher()


def _unused_port() -> int:
    """Return an unused port."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port: int = reserved.getsockname()[1]
        return port


def _shown(err: BaseException) -> str:
    """Return everything that a log, traceback or notification shows of an error."""
    return "\n".join(
        (str(err), repr(err), repr(err.args), *traceback.format_exception(err))
    )


class NoSuchHost(AbstractResolver):
    """A resolver that knows no hosts."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Fail like the system's resolver."""
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async def close(self) -> None:
        """Close nothing."""


async def test_limits() -> None:
    """The limits have their designed values."""
    assert DEADLINE == 30
    assert KEY_CHECK_DEADLINE <= DEADLINE
    assert CONNECT_TIMEOUT < DEADLINE
    assert len(RETRY_PAUSES) == 2
    assert all(pause > 0 for pause in RETRY_PAUSES)
    assert list(RETRY_PAUSES) == sorted(RETRY_PAUSES)


async def test_recognition(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """One documented call returns the plates."""
    server.reply(fixture("recognition_us"))
    recognition = await client.recognize(publisher.publish)
    assert [detection.plate for detection in recognition.detections] == ["9djc652"]
    assert recognition.processing_time == 117.822
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/platerecognition")
    assert call.query == {"key": API_KEY}
    assert call.content_type == "application/json"
    assert json.loads(call.body) == {"image_url": f"{ADDRESS}/0"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("", id="none"),
        pytest.param("/", id="slash"),
        pytest.param("/proxy/carsxe", id="path"),
        pytest.param("/proxy/carsxe/", id="path with a slash"),
    ],
)
async def test_base_address_with_path(
    session: aiohttp.ClientSession,
    server: FaultServer,
    publisher: Publisher,
    path: str,
) -> None:
    """A path in the base address comes before the API's paths."""
    server.reply(fixture("recognition_us"))
    client = CarsXEClient(session, API_KEY, server.url + path)
    await client.recognize(publisher.publish)
    assert server.calls[0].path == f"{path.rstrip('/')}/platerecognition"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(
            answer(gzip.compress(US), headers={"Content-Encoding": "gzip"}), id="gzip"
        ),
        pytest.param(
            answer(US, headers={"Content-Type": "text/html"}), id="called HTML"
        ),
        pytest.param(
            answer(US, headers={"Content-Type": "application/json; charset=nonsense"}),
            id="unknown charset",
        ),
        pytest.param(answer(b"\xef\xbb\xbf" + US), id="byte order mark"),
        pytest.param(answer(b"\n " + US + b"\n" * 9), id="white space"),
        pytest.param(raw(HEAD + b"Connection: close\r\n\r\n" + US), id="no length"),
        pytest.param(
            raw(
                HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
                b"%x\r\n%b\r\n" % (len(US), US),
                b"0\r\n\r\n",
            ),
            id="chunks",
        ),
        pytest.param(
            raw(b"HTTP/1.1 200 \r\nContent-Length: %d\r\n\r\n" % len(US) + US),
            id="no reason",
        ),
    ],
)
async def test_answer_however_it_comes(
    client: CarsXEClient, server: FaultServer, publisher: Publisher, reply: Reply
) -> None:
    """How an answer is compressed or split doesn't matter."""
    server.reply(reply)
    recognition = await client.recognize(publisher.publish)
    assert [detection.plate for detection in recognition.detections] == ["9djc652"]


async def test_nan_in_answer(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """Numbers that JSON doesn't have are left out, but not the plate."""
    server.reply(
        answer(
            b'{"processing_time": -Infinity, "results": [{"plate": "a", "score": NaN}]}'
        )
    )
    recognition = await client.recognize(publisher.publish)
    assert recognition.processing_time is None
    (detection,) = recognition.detections
    assert (detection.plate, detection.score) == ("a", None)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("no_plates", 404, id="404"),
        pytest.param("no_plates", 200, id="200 that says so"),
        pytest.param("recognition_empty", 200, id="no results"),
    ],
)
async def test_no_plates(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    name: str,
    status: int,
) -> None:
    """A picture without a plate is a result that takes one call."""
    server.reply(fixture(name, status))
    recognition = await client.recognize(publisher.publish)
    assert recognition.detections == ()
    assert len(server.calls) == 1


async def test_results_missing(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """An answer without results has no plates."""
    server.reply(answer({}))
    assert await client.recognize(publisher.publish) == Recognition()


@pytest.mark.parametrize(("name", "status", "kind"), DOCUMENTED)
async def test_documented_error(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    name: str,
    status: int,
    kind: type[CarsXEError],
) -> None:
    """Each documented error has its class and message, and isn't retried."""
    server.reply(fixture(name, status))
    with pytest.raises(CarsXEError) as caught:
        await client.recognize(publisher.publish)
    assert caught.type is kind
    document = load_answer(name)
    error = document.get("error")
    message = document.get("message") or (
        error["message"] if isinstance(error, dict) else error
    )
    assert str(caught.value) == f"{message} (status {status})"
    assert len(server.calls) == 1
    assert publisher.public == []


@pytest.mark.parametrize(("name", "status"), TEMPORARY)
async def test_temporary_failure_persists(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    name: str,
    status: int,
) -> None:
    """A temporary failure is retried twice, then raised."""
    server.reply(fixture(name, status))
    with pytest.raises(CarsXETemporaryError) as caught:
        await client.recognize(publisher.publish)
    assert caught.type is CarsXETemporaryError
    assert str(caught.value) == f"{load_answer(name)['message']} (status {status})"
    assert len(server.calls) == 3


@pytest.mark.parametrize("failures", [1, 2])
@pytest.mark.parametrize(("name", "status"), TEMPORARY)
async def test_temporary_failure_passes(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    name: str,
    status: int,
    failures: int,
) -> None:
    """A failure that passes goes unnoticed."""
    server.reply(*[fixture(name, status)] * failures, fixture("recognition_us"))
    recognition = await client.recognize(publisher.publish)
    assert len(recognition.detections) == 1
    assert len(server.calls) == failures + 1


async def test_gateway_without_json(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """A gateway that answers HTML is retried like any other."""
    server.reply(answer(b"<html>Bad Gateway</html>", 502), fixture("recognition_us"))
    assert (await client.recognize(publisher.publish)).detections


async def test_other_error_after_temporary_one(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """The first permanent failure ends the attempts."""
    server.reply(fixture("no_data", 502), fixture("quota", 429))
    with pytest.raises(CarsXEQuotaError):
        await client.recognize(publisher.publish)
    assert len(server.calls) == 2


async def test_address_for_every_attempt(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """Every attempt has its own address, which is public only during its call."""
    server.reply(fixture("no_data", 502), raw(reset=True), fixture("recognition_us"))
    public_during_calls: list[list[str]] = []
    server.on_call = lambda call: public_during_calls.append([*publisher.public])
    await client.recognize(publisher.publish)
    sent = [json.loads(call.body)["image_url"] for call in server.calls]
    assert len(set(sent)) == 3
    assert public_during_calls == [[address] for address in sent]
    assert publisher.log == [
        entry
        for address in sent
        for entry in (f"publish {address}", f"withdraw {address}")
    ]


async def test_pauses_between_attempts(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The picture isn't public during a pause, and pauses are as designed, give or take half."""
    pauses: list[float] = []
    sleep = asyncio.sleep

    async def _sleep(delay: float) -> None:
        """Record a pause of the client."""
        if delay >= 1:
            pauses.append(delay)
            assert publisher.public == []
            delay = 0
        await sleep(delay)

    monkeypatch.setattr(client_module, "RETRY_PAUSES", (10, 100))
    monkeypatch.setattr(asyncio, "sleep", _sleep)
    server.reply(fixture("no_data", 502))
    with pytest.raises(CarsXETemporaryError):
        await client.recognize(publisher.publish)
    first, second = pauses
    assert 5 <= first <= 15
    assert 50 <= second <= 150


@pytest.mark.parametrize("reply", CONNECTION_FAULTS)
async def test_broken_connection(
    client: CarsXEClient, server: FaultServer, publisher: Publisher, reply: Reply
) -> None:
    """A connection that breaks, anywhere in the answer, is retried, then the error is raised."""
    server.reply(reply)
    with pytest.raises(CarsXEError) as caught:
        await client.recognize(publisher.publish)
    assert caught.type is CarsXEConnectionError
    assert str(caught.value)
    assert forms_in(_shown(caught.value)) == []
    assert len(server.calls) == 3
    assert publisher.public == []


@pytest.mark.parametrize("reply", CONNECTION_FAULTS)
async def test_broken_connection_heals(
    client: CarsXEClient, server: FaultServer, publisher: Publisher, reply: Reply
) -> None:
    """A connection that breaks once goes unnoticed."""
    server.reply(reply, fixture("recognition_us"))
    assert (await client.recognize(publisher.publish)).detections
    assert len(server.calls) == 2


async def test_connection_refused(
    session: aiohttp.ClientSession, publisher: Publisher
) -> None:
    """An unused port is a failed connection, tried three times."""
    client = CarsXEClient(session, API_KEY, f"http://127.0.0.1:{_unused_port()}")
    with pytest.raises(CarsXEUnreachableError) as caught:
        await client.recognize(publisher.publish)
    assert forms_in(_shown(caught.value)) == []
    assert len(publisher.log) == 6


async def test_unknown_host(socket_enabled: None, publisher: Publisher) -> None:
    """A host without an address is a failed connection, tried three times."""
    connector = aiohttp.TCPConnector(resolver=NoSuchHost())
    async with aiohttp.ClientSession(connector=connector) as session:
        client = CarsXEClient(session, API_KEY, "https://nonexistent.invalid")
        with pytest.raises(CarsXEUnreachableError) as caught:
            await client.recognize(publisher.publish)
    assert forms_in(_shown(caught.value)) == []
    assert len(publisher.log) == 6


async def test_no_tls(
    session: aiohttp.ClientSession, server: FaultServer, publisher: Publisher
) -> None:
    """A server without TLS is a failed connection."""
    client = CarsXEClient(session, API_KEY, server.url.replace("http:", "https:"))
    with pytest.raises(CarsXEUnreachableError) as caught:
        await client.recognize(publisher.publish)
    assert forms_in(_shown(caught.value)) == []
    assert server.calls == []


async def test_connecting_takes_too_long(
    session: aiohttp.ClientSession,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A host that accepts no connection gets its time, and fails well before the deadline."""
    monkeypatch.setattr(client_module, "CONNECT_TIMEOUT", 0.05)
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        client = CarsXEClient(
            session, API_KEY, f"http://127.0.0.1:{full.getsockname()[1]}"
        )
        with pytest.raises(CarsXEError) as caught:
            await client.recognize(publisher.publish)
    assert caught.type is CarsXEUnreachableError
    assert forms_in(_shown(caught.value)) == []
    assert len(publisher.log) == 6


@pytest.mark.parametrize("reply", HANGS)
@pytest.mark.usefixtures("quick")
async def test_no_answer_in_time(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
    reply: Reply,
) -> None:
    """An endless answer is given up at the deadline, and its picture withdrawn."""
    monkeypatch.setattr(client_module, "DEADLINE", SHORTENED)
    server.reply(reply)
    started = asyncio.get_running_loop().time()
    with pytest.raises(CarsXETimeoutError) as caught:
        await client.recognize(publisher.publish)
    assert asyncio.get_running_loop().time() - started < SHORTENED + 1
    assert forms_in(_shown(caught.value)) == []
    assert len(server.calls) == 1
    assert publisher.public == []


@pytest.mark.usefixtures("quick")
async def test_deadline_spans_all_attempts(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pauses count, too: no attempt begins after the deadline."""
    monkeypatch.setattr(client_module, "DEADLINE", SHORTENED)
    monkeypatch.setattr(client_module, "RETRY_PAUSES", (60, 60))
    server.reply(fixture("no_data", 502))
    with pytest.raises(CarsXETimeoutError):
        await client.recognize(publisher.publish)
    assert len(server.calls) == 1


async def test_cancelled(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """Canceling a recognition cancels it and withdraws the picture."""
    called = asyncio.Event()
    server.on_call = lambda call: called.set()
    server.reply(hang())
    task = asyncio.create_task(client.recognize(publisher.publish))
    await called.wait()
    assert publisher.public
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert publisher.public == []
    assert len(server.calls) == 1


async def test_publishing_fails(client: CarsXEClient, server: FaultServer) -> None:
    """A failure to publish is raised, and no call is made."""

    def _publish() -> AbstractContextManager[str]:
        """Fail to publish an address."""
        raise LookupError("no address")

    with pytest.raises(LookupError, match="no address"):
        await client.recognize(_publish)
    assert server.calls == []


@pytest.mark.parametrize("reply", NOT_AN_ANSWER)
async def test_not_an_answer(
    client: CarsXEClient, server: FaultServer, publisher: Publisher, reply: Reply
) -> None:
    """An undocumented answer is an error, and paid for only once."""
    server.reply(reply)
    with pytest.raises(CarsXEError) as caught:
        await client.recognize(publisher.publish)
    assert caught.type is CarsXEAnswerError
    assert forms_in(_shown(caught.value)) == []
    assert len(server.calls) == 1
    assert publisher.public == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirect_is_not_followed(
    client: CarsXEClient, server: FaultServer, publisher: Publisher, status: int
) -> None:
    """A redirect is an error: the key goes nowhere else."""
    server.reply(
        answer(status=status, headers={"Location": f"{server.url}/elsewhere"}),
        fixture("recognition_us"),
    )
    with pytest.raises(CarsXEAnswerError, match=f"status {status}"):
        await client.recognize(publisher.publish)
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("size", "accepted"),
    [
        pytest.param(MAX_ANSWER_BYTES, True, id="just short enough"),
        pytest.param(MAX_ANSWER_BYTES + 1, False, id="just too long"),
        pytest.param(2 * 1024 * 1024, False, id="2 MB"),
    ],
)
@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "compressed"])
async def test_length_of_body(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    size: int,
    accepted: bool,
    compressed: bool,
) -> None:
    """A body longer than any answer is an error, even if compression hides its length."""
    body = US + b" " * (size - len(US))
    server.reply(
        answer(gzip.compress(body), headers={"Content-Encoding": "gzip"})
        if compressed
        else answer(body)
    )
    if accepted:
        assert (await client.recognize(publisher.publish)).detections
    else:
        with pytest.raises(CarsXEAnswerError, match=str(MAX_ANSWER_BYTES)):
            await client.recognize(publisher.publish)
    assert len(server.calls) == 1


async def test_body_without_an_end(
    client: CarsXEClient, server: FaultServer, publisher: Publisher
) -> None:
    """A body that is too long isn't read to its end."""
    server.reply(pour())
    with pytest.raises(CarsXEAnswerError, match=str(MAX_ANSWER_BYTES)):
        await client.recognize(publisher.publish)
    assert server.chunks_sent < MOST_CHUNKS


@pytest.mark.parametrize(
    ("status", "form"),
    [
        *(
            pytest.param(status, API_KEY, id=str(status))
            for status in (200, 302, 400, 402, 403, 404, 418, 429, 500, 502)
        ),
        *(pytest.param(401, form, id=name) for name, form in KEY_FORMS.items()),
    ],
)
async def test_key_in_an_error_message(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    status: int,
    form: str,
) -> None:
    """A key in the server's message isn't in ours."""
    server.reply(
        answer(
            {
                "success": False,
                "message": f"Refused: /platerecognition?key={form}&x=1, {form}",
                "input": {"key": form},
            },
            status,
            {"Location": f"https://example.com/?key={form}"},
        )
    )
    with pytest.raises(CarsXEError) as caught:
        await client.recognize(publisher.publish)
    assert "Refused" in str(caught.value)
    assert forms_in(_shown(caught.value)) == []


@pytest.mark.parametrize(
    "form", [KEY_FORMS["raw"], KEY_FORMS["as sent"]], ids=["raw", "as sent"]
)
@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("HTTP/1.1 500 {}\r\n\r\n", id="reason"),
        pytest.param("HTTP/1.1 {}\r\n\r\n", id="status"),
        pytest.param("{}\r\n\r\n", id="status line"),
        pytest.param("HTTP/1.1 200 OK\r\n{}\r\n\r\n", id="header without a colon"),
        pytest.param(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", id="content length"
        ),
        pytest.param(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}\r\n", id="chunk"
        ),
        pytest.param(
            "HTTP/1.1 302 Found\r\nLocation: http://[{}\r\nContent-Length: 0\r\n\r\n",
            id="location",
        ),
        pytest.param(
            "HTTP/1.1 400 No\r\nContent-Length: 500\r\n\r\n<html>{}</html>", id="HTML"
        ),
    ],
)
async def test_key_in_a_broken_answer(
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
    form: str,
    frame: str,
) -> None:
    """A key anywhere else in the server's answer is in no error."""
    server.reply(raw(frame.format(form).encode()))
    with pytest.raises(CarsXEError) as caught:
        await client.recognize(publisher.publish)
    assert forms_in(_shown(caught.value)) == []


class TestKeyCheck:
    """The check of a key."""

    async def test_valid(self, client: CarsXEClient, server: FaultServer) -> None:
        """A valid key passes with one free call."""
        server.reply(fixture("key_valid"))
        await client.validate_key()
        (call,) = server.calls
        assert (call.method, call.path) == ("GET", "/v1/auth/validate")
        assert call.query == {"key": API_KEY}
        assert call.body == b""

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            pytest.param({}, 200, id="empty object"),
            pytest.param({"success": True}, 200, id="success"),
            pytest.param({"valid": True}, 200, id="valid"),
            pytest.param({"success": True}, 201, id="201"),
        ],
    )
    async def test_valid_by_any_field(
        self,
        client: CarsXEClient,
        server: FaultServer,
        body: dict[str, bool],
        status: int,
    ) -> None:
        """A success without a false field passes, with one call."""
        server.reply(answer(body, status))
        await client.validate_key()
        assert len(server.calls) == 1

    @pytest.mark.parametrize(
        ("body", "status", "kind"),
        [
            pytest.param({"valid": False}, 200, CarsXEAuthError, id="invalid"),
            pytest.param(
                {"success": True, "valid": False}, 200, CarsXEAuthError, id="both"
            ),
            pytest.param({"valid": False}, 202, CarsXEAuthError, id="202"),
            pytest.param(
                load_answer("key_inactive"), 200, CarsXEBillingError, id="200 billing"
            ),
            pytest.param(load_answer("key_unknown"), 401, CarsXEAuthError, id="401"),
            pytest.param(
                load_answer("key_inactive"), 401, CarsXEBillingError, id="401 billing"
            ),
            pytest.param(load_answer("key_missing"), 402, CarsXEAuthError, id="402"),
            pytest.param(load_answer("key_blocked"), 403, CarsXEAccessError, id="403"),
            pytest.param(
                load_answer("no_data"), 502, CarsXETemporaryError, id="temporary"
            ),
            pytest.param({}, 302, CarsXEAnswerError, id="redirect"),
        ],
    )
    async def test_refused(
        self,
        client: CarsXEClient,
        server: FaultServer,
        body: dict[str, object],
        status: int,
        kind: type[CarsXEError],
    ) -> None:
        """The reasons for a refused key are distinguished, with one call."""
        server.reply(answer(body, status))
        with pytest.raises(CarsXEError) as caught:
            await client.validate_key()
        assert caught.type is kind
        assert len(server.calls) == 1

    @pytest.mark.parametrize(
        "replies",
        [
            pytest.param([fixture("quota", 429)], id="told by the check"),
            pytest.param(
                [answer(b"", 404), fixture("quota", 429)], id="told by the fallback"
            ),
        ],
    )
    async def test_spent_quota(
        self, client: CarsXEClient, server: FaultServer, replies: list[Reply]
    ) -> None:
        """A key whose quota is used up is valid."""
        server.reply(*replies)
        await client.validate_key()
        assert len(server.calls) == len(replies)

    @pytest.mark.parametrize(
        "untold",
        [
            pytest.param(answer(b"", 404), id="404"),
            pytest.param(answer(b"", 405), id="405"),
            pytest.param(answer(b"<html>Welcome</html>"), id="HTML"),
            pytest.param(answer(b""), id="nothing"),
            pytest.param(answer([]), id="list"),
            pytest.param(answer({}, 400), id="400"),
            pytest.param(answer({"success": False}), id="no success"),
            pytest.param(answer({"error": "Could not fetch data"}), id="error"),
        ],
    )
    @pytest.mark.parametrize(
        ("name", "status", "kind"),
        [
            pytest.param("missing_url", 400, None, id="valid"),
            pytest.param("key_unknown", 401, CarsXEAuthError, id="unknown"),
            pytest.param("key_missing", 402, CarsXEAuthError, id="402"),
            pytest.param("key_inactive", 401, CarsXEBillingError, id="billing"),
            pytest.param("key_blocked", 403, CarsXEAccessError, id="blocked"),
            pytest.param("no_data", 502, CarsXETemporaryError, id="temporary"),
            pytest.param("recognition_us", 200, CarsXEAnswerError, id="a recognition"),
        ],
    )
    async def test_fallback(
        self,
        client: CarsXEClient,
        server: FaultServer,
        untold: Reply,
        name: str,
        status: int,
        kind: type[CarsXEError] | None,
    ) -> None:
        """If the check tells nothing, a recognition without a picture does."""
        server.reply(untold, fixture(name, status))
        if kind is None:
            await client.validate_key()
        else:
            with pytest.raises(CarsXEError) as caught:
                await client.validate_key()
            assert caught.type is kind
        _, call = server.calls
        assert (call.method, call.path) == ("POST", "/platerecognition")
        assert call.query == {"key": API_KEY}
        assert json.loads(call.body) == {}

    async def test_host_without_check(
        self,
        client: CarsXEClient,
        server: FaultServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """A host that is documented without the check isn't asked for it."""
        monkeypatch.setattr(client_module, "EU_HOST", server.url)
        server.reply(fixture("missing_url", 400))
        await client.validate_key()
        assert [call.path for call in server.calls] == ["/platerecognition"]

    @pytest.mark.parametrize("reply", HANGS)
    @pytest.mark.usefixtures("quick")
    async def test_no_answer_in_time(
        self,
        client: CarsXEClient,
        server: FaultServer,
        monkeypatch: pytest.MonkeyPatch,
        reply: Reply,
    ) -> None:
        """A check that doesn't end is given up."""
        monkeypatch.setattr(client_module, "KEY_CHECK_DEADLINE", SHORTENED)
        server.reply(reply)
        with pytest.raises(CarsXETimeoutError) as caught:
            await client.validate_key()
        assert forms_in(_shown(caught.value)) == []

    @pytest.mark.parametrize("reply", CONNECTION_FAULTS)
    async def test_broken_connection(
        self, client: CarsXEClient, server: FaultServer, reply: Reply
    ) -> None:
        """A broken connection says nothing about the key."""
        server.reply(reply)
        with pytest.raises(CarsXEError) as caught:
            await client.validate_key()
        assert caught.type is CarsXEConnectionError
        assert forms_in(_shown(caught.value)) == []

    @pytest.mark.parametrize("status", [200, 401, 500])
    async def test_key_in_an_error_message(
        self, client: CarsXEClient, server: FaultServer, status: int
    ) -> None:
        """A key in the server's message isn't in ours."""
        server.reply(
            answer({"success": False, "message": f"No such key: {API_KEY}"}, status)
        )
        with pytest.raises(CarsXEError, match="No such key") as caught:
            await client.validate_key()
        assert forms_in(_shown(caught.value)) == []


async def test_session_stays_open(
    session: aiohttp.ClientSession,
    client: CarsXEClient,
    server: FaultServer,
    publisher: Publisher,
) -> None:
    """The session belongs to the caller: no failure closes it."""
    server.reply(fixture("key_unknown", 401), fixture("recognition_us"))
    with pytest.raises(CarsXEAuthError):
        await client.recognize(publisher.publish)
    assert not session.closed
    assert (await client.recognize(publisher.publish)).detections


class TestDecodePlate:
    """Decoding a plate."""

    async def test_decoded(self, client: CarsXEClient, server: FaultServer) -> None:
        """One documented call returns the vehicle and nothing of the request."""
        server.reply(fixture("decoded_us"))
        decoded = await client.decode_plate("7XER187", country="US", state="CA")
        document = load_answer("decoded_us")
        del document["success"], document["input"]
        assert decoded == document
        (call,) = server.calls
        assert (call.method, call.path, call.body) == ("GET", "/v2/platedecoder", b"")
        assert call.query == {
            "key": API_KEY,
            "plate": "7XER187",
            "country": "US",
            "state": "CA",
        }

    async def test_sparse(self, client: CarsXEClient, server: FaultServer) -> None:
        """Missing values and non-texts are None, numbers become texts, and new fields are ignored."""
        server.reply(fixture("decoded_sparse"))
        decoded = await client.decode_plate("WG12KVL", country="GB")
        assert {k: v for k, v in decoded.items() if v} == {
            "make": "Kia",
            "model": "Forte",
            "year": "2017",
        }
        assert "echoed" not in repr(decoded)

    @pytest.mark.parametrize(
        ("where", "query"),
        [
            pytest.param({}, {}, id="plate alone"),
            pytest.param({"country": "DE"}, {"country": "DE"}, id="country"),
            pytest.param({"country": "", "state": None}, {}, id="nothing said"),
            pytest.param(
                {"country": "PK", "state": "Punjab", "district": "Lahore & Kasur"},
                {"country": "PK", "state": "Punjab", "district": "Lahore & Kasur"},
                id="district",
            ),
        ],
    )
    async def test_only_what_is_given_is_sent(
        self,
        client: CarsXEClient,
        server: FaultServer,
        where: dict[str, str | None],
        query: dict[str, str],
    ) -> None:
        """An empty parameter isn't sent."""
        server.reply(fixture("decoded_us"))
        await client.decode_plate("ÜX 1&2", **where)
        assert server.calls[0].query == {"key": API_KEY, "plate": "ÜX 1&2", **query}

    @pytest.mark.parametrize(
        ("name", "status", "kind"),
        [
            pytest.param("decoded_unknown", 404, CarsXEUnknownPlateError, id="404"),
            pytest.param("missing_url", 400, CarsXERequestError, id="400"),
            pytest.param("key_unknown", 401, CarsXEAuthError, id="401 key"),
            pytest.param("key_inactive", 401, CarsXEBillingError, id="401 billing"),
            pytest.param("key_missing", 402, CarsXEAuthError, id="402"),
            pytest.param("tier", 403, CarsXEAccessError, id="403"),
            pytest.param("quota", 429, CarsXEQuotaError, id="429"),
            pytest.param("quota", 200, CarsXEQuotaError, id="200 usage"),
            pytest.param("error_text", 200, CarsXEAnswerError, id="200 error"),
            pytest.param("no_information", 500, CarsXETemporaryError, id="500"),
            pytest.param("no_data", 502, CarsXETemporaryError, id="502"),
            pytest.param("no_internet", 503, CarsXETemporaryError, id="503"),
            pytest.param("request_timed_out", 504, CarsXETemporaryError, id="504"),
        ],
    )
    async def test_error(
        self,
        client: CarsXEClient,
        server: FaultServer,
        name: str,
        status: int,
        kind: type[CarsXEError],
    ) -> None:
        """Each error has its class; none is retried, as every call may be paid for."""
        server.reply(fixture(name, status), fixture("decoded_us"))
        with pytest.raises(CarsXEError) as caught:
            await client.decode_plate("7XER187")
        assert caught.type is kind
        assert len(server.calls) == 1

    @pytest.mark.parametrize(
        ("reply", "kind"),
        [
            pytest.param(answer(b"<html>OK</html>"), CarsXEAnswerError, id="HTML"),
            pytest.param(answer(b""), CarsXEAnswerError, id="nothing"),
            pytest.param(answer([]), CarsXEAnswerError, id="list"),
            pytest.param(
                answer(b"Not Found", 404), CarsXEAnswerError, id="404 in words"
            ),
            pytest.param(
                answer({}, 302, {"Location": "/elsewhere"}),
                CarsXEAnswerError,
                id="redirect",
            ),
            pytest.param(raw(), CarsXEConnectionError, id="closed"),
            pytest.param(raw(reset=True), CarsXEConnectionError, id="reset"),
        ],
    )
    async def test_fault(
        self,
        client: CarsXEClient,
        server: FaultServer,
        reply: Reply,
        kind: type[CarsXEError],
    ) -> None:
        """An invalid answer isn't retried either, and its error doesn't contain the key."""
        server.reply(reply, fixture("decoded_us"))
        with pytest.raises(CarsXEError) as caught:
            await client.decode_plate("7XER187")
        assert caught.type is kind
        assert len(server.calls) == 1
        assert forms_in(_shown(caught.value)) == []

    @pytest.mark.usefixtures("quick")
    async def test_no_answer_in_time(
        self, client: CarsXEClient, server: FaultServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An endless call is given up and not repeated."""
        monkeypatch.setattr(client_module, "DEADLINE", SHORTENED)
        server.reply(hang(), fixture("decoded_us"))
        with pytest.raises(CarsXETimeoutError) as caught:
            await client.decode_plate("7XER187")
        assert len(server.calls) == 1
        assert forms_in(_shown(caught.value)) == []

    @pytest.mark.parametrize("status", [200, 400, 401, 404, 500])
    async def test_key_in_an_error_message(
        self, client: CarsXEClient, server: FaultServer, status: int
    ) -> None:
        """A key in the server's message isn't in ours."""
        body = {
            "success": False,
            "message": f"Bad: {API_KEY}",
            "input": {"key": API_KEY},
        }
        server.reply(answer(body, status))
        with pytest.raises(CarsXEError) as caught:
            await client.decode_plate("7XER187")
        assert forms_in(_shown(caught.value)) == []
