"""Tests of what an account may still spend."""

from datetime import UTC, datetime
from string import Formatter
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.spending.budget import (
    Budget,
    CallsStoppedError,
    Limit,
    pause_end,
)
from custom_components.carsxe.runtime.spending.periods import Period
from custom_components.carsxe.runtime.spending.usage import Count, Usage
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant

from ...test_translations import ENGLISH

NOW = "2026-11-23T12:00:00Z"
MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
NEXT_MONTH = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Set the time to noon in Greenwich."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(NOW)


@pytest.fixture
def usage(hass: HomeAssistant) -> Usage:
    """Return the usage of a new account."""
    return Usage(hass, "01account")


def _budget(usage: Usage, *priorities: bool, **limits: int) -> Budget:
    """Return the budget of an account with limits and cameras."""
    cameras = [
        ConfigSubentryData(
            data={"priority": priority},
            subentry_type="camera",
            title="",
            unique_id=str(number),
        )
        for number, priority in enumerate(priorities)
    ]
    entry = MockConfigEntry(domain=DOMAIN, options=limits, subentries_data=cameras)
    return Budget(entry, usage)


def _begin(usage: Usage, times: int) -> None:
    """Start recognitions without ending them."""
    for _ in range(times):
        usage.async_begin(Count.RECOGNITIONS)


def _stop(
    budget: Budget, count: Count = Count.RECOGNITIONS, *, priority: bool = False
) -> CallsStoppedError | None:
    """Return why a call is stopped."""
    try:
        budget.async_check(count, priority=priority)
    except CallsStoppedError as err:
        return err
    return None


def _key(*args: Any, **kwargs: Any) -> str | None:
    """Return the text of why a call is stopped."""
    stop = _stop(*args, **kwargs)
    return stop.translation_key if stop else None


async def test_no_limit(usage: Usage) -> None:
    """An unset limit stops nobody."""
    budget = _budget(usage)
    _begin(usage, 1000)
    assert _key(budget) is None
    assert list(budget.limits()) == []


@pytest.mark.parametrize("period", Period)
async def test_limit(usage: Usage, period: Period) -> None:
    """The last recognition is allowed, the next one isn't, and neither are decodes."""
    budget = _budget(usage, **{f"{period}_limit": 3})
    for _ in range(3):
        assert _key(budget) is None
        assert _key(budget, Count.DECODES) is None
        _begin(usage, 1)
    for count in (Count.RECOGNITIONS, Count.DECODES):
        for priority in (False, True):
            stop = _stop(budget, count, priority=priority)
            assert stop
            assert stop.key == f"{period}_limit_reached"
            assert stop.resumes_at == period.ends_at


async def test_decodes_are_not_limited(usage: Usage) -> None:
    """Decodes don't count toward a limit of recognitions."""
    budget = _budget(usage, daily_limit=1)
    for _ in range(5):
        usage.async_begin(Count.DECODES)
    assert _key(budget) is None


async def test_next_period(usage: Usage, freezer: FrozenDateTimeFactory) -> None:
    """A limit ends with its period, and the one that lasts longer is reported."""
    budget = _budget(usage, daily_limit=2, monthly_limit=3)
    _begin(usage, 2)
    assert _key(budget) == "daily_limit_reached"
    freezer.move_to("2026-11-24T00:00:00Z")
    assert _key(budget) is None
    _begin(usage, 2)
    assert _key(budget) == "monthly_limit_reached"
    freezer.move_to("2026-12-01T00:00:00Z")
    assert _key(budget) is None


@pytest.mark.parametrize(
    ("allowed", "others"),
    [
        pytest.param(1, 0, id="1"),
        pytest.param(5, 4, id="5"),
        pytest.param(10, 9, id="10"),
        pytest.param(19, 18, id="19"),
        pytest.param(20, 18, id="20"),
        pytest.param(1000, 900, id="1000"),
    ],
)
@pytest.mark.parametrize("period", Period)
async def test_reserve(usage: Usage, period: Period, allowed: int, others: int) -> None:
    """The last tenth, at least one call, is reserved for cameras with priority."""
    budget = _budget(usage, False, True, **{f"{period}_limit": allowed})
    _begin(usage, others - 1 if others else 0)
    assert _key(budget) == (None if others else f"{period}_limit_reserved")
    _begin(usage, 1 if others else 0)
    assert _key(budget) == f"{period}_limit_reserved"
    assert _key(budget, Count.DECODES, priority=True) is None
    _begin(usage, allowed - others - 1)
    assert _key(budget, priority=True) is None
    _begin(usage, 1)
    assert _key(budget, priority=True) == f"{period}_limit_reached"
    assert _key(budget) == f"{period}_limit_reached"


@pytest.mark.parametrize("priorities", [(), (False, False)], ids=["none", "others"])
async def test_no_reserve(usage: Usage, priorities: tuple[bool, ...]) -> None:
    """Without a camera with priority, nothing is reserved."""
    budget = _budget(usage, *priorities, daily_limit=10)
    _begin(usage, 9)
    assert _key(budget) is None


