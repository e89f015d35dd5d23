"""The coordinator of one camera: owns its state, starts its watches and scans for who asks."""

import asyncio

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..plates import PlateStatus
from ..vision import PictureError
from .announcer import async_announce_visits
from .backoff import Backoff
from .capture import (
    CaptureError,
    SourceUnavailableError,
    async_capture,
    async_follow_source,
    async_is_available,
)
from .failures import FailureLog
from .freshness import Freshness
from .history.histories import async_get_history
from .memory import async_load_memory, async_save_memory
from .picture_work import async_work
from .recognizer import async_prepare, async_recognize, async_recognize_shot
from .scan import Scan
from .settings import CameraSettings
from .shot import whole_shot
from .spending.budget import local_text
from .spending.paid_calls import PaidCalls
from .texts import async_reason, async_say
from .track import Capture
from .tracker import Tracker
from .trigger_log import async_log_trigger
from .triggers import async_listen_for_triggers
from .vehicles.vehicles import Vehicles
from .visits import Visits
from .watch import Status, Watch
from .watch_loop import async_run_watch


class CameraCoordinator(DataUpdateCoordinator[Watch | None]):
    """Runs the watches of one camera. Its data is the last watch."""

    config_entry: ConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        subentry: ConfigSubentry,
        *,
        paid_calls: PaidCalls,
        vehicles: Vehicles,
    ) -> None:
        """Prepare everything; nothing runs before `async_start`."""
        super().__init__(hass, LOGGER, config_entry=entry, name=subentry.title)
        self.vehicles = vehicles
        self.history = async_get_history(hass, entry, subentry)
        self.paid_calls = paid_calls
        self.backoff = Backoff()
        self.failures = FailureLog("Scanning", subentry.title)
        self.decode_failures = FailureLog("Decoding", subentry.title)
        self.tracking = asyncio.Lock()
        self.watch: Watch | None = None
        # What would be paid for while the account is unloaded would be thrown away.
        self.is_closed = False
        self.paying: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._scanning = asyncio.Lock()
        self._scans: set[asyncio.Task[Scan]] = set()
        self._next_scans: dict[bool, asyncio.Task[Scan]] = {}
        self._removes: list[CALLBACK_TYPE] = []
        self._apply(subentry)

    def _apply(self, subentry: ConfigSubentry) -> None:
        """Take up a camera's settings; another view is tracked from the start."""
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
        """Show whether the source is there, with no old plate as a new one."""
        if self.data and not self.available:
            self.data.detections = []
        self.async_update_listeners()

    @property
    def available(self) -> bool:
        """Return whether the source can be asked for pictures."""
        return async_is_available(self.hass, self.settings.source_entity_id)

    def explain(self, watch: Watch) -> str:
        """Return a sentence that says why a watch ended as it did."""
        if watch.error:
            return async_reason(self.hass, watch.error)
        key = f"status_{watch.status}"
        if (
            watch.status is Status.READ
            and not watch.announced
            and not self.visits.has_pending
        ):
            key = "status_read_before"
        return async_say(self.hass, key)

    async def async_load(self) -> None:
        """Take up what the camera knew of its scene before the restart."""
        await async_load_memory(self)
        self.async_match_again()

    @callback
    def async_match_again(self) -> None:
        """Match the plates of those who are there, as the known vehicles have changed."""
        self.visits.match_again(
            self.vehicles.matcher,
            self.subentry.subentry_id,
            self.settings.min_score,
        )
        # What is ignored from now on isn't shown any more.
        self.async_update_listeners()

    def is_ignored(self, plate: str) -> bool:
        """Return whether a plate is that of a vehicle that is ignored now."""
        match = self.vehicles.matcher.match(
            plate,
            (),
            min_score=0,
            camera_id=self.subentry.subentry_id,
            now=dt_util.utcnow(),
        )
        return match.status is PlateStatus.IGNORED

    @callback
    def async_start(self) -> None:
        """Follow the source and the triggers."""
        self._removes = [
            async_follow_source(
                self.hass, self.settings.source_entity_id, self._async_source_changed
            ),
            async_listen_for_triggers(
                self.hass,
                self.settings,
                triggered=self.async_trigger,
                elapsed=self._async_elapsed,
            ),
        ]
        self._async_source_changed()

    async def async_stop(self) -> None:
        """Stop looking; what is paid for already is announced."""
        while self._removes:
            self._removes.pop()()
        if self._watching:
            self._watching.cancel()
        # Somebody may ask for a scan meanwhile.
        while paying := [t for t in (*self._scans, self.paying) if t and not t.done()]:
            await asyncio.wait(paying)
        # No better reading is awaited any more.
        async_announce_visits(self, is_final=True)
        await async_save_memory(self)

    async def async_change(self, subentry: ConfigSubentry) -> None:
        """Go on with a camera's changed settings; no other camera notices."""
        await self.async_stop()
        before, tracker, visits = self.settings, self.tracker, self.visits
        self._apply(subentry)
        if before.has_same_view(self.settings):
            self.tracker.take_over(tracker)
            self.visits.visits = visits.visits
        self.async_start()

    @callback
    def async_trigger(self, entity_id: str | None, is_asking: bool = False) -> None:
        """Start a watch, or prolong the one that runs.

        If a person `is_asking` for it, the next picture is read whatever it shows.
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
    def _async_elapsed(self) -> None:
        """Look, as the interval has elapsed, unless a watch runs anyway."""
        if self.available and not self.watch and not self.hass.is_stopping:
            self._async_begin()

    @callback
    def _async_begin(self) -> Watch:
        """Start a watch; its first step runs once this callback has ended."""
        watch = self._new_watch()
        self.watch = watch
        self._watching = self.config_entry.async_create_background_task(
            self.hass,
            async_run_watch(self, watch),
            f"{DOMAIN} watch {self.subentry.subentry_id}",
            eager_start=False,
        )
        return watch

    def _new_watch(self) -> Watch:
        """Return a watch that begins now."""
        return Watch(started_at=self.hass.loop.time(), at=dt_util.utcnow())

    async def async_capture(self, watch: Watch | None = None) -> Capture:
        """Return a picture whose tracks are followed, for a watch a new one. Raises CaptureError."""
        source = self.settings.source_entity_id
        since = watch.at if watch and watch.triggered_at else None
        capture = await async_capture(self.hass, self.settings, since=since)
        self.freshness.async_record(capture)
        if watch and (frozen_since := self.freshness.frozen_since):
            raise CaptureError("no_new_picture", source, local_text(frozen_since))
        try:
            async with self.tracking:
                await async_work(self.hass, self.tracker.update, capture)
        except PictureError as err:
            raise CaptureError("not_a_picture", source, str(err)) from err
        return capture

    @callback
    def async_log(self, watch: Watch) -> None:
        """Log once what watches fail of, and that they work again."""
        if watch.error is None:
            self.failures.succeeded()
        elif not isinstance(watch.error, SourceUnavailableError):
            self.failures.failed(watch.error)

    async def async_scan(self, *, is_dry_run: bool = False) -> Scan:
        """Read what is in view now, whatever it is, and return the result.

        Of a dry run nobody else knows; it is paid for all the same. Whoever asks while others
        already wait for their turn shares their result. A scan ends though nobody may wait for it
        any more: it is paid for. Raises HomeAssistantError, translated, if nothing could be read.
        """
        if self.is_closed:
            raise SourceUnavailableError(self.settings.source_entity_id)
        if (task := self._next_scans.get(is_dry_run)) is None:
            task = self.config_entry.async_create_background_task(
                self.hass,
                self._async_scan_in_turn(is_dry_run),
                f"{DOMAIN} scan {self.subentry.subentry_id}",
                eager_start=False,
            )
            self._next_scans[is_dry_run] = task
            self._scans.add(task)
            task.add_done_callback(self._scans.discard)
        return await asyncio.shield(task)

    async def _async_scan_in_turn(self, is_dry_run: bool) -> Scan:
        """Scan after those who have asked before. Raises HomeAssistantError, translated."""
        async with self._scanning:
            del self._next_scans[is_dry_run]
            return await (self._async_dry_run() if is_dry_run else self._async_scan())

    async def _async_scan(self) -> Scan:
        """Read what is in view now. Raises HomeAssistantError, translated."""
        watch = self._new_watch()
        try:
            capture = await self.async_capture()
            watch.record_capture(capture)
            shot = whole_shot(self.tracker.tracks, capture)
            return await async_recognize_shot(self, watch, shot)
        except HomeAssistantError as err:
            if watch.error is not err:
                watch.fail(err)
            raise
        finally:
            self.async_log(watch)
            self.async_set_updated_data(self.watch or watch)
            async_log_trigger(self, watch)

    async def _async_dry_run(self) -> Scan:
        """Read what is in view now, and record nothing. Raises HomeAssistantError, translated."""
        capture = await async_capture(self.hass, self.settings)
        picture, _ = await async_prepare(self.hass, self.settings, capture.content)
        return await async_recognize(
            self.paid_calls,
            self.settings,
            self.vehicles,
            picture,
            capture.taken_at,
        )
