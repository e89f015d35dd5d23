"""Take pictures from a camera or an image entity, and track whether it is available."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from homeassistant.components import camera, image
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import (
    CALLBACK_TYPE,
    CoreState,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
    split_entity_id,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from ..api.redaction import redact
from ..const import LOGGER
from ..vision.picture_file import PictureError, complete
from .failures import TranslatedError
from .picture_work import async_work
from .settings import CameraSettings
from .sighting import Capture
from .spending.budget import local_text

# Home Assistant has no public API for the next key frame of a stream.
_get_stream_image: Any
try:
    from homeassistant.components.camera.helper import (
        async_get_stream_image as _get_stream_image,
    )
except ImportError:  # pragma: no cover
    # Its place until 2026.9.
    _get_stream_image = getattr(camera, "_async_get_stream_image", None)

# An image that is older than its trigger by more than this belongs to another event.
OLDER = timedelta(seconds=5)


class CaptureError(TranslatedError):
    """The source returned no picture, or something else."""

    def __init__(self, key: str, entity_id: str, error: str = "") -> None:
        """Set the translated message."""
        super().__init__(key, entity_id=entity_id, error=error)


@callback
def async_is_available(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether a source exists and is available."""
    state = hass.states.get(entity_id)
    return state is not None and state.state != STATE_UNAVAILABLE


@callback
def async_follow_source(
    hass: HomeAssistant, entity_id: str, changed: Callable[[], None]
) -> list[CALLBACK_TYPE]:
    """Report and log when a source becomes available or unavailable; return functions to stop.

    While Home Assistant starts, sources become available one by one, which isn't logged.
    """
    seen = async_is_available(hass, entity_id)
    # A source that is missing when an account is reloaded was already logged.
    logged = seen if hass.state is CoreState.running else True

    @callback
    def _check(_: Event[EventStateChangedData] | HomeAssistant) -> None:
        nonlocal seen, logged
        if (is_available := async_is_available(hass, entity_id)) is not seen:
            seen = is_available
            changed()
        if hass.state is CoreState.running and seen is not logged:
            logged = seen
            gone = "unavailable: no plates can be read from it"
            LOGGER.info("%s is %s", entity_id, "available again" if seen else gone)

    return [
        async_track_state_change_event(hass, entity_id, _check),
        async_at_started(hass, _check),
    ]


async def async_capture(
    hass: HomeAssistant, settings: CameraSettings, *, since: datetime | None = None
) -> Capture:
    """Return a fresh picture, no older than a trigger at `since`.

    Raises CaptureError.
    """
    entity_id = settings.source_entity_id
    if not async_is_available(hass, entity_id):
        raise CaptureError("source_unavailable", entity_id)
    now, at = dt_util.utcnow(), hass.loop.time()
    taken_at = min(_image_time(hass, entity_id) or now, now)
    if since and taken_at < since - OLDER:
        raise CaptureError("no_new_picture", entity_id, local_text(taken_at))
    try:
        timeout = int(settings.capture_timeout)
        content = await _async_get_content(hass, entity_id, timeout)
    except Exception as err:
        # Cameras raise anything their libraries do, and addresses in messages may contain passwords.
        error = redact(str(err)) or type(err).__name__
        raise CaptureError("capture_failed", entity_id, error) from err
    content = await async_process(hass, entity_id, complete, content)
    return Capture(content, taken_at, at)


async def async_process[*ArgsT, ResultT](
    hass: HomeAssistant,
    entity_id: str,
    work: Callable[[*ArgsT], ResultT],
    *args: *ArgsT,
) -> ResultT:
    """Return the result of work on a source's picture. Raises CaptureError."""
    try:
        return await async_work(hass, work, *args)
    except PictureError as err:
        raise CaptureError("not_a_picture", entity_id, str(err)) from err


@callback
def _image_time(hass: HomeAssistant, entity_id: str) -> datetime | None:
    """Return the time of an image entity's picture."""
    state = hass.states.get(entity_id)
    if state is None or state.domain != image.DOMAIN:
        return None
    return dt_util.parse_datetime(state.state)


async def _async_get_content(
    hass: HomeAssistant, entity_id: str, timeout: int
) -> bytes:
    """Return the content of a source's picture within the timeout in seconds."""
    if split_entity_id(entity_id)[0] == image.DOMAIN:
        return (await image.async_get_image(hass, entity_id, timeout)).content
    async with asyncio.timeout(timeout):
        if frame := await _async_get_next_frame(hass, entity_id):
            return frame
    return (await camera.async_get_image(hass, entity_id, timeout)).content


async def _async_get_next_frame(hass: HomeAssistant, entity_id: str) -> bytes | None:
    """Return the next frame of a camera whose stills come from its stream, or None for any other.

    The last frame, which every camera has, may be seconds or hours old. Raises ValueError if the
    stream has none.
    """
    try:
        source = camera.get_camera_from_entity_id(hass, entity_id)
        is_of_stream = source.use_stream_for_stills
    except HomeAssistantError, AttributeError:
        return None
    if _get_stream_image is None or not is_of_stream:
        return None
    content: bytes | None = await _get_stream_image(source, wait_for_next_keyframe=True)
    if content is None:
        raise ValueError("no frame")
    return content
