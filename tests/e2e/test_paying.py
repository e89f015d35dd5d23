"""What is paid for: new plates, limits, a spent quota, and what the sensors show."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from demo.setup import expect, finish_camera

from .conftest import BELL, CAMERA, EVENT, KEY, MOTION, House

# The duration of a watch in which nothing is new.
WATCH = 11.0


async def _count(house: House, key: str) -> float:
    """Return the value of one of the account's usage sensors."""
    return float((await house.connection.state(f"sensor.carsxe_{key}"))["state"])


async def _issues(house: House) -> set[str]:
    """Return the account's open repair issues."""
    issues = await house.connection.command("repairs/list_issues")
    return {
        issue["translation_key"]
        for issue in issues["issues"]
        if issue["domain"] == "carsxe"
    }


async def _move(house: House) -> None:
    """Turn the gate's motion sensor off and on."""
    await house.turn("off")
    await house.turn("on")


async def _set_limit(house: House, **budget: Any) -> None:
    """Change the account's limits."""
    answer = await house.connection.options_flow(
        house.entry_id, {"budget": budget, "matching": {}}
    )
    expect(answer, "create_entry")
    await house.quiet()


async def _change_gate(house: House, **fields: Any) -> None:
    """Change the settings of the gate's camera; vehicles of earlier tests arrive anew."""
    subentries = await house.connection.command(
        "config_entries/subentries/list", entry_id=house.entry_id
    )
    (subentry,) = [entry for entry in subentries if entry["title"] == "Gate"]
    answer = await house.connection.subentry_flow(
        house.entry_id,
        "camera",
        {"source_entity_id": CAMERA, "advanced": {"cooldown": 0}, **fields},
        subentry_id=subentry["subentry_id"],
    )
    answer = await finish_camera(house.connection, answer)
    assert expect(answer, "abort")["reason"] == "reconfigure_successful"
    await house.quiet()


@pytest.fixture
async def gate(house: House) -> AsyncIterator[str]:
    """Give the gate's camera the default settings, and return its image processing entity."""
    await house.leave()
    await _change_gate(house, trigger_entity_ids=[MOTION])
    yield house.gate["image_processing.plate"]
    await _change_gate(house, trigger_entity_ids=[MOTION, BELL])


async def test_unchanged_scene(house: House, gate: str) -> None:
    """A parked car is paid for once, however often something moves; a request by a person is paid."""
    await house.show("day_gb.jpg")
    before = await _count(house, "recognitions_this_month")
    async with house.connection.events(EVENT) as events:
        await _move(house)
        await events.get()
        await _move(house)
        await asyncio.sleep(WATCH)
        assert events.empty()
    assert len(await house.recognitions()) == 1
    assert await _count(house, "recognitions_this_month") == before + 1
    assert await _count(house, "recognitions_today") >= 1
    await house.scan(gate)
    assert len(await house.recognitions()) == 2


async def test_trigger_before_the_vehicle(house: House, gate: str) -> None:
    """If the trigger comes seconds before the vehicle, it is still read, with one call."""
    async with house.connection.events(EVENT) as events:
        await _move(house)
        await asyncio.sleep(4)
        await house.show("day_us.jpg")
        event = await events.get()
        assert event["plate"]
    assert len(await house.recognitions()) == 1


async def test_interval(house: House, gate: str) -> None:
    """A scan interval of a second finds the vehicle; the empty driveway before it is free."""
    await _change_gate(house, trigger_entity_ids=[], scan_interval=1)
    async with house.connection.events(EVENT) as events:
        await asyncio.sleep(5)
        assert events.empty()
        assert await house.recognitions() == []
        await house.show("day_de.jpg")
        event = await events.get()
        assert event["plate"]
        await asyncio.sleep(5)
        assert events.empty()
    assert len(await house.recognitions()) == 1


async def test_limit(house: House, gate: str) -> None:
    """At the limit nothing is sent, and a repair says so; without the limit it continues."""
    used = int(await _count(house, "recognitions_today"))
    await _set_limit(house, daily_limit=used + 1)
    try:
        await house.show("dusk_nl.jpg")
        assert len(await house.scan(gate)) == 1
        assert "daily_limit_reached" in await _issues(house)
        assert await house.scan(gate) == []
        assert len(await house.recognitions()) == 1
    finally:
        await _set_limit(house)
    assert await _issues(house) == set()
    await house.scan(gate)
    assert len(await house.recognitions()) == 2


async def test_spent_quota(house: House, gate: str) -> None:
    """After CarsXE's quota is used up, no call is made, even after a restart, until the account is changed."""
    await house.show("day_us.jpg")
    await house.sandbox.control("keys", {"key": KEY, "state": "quota"})
    counted = await _count(house, "recognitions_this_month")
    try:
        await house.scan(gate)
        await house.scan(gate)
        assert len(await house.recognitions()) == 1
        await house.restart()
        await house.scan(gate)
        assert len(await house.recognitions()) == 1
        assert "calls_paused" in await _issues(house)
        assert await _count(house, "recognitions_this_month") == counted
    finally:
        await house.sandbox.control("keys", {"key": KEY, "state": "ok"})
        # Submits the account's form unchanged, as after raising the plan.
        await house.set_public_url(house.home.url)
    assert await _issues(house) == set()
    await house.scan(gate)
    assert len(await house.recognitions()) == 2
