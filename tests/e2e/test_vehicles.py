"""Known vehicles, from the form to an automation that opens for them."""

import asyncio
from collections.abc import AsyncIterator
import json
from typing import Any

import pytest

from demo.connection import RefusedError
from demo.scenery import PICTURES
from demo.setup import expect

from .conftest import CAMERA, KEY, MOTION, House

LABELS: dict[str, Any] = json.loads((PICTURES / "labels.json").read_text())
(VAN,) = LABELS["day_us.jpg"]["plates"]
(STRANGER,) = LABELS["day_gb.jpg"]["plates"]


async def _add(house: House, plate: str, name: str) -> dict[str, Any]:
    """Add a vehicle by the form, and return the last result."""
    return await house.connection.subentry_flow(
        house.entry_id, "vehicle", {"plate": plate, "name": name}
    )


async def _vehicle_ids(house: House) -> dict[str, str]:
    """Return the IDs of the known vehicles by name."""
    subentries = await house.connection.command(
        "config_entries/subentries/list", entry_id=house.entry_id
    )
    return {
        subentry["title"]: subentry["subentry_id"]
        for subentry in subentries
        if subentry["subentry_type"] == "vehicle"
    }


async def _recognize(house: House, **data: Any) -> list[dict[str, Any]]:
    """Run the action, and return its detections."""
    gate = house.gate["image_processing.plate"]
    answer = await house.connection.rest(
        "POST",
        "/api/services/carsxe/recognize?return_response",
        {"entity_id": gate, **data},
    )
    detections: list[dict[str, Any]] = answer["service_response"][gate]["detections"]
    return detections


@pytest.fixture
async def van(house: House) -> str:
    """Know the van."""
    if "Van" not in await _vehicle_ids(house):
        expect(
            await _add(house, f" {VAN[:3].lower()}-{VAN[3:]}", "Van"), "create_entry"
        )
        await house.quiet()
    return (await _vehicle_ids(house))["Van"]


@pytest.fixture
async def opened(house: House) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
    """Return what the automation opened for."""
    async with house.connection.events("opened") as events:
        yield events


async def test_same_plate_twice(house: House, van: str) -> None:
    """A plate belongs to one vehicle, and the form says to which."""
    answer = expect(await _add(house, VAN, "Another"), "form")
    assert answer["errors"] == {"plate": "plate_taken"}
    assert answer["description_placeholders"]["name"] == "Van"


async def test_known(
    house: House, van: str, opened: asyncio.Queue[dict[str, Any]]
) -> None:
    """A known vehicle is announced by its name, and the automation opens for it."""
    await house.show("day_us.jpg")
    (event,) = await house.scan(house.gate["image_processing.plate"])
    assert (event["known"], event["vehicle"], event["match"]) == (True, "Van", "exact")
    assert (event["vehicle_id"], event["matched_plate"]) == (van, VAN)
    assert (await opened.get())["plate"] == VAN
    state = await house.connection.state(house.gate["event.plate"])
    assert state["attributes"]["event_type"] == "known_plate"
    last_vehicle = await house.connection.state(house.gate["sensor.last_vehicle"])
    assert last_vehicle["state"] == "Van"
    last_seen = await house.connection.state("sensor.van_last_seen")
    assert last_seen["state"][:19] == event["detected_at"][:19]


async def test_stranger(
    house: House, van: str, opened: asyncio.Queue[dict[str, Any]]
) -> None:
    """An unknown vehicle is announced as such, and nothing opens."""
    await house.show("day_gb.jpg")
    (event,) = await house.scan(house.gate["image_processing.plate"])
    assert event["known"] is False
    state = await house.connection.state(house.gate["event.plate"])
    assert state["attributes"]["event_type"] == "unknown_plate"
    await house.quiet()
    assert opened.empty()


async def test_reload_opens_nothing(
    house: House, van: str, opened: asyncio.Queue[dict[str, Any]]
) -> None:
    """A reload with a known vehicle as the last event opens nothing."""
    await house.show("day_us.jpg")
    await house.scan(house.gate["image_processing.plate"])
    await opened.get()
    path = f"/api/config/config_entries/entry/{house.entry_id}/reload"
    await house.connection.rest("POST", path)
    await house.quiet()
    assert opened.empty()
    assert len(await house.recognitions()) == 1


async def test_guest(house: House, van: str) -> None:
    """An action makes a guest known and unknown again."""
    await house.show("day_gb.jpg")
    await house.connection.call(
        "carsxe.add_vehicle",
        {"plate": STRANGER, "name": "Guest", "valid_until": "2099-01-01 00:00:00"},
    )
    (detection,) = await _recognize(house)
    assert detection["vehicle"] == "Guest"
    await house.connection.call("carsxe.remove_vehicle", {"plate": STRANGER})
    (detection,) = await _recognize(house)
    assert detection["vehicle"] is None
    assert detection["explain"]["reason"] == "unlisted"


