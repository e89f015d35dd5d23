"""The help in the user interface: the button, the logbook, diagnostics, system information."""

import asyncio
from datetime import UTC, datetime, timedelta
import json
from typing import Any

import pytest

from demo.connection import RefusedError

from .conftest import CAMERA, KEY, House

# The recorder writes once a second.
RECORDED = 3.0


async def _press(house: House) -> None:
    """Press the gate's button, and return once the scan has ended."""
    await house.connection.call("button.press", entity_id=house.gate["button.scan"])


async def _logbook(house: House, **which: Any) -> list[dict[str, Any]]:
    """Return the logbook's entries of the last minute."""
    start = datetime.now(UTC) - timedelta(minutes=1)
    entries: list[dict[str, Any]] = await house.connection.command(
        "logbook/get_events", start_time=start.isoformat(), **which
    )
    return entries


async def test_button(house: House) -> None:
    """A press is one recognition, of an unchanged scene, too."""
    await house.show("day_gb.jpg")
    await _press(house)
    await _press(house)
    assert len(await house.recognitions()) == 2


async def test_button_failure(house: House) -> None:
    """Who presses the button is told what went wrong."""
    await house.sandbox.control("keys", {"key": KEY, "state": "tier"})
    try:
        with pytest.raises(RefusedError, match="the plan doesn't include it"):
            await _press(house)
    finally:
        await house.sandbox.control("keys", {"key": KEY, "state": "ok"})


async def test_logbook(house: House) -> None:
    """The logbook has one sentence for each detection, in all and for its camera."""
    await house.show("day_de.jpg")
    async with house.connection.events("plate_detected") as events:
        await _press(house)
        plate = (await asyncio.wait_for(events.get(), 10))["plate"]
    await asyncio.sleep(RECORDED)
    processor = house.gate["image_processing.plate"]
    for which in ({}, {"entity_ids": [processor]}):
        sentences = [
            f"{entry['name']} {entry['message']}"
            for entry in await _logbook(house, **which)
            if entry.get("domain") == "carsxe"
        ]
        assert sentences.count(f"Unknown plate {plate} was seen at Gate") == 1


async def test_diagnostics(house: House) -> None:
    """The download of an account and of its cameras holds no key, plate, address or name."""
    await house.show("day_us.jpg")
    async with house.connection.events("plate_detected") as events:
        await _press(house)
        plate = (await asyncio.wait_for(events.get(), 10))["plate"]
    devices = await house.connection.command("config/device_registry/list")
    paths = [house.entry_id] + [
        f"{house.entry_id}/device/{device['id']}"
        for device in devices
        if house.entry_id in device["config_entries"]
    ]
    assert len(paths) > 2
    for path in paths:
        download = await house.connection.rest(
            "GET", f"/api/diagnostics/config_entry/{path}"
        )
        data = json.dumps(download["data"]) + json.dumps(download["issues"])
        assert '"loaded"' in data
        for secret in (KEY, plate, CAMERA, "gate_motion", house.home.url, "Gate"):
            assert secret not in data


async def test_system_health(house: House) -> None:
    """The system information tells of CarsXE, at no cost."""
    health = await house.connection.subscribe_until(
        "system_health/info", lambda message: message["type"] == "finish"
    )
    (initial, *updates) = health
    info = initial["data"]["carsxe"]["info"]
    assert info["public_url"] is True
    assert info["cameras"] >= 2
    assert info["recognitions_this_month"] >= info["recognitions_today"] >= 1
    (reached,) = [u for u in updates if u.get("domain") == "carsxe"]
    assert reached["data"] == "ok"
    assert await house.recognitions() == []
