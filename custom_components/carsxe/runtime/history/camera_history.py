"""The kept history of one camera: its last detections and triggers."""

import asyncio
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.json import json_bytes
from homeassistant.util import ulid as ulid_util
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalType

from ...const import DOMAIN, LOGGER
from ...vision import PictureError, make_thumbnail
from ..announcer import Announcement
from ..picture_work import async_work
from ..scan import draw_scan
from .folder import MEMORY, TRIGGERS, CameraFolder, LoggedTrigger, Record

MAX_BYTES = 50_000_000
MAX_TRIGGERS = 20

# Sent when the history of any camera has changed.
SIGNAL_HISTORY_CHANGED: SignalType[()] = SignalType(f"{DOMAIN}_history_changed")

# One drawing at a time, so that captures of other cameras don't have to wait.
_DATA_DRAWING: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_drawing")


class CameraHistory:
    """The kept pictures and detections of a camera; outlives reloads of its account."""

    def __init__(self, hass: HomeAssistant, folder: CameraFolder, name: str) -> None:
        """Start empty; `async_set_up` reads the files."""
        self.folder = folder
        self.triggers: list[LoggedTrigger] = []
        self._hass = hass
        self._name = name
        self._keep = 0
        self._records: dict[str, Record] = {}
        self._lock = asyncio.Lock()
        self._drawing = hass.data.setdefault(_DATA_DRAWING, asyncio.Lock())
        self._is_loaded = False
        self._is_removed = False

    @property
    def records(self) -> Sequence[Record]:
        """Return the detections, latest first."""
        return list(reversed(self._records.values())) if self._keep else []

    @property
    def last(self) -> Record | None:
        """Return the latest detection, which is stored even if none are to be kept."""
        return next(reversed(self._records.values()), None)

    def has_record(self, record_id: str) -> bool:
        """Return whether a detection exists."""
        return record_id in self._records

    async def async_set_up(self, keep: int) -> None:
        """Read the files the first time, and set how many detections to keep.

        Unreadable files are lost, but nothing else. This returns quickly if nothing has changed,
        because adding a vehicle must not wait for a picture.
        """
        if self._is_loaded and keep == self._keep:
            return
        self._keep = keep
        async with self._lock:
            if not self._is_loaded:
                await self._async_load()
                self._is_loaded = True
            await self._async_trim()

    async def async_remove(self) -> None:
        """Stop keeping anything; when this returns, nothing is being written."""
        self._is_removed = True
        async with self._lock:
            self._records.clear()
            self.triggers.clear()
        async_dispatcher_send(self._hass, SIGNAL_HISTORY_CHANGED)

    async def async_write_memory(self, content: bytes) -> None:
        """Write the camera's memory of its scene. Raises OSError and WriteError."""
        async with self._lock:
            if not self._is_removed:
                await self._hass.async_add_executor_job(
                    self.folder.write, MEMORY, content
                )

    async def async_add_trigger(self, logged: LoggedTrigger) -> None:
        """Keep the log of a trigger, with its picture only if detections are kept."""
        async with self._lock:
            if self._is_removed:
                return
            if not self._keep:
                logged = {**logged, "picture": None}
            self.triggers = [logged, *self.triggers][:MAX_TRIGGERS]
            async_dispatcher_send(self._hass, SIGNAL_HISTORY_CHANGED)
            await self._async_write_triggers()

    async def _async_write_triggers(self) -> None:
        """Write the last triggers, latest first."""
        content = json_bytes({"triggers": self.triggers})
        try:
            await self._hass.async_add_executor_job(
                self.folder.write, TRIGGERS, content
            )
        except (HomeAssistantError, OSError) as err:
            self._warn("kept", err)

    @callback
    def async_keep(self, announcement: Announcement) -> None:
        """Draw and keep an announcement in the background."""
        self._hass.async_create_task(
            self._async_keep(announcement),
            f"{DOMAIN} history {self._name}",
            eager_start=False,
        )

    async def _async_keep(self, announcement: Announcement) -> None:
        """Draw and keep an announcement."""
        scan, box = announcement.scan, announcement.detection.box
        if scan.picture is None:
            return
        content = scan.picture.content
        async with self._lock:
            try:
                async with self._drawing:
                    drawn = await async_work(self._hass, draw_scan, scan, content)
                    thumbnail = await async_work(
                        self._hass, make_thumbnail, content, box
                    )
                if not self._is_removed:
                    await self._async_add(announcement.data, drawn, thumbnail)
                await self._async_trim()
            except (HomeAssistantError, OSError, PictureError) as err:
                self._warn("kept", err)

    async def _async_add(
        self, data: dict[str, Any], drawn: bytes, thumbnail: bytes
    ) -> None:
        """Store a detection. Raises OSError and WriteError."""
        record_id, content = ulid_util.ulid_now(), json_bytes(data)
        size = len(content) + len(drawn) + len(thumbnail)
        await self._hass.async_add_executor_job(
            self.folder.write_record, record_id, content, drawn, thumbnail
        )
        self._records[record_id] = Record.from_data(record_id, data, size)
        async_dispatcher_send(self._hass, SIGNAL_HISTORY_CHANGED)

    async def _async_trim(self) -> None:
        """Delete the oldest detections beyond the maximum number or size.

        Without kept detections, pictures of triggers are deleted, too.
        """
        if not self._keep and any(logged["picture"] for logged in self.triggers):
            self.triggers = [{**logged, "picture": None} for logged in self.triggers]
            await self._async_write_triggers()
        records = list(reversed(self._records.values()))
        sizes = accumulate(record.size for record in records)
        surplus = [
            record
            for number, (record, size) in enumerate(zip(records, sizes, strict=True))
            if number >= max(self._keep, 1) or size > MAX_BYTES
        ]
        if not surplus:
            return
        for record in surplus:
            del self._records[record.record_id]
        async_dispatcher_send(self._hass, SIGNAL_HISTORY_CHANGED)
        try:
            await self._hass.async_add_executor_job(self.folder.delete, surplus)
        except OSError as err:
            self._warn("deleted", err)

    async def _async_load(self) -> None:
        """Read the stored files."""
        try:
            records, self.triggers = await self._hass.async_add_executor_job(
                lambda: (self.folder.load(), self.folder.read_triggers())
            )
        except OSError as err:
            self._warn("read", err)
            return
        self._records = {record.record_id: record for record in reversed(records)}
        async_dispatcher_send(self._hass, SIGNAL_HISTORY_CHANGED)

    def _warn(self, what: str, err: Exception) -> None:
        """Log an error of the history."""
        LOGGER.warning(
            "Pictures of %s couldn't be %s: %s", self._name, what, type(err).__name__
        )
