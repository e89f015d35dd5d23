"""Tests of decoding unknown plates."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    mock_restore_cache_with_extra_data,
)

from custom_components.carsxe.runtime.vehicles.decoder import split_region
from homeassistant.core import HomeAssistant, State

from ...carsxe_server import CarsXEServer, load_answer
from ...conftest import CAMERA_ID, PictureCamera
from ...waiting import until

LAST_PLATE = "sensor.gate_last_plate"

type Scan = Callable[[], Awaitable[None]]


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Decode unknown plates, at every scan."""
    return {
        "source_entity_id": "camera.gate",
        "min_score": 70,
        "cooldown": 0,
        "decode_unknown": True,
    }


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a vehicle."""
    return {"Van": {"plate": "ABC123"}}


def _see(carsxe: CarsXEServer, plate: str, region: str = "us-ca") -> None:
    """Make CarsXE see a plate."""
    result = {"plate": plate, "score": 0.9, "region": {"code": region, "score": 0.9}}
    carsxe.answers = [(200, {"success": True, "results": [result]})]


def _decoded(hass: HomeAssistant) -> Any:
    """Return the decoded data of the last plate's sensor."""
    state = hass.states.get(LAST_PLATE)
    assert state
    return state.attributes["decoded"]


async def _scan_and_decode(hass: HomeAssistant, scan: Scan) -> None:
    """Scan, and wait for what follows."""
    await scan()
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_once_each(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """An unknown plate is decoded once, with country and state from its region."""
    for _ in range(3):
        _see(carsxe, "7xer187")
        await _scan_and_decode(hass, scan)
    (query,) = carsxe.decodes
    assert {key: query[key] for key in ("plate", "country", "state")} == {
        "plate": "7XER187",
        "country": "US",
        "state": "CA",
    }
    assert _decoded(hass)["make"] == "Kia"
    assert "input" not in _decoded(hass)


async def test_known_vehicle(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """A known vehicle isn't decoded."""
    _see(carsxe, "abc123")
    await _scan_and_decode(hass, scan)
    assert carsxe.decodes == []
    assert _decoded(hass) is None


async def test_home_country(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """Without a region from CarsXE, a plate is assumed to be local."""
    hass.config.country = "DE"
    _see(carsxe, "wobab1", region="")
    await _scan_and_decode(hass, scan)
    assert carsxe.decodes[0]["country"] == "DE"


@pytest.mark.parametrize(
    ("status", "answer", "decodes"),
    [
        pytest.param(404, "decoded_unknown", 1, id="unknown plates aren't paid twice"),
        pytest.param(400, "missing_url", 2, id="a refusal is no answer"),
        pytest.param(
            500, "no_information", 2, id="a failure is tried at the next arrival"
        ),
    ],
)
async def test_no_answer(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Scan,
    status: int,
    answer: str,
    decodes: int,
) -> None:
    """The result of a decode decides whether there is another one."""
    carsxe.decoded = (status, load_answer(answer))
    for _ in range(2):
        _see(carsxe, "xyz789")
        await _scan_and_decode(hass, scan)
    assert len(carsxe.decodes) == decodes
    assert _decoded(hass) is None


async def test_kept(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    scan: Scan,
    hass_storage: dict[str, Any],
) -> None:
    """Paid results are stored over restarts, and removed with the account."""
    _see(carsxe, "7xer187")
    await _scan_and_decode(hass, scan)
    async_fire_time_changed(hass, fire_all=True)
    await hass.async_block_till_done()
    key = f"carsxe.{account.entry_id}.decoded"
    assert hass_storage[key]["data"]["7XER187"]["make"] == "Kia"
    assert await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    await _scan_and_decode(hass, scan)
    assert len(carsxe.decodes) == 1
    assert await hass.config_entries.async_remove(account.entry_id)
    await hass.async_block_till_done()
    assert key not in hass_storage


async def test_reload_after_a_decode(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """A result paid for right before a reload isn't paid for again."""
    _see(carsxe, "7xer187")
    await _scan_and_decode(hass, scan)
    assert await hass.config_entries.async_reload(account.entry_id)
    await _scan_and_decode(hass, scan)
    assert len(carsxe.decodes) == 1
    assert _decoded(hass)["make"] == "Kia"


async def test_restart_after_a_decode(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Scan,
    hass_storage: dict[str, Any],
) -> None:
    """A paid result is stored immediately, as Home Assistant may crash."""
    _see(carsxe, "7xer187")
    await _scan_and_decode(hass, scan)
    stored = hass_storage[f"carsxe.{account.entry_id}.decoded"]
    assert stored["data"]["7XER187"]["make"] == "Kia"


async def test_shown_after_a_restart(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    hass_storage: dict[str, Any],
) -> None:
    """The stored data of the last plate's vehicle is shown right after a restart."""
    hass_storage[f"carsxe.{entry.entry_id}.decoded"] = {
        "version": 1,
        "data": {"7XER187": {"make": "Kia"}},
    }
    mock_restore_cache_with_extra_data(
        hass,
        [
            (
                State(LAST_PLATE, "7XER187"),
                {"native_value": "7XER187", "native_unit_of_measurement": None},
            )
        ],
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert _decoded(hass) == {"make": "Kia"}


async def test_change_during_a_decode(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """A vehicle that is added in the meantime costs no second decode."""
    _see(carsxe, "7xer187")
    answered = asyncio.Event()
    carsxe.on_decode = answered.wait
    await scan()
    await until(lambda: carsxe.decodes)
    camera = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(account, camera, title="New")
    await asyncio.sleep(0.05)
    answered.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    await _scan_and_decode(hass, scan)
    assert len(carsxe.decodes) == 1
    assert _decoded(hass)["make"] == "Kia"


async def test_off_by_default(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    scan: Scan,
) -> None:
    """Nobody pays for a decode without asking for it."""
    camera = next(s for s in entry.subentries.values() if s.subentry_type == "camera")
    data = {k: v for k, v in camera.data.items() if k != "decode_unknown"}
    hass.config_entries.async_update_subentry(entry, camera, data=data)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await _scan_and_decode(hass, scan)
    assert carsxe.decodes == []


@pytest.mark.parametrize(
    ("code", "country", "state"),
    [
        pytest.param("us-ca", "US", "CA", id="state"),
        pytest.param("au-nsw", "AU", "NSW", id="longer state"),
        pytest.param("nl", "NL", None, id="country"),
        pytest.param("US-CA", "US", "CA", id="upper case"),
        pytest.param("us-", "US", None, id="empty state"),
        pytest.param("", None, None, id="empty"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_split_region(code: str | None, country: str | None, state: str | None) -> None:
    """A code has a country, and optionally a state."""
    assert split_region(code) == (country, state)
