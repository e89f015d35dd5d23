"""What CarsXE may return instead of an answer, and what is expected then."""

from dataclasses import dataclass
import gzip
import json
from typing import Any

from tests.carsxe_server import load_answer

from ..api.fault_server import Reply, answer, drip, fixture, hang, pour, raw
from . import kinds
from .kinds import Kind
from .witness import API_KEY

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
US = load_answer("recognition_us")
GOOD = json.dumps(US).encode()
LENGTH = b"Content-Length: %d\r\n\r\n" % len(GOOD)
GZIP = {"Content-Encoding": "gzip"}
BOMB = gzip.compress(b'{"results": "' + b" " * 100_000_000)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault of CarsXE, and the number of calls in each of three scans."""

    id: str
    kind: Kind
    reply: Reply
    calls: tuple[int, int, int] = (1, 1, 1)


def _thrice(kind: Kind, faults: dict[str, Reply]) -> list[Fault]:
    """Return faults whose calls are retried twice."""
    return [
        Fault(id=name, kind=kind, reply=reply, calls=(3, 3, 3))
        for name, reply in faults.items()
    ]


def _once(kind: Kind, faults: dict[str, Reply]) -> list[Fault]:
    """Return faults whose calls aren't retried."""
    return [Fault(id=name, kind=kind, reply=reply) for name, reply in faults.items()]


def _while_watched(kind: Kind, faults: dict[str, Reply]) -> list[Fault]:
    """Return faults that are free and temporary: a trigger's call is repeated while it lasts."""
    return [
        Fault(id=name, kind=kind, reply=reply, calls=(3, 1, 1))
        for name, reply in faults.items()
    ]


def _redirect(status: int) -> Reply:
    """Return a redirect to another path of the same server, where a call would be noticed."""
    return answer(status=status, headers={"Location": "/elsewhere"})


def says(message: Any, status: int = 200) -> Reply:
    """Return a failure with a message."""
    return answer({"success": False, "message": message}, status)


