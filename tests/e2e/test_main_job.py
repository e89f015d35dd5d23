"""From an account's key to the plate in a picture, through a real Home Assistant."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from demo.sandbox import Sandbox
from demo.scenery import PICTURES
from demo.setup import account_input, expect, finish_camera

from .conftest import BELL, CAMERA, EVENT, IMAGE, KEY, MOTION, RECOGNITION, House
from .waiting import until

LABELS: dict[str, Any] = json.loads((PICTURES / "labels.json").read_text())
WITH_PLATES = [name for name, label in LABELS.items() if label["plates"]]
WITHOUT_PLATES = [name for name, label in LABELS.items() if not label["plates"]]
FIELDS = {
    *("entity_id", "device_id", "camera_entity_id", "plate", "score", "dscore"),
    *("region", "region_score", "vehicle_type", "vehicle_score", "box", "candidates"),
    *("known", "vehicle", "vehicle_id", "match", "matched_plate", "similar_to"),
    *("text", "direction", "detected_at", "processing_time", "scan_id"),
}


async def test_wrong_key(started: House) -> None:
    """An invalid key is refused with a reason."""
    answer = await started.connection.flow(
        "carsxe", account_input("wrong", started.sandbox.url, started.home.url)
    )
    assert expect(answer, "form")["errors"] == {"base": "invalid_auth"}


async def test_insecure_address(started: House) -> None:
    """The key isn't sent to a public host over plain http."""
    answer = await started.connection.flow(
        "carsxe", account_input(KEY, "http://example.com", started.home.url)
    )
    assert expect(answer, "form")["errors"] == {"base": "api_url_insecure"}


async def test_nothing_unasked(furnished: House) -> None:
    """Adding an account and cameras spends no recognition."""
    calls = await furnished.sandbox.calls()
    assert calls["billed"] == 0
    assert calls["total"]["/v1/auth/validate"] > 0


async def test_same_key_twice(house: House) -> None:
    """A key can be used by only one account."""
    answer = await house.connection.flow(
        "carsxe", account_input(KEY, house.sandbox.url, house.home.url)
    )
    assert expect(answer, "abort")["reason"] == "already_configured"


async def test_host_without_key_check(house: House, tmp_path: Path) -> None:
    """A key is also checked on a host like the European one, for free."""
    europe = Sandbox(tmp_path, "--eu")
    await europe.start()
    try:
        refused, accepted = [
            await house.connection.flow(
                "carsxe", account_input(key, europe.url, house.home.url)
            )
            for key in ("wrong", "demo-key")
        ]
        expect(refused, "form")
        entry_id = expect(accepted, "create_entry")["result"]["entry_id"]
        assert (await europe.calls())["billed"] == 0
        await house.connection.rest(
            "DELETE", f"/api/config/config_entries/entry/{entry_id}"
        )
    finally:
        await europe.stop()


async def test_no_public_url(house: House) -> None:
    """Without a public address, the camera's form says how to fix it."""
    await house.sandbox.control("keys", {"key": "second"})
    answer = await house.connection.flow(
        "carsxe", {"api_key": "second", "advanced": {"api_url": house.sandbox.url}}
    )
    entry_id = expect(answer, "create_entry")["result"]["entry_id"]
    answer = await house.connection.subentry_flow(
        entry_id, "camera", {"source_entity_id": CAMERA}
    )
    assert expect(answer, "form")["errors"] == {"base": "no_public_url"}
    await house.connection.rest(
        "DELETE", f"/api/config/config_entries/entry/{entry_id}"
    )


@pytest.mark.parametrize("picture", WITH_PLATES)
async def test_scan(house: House, picture: str) -> None:
    """Each plate in a picture is read and announced once."""
    await house.show(picture)
    events = await house.scan(house.gate["image_processing.plate"])
    assert sorted(event["plate"] for event in events) == sorted(
        LABELS[picture]["plates"]
    )
    for event in events:
        assert set(event) == FIELDS
        assert event["entity_id"] == house.gate["image_processing.plate"]
        assert event["camera_entity_id"] == CAMERA
        assert event["known"] is False
        assert 0 < event["score"] <= 1
        assert event["box"].keys() == {"xmin", "ymin", "xmax", "ymax"}


@pytest.mark.parametrize("picture", WITHOUT_PLATES)
async def test_no_plate(house: House, picture: str) -> None:
    """A picture without a plate fires no event, although it was processed."""
    await house.show(picture)
    assert await house.scan(house.gate["image_processing.plate"]) == []
    assert len(await house.recognitions()) == 1
    state = await house.connection.state(house.gate["image_processing.plate"])
    assert state["state"] == "unknown"


async def test_entities(house: House) -> None:
    """The entities show the plate that was read."""
    await house.show("day_us.jpg")
    (event,) = await house.scan(house.gate["image_processing.plate"])
    (plate,) = LABELS["day_us.jpg"]["plates"]
    states = {
        key: await house.connection.state(entity_id)
        for key, entity_id in house.gate.items()
    }
    assert states["image_processing.plate"]["state"] == plate
    assert states["image_processing.plate"]["attributes"]["plates"] == {
        plate: event["score"]
    }
    assert states["sensor.last_plate"]["state"] == plate
    assert float(states["sensor.last_plate_score"]["state"]) == pytest.approx(
        event["score"] * 100, abs=0.06
    )
    assert states["sensor.last_detection"]["state"][:19] == event["detected_at"][:19]


