"""Home Assistant restarts, or its stored data is damaged, on a real disk."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
import logging
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_test_home_assistant,
    setup_test_component_platform,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS
from homeassistant.core import HomeAssistant
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from homeassistant.setup import async_setup_component

from ..api.fault_server import answer, raw
from ..conftest import CAMERA_ID, MOTION
from ..drives import answer as drive_answer, draw
from ..quick_time import quick_time
from ..waiting import until
from .carsxe import FaultyCarsXE
from .house import BEFORE, VAN, House, SlowCamera, scene
from .witness import Witness

type Start = Callable[[], AbstractAsyncContextManager[House]]

DAMAGES: dict[str, bytes] = {
    "empty": b"",
    "zeros after a power cut": bytes(4096),
    "half": b'{"version": 1, "minor_version": 1, "key": "x", "data": {"da',
    "list": b"[]",
    "no data": b'{"version": 1, "minor_version": 1, "key": "x"}',
    "data is a list": b'{"version": 1, "minor_version": 1, "key": "x", "data": [1]}',
    "data is a text": b'{"version": 1, "minor_version": 1, "key": "x", "data": "x"}',
    "data of lists": b'{"version": 1, "minor_version": 1, "key": "x", "data":'
    b' {"days": [], "pauses": [], "9DJC652": [], "ABC123": 7}}',
    "of a later version": b'{"version": 9, "minor_version": 1, "key": "x", "data": {}}',
    "not UTF-8": b"\xff\xfe",
}


@pytest.fixture(autouse=True)
def passing_time() -> None:
    """Leave time alone during startup."""


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Ignore timers, as stopping doesn't unload."""
    return True


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Decode unknown plates, which is stored, too; announce every sighting."""
    return {
        "cooldown": 0,
        "source_entity_id": "camera.gate",
        "trigger_entity_ids": [MOTION],
        "decode_unknown": True,
    }


@pytest.fixture
def start(
    tmp_path: Path,
    account_entry: MockConfigEntry,
    faulty: FaultyCarsXE,
    aiohttp_client: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
) -> Start:
    """Return a function that starts a Home Assistant with the storage of the previous one."""
    caplog.set_level(logging.DEBUG)

    @asynccontextmanager
    async def _start() -> AsyncIterator[House]:
        async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
            hass.loop.set_debug(False)
            witness = Witness(hass)
            logging.getLogger().addHandler(witness)
            try:
                with quick_time(hass.loop):
                    yield await _furnish(
                        hass, account_entry, faulty, witness, aiohttp_client
                    )
                    await hass.async_stop(force=True)
            finally:
                await hass.async_stop(force=True)
                logging.getLogger().removeHandler(witness)
            assert witness.unhandled == witness.tracebacks == witness.leaks() == []

    return _start


async def _furnish(
    hass: HomeAssistant,
    account_entry: MockConfigEntry,
    faulty: FaultyCarsXE,
    witness: Witness,
    aiohttp_client: ClientSessionGenerator,
) -> House:
    """Set the account up from the storage."""
    hass.data.pop(DATA_CUSTOM_COMPONENTS)
    camera = SlowCamera()
    setup_test_component_platform(hass, "camera", [camera])
    config = {"camera": [{"platform": "test"}]}
    assert await async_setup_component(hass, "camera", config)
    entry = MockConfigEntry(
        domain=account_entry.domain,
        entry_id=account_entry.entry_id,
        title=account_entry.title,
        data=dict(account_entry.data),
        subentries_data=[s.as_dict() for s in account_entry.subentries.values()],
    )
    entry.add_to_hass(hass)
    hass.states.async_set(MOTION, "off")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    house = House(
        hass=hass,
        entry=entry,
        source=camera,
        carsxe=faulty,
        witness=witness,
        outsider=await aiohttp_client(hass.http.app),
    )
    faulty.fetch = house.fetch
    return house


def _complaints(house: House) -> list[str]:
    """Return the integration's complaints, except core's about damaged files."""
    ours = "custom_components.carsxe:"
    return [text for text in house.witness.complaints if text.startswith(ours)]


async def test_restart_during_a_scan(start: Start, faulty: FaultyCarsXE) -> None:
    """A scan canceled by the stop isn't repeated, but its call is counted."""
    async with start() as house:
        end = await house.begin(VAN)
    end.set()
    assert house.witness.detections == []
    assert _complaints(house) == []
    async with start() as house:
        await house.settle()
        assert house.witness.detections == []
        assert len(faulty.calls) == house.counted == 1
        await house.check_recovery()
        assert house.counted == 2


async def test_restart_between_looks(start: Start, faulty: FaultyCarsXE) -> None:
    """A watch canceled by the stop after its first call announces nothing, then or later."""
    async with start() as house:
        house.source.picture = scene(BEFORE)
        # The score is too low for an immediate announcement.
        status, body = drive_answer(BEFORE.result(0.75))
        house.carsxe.reply(answer(body, status))
        house.motion()
        visits = house.entry.runtime_data.cameras[CAMERA_ID].visits
        await until(lambda: visits.has_pending)
        assert len(faulty.calls) == house.counted == 1
        await house.check_hidden()
    assert house.hass.data[DATA_SNAPSHOTS]._snapshots == {}
    assert house.witness.detections == []
    assert _complaints(house) == []
    async with start() as house:
        await house.settle()
        await house.check_hidden()
        assert house.witness.detections == []
        assert len(faulty.calls) == house.counted == 1
        await house.leave()
        await house.check_recovery()


async def test_restart_between_attempts(start: Start, faulty: FaultyCarsXE) -> None:
    """All attempts before the stop are counted after it."""
    async with start() as house:
        house.source.picture = scene(VAN)
        faulty.reply(raw(reset=True))
        await house.trigger()
    async with start() as house:
        assert house.counted == len(faulty.calls) == 3
        # Noise makes each picture differ, so the driveway is seen to be empty.
        house.source.show(*(draw(quality=85 + number % 5) for number in range(30)))
        await house.trigger()
        await asyncio.sleep(120)
        await house.check_recovery()


def _storage(tmp_path: Path, entry: MockConfigEntry, name: str) -> Path:
    """Return the path of an account's stored data."""
    return tmp_path / ".storage" / f"carsxe.{entry.entry_id}.{name}"


@pytest.mark.parametrize("content", DAMAGES.values(), ids=DAMAGES)
async def test_damaged(
    start: Start,
    faulty: FaultyCarsXE,
    account_entry: MockConfigEntry,
    tmp_path: Path,
    content: bytes,
) -> None:
    """Unreadable data is logged once per file, starts over, and blocks nothing."""
    for name in ("usage", "decoded"):
        file = _storage(tmp_path, account_entry, name)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    async with start() as house:
        assert house.counted == 0
        for car in (BEFORE, VAN):
            await house.leave()
            await house.arrive(car)
        await house.leave()
        plates = [data["plate"] for data in house.witness.detections]
        assert plates == [BEFORE.plate, VAN.plate]
        assert house.counted == 2
        assert faulty.decodes == 1
        assert len(_complaints(house)) <= 2
    async with start() as house:
        assert house.counted == 2
        await house.arrive(BEFORE)
        assert faulty.decodes == 1
        state = house.hass.states.get("sensor.gate_last_plate")
        assert state
        assert state.attributes["decoded"]["make"] == "Kia"
        assert _complaints(house) == []
