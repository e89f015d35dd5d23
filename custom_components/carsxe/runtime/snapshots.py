"""Pictures that are public during a call, under an unguessable address."""

from asyncio import AbstractEventLoop, Semaphore, Transport, sleep
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import ioctl
import logging
import re
import secrets
import socket
import struct
from termios import TIOCOUTQ
from typing import Final, override
from urllib.parse import unquote

from aiohttp import hdrs, web

from homeassistant.components.http import HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..vision import Picture

SNAPSHOT_URL: Final = "/api/carsxe/snapshot/{token}"
TOKEN_BYTES: Final = 32
MAX_AGE: Final = 60.0
MAX_FETCHES: Final = 8
MAX_SNAPSHOTS: Final = 16

# Refused requests are logged by Home Assistant's filter of harmful ones, and by the web server.
_LOGGERS: Final = ("homeassistant.components.http.security_filter", "aiohttp.server")
# The path in any spelling, or 43 characters that may be a token.
_ADDRESS: Final = re.compile(
    r"carsxe.*snapshot|(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])", re.IGNORECASE | re.DOTALL
)

# Socket options that discard unsent data on close.
_NO_LINGER: Final = struct.pack("ii", 1, 0)
_POLL: Final = 0.02

_HEADERS: Final = {
    hdrs.CACHE_CONTROL: "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@dataclass(kw_only=True, slots=True)
class Snapshot:
    """A picture while it is public, with the number of fetches and the seconds until the first.

    `readers` are the requests that haven't received all of it yet.
    """

    token: str
    picture: Picture
    published_at: float = 0.0
    fetches: int = 0
    fetched_after: float | None = None
    readers: set[Transport] = field(default_factory=set)

    @property
    def path(self) -> str:
        """Return the path of the snapshot's address."""
        return SNAPSHOT_URL.format(token=self.token)


class SnapshotStore:
    """The snapshots that are public right now, in memory only."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        """Start empty, with room for 16 snapshots at a time, first come, first served."""
        self.room = Semaphore(MAX_SNAPSHOTS)
        self._loop = loop
        self._snapshots: dict[str, Snapshot] = {}

    @contextmanager
    def publish(self, picture: Picture) -> Iterator[Snapshot]:
        """Publish a picture inside a `with`, for at most 60 seconds.

        The caller must acquire `room` first.
        """
        snapshot = Snapshot(
            token=secrets.token_urlsafe(TOKEN_BYTES),
            picture=picture,
            published_at=self._loop.time(),
        )
        self._snapshots[snapshot.token] = snapshot
        expiry = self._loop.call_later(MAX_AGE, self._withdraw, snapshot.token)
        try:
            yield snapshot
        finally:
            expiry.cancel()
            self._withdraw(snapshot.token)

    def fetch(self, token: str) -> Snapshot | None:
        """Return the snapshot for a token, or None if there is none or it has no fetches left."""
        if (snapshot := self._snapshots.get(token)) is None:
            return None
        snapshot.fetches += 1
        if snapshot.fetched_after is None:
            snapshot.fetched_after = self._loop.time() - snapshot.published_at
        return snapshot if snapshot.fetches <= MAX_FETCHES else None

    @callback
    def _withdraw(self, token: str) -> None:
        """Remove a snapshot, and disconnect its slow readers."""
        if snapshot := self._snapshots.pop(token, None):
            for reader in snapshot.readers:
                _hang_up(reader)


def _hang_up(reader: Transport) -> None:
    """Close a connection at once, discarding unsent data."""
    sock = reader.get_extra_info("socket")
    if sock is not None and sock.fileno() != -1:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
    reader.abort()


async def _async_wait_until_received(reader: Transport) -> None:
    """Wait until the other end has received everything, or is gone."""
    sock = reader.get_extra_info("socket")
    # The system tells how much is left, but has no notification for the end.
    while sock is not None and not reader.is_closing() and _count_unsent(sock):  # noqa: ASYNC110
        await sleep(_POLL)


def _count_unsent(sock: socket.socket) -> int:
    """Return the number of unconfirmed bytes, or 0 if the system doesn't tell."""
    try:
        answer = ioctl(sock.fileno(), TIOCOUTQ, bytes(4))
    except OSError, ValueError:
        return 0
    return int(struct.unpack("i", answer)[0])


class SnapshotResponse(web.Response):
    """Sends a snapshot to a reader, who is disconnected if it is withdrawn meanwhile."""

    def __init__(self, snapshot: Snapshot, reader: Transport) -> None:
        """Add the reader to those that haven't received all of the snapshot yet."""
        picture = snapshot.picture
        super().__init__(
            body=picture.content, content_type=picture.content_type, headers=_HEADERS
        )
        self._snapshot = snapshot
        self._reader = reader
        snapshot.readers.add(reader)

    @override
    async def write_eof(self, data: bytes = b"") -> None:
        """Send the picture, and return when the other end has received it."""
        # Makes this wait until the last byte was sent.
        self._reader.set_write_buffer_limits(high=0)
        try:
            await super().write_eof(data)
            await _async_wait_until_received(self._reader)
        finally:
            self._snapshot.readers.discard(self._reader)
            self._reader.set_write_buffer_limits()


class SnapshotView(HomeAssistantView):
    """Serve the public snapshots, and 404 for everything else."""

    url = SNAPSHOT_URL
    name = "api:carsxe:snapshot"
    requires_auth = False

    def __init__(self, store: SnapshotStore) -> None:
        """Store the snapshots."""
        self._store = store

    @override
    def register(
        self, hass: HomeAssistant, app: web.Application, router: web.UrlDispatcher
    ) -> None:
        """Handle all methods here, because core's handler would log the address."""
        router.add_route(hdrs.METH_ANY, self.url, self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        """Return the requested snapshot."""
        snapshot = None
        if request.method in (hdrs.METH_GET, hdrs.METH_HEAD):
            snapshot = self._store.fetch(request.match_info["token"])
        if snapshot is None or (reader := request.transport) is None:
            return web.Response(status=404, headers=_HEADERS)
        return SnapshotResponse(snapshot, reader)


DATA_SNAPSHOTS: HassKey[SnapshotStore] = HassKey(f"{DOMAIN}_snapshots")


@callback
def async_setup_snapshots(hass: HomeAssistant) -> None:
    """Register the view, once for all accounts."""
    store = hass.data[DATA_SNAPSHOTS] = SnapshotStore(hass.loop)
    hass.http.register_view(SnapshotView(store))
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_hide_address)


def _hide_address(record: logging.LogRecord) -> bool:
    """Replace a message with an address, even if it is encoded or in an exception."""
    error = record.exc_info[1] if record.exc_info else None
    text = f"{record.getMessage()} {error}"
    while (decoded := unquote(text)) != text:
        text = decoded
    if _ADDRESS.search(text):
        record.msg, record.args = "Filtered a request to a snapshot", ()
        record.exc_info = record.exc_text = None
    return True
