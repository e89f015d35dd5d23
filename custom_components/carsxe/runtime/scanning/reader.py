"""Captures the frames of one camera and has them read."""

from asyncio import Lock
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util, ulid as ulid_util

from ...api import CarsXEError, Recognition
from ...const import LOGGER
from ...pictures import PictureError
from ..arrivals.arrivals import Arrivals
from ..arrivals.standing import (
    async_forget_departed,
    async_mark_standing,
    async_note_standing,
)
from ..failures import translated_failures
from ..frames.capture import CaptureError, async_capture
from ..frames.frame import Frame
from ..frames.gate import Gate, Skip
from ..frames.picture_work import async_work
from ..frames.public_url import async_get_public_url
from ..frames.snapshots import DATA_SNAPSHOTS, Fetches
from ..issues.call_issues import async_note_call
from ..settings import CameraSettings
from ..spending.paid_calls import PaidCalls
from ..vehicles.vehicles import Vehicles
from .scan import PlateDetection, Scan, agreed_plates, look_up, read_detections


class CameraReader:
    """Takes the steps from a camera to a scan, one paid call at a time."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        subentry: ConfigSubentry,
        settings: CameraSettings,
        *,
        paid_calls: PaidCalls,
        vehicles: Vehicles,
        arrivals: Arrivals,
    ) -> None:
        """Keep what the steps need."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._settings = settings
        self._paid_calls = paid_calls
        self._vehicles = vehicles
        self._arrivals = arrivals
        self._gate = Gate(settings.gate_max_skip, hass.loop.time, self._async_work)
        self._lock = Lock()
        # Those of the last call's picture, over all its attempts.
        self.fetches = Fetches()

    async def async_capture(self) -> Frame:
        """Return a fresh frame; fails at once where no call could be made with it.

        Raises HomeAssistantError, translated.
        """
        self._paid_calls.async_check(priority=self._settings.priority)
        async_get_public_url(self._hass, self._entry.data)
        return await async_capture(
            self._hass, self._settings.source_entity_id, self._settings.framing
        )

    async def async_read(self, frame: Frame, *, dry_run: bool = False) -> Scan:
        """Pay for a frame and return what is in it.

        What a dry run sees is news to all others. Raises HomeAssistantError, translated, where
        the frame couldn't be read.
        """
        async with self._lock:
            return await self._async_recognize(frame, dry_run=dry_run)

    async def async_read_news(self, frame: Frame) -> Scan | Skip:
        """Pay for a frame, unless it shows nothing that is worth it."""
        async with self._lock:
            skip = await self._async_note(self._gate.async_judge(frame), frame)
            if skip is None:
                return await self._async_recognize(frame)
        LOGGER.debug("%s: %s in view, nothing paid", self._subentry.title, skip.value)
        return skip

    async def async_look_back(self) -> None:
        """Look, at no cost, at where the vehicles come to rest that were read lately.

        Raises HomeAssistantError, translated, where no frame could be captured.
        """
        frame = await self.async_capture()
        async with self._lock:
            await self._async_note(self._gate.async_look_back(frame), frame)
            with self._picture_failures():
                picture = await frame.async_picture()
            since = self._hass.loop.time() - self._settings.cooldown
            self._arrivals.note_rest(picture, since=since)

    async def _async_note(
        self, judgement: Awaitable[Skip | None], frame: Frame
    ) -> Skip | None:
        """Tell why a frame isn't worth a call, and note who has moved, stands, or has left."""
        with self._picture_failures():
            skip = await judgement
        if skip is None:
            return None
        for move in self._gate.moves:
            self._arrivals.note_moved(move.before, move.now, self._hass.loop.time())
        await self._async_note_standing(frame, departed=skip is Skip.EMPTY)
        return skip

    async def _async_work[*ArgsT, ResultT](
        self, work: Callable[[*ArgsT], ResultT], *args: *ArgsT
    ) -> ResultT:
        """Do picture work in the executor."""
        return await async_work(self._hass, work, *args)

    async def _async_note_standing(self, frame: Frame, *, departed: bool) -> None:
        """Note which vehicles still stand where they stood, and which may have `departed`."""
        since = self._hass.loop.time() - self._settings.cooldown
        places = self._arrivals.likely_places(since=since)
        if places:
            await async_note_standing(self._hass, self._arrivals, places, frame.view)
        if departed:
            await async_forget_departed(self._hass, self._arrivals, frame.view)

    @callback
    def async_look_up(self, scan: Scan) -> Scan:
        """Return a scan with what the vehicles that are known by now say of its plates."""
        detections = look_up(
            scan.detections,
            min_score=self._settings.min_score,
            matcher=self._vehicles.matcher,
            camera_id=self._subentry.subentry_id,
            now=scan.captured_at,
        )
        return replace(scan, detections=detections)

    def is_enough(self, scans: Sequence[Scan]) -> bool:
        """Tell whether the latest scan shows an arrival so well that no other is needed."""
        agreed = agreed_plates(scans)
        return any(
            _is_arrival(detection) and self._is_well_read(detection, agreed)
            for detection in scans[-1].detections
        )

    def _is_well_read(
        self, detection: PlateDetection, agreed: Collection[str] = ()
    ) -> bool:
        """Tell whether there is nothing more to be known of a plate."""
        return (
            detection.stands
            or detection.match.vehicle is not None
            or detection.score >= self._settings.burst_stop_score / 100
            or detection.plate in agreed
        )

    def attempts(self, scan: Scan) -> int:
        """Return how many calls a scan took, each of which may have been billed."""
        return scan.attempts

    def has_arrival(self, scan: Scan) -> bool:
        """Tell whether a scan shows a plate that counts and hasn't stood there before."""
        return any(map(_is_arrival, scan.detections))

    def note_concluded(self, scans: Sequence[Scan]) -> None:
        """Note how well those are known who have come: no call is due while they only move on."""
        if any(self.is_enough(scans[: index + 1]) for index in range(len(scans))):
            self._gate.note_arrival()
        elif any(map(self.has_arrival, scans)):
            # A better reading is to be had once the vehicle is nearer.
            self._gate.note_nothing()
        agreed = agreed_plates(scans)
        self._gate.note_read(
            [
                detection.place
                for scan in scans
                for detection in scan.detections
                if detection.place and self._is_well_read(detection, agreed)
            ]
        )

    async def _async_recognize(self, frame: Frame, *, dry_run: bool = False) -> Scan:
        """Have a frame read, and look its plates up."""
        frame.async_make_picture()
        recognition = await self._async_pay(frame)
        with self._picture_failures():
            picture = await frame.async_picture()
        scan = Scan(
            scan_id=ulid_util.ulid_now(),
            captured_at=frame.captured_at,
            picture=picture,
            detections=read_detections(
                recognition,
                min_score=self._settings.min_score,
                matcher=self._vehicles.matcher,
                camera_id=self._subentry.subentry_id,
                now=frame.captured_at,
            ),
            processing_time=recognition.processing_time,
            attempts=recognition.attempts,
        )
        self._log(scan, recognition)
        if not scan.detections:
            await async_forget_departed(self._hass, self._arrivals, frame.view)
        boxes = [box.edges for each in recognition.detections if (box := each.box)]
        scan, places = await async_mark_standing(
            self._hass, self._arrivals, scan, frame.view, boxes
        )
        if not dry_run:
            empty = not recognition.detections
            self._gate.answered(frame.view, picture, places, empty=empty)
            if not self.has_arrival(scan):
                self._gate.note_nothing()
        return scan

    async def _async_pay(self, frame: Frame) -> Recognition:
        """Have CarsXE read a frame, once there is room for its picture."""
        base_url = async_get_public_url(self._hass, self._entry.data)
        self.fetches = Fetches()
        async with self._hass.data[DATA_SNAPSHOTS].room:
            with (
                translated_failures(
                    self._hass, self._entry, refused_key="picture_refused"
                ),
                self._noted(),
            ):
                return await self._paid_calls.async_recognize(
                    partial(self._publish, frame, base_url),
                    priority=self._settings.priority,
                )

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Have the repairs tell of how a call ends."""
        try:
            yield
        except CarsXEError as err:
            async_note_call(self._hass, self._entry, err, self.fetches.count)
            raise
        async_note_call(self._hass, self._entry, None, self.fetches.count)

    @contextmanager
    def _picture_failures(self) -> Iterator[None]:
        """Turn what is wrong with a picture into HomeAssistantError."""
        try:
            yield
        except PictureError as err:
            source = self._settings.source_entity_id
            raise CaptureError("not_a_picture", source, str(err)) from err

    @contextmanager
    def _publish(self, frame: Frame, base_url: str) -> Iterator[str]:
        """Make a frame's picture public, for one call, and give its address."""
        snapshots = self._hass.data[DATA_SNAPSHOTS]
        with snapshots.publish(frame.async_make_picture(), self.fetches) as snapshot:
            yield f"{base_url}{snapshot.path}"

    def _log(self, scan: Scan, recognition: Recognition) -> None:
        """Log how much was seen, and how long that took."""
        LOGGER.debug(
            "%s: %d of %d plates count, %.2f s after the capture began",
            self._subentry.title,
            len(scan.detections),
            len(recognition.detections),
            (dt_util.utcnow() - scan.captured_at).total_seconds(),
        )


def _is_arrival(detection: PlateDetection) -> bool:
    """Tell whether a plate may be a new arrival's; whoever is ignored is none."""
    vehicle = detection.match.vehicle
    return not detection.stands and not (vehicle and vehicle.ignore)
