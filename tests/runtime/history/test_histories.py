"""Tests of which detections are kept and when they are deleted."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.history import camera_history
from custom_components.carsxe.runtime.history.folder import KINDS
from custom_components.carsxe.runtime.history.histories import DATA_HISTORIES
from homeassistant.config_entries import (
    ConfigEntryDisabler,
    ConfigSubentry,
    ConfigSubentryDataWithId,
)
from homeassistant.core import Event, HomeAssistant

from ...carsxe_server import CarsXEServer, load_answer
from ...conftest import CAMERA_ID, Arrive, PictureCamera

type Scan = Callable[[], Awaitable[None]]


@pytest.fixture
def camera_data(camera_data: dict[str, Any]) -> dict[str, Any]:
    """Announce every sighting, and keep three detections."""
    return {**camera_data, "cooldown": 0, "keep": 3}


@pytest.fixture
def camera_folder(pictures_folder: Path, entry: MockConfigEntry) -> Path:
    """Return the folder of the camera's files."""
    return pictures_folder / entry.entry_id / CAMERA_ID


def _plates(entry: MockConfigEntry) -> list[str]:
    """Return the kept plates, latest first."""
    history = entry.runtime_data.cameras[CAMERA_ID].history
    return [record.plate for record in history.records]


def _files(folder: Path) -> int:
    """Return the number of detection files."""
    others = {"scene.json", "triggers.json"}
    return len([file for file in folder.iterdir() if file.name not in others])


async def _restart(
    hass: HomeAssistant, entry: MockConfigEntry, forget: Callable[[], None]
) -> None:
    """Unload the account, forget everything and set it up again."""
    await hass.config_entries.async_unload(entry.entry_id)
    forget()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def _set_keep(hass: HomeAssistant, entry: MockConfigEntry, keep: int) -> None:
    """Change how many detections are kept."""
    camera = entry.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(
        entry, camera, data={**camera.data, "keep": keep}
    )


async def test_keeps_the_latest(
    hass: HomeAssistant,
    account: MockConfigEntry,
    camera_folder: Path,
    arrive_in_turn: Arrive,
    forget: Callable[[], None],
) -> None:
    """The configured number is kept, and is the same after a restart."""
    await arrive_in_turn("AAA111", "BBB222", "CCC333", "DDD444", "EEE555")
    assert _plates(account) == ["EEE555", "DDD444", "CCC333"]
    assert _files(camera_folder) == 9
    before = account.runtime_data.cameras[CAMERA_ID].history.records
    await _restart(hass, account, forget)
    assert account.runtime_data.cameras[CAMERA_ID].history.records == before


async def test_data(
    account: MockConfigEntry, arrive_in_turn: Arrive, detections: list[Event]
) -> None:
    """The event's data is kept."""
    await arrive_in_turn("AAA111")
    (record,) = account.runtime_data.cameras[CAMERA_ID].history.records
    assert record.data == detections[0].data


async def test_two_plates(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    camera_folder: Path,
    scan: Scan,
) -> None:
    """Each plate in a picture is its own detection."""
    results = [{"plate": plate, "score": 0.9} for plate in ("AAA111", "BBB222")]
    carsxe.answers = [(200, {"success": True, "results": results})]
    await scan()
    await hass.async_block_till_done()
    assert set(_plates(account)) == {"AAA111", "BBB222"}
    assert _files(camera_folder) == 6


async def test_only_arrivals(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    camera_folder: Path,
    scan: Scan,
) -> None:
    """What isn't announced isn't kept: dry runs, failures, pictures without a plate."""
    await hass.services.async_call(
        DOMAIN,
        "recognize",
        {"entity_id": "image_processing.gate_plate", "dry_run": True},
        blocking=True,
        return_response=True,
    )
    for status, name in ((404, "no_plates"), (500, "no_information")):
        carsxe.answers = [(status, load_answer(name))]
        await scan()
    await hass.async_block_till_done()
    assert _plates(account) == []
    # The trigger log exists.
    assert _files(camera_folder) == 0


