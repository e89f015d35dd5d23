"""Tests of the present day and month in Home Assistant's time zone."""

from datetime import UTC, date, datetime

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.runtime.spending.periods import Period
from homeassistant.core import HomeAssistant

ENDS = [
    pytest.param("UTC", "2026-11-30T23:59Z", "2026-12-01T00:00Z", id="UTC"),
    pytest.param(
        "Pacific/Auckland", "2026-11-30T10:59Z", "2026-11-30T11:00Z", id="Auckland"
    ),
    pytest.param(
        "America/Los_Angeles", "2026-12-01T07:59Z", "2026-12-01T08:00Z", id="LA"
    ),
    pytest.param("Asia/Kolkata", "2026-11-30T18:29Z", "2026-11-30T18:30Z", id="Delhi"),
    pytest.param("UTC", "2026-12-31T23:59Z", "2027-01-01T00:00Z", id="year"),
    pytest.param("UTC", "2028-02-29T23:59Z", "2028-03-01T00:00Z", id="leap year"),
]


@pytest.mark.parametrize(("zone", "before", "end"), ENDS)
async def test_end_of_month(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    zone: str,
    before: str,
    end: str,
) -> None:
    """Day and month end together at local midnight, when the next ones begin."""
    await hass.config.async_set_time_zone(zone)
    freezer.move_to(before)
    turns_at = datetime.fromisoformat(end)
    for period in Period:
        freezer.move_to(before)
        assert period.ends_at == turns_at
        next_first_day = period.next_first_day
        freezer.move_to(end)
        assert period.first_day == next_first_day
        assert period.starts_at == turns_at


@pytest.mark.parametrize(
    ("zone", "now", "hours"),
    [
        pytest.param("America/Los_Angeles", "2026-03-08T20:00Z", 23, id="short day"),
        pytest.param("America/Los_Angeles", "2026-11-01T20:00Z", 25, id="long day"),
        pytest.param(
            "Pacific/Auckland", "2026-04-04T20:00Z", 25, id="long in the south"
        ),
        pytest.param("America/Santiago", "2026-09-06T12:00Z", 23, id="no midnight"),
        pytest.param("Europe/Berlin", "2026-11-23T12:00Z", 24, id="any day"),
    ],
)
async def test_length_of_day(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    zone: str,
    now: str,
    hours: float,
) -> None:
    """A day on which the clocks change is shorter or longer, but still one day."""
    await hass.config.async_set_time_zone(zone)
    freezer.move_to(now)
    day = Period.DAILY
    length = day.ends_at.astimezone(UTC) - day.starts_at.astimezone(UTC)
    assert length.total_seconds() == hours * 3600
    assert (day.next_first_day - day.first_day).days == 1


@pytest.mark.parametrize(
    ("now", "first", "following"),
    [
        pytest.param(
            "2026-01-31T12:00Z", date(2026, 1, 1), date(2026, 2, 1), id="31st"
        ),
        pytest.param(
            "2026-02-28T12:00Z", date(2026, 2, 1), date(2026, 3, 1), id="28th"
        ),
        pytest.param("2026-04-01T12:00Z", date(2026, 4, 1), date(2026, 5, 1), id="1st"),
        pytest.param(
            "2026-12-15T12:00Z", date(2026, 12, 1), date(2027, 1, 1), id="year"
        ),
    ],
)
async def test_month(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    now: str,
    first: date,
    following: date,
) -> None:
    """A month lasts from its first day to that of the next one."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(now)
    assert Period.MONTHLY.first_day == first
    assert Period.MONTHLY.next_first_day == following
