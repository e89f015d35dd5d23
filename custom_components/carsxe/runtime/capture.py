"""Takes a picture from a camera or an image entity."""

from homeassistant.components import camera, image
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..api.redaction import redact
from ..const import DOMAIN
from ..vision.image_io import PictureError, complete
from .picture_work import async_work
from .track import Capture

CAPTURE_TIMEOUT = 10


class CaptureError(HomeAssistantError):
    """The source gave no picture, or something that isn't one."""

    def __init__(self, key: str, entity_id: str, error: str = "") -> None:
        """Bring the translated message."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"entity_id": entity_id, "error": error},
        )


class SourceUnavailableError(CaptureError):
    """The source of the pictures is missing or unavailable."""

    def __init__(self, entity_id: str) -> None:
        """Bring the translated message."""
        super().__init__("source_unavailable", entity_id)


@callback
def async_is_available(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether a source is there and can be asked for a picture."""
    state = hass.states.get(entity_id)
    return state is not None and state.state != STATE_UNAVAILABLE


async def async_capture(hass: HomeAssistant, entity_id: str) -> Capture:
    """Return a fresh picture. Raises SourceUnavailableError and CaptureError."""
    if not async_is_available(hass, entity_id):
        raise SourceUnavailableError(entity_id)
    taken_at, at = dt_util.utcnow(), hass.loop.time()
    is_image = split_entity_id(entity_id)[0] == image.DOMAIN
    get = image.async_get_image if is_image else camera.async_get_image
    try:
        content = (await get(hass, entity_id, CAPTURE_TIMEOUT)).content
    except Exception as err:
        # Cameras raise whatever their libraries do; an address may have a password.
        error = redact(str(err)) or type(err).__name__
        raise CaptureError("capture_failed", entity_id, error) from err
    try:
        content = await async_work(hass, complete, content)
    except PictureError as err:
        raise CaptureError("not_a_picture", entity_id, str(err)) from err
    return Capture(content, taken_at, at)
