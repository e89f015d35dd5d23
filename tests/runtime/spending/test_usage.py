"""Tests of the counts of an account."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_test_home_assistant

from custom_components.carsxe.runtime.spending.periods import Period
from custom_components.carsxe.runtime.spending.usage import (
    MAX_DAYS,
    SIGNAL_USAGE,
    Count,
    CountsUnreadableError,
    Usage,
)
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .test_periods import ENDS

ENTRY_ID = "01account"
KEY = f"carsxe.{ENTRY_ID}.usage"
NOW = "2026-11-23T12:00:00Z"


@pytest.fixture(autouse=True)
async def now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Set the time to noon in Greenwich."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(NOW)


@pytest.fixture
async def usage(hass: HomeAssistant) -> Usage:
    """Return the usage of an account."""
    return await Usage.async_get(hass, ENTRY_ID)


async def _restarted(hass: HomeAssistant) -> Usage:
    """Return the usage after a restart."""
    await hass.async_block_till_done()
    usage = Usage(hass, ENTRY_ID)
    await usage.async_load()
    return usage


def _call(usage: Usage, times: int = 1, *, is_billed: bool = True) -> None:
    """Count complete recognitions."""
    for _ in range(times):
        day = usage.async_begin(Count.RECOGNITIONS)
        usage.async_end(Count.RECOGNITIONS, day, is_billed=is_billed)


def _listen(hass: HomeAssistant, listener: Callable[[], None]) -> None:
    """Call a function on every change."""
    async_dispatcher_connect(hass, SIGNAL_USAGE.format(ENTRY_ID), callback(listener))


def _counts(usage: Usage) -> tuple[int, int]:
    """Return the recognitions of today and of this month."""
    return (
        usage.count(Count.RECOGNITIONS, Period.DAILY),
        usage.count(Count.RECOGNITIONS, Period.MONTHLY),
    )


async def test_counts(usage: Usage, freezer: FrozenDateTimeFactory) -> None:
    """Today's counts are included in the month's."""
    assert _counts(usage) == (0, 0)
    _call(usage, 3)
    assert _counts(usage) == (3, 3)
    freezer.tick(timedelta(days=1))
    _call(usage)
    assert _counts(usage) == (1, 4)
    assert usage.count(Count.DECODES, Period.MONTHLY) == 0


async def test_open_and_free(hass: HomeAssistant, usage: Usage) -> None:
    """A running call counts, and a free one no longer does after its end."""
    told: list[tuple[int, int]] = []
    _listen(hass, lambda: told.append(_counts(usage)))
    days = [usage.async_begin(Count.RECOGNITIONS) for _ in range(3)]
    assert _counts(usage) == (3, 3)
    for day, is_billed in zip(days, (True, False, True), strict=True):
        usage.async_end(Count.RECOGNITIONS, day, is_billed=is_billed)
    assert told == [(3, 3), (2, 2), (2, 2)]


@pytest.mark.parametrize(("zone", "before", "end"), ENDS)
async def test_end_of_month(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    usage: Usage,
    zone: str,
    before: str,
    end: str,
) -> None:
    """At the local end of a month both counts reset, and a call belongs to its start."""
    await hass.config.async_set_time_zone(zone)
    freezer.move_to(before)
    _call(usage, 2)
    day = usage.async_begin(Count.RECOGNITIONS)
    assert _counts(usage) == (3, 3)
    freezer.move_to(end)
    usage.async_end(Count.RECOGNITIONS, day, is_billed=True)
    assert _counts(usage) == (0, 0)
    _call(usage)
    assert _counts(usage) == (1, 1)
    freezer.move_to(before)
    assert _counts(usage) == (3, 3)


@pytest.mark.parametrize(
    ("zone", "moments"),
    [
        pytest.param(
            "America/Los_Angeles",
            ("2026-11-01T07:30Z", "2026-11-01T08:30Z", "2026-11-02T07:30Z"),
            id="25 hours",
        ),
        pytest.param(
            "America/Los_Angeles",
            ("2026-03-08T08:30Z", "2026-03-08T10:30Z", "2026-03-09T06:30Z"),
            id="23 hours",
        ),
        pytest.param(
            "Pacific/Auckland",
            ("2026-04-04T11:30Z", "2026-04-04T14:30Z", "2026-04-05T11:30Z"),
            id="25 hours in the south",
        ),
        pytest.param(
            "America/Santiago",
            ("2026-09-06T04:30Z", "2026-09-06T12:00Z", "2026-09-07T02:30Z"),
            id="no midnight",
        ),
    ],
)
async def test_clock_change(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    usage: Usage,
    zone: str,
    moments: tuple[str, ...],
) -> None:
    """A day is one day from its first hour to its last."""
    await hass.config.async_set_time_zone(zone)
    for calls, moment in enumerate(moments, 1):
        freezer.move_to(moment)
        _call(usage)
        assert _counts(usage)[0] == calls
    freezer.tick(timedelta(hours=1))
    assert _counts(usage)[0] == 0


async def test_clock_steps_back(usage: Usage, freezer: FrozenDateTimeFactory) -> None:
    """A clock set back across midnight finds the previous day's counts."""
    _call(usage, 2)
    freezer.move_to("2026-11-24T00:05:00Z")
    _call(usage)
    freezer.move_to("2026-11-23T23:55:00Z")
    assert _counts(usage) == (2, 3)
    _call(usage)
    assert _counts(usage) == (3, 4)


