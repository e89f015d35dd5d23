"""Tests of scans that somebody asked for."""

import asyncio

import pytest

from custom_components.carsxe.runtime.coordinator import CameraCoordinator
from homeassistant.core import Event, HomeAssistant

from ..carsxe_server import CarsXEServer
from ..waiting import until


async def test_scan_shows_its_status(
    hass: HomeAssistant, coordinator: CameraCoordinator, detections: list[Event]
) -> None:
    """A person's scan counts as the last watch."""
    await coordinator.scans.async_scan()
    state = hass.states.get("sensor.gate_status")
    assert state
    assert state.state == "read"
    assert coordinator.data
    assert coordinator.data.captures == coordinator.data.recognitions == 1
    assert len(detections) == 1


@pytest.mark.parametrize("is_dry_run", [False, True], ids=["scan", "dry run"])
async def test_asked_for_at_once(
    coordinator: CameraCoordinator, carsxe: CarsXEServer, is_dry_run: bool
) -> None:
    """Simultaneous requests share a call."""
    scans = await asyncio.gather(
        *(coordinator.scans.async_scan(is_dry_run=is_dry_run) for _ in range(3))
    )
    assert len(carsxe.recognitions) == len({scan.scan_id for scan in scans}) == 1


async def test_scan_whose_caller_gives_up(
    hass: HomeAssistant,
    coordinator: CameraCoordinator,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """What is paid for is announced even if nobody waits for the result anymore."""
    carsxe.hold()
    waiting = asyncio.create_task(coordinator.scans.async_scan())
    await until(lambda: carsxe.recognitions)
    waiting.cancel()
    carsxe.release()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(detections) == 1
