"""Keeps what one camera has seen: the last picture with a plate, and the last detections."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.json import json_bytes
from homeassistant.util import ulid as ulid_util
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalType

from ...const import DOMAIN, LOGGER
from ...vision import PictureError
from ..event_data import Announcement
from ..picture_work import async_work
from ..scan import Scan
from .drawing import PlatePicture, draw_detection, draw_scan
from .folder import CameraFolder
from .record import Record

MAX_BYTES = 50_000_000

SIGNAL_DETECTIONS_CHANGED: SignalType[()] = SignalType(f"{DOMAIN}_detections_changed")

# One drawing at a time, so that other cameras' frames are never kept waiting.
_DATA_DRAWING: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_drawing")


class CameraHistory:
    """The kept pictures and detections of a camera; lives on when its account is set up anew."""

    def __init__(self, hass: HomeAssistant, folder: CameraFolder, name: str) -> None:
        """Start empty; `async_set_up` reads what is kept."""
        self.folder = folder
        self.last_plate: PlatePicture | None = None
        self.keep = 0
        self._hass = hass
        self._name = name
        self._records: dict[str, Record] = {}
        self._listeners: list[Callable[[], None]] = []
        self._lock = asyncio.Lock()
        self._drawing = hass.data.setdefault(_DATA_DRAWING, asyncio.Lock())
        self._is_loaded = False
        self._is_removed = False

    @property
    def records(self) -> Sequence[Record]:
        """Return the detections, the latest first."""
        return list(reversed(self._records.values()))

    def record(self, record_id: str) -> Record | None:
        """Return the detection with an id."""
        return self._records.get(record_id)

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call `listener` when there is another last picture."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    async def async_set_up(self, keep: int) -> None:
        """Read what is kept, the first time, and keep so many detections from now on.

        What can't be read is lost, and nothing else. It takes no time where nothing has changed:
        whoever adds a vehicle must not wait for a picture.
        """
        if self._is_loaded and keep == self.keep:
            return
        self.keep = keep
        async with self._lock:
            if not self._is_loaded:
                await self._async_load()
                self._is_loaded = True
            await self._async_trim()

    async def async_remove(self) -> None:
        """Delete everything; nothing is kept any more."""
        self._is_removed = True
        async with self._lock:
            self._records.clear()
            self.last_plate = None
            try:
                await self._hass.async_add_executor_job(self.folder.remove)
            except OSError as err:
                self._warn("deleted", err)
        async_dispatcher_send(self._hass, SIGNAL_DETECTIONS_CHANGED)

    async def async_write_memory(self, content: bytes) -> None:
        """Write what the camera knows of its scene. Raises OSError and WriteError."""
        async with self._lock:
            if not self._is_removed:
                await self._hass.async_add_executor_job(
                    self.folder.write_memory, content
                )

    @callback
    def async_keep(self, shown: Scan, announcements: Sequence[Announcement]) -> None:
        """Draw and keep what was seen, as soon as all that is urgent has been done.

        `shown` is the scan that the entities show.
        """
        self._hass.async_create_task(
            self._async_keep(shown, announcements),
            f"{DOMAIN} history {self._name}",
            eager_start=False,
        )

    async def _async_keep(
        self, shown: Scan, announcements: Sequence[Announcement]
    ) -> None:
        """Draw and keep what was seen."""
        async with self._lock:
            try:
                await self._async_show(shown, announcements)
            except (HomeAssistantError, OSError, PictureError) as err:
                self._warn("kept", err)

    async def _async_show(
        self, shown: Scan, announcements: Sequence[Announcement]
    ) -> None:
        """Show the last picture, and keep it and the detections. Raises what may go wrong."""
        drawn = {shown.scan_id: await self._async_draw(shown)}
        if (picture := drawn[shown.scan_id]) and not self._is_removed:
            self.last_plate = picture
            for listener in tuple(self._listeners):
                listener()
            await self._hass.async_add_executor_job(
                self.folder.write_last_plate, picture.content
            )
        for announcement in announcements if self.keep else ():
            scan = announcement.scan
            if scan.scan_id not in drawn:
                drawn[scan.scan_id] = await self._async_draw(scan)
            await self._async_add(announcement, drawn[scan.scan_id])
        await self._async_trim()

    async def _async_draw(self, scan: Scan) -> PlatePicture | None:
        """Return a scan's picture with its plates drawn in."""
        async with self._drawing:
            return await async_work(self._hass, draw_scan, scan)

    async def _async_add(
        self, announcement: Announcement, drawn: PlatePicture | None
    ) -> None:
        """Keep a detection."""
        scan, detection = announcement.scan, announcement.detection
        if drawn is None:
            return
        async with self._drawing:
            pictures = await async_work(
                self._hass, draw_detection, drawn, scan, detection
            )
        if pictures is None or self._is_removed:
            return
        record_id = ulid_util.ulid_now()
        data = json_bytes(announcement.data)
        await self._hass.async_add_executor_job(
            self.folder.write, record_id, data, pictures
        )
        self._records[record_id] = Record.from_data(
            record_id,
            announcement.data,
            picture=True,
            size=len(data) + sum(map(len, pictures)),
        )
        async_dispatcher_send(self._hass, SIGNAL_DETECTIONS_CHANGED)

    async def _async_trim(self) -> None:
        """Delete the detections that are too many, or take too many bytes, the oldest first."""
        records = self.records
        sizes = accumulate(record.size for record in records)
        surplus = [
            record
            for number, (record, size) in enumerate(zip(records, sizes, strict=True))
            if number >= self.keep or size > MAX_BYTES
        ]
        if not surplus:
            return
        for record in surplus:
            del self._records[record.record_id]
        async_dispatcher_send(self._hass, SIGNAL_DETECTIONS_CHANGED)
        try:
            await self._hass.async_add_executor_job(self.folder.delete, surplus)
        except OSError as err:
            self._warn("deleted", err)

    async def _async_load(self) -> None:
        """Read what is kept."""
        try:
            records, last_plate = await self._hass.async_add_executor_job(self._load)
        except OSError as err:
            self._warn("read", err)
            return
        self._records = {record.record_id: record for record in reversed(records)}
        self.last_plate = last_plate
        async_dispatcher_send(self._hass, SIGNAL_DETECTIONS_CHANGED)

    def _load(self) -> tuple[list[Record], PlatePicture | None]:
        """Return what is kept. Blocking."""
        content = self.folder.read_last_plate()
        try:
            last_plate = PlatePicture.from_file(content) if content else None
        except PictureError:
            last_plate = None
        return self.folder.load(), last_plate

    def _warn(self, what: str, err: Exception) -> None:
        """Say what of the history failed."""
        LOGGER.warning(
            "Pictures of %s couldn't be %s: %s", self._name, what, type(err).__name__
        )