async def test_lower_keep(
    hass: HomeAssistant,
    account: MockConfigEntry,
    camera_folder: Path,
    arrive_in_turn: Arrive,
) -> None:
    """Lowering the number deletes older ones, zero all of them but the last one, which isn't listed."""
    await arrive_in_turn("AAA111", "BBB222", "CCC333")
    for keep, plates in ((2, ["CCC333", "BBB222"]), (0, [])):
        _set_keep(hass, account, keep)
        await hass.async_block_till_done()
        assert _plates(account) == plates
        assert _files(camera_folder) == 3 * max(keep, 1)
    await arrive_in_turn("DDD444")
    assert _plates(account) == []
    assert _files(camera_folder) == 3
    last = account.runtime_data.cameras[CAMERA_ID].history.last
    assert last.plate == "DDD444"


async def test_lower_keep_while_off(
    hass: HomeAssistant,
    account: MockConfigEntry,
    camera_folder: Path,
    arrive_in_turn: Arrive,
    forget: Callable[[], None],
) -> None:
    """The same if Home Assistant wasn't running when the number was changed."""
    await arrive_in_turn("AAA111", "BBB222", "CCC333")
    await hass.config_entries.async_unload(account.entry_id)
    forget()
    _set_keep(hass, account, 1)
    await _restart(hass, account, forget)
    assert _plates(account) == ["CCC333"]
    assert _files(camera_folder) == 3


async def test_bytes(
    account: MockConfigEntry, camera_folder: Path, arrive_in_turn: Arrive
) -> None:
    """Whatever the number, a camera's detections take a limited number of bytes."""
    await arrive_in_turn("AAA111")
    size = sum(file.stat().st_size for file in camera_folder.glob("0*"))
    with patch.object(camera_history, "MAX_BYTES", size * 2.5):
        await arrive_in_turn("BBB222", "CCC333")
    assert _plates(account) == ["CCC333", "BBB222"]
    assert _files(camera_folder) == 6


@pytest.mark.parametrize("loaded", [True, False], ids=["loaded", "not loaded"])
async def test_removed_camera(
    hass: HomeAssistant,
    account: MockConfigEntry,
    camera_folder: Path,
    arrive_in_turn: Arrive,
    loaded: bool,
) -> None:
    """A removed camera leaves nothing on disk or in memory."""
    await arrive_in_turn("AAA111")
    if not loaded:
        await hass.config_entries.async_unload(account.entry_id)
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await hass.async_block_till_done()
    assert not camera_folder.exists()
    assert CAMERA_ID not in hass.data[DATA_HISTORIES]


@pytest.mark.parametrize("restarted", [True, False])
async def test_removed_while_disabled(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pictures_folder: Path,
    arrive_in_turn: Arrive,
    forget: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
    restarted: bool,
) -> None:
    """The same if the account is disabled, even after a restart of Home Assistant."""
    await arrive_in_turn("AAA111")
    other = pictures_folder / account.entry_id / "02camera"
    other.mkdir()
    hass.config_entries.async_add_subentry(
        account,
        ConfigSubentry(
            data=MappingProxyType({"source_entity_id": "camera.yard"}),
            subentry_id=other.name,
            subentry_type="camera",
            title="Yard",
            unique_id="camera:camera.yard",
        ),
    )
    await hass.async_block_till_done()
    await hass.config_entries.async_set_disabled_by(
        account.entry_id, ConfigEntryDisabler.USER
    )
    if restarted:
        forget()
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await hass.async_block_till_done()
    assert [folder.name for folder in other.parent.iterdir()] == [other.name]
    hass.config_entries.async_remove_subentry(account, other.name)
    await hass.async_block_till_done()
    assert not pictures_folder.exists()
    assert "couldn't be deleted" not in caplog.text


async def test_removed_during_a_scan(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    camera_folder: Path,
    scan: Scan,
) -> None:
    """A scan that ends after its camera was removed creates no file."""
    carsxe.hold()
    running = hass.async_create_task(scan())
    while not carsxe.recognitions:
        await hass.async_add_executor_job(lambda: None)
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    carsxe.release()
    await running
    await hass.async_block_till_done()
    assert not camera_folder.exists()


async def test_removed_account(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pictures_folder: Path,
    arrive_in_turn: Arrive,
) -> None:
    """A removed account leaves nothing."""
    await arrive_in_turn("AAA111")
    assert pictures_folder.exists()
    await hass.config_entries.async_remove(account.entry_id)
    await hass.async_block_till_done()
    assert not pictures_folder.exists()
    assert hass.data[DATA_HISTORIES] == {}


