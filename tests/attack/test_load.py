"""Fifty cameras whose doorbells ring at the same moment."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time
from typing import override
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    setup_test_component_platform,
)

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.snapshots import (
    DATA_SNAPSHOTS,
    MAX_SNAPSHOTS,
    Snapshot,
    SnapshotStore,
)
from custom_components.carsxe.runtime.triggers import PRESS
from custom_components.carsxe.vision import Picture
from homeassistant.components.camera import Camera
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import Event, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ..carsxe_server import CarsXEServer
from ..conftest import API_KEY, PUBLIC_URL, jpeg
from ..waiting import until

CAMERAS = 50
LATENCY = 1.0
MAX_STEP = 0.3


class NumberedCamera(Camera):
    """Its pictures are as wide in pixels as its number."""

    def __init__(self, number: int) -> None:
        """Draw the picture."""
        super().__init__()
        self._attr_name = f"Gate {number}"
        self._picture = jpeg(100 + number, 80)

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return the picture."""
        return self._picture


@pytest.fixture
async def cameras(hass: HomeAssistant, carsxe: CarsXEServer) -> MockConfigEntry:
    """Return an account with fifty cameras, set up."""
    entities = [NumberedCamera(number) for number in range(CAMERAS)]
    setup_test_component_platform(hass, "camera", entities)
    assert await async_setup_component(
        hass, "camera", {"camera": [{"platform": "test"}]}
    )
    await hass.async_block_till_done()
    for number in range(CAMERAS):
        hass.states.async_set(f"input_button.gate_{number}", "unknown")
    entry = MockConfigEntry(
        domain=DOMAIN,
        data={"api_key": API_KEY, "api_url": carsxe.url, "public_url": PUBLIC_URL},
        subentries_data=[_camera(number) for number in range(CAMERAS)],
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def _camera(number: int) -> ConfigSubentryData:
    """Return a camera with its own bell."""
    return ConfigSubentryData(
        data={
            "source_entity_id": f"camera.gate_{number}",
            "trigger_entity_ids": [f"input_button.gate_{number}"],
        },
        subentry_type="camera",
        title=f"Gate {number}",
        unique_id=f"camera:{number}",
    )


class Crowd:
    """Answers after a second, and counts the waiting calls."""

    def __init__(self) -> None:
        """Start without calls."""
        self.waiting = self.most = 0

    async def wait(self, _image_url: str) -> None:
        """Wait."""
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        await asyncio.sleep(LATENCY)
        self.waiting -= 1


@contextmanager
def _published(store: SnapshotStore) -> Iterator[list[int]]:
    """Yield the numbers of the cameras whose pictures are published, in order."""
    numbers: list[int] = []
    publish = store.publish

    @contextmanager
    def _publish(picture: Picture) -> Iterator[Snapshot]:
        numbers.append(picture.width - 100)
        with publish(picture) as snapshot:
            yield snapshot

    store.publish = _publish  # type: ignore[method-assign]
    try:
        yield numbers
    finally:
        del store.publish


@contextmanager
def _longest_step() -> Iterator[list[float]]:
    """Yield the maximum seconds of a step of the loop, in the processor's time."""
    longest = [0.0]
    run = asyncio.Handle._run

    def _run(handle: asyncio.Handle) -> None:
        started = thread_time()
        run(handle)
        longest[0] = max(longest[0], thread_time() - started)

    with patch.object(asyncio.Handle, "_run", _run):
        yield longest


async def _ring(hass: HomeAssistant) -> None:
    """Ring all bells."""
    for number in range(CAMERAS):
        now = dt_util.utcnow().isoformat()
        hass.states.async_set(f"input_button.gate_{number}", now)
    await hass.async_block_till_done()


async def _end(
    hass: HomeAssistant, cameras: MockConfigEntry, carsxe: CarsXEServer, calls: int
) -> None:
    """Wait until all calls have begun, and let them finish."""
    await until(lambda: len(carsxe.recognitions) >= calls)
    assert await hass.config_entries.async_unload(cameras.entry_id)


async def test_none_is_lost(
    hass: HomeAssistant,
    cameras: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """Each camera's vehicle is announced with one call, few at a time; the loop isn't blocked."""
    crowd = Crowd()
    carsxe.on_recognition = crowd.wait
    with _longest_step() as longest:
        await _ring(hass)
        await _end(hass, cameras, carsxe, CAMERAS)
    seen = Counter(event.data["camera_entity_id"] for event in detections)
    assert seen == {f"camera.gate_{number}": 1 for number in range(CAMERAS)}
    assert len(carsxe.recognitions) == CAMERAS
    assert crowd.most == MAX_SNAPSHOTS
    assert 0 < longest[0] < MAX_STEP


async def test_fair(
    hass: HomeAssistant, cameras: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Nobody has a picture read again before everybody else had one read."""
    crowd = Crowd()
    carsxe.on_recognition = crowd.wait
    with _published(hass.data[DATA_SNAPSHOTS]) as numbers:
        await _ring(hass)
        # Later than one press may fire again, and when each has had its first picture taken.
        await asyncio.sleep(PRESS + 0.1)
        watched = cameras.runtime_data.cameras.values()
        await until(lambda: all(each.data and each.data.captures for each in watched))
        await _ring(hass)
        await _end(hass, cameras, carsxe, 2 * CAMERAS)
    assert Counter(numbers) == dict.fromkeys(range(CAMERAS), 2)
    assert len(set(numbers[:CAMERAS])) == CAMERAS
    assert crowd.most == MAX_SNAPSHOTS
