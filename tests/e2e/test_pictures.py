"""Pictures in a real Home Assistant: the last one, the history, the media browser."""

import asyncio
from io import BytesIO
import json
from pathlib import Path
from typing import Any

from PIL import Image
import pytest

from custom_components.carsxe.plates import PlateStatus
from custom_components.carsxe.runtime.scan import PLATE_COLORS
from demo.scenery import PICTURES
from demo.setup import add_camera, add_file_camera, show_file

from .conftest import House
from .waiting import PAUSE

LABELS: dict[str, Any] = json.loads((PICTURES / "labels.json").read_text())
SUBSCRIBE = "carsxe/detections/subscribe"
TOLERANCE = 40

type Detections = list[dict[str, Any]]


async def _scan(house: House, picture: str) -> Detections:
    """Scan a picture at the gate, and return the events when its drawing is ready."""
    await house.show(picture)
    events = await house.scan(house.gate["image_processing.plate"])
    while await _drawn_scan(house) != events[0]["scan_id"]:
        await asyncio.sleep(PAUSE)
    return events


async def _drawn_scan(house: House) -> str:
    """Return the scan of the gate's last picture."""
    state = await house.connection.state(house.gate["image.last_plate"])
    return str(state["attributes"]["scan_id"])


async def _last_picture(house: House) -> bytes:
    """Return the gate's last picture from Home Assistant's API."""
    status, content = await house.connection.fetch(
        f"/api/image_proxy/{house.gate['image.last_plate']}", signed_in=True
    )
    assert status == 200
    return content


def _has_frame(content: bytes, box: dict[str, int], color: str) -> bool:
    """Return whether the frame around a plate's box has a color."""
    wanted = bytes.fromhex(color[1:])
    with Image.open(BytesIO(content)) as image:
        line = [
            image.convert("RGB").getpixel((x, min(box["ymax"] + 1, image.height - 1)))
            for x in range(box["xmin"], box["xmax"], 4)
        ]
    return all(
        abs(level - wanted_level) < TOLERANCE
        for pixel in line
        if isinstance(pixel, tuple)
        for level, wanted_level in zip(pixel, wanted, strict=True)
    )


def _folder(house: House, entity: str = "") -> Path:
    """Return the folder with the pictures of the account, or a part of it."""
    return house.home.folder / ".storage" / "carsxe" / house.entry_id / entity


async def _subentry_id(house: House, title: str) -> str:
    """Return the ID of a camera or vehicle."""
    subentries = await house.connection.command(
        "config_entries/subentries/list", entry_id=house.entry_id
    )
    return str(next(s["subentry_id"] for s in subentries if s["title"] == title))


async def _next(queue: asyncio.Queue[dict[str, Any]]) -> Detections:
    """Return the next list of detections."""
    detections: Detections = (await queue.get())["detections"]
    return detections


async def _next_with(
    queue: asyncio.Queue[dict[str, Any]], field: str, value: str
) -> dict[str, Any]:
    """Return the latest detection as soon as a field has a value."""
    while (row := (await _next(queue))[0])[field] != value:
        pass
    return row


async def _wait_until_kept(house: House, event: dict[str, Any]) -> Detections:
    """Return the kept detections when the latest is an event's."""
    async with house.connection.subscription(SUBSCRIBE, limit=100) as queue:
        while (rows := await _next(queue))[0]["scan_id"] != event["scan_id"]:
            pass
    return rows


@pytest.mark.parametrize("picture", ["day_us.jpg", "night_br.jpg", "two_plates.jpg"])
async def test_last_picture(house: House, picture: str) -> None:
    """The last picture shows each plate of the scan in a frame."""
    events = await _scan(house, picture)
    assert sorted(e["plate"] for e in events) == sorted(LABELS[picture]["plates"])
    content = await _last_picture(house)
    original = (PICTURES / picture).read_bytes()
    for event in events:
        color = PLATE_COLORS[
            PlateStatus.KNOWN if event["known"] else PlateStatus.UNKNOWN
        ]
        assert _has_frame(content, event["box"], color)
        assert not _has_frame(original, event["box"], color)
    state = await house.connection.state(house.gate["image.last_plate"])
    assert state["state"] == events[0]["detected_at"]


