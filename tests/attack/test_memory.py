"""A thousand scans at once: the memory in use is limited."""

import asyncio
from typing import Self, override

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS, MAX_SNAPSHOTS
from homeassistant.core import HomeAssistant

from ..carsxe_server import CarsXEServer
from ..conftest import CAMERA_ID, PictureCamera, jpeg
from ..waiting import until

SCANS = 1_000
# Can be sent unchanged, so it waits unchanged.
FIT = jpeg(640, 480)
# Including what a thread hasn't released yet: a scan, a watch, and the last capture.
MAX_WAITING = 6


class Raw(bytes):
    """A picture from the camera; counts its instances and their maximum."""

    alive = most = 0

    def __new__(cls, content: bytes) -> Self:
        """Create another one."""
        Raw.alive += 1
        Raw.most = max(Raw.most, Raw.alive)
        return super().__new__(cls, content)

    def __del__(self) -> None:
        """Count down."""
        Raw.alive -= 1


class RawCamera(PictureCamera):
    """Returns a new picture for each capture, after a moment."""

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
    """Make the camera return counted pictures."""
    Raw.alive = Raw.most = 0
    source.__class__ = RawCamera
    source.picture = FIT
    return source


async def test_one_camera(
    hass: HomeAssistant,
    raw: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """A thousand requests to one camera share two paid scans, and hold few pictures."""
    carsxe.hold()
    camera = account.runtime_data.cameras[CAMERA_ID]
    scans = [asyncio.create_task(camera.scans.async_scan()) for _ in range(SCANS)]
    await until(lambda: carsxe.recognitions)
    scans += [asyncio.create_task(camera.scans.async_scan()) for _ in range(SCANS)]
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
    """However many requests, few pictures of a camera wait for CarsXE, even large unchanged ones."""
    carsxe.hold()
    camera = account.runtime_data.cameras[CAMERA_ID]
    scans = []
    for _ in range(10):
        for _ in range(SCANS // 10):
            camera.async_trigger(None)
            camera.async_trigger(None, is_asking=True)
            scans.append(asyncio.create_task(camera.scans.async_scan()))
        await asyncio.sleep(0.1)
    assert 1 <= Raw.most <= MAX_WAITING
    carsxe.release()
    await asyncio.gather(*scans)
    await hass.config_entries.async_unload(account.entry_id)


async def test_addresses(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Of many addresses at once, CarsXE gets as few at a time as of cameras' pictures."""
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
    await until(lambda: len(carsxe.recognitions) >= MAX_SNAPSHOTS)
    await asyncio.sleep(0.2)
    assert len(carsxe.recognitions) == MAX_SNAPSHOTS
    carsxe.release()
    await asyncio.gather(*calls)
    # In the order of the requests.
    numbers = [int(call["image_url"][20:-4]) for call in carsxe.recognitions]
    assert sorted(numbers[:MAX_SNAPSHOTS]) == list(range(MAX_SNAPSHOTS))
    assert len(set(numbers)) == 3 * MAX_SNAPSHOTS
    assert not hass.data[DATA_SNAPSHOTS].room.locked()