async def test_second_plate(house: House, van: str) -> None:
    """An action gives a vehicle another plate."""
    await house.show("day_gb.jpg")
    update = {"vehicle_id": van, "more_plates": [f"{STRANGER[:2]} {STRANGER[2:]}"]}
    await house.connection.call("carsxe.update_vehicle", update)
    (detection,) = await _recognize(house, dry_run=True)
    assert (detection["vehicle"], detection["matched_plate"]) == ("Van", STRANGER)
    await house.connection.call(
        "carsxe.update_vehicle", {"plate": VAN, "more_plates": []}
    )
    (detection,) = await _recognize(house, dry_run=True)
    assert detection["explain"]["reason"] == "unlisted"


async def test_marks(house: House, van: str) -> None:
    """A plate with marks on its letters is known by a reading without them."""
    await house.show("day_gb.jpg")
    update = {"vehicle_id": van, "more_plates": [f"Ŵ{STRANGER[1:]}"]}
    await house.connection.call("carsxe.update_vehicle", update)
    (detection,) = await _recognize(house, dry_run=True)
    assert detection["plate"] == STRANGER
    assert detection["matched_plate"] == f"Ŵ{STRANGER[1:]}"
    await house.connection.call(
        "carsxe.update_vehicle", {"plate": VAN, "more_plates": []}
    )


async def test_no_trigger(house: House) -> None:
    """The form names an entity that can't report an arrival."""
    answer = await house.connection.subentry_flow(
        house.entry_id,
        "camera",
        {
            "source_entity_id": CAMERA,
            "trigger_entity_ids": [MOTION, "sun.sun"],
            "crop": {"left": 0, "top": 0, "width": 50, "height": 100},
        },
    )
    assert expect(answer, "form")["errors"] == {"trigger_entity_ids": "silent_trigger"}
    assert "sun.sun" in answer["description_placeholders"]["trigger"]


async def test_dry_run(house: House, van: str) -> None:
    """A dry run says why a plate is known, and announces nothing."""
    await house.show("day_us.jpg")
    async with house.connection.events("plate_detected") as events:
        (detection,) = await _recognize(house, dry_run=True)
        await house.quiet()
        assert events.empty()
    assert detection["explain"] == {
        "reason": "matched",
        "match": "exact",
        "vehicle": "Van",
        "vehicle_id": van,
    }


async def test_recognize_fails(house: House) -> None:
    """A failure is an error of the action, not an empty response."""
    await house.sandbox.control(
        "misbehave", {"path": "/platerecognition", "times": 1, "status": 403}
    )
    with pytest.raises(RefusedError, match="500"):
        await _recognize(house)


async def test_decode(house: House) -> None:
    """A plate is decoded with a detection's region, and the response doesn't contain the key."""
    answer = await house.connection.rest(
        "POST",
        "/api/services/carsxe/decode_plate?return_response",
        {"plate": VAN, "region": "us-ca"},
    )
    decoded = answer["service_response"]
    assert decoded["make"]
    assert "input" not in decoded
    assert KEY not in json.dumps(decoded, ensure_ascii=False)
    total = (await house.sandbox.calls())["total"]
    assert total == {"/v2/platedecoder": 1}


GARAGE = "cover.garage"


async def _garage_opens(house: House, picture: str) -> bool:
    """Close the garage, let a vehicle arrive, and return whether the blueprint opens for it."""
    await house.connection.call("cover.close_cover", entity_id=GARAGE)
    await house.show(picture)
    assert len(await house.scan(house.gate["image_processing.plate"])) == 1
    await house.quiet()
    return bool((await house.connection.state(GARAGE))["state"] == "open")


async def test_garage(house: House, van: str) -> None:
    """The blueprint opens the garage only for a known vehicle."""
    assert await _garage_opens(house, "day_us.jpg")
    assert not await _garage_opens(house, "day_gb.jpg")
    assert await _garage_opens(house, "day_us.jpg")


async def test_look_up(house: House, van: str) -> None:
    """A vehicle that is decoded when it is added has its make on its device, for one decode."""
    (plate,) = LABELS["day_de.jpg"]["plates"]
    answer = await house.connection.subentry_flow(
        house.entry_id,
        "vehicle",
        {
            "plate": plate,
            "name": "Second",
            "look_up_section": {"look_up": True, "country": "DE"},
        },
    )
    expect(answer, "create_entry")
    await house.quiet()
    devices = await house.connection.command("config/device_registry/list")
    (device,) = [device for device in devices if device["name"] == "Second"]
    assert device["manufacturer"]
    assert device["model"]
    assert (await house.sandbox.calls())["total"]["/v2/platedecoder"] == 1
