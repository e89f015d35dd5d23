"""Pictures that are public for as long as a call runs, under an address nobody can guess."""

from asyncio import AbstractEventLoop, Semaphore, Task, shield
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import secrets
from typing import Final, override

from aiohttp import hdrs, web

from homeassistant.components.http import HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..pictures import Picture, PictureError

SNAPSHOT_URL: Final = "/api/carsxe/snapshot/{token}"
TOKEN_BYTES: Final = 32
MAX_AGE: Final = 60.0
MAX_FETCHES: Final = 8
MAX_SNAPSHOTS: Final = 16

_HEADERS: Final = {
    hdrs.CACHE_CONTROL: "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@dataclass(slots=True)
class Fetches:
    """How often a picture was asked for, and after how many seconds first."""

    count: int = 0
    seconds: float | None = None


@dataclass(kw_only=True, slots=True)
class Snapshot:
    """A picture while it is public; `fetches` counts how often it was asked for.

    The picture may still be in the making: CarsXE needs a moment to come for it.
    """

    token: str
    picture: Task[Picture]
    published_at: float = 0.0
    fetches: int = 0
    noted: Fetches = field(default_factory=Fetches)

    @property
    def path(self) -> str:
        """Return the path of the snapshot's address."""
        return SNAPSHOT_URL.format(token=self.token)


class SnapshotStore:
    """The snapshots that are public right now, in memory only."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        """Start with none, and room for 16 at a time, first come, first served."""
        self.room = Semaphore(MAX_SNAPSHOTS)
        self._loop = loop
        self._snapshots: dict[str, Snapshot] = {}

    @contextmanager
    def publish(
        self, picture: Task[Picture], noted: Fetches | None = None
    ) -> Iterator[Snapshot]:
        """Make a picture public inside a `with`, for 60 seconds at the most.

        Whoever does so has to wait for `room` first. Fetches are added up in `noted`.
        """
        snapshot = Snapshot(
            token=secrets.token_urlsafe(TOKEN_BYTES),
            picture=picture,
            published_at=self._loop.time(),
            noted=noted or Fetches(),
        )
        self._snapshots[snapshot.token] = snapshot
        expiry = self._loop.call_later(MAX_AGE, self._withdraw, snapshot.token)
        try:
            yield snapshot
        finally:
            expiry.cancel()
            self._withdraw(snapshot.token)

    async def async_fetch(self, token: str) -> Picture | None:
        """Return the picture behind a token, None where there is none or no fetch is left."""
        if (snapshot := self._snapshots.get(token)) is None:
            return None
        snapshot.fetches += 1
        snapshot.noted.count += 1
        if snapshot.noted.seconds is None:
            snapshot.noted.seconds = self._loop.time() - snapshot.published_at
        if snapshot.fetches > MAX_FETCHES:
            return None
        try:
            picture = await shield(snapshot.picture)
        except PictureError:
            return None
        # It may have been withdrawn while it was in the making.
        return picture if token in self._snapshots else None

    @callback
    def _withdraw(self, token: str) -> None:
        """Forget a snapshot."""
        self._snapshots.pop(token, None)


class SnapshotView(HomeAssistantView):
    """Serves the public snapshots, and 404 for everything else."""

    url = SNAPSHOT_URL
    name = "api:carsxe:snapshot"
    requires_auth = False

    def __init__(self, store: SnapshotStore) -> None:
        """Keep where the snapshots are."""
        self._store = store

    @override
    def register(
        self, hass: HomeAssistant, app: web.Application, router: web.UrlDispatcher
    ) -> None:
        """Answer all methods ourselves: core's handler would log the address."""
        router.add_route(hdrs.METH_ANY, self.url, self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        """Return the snapshot that the request asks for."""
        picture = None
        if request.method in (hdrs.METH_GET, hdrs.METH_HEAD):
            picture = await self._store.async_fetch(request.match_info["token"])
        if picture is None:
            return web.Response(status=404, headers=_HEADERS)
        return web.Response(
            body=picture.content, content_type=picture.content_type, headers=_HEADERS
        )


DATA_SNAPSHOTS: HassKey[SnapshotStore] = HassKey(f"{DOMAIN}_snapshots")


@callback
def async_setup_snapshots(hass: HomeAssistant) -> None:
    """Register the view, once for all accounts."""
    store = hass.data[DATA_SNAPSHOTS] = SnapshotStore(hass.loop)
    hass.http.register_view(SnapshotView(store))
