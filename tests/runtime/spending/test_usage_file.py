"""Tests of the file with an account's counts on a real disk."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import async_test_home_assistant

from custom_components.carsxe.runtime.spending.periods import Period
from custom_components.carsxe.runtime.spending.usage import (
    Count,
    CountsUnreadableError,
    Usage,
)
from homeassistant.core import HomeAssistant

ENTRY_ID = "01account"


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Use no Home Assistant without real storage."""


@pytest.fixture(autouse=True)
def no_pauses() -> None:
    """Make no calls."""
    return


@pytest.fixture
async def real_hass(tmp_path: Path) -> AsyncIterator[HomeAssistant]:
    """Return a Home Assistant with its own folder."""
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        yield hass
        await hass.async_stop(force=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of an account's counts."""
    return tmp_path / ".storage" / f"carsxe.{ENTRY_ID}.usage"


def _write(file: Path, content: bytes) -> None:
    """Write a file."""
    file.parent.mkdir(parents=True)
    file.write_bytes(content)


def _read(file: Path) -> str | None:
    """Return the content of a file, or None if it doesn't exist."""
    return file.read_text() if file.exists() else None


def _mode(file: Path) -> int:
    """Return the access rights of a file."""
    return file.stat().st_mode & 0o777


async def _load(hass: HomeAssistant) -> Usage:
    """Return the stored usage."""
    usage = Usage(hass, ENTRY_ID)
    await usage.async_load()
    return usage


async def test_private(real_hass: HomeAssistant, file: Path) -> None:
    """A count is soon on the disk, readable only by Home Assistant."""
    usage = await _load(real_hass)
    usage.async_begin(Count.RECOGNITIONS)
    await real_hass.async_block_till_done()
    assert _mode(file) == 0o600
    again = await _load(real_hass)
    assert again.count(Count.RECOGNITIONS, Period.DAILY) == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00" * 4096, id="zeros after a power cut"),
        pytest.param(b'{"version": 1, "data": {"days', id="half"),
        pytest.param(b"[]", id="list"),
        pytest.param(b'{"days": {}}', id="no version"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
    ],
)
async def test_damaged(
    real_hass: HomeAssistant,
    file: Path,
    content: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A damaged file is logged once, by core or by us, and counting continues."""
    _write(file, content)
    usage = await _load(real_hass)
    by_core = caplog.text.count("Unrecoverable error decoding storage")
    assert by_core + caplog.text.count("they start from zero") == 1
    assert usage.damaged_at
    usage.async_begin(Count.RECOGNITIONS)
    await real_hass.async_block_till_done()
    again = await _load(real_hass)
    assert again.count(Count.RECOGNITIONS, Period.DAILY) == 1
    assert again.damaged_at == usage.damaged_at
    again.async_note_known()
    await real_hass.async_block_till_done()
    assert (await _load(real_hass)).damaged_at is None


async def test_none_yet(real_hass: HomeAssistant) -> None:
    """If nothing was counted yet, nothing is damaged."""
    assert (await _load(real_hass)).damaged_at is None


async def test_unreadable(
    real_hass: HomeAssistant, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that can't be read now counts neither as zero nor is it overwritten."""
    before = await _load(real_hass)
    before.async_begin(Count.RECOGNITIONS)
    await real_hass.async_block_till_done()
    usage = Usage(real_hass, ENTRY_ID)
    with (
        patch("homeassistant.util.json.open", side_effect=OSError(5, "Broken")),
        pytest.raises(CountsUnreadableError) as error,
    ):
        await usage.async_load()
    assert error.value.translation_placeholders == {"error": "Broken"}
    usage.async_resume()
    await real_hass.async_block_till_done()
    assert '"recognitions": 1' in (_read(file) or "")
    assert "they start from zero" not in caplog.text
    await usage.async_load()
    assert usage.count(Count.RECOGNITIONS, Period.DAILY) == 1
    assert usage.damaged_at is None


async def test_every_count_arrives(real_hass: HomeAssistant) -> None:
    """However quickly counts follow each other, the file ends up with the last one."""
    usage = await _load(real_hass)
    for _ in range(50):
        usage.async_begin(Count.RECOGNITIONS)
        await asyncio.sleep(0)
    await real_hass.async_block_till_done()
    again = await _load(real_hass)
    assert again.count(Count.RECOGNITIONS, Period.DAILY) == 50


async def test_removed_while_written(real_hass: HomeAssistant, file: Path) -> None:
    """A running write doesn't restore the file of a removed account."""
    usage = await _load(real_hass)
    for _ in range(20):
        usage.async_begin(Count.RECOGNITIONS)
        await usage.async_remove()
        await real_hass.async_block_till_done()
        assert _read(file) is None
        usage = await _load(real_hass)


async def test_stop(tmp_path: Path, file: Path) -> None:
    """A count made right before the stop is on the disk after it."""
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        usage = await _load(hass)
        usage.async_add_saved()
        usage.async_begin(Count.RECOGNITIONS)
        await hass.async_stop(force=True)
    stored = _read(file) or ""
    assert '"recognitions": 1' in stored
    assert '"saved": 1' in stored
