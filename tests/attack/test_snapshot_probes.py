"""Somebody searches for snapshots: by guessing, with odd paths and methods, repeatedly."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import cycle, islice
import logging
import secrets
from urllib.parse import quote

from aiohttp.test_utils import TestClient
import pytest

from custom_components.carsxe.runtime.snapshots import (
    MAX_FETCHES,
    Snapshot,
    SnapshotStore,
)
from homeassistant.components.http.ban import KEY_BAN_MANAGER, KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.core import HomeAssistant

from .conftest import PICTURE
from .raw_http import Answer, RawClient, connect

BASE = "/api/carsxe/snapshot/"
GUESSES, BATCH = 10_000, 250
# These headers describe the server and nothing behind it.
HEADERS = {
    *("cache-control", "content-length", "date", "referrer-policy", "server"),
    *("x-content-type-options", "x-frame-options", "x-robots-tag"),
}


def _guesses() -> Iterator[str]:
    """Yield tokens that look valid."""
    while True:
        yield secrets.token_urlsafe(32)


def _near_misses(token: str) -> Iterator[str]:
    """Yield near misses of a token in its end, start, case and length."""
    first, last = ("B" if letter == "A" else "A" for letter in (token[0], token[-1]))
    misses = [token[:length] for length in range(1, len(token))]
    misses += [token[:-1] + last, first + token[1:], f"{token}A", f"{token}%00"]
    assert token not in misses
    return cycle([*misses, token.swapcase(), token[::-1]])


def _nothing(answer: Answer) -> bool:
    """Return whether a response says that there is nothing, and nothing else."""
    return (answer.status, answer.body, set(answer.headers)) == (404, b"", HEADERS)


async def test_guessing(
    server: TestClient, store: SnapshotStore, live: Snapshot
) -> None:
    """Ten thousand guesses find nothing, including near misses and old tokens."""
    with store.publish(PICTURE) as old:
        pass
    kinds: dict[str, Iterator[str]] = {
        "unknown": _guesses(),
        "near miss": _near_misses(live.token),
        "expired": cycle([old.token]),
    }
    answers = set()
    async with connect(server) as client:
        for _ in range(GUESSES // BATCH):
            for kind, tokens in kinds.items():
                # Including near misses and expired ones.
                count = BATCH if kind == "unknown" else BATCH // 5
                targets = [BASE + token for token in islice(tokens, count)]
                found = await client.answers_to(targets)
                assert all(map(_nothing, found))
                answers |= {str({**answer.headers, "date": ""}) for answer in found}
    # Byte for byte the same, except for the time.
    assert len(answers) == 1
    assert live.fetches == 0


async def test_lookup_is_by_hash(store: SnapshotStore, live: Snapshot) -> None:
    """How much of a token is right doesn't affect the time of a lookup."""
    for token in (live.token[:-1] + "*", "*" + live.token[1:]):
        assert store.fetch(token) is None
    assert type(store._snapshots) is dict


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(lambda token: f"{BASE}{token}/", id="trailing slash"),
        pytest.param(lambda token: f"{BASE}{token}/.", id="dot"),
        pytest.param(lambda token: f"{BASE}x/{token}", id="deeper"),
        pytest.param(lambda token: f"{BASE}{token}%2F", id="encoded slash"),
        pytest.param(lambda token: f"{BASE}..%2Fsnapshot%2F{token}", id="encoded dots"),
        pytest.param(lambda token: f"{BASE}x/../{token}", id="dots"),
        pytest.param(lambda token: f"{BASE}%2e%2e/snapshot/{token}", id="%2e"),
        pytest.param(lambda token: f"{BASE}{token}%00", id="NUL at the end"),
        pytest.param(lambda token: f"{BASE}%00{token}", id="NUL at the start"),
        pytest.param(lambda token: f"{BASE}%00", id="only NUL"),
        pytest.param(lambda token: f"{BASE}{token}%20", id="space"),
        pytest.param(lambda token: f"{BASE}{token};x=1", id="parameter"),
        pytest.param(lambda token: f"{BASE}{token}.jpg", id="file name"),
        pytest.param(lambda token: f"{BASE}{token[:-1]}%2A", id="encoded other"),
        pytest.param(lambda token: f"{BASE}?token={token}", id="in the query"),
        pytest.param(lambda token: f"{BASE}*", id="wildcard"),
        pytest.param(lambda token: f"{BASE}%25{token}", id="encoded per cent"),
        pytest.param(lambda token: f"{BASE}{quote('ẞ' * 43)}", id="unicode"),
        pytest.param(lambda token: f"{BASE}{'%ff' * 43}", id="not UTF-8"),
        pytest.param(lambda token: f"{BASE}{token * 150}", id="long"),
        pytest.param(lambda token: f"{BASE}{token.upper()}".upper(), id="upper case"),
        pytest.param(lambda token: f"/api/carsxe/snapshot{token}", id="no slash"),
        pytest.param(lambda token: f"{BASE[:-1]}//{token}", id="two slashes"),
        pytest.param(lambda token: f"{BASE}{token}\x00".encode(), id="raw NUL"),
        pytest.param(lambda token: f"{BASE}{'ẞ' * 43}".encode(), id="raw unicode"),
        pytest.param(lambda token: f"{BASE}{'A' * 70_000}", id="endless"),
    ],
)
async def test_path_tricks(
    server: TestClient,
    live: Snapshot,
    caplog: pytest.LogCaptureFixture,
    target: Callable[[str], str | bytes],
) -> None:
    """Anything but the exact address leads nowhere, breaks nothing, and is logged by nobody."""
    caplog.set_level(logging.DEBUG)
    async with connect(server) as client:
        client.ask(target(live.token))
        answer = await client.answer()
    # Home Assistant refuses malformed requests before any view sees them.
    assert answer.status in (400, 404)
    assert PICTURE.content[:100] not in answer.body
    assert live.fetches == 0
    async with connect(server) as client:
        client.ask(live.path)
        assert (await client.answer()).body == PICTURE.content
    ours = [record for record in caplog.records if record.name != "aiohttp.access"]
    assert live.token not in "".join(map(str, (each.__dict__ for each in ours)))


