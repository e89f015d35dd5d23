"""Tells of an account's limits, pauses and counts in the repairs, for as long as they matter."""

from contextlib import suppress
from datetime import datetime

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import (
    async_track_point_in_utc_time,
    async_track_time_change,
)
from homeassistant.util import dt as dt_util

from ..spending.budget import UNUSUAL_HOURLY_COST, Budget, local_text
from ..spending.usage import Count, CountsUnreadableError, Usage, async_get_usage
from .issues import async_clear, async_raise

_ISSUES = {
    "daily_limit_near": ir.IssueSeverity.WARNING,
    "daily_limit_reached": ir.IssueSeverity.ERROR,
    "monthly_limit_near": ir.IssueSeverity.WARNING,
    "monthly_limit_reached": ir.IssueSeverity.ERROR,
    "calls_paused": ir.IssueSeverity.ERROR,
    "decodes_paused": ir.IssueSeverity.WARNING,
    "counts_damaged": ir.IssueSeverity.WARNING,
    "unusual_cost": ir.IssueSeverity.WARNING,
}

type Placeholders = dict[str, str]


class BudgetIssues:
    """Keeps the issues of a loaded account right."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, usage: Usage) -> None:
        """Keep whose issues they are."""
        self._hass = hass
        self._entry = entry
        self._usage = usage
        self._budget = Budget(entry, usage)
        self._day = self._present_day()
        self._remove_timer: CALLBACK_TYPE | None = None

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Follow counts, clock and calendar; returns what ends that."""
        removes = [
            self._usage.async_listen(self._async_update),
            # Every hour, as clocks are set and days begin at one o'clock where 0:00 is left out.
            async_track_time_change(self._hass, self._async_look, minute=0, second=0),
            self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._async_look),
            self._async_remove_timer,
        ]
        self._async_update()

        @callback
        def _remove() -> None:
            for remove in removes:
                remove()

        return _remove

    @callback
    def _async_look(self, _: datetime | Event) -> None:
        """Look anew, and tell everybody where the day has turned, or begun elsewhere."""
        if (day := self._present_day()) != self._day:
            self._day = day
            self._usage.async_notify()
        else:
            self._async_update()

    @callback
    def _async_pause_ended(self, _: datetime) -> None:
        """Tell everybody that calls are made again."""
        self._remove_timer = None
        self._usage.async_notify()

    @callback
    def _async_update(self) -> None:
        """Create the issues that there should be, and delete all others."""
        wanted = self._wanted()
        for key, severity in _ISSUES.items():
            if key not in wanted:
                async_clear(self._hass, key, self._entry.entry_id)
                continue
            async_raise(
                self._hass,
                self._entry,
                key,
                self._entry.entry_id,
                severity=severity,
                **wanted[key],
            )

    def _wanted(self) -> dict[str, Placeholders]:
        """Return the placeholders of the issues that there should be."""
        wanted: dict[str, Placeholders] = {}
        for limit in self._budget.limits():
            if limit.is_near:
                key = "reached" if limit.is_reached else "near"
                wanted[f"{limit.period}_limit_{key}"] = {
                    "limit": str(limit.allowed),
                    "resumes": local_text(limit.period.ends_at),
                }
        if damaged_at := self._usage.damaged_at:
            wanted["counts_damaged"] = {"since": local_text(damaged_at)}
        if self._budget.is_hour_unusual:
            wanted["unusual_cost"] = {"cost": f"${UNUSUAL_HOURLY_COST}"}
        self._async_remove_timer()
        if pause := self._budget.find_pause(Count.DECODES):
            wanted[pause.key] = pause.placeholders
            self._remove_timer = async_track_point_in_utc_time(
                self._hass, self._async_pause_ended, pause.resumes_at
            )
        return wanted

    @callback
    def _async_remove_timer(self) -> None:
        """Don't wait for the end of a pause any more."""
        if self._remove_timer:
            self._remove_timer()
            self._remove_timer = None

    def _present_day(self) -> datetime:
        """Return when the present day began, which depends on the time zone, too."""
        return dt_util.start_of_local_day()


async def async_resume(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Make calls again, as somebody has changed an account; it needn't be set up."""
    # The form is of more use than a pause that nobody can read.
    with suppress(CountsUnreadableError):
        (await async_get_usage(hass, entry.entry_id)).async_resume()
    for key in ("calls_paused", "decodes_paused"):
        async_clear(hass, key, entry.entry_id)
