"""Decide whether a paid call may be made, by the account's limits and CarsXE's quota."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ...const import (
    CONF_DAILY_LIMIT,
    CONF_MONTHLY_LIMIT,
    CONF_PRIORITY,
    SUBENTRY_CAMERA,
)
from ..account import CarsXEConfigEntry
from ..failures import TranslatedError
from ..settings import AccountSettings
from .periods import Period
from .usage import Count, Usage

RESERVED_SHARE = 10  # percent
NEAR_SHARE = 80  # percent
RETRY_AFTER = timedelta(hours=1)
# US dollars per hour that are suspicious: 33 recognitions at the usual price.
UNUSUAL_HOURLY_COST = 5

LIMITS = {Period.DAILY: CONF_DAILY_LIMIT, Period.MONTHLY: CONF_MONTHLY_LIMIT}


class CallsStoppedError(TranslatedError):
    """No paid call may be made now; `resumes_at` is when that ends by itself."""

    def __init__(self, key: str, resumes_at: datetime, **placeholders: str) -> None:
        """Set the translated message."""
        super().__init__(key, **placeholders, resumes=local_text(resumes_at))
        self.resumes_at = resumes_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """The allowed and used recognitions of an account in a period.

    The last `reserved` ones are for cameras with priority.
    """

    period: Period
    allowed: int
    used: int
    reserved: int

    @property
    def is_reached(self) -> bool:
        """Return whether nothing is left."""
        return self.used >= self.allowed

    @property
    def is_near(self) -> bool:
        """Return whether at least 80 percent are used."""
        return self.used * 100 >= self.allowed * NEAR_SHARE

    def find_stop(self, *, priority: bool) -> CallsStoppedError | None:
        """Return why a call must not be made, if there is a reason."""
        if self.is_reached:
            key = f"{self.period}_limit_reached"
        elif not priority and self.used >= self.allowed - self.reserved:
            key = f"{self.period}_limit_reserved"
        else:
            return None
        return CallsStoppedError(
            key,
            self.period.ends_at,
            limit=str(self.allowed),
            used=str(self.used),
            reserved=str(self.reserved),
        )


class Budget:
    """What an account may still spend under its present settings."""

    def __init__(self, entry: CarsXEConfigEntry, usage: Usage) -> None:
        """Store the account and its usage."""
        self._entry = entry
        self._usage = usage

    @callback
    def async_check(self, count: Count, *, priority: bool) -> None:
        """Raise CallsStoppedError if no call of this kind may be made now.

        If there are several reasons, the one that lasts longest is raised.
        """
        if stops := [*self._find_stops(count, priority=priority)]:
            raise max(stops, key=lambda stop: stop.resumes_at)

    def _find_stops(
        self, count: Count, *, priority: bool
    ) -> Iterator[CallsStoppedError]:
        """Yield the reasons why no call of this kind may be made now."""
        for limit in self.limits():
            if stop := limit.find_stop(priority=priority):
                yield stop
        allowed = AccountSettings.from_entry(self._entry).daily_decode_limit
        used = self._usage.count(Count.DECODES, Period.DAILY)
        if count is Count.DECODES and used >= allowed:
            yield CallsStoppedError(
                "daily_decode_limit_reached",
                Period.DAILY.ends_at,
                limit=str(allowed),
                used=str(used),
            )
        if pause := self.find_pause(count):
            yield pause

    def limits(self) -> Iterator[Limit]:
        """Return the limits that are set; running calls count as used."""
        for period, field in LIMITS.items():
            if allowed := self._entry.options.get(field):
                yield Limit(
                    period=period,
                    allowed=allowed,
                    used=self._usage.count(Count.RECOGNITIONS, period),
                    reserved=self._reserved(allowed),
                )

    def find_pause(self, count: Count) -> CallsStoppedError | None:
        """Return the pause of this kind of calls, if any."""
        # A pause of recognitions pauses all calls.
        for paused, key in (
            (Count.RECOGNITIONS, "calls_paused"),
            (count, "decodes_paused"),
        ):
            until = self._usage.pauses.get(paused)
            # A pause too far in the future comes from a wrong clock.
            if until and (now := dt_util.utcnow()) < until <= _next_month(now):
                return CallsStoppedError(key, until)
        return None

    @property
    def is_hour_unusual(self) -> bool:
        """Return whether the last hour was unusually expensive, and no limit would stop that."""
        if any(field in self._entry.options for field in LIMITS.values()):
            return False
        return (
            estimate_cost(self._usage.last_hour(), self._entry) >= UNUSUAL_HOURLY_COST
        )

    def _reserved(self, allowed: int) -> int:
        """Return how many of a limit's recognitions are reserved for cameras with priority."""
        cameras = self._entry.get_subentries_of_type(SUBENTRY_CAMERA)
        if not any(camera.data.get(CONF_PRIORITY) for camera in cameras):
            return 0
        return max(1, allowed * RESERVED_SHARE // 100)


def estimate_cost(calls: Mapping[Count, int], entry: CarsXEConfigEntry) -> float:
    """Return the cost of calls at an account's prices, in US dollars."""
    settings = AccountSettings.from_entry(entry)
    recognitions = calls[Count.RECOGNITIONS] * settings.price
    return round(float(recognitions + calls[Count.DECODES] * settings.decode_price), 4)


def pause_end() -> datetime:
    """Return when to try again after CarsXE's monthly quota is used up.

    CarsXE's time zone is unknown, so its month may end hours after the month in UTC.
    """
    now = dt_util.utcnow()
    return now + RETRY_AFTER if now.day == 1 else _next_month(now)


def _next_month(now: datetime) -> datetime:
    """Return when the next month begins, in UTC."""
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (month + timedelta(days=31)).replace(day=1)


def local_text(moment: datetime) -> str:
    """Return a time as text in Home Assistant's time zone."""
    return dt_util.as_local(moment).strftime("%Y-%m-%d %H:%M")