async def test_query_string(server: TestClient, live: Snapshot) -> None:
    """Additions to the address change nothing."""
    async with connect(server) as client:
        client.ask(f"{live.path}?width=10&authSig=made.up")
        answer = await client.answer()
    assert (answer.status, answer.body) == (200, PICTURE.content)


@pytest.mark.parametrize(
    "method",
    [
        *("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "LINK"),
        *("BREW", "get", "GETT"),
    ],
)
async def test_methods(server: TestClient, live: Snapshot, method: str) -> None:
    """No other method finds anything, including unknown ones."""
    async with connect(server) as client:
        client.ask(live.path, method, "Content-Length: 0", "Origin: https://a.example")
        answer = await client.answer()
    assert answer.status in (400, 404)
    assert PICTURE.content[:100] not in answer.body
    assert live.fetches == 0


async def test_head_tells_the_size(server: TestClient, live: Snapshot) -> None:
    """A HEAD is answered with the size and no picture, and counts."""
    async with connect(server) as client:
        client.ask(live.path, "HEAD")
        answer = await client.answer(has_body=False)
        client.ask(live.path)
        picture = await client.answer()
    assert answer.headers["content-length"] == str(len(PICTURE.content))
    assert picture.body == PICTURE.content
    assert live.fetches == 2


async def test_range_is_ignored(server: TestClient, live: Snapshot) -> None:
    """A range request gets everything, with the right status."""
    async with connect(server) as client:
        client.ask(live.path, "GET", "Range: bytes=0-9,20-29")
        answer = await client.answer()
    assert (answer.status, answer.body) == (200, PICTURE.content)
    assert "content-range" not in answer.headers


async def test_concurrent_fetches(server: TestClient, live: Snapshot) -> None:
    """Of a hundred simultaneous requests, eight get the picture, the others nothing."""

    async def _fetch() -> Answer:
        async with connect(server) as client:
            client.ask(live.path)
            return await client.answer()

    answers = await asyncio.gather(*(_fetch() for _ in range(100)))
    given = [answer for answer in answers if answer.status == 200]
    assert len(given) == MAX_FETCHES
    assert all(answer.body == PICTURE.content for answer in given)
    assert all(_nothing(answer) for answer in answers if answer.status != 200)


async def test_nothing_is_told(server: TestClient, live: Snapshot) -> None:
    """The headers don't identify a camera or an entity, and set no cookie."""
    async with connect(server) as client:
        client.ask(live.path)
        answer = await client.answer()
    assert set(answer.headers) == HEADERS | {"content-type"}
    assert answer.headers["cache-control"] == "no-store"


async def test_nobody_is_banned(
    hass: HomeAssistant, server: TestClient, live: Snapshot
) -> None:
    """Even if one failed login leads to a ban, a thousand probes don't: CarsXE may be among them."""
    async with connect(server) as client:
        await _probe(client)
        client.ask(live.path)
        assert (await client.answer()).status == 200
    assert not hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup
    assert not hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS]


