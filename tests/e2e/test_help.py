"""Help in the user interface: button, logbook, diagnostics, checks and repairs."""

import asyncio
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from io import BytesIO
import json
from typing import Any

from PIL import Image
import pytest

from demo.connection import RefusedError
from demo.scenery import PICTURES
from demo.setup import add_camera, add_file_camera, expect, pass_progress

from .conftest import CAMERA, KEY, House


async def _press(house: House) -> None:
    """Press the gate's button, and return when the scan has ended."""
    await house.connection.call("button.press", entity_id=house.gate["button.scan"])


async def _sentences(house: House, awaited: str, **which: Any) -> list[str]:
    """Return the logbook's plate entries of the last minute, once they include an expected sentence."""
    start = datetime.now(UTC) - timedelta(minutes=1)
    # The recorder writes once a second, and later while it sets up its database.
    while True:
        entries = await house.connection.command(
            "logbook/get_events", start_time=start.isoformat(), **which
        )
        sentences = [
            f"{entry['name']} {entry['message']}"
            for entry in entries
            if entry.get("domain") == "carsxe"
        ]
        if awaited in sentences:
            return sentences
        await asyncio.sleep(0.5)


async def test_button(house: House) -> None:
    """A press is one recognition, even of an unchanged scene."""
    await house.show("day_gb.jpg")
    await _press(house)
    await _press(house)
    assert len(await house.recognitions()) == 2


async def test_button_failure(house: House) -> None:
    """A user who presses the button learns what went wrong."""
    await house.sandbox.control("keys", {"key": KEY, "state": "tier"})
    try:
        with pytest.raises(RefusedError, match="the plan doesn't include it"):
            await _press(house)
    finally:
        await house.sandbox.control("keys", {"key": KEY, "state": "ok"})


async def test_logbook(house: House) -> None:
    """The logbook has one sentence per detection, in total and for its camera."""
    await house.show("day_de.jpg")
    async with house.connection.events("plate_detected") as events:
        await _press(house)
        event = await events.get()
    # Another test may have added it.
    who = f"{event['vehicle']} ({event['plate']})"
    if not event["known"]:
        who = f"Unknown plate {event['plate']}"
    sentence = f"{who} was seen at Gate"
    processor = house.gate["image_processing.plate"]
    for which in ({}, {"entity_ids": [processor]}):
        assert (await _sentences(house, sentence, **which)).count(sentence) == 1


async def test_diagnostics(house: House) -> None:
    """The diagnostics of an account and its cameras contain no key, plate, address or name."""
    await house.show("day_us.jpg")
    async with house.connection.events("plate_detected") as events:
        await _press(house)
        plate = (await events.get())["plate"]
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
    """The system information includes CarsXE, at no cost."""
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


async def _issues(house: House) -> dict[str, str]:
    """Return the IDs of the open repair issues by translation key."""
    issues = await house.connection.command("repairs/list_issues")
    return {
        issue["translation_key"]: issue["issue_id"]
        for issue in issues["issues"]
        if issue["domain"] == "carsxe"
    }


async def _fix(house: House, issue_id: str, *steps: dict[str, Any]) -> dict[str, Any]:
    """Complete the flow that fixes an issue, and return its last result."""
    path = "/api/repairs/issues/fix"
    answer: dict[str, Any] = await house.connection.rest(
        "POST", path, {"handler": "carsxe", "issue_id": issue_id}
    )
    for step in steps:
        answer = await house.connection.rest(
            "POST", f"{path}/{answer['flow_id']}", step
        )
    return answer


async def _check(house: House, *, paid: bool) -> dict[str, Any]:
    """Check the gate's camera with the action."""
    gate = house.gate["image_processing.plate"]
    answer = await house.connection.command(
        "call_service",
        domain="carsxe",
        service="check",
        service_data={"paid": paid},
        target={"entity_id": gate},
        return_response=True,
    )
    response: dict[str, Any] = answer["response"][gate]
    return response


