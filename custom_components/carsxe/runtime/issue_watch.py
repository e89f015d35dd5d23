"""Keep an account's repair issues up to date while it is set up."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, CoreState, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import (
    async_track_state_change_event,
    async_track_time_change,
)
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from ..const import (
    CONF_PLATE,
    CONF_SOURCE_ENTITY_ID,
    CONF_VALID_UNTIL,
    SUBENTRY_CAMERA,
    SUBENTRY_VEHICLE,
)
from ..plates import normalize_plate
from .account import CarsXEConfigEntry
from .issues import (
    async_clear,
    async_delete_issues,
    async_delete_orphans,
    async_raise,
    async_restore_call_issues,
)
from .public_url import async_find_public_url
from .spending.budget import UNUSUAL_HOURLY_COST, local_text
from .spending.usage import SIGNAL_USAGE, Count, CountsUnreadableError, async_get_usage

# An entity may disappear for a moment, for instance when its platform is reloaded.
GRACE = timedelta(seconds=10)
# How long an expired vehicle has an issue.
TOLD_FOR = timedelta(days=7)

ACCOUNT_ISSUES = (
    "daily_limit_near",
    "daily_limit_reached",
    "monthly_limit_near",
    "monthly_limit_reached",
    "calls_paused",
    "decodes_paused",
    "counts_damaged",
    "unusual_cost",
)


class IssueWatch:
    """Checks for issues once a minute and on every relevant change.

    Days end, pauses end and vehicles expire on full minutes, even if the clock is set.
    """

    def __init__(self, hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
        """Store the account."""
        self._hass = hass
        self._entry = entry
        self._usage = entry.runtime_data.paid_calls.usage
        self._budget = entry.runtime_data.paid_calls.budget
        self._missing_since: dict[str, datetime] = {}
        self._removes: list[CALLBACK_TYPE] = []

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Start watching; return a function to stop."""
        hass = self._hass
        async_delete_orphans(hass)
        async_restore_call_issues(hass, self._entry)
        sources = [
            camera.data[CONF_SOURCE_ENTITY_ID]
            for camera in self._entry.get_subentries_of_type(SUBENTRY_CAMERA)
        ]

        @callback
        def _entity_changed(event: Event[Any]) -> None:
            if event.data["entity_id"] in sources:
                self._async_look()

        self._removes = [
            async_dispatcher_connect(
                hass, SIGNAL_USAGE.format(self._entry.entry_id), self._async_look
            ),
            async_track_time_change(hass, self._async_tell_everybody, second=0),
            hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._async_tell_everybody),
            hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, _entity_changed),
            async_track_state_change_event(hass, sources, _entity_changed),
            async_at_started(hass, self._async_look),
        ]
        return self._async_stop

    @callback
    def _async_stop(self) -> None:
        """Stop watching. Issues stay during a reload, so that ignored ones stay ignored."""
        while self._removes:
            self._removes.pop()()
        if self._entry.disabled_by:
            owners = {self._entry.entry_id, *self._entry.subentries}
            async_delete_issues(self._hass, owners)

    @callback
    def _async_tell_everybody(self, _: datetime | Event) -> None:
        """Check for issues, and refresh the usage sensors, as a new day or month may have begun."""
        self._usage.async_notify()

    @callback
    def _async_look(self, *_: object) -> None:
        """Create the issues that apply, and delete all others."""
        self._async_look_at_budget()
        self._async_look_at_sources()
        self._async_look_at_vehicles()
        if self._hass.state is CoreState.running:
            self._async_set(
                "no_public_url",
                self._entry.entry_id,
                any(self._entry.get_subentries_of_type(SUBENTRY_CAMERA))
                and not async_find_public_url(self._hass, self._entry.data),
            )

    @callback
    def _async_set(
        self, key: str, owner_id: str, is_there: bool, **placeholders: str
    ) -> None:
        """Create or delete an issue."""
        if is_there:
            async_raise(self._hass, self._entry, key, owner_id, **placeholders)
        else:
            async_clear(self._hass, key, owner_id)

    @callback
    def _async_look_at_budget(self) -> None:
        """Create or delete the issues about limits, pauses and counts."""
        wanted: dict[str, dict[str, str]] = {}
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
        if pause := self._budget.find_pause(Count.DECODES):
            wanted[pause.key] = pause.placeholders
        for key in ACCOUNT_ISSUES:
            self._async_set(
                key, self._entry.entry_id, key in wanted, **wanted.get(key, {})
            )

    @callback
    def _async_look_at_sources(self) -> None:
        """Create or delete the issues about cameras whose sources no longer exist."""
        for camera in self._entry.get_subentries_of_type(SUBENTRY_CAMERA):
            source, camera_id = camera.data[CONF_SOURCE_ENTITY_ID], camera.subentry_id
            is_registered = er.async_get(self._hass).async_is_registered(source)
            # It may exist but be unavailable.
            if is_registered or self._hass.states.get(source):
                self._missing_since.pop(camera_id, None)
                self._async_set("source_gone", camera_id, False)
            elif self._hass.state is CoreState.running:
                now = dt_util.utcnow()
                since = self._missing_since.setdefault(camera_id, now)
                if now - since >= GRACE:
                    words = {"camera": camera.title, "entity_id": source}
                    self._async_set("source_gone", camera_id, True, **words)

    @callback
    def _async_look_at_vehicles(self) -> None:
        """Create or delete the issues about expired vehicles."""
        for vehicle in self._entry.get_subentries_of_type(SUBENTRY_VEHICLE):
            text = vehicle.data.get(CONF_VALID_UNTIL)
            until = datetime.fromisoformat(text) if text else None
            # A vehicle without a real name is a guest, whose expiry is expected.
            is_guest = normalize_plate(vehicle.title) == normalize_plate(
                vehicle.data[CONF_PLATE]
            )
            self._async_set(
                "vehicle_expired",
                vehicle.subentry_id,
                until is not None
                and not is_guest
                and until <= dt_util.utcnow() < until + TOLD_FOR,
                vehicle=vehicle.title,
                until=local_text(until) if until else "",
            )


async def async_resume(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Resume calls after a user has changed an account, which needn't be set up."""
    # The form must work even if a pause can't be read.
    with suppress(CountsUnreadableError):
        (await async_get_usage(hass, entry.entry_id)).async_resume()
    for key in ("calls_paused", "decodes_paused"):
        async_clear(hass, key, entry.entry_id)