async def _probe(client: RawClient) -> None:
    """Try a thousand tokens, with and without credentials."""
    for headers in ((), ("Authorization: Bearer made.up",), ("Cookie: a=b",)):
        for token in islice(_guesses(), 333):
            client.ask(BASE + token, "GET", *headers)
            assert _nothing(await client.answer())


HARMFUL = "a=<script>alert(1)</script>"


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("{path}?" + HARMFUL, id="script"),
        pytest.param("{path}?q=union+select+(", id="SQL"),
        pytest.param("{path}?a=%0a", id="line break"),
        pytest.param("{path}%0d", id="line break in the path"),
        pytest.param("/x/../..{path}", id="dots"),
        pytest.param("/x/%252e%252e/{path}", id="encoded twice"),
        pytest.param("/api/carsxe/%73napshot/{token}?" + HARMFUL, id="encoded path"),
        pytest.param("/api/carsxe/./snapshot/{token}?" + HARMFUL, id="dot"),
        pytest.param("/api/CarsXE/Snapshot/{token}?" + HARMFUL, id="case"),
        pytest.param("/{token}?" + HARMFUL, id="token alone"),
        pytest.param("/api/states?t={token}&" + HARMFUL, id="in the query"),
        pytest.param("/{encoded}?" + HARMFUL, id="encoded token alone"),
    ],
)
async def test_filtered_requests_are_logged_without_address(
    server: TestClient,
    live: Snapshot,
    caplog: pytest.LogCaptureFixture,
    target: str,
) -> None:
    """What Home Assistant itself refuses and logs doesn't contain the address."""
    caplog.set_level(logging.DEBUG)
    encoded = "".join(f"%{ord(character):02x}" for character in live.token)
    async with connect(server) as client:
        client.ask(target.format(path=live.path, token=live.token, encoded=encoded))
        assert (await client.answer()).status == 400
    messages = [
        record.getMessage()
        for record in caplog.records
        if record.name != "aiohttp.access"
    ]
    assert "Filtered a request to a snapshot" in messages
    logged = "".join(messages)
    assert live.token not in logged
    assert encoded not in logged


async def test_filtered_requests_of_others_are_logged(
    server: TestClient, live: Snapshot, caplog: pytest.LogCaptureFixture
) -> None:
    """Requests that have nothing to do with snapshots are logged as usual."""
    async with connect(server) as client:
        client.ask(f"/api/states?{HARMFUL}")
        assert (await client.answer()).status == 400
    assert f"/api/states?{HARMFUL}" in caplog.text
