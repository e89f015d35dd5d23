"""Tests of the image processing entity."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.carsxe.image_processing import CarsXEImageProcessing
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import entity_registry as er

from .carsxe_server import CarsXEServer
from .conftest import CAMERA_ID, PictureCamera, PictureImage
from .waiting import until

ENTITY_ID = "image_processing.gate_plate"

type Scan = Callable[[], Awaitable[None]]


async def test_entity(
    hass: HomeAssistant,
    account: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
    scan: Scan,
) -> None:
    """The entity shows the plates of the last scan, and belongs to its camera's subentry."""
    await scan()
    assert hass.states.get(ENTITY_ID) == snapshot
    registered = entity_registry.async_get(ENTITY_ID)
    assert registered
    assert registered.unique_id == f"{CAMERA_ID}-plate"
    assert registered.config_subentry_id == CAMERA_ID


async def test_no_plate_after_plate(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """A scan without a plate leaves none that could be taken for a new one."""
    await scan()
    carsxe.answer("no_plates", 404)
    await scan()
    state = hass.states.get(ENTITY_ID)
    assert state
    assert state.state == "unknown"
    assert state.attributes["plates"] == {}
    assert state.attributes["vehicles"] == 0


async def test_scan_fails_quietly(
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    scan: Scan,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A failed scan causes no traceback in the log."""
    carsxe.answer("no_information", 500)
    await scan()
    assert detections == []
    assert "Traceback" not in caplog.text


async def test_scans_during_a_scan(
    account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """Scans that are requested during a scan aren't lost: one more follows."""
    carsxe.hold()
    scans = [asyncio.create_task(scan())]
    await until(lambda: carsxe.recognitions)
    scans += [asyncio.create_task(scan()) for _ in range(3)]
    await asyncio.sleep(0.05)
    carsxe.release()
    await asyncio.gather(*scans)
    assert len(carsxe.recognitions) == 2


async def test_follows_source(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """The entity is available while its source is; otherwise it can't scan."""
    for source, state in (("unavailable", "unavailable"), ("idle", "unknown")):
        hass.states.async_set("camera.gate", source)
        await hass.async_block_till_done()
        shown = hass.states.get(ENTITY_ID)
        assert shown
        assert shown.state == state
    assert carsxe.recognitions == []


@pytest.mark.parametrize(
    "camera_data",
    [
        pytest.param(
            {"source_entity_id": "image.gate", "min_score": 70}, id="image entity"
        )
    ],
)
async def test_image_entity_as_source(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    picture_image: PictureImage,
    detections: list[Event],
    scan: Scan,
) -> None:
    """An image entity can be the source."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await scan()
    assert [event.data["camera_entity_id"] for event in detections] == ["image.gate"]


async def test_core_knows_source_and_confidence(
    account: MockConfigEntry, source: PictureCamera
) -> None:
    """Everything that core expects of an image processing entity exists."""
    data = account.runtime_data
    entity = CarsXEImageProcessing(data, data.cameras[CAMERA_ID].subentry)
    assert entity.camera_entity == "camera.gate"
    assert entity.confidence == 70
