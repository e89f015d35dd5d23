"""Serve the pictures of detections to users who may see their camera."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from aiohttp import hdrs, web

from homeassistant.components.http import (
    KEY_AUTHENTICATED,
    KEY_HASS,
    KEY_HASS_USER,
    HomeAssistantView,
)
from homeassistant.components.http.auth import SIGN_QUERY_PARAM
from homeassistant.core import HomeAssistant, callback

from ..own_entities import async_find_camera_entity
from ..rights import may_read
from .folder import PICTURE, THUMBNAIL
from .histories import DATA_HISTORIES

PICTURE_URL: Final = "/api/carsxe/detections/{record_id}/{kind}"
KINDS: Final = {"picture": PICTURE, "thumbnail": THUMBNAIL}

_HEADERS: Final = {
    hdrs.CACHE_CONTROL: "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
}


def picture_path(record_id: str, kind: str = "picture") -> str:
    """Return the path of a detection's picture or thumbnail, for signed-in users."""
    return PICTURE_URL.format(record_id=record_id, kind=kind)


@callback
def async_find_file(
    hass: HomeAssistant, record_id: str, kind: str, may_read: Callable[[str], bool]
) -> Path | None:
    """Return the file of a picture, or None if there is none or its camera may not be read.

    No path is ever built from the request.
    """
    for camera_id, history in hass.data.get(DATA_HISTORIES, {}).items():
        if history.has_record(record_id) and kind in KINDS:
            entity = async_find_camera_entity(hass, camera_id)
            if entity and may_read(entity.entity_id):
                return history.folder.file(record_id, KINDS[kind])
    return None


class DetectionPictureView(HomeAssistantView):
    """Serve a picture of a detection, and 404 for everything else."""

    url = PICTURE_URL
    name = "api:carsxe:detection"
    # The view authenticates by itself, because an expired address in a browser tab must not count
    # as a failed login.
    requires_auth = False

    async def get(
        self, request: web.Request, record_id: str, kind: str
    ) -> web.StreamResponse:
        """Return a picture."""
        if not request.get(KEY_AUTHENTICATED, False):
            is_signed = SIGN_QUERY_PARAM in request.query
            raise web.HTTPForbidden if is_signed else web.HTTPUnauthorized
        hass = request.app[KEY_HASS]
        user = request[KEY_HASS_USER]
        file = async_find_file(hass, record_id, kind, partial(may_read, user))
        if file is None:
            raise web.HTTPNotFound
        try:
            content = await hass.async_add_executor_job(file.read_bytes)
        except OSError:
            raise web.HTTPNotFound from None
        return web.Response(body=content, content_type="image/jpeg", headers=_HEADERS)
