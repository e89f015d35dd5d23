"""A camera that first returns something else, and then pictures without their end."""

import asyncio
from pathlib import Path

from demo.scenery import PICTURES
from demo.setup import show_file

from .conftest import CAMERA, EMPTY, EVENT, House

LOGIN = b"<!DOCTYPE html><title>Log in</title>"


def _write(house: House, name: str, content: bytes) -> Path:
    """Return a file for the camera to show."""
    file = house.home.folder / "www" / name
    file.write_bytes(content)
    return file


async def test_page_then_picture_without_its_end(house: House) -> None:
    """A web page is named and doesn't end the watch: the next picture is read."""
    await house.leave()
    await show_file(house.connection, CAMERA, _write(house, "gate.jpg", LOGIN))
    async with house.connection.events(EVENT) as events:
        await house.turn("on")
        await asyncio.sleep(2)
        answer = await house.connection.rest(
            "POST",
            "/api/services/carsxe/check?return_response",
            {"entity_id": house.gate["image_processing.plate"]},
        )
        (checked,) = answer["service_response"].values()
        assert checked["picture"]["result"] == "failed"
        assert "HTML: a web page" in checked["picture"]["reason"]
        assert await house.recognitions() == []
        content = (PICTURES / "day_us.jpg").read_bytes()
        assert content.endswith(b"\xff\xd9")
        file = _write(house, "short.jpg", content[:-2])
        await show_file(house.connection, CAMERA, file)
        event = await events.get()
        await house.turn("off")
    assert event["plate"] == "8RMG362"
    assert len(await house.recognitions()) == 1
    await show_file(house.connection, CAMERA, PICTURES / EMPTY)
    await house.leave()