FAULTS = [
    *_thrice(
        kinds.BROKEN,
        {
            "closed before the headers": raw(),
            "reset before the headers": raw(reset=True),
            "closed in the status line": raw(b"HTTP/1.1 200 O"),
            "closed in the headers": raw(HEAD),
            "reset in the headers": raw(HEAD, reset=True),
            "reset after the headers": raw(HEAD + LENGTH, reset=True),
            "closed after the headers": raw(HEAD + LENGTH),
            "reset in the body": raw(HEAD + LENGTH, GOOD[:50], reset=True),
            "closed in the body": raw(HEAD + LENGTH, GOOD[:50]),
            "closed in a chunk": raw(CHUNKED, b"40\r\n" + GOOD[:20]),
        },
    ),
    *_once(
        kinds.SLOW,
        {
            "hangs": hang(),
            "hangs in the headers": hang(HEAD),
            "hangs after the headers": hang(HEAD + LENGTH),
            "hangs in the body": hang(HEAD + LENGTH, GOOD[:50]),
            "slow headers": drip(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
            "slow body": drip(CHUNKED, b"1\r\n \r\n"),
            "100 Continue, then nothing": hang(b"HTTP/1.1 100 Continue\r\n\r\n"),
            "100 Continue without end": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        },
    ),
    *_thrice(
        kinds.SERVER,
        {
            "500": fixture("no_information", 500),
            "502": fixture("no_data", 502),
            "503": fixture("no_internet", 503),
            "504": fixture("request_timed_out", 504),
            "502 in HTML": answer(b"<html>Bad Gateway</html>", 502),
            "500 without a body": answer(b"", 500),
            "503 that repeats the key": says(f"?key={API_KEY} {API_KEY}", 503),
        },
    ),
    *_once(
        kinds.NONSENSE,
        {
            "empty body": answer(b""),
            "HTML": answer(b"<html>OK</html>", headers={"Content-Type": "text/html"}),
            "wrong charset": answer(GOOD.decode().encode("utf-16")[:-1]),
            "no text at all": answer(bytes(range(256))),
            "half of the JSON": answer(GOOD[:-9]),
            "two answers": answer(GOOD + GOOD),
            "deep lists": answer(b"[" * 200_000),
            "deep objects": answer(b'{"results":' * 20_000),
            "deep and whole": answer(b"[" * 100_000 + b"]" * 100_000),
            "100 MB": pour(),
            "gzip bomb": answer(BOMB, headers=GZIP),
            "gzip that is none": answer(GOOD, headers=GZIP),
            "gzip that is cut": answer(gzip.compress(GOOD)[:-20], headers=GZIP),
            "number without end": answer(b'{"success": %s}' % (b"9" * 5_000)),
            "null": answer(b"null"),
            "NaN": answer(b"NaN"),
            "list": answer([US]),
            "text": answer(b'"9djc652"'),
            "success is false": answer({**US, "success": False}),
            "success is false, and says so": says("Something went wrong"),
            "error is a text": answer({**US, "error": "Something went wrong"}),
            "error is an object": answer({**US, **load_answer("error_object")}),
            "error is a list": answer({**US, "error": ["Something went wrong"]}),
            "message is no text": says({"text": ["no"]}),
            "message without end": says("x" * 200_000),
            "message that breaks logs": says("\n\x1b[2J\x00\ud800\u202e ERROR"),
            "message that repeats the key": says(f"{API_KEY} ?key={API_KEY}"),
            "101": raw(
                b"HTTP/1.1 101 Switching Protocols\r\nConnection: close\r\n\r\n"
            ),
            "201": answer(US, 201),
            "202": answer(US, 202),
            "204": answer(b"", 204),
            "206": answer(US, 206),
            "304": raw(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"),
            "301": _redirect(301),
            "302": _redirect(302),
            "303": _redirect(303),
            "307": _redirect(307),
            "308": _redirect(308),
            "404 in other words": says("Page not found", 404),
            "404 in HTML": answer(b"<html>Not Found</html>", 404),
            "408": answer(b"", 408),
            "501": answer(b"", 501),
            "999": answer(US, 999),
            "another protocol": raw(b"SSH-2.0-OpenSSH_10.0\r\n\r\n"),
            "length that is none": raw(HEAD + b"Content-Length: nine\r\n\r\n"),
            "header without end": raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000),
            "header with the key": raw(
                HEAD + b"Content-Length: %s\r\n\r\n" % API_KEY.encode()
            ),
        },
    ),
    *_while_watched(
        kinds.REFUSAL,
        {
            "405": answer(b"<html>", 405),
            "413": answer(b"", 413),
            "418": answer(b"I'm a teapot", 418),
        },
    ),
    *_while_watched(
        kinds.PICTURE,
        {
            "400 Missing upload URL": fixture("missing_url", 400),
            "400 Missing image data": fixture("missing_image", 400),
            "400 Invalid image data format": fixture("invalid_image", 400),
            "400 in HTML": answer(b"<html>Bad Request</html>", 400),
        },
    ),
    *_once(
        kinds.KEY,
        {
            "401 Missing API key": fixture("key_missing", 401),
            "401 User was not found": fixture("key_unknown", 401),
            "401 without a body": answer(b"", 401),
            "401 that repeats the key": says(f"Unknown key: {API_KEY}", 401),
            "402 Missing API key": fixture("key_missing", 402),
            "200 User was not found": fixture("key_unknown", 200),
        },
    ),
    *_once(
        kinds.BILLING,
        {
            "401 not active": fixture("key_inactive", 401),
            "200 not active": fixture("key_inactive", 200),
        },
    ),
    *_once(
        kinds.ACCESS,
        {
            "403 blocked": fixture("key_blocked", 403),
            "403 subscription tier": fixture("tier", 403),
        },
    ),
    *(
        Fault(id=name, kind=kinds.QUOTA, reply=reply, calls=(1, 0, 0))
        for name, reply in {
            "429 API usage limit exceeded": fixture("quota", 429),
            "429 API limit exceeded for an API": fixture("quota_api", 429),
            "429 in HTML": answer(b"<html>Too Many Requests</html>", 429),
            "200 API usage limit exceeded": fixture("quota", 200),
        }.items()
    ),
]
