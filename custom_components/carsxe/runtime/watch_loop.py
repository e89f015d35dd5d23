"""Take captures during a watch, pay for the best ones, and announce the visits."""

import asyncio
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN, LOGGER
from .announcer import async_announce_visits
from .memory import async_save_memory
from .recognizer import async_recognize_shot
from .shot import Shot, whole_shot
from .sighting import Capture
from .trigger_log import async_log_trigger
from .triggers import async_is_any_on
from .watch import MIN_WATCH, SPARE_INTERVAL, SPARE_TRIES, Status, Watch

if TYPE_CHECKING:
    from .coordinator import CameraCoordinator


async def async_run_watch(camera: CameraCoordinator, watch: Watch) -> None:
    """Take captures and pay for the best ones until the watch is over."""
    try:
        await _async_look_on(camera, watch)
    except Exception:  # noqa: BLE001
        LOGGER.exception("Unexpected error in a watch of %s", camera.name)
    finally:
        if camera.watch is watch:
            camera.watch = None
        watch.end()
        camera.async_log(watch)
        camera.async_update_listeners()
    if watch.has_saved:
        camera.paid_calls.usage.async_add_saved()
    # A watch at the scan interval that cost nothing isn't logged.
    if watch.triggered_at or watch.recognitions:
        async_log_trigger(camera, watch)
    await async_save_memory(camera)


async def _async_look_on(camera: CameraCoordinator, watch: Watch) -> None:
    """Take captures until the watch is over; paid calls run in parallel."""
    loop = camera.hass.loop
    while True:
        started = loop.time()
        may_look = _may_look(camera, watch)
        capture = await _async_look(camera, watch) if may_look else None
        if camera.paying is None or camera.paying.done():
            shot = _next_shot(camera, watch, capture)
            camera.paying = _async_start_paying(camera, watch, shot) if shot else None
        watch.announced |= async_announce_visits(camera)
        if camera.visits.note_standing():
            await async_save_memory(camera)
        if camera.paying is None and _is_over(camera, watch):
            return
        pause = watch.interval(loop.time())
        if may_look:
            pause = max(
                pause,
                0.0 if capture else watch.retry(loop.time()),
                SPARE_INTERVAL if camera.settings.spare_camera else 0.0,
            )
        await asyncio.sleep(max(pause - (loop.time() - started), 0.0))


def _may_look(camera: CameraCoordinator, watch: Watch) -> bool:
    """Return whether another capture may be taken."""
    return not camera.settings.spare_camera or watch.tries < SPARE_TRIES


async def _async_look(camera: CameraCoordinator, watch: Watch) -> Capture | None:
    """Take a capture and update the tracks; return None if that failed."""
    watch.tries += 1
    try:
        capture = await camera.async_capture(watch)
    except HomeAssistantError as err:
        if watch.status is Status.WATCHING:
            watch.error = err
        # The camera may still be waking up.
        is_late = camera.hass.loop.time() > watch.started_at + MIN_WATCH
        if is_late and not watch.captures:
            camera.async_log(watch)
        return None
    watch.record_capture(capture)
    watch.record_unpaid(camera.tracker.tracks)
    if camera.tracker.is_moving or camera.tracker.is_unread():
        watch.busy_at = camera.hass.loop.time()
    return capture


def _next_shot(
    camera: CameraCoordinator, watch: Watch, capture: Capture | None
) -> Shot | None:
    """Return the picture that is worth a paid call now, if any."""
    if watch.is_asking and capture:
        watch.is_asking = False
        return whole_shot(camera.tracker.tracks, capture)
    if camera.hass.loop.time() < camera.backoff.ready_at:
        return None
    return camera.tracker.pick(is_final=not _may_look(camera, watch))


@callback
def _async_start_paying(
    camera: CameraCoordinator, watch: Watch, shot: Shot
) -> asyncio.Task[None]:
    """Start a paid call; captures continue meanwhile."""
    return camera.config_entry.async_create_background_task(
        camera.hass,
        _async_pay(camera, watch, shot),
        f"{DOMAIN} recognition {camera.subentry.subentry_id}",
    )


async def _async_pay(camera: CameraCoordinator, watch: Watch, shot: Shot) -> None:
    """Pay for a picture; the watch records the result."""
    try:
        await async_recognize_shot(camera, watch, shot)
    except HomeAssistantError as err:
        LOGGER.debug("%s: %s", camera.name, err)
    except Exception:  # noqa: BLE001
        LOGGER.exception("Unexpected error in a scan with %s", camera.name)


def _is_over(camera: CameraCoordinator, watch: Watch) -> bool:
    """Return whether a watch is over."""
    is_spared = camera.settings.spare_camera and watch.status is Status.READ
    if is_spared or not _may_look(camera, watch):
        return not camera.visits.has_pending
    triggers = camera.settings.trigger_entity_ids
    return watch.is_over(
        camera.hass.loop.time(),
        is_on=camera.available and async_is_any_on(camera.hass, triggers),
        moves=watch.captures > 0 and camera.tracker.is_moving,
        is_unread=camera.tracker.is_unread() or camera.visits.has_pending,
    )
