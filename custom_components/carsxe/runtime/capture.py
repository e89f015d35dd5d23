"""Takes a picture from a camera or an image entity."""

from homeassistant.components import camera, image
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN
from ..pictures import Picture, PictureError, prepare_picture

CAPTURE_TIMEOUT = 10


class SourceUnavailableError(HomeAssistantError):
    """The source of the pictures is missing or unavailable."""

    def __init__(self, entity_id: str) -> None:
        """Bring the translated message."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="source_unavailable",
            translation_placeholders={"entity_id": entity_id},
        )


class CaptureError(HomeAssistantError):
    """The source gave no picture, or something else."""

    def __init__(self, key: str, entity_id: str, error: str) -> None:
        """Bring the translated message."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"entity_id": entity_id, "error": error},
        )


@callback
def async_is_available(hass: HomeAssistant, entity_id: str) -> bool:
    """Tell whether a source is there and can be asked for a picture."""
    state = hass.states.get(entity_id)
    return state is not None and state.state != STATE_UNAVAILABLE


async def async_capture(hass: HomeAssistant, entity_id: str) -> Picture:
    """Return a fresh picture of a source, ready to be sent.

    Raises SourceUnavailableError and CaptureError.
    """
    if not async_is_available(hass, entity_id):
        raise SourceUnavailableError(entity_id)
    try:
        content = await _async_get_content(hass, entity_id)
    except Exception as err:
        # Cameras raise whatever their libraries do.
        error = str(err) or type(err).__name__
        raise CaptureError("capture_failed", entity_id, error) from err
    try:
        return await hass.async_add_executor_job(prepare_picture, content)
    except PictureError as err:
        raise CaptureError("not_a_picture", entity_id, str(err)) from err


async def _async_get_content(hass: HomeAssistant, entity_id: str) -> bytes:
    """Return what a source gives as its picture."""
    if split_entity_id(entity_id)[0] == image.DOMAIN:
        return (await image.async_get_image(hass, entity_id, CAPTURE_TIMEOUT)).content
    return (await camera.async_get_image(hass, entity_id, CAPTURE_TIMEOUT)).content
