"""Answers that look like faults but aren't, and what is read in them."""

from dataclasses import dataclass
import gzip
import json
from typing import Any

from ..api.fault_server import Reply, answer, fixture, raw
from .answers import CHUNKED, GOOD, GZIP, HEAD, US

LONG = "x" * 200_000
JUNK: tuple[Any, ...] = (None, True, 7, -1.5, "", "text", [], [[]], {}, {"code": 1})
ALL_JUNK = tuple(f"AB{i}" for i in range(len(JUNK)))
READ = ("9DJC652",)


@dataclass(frozen=True, kw_only=True)
class Odd:
    """An answer of CarsXE, and the plates that are announced."""

    id: str
    reply: Reply
    plates: tuple[str, ...] = READ


def _reads(*results: Any, **fields: Any) -> Reply:
    """Return an answer with results."""
    return answer({"success": True, "results": list(results), **fields})


def _plate(plate: Any, **fields: Any) -> dict[str, Any]:
    """Return a result with a plate."""
    return {"plate": plate, "score": 0.9, **fields}


def _text(body: str) -> Reply:
    """Return an answer that is roughly JSON."""
    return answer(body.encode())


def _but(**fields: Any) -> Reply:
    """Return a valid result with some fields replaced."""
    return _reads({**US["results"][0], **fields})


def _junk(field: str) -> list[dict[str, Any]]:
    """Return results with one field replaced in each."""
    return [_plate(f"ab{i}") | {field: junk} for i, junk in enumerate(JUNK)]


ODD = [
    *(
        Odd(id=f"wrong types: {field}", reply=_reads(*_junk(field)), plates=ALL_JUNK)
        for field in ("dscore", "region", "vehicle", "box", "candidates")
    ),
    Odd(id="wrong types: score", reply=_reads(*_junk("score")), plates=()),
    Odd(id="wrong types: plate", reply=_reads(*_junk("plate")), plates=("TEXT",)),
    Odd(id="wrong types: result", reply=_reads(*JUNK, _plate("9djc652"))),
    *(
        Odd(
            id=f"wrong types: results {junk!r}",
            reply=answer({"results": junk}),
            plates=(),
        )
        for junk in (None, 7, "text", {"plate": "9djc652", "score": 1})
    ),
    Odd(
        id="wrong types: all else",
        reply=_reads(
            _plate("9djc652"), success=7, message=[1], processing_time={}, usage=[]
        ),
    ),
    Odd(id="404 No plates detected", reply=fixture("no_plates", 404), plates=()),
    Odd(id="200 No plates detected", reply=fixture("no_plates", 200), plates=()),
    Odd(id="no results", reply=fixture("recognition_empty"), plates=()),
    Odd(id="called HTML", reply=answer(GOOD, headers={"Content-Type": "text/html"})),
    Odd(id="no type", reply=raw(HEAD[:17] + b"Connection: close\r\n\r\n" + GOOD)),
    Odd(
        id="unknown charset",
        reply=answer(GOOD, headers={"Content-Type": "text/plain; charset=no-such"}),
    ),
    Odd(id="byte order mark", reply=answer(b"\xef\xbb\xbf" + GOOD)),
    Odd(id="UTF-16", reply=answer(GOOD.decode().encode("utf-16"))),
    Odd(id="gzip", reply=answer(gzip.compress(GOOD), headers=GZIP)),
    Odd(
        id="100 Continue before it",
        reply=raw(
            b"HTTP/1.1 100 Continue\r\n\r\n",
            HEAD + b"Connection: close\r\n\r\n" + GOOD,
        ),
    ),
    Odd(
        id="103 Early Hints before it",
        reply=raw(
            b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
            HEAD + b"Connection: close\r\n\r\n" + GOOD,
        ),
    ),
    Odd(
        id="byte by byte",
        reply=raw(CHUNKED, b"%x\r\n%b\r\n" % (len(GOOD), GOOD), b"0\r\n\r\n"),
    ),
    Odd(
        id="duplicate keys",
        reply=_text(
            '{"results": [{"plate": "aaa111", "score": 0.9, "plate": "bbb222"}]}'
        ),
        plates=("BBB222",),
    ),
    Odd(
        id="duplicate results",
        reply=_text('{"results": [{"plate": "aaa111", "score": 1}], "results": []}'),
        plates=(),
    ),
    Odd(
        id="NaN and Infinity",
        reply=_text(
            '{"processing_time": Infinity, "results":'
            ' [{"plate": "9djc652", "score": 0.9, "dscore": NaN, "box": {"xmin": -Infinity}}]}'
        ),
    ),
    Odd(
        id="score is NaN",
        reply=_text('{"results": [{"plate": "a1", "score": NaN}]}'),
        plates=(),
    ),
    Odd(id="score is huge", reply=_reads(_plate("9djc652", score=1e308)), plates=()),
    Odd(
        id="huge numbers",
        reply=_but(
            box={"xmin": -(10**400), "ymin": 1e308, "xmax": 10**18, "ymax": "9" * 99}
        ),
    ),
    Odd(id="huge time", reply=_reads(_plate("9djc652"), processing_time=1e308)),
    Odd(id="plate without end", reply=_reads(_plate(LONG)), plates=()),
    Odd(id="plate of 33 letters", reply=_reads(_plate("a" * 33)), plates=()),
    Odd(
        id="plate with half a character",
        reply=_reads(_plate("9djc652\ud800")),
        plates=(),
    ),
    Odd(
        id="plate with control characters",
        reply=_reads(_plate("\x1b9dj\x00c65\n2\u202e")),
    ),
    Odd(
        id="plate of control characters",
        reply=_reads(_plate("\x00\x1b\u202e")),
        plates=(),
    ),
    Odd(id="plate in another script", reply=_reads(_plate("９ＤＪС６５２"))),
    Odd(
        id="texts without end",
        reply=_but(region={"code": LONG[:60_000]}, vehicle={"type": LONG[:60_000]}),
    ),
    Odd(
        id="candidates without end",
        reply=_but(candidates=[{"plate": LONG, "score": 1}, *[{"plate": "a"}] * 500]),
    ),
    Odd(
        id="texts with control characters",
        reply=_but(region={"code": "us\x00\x1b[2J"}, vehicle={"type": "Van\u202e\n"}),
    ),
    Odd(
        id="keys with half a character",
        reply=_text(json.dumps({**US, "\ud800": ["\udfff"]})),
    ),
    Odd(
        id="thousands of results",
        reply=_reads(_plate("9djc652"), *[_plate("low", score=0.1)] * 3_000),
    ),
]
