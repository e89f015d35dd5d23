"""Count an account's calls per local calendar day, and store the counts."""

from collections import Counter, deque
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, override

import voluptuous as vol

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util
from homeassistant.util.signal_type import SignalTypeFormat

from ...const import DOMAIN, LOGGER
from ..account_store import AccountStore
from ..failures import TranslatedError
from .periods import Period

MAX_DAYS = 62

# Formatted with the account's entry ID; sent when a count, a pause or the day has changed.
SIGNAL_USAGE: SignalTypeFormat[()] = SignalTypeFormat(f"{DOMAIN}_usage_{{}}")


class Count(StrEnum):
    """What is counted: calls that may have been billed, and triggers that cost nothing."""

    RECOGNITIONS = "recognitions"
    DECODES = "decodes"
    SAVED = "saved"


def _moment(text: str) -> datetime:
    """Parse a stored time. Raises ValueError or TypeError if it is invalid."""
    return dt_util.as_utc(datetime.fromisoformat(text))


_STORED = vol.Schema(
    {
        vol.Required("days"): {
            date.fromisoformat: {str: vol.All(int, vol.Range(min=0))}
        },
        vol.Required("pauses"): {vol.In(Count): _moment},
        vol.Optional("damaged_at"): _moment,
    }
)


class CountsUnreadableError(TranslatedError, ConfigEntryNotReady):
    """The counts can't be read at the moment, so they are unknown."""


class Usage(AccountStore):
    """The counts of an account, and the pauses because of CarsXE's quota.

    `resumes` counts how often a user has ended the pauses. `damaged_at` is when the counts started
    over because of a damaged file, until a user has acknowledged it.
    """

    name = "usage"

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start from zero; `async_get` reads the stored counts."""
        super().__init__(hass, entry_id)
        self.resumes = 0
        self.damaged_at: datetime | None = None
        # Until when calls are or were paused.
        self.pauses: dict[Count, datetime] = {}
        # The last day with counts comes last.
        self._days: dict[date, Counter[Count]] = {}
        self._latest: deque[tuple[datetime, Count]] = deque()

    @override
    async def _async_read(self) -> None:
        """Read the stored counts; damaged ones count as nothing.

        Raises CountsUnreadableError if the file can't be read.
        """
        path = Path(self._store.path)
        try:
            is_there = await self._hass.async_add_executor_job(path.exists)
            stored = await self._store.async_load()
            read = _STORED(stored or {"days": {}, "pauses": {}})
        except Exception as err:
            for cause in (err, err.__cause__):
                if isinstance(cause, OSError):
                    error = cause.strerror or type(cause).__name__
                    raise CountsUnreadableError(
                        "counts_unreadable", error=error
                    ) from err
            self.damaged_at = dt_util.utcnow()
            LOGGER.warning(
                "The stored counts of paid calls can't be read; they start from zero (%r)",
                err,
            )
            return
        self.damaged_at = read.get("damaged_at")
        self.pauses = read["pauses"]
        self._days = {day: Counter(counts) for day, counts in read["days"].items()}
        if stored is None and is_there:
            # The storage has logged this and moved the file.
            self.damaged_at = dt_util.utcnow()

    @callback
    def async_notify(self) -> None:
        """Notify the listeners of a change."""
        async_dispatcher_send(self._hass, SIGNAL_USAGE.format(self._entry_id))

    def count(self, count: Count, period: Period) -> int:
        """Return the count of a period, including running calls."""
        first, end = period.first_day, period.next_first_day
        return sum(
            counts[count] for day, counts in self._days.items() if first <= day < end
        )

    @callback
    def async_begin(self, count: Count) -> date:
        """Count a call before it is made, and return the day it is counted on."""
        day = self._add(count)
        self._async_save()
        return day

    @callback
    def async_end(self, count: Count, day: date, *, is_billed: bool) -> None:
        """Record the end of a call, and undo its count if it was certainly free."""
        if is_billed:
            self._latest.append((dt_util.utcnow(), count))
        else:
            self._days[day][count] -= 1
            self._async_save()
        self.async_notify()

    def last_hour(self) -> Counter[Count]:
        """Return the calls of the last hour that may have been billed."""
        now = dt_util.utcnow()
        while self._latest and self._latest[0][0] <= now - timedelta(hours=1):
            self._latest.popleft()
        return Counter(count for at, count in self._latest if at <= now)

    @callback
    def async_add_saved(self) -> None:
        """Count a trigger that cost nothing."""
        self._add(Count.SAVED)
        self._async_save()
        self.async_notify()

    @callback
    def async_pause(self, counts: Iterable[Count], until: datetime) -> None:
        """Pause some kinds of calls."""
        self.pauses |= dict.fromkeys(counts, until)
        self._async_save()
        self.async_notify()

    @callback
    def async_resume(self) -> None:
        """End all pauses."""
        self.resumes += 1
        self.pauses.clear()
        self._async_save()
        self.async_notify()

    @callback
    def async_acknowledge_damage(self) -> None:
        """Record that a user knows that the counts started over."""
        self.damaged_at = None
        self._async_save()
        self.async_notify()

    def _add(self, count: Count) -> date:
        """Add to one of today's counts, and return the day.

        Old days are dropped by number, not by age, so that a temporarily wrong clock doesn't delete
        this month's counts.
        """
        day = dt_util.now().date()
        counts = self._days.pop(day, Counter())
        counts[count] += 1
        self._days[day] = counts
        while len(self._days) > MAX_DAYS:
            del self._days[next(iter(self._days))]
        return day

    @override
    def _stored(self) -> dict[str, Any]:
        """Return the data to store."""
        damaged = {"damaged_at": at.isoformat()} if (at := self.damaged_at) else {}
        return damaged | {
            "days": {
                day.isoformat(): {str(count): counts[count] for count in counts}
                for day, counts in self._days.items()
            },
            "pauses": {
                str(count): until.isoformat() for count, until in self.pauses.items()
            },
        }
