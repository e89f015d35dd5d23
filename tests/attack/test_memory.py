"""A thousand scans at once: what is held in memory has an end."""

import asyncio
from typing import Self, override

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.pictures import Framing
from custom_components.carsxe.runtime.frames.capture import (
    MAX_RAW,
    CaptureError,
    async_capture,
)
from custom_components.carsxe.runtime.frames.picture_work import WORKERS
from custom_components.carsxe.runtime.frames.snapshots import (
    DATA_SNAPSHOTS,
    MAX_SNAPSHOTS,
)
from homeassistant.core import HomeAssistant

from ..carsxe_server import CarsXEServer
from ..conftest import CAMERA_ID, SOURCE, PictureCamera, jpeg

SCANS = 1_000
# Too wide to be sent as it is; and fit for it, so that it waits as it came.
WIDE, FIT = jpeg(1600, 16), jpeg(640, 480)
# A scan, a dry run, and a burst with the picture that it takes ahead.
MAX_WAITING = 4


class Raw(bytes):
    """A picture as the camera gave it; counts how many of them there are, and were at most."""

    alive = most = 0

    def __new__(cls, content: bytes) -> Self:
        """Make another one."""
        Raw.alive += 1
        Raw.most = max(Raw.most, Raw.alive)
        return super().__new__(cls, content)

    def __del__(self) -> None:
        """Count down."""
        Raw.alive -= 1


class RawCamera(PictureCamera):
    """Gives a picture of its own at each capture, after a moment."""

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return a copy."""
        self.captures += 1
        await asyncio.sleep(0.001)
        assert self.picture is not None
        return Raw(self.picture)


@pytest.fixture
def raw(source: PictureCamera) -> PictureCamera:
    """Have the camera give pictures that are counted."""
    Raw.alive = Raw.most = 0
    source.__class__ = RawCamera
    source.picture = WIDE
    return source


async def test_pictures_as_they_came(hass: HomeAssistant, raw: PictureCamera) -> None:
    """Of a thousand frames that don't fit, few are held as large as the camera gave them."""

    async def _capture() -> int:
        frame = await async_capture(hass, SOURCE, Framing())
        return (await frame.async_picture()).width

    widths = await asyncio.gather(*(_capture() for _ in range(SCANS)))
    assert set(widths) == {1280}
    assert raw.captures == SCANS
    # Some are looked at, others made ready.
    assert Raw.most <= 2 * (MAX_RAW + WORKERS)
    await _until_gone()


async def _until_gone() -> None:
    """Return once no picture is left; a thread may hold the last one for a moment."""
    async with asyncio.timeout(30):
        while Raw.alive:
            await asyncio.sleep(0.01)


async def test_only_looked_at(hass: HomeAssistant, raw: PictureCamera) -> None:
    """A frame of which no picture is wanted leaves nothing behind."""
    for _ in range(3):
        await async_capture(hass, SOURCE, Framing())
    await _until_gone()


async def test_no_room_is_lost(hass: HomeAssistant, source: PictureCamera) -> None:
    """Captures that fail or are given up make room for others."""
    for attempt in range(3 * MAX_RAW):
        source.show([None, b"<html>", jpeg()][attempt % 3])
        capture = asyncio.create_task(async_capture(hass, SOURCE, Framing()))
        await asyncio.sleep(0)
        if attempt % 3 == 2:
            capture.cancel()
        await asyncio.wait([capture])
        assert capture.cancelled() or isinstance(capture.exception(), CaptureError)
    async with asyncio.timeout(30):
        frames = [await async_capture(hass, SOURCE, Framing()) for _ in range(MAX_RAW)]
    assert len(frames) == MAX_RAW


@pytest.mark.parametrize("dry_run", [False, True], ids=["announced", "dry run"])
async def test_one_camera(
    hass: HomeAssistant,
    raw: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    dry_run: bool,
) -> None:
    """A thousand who ask one camera at once share two paid scans, and hold two pictures."""
    carsxe.hold()
    camera = account.runtime_data.cameras[CAMERA_ID]
    start = camera.async_dry_run if dry_run else camera.async_scan
    scans = [asyncio.create_task(start()) for _ in range(SCANS)]
    async with asyncio.timeout(10):
        while not carsxe.recognitions:
            await asyncio.sleep(0.01)
    scans += [asyncio.create_task(start()) for _ in range(SCANS)]
    await asyncio.sleep(0.1)
    carsxe.release()
    done = await asyncio.gather(*scans)
    assert len({scan.scan_id for scan in done}) == 2
    assert len(carsxe.recognitions) == raw.captures == 2


async def test_waiting(
    hass: HomeAssistant,
    raw: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """However many ask, few pictures of a camera wait for CarsXE, though as large as they came."""
    raw.picture = FIT
    carsxe.hold()
    camera = account.runtime_data.cameras[CAMERA_ID]
    scans = []
    for _ in range(10):
        for _ in range(SCANS // 10):
            camera.async_trigger()
            camera.async_trigger(asked=True)
            scans += [
                asyncio.create_task(camera.async_scan()),
                asyncio.create_task(camera.async_dry_run()),
            ]
        await asyncio.sleep(0.1)
    assert 2 <= Raw.most <= MAX_WAITING
    carsxe.release()
    await asyncio.gather(*scans)
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_addresses(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Of many addresses that are to be read at once, CarsXE gets so many at a time as of cameras."""
    carsxe.hold()
    calls = [
        hass.async_create_task(
            hass.services.async_call(
                "carsxe",
                "recognize",
                {"image_url": f"https://example.com/{number}.jpg"},
                blocking=True,
                return_response=True,
            )
        )
        for number in range(3 * MAX_SNAPSHOTS)
    ]
    async with asyncio.timeout(10):
        while len(carsxe.recognitions) < MAX_SNAPSHOTS:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    assert len(carsxe.recognitions) == MAX_SNAPSHOTS
    carsxe.release()
    await asyncio.gather(*calls)
    # In the order in which they were asked for.
    numbers = [int(call["image_url"][20:-4]) for call in carsxe.recognitions]
    assert sorted(numbers[:MAX_SNAPSHOTS]) == list(range(MAX_SNAPSHOTS))
    assert len(set(numbers)) == 3 * MAX_SNAPSHOTS
    assert not hass.data[DATA_SNAPSHOTS].room.locked()
