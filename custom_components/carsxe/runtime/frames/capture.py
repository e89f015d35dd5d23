"""Takes a frame from a camera or an image entity."""

from asyncio import Future, Semaphore
from functools import partial
from weakref import WeakSet

from homeassistant.components import camera, image
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ...api.redaction import redact
from ...const import DOMAIN
from ...pictures import (
    Decoded,
    Framing,
    Picture,
    PictureError,
    View,
    complete,
    find_as_it_is,
    prepare_picture,
    view_and_decode,
    view_frame,
)
from .frame import Frame
from .picture_work import WORKERS, async_work

CAPTURE_TIMEOUT = 10
# What cameras give is large: so many are taken and looked at at a time, over all cameras.
MAX_RAW = 64
# Decoding once for both, what is seen and what is sent, spares much time where a frame is huge, but
# the whole of it is held in colours meanwhile, some 8 MB: of so many, over all cameras.
MAX_DECODED = 4

_DATA_RAW: HassKey[Semaphore] = HassKey(f"{DOMAIN}_raw_pictures")
_DATA_VIEWS: HassKey[Semaphore] = HassKey(f"{DOMAIN}_views")
_DATA_DECODED: HassKey[WeakSet[Decoded]] = HassKey(f"{DOMAIN}_decoded_pictures")


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


async def async_capture(hass: HomeAssistant, entity_id: str, framing: Framing) -> Frame:
    """Return a fresh frame of a source. Raises SourceUnavailableError and CaptureError."""
    if not async_is_available(hass, entity_id):
        raise SourceUnavailableError(entity_id)
    kept = hass.data.setdefault(_DATA_DECODED, WeakSet())
    async with hass.data.setdefault(_DATA_RAW, Semaphore(MAX_RAW)):
        captured_at = dt_util.utcnow()
        content = await _async_get_content(hass, entity_id)
        try:
            # Whoever is further on goes first: of many frames at once, the first call isn't to wait
            # until all of them have been viewed.
            async with hass.data.setdefault(_DATA_VIEWS, Semaphore(WORKERS)):
                content, view, prepared = await async_work(
                    hass, _view, content, framing, kept
                )
        except PictureError as err:
            raise CaptureError("not_a_picture", entity_id, str(err)) from err
    return Frame(
        captured_at=captured_at,
        view=view,
        make_picture=partial(_async_make_picture, hass, content, framing, prepared),
    )


def _view(
    content: bytes, framing: Framing, kept: WeakSet[Decoded]
) -> tuple[bytes, View, Picture | Decoded | None]:
    """Complete and view a picture, and return what may be sent if it goes out as it is.

    If not, it is kept decoded for that, if there is room.
    """
    content = complete(content)
    if as_it_is := find_as_it_is(content, framing):
        return content, view_frame(content, framing), as_it_is
    if len(kept) >= MAX_DECODED:
        return content, view_frame(content, framing), None
    view, decoded = view_and_decode(content, framing)
    if decoded:
        kept.add(decoded)
    return content, view, decoded


@callback
def _async_make_picture(
    hass: HomeAssistant,
    content: bytes,
    framing: Framing,
    prepared: Picture | Decoded | None,
) -> Future[Picture]:
    """Have the picture made that is sent, unless it is there."""
    if isinstance(prepared, Picture):
        ready: Future[Picture] = hass.loop.create_future()
        ready.set_result(prepared)
        return ready
    picture = hass.async_create_background_task(
        async_work(hass, prepare_picture, content, framing, prepared),
        f"{DOMAIN} picture",
        eager_start=True,
    )
    picture.add_done_callback(_mark_seen)
    return picture


async def _async_get_content(hass: HomeAssistant, entity_id: str) -> bytes:
    """Return what a source gives as its picture. Raises CaptureError."""
    is_image = split_entity_id(entity_id)[0] == image.DOMAIN
    get = image.async_get_image if is_image else camera.async_get_image
    try:
        return (await get(hass, entity_id, CAPTURE_TIMEOUT)).content
    except Exception as err:
        # Cameras raise whatever their libraries do; an address may have a password.
        error = redact(str(err)) or type(err).__name__
        raise CaptureError("capture_failed", entity_id, error) from err


def _mark_seen(picture: Future[Picture]) -> None:
    """Mark an exception as seen, as nobody may ask for the picture any more."""
    if not picture.cancelled():
        picture.exception()
