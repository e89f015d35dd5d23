"""A client that sends exact bytes, like an attacker's."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
import socket

from aiohttp.test_utils import TestClient


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Return everything in it."""
        return f"{self.headers}{self.body.decode(errors='replace')}"


@dataclass(frozen=True, slots=True)
class RawClient:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def ask(self, target: str | bytes, method: str = "GET", *headers: str) -> None:
        """Send a request without waiting for its response."""
        raw = target.encode() if isinstance(target, str) else target
        lines = ["Host: home.example.com", *headers]
        self.writer.write(
            b"%b %b HTTP/1.1\r\n%b\r\n\r\n"
            % (method.encode(), raw, "\r\n".join(lines).encode())
        )

    async def answer(self, *, has_body: bool = True) -> Answer:
        """Return the next response."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, *lines = head.strip().split("\r\n")
        pairs = (line.split(": ", 1) for line in lines)
        headers = {name.lower(): value for name, value in pairs}
        length = int(headers.get("content-length", "0")) if has_body else 0
        body = await self.reader.readexactly(length)
        return Answer(int(status.split()[1]), headers, body)

    async def answers_to(self, targets: Iterable[str]) -> list[Answer]:
        """Send many requests at once, and return the responses in order."""
        asked = [self.ask(target) for target in targets]
        return [await self.answer() for _ in asked]


@asynccontextmanager
async def connect(
    server: TestClient, *, buffer: int | None = None
) -> AsyncIterator[RawClient]:
    """Connect to a server; `buffer` is the number of bytes that the system may receive unread."""
    sock = socket.socket()
    sock.setblocking(False)
    if buffer:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    await asyncio.get_running_loop().sock_connect(sock, (server.host, server.port))
    reader, writer = await asyncio.open_connection(sock=sock, limit=buffer or 2**16)
    try:
        yield RawClient(reader, writer)
    finally:
        writer.transport.abort()
