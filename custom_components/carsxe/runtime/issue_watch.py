"""Keep an account's repair issues up to date while it is set up."""

from collections.abc import Iterator
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
    RECORDED_ISSUES,
    async_clear,
    async_delete_orphans,
    async_list_issues,
    async_raise,
    has_issue,
    issue_id,
    split_issue_id,
)
from .public_url import async_find_public_url
from .spending.budget import UNUSUAL_HOURLY_COST, local_text
from .spending.usage import SIGNAL_USAGE, Count, CountsUnreadableError, Usage

# An entity may disappear for a moment, for instance when its platform is reloaded.
GRACE = timedelta(seconds=10)
# How long an expired vehicle has an issue.
EXPIRED_FOR = timedelta(days=7)

# The key, the ID of the owner, and the placeholders.
type Issue = tuple[str, str, dict[str, str]]


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
        sources = [
            camera.data[CONF_SOURCE_ENTITY_ID]
            for camera in self._entry.get_subentries_of_type(SUBENTRY_CAMERA)
        ]

        @callback
        def _entity_changed(event: Event[Any]) -> None:
            if event.data["entity_id"] in sources:
                self._async_update_issues()

        self._removes = [
            async_dispatcher_connect(
                hass,
                SIGNAL_USAGE.format(self._entry.entry_id),
                self._async_update_issues,
            ),
            async_track_time_change(hass, self._async_refresh, second=0),
            hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._async_refresh),
            hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, _entity_changed),
            async_track_state_change_event(hass, sources, _entity_changed),
            async_at_started(hass, self._async_update_issues),
        ]
        self._async_update_issues()
        return self._async_stop

    @callback
    def _async_stop(self) -> None:
        """Stop watching. Issues stay during a reload, so that ignored ones stay ignored."""
        while self._removes:
            self._removes.pop()()
        async_delete_orphans(self._hass)

    @callback
    def _async_refresh(self, _: datetime | Event) -> None:
        """Check for issues, and refresh the usage sensors, as a new day or month may have begun."""
        self._usage.async_notify()

    @callback
    def _async_update_issues(self, *_: object) -> None:
        """Create the issues that apply, and delete all others."""
        found = [*self._find_account_issues(), *self._find_expired()]
        kept = RECORDED_ISSUES
        if self._hass.state is CoreState.running:
            found += [*self._find_unpublished(), *self._find_gone()]
        else:
            kept |= {"no_public_url", "source_gone"}
        ids = {issue_id(key, owner_id) for key, owner_id, _ in found}
        owners = {self._entry.entry_id, *self._entry.subentries}
        for text in async_list_issues(self._hass):
            key, owner_id = split_issue_id(text)
            if owner_id in owners and text not in ids and key not in kept:
                async_clear(self._hass, key, owner_id)
        for key, owner_id, words in found:
            async_raise(self._hass, self._entry, key, owner_id, **words)

    def _find_account_issues(self) -> Iterator[Issue]:
        """Yield the issues about limits, pauses and counts, and those from before a restart."""
        account_id = self._entry.entry_id
        for key in ("access_denied", "snapshot_not_fetched"):
            if has_issue(self._hass, key, account_id):
                yield key, account_id, {}
        for limit in self._budget.limits():
            if limit.is_near:
                how_far = "reached" if limit.is_reached else "near"
                resumes = local_text(limit.period.ends_at)
                words = {"limit": str(limit.allowed), "resumes": resumes}
                yield f"{limit.period}_limit_{how_far}", account_id, words
        if damaged_at := self._usage.damaged_at:
            yield "counts_damaged", account_id, {"since": local_text(damaged_at)}
        if self._budget.is_hour_unusual:
            yield "unusual_cost", account_id, {"cost": f"${UNUSUAL_HOURLY_COST}"}
        if pause := self._budget.find_pause(Count.DECODES):
            yield pause.key, account_id, pause.placeholders

    def _find_unpublished(self) -> Iterator[Issue]:
        """Yield the issue that cameras have no public address."""
        if any(self._entry.get_subentries_of_type(SUBENTRY_CAMERA)):
            if not async_find_public_url(self._hass, self._entry.data):
                yield "no_public_url", self._entry.entry_id, {}

    def _find_gone(self) -> Iterator[Issue]:
        """Yield the issues about cameras whose sources no longer exist."""
        now = dt_util.utcnow()
        for camera in self._entry.get_subentries_of_type(SUBENTRY_CAMERA):
            source, camera_id = camera.data[CONF_SOURCE_ENTITY_ID], camera.subentry_id
            is_registered = er.async_get(self._hass).async_is_registered(source)
            # It may exist but be unavailable.
            if is_registered or self._hass.states.get(source):
                self._missing_since.pop(camera_id, None)
                continue
            since = self._missing_since.setdefault(camera_id, now)
            if now - since >= GRACE or has_issue(self._hass, "source_gone", camera_id):
                words = {"camera": camera.title, "entity_id": source}
                yield "source_gone", camera_id, words

    def _find_expired(self) -> Iterator[Issue]:
        """Yield the issues about vehicles that have expired lately."""
        for vehicle in self._entry.get_subentries_of_type(SUBENTRY_VEHICLE):
            if not (text := vehicle.data.get(CONF_VALID_UNTIL)):
                continue
            until = datetime.fromisoformat(text)
            # A vehicle without a real name is a guest, whose expiry is expected.
            plates = map(normalize_plate, (vehicle.title, vehicle.data[CONF_PLATE]))
            is_guest = len(set(plates)) == 1
            if until <= dt_util.utcnow() < until + EXPIRED_FOR and not is_guest:
                words = {"vehicle": vehicle.title, "until": local_text(until)}
                yield "vehicle_expired", vehicle.subentry_id, words


async def async_resume(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Resume calls after a user has changed an account, which needn't be set up."""
    # The form must work even if a pause can't be read.
    with suppress(CountsUnreadableError):
        (await Usage.async_get(hass, entry.entry_id)).async_resume()
    for key in ("calls_paused", "decodes_paused"):
        async_clear(hass, key, entry.entry_id)
