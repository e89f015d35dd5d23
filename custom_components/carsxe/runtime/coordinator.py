"""The coordinator of one camera: follows a trigger through to the announced visits."""

import asyncio
from collections.abc import Callable, Coroutine
from math import inf
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..api import (
    CarsXEAccessError,
    CarsXEAuthError,
    CarsXEBillingError,
    CarsXEError,
    CarsXEQuotaError,
)
from ..api.client import MAX_ATTEMPTS
from ..const import DOMAIN, LOGGER
from ..vision import Picture, PictureError
from ..vision.box import Box
from ..vision.picture import plate_area, prepare_picture
from .announcer import async_announce
from .availability import SourceAvailability
from .backoff import Backoff
from .capture import CaptureError, SourceUnavailableError, async_capture
from .failures import FailureLog
from .history.histories import async_get_history
from .memory import dump_memory, restore_memory
from .picture_work import async_work
from .recognizer import Recognizer
from .scan import Scan
from .settings import CameraSettings
from .snapshots import Fetches
from .spending.budget import CallsStoppedError
from .spending.paid_calls import PaidCalls
from .texts import async_reason, async_say
from .track import Capture, Direction, Track
from .tracker import Shot, Tracker
from .triggers import async_is_any_on, async_listen_for_triggers
from .vehicles.decoder import PlateDecoder
from .vehicles.unknown import UnknownPlates
from .vehicles.vehicles import Vehicles, VehicleSighting
from .visits import Visits
from .watch import STILL, Status, Watch

