"""The pipeline of one camera: what asks for scans, and who hears of them."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from functools import partial

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later

from ..const import DOMAIN, LOGGER
from .arrivals.announcer import Announcer
from .availability import SourceAvailability
from .failures import FailureLog
from .frames.capture import SourceUnavailableError
from .frames.frame import Frame
from .history.histories import async_get_history
from .scanning.burst import Burst, BurstSettings
from .scanning.look_back import LookBacks
from .scanning.queue import CoalescingQueue
from .scanning.reader import CameraReader
from .scanning.scan import Scan, combine_scans
from .scanning.triggers import async_is_any_on, async_listen_for_triggers
from .settings import CameraSettings
from .spending.paid_calls import PaidCalls
from .vehicles.decoder import PlateDecoder
from .vehicles.unknown import UnknownPlates
from .vehicles.vehicles import Vehicles

# An interval's scan where nothing tells news from what is known: the next one follows anyway.
ONE_LOOK = BurstSettings(max_calls=1, interval=1, watch=0)
# One press may fire several event types; so many seconds apart, they are of the same press.
PRESS = 2.0
# While a sensor that triggers stays on, the camera looks every so many seconds.
LOOK_WHILE_ON = 2.0


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
        self.history = async_get_history(hass, entry, subentry)
        self.last_scan: Scan | None = None
        self._hass = hass
        self.entry = entry
        self._paid_calls = paid_calls
        self._reader = CameraReader(
            hass,
            entry,
            subentry,
            self.settings,
            paid_calls=paid_calls,
            vehicles=vehicles,
            arrivals=self.announcer.arrivals,
        )
        self._failures = FailureLog("Scanning", subentry.title)
        self._listeners: list[Callable[[], None]] = []
        self._source = SourceAvailability(
            hass, self.settings.source_entity_id, self._async_source_changed
        )
        self._removes: list[CALLBACK_TYPE] = []
        self._asked = False
        self._pressed_at: float | None = None
        self._next_look: CALLBACK_TYPE | None = None
        self._look_backs = LookBacks(
            hass, self._reader.async_look_back, self._create_task
        )
        self._unknown = UnknownPlates(
            hass, entry, subentry, decoder, self._async_notify
        )
        self._running: set[Burst[Frame, Scan]] = set()
        self._stopped = False
        self._closed = False
        self._scans = CoalescingQueue(self._async_scan, self._create_task)
        self._bursts = CoalescingQueue(self._async_burst, self._create_task)
        self._looks = CoalescingQueue(self._async_look, self._create_task)
        self._dry_runs = CoalescingQueue(self._async_dry_run, self._create_task)

    @property
    def available(self) -> bool:
        """Return whether the source can be asked for pictures."""
        return self._source.available

    @property
    def failure(self) -> str | None:
        """Return the key of what scans fail of at present."""
        return self._failures.current

    @callback
    def async_start(self) -> None:
        """Follow the source and the triggers."""
        self._removes = [
            self._source.async_start(),
            async_listen_for_triggers(
                self._hass,
                self.settings,
                triggered=self.async_trigger,
                elapsed=self._async_elapsed,
            ),
        ]

    @callback
    def async_stop(self) -> None:
        """Start no more scans; the one that runs goes on, and one look per burst that waits."""
        self._stopped = True
        self._look_backs.async_cancel()
        self._async_cancel_next_look()
        while self._removes:
            self._removes.pop()()
        for burst in self._running:
            burst.stop()

    @callback
    def async_close(self) -> None:
        """Stop, and tell nobody any more of what the scan that runs will see."""
        self._closed = True
        self.async_stop()

    @callback
    def async_trigger(self, asked: bool = False) -> None:
        """Start a burst, now or after the running one, and don't wait for it.

        Where a person has asked for it, its first picture is read whatever it shows.
        """
        if not self.available or self._hass.is_stopping:
            return
        if not asked and self._async_prolong_look():
            return
        if asked:
            if self._is_same_press():
                return
            # Nobody who has asked waits for looks that may go on for long.
            for burst in self._running:
                burst.stop()
        self._asked = self._asked or asked
        self._bursts.async_submit()
        self._async_plan_next_look()

    async def async_scan(self) -> Scan:
        """Scan now, or once the running scan has ended, and return the result.

        Raises HomeAssistantError, translated, where nothing could be recognised.
        """
        return await asyncio.shield(self._scans.async_submit())

    async def async_dry_run(self) -> Scan:
        """Scan as `async_scan` does, but let nobody else know of the result; it is paid for.

        Raises HomeAssistantError, translated, where nothing could be recognised.
        """
        return await asyncio.shield(self._dry_runs.async_submit())

    async def async_settle(self) -> None:
        """Return once no scan runs that somebody has asked for, and no look-up of its plates."""
        for queue in (self._scans, self._bursts, self._looks, self._dry_runs):
            await queue.async_settle()
        await self._unknown.async_settle()

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call `listener` after each scan and each change of availability."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    def _is_same_press(self) -> bool:
        """Note a press; tell whether another event of it has come before."""
        before, self._pressed_at = self._pressed_at, self._hass.loop.time()
        return before is not None and self._pressed_at - before < PRESS

    @callback
    def _async_prolong_look(self) -> bool:
        """Let a look that runs as its interval has elapsed go on as a trigger's burst."""
        looks = [burst for burst in self._running if burst.brief]
        for burst in looks:
            burst.prolong()
        return bool(looks)

    @callback
    def _async_elapsed(self) -> None:
        """Look, as the interval has elapsed, unless a burst looks anyway."""
        if self.available and not self._running and not self._hass.is_stopping:
            self._looks.async_submit()

    @callback
    def _async_plan_next_look(self) -> None:
        """Look again in a moment if a sensor is on that the next vehicle can't turn on.

        Without the gate, such a look would be paid for.
        """
        self._async_cancel_next_look()
        if self._stopped or self.settings.gate_max_skip <= 0:
            return
        if async_is_any_on(self._hass, self.settings.trigger_entity_ids):
            job = HassJob(self._async_look_while_on, cancel_on_shutdown=True)
            self._next_look = async_call_later(self._hass, LOOK_WHILE_ON, job)

    @callback
    def _async_cancel_next_look(self) -> None:
        """Don't look again for a sensor that stays on."""
        if self._next_look:
            self._next_look()
            self._next_look = None

    @callback
    def _async_look_while_on(self, _: datetime) -> None:
        """Look, if the sensor is still on."""
        self._async_plan_next_look()
        if self._next_look:
            self._async_elapsed()

    async def _async_scan(self) -> Scan:
        """Make the scan that somebody asked for; it is never spared."""
        try:
            scan = await self._reader.async_read(await self._reader.async_capture())
        except Exception as err:
            self._async_failed(err)
            raise
        self._failures.succeeded()
        self._async_conclude([scan])
        return scan

    async def _async_dry_run(self) -> Scan:
        """Make the scan that nobody else hears of."""
        frame = await self._reader.async_capture()
        return await self._reader.async_read(frame, dry_run=True)

    async def _async_burst(self) -> None:
        """Make the burst that a trigger has asked for."""
        asked, self._asked = self._asked, False
        await self._async_run(Burst(self.settings.burst, self._reader, asked=asked))

    async def _async_look(self) -> None:
        """Look once, and on for as long as there is anything new."""
        if self._running:
            return
        if self.settings.gate_max_skip > 0:
            burst = Burst(self.settings.burst, self._reader, brief=True)
        else:
            burst = Burst(ONE_LOOK, self._reader)
        await self._async_run(burst)

    async def _async_run(self, burst: Burst[Frame, Scan]) -> None:
        """Run a burst, and announce what it has seen, also where it broke off."""
        self._running.add(burst)
        if self._stopped:
            burst.stop()
        try:
            await burst.async_run()
        except Exception as err:  # noqa: BLE001
            self._async_failed(err)
            if burst.captured or not isinstance(err, HomeAssistantError):
                # Calls that go on failing may be billed.
                self._async_cancel_next_look()
        else:
            if burst.scans:
                self._failures.succeeded()
        finally:
            self._running.discard(burst)
        self._async_conclude(burst.scans)
        is_unplanned = burst.brief and not self.settings.scan_interval
        self._paid_calls.async_saved(
            by_gate=0 if is_unplanned else burst.saved_by_gate,
            by_early_stop=burst.saved_by_early_stop,
        )

    @callback
    def _async_conclude(self, scans: Sequence[Scan]) -> None:
        """Show and announce what scans of the same scene have seen together.

        Vehicles, or the camera itself, may have been removed meanwhile.
        """
        is_gone = self._closed or self.subentry.subentry_id not in self.entry.subentries
        if is_gone or not scans:
            return
        scans = [self._reader.async_look_up(scan) for scan in scans]
        readings = combine_scans(scans)
        shown = readings[0][0] if readings else scans[-1]
        self._async_show(shown)
        self._reader.note_concluded(scans)
        announced = self.announcer.async_announce(readings, scans)
        if self.settings.decode_unknown:
            self._unknown.async_look_up(each.detection for each in announced)
        if announced:
            self._look_backs.async_plan()
        if readings:
            self.history.async_keep(shown, announced)

    @callback
    def _async_failed(self, err: Exception) -> None:
        """Show that nothing is known, and log why, unless the source's availability has."""
        self._async_show(None)
        if isinstance(err, SourceUnavailableError):
            return
        if isinstance(err, HomeAssistantError):
            self._failures.failed(err)
        else:
            LOGGER.exception("Unexpected error in a scan with %s", self.subentry.title)

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

    def _create_task(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Start a task that ends with the account."""
        return self.entry.async_create_background_task(
            self._hass, work, f"{DOMAIN} scan {self.subentry.subentry_id}"
        )
