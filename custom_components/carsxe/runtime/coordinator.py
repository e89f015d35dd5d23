"""The coordinator of one camera: owns its state and runs its watches."""

import asyncio
from datetime import datetime, timedelta

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..plates import PlateStatus
from .account import CarsXEConfigEntry
from .announcer import async_announce_visits
from .backoff import Backoff
from .capture import (
    CaptureError,
    async_capture,
    async_follow_source,
    async_is_available,
    async_process,
)
from .failures import FailureLog
from .freshness import Freshness
from .history.histories import async_get_history
from .memory import async_save_memory
from .scan_queue import ScanQueue
from .settings import CameraSettings
from .sighting import Capture
from .spending.budget import local_text
from .texts import async_translate, async_translate_error
from .tracker import Tracker
from .triggers import async_is_any_on, async_listen_for_triggers
from .visits import Visits
from .watch import Status, Watch
from .watch_loop import async_run_watch


class CameraCoordinator(DataUpdateCoordinator[Watch | None]):
    """Runs the watches of one camera; its data is the latest watch."""

    config_entry: CarsXEConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: CarsXEConfigEntry,
        subentry: ConfigSubentry,
    ) -> None:
        """Initialize; nothing runs before `async_start`."""
        super().__init__(hass, LOGGER, config_entry=entry, name=subentry.title)
        self.vehicles = entry.runtime_data.vehicles
        self.history = async_get_history(hass, entry, subentry)
        self.paid_calls = entry.runtime_data.paid_calls
        self.backoff = Backoff()
        self.failures = FailureLog("Scanning", subentry.title)
        self.decode_failures = FailureLog("Decoding", subentry.title)
        self.tracking = asyncio.Lock()
        self.watch: Watch | None = None
        self.paying: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self.scans = ScanQueue(self)
        self._removes: list[CALLBACK_TYPE] = []
        self._apply(subentry)

    def _apply(self, subentry: ConfigSubentry) -> None:
        """Apply a camera's settings and start tracking from scratch."""
        settings = CameraSettings.from_subentry(subentry)
        self.subentry = subentry
        self.settings = settings
        self.freshness = Freshness(self.hass, self.config_entry, subentry)
        max_calls = int(settings.burst_max)
        self.tracker = Tracker(settings.framing.crop, max_calls)
        self.visits = Visits(
            settings.cooldown, settings.burst_stop_score / 100, max_calls
        )

    @callback
    def _async_source_changed(self) -> None:
        """Update the entities, without an old plate that would look like a new one.

        A trigger that is still on continues its watch.
        """
        if self.data and not self.available:
            self.data.detections = []
        elif self.data and self.data.triggered_at and not self.watch:
            if async_is_any_on(self.hass, self.settings.trigger_entity_ids):
                self.async_trigger(self.data.trigger)
        self.async_update_listeners()

    @property
    def available(self) -> bool:
        """Return whether the source is available."""
        return async_is_available(self.hass, self.settings.source_entity_id)

    def explain(self, watch: Watch) -> str:
        """Return a sentence that explains the result of a watch."""
        if watch.error:
            return async_translate_error(self.hass, watch.error)
        key = f"status_{watch.status}"
        if (
            watch.status is Status.READ
            and not watch.announced
            and not self.visits.has_pending
        ):
            key = "status_read_before"
        return async_translate(self.hass, key)

    @callback
    def async_match_again(self) -> None:
        """Match the plates of present visits again after the known vehicles have changed."""
        self.visits.match_again(
            self.vehicles.matcher,
            self.subentry.subentry_id,
            self.settings.min_score,
        )
        # Plates that are now ignored must disappear.
        self.async_update_listeners()

    def is_ignored(self, plate: str) -> bool:
        """Return whether a plate belongs to a vehicle that is ignored now."""
        match = self.vehicles.matcher.match(
            plate, camera_id=self.subentry.subentry_id, now=dt_util.utcnow()
        )
        return match.status is PlateStatus.IGNORED

    @callback
    def async_start(self) -> None:
        """Follow the source, the triggers and the scan interval."""
        hass, settings = self.hass, self.settings
        self._removes = [
            *async_follow_source(
                hass, settings.source_entity_id, self._async_source_changed
            ),
            *async_listen_for_triggers(
                hass, settings.trigger_entity_ids, self.async_trigger
            ),
        ]
        if settings.scan_interval:
            interval = timedelta(seconds=settings.scan_interval)
            self._removes.append(
                async_track_time_interval(
                    hass, self._async_elapsed, interval, cancel_on_shutdown=True
                )
            )
        self._async_source_changed()

    async def async_stop(self) -> None:
        """Stop watching, after announcing what was already paid for."""
        while self._removes:
            self._removes.pop()()
        if self._watching:
            self._watching.cancel()
        if self.watch:
            # A watch that is cancelled before its first step doesn't end itself.
            self.watch.end()
            self.watch = None
        if self.paying:
            await asyncio.wait([self.paying])
        await self.scans.async_finish()
        # There won't be a better reading.
        async_announce_visits(self, is_final=True)
        await async_save_memory(self)

    async def async_change(self, subentry: ConfigSubentry) -> None:
        """Apply changed settings of a camera without affecting other cameras."""
        await self.async_stop()
        before, tracker, visits = self.settings, self.tracker, self.visits
        self._apply(subentry)
        if (before.source_entity_id, before.framing.crop) == (
            self.settings.source_entity_id,
            self.settings.framing.crop,
        ):
            self.tracker.take_over(tracker)
            self.visits.visits = visits.visits
        self.async_start()

    @callback
    def async_trigger(self, entity_id: str | None, is_asking: bool = False) -> None:
        """Start a watch, or extend the running one.

        If a person is asking for it (`is_asking`), the next capture is read whatever it shows.
        """
        if self.hass.is_stopping:
            return
        if (watch := self.watch) is None:
            watch = self._async_begin()
            for track in self.tracker.tracks:
                track.forgive()
        watch.trigger = entity_id
        watch.tries = 0
        watch.triggered_at = self.hass.loop.time()
        watch.is_asking = watch.is_asking or is_asking
        self.async_set_updated_data(watch)

    @callback
    def _async_elapsed(self, _now: datetime) -> None:
        """Start a watch at the scan interval, unless one is running."""
        if self.available and not self.watch and not self.hass.is_stopping:
            self._async_begin()

    @callback
    def _async_begin(self) -> Watch:
        """Start a watch, whose first step runs after this callback has returned."""
        watch = Watch(started_at=self.hass.loop.time(), at=dt_util.utcnow())
        self.watch = watch
        self._watching = self.config_entry.async_create_background_task(
            self.hass,
            async_run_watch(self, watch),
            f"{DOMAIN} watch {self.subentry.subentry_id}",
            eager_start=False,
        )
        return watch

    async def async_capture(self, watch: Watch | None = None) -> Capture:
        """Take a capture and update the tracks; a watch needs a new picture. Raises CaptureError."""
        source = self.settings.source_entity_id
        since = watch.at if watch and watch.triggered_at else None
        capture = await async_capture(self.hass, self.settings, since=since)
        self.freshness.async_record(capture)
        if watch and (frozen_since := self.freshness.frozen_since):
            raise CaptureError("no_new_picture", source, local_text(frozen_since))
        async with self.tracking:
            await async_process(self.hass, source, self.tracker.update, capture)
        return capture

    @callback
    def async_log(self, watch: Watch) -> None:
        """Log an error of a watch once, and its end."""
        if watch.error is None:
            self.failures.succeeded()
        else:
            self.failures.failed(watch.error)