async def test_rows(house: House) -> None:
    """A dashboard receives each detection, and later changes of its status."""
    entity_id = house.gate["image_processing.plate"]
    async with house.connection.subscription(
        SUBSCRIBE, entity_ids=[entity_id], limit=3
    ) as queue:
        before = await _next(queue)
        assert len(before) == 3
        (event,) = await _scan(house, "day_gb.jpg")
        row = await _next_with(queue, "scan_id", event["scan_id"])
        assert row["status"] == "unknown"
        for field in ("plate", "detected_at", "entity_id", "device_id"):
            assert row[field] == event[field]
        await house.connection.call(
            "carsxe.add_vehicle", {"plate": event["plate"], "name": "Visitor"}
        )
        known = await _next_with(queue, "status", "known")
        assert known == {
            **row,
            "status": "known",
            "vehicle": "Visitor",
            "vehicle_id": await _subentry_id(house, "Visitor"),
            "match": "exact",
        }
        await _scan(house, "day_gb.jpg")
        content = await _last_picture(house)
        assert _has_frame(content, event["box"], PLATE_COLORS[PlateStatus.KNOWN])
        row = await _next_with(queue, "status", "known")
        await house.connection.call("carsxe.remove_vehicle", {"plate": event["plate"]})
        await _next_with(queue, "status", "unknown")
    for kind in ("thumbnail", "picture"):
        status, content = await house.connection.fetch(row[kind], signed_in=False)
        assert status == 200
        with Image.open(BytesIO(content)) as image:
            assert image.format == "JPEG"
        status, _ = await house.connection.fetch(
            row[kind].partition("?")[0], signed_in=False
        )
        assert status == 401


async def test_media(house: House) -> None:
    """The pictures can be browsed, and fetched from a signed address."""
    (event,) = await _scan(house, "day_de.jpg")
    await _wait_until_kept(house, event)
    (plate,) = LABELS["day_de.jpg"]["plates"]
    path = "media-source://carsxe"
    for wanted in ("CarsXE", "Days"):
        path = await _find(house, path, wanted)
    days = await _children(house, path)
    pictures = await _children(house, days[0]["media_content_id"])
    picture = pictures[0]
    assert plate in picture["title"]
    assert plate not in picture["media_content_id"] + picture["thumbnail"]
    media = await house.connection.command(
        "media_source/resolve_media", media_content_id=picture["media_content_id"]
    )
    assert media["mime_type"] == "image/jpeg"
    status, content = await house.connection.fetch(media["url"], signed_in=False)
    assert status == 200
    assert content == await _last_picture(house)
    for unsigned in (media["url"].partition("?")[0], picture["thumbnail"]):
        assert (await house.connection.fetch(unsigned, signed_in=False))[0] == 401
        assert (await house.connection.fetch(unsigned, signed_in=True))[0] == 200
    for unknown, statuses in (
        ("01M856EF0N2HQXMBPSVRTHZT7Z/picture", {404}),
        (f"{media['url'].split('/')[4]}/original", {404}),
        ("..%2F..%2Fcarsxe.json/picture", {400, 404}),
        ("../../../.storage/auth", {400, 404}),
    ):
        address = f"/api/carsxe/detections/{unknown}"
        assert (await house.connection.fetch(address, signed_in=True))[0] in statuses


async def _children(house: House, path: str) -> list[dict[str, Any]]:
    """Return the contents of a folder."""
    folder = await house.connection.command(
        "media_source/browse_media", media_content_id=path
    )
    children: list[dict[str, Any]] = folder["children"]
    return children


async def _find(house: House, path: str, title: str) -> str:
    """Return a subfolder of a folder."""
    children = await _children(house, path)
    return str(next(c["media_content_id"] for c in children if c["title"] == title))


async def test_restart(house: House) -> None:
    """Pictures and detections survive a restart, which costs nothing."""
    (event,) = await _scan(house, "day_us.jpg")
    before = await _last_picture(house)
    rows = await _wait_until_kept(house, event)
    await house.sandbox.control("reset")
    await house.restart()
    state = await house.connection.state(house.gate["image.last_plate"])
    assert state["state"] == event["detected_at"]
    assert await _last_picture(house) == before
    signed = {"thumbnail", "picture"}
    async with house.connection.subscription(SUBSCRIBE, limit=100) as queue:
        again = await _next(queue)
    assert [{k: v for k, v in row.items() if k not in signed} for row in again] == [
        {k: v for k, v in row.items() if k not in signed} for row in rows
    ]
    assert await house.recognitions() == []


async def test_removed_camera(house: House) -> None:
    """Removing a camera removes its files and its rows."""
    file = PICTURES / "infrared_fr.jpg"
    source = await add_file_camera(house.connection, file, "Yard")
    yard = await add_camera(house.connection, house.entry_id, source)
    await show_file(house.connection, source, PICTURES / "rain_it.jpg")
    entity_id = yard["image_processing.plate"]
    async with house.connection.subscription(
        SUBSCRIBE, entity_ids=[entity_id]
    ) as queue:
        assert await _next(queue) == []
        await house.scan(entity_id)
        (row,) = await _next(queue)
        camera_id = await _subentry_id(house, "Yard")
        folder = _folder(house, camera_id)
        # A file that is being written has another suffix.
        assert {file.suffix for file in folder.iterdir()} >= {".json", ".jpg"}
        await house.connection.command(
            "config_entries/subentries/delete",
            entry_id=house.entry_id,
            subentry_id=camera_id,
        )
        assert await _next(queue) == []
    while folder.exists():
        await asyncio.sleep(PAUSE)
    status, _ = await house.connection.fetch(row["picture"], signed_in=False)
    assert status == 404