async def test_leftovers(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pictures_folder: Path,
    camera_folder: Path,
    arrive_in_turn: Arrive,
    forget: Callable[[], None],
) -> None:
    """Leftovers of removed cameras and accounts are deleted when an account is set up."""
    await arrive_in_turn("AAA111")
    for left in (camera_folder.parent / "gone", pictures_folder / "gone" / "camera"):
        left.mkdir(parents=True)
        (left / "scene.json").write_bytes(b"left")
    camera = ConfigSubentryDataWithId(
        data={"source_entity_id": "camera.yard"},
        subentry_id="02camera",
        subentry_type="camera",
        title="Yard",
        unique_id="camera:camera.yard",
    )
    other = MockConfigEntry(
        domain=DOMAIN,
        disabled_by=ConfigEntryDisabler.USER,
        subentries_data=[camera],
    )
    other.add_to_hass(hass)
    others = pictures_folder / other.entry_id / "02camera"
    others.mkdir(parents=True)
    await _restart(hass, account, forget)
    assert {f.name for f in pictures_folder.iterdir()} == {
        account.entry_id,
        other.entry_id,
    }
    assert others.exists()
    assert [f.name for f in camera_folder.parent.iterdir()] == [CAMERA_ID]
    assert _plates(account) == ["AAA111"]


async def test_stray_files(
    hass: HomeAssistant,
    account: MockConfigEntry,
    pictures_folder: Path,
    arrive_in_turn: Arrive,
    forget: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An unrelated file among the folders doesn't stop the cleanup."""
    await arrive_in_turn("AAA111")
    account_folder = pictures_folder / account.entry_id
    for folder in (pictures_folder, account_folder):
        (folder / ".DS_Store").write_bytes(b"left")
        for name in ("a", "z"):
            (folder / name).mkdir()
    await _restart(hass, account, forget)
    assert [folder.name for folder in pictures_folder.iterdir()] == [account.entry_id]
    assert [folder.name for folder in account_folder.iterdir()] == [CAMERA_ID]
    assert _plates(account) == ["AAA111"]
    assert "couldn't be" not in caplog.text


async def test_full_disk(
    hass: HomeAssistant,
    account: MockConfigEntry,
    camera_folder: Path,
    arrive_in_turn: Arrive,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """If nothing can be written, plates are still announced."""
    camera_folder.parent.mkdir(parents=True)
    camera_folder.write_text("no folder")
    await arrive_in_turn("AAA111")
    assert len(detections) == 1
    assert _plates(account) == []
    assert "Pictures of Gate couldn't be kept: FileExistsError" in caplog.text
    assert "AAA111" not in caplog.text
    camera_folder.unlink()
    await arrive_in_turn("BBB222")
    assert _plates(account) == ["BBB222"]


async def test_unreadable(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    camera_folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A disk that can't be read loses the history, but the setup succeeds."""
    camera_folder.mkdir(parents=True)
    for kind in KINDS:
        (camera_folder / f"{'0' * 26}{kind}").write_bytes(b"{}")
    with patch.object(Path, "read_bytes", side_effect=PermissionError):
        assert await hass.config_entries.async_setup(entry.entry_id)
    assert _plates(entry) == []
    assert "Pictures of Gate couldn't be read: PermissionError" in caplog.text


async def test_new_camera(
    hass: HomeAssistant, account: MockConfigEntry, arrive_in_turn: Arrive
) -> None:
    """Adding and removing another camera doesn't affect this one's history."""
    await arrive_in_turn("AAA111")
    camera = ConfigSubentry(
        data=MappingProxyType({"source_entity_id": "camera.yard"}),
        subentry_id="02camera",
        subentry_type="camera",
        title="Yard",
        unique_id="camera:camera.yard",
    )
    hass.config_entries.async_add_subentry(account, camera)
    await hass.async_block_till_done()
    assert set(hass.data[DATA_HISTORIES]) == {CAMERA_ID, "02camera"}
    hass.config_entries.async_remove_subentry(account, "02camera")
    await hass.async_block_till_done()
    assert set(hass.data[DATA_HISTORIES]) == {CAMERA_ID}
    assert _plates(account) == ["AAA111"]
