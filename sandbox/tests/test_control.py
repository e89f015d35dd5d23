"""Tests of the control interface: journal, faults, keys, reset."""

import asyncio
from time import perf_counter
from typing import Any

from aiohttp import ServerDisconnectedError
import pytest

from .conftest import KEY, Client, calls, recognize

pytestmark = pytest.mark.asyncio

PATH = "/platerecognition"


async def misbehave(client: Client, **wish: object) -> int:
    """Request a fault; return the status."""
    return (await client.post("/sandbox/misbehave", json={"path": PATH, **wish})).status


async def test_journal(sandbox: Client, pictures: str) -> None:
    """The journal has counts, and the result of each call."""
    url = f"{pictures}/pictures/day_us.jpg"
    await recognize(sandbox, url)
    await recognize(sandbox, None)
    await sandbox.get("/v1/auth/validate", params={"key": KEY})
    journal = await calls(sandbox)
    assert journal["total"] == {PATH: 2, "/v1/auth/validate": 1}
    assert journal["billed"] == 1
    first, second, third = journal["calls"]
    assert first.pop("ms") > 1
    assert first == {
        "path": PATH, "status": 200, "image_url": url, "fetches": 1,
        "plates": ["8rmg362"], "billed": True, "misbehaved": False,
    }  # fmt: skip
    assert (second["status"], second["fetches"], second["billed"]) == (400, 0, False)
    assert (third["path"], third["status"]) == ("/v1/auth/validate", 200)


async def test_unknown_path_is_counted(sandbox: Client) -> None:
    """A path that the sandbox doesn't serve is a 404 and is recorded."""
    assert (await sandbox.get("/v2/nothing", params={"key": KEY})).status == 404
    assert (await calls(sandbox))["calls"][0]["status"] == 404


async def test_status_and_json(sandbox: Client) -> None:
    """A fault occurs as often as requested, then the server works again."""
    body = {"success": True, "results": [{"plate": {"a": 1}}]}
    assert await misbehave(sandbox, times=2, status=418, json=body) == 200
    answers = [await recognize(sandbox, None) for _ in range(3)]
    assert answers[:2] == [(418, body)] * 2
    assert answers[2][0] == 400
    assert [call["misbehaved"] for call in (await calls(sandbox))["calls"]] == [
        True,
        True,
        False,
    ]


async def test_raw_body_and_headers(sandbox: Client) -> None:
    """A fault's body is sent unchanged."""
    await misbehave(sandbox, times=1, body="<html>", headers={"X-Gateway": "down"})
    response = await sandbox.post(PATH, params={"key": KEY}, json={})
    assert (response.status, await response.text()) == (200, "<html>")
    assert response.headers["X-Gateway"] == "down"
    assert response.content_type == "text/plain"


async def test_headers_alone(sandbox: Client) -> None:
    """Headers without a status or body are added to the normal answer."""
    await misbehave(sandbox, times=1, headers={"Retry-After": "5"})
    response = await sandbox.post(PATH, params={"key": KEY}, json={})
    assert (response.status, response.headers["Retry-After"]) == (400, "5")


async def test_delay(sandbox: Client) -> None:
    """A delay comes before the normal answer."""
    await misbehave(sandbox, times=1, delay=0.3)
    start = perf_counter()
    assert (await recognize(sandbox, None))[0] == 400
    assert perf_counter() - start >= 0.3


async def test_reset_ends_a_delay(sandbox: Client) -> None:
    """A reset ends a delay, and the normal answer follows."""
    await misbehave(sandbox, times=1, delay=3600)
    call = asyncio.create_task(recognize(sandbox, None))
    while not (await calls(sandbox))["calls"]:
        await asyncio.sleep(0.01)
    await sandbox.post("/sandbox/reset")
    assert (await call)[0] == 400


async def test_drop(sandbox: Client) -> None:
    """A dropped connection gives no answer, and the next call works."""
    await misbehave(sandbox, times=1, drop=True)
    with pytest.raises(ServerDisconnectedError):
        await recognize(sandbox, None)
    assert (await recognize(sandbox, None))[0] == 400
    assert [call["status"] for call in (await calls(sandbox))["calls"]] == [None, 400]


async def test_faults_come_in_order(sandbox: Client) -> None:
    """Faults of one path occur in order; other paths aren't affected."""
    await misbehave(sandbox, times=1, status=500)
    await misbehave(sandbox, status=503)
    response = await sandbox.get("/v1/auth/validate", params={"key": KEY})
    assert response.status == 200
    statuses = [
        (await sandbox.post(PATH, params={"key": KEY}, json={})).status
        for _ in range(4)
    ]
    assert statuses == [500, 503, 503, 503]


@pytest.mark.parametrize(
    "wish",
    [
        {"path": 1},
        {"path": "platerecognition"},
        {"path": "/sandbox/calls"},
        {"times": 0},
        {"times": "twice"},
        {"delay": -1},
        {"delay": "long"},
        {"status": 99},
        {"headers": []},
        {"staus": 500},
    ],
)
async def test_wrong_wish(sandbox: Client, wish: dict[str, Any]) -> None:
    """An invalid request is refused, and no fault occurs."""
    assert await misbehave(sandbox, **wish) == 400
    assert (await recognize(sandbox, None))[0] == 400
    assert (await calls(sandbox))["calls"][0]["misbehaved"] is False


async def test_reset(sandbox: Client) -> None:
    """A reset ends faults and empties the journal."""
    await misbehave(sandbox, status=500)
    await sandbox.post(PATH, params={"key": KEY}, json={})
    await sandbox.post("/sandbox/reset")
    assert await calls(sandbox) == {"total": {}, "billed": 0, "calls": []}
    assert (await recognize(sandbox, None))[0] == 400


async def test_keys(sandbox: Client) -> None:
    """Keys can be added and changed at runtime, and survive a reset."""
    await sandbox.post("/sandbox/keys", json={"key": "new"})
    assert (await recognize(sandbox, None, "new"))[0] == 400
    await sandbox.post("/sandbox/keys", json={"key": "new", "state": "blocked"})
    await sandbox.post("/sandbox/reset")
    assert (await recognize(sandbox, None, "new"))[0] == 403


@pytest.mark.parametrize(
    "wish",
    [{}, {"key": ""}, {"key": KEY, "state": "odd"}, {"key": KEY, "state": []}, []],
)
async def test_wrong_key_wish(sandbox: Client, wish: object) -> None:
    """A request without a key or with an unknown state is refused without repeating the key."""
    response = await sandbox.post("/sandbox/keys", json=wish)
    assert response.status == 400
    assert KEY not in await response.text()
    assert (await recognize(sandbox, None))[0] == 400
