"""Browse the kept detections by account, and there by camera, vehicle and day."""

from collections.abc import Iterable
from typing import override

from homeassistant.auth.models import User
from homeassistant.components import websocket_api
from homeassistant.components.http import KEY_HASS_USER, current_request
from homeassistant.components.media_player import BrowseError, MediaClass, MediaType
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .runtime.history.detections import KeptDetection, async_list_detections
from .runtime.history.view import async_find_file, picture_path
from .runtime.rights import may_read
from .runtime.texts import async_translate

MIME_TYPE = "image/jpeg"
NOBODY = "unknown"

KINDS = ("cameras", "vehicles", "days")

type Group = tuple[str, str]
"""The ID and title of a folder."""


async def async_get_media_source(hass: HomeAssistant) -> CarsXEMediaSource:
    """Return the media source."""
    return CarsXEMediaSource(hass)


class CarsXEMediaSource(MediaSource):
    """The pictures of the detections; an identifier consists of IDs only.

    The format is `<account>/<cameras, vehicles or days>/<which>/<detection>`.
    """

    name = "CarsXE"

    def __init__(self, hass: HomeAssistant) -> None:
        """Store the hass object."""
        super().__init__(DOMAIN)
        self._hass = hass

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return the address of a picture, which the caller signs."""
        record_id = item.identifier.rpartition("/")[2]
        file = async_find_file(self._hass, record_id, "picture", _may_read)
        if file is None:
            raise Unresolvable(
                translation_domain=DOMAIN, translation_key="picture_gone"
            )
        return PlayMedia(picture_path(record_id), MIME_TYPE, path=file)

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """Return a folder and its contents."""
        detections = async_list_detections(self._hass, _may_read)
        if not item.identifier:
            accounts = ((kept.entry.entry_id, kept.entry.title) for kept in detections)
            return _folder("", self.name, _folders("", dict.fromkeys(accounts)))
        entry_id, *path = item.identifier.split("/")
        entry = self._hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            raise _no_such_folder()
        if not path:
            kinds = [(kind, self._title(kind)) for kind in KINDS]
            return _folder(entry_id, entry.title, _folders(entry_id, kinds))
        if path[0] not in KINDS or len(path) > 2:
            raise _no_such_folder()
        grouped: dict[Group, list[BrowseMediaSource]] = {}
        for kept in detections:
            if kept.entry.entry_id == entry_id:
                group = self._group(path[0], kept)
                grouped.setdefault(group, []).append(_picture(item.identifier, kept))
        if len(path) == 1:
            folders = _folders(item.identifier, grouped)
            return _folder(item.identifier, self._title(path[0]), folders)
        for (group_id, title), pictures in grouped.items():
            if group_id == path[1]:
                return _folder(item.identifier, title, pictures, MediaClass.IMAGE)
        raise _no_such_folder()

    def _group(self, kind: str, kept: KeptDetection) -> Group:
        """Return the folder of a detection's camera, present vehicle or local day."""
        if kind == "cameras":
            return kept.camera.subentry_id, kept.camera_name
        if kind == "vehicles":
            if vehicle := kept.match.vehicle:
                return vehicle.vehicle_id, vehicle.name
            return NOBODY, async_translate(self._hass, "media_unknown")
        day = dt_util.as_local(kept.record.detected_at).date().isoformat()
        return day, day

    @callback
    def _title(self, kind: str) -> str:
        """Return the title of a folder of cameras, vehicles or days."""
        return async_translate(self._hass, f"media_{kind}")


@callback
def _may_read(entity_id: str) -> bool:
    """Return whether the requesting user may see a camera's plates.

    Over the internet there is a user; otherwise it is an automation or Home Assistant itself.
    """
    if connection := websocket_api.current_connection.get():
        user: User | None = connection.user
    elif request := current_request.get():
        user = request.get(KEY_HASS_USER)
    else:
        return True
    return user is not None and may_read(user, entity_id)


def _no_such_folder() -> BrowseError:
    """Return the error for a missing folder."""
    return BrowseError(translation_domain=DOMAIN, translation_key="no_such_folder")


def _folders(parent: str, groups: Iterable[Group]) -> list[BrowseMediaSource]:
    """Return collapsed subfolders of a folder."""
    prefix = f"{parent}/" if parent else ""
    return [_folder(f"{prefix}{group}", title) for group, title in groups]


def _picture(parent: str, kept: KeptDetection) -> BrowseMediaSource:
    """Return a picture."""
    record, vehicle = kept.record, kept.match.vehicle
    moment = dt_util.as_local(record.detected_at)
    texts = [record.plate, *([vehicle.name] if vehicle else [])]
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=f"{parent}/{record.record_id}",
        media_class=MediaClass.IMAGE,
        media_content_type=MIME_TYPE,
        title=" · ".join([*texts, f"{moment:%Y-%m-%d %H:%M:%S}"]),
        can_play=True,
        can_expand=False,
        thumbnail=picture_path(record.record_id, "thumbnail"),
    )


def _folder(
    identifier: str,
    title: str,
    children: list[BrowseMediaSource] | None = None,
    contents: MediaClass = MediaClass.DIRECTORY,
) -> BrowseMediaSource:
    """Return a folder."""
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=identifier,
        media_class=MediaClass.DIRECTORY,
        media_content_type=MediaType.IMAGE,
        title=title,
        can_play=False,
        can_expand=True,
        children=children,
        children_media_class=contents,
    )
