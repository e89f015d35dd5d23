"""Take the next key frame of a camera's stream, for which Home Assistant has no public API."""

from typing import Any

from homeassistant.components import camera
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

_get_stream_image: Any
try:
    from homeassistant.components.camera.helper import (
        async_get_stream_image as _get_stream_image,
    )
except ImportError:  # pragma: no cover
    # Its place until 2026.9.
    _get_stream_image = getattr(camera, "_async_get_stream_image", None)


async def async_get_next_frame(hass: HomeAssistant, entity_id: str) -> bytes | None:
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