async def test_check_action(house: House) -> None:
    """The action's checks are free, or cost one recognition if asked for."""
    await house.show("day_gb.jpg")
    answer = await _check(house, paid=False)
    assert answer["passed"] is True
    assert answer["plate"]["result"] == "skipped"
    assert await house.recognitions() == []
    answer = await _check(house, paid=True)
    assert answer["passed"] is True
    assert answer["fetch"]["fetches"] == 1
    assert answer["plate"]["plates"] == ["WG12KVL"]
    assert len(await house.recognitions()) == 1


async def test_camera_flow_check(house: House) -> None:
    """A camera is checked before it is added: its picture is shown, then what CarsXE reads."""
    connection = house.connection
    camera = await add_file_camera(connection, PICTURES / "day_de.jpg", "Yard")
    answer = await connection.subentry_flow(
        house.entry_id, "camera", {"source_entity_id": camera}
    )
    assert answer["type"] == "progress"
    answer = await pass_progress(connection, answer)
    assert answer["step_id"] == "checked"
    shown = answer["description_placeholders"]
    assert shown["results"].count("✅") == 3
    picture = shown["picture"].removeprefix("![](data:image/jpeg;base64,")
    with Image.open(BytesIO(b64decode(picture.removesuffix(")")))) as image:
        assert image.format == "JPEG"
    assert await house.recognitions() == []
    answer = await connection.continue_subentry_flow(answer, {"next_step_id": "pay"})
    answer = await pass_progress(connection, answer)
    assert answer["step_id"] == "paid"
    assert answer["description_placeholders"]["results"].count("✅") == 5
    assert len(await house.recognitions()) == 1
    answer = await connection.continue_subentry_flow(answer, {"next_step_id": "add"})
    assert expect(answer, "create_entry")["title"] == "Yard"
    await connection.command(
        "config_entries/subentries/delete",
        entry_id=house.entry_id,
        subentry_id=(await _cameras(house))["Yard"],
    )


async def _cameras(house: House) -> dict[str, str]:
    """Return the IDs of the account's cameras by title."""
    subentries = await house.connection.command(
        "config_entries/subentries/list", entry_id=house.entry_id
    )
    return {subentry["title"]: subentry["subentry_id"] for subentry in subentries}


async def test_source_gone(house: House) -> None:
    """A camera whose source was removed has a repair issue, which can remove it."""
    picture = PICTURES / "no_plate_car.jpg"
    source = await add_file_camera(house.connection, picture, "Shed")
    await add_camera(house.connection, house.entry_id, source)
    await house.quiet()
    entities = await house.connection.command("config/entity_registry/list")
    (shed,) = [entity for entity in entities if entity["entity_id"] == source]
    await house.connection.rest(
        "DELETE", f"/api/config/config_entries/entry/{shed['config_entry_id']}"
    )
    while "source_gone" not in (issues := await _issues(house)):
        await asyncio.sleep(0.5)
    answer = await _fix(house, issues["source_gone"], {"next_step_id": "remove"}, {})
    expect(answer, "create_entry")
    await house.quiet()
    assert "source_gone" not in await _issues(house)
    assert "Shed" not in await _cameras(house)


async def test_unfetched(house: House) -> None:
    """A wrong address has a repair issue, even after a restart, until it is fixed."""
    await house.set_public_url("http://127.0.0.1:9")
    try:
        with pytest.raises(RefusedError, match="couldn't use the picture"):
            await _press(house)
        assert "snapshot_not_fetched" in await _issues(house)
        await house.restart()
        issue = (await _issues(house))["snapshot_not_fetched"]
        answer = await _fix(house, issue, {"anyway": False})
        assert answer["errors"] == {"base": "unreachable"}
    finally:
        await house.set_public_url(house.home.url)
    answer = await _fix(house, issue, {"anyway": False})
    expect(answer, "create_entry")
    assert "snapshot_not_fetched" not in await _issues(house)
    assert len(await house.recognitions()) == 1
