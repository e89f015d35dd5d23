"""The scans of one camera that somebody asked for, one after another."""

import asyncio
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntryState
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from .capture import CaptureError, async_capture
from .recognizer import async_prepare, async_recognize, async_recognize_shot
from .scan import Scan
from .shot import whole_shot
from .trigger_log import async_log_trigger
from .watch import Watch

if TYPE_CHECKING:
    from .coordinator import CameraCoordinator


class ScanQueue:
    """Runs the scans of one camera in turn; callers that wait for the same next scan share it."""

    def __init__(self, camera: CameraCoordinator) -> None:
        """Start without scans."""
        self._camera = camera
        self._running = asyncio.Lock()
        self._tasks: set[asyncio.Task[Scan]] = set()
        self._next: dict[bool, asyncio.Task[Scan]] = {}

    async def async_scan(self, *, is_dry_run: bool = False) -> Scan:
        """Read what is in view now, whatever it is, and return the result.

        A dry run is paid for, but not announced. A scan continues even if all its callers have gone,
        as it is paid for. Raises a translated HomeAssistantError if nothing could be read.
        """
        camera = self._camera
        entry = camera.config_entry
        # A call made while the account is being unloaded would be paid for in vain.
        if entry.state is ConfigEntryState.UNLOAD_IN_PROGRESS:
            raise CaptureError("source_unavailable", camera.settings.source_entity_id)
        if (task := self._next.get(is_dry_run)) is None:
            task = entry.async_create_background_task(
                camera.hass,
                self._async_scan_in_turn(is_dry_run),
                f"{DOMAIN} scan {camera.subentry.subentry_id}",
                eager_start=False,
            )
            self._next[is_dry_run] = task
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def async_finish(self) -> None:
        """Return when no scan is left; others may be requested in the meantime."""
        while tasks := [task for task in self._tasks if not task.done()]:
            await asyncio.wait(tasks)

    async def _async_scan_in_turn(self, is_dry_run: bool) -> Scan:
        """Scan after earlier requests. Raises a translated HomeAssistantError."""
        async with self._running:
            del self._next[is_dry_run]
            scan = _async_dry_run if is_dry_run else _async_scan
            return await scan(self._camera)


async def _async_scan(camera: CameraCoordinator) -> Scan:
    """Read what is in view now. Raises a translated HomeAssistantError."""
    watch = Watch(started_at=camera.hass.loop.time(), at=dt_util.utcnow())
    try:
        capture = await camera.async_capture()
        watch.record_capture(capture)
        shot = whole_shot(camera.tracker.tracks, capture)
        return await async_recognize_shot(camera, watch, shot)
    except HomeAssistantError as err:
        if watch.error is not err:
            watch.fail(err)
        raise
    finally:
        camera.async_log(watch)
        camera.async_set_updated_data(camera.watch or watch)
        async_log_trigger(camera, watch)


async def _async_dry_run(camera: CameraCoordinator) -> Scan:
    """Read what is in view now without recording it. Raises a translated HomeAssistantError."""
    capture = await async_capture(camera.hass, camera.settings)
    picture, _ = await async_prepare(camera.hass, camera.settings, capture.content)
    return await async_recognize(
        camera.paid_calls,
        camera.settings,
        camera.vehicles,
        picture,
        capture.taken_at,
    )
