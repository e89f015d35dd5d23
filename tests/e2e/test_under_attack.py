"""An attacker searches for snapshots while CarsXE reads one."""

import asyncio
from collections.abc import AsyncIterator
from itertools import batched
import secrets
from urllib.parse import urlsplit

import aiohttp
import pytest

from .conftest import House

PROBES, AT_ONCE = 10_000, 50
BASE = "/api/carsxe/snapshot/"


@pytest.fixture
async def attacker(house: House) -> AsyncIterator[aiohttp.ClientSession]:
    """Return an attacker who can reach the server."""
    async with aiohttp.ClientSession(base_url=house.home.url) as session:
        yield session


async def _statuses(session: aiohttp.ClientSession, paths: list[str]) -> set[int]:
    """Return the answers to these paths."""

    async def _status(path: str) -> int:
        async with session.get(path) as response:
            assert await response.read() == b""
            return response.status

    found: set[int] = set()
    for some in batched(paths, AT_ONCE, strict=False):
        found |= set(await asyncio.gather(*map(_status, some)))
    return found


async def test_probes(house: House, attacker: aiohttp.ClientSession) -> None:
    """Ten thousand guesses while a picture is public find nothing, and don't lead to a ban."""
    await house.show("day_us.jpg")
    await house.sandbox.control(
        "misbehave", {"path": "/platerecognition", "times": 1, "delay": 6}
    )
    scan = asyncio.create_task(house.scan(house.gate["image_processing.plate"]))
    guesses = [BASE + secrets.token_urlsafe(32) for _ in range(PROBES)]
    assert await _statuses(attacker, guesses) == {404}
    assert len(await scan) == 1
    (call,) = await house.recognitions()
    token = urlsplit(call["image_url"]).path.removeprefix(BASE)
    near = [BASE + token[:length] for length in range(1, len(token) + 1)]
    assert await _statuses(attacker, near) == {404}
    assert not (house.home.folder / "ip_bans.yaml").exists()
    assert await house.connection.state(house.gate["image_processing.plate"])


async def test_ninth_fetch(house: House, attacker: aiohttp.ClientSession) -> None:
    """During the call, its address works eight times with any method, and then no longer."""
    await house.show("day_us.jpg")
    # On a busy machine the call may have ended before the first fetch.
    while (statuses := await _fetch_during_scan(house, attacker))[0] == 404:
        await house.sandbox.control("reset")
    # One of the eight was CarsXE's own; the call may have ended before the others were made.
    assert statuses[:2] == [200, 404]
    assert statuses.count(200) <= 7
    assert statuses[-1] == 404


async def _fetch_during_scan(
    house: House, attacker: aiohttp.ClientSession
) -> list[int]:
    """Scan, fetch the picture ten times meanwhile, and return the answers."""
    scan = asyncio.create_task(house.scan(house.gate["image_processing.plate"]))
    while not (calls := await house.recognitions()) or not calls[0]["fetches"]:
        await asyncio.sleep(0.01)
    address = calls[0]["image_url"]
    statuses = []
    for method in ["HEAD", "POST", *8 * ["GET"]]:
        async with attacker.request(
            method, urlsplit(address).path, headers={"Range": "bytes=0-3"}
        ) as response:
            assert not {name for name in response.headers if "gate" in str(name)}
            assert "gate" not in "".join(response.headers.values()).lower()
            statuses.append(response.status)
    assert len(await scan) == 1
    return statuses
