"""The present day and month in Home Assistant's time zone."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from homeassistant.util import dt as dt_util


class Period(StrEnum):
    """A period of local calendar days that includes today."""

    DAILY = "daily"
    MONTHLY = "monthly"

    @property
    def first_day(self) -> date:
        """Return the first day of the period."""
        today = dt_util.now().date()
        return today if self is Period.DAILY else today.replace(day=1)

    @property
    def next_first_day(self) -> date:
        """Return the first day of the next period."""
        if self is Period.DAILY:
            return self.first_day + timedelta(days=1)
        return (self.first_day + timedelta(days=31)).replace(day=1)

    @property
    def starts_at(self) -> datetime:
        """Return when the period began."""
        return dt_util.start_of_local_day(self.first_day)

    @property
    def ends_at(self) -> datetime:
        """Return when the next period begins."""
        return dt_util.start_of_local_day(self.next_first_day)
