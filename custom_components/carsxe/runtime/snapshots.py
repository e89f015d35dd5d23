"""Pictures that are public for as long as a call runs, under an address nobody can guess."""

from asyncio import AbstractEventLoop, Semaphore, Transport, sleep
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from fcntl import ioctl
import secrets
import socket
import struct
from termios import TIOCOUTQ
from typing import Final, override

from aiohttp import hdrs, web

from homeassistant.components.http import HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..vision import Picture
from .log_filter import async_hide_addresses

SNAPSHOT_URL: Final = "/api/carsxe/snapshot/{token}"
TOKEN_BYTES: Final = 32
MAX_AGE: Final = 60.0
MAX_FETCHES: Final = 8
MAX_SNAPSHOTS: Final = 16

# Closing with these drops what the system hasn't sent yet.
_NO_LINGER: Final = struct.pack("ii", 1, 0)
_POLL: Final = 0.02

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

    `readers` are those who haven't got all of it yet.
    """

    token: str
    picture: Picture
    published_at: float = 0.0
    fetches: int = 0
    noted: Fetches = field(default_factory=Fetches)
    readers: set[Transport] = field(default_factory=set)

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
        self, picture: Picture, noted: Fetches | None = None
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

    def fetch(self, token: str) -> Picture | None:
        """Return the picture behind a token, None where there is none or no fetch is left."""
        if (snapshot := self._snapshots.get(token)) is None:
            return None
        snapshot.fetches += 1
        snapshot.noted.count += 1
        if snapshot.noted.seconds is None:
            snapshot.noted.seconds = self._loop.time() - snapshot.published_at
        if snapshot.fetches > MAX_FETCHES:
            return None
        return snapshot.picture

    @contextmanager
    def reading(self, token: str, reader: Transport) -> Iterator[None]:
        """Hang up on a reader who hasn't got all of a snapshot when it is withdrawn."""
        if (snapshot := self._snapshots.get(token)) is None:
            reader.abort()
            yield
            return
        snapshot.readers.add(reader)
        # A response then ends when its last byte has gone out.
        reader.set_write_buffer_limits(high=0)
        try:
            yield
        finally:
            snapshot.readers.discard(reader)
            reader.set_write_buffer_limits()

    @callback
    def _withdraw(self, token: str) -> None:
        """Forget a snapshot, and hang up on those who are slow to read it."""
        if snapshot := self._snapshots.pop(token, None):
            for reader in snapshot.readers:
                _hang_up(reader)


def _hang_up(reader: Transport) -> None:
    """Close a connection at once, and have the system forget what it hasn't sent."""
    sock = reader.get_extra_info("socket")
    if sock is not None and sock.fileno() != -1:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
    reader.abort()


async def _async_wait_until_received(reader: Transport) -> None:
    """Return once the other end has received everything, or is gone."""
    sock = reader.get_extra_info("socket")
    # The system tells how much is left, but not when nothing is.
    while sock is not None and not reader.is_closing() and _count_unsent(sock):  # noqa: ASYNC110
        await sleep(_POLL)


def _count_unsent(sock: socket.socket) -> int:
    """Count the bytes that the other end hasn't confirmed; 0 where the system doesn't say."""
    try:
        answer = ioctl(sock.fileno(), TIOCOUTQ, bytes(4))
    except OSError, ValueError:
        return 0
    return int(struct.unpack("i", answer)[0])


class SnapshotResponse(web.Response):
    """Sends a snapshot, as long as it is public."""

    def __init__(
        self,
        picture: Picture,
        reader: Transport,
        reading: AbstractContextManager[None],
    ) -> None:
        """Keep who reads, and what is open while the picture is being sent."""
        super().__init__(
            body=picture.content, content_type=picture.content_type, headers=_HEADERS
        )
        self._reader = reader
        self._reading = reading

    @override
    async def write_eof(self, data: bytes = b"") -> None:
        """Send the picture, which has been sent when the other end has received it."""
        with self._reading:
            await super().write_eof(data)
            await _async_wait_until_received(self._reader)


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
        token, picture = request.match_info["token"], None
        if request.method in (hdrs.METH_GET, hdrs.METH_HEAD):
            picture = self._store.fetch(token)
        if picture is None or (reader := request.transport) is None:
            return web.Response(status=404, headers=_HEADERS)
        return SnapshotResponse(picture, reader, self._store.reading(token, reader))


DATA_SNAPSHOTS: HassKey[SnapshotStore] = HassKey(f"{DOMAIN}_snapshots")


@callback
def async_setup_snapshots(hass: HomeAssistant) -> None:
    """Register the view, once for all accounts."""
    store = hass.data[DATA_SNAPSHOTS] = SnapshotStore(hass.loop)
    hass.http.register_view(SnapshotView(store))
    async_hide_addresses()