async def test_snapshot_is_gone(house: House) -> None:
    """The address of the picture leads nowhere after CarsXE has fetched it."""
    await house.show("day_de.jpg")
    await house.scan(house.gate["image_processing.plate"])
    (call,) = await house.recognitions()
    assert call["fetches"] == 1
    assert call["image_url"].startswith(f"{house.home.url}/api/carsxe/snapshot/")
    async with aiohttp.ClientSession() as session:
        for method in ("GET", "HEAD", "POST"):
            async with session.request(method, call["image_url"]) as response:
                assert response.status == 404


async def test_image_entity(house: House) -> None:
    """An image entity can be a source, and a picture can show two plates."""
    events = await house.scan(house.doorbell["image_processing.plate"])
    assert sorted(event["plate"] for event in events) == sorted(
        LABELS["two_plates.jpg"]["plates"]
    )
    assert {event["camera_entity_id"] for event in events} == {IMAGE}
    assert len({event["scan_id"] for event in events}) == 1


async def test_motion_triggers(house: House) -> None:
    """A motion sensor that turns on starts one scan; turning off starts none."""
    await house.show("day_gb.jpg")
    async with house.connection.events(EVENT) as events:
        await house.turn("on")
        event = await events.get()
        assert (await house.connection.state(MOTION))["state"] == "on"
        await house.turn("off")
        await asyncio.sleep(1)
        assert events.empty()
    assert [event["plate"]] == LABELS["day_gb.jpg"]["plates"]
    assert len(await house.recognitions()) == 1


async def test_event_entity_triggers(house: House) -> None:
    """Each event of an event entity starts a scan."""
    async with house.connection.events(EVENT) as events:
        for picture in ("day_gb.jpg", "day_us.jpg"):
            await house.settle()
            await house.show(picture)
            await house.connection.rest("POST", "/api/events/bell_rung", {})
            await events.get()
            assert len(await house.recognitions()) == 1
            await house.sandbox.control("reset")
    assert (await house.connection.state(BELL))["attributes"]["event_type"] == "ring"


async def test_impatient_ringing(house: House) -> None:
    """Ringing repeatedly, before anything is read, asks once."""
    await house.show("day_us.jpg")
    # CarsXE answers when the sandbox is reset.
    await house.sandbox.control(
        "misbehave", {"path": RECOGNITION, "times": 1, "delay": 3600}
    )
    async with house.connection.events(EVENT) as events:
        for _ in range(4):
            await house.connection.rest("POST", "/api/events/bell_rung", {})
            assert len(await until(house.recognitions)) == 1
        await house.sandbox.control("reset")
        await events.get()
        await house.quiet()
        assert events.empty()
    assert await house.recognitions() == []


@pytest.mark.parametrize(
    ("fault", "calls"),
    [
        pytest.param({"status": 500, "json": {"success": False}}, 3, id="500"),
        pytest.param({"drop": True}, 3, id="dropped"),
        pytest.param({"status": 200, "body": "<html>"}, 1, id="HTML"),
        pytest.param({"status": 403, "json": {"message": "blocked"}}, 1, id="403"),
    ],
)
async def test_fault(house: House, fault: dict[str, Any], calls: int) -> None:
    """A failure fires no event, and the next scan works."""
    await house.show("day_us.jpg")
    await house.sandbox.control(
        "misbehave", {"path": "/platerecognition", "times": calls, **fault}
    )
    assert await house.scan(house.gate["image_processing.plate"]) == []
    assert len(await house.recognitions()) == calls
    assert len(await house.scan(house.gate["image_processing.plate"])) == 1


async def test_camera_is_changed(house: House) -> None:
    """A higher minimum score leaves out a plate that was announced before."""
    subentries = await house.connection.command(
        "config_entries/subentries/list", entry_id=house.entry_id
    )
    subentry = next(entry for entry in subentries if entry["title"] == "Gate")
    await house.show("day_us.jpg")
    for min_score, detected in ((100, 0), (70, 1)):
        answer = await house.connection.subentry_flow(
            house.entry_id,
            "camera",
            {
                "source_entity_id": CAMERA,
                "trigger_entity_ids": [MOTION, BELL],
                "min_score": min_score,
                "advanced": {"cooldown": 0},
            },
            subentry_id=subentry["subentry_id"],
        )
        answer = await finish_camera(house.connection, answer)
        assert expect(answer, "abort")["reason"] == "reconfigure_successful"
        await house.quiet()
        events = await house.scan(house.gate["image_processing.plate"])
        assert len(events) == detected


async def test_key_is_refused_in_use(house: House) -> None:
    """A key that is refused during a scan starts a form for a new one, which then works."""
    await house.show("day_us.jpg")
    await house.sandbox.control("keys", {"key": KEY, "state": "disabled"})
    assert await house.scan(house.gate["image_processing.plate"]) == []
    flows = await house.connection.command("config_entries/flow/progress")
    (flow,) = [flow for flow in flows if flow["handler"] == "carsxe"]
    assert flow["context"]["source"] == "reauth"
    await house.sandbox.control("keys", {"key": KEY, "state": "ok"})
    answer = await house.connection.rest(
        "POST",
        f"/api/config/config_entries/flow/{flow['flow_id']}",
        {"api_key": KEY},
    )
    assert expect(answer, "abort")["reason"] == "reauth_successful"
    await house.quiet()
    assert len(await house.scan(house.gate["image_processing.plate"])) == 1


async def test_restart(house: House) -> None:
    """The sensors survive a restart, which costs nothing."""
    await house.show("day_us.jpg")
    await house.scan(house.gate["image_processing.plate"])
    await house.sandbox.control("reset")
    await house.restart()
    state = await house.connection.state(house.gate["sensor.last_plate"])
    assert [state["state"]] == LABELS["day_us.jpg"]["plates"]
    assert await house.recognitions() == []
