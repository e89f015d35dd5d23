"""Count an account's calls per local calendar day, and store the counts."""

import asyncio
from collections import Counter, deque
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import voluptuous as vol

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalTypeFormat

from ...const import DOMAIN, LOGGER
from .periods import Period

STORAGE_VERSION = 1
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


class CountsUnreadableError(ConfigEntryNotReady):
    """The counts can't be read at the moment, so they are unknown."""

    def __init__(self, err: OSError) -> None:
        """Set the translated message."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="counts_unreadable",
            translation_placeholders={"error": err.strerror or type(err).__name__},
        )


class Usage:
    """The counts of an account, and the pauses because of CarsXE's quota.

    `resumes` counts how often a user has ended the pauses. `damaged_at` is when the counts started
    over because of a damaged file, until a user has acknowledged it.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start from zero; `async_load` reads the stored counts."""
        self.resumes = 0
        self.damaged_at: datetime | None = None
        # Until when calls are or were paused.
        self.pauses: dict[Count, datetime] = {}
        self._hass = hass
        self._entry_id = entry_id
        self._store: Store[dict[str, Any]] = Store(
            hass,
            STORAGE_VERSION,
            f"{DOMAIN}.{entry_id}.usage",
            private=True,
            atomic_writes=True,
        )
        # The last day with counts comes last.
        self._days: dict[date, Counter[Count]] = {}
        self._latest: deque[tuple[datetime, Count]] = deque()
        self._loading = asyncio.Lock()
        self._is_loaded = False

    async def async_load(self) -> None:
        """Read the stored counts once; damaged data counts as nothing.

        Raises CountsUnreadableError if the file can't be read.
        """
        async with self._loading:
            if self._is_loaded:
                return
            try:
                await self._async_read()
            except Exception as err:
                for cause in (err, err.__cause__):
                    if isinstance(cause, OSError):
                        raise CountsUnreadableError(cause) from err
                self.damaged_at = dt_util.utcnow()
                LOGGER.warning(
                    "The stored counts of paid calls can't be read; they start from zero (%r)",
                    err,
                )
            self._is_loaded = True

    async def _async_read(self) -> None:
        """Read the stored counts. Raises if they can't be read or are invalid."""
        path = Path(self._store.path)
        is_there = await self._hass.async_add_executor_job(path.exists)
        stored = await self._store.async_load()
        if stored:
            read = _STORED(stored)
            self.damaged_at = read.get("damaged_at")
            self.pauses = read["pauses"]
            self._days = {day: Counter(counts) for day, counts in read["days"].items()}
        elif stored is None and is_there:
            # The storage has logged this and moved the file.
            self.damaged_at = dt_util.utcnow()

    async def async_remove(self) -> None:
        """Remove the stored counts; nothing is stored from now on."""
        self._store.make_read_only()
        await self._store.async_remove()

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
    def async_note_known(self) -> None:
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

    @callback
    def _async_save(self) -> None:
        """Start storing everything as soon as the counted call is on its way.

        A file that couldn't be read isn't overwritten.
        """
        if self._is_loaded:
            save = self._store.async_save(self._stored())
            self._hass.async_create_task(save, eager_start=False)

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


# Kept over reloads, as a call may be running.
_DATA_USAGES: HassKey[dict[str, Usage]] = HassKey(f"{DOMAIN}_usages")


async def async_get_usage(hass: HomeAssistant, entry_id: str) -> Usage:
    """Return an account's usage, even if the account isn't set up.

    Raises CountsUnreadableError.
    """
    usages = hass.data.setdefault(_DATA_USAGES, {})
    if (usage := usages.get(entry_id)) is None:
        usage = usages[entry_id] = Usage(hass, entry_id)
    await usage.async_load()
    return usage


async def async_remove_usage(hass: HomeAssistant, entry_id: str) -> None:
    """Remove the usage of a removed account."""
    usages = hass.data.setdefault(_DATA_USAGES, {})
    usage = usages.pop(entry_id, None) or Usage(hass, entry_id)
    await usage.async_remove()