@pytest.mark.parametrize(
    ("allowed", "used", "is_near", "is_reached"),
    [
        pytest.param(10, 7, False, False, id="70%"),
        pytest.param(10, 8, True, False, id="80%"),
        pytest.param(10, 9, True, False, id="90%"),
        pytest.param(10, 10, True, True, id="100%"),
        pytest.param(10, 11, True, True, id="lowered since"),
        pytest.param(1, 0, False, False, id="one left"),
        pytest.param(3, 2, False, False, id="67%"),
    ],
)
def test_levels(allowed: int, used: int, is_near: bool, is_reached: bool) -> None:
    """A limit is near from 80 percent on."""
    limit = Limit(period=Period.DAILY, allowed=allowed, used=used, reserved=0)
    assert (limit.is_near, limit.is_reached) == (is_near, is_reached)


async def test_open_calls(usage: Usage) -> None:
    """A running call counts until it turns out to be free."""
    budget = _budget(usage, daily_limit=1)
    day = usage.async_begin(Count.RECOGNITIONS)
    assert _key(budget) == "daily_limit_reached"
    usage.async_end(Count.RECOGNITIONS, day, is_billed=False)
    assert _key(budget) is None


@pytest.mark.parametrize(
    ("now", "end"),
    [
        pytest.param("2026-11-23T12:00Z", "2026-12-01T00:00Z", id="within a month"),
        pytest.param("2026-11-02T00:00Z", "2026-12-01T00:00Z", id="2nd"),
        pytest.param("2026-12-31T23:59Z", "2027-01-01T00:00Z", id="end of the year"),
        pytest.param("2027-01-31T12:00Z", "2027-02-01T00:00Z", id="31st"),
        pytest.param("2026-12-01T00:00Z", "2026-12-01T01:00Z", id="first hour"),
        pytest.param(
            "2026-12-01T23:30Z", "2026-12-02T00:30Z", id="last hour of the 1st"
        ),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
async def test_pause_end(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    zone: str,
    now: str,
    end: str,
) -> None:
    """A pause lasts until the month in UTC ends, in every time zone; then an hour at a time."""
    await hass.config.async_set_time_zone(zone)
    freezer.move_to(now)
    assert pause_end() == datetime.fromisoformat(end)


@pytest.mark.parametrize(
    ("paused", "recognition", "decode"),
    [
        pytest.param(
            [Count.RECOGNITIONS, Count.DECODES],
            "calls_paused",
            "calls_paused",
            id="all",
        ),
        pytest.param([Count.DECODES], None, "decodes_paused", id="decodes"),
    ],
)
async def test_pause(
    usage: Usage,
    freezer: FrozenDateTimeFactory,
    paused: list[Count],
    recognition: str | None,
    decode: str,
) -> None:
    """A pause stops its kind of calls, with or without priority, until it ends."""
    budget = _budget(usage, True)
    usage.async_pause(paused, NEXT_MONTH)
    for priority in (False, True):
        assert _key(budget, priority=priority) == recognition
        assert _key(budget, Count.DECODES, priority=priority) == decode
    freezer.move_to("2026-12-01T00:00:00Z")
    assert _key(budget) is None
    assert _key(budget, Count.DECODES) is None


async def test_pause_of_a_wrong_clock(
    usage: Usage, freezer: FrozenDateTimeFactory
) -> None:
    """A pause that was set while the clock was years ahead doesn't last for years."""
    freezer.move_to("2036-05-05T00:00:00Z")
    usage.async_pause(Count, pause_end())
    assert _key(_budget(usage)) == "calls_paused"
    freezer.move_to(NOW)
    assert _key(_budget(usage)) is None


@pytest.mark.parametrize(
    ("limits", "until", "key"),
    [
        pytest.param(
            {"daily_limit": 1}, NEXT_MONTH, "calls_paused", id="the pause lasts longer"
        ),
        pytest.param(
            {"monthly_limit": 1},
            datetime(2026, 11, 23, 13, tzinfo=UTC),
            "monthly_limit_reached",
            id="the limit lasts longer",
        ),
    ],
)
async def test_longest(
    usage: Usage, limits: dict[str, int], until: datetime, key: str
) -> None:
    """Of several reasons, users see the one that lasts longest."""
    budget = _budget(usage, **limits)
    _begin(usage, 1)
    usage.async_pause(Count, until)
    assert _key(budget) == key


async def test_text(hass: HomeAssistant, usage: Usage) -> None:
    """The text has the limit, the used calls, and the local time when calls resume."""
    await hass.config.async_set_time_zone("America/Los_Angeles")
    budget = _budget(usage, True, monthly_limit=10)
    _begin(usage, 9)
    stop = _stop(budget)
    assert stop
    assert stop.translation_placeholders == {
        "limit": "10",
        "used": "9",
        "reserved": "1",
        "resumes": "2026-12-01 00:00",
    }


@pytest.mark.parametrize(
    "key",
    [
        *(
            f"{period}_limit_{end}"
            for period in Period
            for end in ("reached", "reserved")
        ),
        "calls_paused",
        "decodes_paused",
    ],
)
async def test_texts_say_everything(key: str) -> None:
    """Each text says when calls resume and where to change that, and all placeholders exist."""
    text = ENGLISH["exceptions"][key]["message"]
    fields = {field for _, field, _, _ in Formatter().parse(text) if field}
    assert (" Configure" if "limit" in key else " Reconfigure") in text
    assert "resumes" in fields
    assert fields <= {"limit", "used", "reserved", "resumes"}
    assert ("limit" in fields) is ("used" in fields) is ("limit" in key)
