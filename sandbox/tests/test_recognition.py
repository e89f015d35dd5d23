"""Tests of recognitions: the format of answers, and pictures that can't be fetched."""

import asyncio
from itertools import pairwise
from threading import Event

import pytest

from sandbox.reader import PlateReader, Reading

from .conftest import KEY, Client, calls, recognize

pytestmark = pytest.mark.asyncio


async def test_answer_has_the_documented_shape(sandbox: Client, pictures: str) -> None:
    """A plate is in lower case, with box, region, scores and candidates, but no vehicle."""
    status, body = await recognize(sandbox, f"{pictures}/pictures/day_us.jpg")
    assert status == 200
    assert body.keys() == {"success", "message", "processing_time", "results"}
    assert body["success"] is True
    assert body["processing_time"] > 1
    [result] = body["results"]
    assert result.keys() == {"box", "plate", "region", "score", "candidates", "dscore"}
    assert result["plate"] == "8rmg362"
    assert result["region"]["code"] == "us-ca"
    assert 0.5 < result["score"] <= 1
    assert 0.5 < result["dscore"] <= 1
    assert result["candidates"][0] == {"plate": "8rmg362", "score": result["score"]}
    box = result["box"]
    assert 0 <= box["xmin"] < 640 < box["xmax"] <= 1280
    assert 0 <= box["ymin"] < 530 < box["ymax"] <= 720


async def test_all_plates_are_given(sandbox: Client, pictures: str) -> None:
    """Two cars give two results, the better one first."""
    status, body = await recognize(sandbox, f"{pictures}/pictures/two_plates.jpg")
    assert status == 200
    assert {result["plate"] for result in body["results"]} == {"kdf4182", "rtn7063"}
    scores = [result["score"] for result in body["results"]]
    assert all(first >= second for first, second in pairwise(scores))


async def test_no_plates(sandbox: Client, pictures: str) -> None:
    """A picture without plates is a 404 with its own message, and is billed."""
    status, body = await recognize(sandbox, f"{pictures}/pictures/no_plate_empty.jpg")
    assert (status, body["message"]) == (404, "No plates detected in image")
    assert body["success"] is False
    assert (await calls(sandbox))["billed"] == 1


@pytest.mark.parametrize(
    "body", ["", "no json", "[]", "{}", '{"image_url": ""}', '{"image_url": 1}']
)
async def test_missing_url(sandbox: Client, body: str) -> None:
    """A body without an address is refused, and free."""
    response = await sandbox.post("/platerecognition", params={"key": KEY}, data=body)
    assert response.status == 400
    assert await response.json() == {"success": False, "message": "Missing upload URL"}
    assert (await calls(sandbox))["billed"] == 0


@pytest.mark.parametrize(
    "path",
    [
        "/pictures/missing.jpg",
        "/huge",
        "/elsewhere?to=file:///etc/hostname",
        "/elsewhere?to=ftp://127.0.0.1/picture.jpg",
    ],
)
async def test_unfetchable(sandbox: Client, pictures: str, path: str) -> None:
    """A picture that can't be fetched is refused, and free."""
    status, body = await recognize(sandbox, pictures + path)
    assert (status, body) == (400, {"success": False, "message": "Missing image data"})
    assert (await calls(sandbox))["billed"] == 0


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "http://",
        "picture.jpg",
        "http://[",
        "http://127.0.0.1:1/",
    ],
)
async def test_address_that_leads_nowhere(sandbox: Client, url: str) -> None:
    """An address with another scheme or without a server is refused."""
    status, body = await recognize(sandbox, url)
    assert (status, body["message"]) == (400, "Missing image data")


async def test_redirects_are_followed(sandbox: Client, pictures: str) -> None:
    """A redirect to another picture is followed."""
    target = f"{pictures}/pictures/day_gb.jpg"
    status, body = await recognize(sandbox, f"{pictures}/elsewhere?to={target}")
    assert status == 200
    assert body["results"][0]["plate"] == "wg12kvl"


async def test_undecodable(sandbox: Client, pictures: str) -> None:
    """A file that isn't a picture is refused, and free."""
    status, body = await recognize(sandbox, f"{pictures}/pictures/labels.json")
    assert status == 400
    assert body["message"].startswith("Invalid image data format.")
    assert (await calls(sandbox))["billed"] == 0


async def test_server_answers_while_it_reads(
    sandbox: Client,
    pictures: str,
    reader: PlateReader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading doesn't block other calls."""
    begun, may_end = Event(), Event()
    read = reader.read

    def _read(image: bytes) -> list[Reading]:
        begun.set()
        may_end.wait(60)
        return read(image)

    monkeypatch.setattr(reader, "read", _read)
    picture = f"{pictures}/pictures/day_de.jpg"
    reading = asyncio.create_task(recognize(sandbox, picture))
    await asyncio.to_thread(begun.wait)
    response = await sandbox.get("/v1/auth/validate", params={"key": KEY})
    assert response.status == 200
    assert not reading.done()
    may_end.set()
    status, _ = await reading
    assert status == 200
