"""The day and the month that it is, in Home Assistant's time zone."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from homeassistant.util import dt as dt_util


class Period(StrEnum):
    """A stretch of local calendar days that today is one of."""

    DAILY = "daily"
    MONTHLY = "monthly"

    @property
    def first_day(self) -> date:
        """Return the day that the period began with."""
        today = dt_util.now().date()
        return today if self is Period.DAILY else today.replace(day=1)

    @property
    def next_first_day(self) -> date:
        """Return the day that the next period begins with."""
        if self is Period.DAILY:
            return self.first_day + timedelta(days=1)
        return (self.first_day + timedelta(days=31)).replace(day=1)

    @property
    def starts_at(self) -> datetime:
        """Return the moment that the period began."""
        return dt_util.start_of_local_day(self.first_day)

    @property
    def ends_at(self) -> datetime:
        """Return the moment that the next period begins."""
        return dt_util.start_of_local_day(self.next_first_day)