@pytest.mark.parametrize("wrong", ["1970-01-01T00:00:00Z", "2099-06-01T00:00:00Z"])
async def test_wrong_clock(
    hass: HomeAssistant, usage: Usage, freezer: FrozenDateTimeFactory, wrong: str
) -> None:
    """A clock that was far behind or ahead doesn't lose this month's counts."""
    _call(usage, 2)
    freezer.move_to(wrong)
    _call(usage)
    freezer.move_to(NOW)
    assert _counts(usage) == (2, 2)
    assert _counts(await _restarted(hass)) == (2, 2)


async def test_changed_time_zone(hass: HomeAssistant, usage: Usage) -> None:
    """Today is the date in Home Assistant's time zone."""
    _call(usage, 2)
    await hass.config.async_set_time_zone("Pacific/Auckland")
    assert _counts(usage) == (0, 2)
    _call(usage)
    assert _counts(usage) == (1, 3)
    await hass.config.async_set_time_zone("America/Los_Angeles")
    assert _counts(usage) == (2, 3)


async def test_old_days(
    hass: HomeAssistant,
    usage: Usage,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    """Past days aren't kept forever."""
    for _ in range(MAX_DAYS + 5):
        _call(usage)
        freezer.tick(timedelta(days=1))
    await hass.async_block_till_done()
    days = hass_storage[KEY]["data"]["days"]
    assert len(days) == MAX_DAYS
    assert min(days) == "2026-11-28"
    assert MAX_DAYS >= 31


async def test_restart(
    hass: HomeAssistant, usage: Usage, freezer: FrozenDateTimeFactory
) -> None:
    """All counts survive a restart, with running calls counted as made."""
    _call(usage, 2)
    freezer.tick(timedelta(days=1))
    usage.async_begin(Count.RECOGNITIONS)
    usage.async_end(Count.DECODES, usage.async_begin(Count.DECODES), is_billed=True)
    until = datetime(2026, 12, 1, tzinfo=UTC)
    usage.async_pause([Count.DECODES], until)
    again = await _restarted(hass)
    assert _counts(again) == (1, 3)
    assert again.count(Count.DECODES, Period.DAILY) == 1
    assert again.pauses.get(Count.DECODES) == until
    assert again.pauses.get(Count.RECOGNITIONS) is None


async def test_stored_at_once(
    hass: HomeAssistant, usage: Usage, hass_storage: dict[str, Any]
) -> None:
    """A call is stored before it ends; a free one is also removed from the storage."""
    day = usage.async_begin(Count.RECOGNITIONS)
    await hass.async_block_till_done()
    stored = hass_storage[KEY]["data"]["days"]["2026-11-23"]
    assert stored == {"recognitions": 1}
    usage.async_end(Count.RECOGNITIONS, day, is_billed=False)
    await hass.async_block_till_done()
    stored = hass_storage[KEY]["data"]["days"]["2026-11-23"]
    assert stored == {"recognitions": 0}


async def test_saved_is_stored(
    hass: HomeAssistant, usage: Usage, hass_storage: dict[str, Any]
) -> None:
    """Savings are shown and stored immediately."""
    usage.async_add_saved()
    assert usage.count(Count.SAVED, Period.DAILY) == 1
    _call(usage)
    usage.async_add_saved()
    await hass.async_block_till_done()
    stored = hass_storage[KEY]["data"]["days"]["2026-11-23"]
    assert stored == {"recognitions": 1, "saved": 2}


async def test_stop(
    hass: HomeAssistant, usage: Usage, hass_storage: dict[str, Any]
) -> None:
    """Changes while Home Assistant stops are stored at the end."""
    usage.async_add_saved()
    hass.set_state(CoreState.stopping)
    _call(usage)
    await hass.async_block_till_done()
    assert KEY not in hass_storage
    hass.set_state(CoreState.final_write)
    hass.bus.async_fire_internal(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert hass_storage[KEY]["data"]["days"]["2026-11-23"] == {
        "recognitions": 1,
        "saved": 1,
    }


@pytest.mark.parametrize(
    "data",
    [
        pytest.param([], id="nothing"),
        pytest.param(["days"], id="list"),
        pytest.param({"counts": {}}, id="no days"),
        pytest.param({"days": [], "pauses": {}}, id="days are none"),
        pytest.param({"days": {"today": {}}, "pauses": {}}, id="no date"),
        pytest.param(
            {"days": {"2026-11-23": {"recognitions": "5"}}, "pauses": {}}, id="text"
        ),
        pytest.param(
            {"days": {"2026-11-23": {"recognitions": -5}}, "pauses": {}}, id="negative"
        ),
        pytest.param(
            {"days": {"2026-11-23": {"recognitions": 5}}, "pauses": {"x": 1}},
            id="pause",
        ),
    ],
)
async def test_damaged_data(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    data: Any,
) -> None:
    """Invalid data resets the counts, is logged once, and is replaced."""
    hass_storage[KEY] = {"version": 1, "key": KEY, "data": data}
    usage = await Usage.async_get(hass, ENTRY_ID)
    lines = [r for r in caplog.records if r.name == "custom_components.carsxe"]
    assert len(lines) == bool(data)
    assert _counts(usage) == (0, 0)
    _call(usage)
    assert _counts(await _restarted(hass)) == (1, 1)


@pytest.mark.parametrize("version", [0, 2], ids=["older", "newer"])
async def test_other_version(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    version: int,
) -> None:
    """Data of an unknown version resets the counts, but the account works."""
    hass_storage[KEY] = {"version": version, "key": KEY, "data": {"days": {}}}
    assert _counts(await Usage.async_get(hass, ENTRY_ID)) == (0, 0)
    assert caplog.text.count("they start from zero") == 1


async def test_unknown_count(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """A count added by a later version is ignored."""
    day = {"recognitions": 5, "searches": 7}
    hass_storage[KEY] = {
        "version": 1,
        "key": KEY,
        "data": {"days": {"2026-11-23": day}, "pauses": {}},
    }
    assert _counts(await Usage.async_get(hass, ENTRY_ID)) == (5, 5)


async def test_shared(hass: HomeAssistant, usage: Usage) -> None:
    """All callers share one usage per account; the other account has its own."""
    _call(usage)
    assert await Usage.async_get(hass, ENTRY_ID) is usage
    assert _counts(await Usage.async_get(hass, "other")) == (0, 0)


async def test_resume(hass: HomeAssistant, usage: Usage) -> None:
    """A pause that a user ends is over for good."""
    usage.async_pause(Count, datetime(2026, 12, 1, tzinfo=UTC))
    told: list[int] = []
    _listen(hass, lambda: told.append(usage.resumes))
    usage.async_resume()
    assert told == [1]
    for one in (usage, await _restarted(hass)):
        assert one.pauses.get(Count.RECOGNITIONS) is None


async def test_removed(
    hass: HomeAssistant, usage: Usage, hass_storage: dict[str, Any]
) -> None:
    """Removed data stays removed, even when a call ends later."""
    _call(usage)
    await hass.async_block_till_done()
    assert KEY in hass_storage
    day = usage.async_begin(Count.RECOGNITIONS)
    await Usage.async_of(hass, ENTRY_ID).async_remove()
    usage.async_end(Count.RECOGNITIONS, day, is_billed=False)
    await hass.async_block_till_done()
    assert KEY not in hass_storage
    assert _counts(await Usage.async_get(hass, ENTRY_ID)) == (0, 0)


async def test_removed_unused(hass: HomeAssistant) -> None:
    """An account that was never set up is removed, too."""
    await Usage.async_of(hass, ENTRY_ID).async_remove()


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


class TestFile:
    """The file with the counts, on a real disk."""

    @pytest.fixture(autouse=True)
    def now(
        self,
    ) -> None:
        """Leave the time alone."""

    @pytest.fixture(autouse=True)
    def no_pauses(
        self,
    ) -> None:
        """Make no calls."""
        return

    @pytest.fixture
    async def real_hass(self, tmp_path: Path) -> AsyncIterator[HomeAssistant]:
        """Return a Home Assistant with its own folder."""
        async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
            yield hass
            await hass.async_stop(force=True)

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        """Return the path of an account's counts."""
        return tmp_path / ".storage" / f"carsxe.{ENTRY_ID}.usage"

    async def test_private(self, real_hass: HomeAssistant, file: Path) -> None:
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
        self,
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
        again.async_acknowledge_damage()
        await real_hass.async_block_till_done()
        assert (await _load(real_hass)).damaged_at is None

    async def test_none_yet(self, real_hass: HomeAssistant) -> None:
        """If nothing was counted yet, nothing is damaged."""
        assert (await _load(real_hass)).damaged_at is None

    async def test_unreadable(
        self, real_hass: HomeAssistant, file: Path, caplog: pytest.LogCaptureFixture
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

    async def test_every_count_arrives(self, real_hass: HomeAssistant) -> None:
        """However quickly counts follow each other, the file ends up with the last one."""
        usage = await _load(real_hass)
        for _ in range(50):
            usage.async_begin(Count.RECOGNITIONS)
            await asyncio.sleep(0)
        await real_hass.async_block_till_done()
        again = await _load(real_hass)
        assert again.count(Count.RECOGNITIONS, Period.DAILY) == 50

    async def test_removed_while_written(
        self, real_hass: HomeAssistant, file: Path
    ) -> None:
        """A running write doesn't restore the file of a removed account."""
        usage = await _load(real_hass)
        for _ in range(20):
            usage.async_begin(Count.RECOGNITIONS)
            await usage.async_remove()
            await real_hass.async_block_till_done()
            assert _read(file) is None
            usage = await _load(real_hass)

    async def test_stop(self, tmp_path: Path, file: Path) -> None:
        """A count made right before the stop is on the disk after it."""
        async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
            usage = await _load(hass)
            usage.async_add_saved()
            usage.async_begin(Count.RECOGNITIONS)
            await hass.async_stop(force=True)
        stored = _read(file) or ""
        assert '"recognitions": 1' in stored
        assert '"saved": 1' in stored