# One press may fire several event types; so many seconds apart, they are of the same press.
PRESS = 2.0


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
        decoder: PlateDecoder,
    ) -> None:
        """Prepare everything; nothing runs before `async_start`."""
        super().__init__(hass, LOGGER, config_entry=entry, name=subentry.title)
        self.vehicles = vehicles
        self.history = async_get_history(hass, entry, subentry)
        self.unknown = UnknownPlates(
            hass, entry, subentry, decoder, self.async_update_listeners
        )
        self._paid_calls = paid_calls
        self._backoff = Backoff()
        self._failures = FailureLog("Scanning", subentry.title)
        self._tracking = asyncio.Lock()
        self._watch: Watch | None = None
        self._pressed_at = -inf
        self._task: asyncio.Task[None] | None = None
        self._paying: asyncio.Task[None] | None = None
        self._scanning = asyncio.Lock()
        self._scans: set[asyncio.Task[Scan]] = set()
        self._next_scans: dict[
            Callable[[], Coroutine[Any, Any, Scan]], asyncio.Task[Scan]
        ] = {}
        self._removes: list[CALLBACK_TYPE] = []
        self._apply(subentry)

    def _apply(self, subentry: ConfigSubentry) -> None:
        """Take up a camera's settings; another view is tracked from the start."""
        settings = CameraSettings.from_subentry(subentry)
        self.subentry = subentry
        self.settings = settings
        self.tracker = Tracker(settings.framing.crop, settings.max_calls)
        self.visits = Visits(
            settings.cooldown, settings.sure_score / 100, settings.max_calls
        )
        self._source = SourceAvailability(
            self.hass, settings.source_entity_id, self._async_source_changed
        )
        self._recognizer = Recognizer(
            hass=self.hass,
            entry=self.config_entry,
            camera_id=subentry.subentry_id,
            settings=settings,
            paid_calls=self._paid_calls,
        )

    @callback
    def _async_source_changed(self) -> None:
        """Show that the source has gone or is back, with no old plate as a new one."""
        if self.data and not self.available:
            self.data.detections = []
        self.async_update_listeners()

    @property
    def available(self) -> bool:
        """Return whether the source can be asked for pictures."""
        return self._source.available

    @property
    def failure(self) -> str | None:
        """Return the translation key of what scans fail of at present."""
        return self._failures.current

    @property
    def reason(self) -> str | None:
        """Return a sentence that says why the last watch ended as it did."""
        if (watch := self.data) is None:
            return None
        if watch.error:
            return async_reason(self.hass, watch.error)
        return async_say(self.hass, f"status_{watch.status}")

    async def async_load(self) -> None:
        """Take up what the camera knew of its scene before the restart."""

        def _load() -> None:
            if content := self.history.folder.read_memory():
                restore_memory(
                    content, self.tracker, self.visits, self.hass.loop.time()
                )

        try:
            await self.hass.async_add_executor_job(_load)
        except (KeyError, TypeError, ValueError, OSError) as err:
            LOGGER.warning(
                "What %s knew of its scene can't be read: %s",
                self.name,
                type(err).__name__,
            )
        self.async_match_again()

    @callback
    def async_match_again(self) -> None:
        """Match the plates of those who are there, as the known vehicles have changed."""
        self.visits.match_again(
            self.vehicles.matcher,
            self.subentry.subentry_id,
            self.settings.min_score / 100,
        )

    async def _async_save(self) -> None:
        """Keep what the camera knows of its scene over restarts."""
        async with self._tracking:
            content = await self.hass.async_add_executor_job(
                dump_memory, self.tracker, self.visits, self.hass.loop.time()
            )
        if content is None:
            return
        try:
            await self.history.async_write_memory(content)
        except (HomeAssistantError, OSError) as err:
            LOGGER.warning(
                "What %s knows of its scene can't be kept: %s",
                self.name,
                type(err).__name__,
            )

    @callback
    def async_start(self) -> None:
        """Follow the source and the triggers."""
        self._removes = [
            self._source.async_start(),
            async_listen_for_triggers(
                self.hass,
                self.settings,
                triggered=self.async_trigger,
                elapsed=self._async_elapsed,
            ),
        ]

    async def async_stop(self) -> None:
        """Stop looking; what is paid for already is announced."""
        while self._removes:
            self._removes.pop()()
        if self._task:
            self._task.cancel()
        if paying := [*self._scans, *([self._paying] if self._paying else [])]:
            await asyncio.wait(paying)
        # No better reading is awaited any more.
        self._async_announce(is_final=True)
        await self._async_save()

    async def async_change(self, subentry: ConfigSubentry) -> None:
        """Go on with a camera's changed settings; no other camera notices."""
        await self.async_stop()
        before, tracker, visits = self.settings, self.tracker, self.visits
        self._apply(subentry)
        if before.has_same_view(self.settings):
            self.tracker.take_over(tracker)
            self.visits.visits = visits.visits
        self.async_start()
        self.async_update_listeners()

    @callback
    def async_trigger(self, entity_id: str | None, is_asking: bool = False) -> None:
        """Start a watch, or prolong the one that runs.

        If a person `is_asking` for it, the next picture is read whatever it shows.
        """
        if self.hass.is_stopping:
            return
        if (watch := self._watch) is None:
            watch = self._async_begin()
            for track in self.tracker.tracks:
                track.forgive()
        watch.trigger = entity_id
        watch.triggered_at = now = self.hass.loop.time()
        if is_asking:
            is_same_press = now - self._pressed_at < PRESS
            watch.is_asking = watch.is_asking or not is_same_press
            self._pressed_at = now
        self.async_set_updated_data(watch)

    @callback
    def _async_elapsed(self) -> None:
        """Look, as the interval has elapsed, unless a watch runs anyway."""
        if self.available and not self._watch and not self.hass.is_stopping:
            self._async_begin()

    @callback
    def _async_begin(self) -> Watch:
        """Start a watch; its first step runs once this callback has ended."""
        watch = self._new_watch()
        self._watch = watch
        self._task = self.config_entry.async_create_background_task(
            self.hass,
            self._async_watch(watch),
            f"{DOMAIN} watch {self.subentry.subentry_id}",
            eager_start=False,
        )
        return watch

    def _new_watch(self) -> Watch:
        """Return a watch that begins now."""
        return Watch(started_at=self.hass.loop.time(), at=dt_util.utcnow())

    async def _async_watch(self, watch: Watch) -> None:
        """Look, and pay for the best pictures, until nothing is left to wait for."""
        try:
            await self._async_look_on(watch)
        except Exception:  # noqa: BLE001
            LOGGER.exception("Unexpected error in a watch of %s", self.name)
        finally:
            self._watch = None
            watch.end()
            self._async_log(watch)
            self.async_update_listeners()
        if watch.triggered_at and watch.captures and not watch.recognitions:
            self._paid_calls.async_saved()
        await self._async_save()

    async def _async_look_on(self, watch: Watch) -> None:
        """Look until nothing is left to wait for; paid calls run meanwhile."""
        loop = self.hass.loop
        while True:
            started = loop.time()
            capture = await self._async_look(watch)
            if self._paying is None or self._paying.done():
                shot = self._next_shot(watch, capture)
                self._paying = self._async_start_paying(watch, shot) if shot else None
            self._async_announce()
            if self.visits.note_standing():
                await self._async_save()
            if self._paying is None and self._is_over(watch):
                return
            pause = watch.interval(loop.time()) - (loop.time() - started)
            await asyncio.sleep(max(pause, 0.0))

    async def _async_look(self, watch: Watch) -> Capture | None:
        """Take a picture and follow the tracks in it, at no cost; None if that failed."""
        try:
            capture = await self._async_capture()
        except HomeAssistantError as err:
            if watch.status is Status.WATCHING:
                watch.error = err
            if not watch.captures and self.hass.loop.time() > watch.patient_until:
                self._async_log(watch)
            return None
        watch.record_capture()
        if self._is_busy():
            watch.busy_at = self.hass.loop.time()
        return capture

    async def _async_capture(self) -> Capture:
        """Return a picture whose tracks are followed. Raises CaptureError."""
        source = self.settings.source_entity_id
        capture = await async_capture(self.hass, source)
        try:
            async with self._tracking:
                await async_work(self.hass, self.tracker.update, capture)
        except PictureError as err:
            raise CaptureError("not_a_picture", source, str(err)) from err
        return capture

    def _next_shot(self, watch: Watch, capture: Capture | None) -> Shot | None:
        """Return the picture that is worth a paid call now, if there is one."""
        if watch.is_asking and capture:
            watch.is_asking = False
            return self.tracker.whole(capture)
        if self.hass.loop.time() < self._backoff.ready_at:
            return None
        return self.tracker.pick()

    @callback
    def _async_start_paying(self, watch: Watch, shot: Shot) -> asyncio.Task[None]:
        """Start a paid call; captures go on meanwhile."""
        return self.config_entry.async_create_background_task(
            self.hass,
            self._async_pay(watch, shot),
            f"{DOMAIN} recognition {self.subentry.subentry_id}",
        )

    async def _async_pay(self, watch: Watch, shot: Shot) -> None:
        """Pay for a picture during a watch; the watch tells what came of it."""
        try:
            await self._async_recognize(watch, shot)
        except HomeAssistantError as err:
            LOGGER.debug("%s: %s", self.name, err)
        except Exception:  # noqa: BLE001
            LOGGER.exception("Unexpected error in a scan with %s", self.name)

    async def _async_recognize(self, watch: Watch, shot: Shot) -> Scan:
        """Pay for a picture, and record what it shows.

        Raises HomeAssistantError, translated, if nothing could be read.
        """
        watch.begin_recognition()
        self.async_set_updated_data(watch)
        try:
            picture, shown = await self._async_prepare(shot)
            scan = await self._recognizer.async_recognize(
                picture, shot.capture.taken_at, self.vehicles, Fetches()
            )
        except HomeAssistantError as err:
            watch.fail(err)
            self._backoff.call_failed(self.hass.loop.time())
            if not isinstance(err, CallsStoppedError):
                for track in shot.sightings:
                    track.record_failure(_possible_cost(err))
            self.async_update_listeners()
            raise
        await self._async_record(scan, shot, shown)
        watch.end_recognition(scan)
        # A watch that goes on may bring a better reading.
        self._async_announce(is_final=watch is not self._watch)
        self.async_update_listeners()
        return scan

    async def _async_prepare(self, shot: Shot) -> tuple[Picture, Box]:
        """Return the picture to send, and the part of the region that it shows."""
        boxes = [sighting.box for sighting in shot.sightings.values()]
        area = None if shot.is_whole else plate_area(boxes, self.tracker.size)
        try:
            return await async_work(
                self.hass,
                prepare_picture,
                shot.capture.content,
                self.settings.framing,
                area,
            )
        except PictureError as err:
            source = self.settings.source_entity_id
            raise CaptureError("not_a_picture", source, str(err)) from err

    async def _async_record(self, scan: Scan, shot: Shot, shown: Box) -> None:
        """Record whose plates were read, and which tracks were sent in vain."""
        now = self.hass.loop.time()
        scale = scan.picture.width / shown.width if scan.picture else 1.0
        # A vehicle that is read in vain twice, as it comes nearer, counts once.
        is_first = not any(track.calls for track in shot.sightings)
        for sent, sighting in shot.sightings.items():
            sent.record_call(sighting, scale, scan.attempts)
        if scan.detections or scan.has_more:
            self._backoff.succeeded()
        elif is_first:
            self._backoff.read_nothing(now)
        for detection in scan.detections:
            track: Track | None = None
            if detection.box:
                box = Box(*detection.box).scaled(1 / scale)
                box = box.shifted(shown.left, shown.top)
                async with self._tracking:
                    track = await async_work(self.hass, self.tracker.claim, shot, box)
            self.visits.record(scan, detection, track, now)
            if vehicle := detection.match.vehicle:
                source = self.settings.source_entity_id
                self.vehicles.async_seen(
                    vehicle.vehicle_id,
                    VehicleSighting(seen_at=scan.captured_at, camera_entity_id=source),
                )

    @callback
    def _async_announce(self, *, is_final: bool = False) -> None:
        """Announce the visits that are ready for it, and record who has left.

        What is read at a camera that was removed meanwhile is of no interest any more.
        """
        if self.subentry.subentry_id not in self.config_entry.subentries:
            return
        tracks, now = self.tracker.tracks, self.hass.loop.time()
        for visit in self.visits.left(tracks):
            # Whoever was still approaching when it went out of view is there.
            if visit.vehicle and visit.direction is not Direction.APPROACHING:
                self.vehicles.async_left(visit.vehicle.vehicle_id)
        announced = [
            async_announce(self, visit)
            for visit in self.visits.due(tracks, now, is_final=is_final)
        ]
        if self.settings.decode_unknown:
            self.unknown.async_look_up(each.detection for each in announced if each)

    def _is_busy(self) -> bool:
        """Return whether something is in view that isn't explained."""
        moves = self.tracker.now - self.tracker.moved_at < STILL
        return moves or self.tracker.is_unread()

    def _is_over(self, watch: Watch) -> bool:
        """Return whether a watch has nothing left to wait for."""
        return watch.is_over(
            self.hass.loop.time(),
            is_on=self.available
            and async_is_any_on(self.hass, self.settings.trigger_entity_ids),
            moves=self.tracker.now - self.tracker.moved_at < STILL,
            is_unread=self.tracker.is_unread() or self.visits.has_pending,
        )

    @callback
    def _async_log(self, watch: Watch) -> None:
        """Log once what watches fail of, and that they work again."""
        if watch.error is None:
            self._failures.succeeded()
        elif not isinstance(watch.error, SourceUnavailableError):
            self._failures.failed(watch.error)

    async def async_scan(self) -> Scan:
        """Read what is in view now, whatever it is, and return the result.

        Raises HomeAssistantError, translated, if nothing could be read.
        """
        return await self._async_share(self._async_scan)

    async def async_dry_run(self) -> Scan:
        """Read what is in view now, and let nobody else know; it is paid for all the same.

        Raises HomeAssistantError, translated, if nothing could be read.
        """
        return await self._async_share(self._async_dry_run)

    async def _async_share(self, scan: Callable[[], Coroutine[Any, Any, Scan]]) -> Scan:
        """Scan after those who ask already, and return the result.

        Whoever asks while others already wait for their turn shares their result. A scan ends
        though nobody may wait for it any more: it is paid for.
        """

        async def _scan() -> Scan:
            async with self._scanning:
                del self._next_scans[scan]
                return await scan()

        if scan not in self._next_scans:
            self._next_scans[scan] = task = (
                self.config_entry.async_create_background_task(
                    self.hass,
                    _scan(),
                    f"{DOMAIN} scan {self.subentry.subentry_id}",
                    eager_start=False,
                )
            )
            self._scans.add(task)
            task.add_done_callback(self._scans.discard)
        return await asyncio.shield(self._next_scans[scan])

    async def _async_scan(self) -> Scan:
        """Read what is in view now. Raises HomeAssistantError, translated."""
        watch = self._new_watch()
        try:
            capture = await self._async_capture()
            watch.record_capture()
            return await self._async_recognize(watch, self.tracker.whole(capture))
        except HomeAssistantError as err:
            if watch.error is not err:
                watch.fail(err)
            raise
        finally:
            self._async_log(watch)
            self.async_set_updated_data(self._watch or watch)

    async def _async_dry_run(self) -> Scan:
        """Read what is in view now, and record nothing. Raises HomeAssistantError, translated."""
        capture = await async_capture(self.hass, self.settings.source_entity_id)
        picture, _ = await self._async_prepare(
            Shot(capture=capture, sightings={}, is_whole=True)
        )
        return await self._recognizer.async_recognize(
            picture, capture.taken_at, self.vehicles, Fetches()
        )


def _possible_cost(err: HomeAssistantError) -> int:
    """Return how many of a vehicle's calls a failed recognition uses up.

    Only what was certainly free and may pass is tried again.
    """
    cause = err.__cause__
    lasts = isinstance(
        cause,
        CarsXEAccessError | CarsXEAuthError | CarsXEBillingError | CarsXEQuotaError,
    )
    may_be_billed = isinstance(cause, CarsXEError) and cause.may_be_billed
    return MAX_ATTEMPTS if lasts or may_be_billed else 1
