"""Keeps an account's issues right while it is set up."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, CoreState, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.event import (
    async_call_later,
    async_track_point_in_utc_time,
    async_track_state_change_event,
    async_track_time_interval,
)
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from ...const import (
    CONF_SOURCE_ENTITY_ID,
    CONF_VALID_UNTIL,
    SUBENTRY_CAMERA,
    SUBENTRY_VEHICLE,
)
from ..public_url import NoPublicUrlError, async_get_public_url
from ..spending.budget import local_text
from .call_issues import async_restore_call_issues
from .issues import async_clear, async_delete_issues, async_delete_orphans, async_raise

LOOK_INTERVAL = timedelta(minutes=5)
# An entity may be taken away for a moment, as when its platform is reloaded.
GRACE = 10.0


class IssueWatch:
    """Watches the public address, the cameras' sources and the vehicles' time."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Keep whose issues they are."""
        self._hass = hass
        self._entry = entry
        self._cameras = list(entry.get_subentries_of_type(SUBENTRY_CAMERA))
        self._vehicles = list(entry.get_subentries_of_type(SUBENTRY_VEHICLE))
        self._removes: list[CALLBACK_TYPE] = []
        self._remove_grace: CALLBACK_TYPE | None = None

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Watch from now on; returns what ends that."""
        hass = self._hass
        async_delete_orphans(hass)
        async_restore_call_issues(hass, self._entry)
        self._removes = [
            hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._async_look),
            hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, self._async_entity_changed
            ),
            async_track_time_interval(hass, self._async_look, LOOK_INTERVAL),
            async_track_state_change_event(
                hass, self._sources, self._async_entity_changed
            ),
            *self._timers(),
            async_at_started(hass, self._async_started),
        ]
        self._async_check_vehicles()
        return self._async_stop

    @property
    def _sources(self) -> list[str]:
        """Return what the cameras' pictures are from."""
        return [camera.data[CONF_SOURCE_ENTITY_ID] for camera in self._cameras]

    @callback
    def _async_stop(self) -> None:
        """Watch no more; issues stay over a reload, as one that is ignored is to stay so."""
        while self._removes:
            self._removes.pop()()
        if self._remove_grace:
            self._remove_grace()
        if self._entry.disabled_by:
            owners = {self._entry.entry_id, *self._entry.subentries}
            async_delete_issues(self._hass, owners)

    def _timers(self) -> Iterator[CALLBACK_TYPE]:
        """Look again when a vehicle's time is over."""
        for vehicle in self._vehicles:
            until = _valid_until(vehicle)
            if until and until > dt_util.utcnow():
                yield async_track_point_in_utc_time(
                    self._hass, self._async_check_vehicles, until
                )

    @callback
    def _async_started(self, _: HomeAssistant) -> None:
        """Look once everything else has started, too."""
        self._async_look()
        self._async_plan_check()

    @callback
    def _async_entity_changed(self, event: Event[Any]) -> None:
        """Look at the sources where one of them has come or may have gone."""
        if event.data["entity_id"] in self._sources:
            self._async_check_sources(may_be_gone=False)
            self._async_plan_check()

    @callback
    def _async_plan_check(self) -> None:
        """Look for sources that are gone in a moment."""
        if self._remove_grace is None:
            self._remove_grace = async_call_later(
                self._hass, GRACE, self._async_grace_over
            )

    @callback
    def _async_grace_over(self, _: datetime) -> None:
        """Look for sources that are gone."""
        self._remove_grace = None
        self._async_check_sources(may_be_gone=True)

    @callback
    def _async_check_sources(self, *, may_be_gone: bool) -> None:
        """Tell of the sources that don't exist any more."""
        for camera in self._cameras:
            source = camera.data[CONF_SOURCE_ENTITY_ID]
            if self._exists(source):
                async_clear(self._hass, "source_gone", camera.subentry_id)
            elif may_be_gone and self._hass.state is CoreState.running:
                async_raise(
                    self._hass,
                    self._entry,
                    "source_gone",
                    camera.subentry_id,
                    camera=camera.title,
                    entity_id=source,
                )

    def _exists(self, entity_id: str) -> bool:
        """Tell whether there is an entity, be it that it is unavailable."""
        return (
            self._hass.states.get(entity_id) is not None
            or er.async_get(self._hass).async_get(entity_id) is not None
        )

    @callback
    def _async_look(self, _: datetime | Event | None = None) -> None:
        """Tell where there is no public address."""
        if self._hass.state is not CoreState.running or not self._cameras:
            return
        try:
            async_get_public_url(self._hass, self._entry.data)
        except NoPublicUrlError:
            async_raise(self._hass, self._entry, "no_public_url", self._entry.entry_id)
        else:
            async_clear(self._hass, "no_public_url", self._entry.entry_id)

    @callback
    def _async_check_vehicles(self, _: datetime | None = None) -> None:
        """Tell of the vehicles whose time is over."""
        for vehicle in self._vehicles:
            until = _valid_until(vehicle)
            if until is None or until > dt_util.utcnow():
                async_clear(self._hass, "vehicle_expired", vehicle.subentry_id)
                continue
            async_raise(
                self._hass,
                self._entry,
                "vehicle_expired",
                vehicle.subentry_id,
                severity=ir.IssueSeverity.WARNING,
                vehicle=vehicle.title,
                until=local_text(until),
            )


def _valid_until(vehicle: ConfigSubentry) -> datetime | None:
    """Return when a vehicle's time is over."""
    until = vehicle.data.get(CONF_VALID_UNTIL)
    return datetime.fromisoformat(until) if until else None
