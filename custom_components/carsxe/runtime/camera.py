"""The pipeline of one camera: capture, publish, recognise, match, announce."""

from asyncio import shield
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util, ulid as ulid_util

from ..const import DOMAIN, LOGGER
from ..pictures import Picture
from .announcer import Announcer
from .availability import SourceAvailability
from .capture import SourceUnavailableError, async_capture
from .decoder import PlateDecoder
from .failures import FailureLog, translated_failures
from .paid_calls import PaidCalls
from .public_url import async_get_public_url
from .queue import CoalescingQueue
from .scan import PlateDetection, Scan, read_detections
from .settings import CameraSettings
from .snapshots import DATA_SNAPSHOTS
from .triggers import async_listen_for_triggers
from .vehicles import Vehicles


class CameraPipeline:
    """Owns the way of a picture from one camera to its detections."""

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
        self.subentry = subentry
        self.settings = CameraSettings.from_subentry(subentry)
        self.announcer = Announcer(hass, subentry, self.settings, vehicles)
        self.last_scan: Scan | None = None
        self._hass = hass
        self._entry = entry
        self._paid_calls = paid_calls
        self._matcher = vehicles.matcher
        self._decoder = decoder
        self._failures = FailureLog("Scanning", subentry.title)
        self._decode_failures = FailureLog("Decoding", subentry.title)
        self._listeners: list[Callable[[], None]] = []
        self._source = SourceAvailability(
            hass, self.settings.source_entity_id, self._async_source_changed
        )
        self._removes: list[CALLBACK_TYPE] = []
        self._queue = CoalescingQueue(
            self._async_scan,
            lambda work: entry.async_create_background_task(
                hass, work, f"{DOMAIN} scan {subentry.subentry_id}"
            ),
        )

    @property
    def available(self) -> bool:
        """Return whether the source can be asked for pictures."""
        return self._source.available

    @callback
    def async_start(self) -> None:
        """Follow the source and the triggers."""
        self._removes = [
            self._source.async_start(),
            async_listen_for_triggers(self._hass, self.settings, self.async_trigger),
        ]

    @callback
    def async_stop(self) -> None:
        """Start no more scans; the one that runs goes on."""
        while self._removes:
            self._removes.pop()()

    @callback
    def async_trigger(self) -> None:
        """Ask for a scan and don't wait for it."""
        if self.available:
            self._queue.async_submit()

    async def async_scan(self) -> Scan:
        """Scan now, or once the running scan has ended, and return the result.

        Raises HomeAssistantError, translated, where nothing could be recognised.
        """
        return await shield(self._queue.async_submit())

    async def async_dry_run(self) -> Scan:
        """Scan beside all others, and let nobody know of the result; it is paid all the same.

        Raises HomeAssistantError, translated, where nothing could be recognised.
        """
        return await self._async_recognize()

    async def async_settle(self) -> None:
        """Return once no scan runs that somebody has asked for."""
        await self._queue.async_settle()

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call `listener` after each scan and each change of availability."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    async def _async_scan(self) -> Scan:
        """Make one scan and announce what it saw."""
        try:
            scan = await self._async_recognize()
        except Exception as err:
            self._async_show(None)
            self._log(err)
            raise
        self._failures.succeeded()
        self._async_show(scan)
        for detection in self.announcer.async_announce(scan):
            self._async_decode_unknown(detection)
        return scan

    @callback
    def _async_decode_unknown(self, detection: PlateDetection) -> None:
        """Look up the vehicle of an unknown plate, where that is asked for."""
        if self.settings.decode_unknown and detection.match.vehicle is None:
            self._entry.async_create_background_task(
                self._hass,
                self._async_decode(detection),
                f"{DOMAIN} decode {self.subentry.subentry_id}",
            )

    async def _async_decode(self, detection: PlateDetection) -> None:
        """Look up a plate, and let the entities show what is known of it."""
        region = detection.detection.region
        try:
            await self._decoder.async_decode(
                detection.plate, region.code if region else None
            )
        except HomeAssistantError as err:
            self._decode_failures.failed(err)
            return
        self._decode_failures.succeeded()
        self._async_notify()

    def _log(self, err: Exception) -> None:
        """Log a failure, unless the source's availability has said it already."""
        if isinstance(err, SourceUnavailableError):
            return
        if isinstance(err, HomeAssistantError):
            self._failures.failed(err)
        else:
            LOGGER.exception("Unexpected error in a scan with %s", self.subentry.title)

    async def _async_recognize(self) -> Scan:
        """Capture a picture and have it read."""
        base_url = async_get_public_url(self._hass, self._entry.data)
        captured_at = dt_util.utcnow()
        picture = await async_capture(self._hass, self.settings.source_entity_id)
        with translated_failures(
            self._hass, self._entry, refused_key="picture_refused"
        ):
            recognition = await self._paid_calls.async_recognize(
                partial(self._publish, picture, base_url)
            )
        scan = Scan(
            scan_id=ulid_util.ulid_now(),
            captured_at=captured_at,
            picture=picture,
            detections=read_detections(
                recognition,
                min_score=self.settings.min_score,
                matcher=self._matcher,
                camera_id=self.subentry.subentry_id,
                now=captured_at,
            ),
            processing_time=recognition.processing_time,
        )
        LOGGER.debug(
            "%s: %d of %d plates count, %.2f s after the capture began",
            self.subentry.title,
            len(scan.detections),
            len(recognition.detections),
            (dt_util.utcnow() - captured_at).total_seconds(),
        )
        return scan

    @contextmanager
    def _publish(self, picture: Picture, base_url: str) -> Iterator[str]:
        """Make a picture public, for one call, and give its address."""
        with self._hass.data[DATA_SNAPSHOTS].publish(picture) as snapshot:
            yield f"{base_url}{snapshot.path}"

    @callback
    def _async_source_changed(self) -> None:
        """Forget what was seen before the source went or came."""
        self._async_show(None)

    @callback
    def _async_show(self, scan: Scan | None) -> None:
        """Let the entities show a scan; none where there is none to be relied on."""
        self.last_scan = scan
        self._async_notify()

    @callback
    def _async_notify(self) -> None:
        """Tell the entities that something has changed."""
        for listener in tuple(self._listeners):
            listener()
