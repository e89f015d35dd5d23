"""A server on a real socket that answers as told, or fails like real servers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
import json
import socket
import struct
from typing import Any

from aiohttp import web

from tests.carsxe_server import load_answer

type Reply = Callable[["FaultServer", web.BaseRequest], Awaitable[web.StreamResponse]]

PART_PAUSE = 0.02
CHUNK = b" " * 65536
MOST_CHUNKS = 1024


@dataclass(frozen=True, kw_only=True)
class Call:
    """The content of one call."""

    method: str
    path: str
    query: dict[str, str]
    content_type: str
    body: bytes


class FaultServer:
    """Records calls and sends one reply to each, repeating the last one."""

    def __init__(self) -> None:
        """Start without replies."""
        self.url = ""
        self.calls: list[Call] = []
        self.chunks_sent = 0
        self.on_call: Callable[[Call], None] | None = None
        self.end = asyncio.Event()
        self._replies: list[Reply] = []

    def reply(self, *replies: Reply) -> None:
        """Send these replies from now on."""
        self._replies = list(replies)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Record a call and reply to it."""
        call = Call(
            method=request.method,
            path=request.path,
            query=dict(request.query),
            content_type=request.content_type,
            body=await request.read(),
        )
        self.calls.append(call)
        if self.on_call:
            self.on_call(call)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return await reply(self, request)


def answer(
    body: Any = b"", status: int = 200, headers: Mapping[str, str] | None = None
) -> Reply:
    """Return a reply with a body: bytes unchanged, anything else as JSON."""

    async def _reply(server: FaultServer, request: web.BaseRequest) -> web.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = {} if isinstance(body, bytes) else {"Content-Type": "application/json"}
        return web.Response(
            body=content, status=status, headers={**kind, **(headers or {})}
        )

    return _reply


def fixture(name: str, status: int = 200) -> Reply:
    """Return a reply with a fixture."""
    return answer(load_answer(name), status)


def raw(*parts: bytes, reset: bool = False) -> Reply:
    """Return a reply sent in parts, after which the connection is closed or reset."""

    async def _reply(server: FaultServer, request: web.BaseRequest) -> web.Response:
        assert (transport := request.transport) is not None
        for part in parts:
            transport.write(part)
            await asyncio.sleep(PART_PAUSE)
        if reset:
            transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            transport.abort()
        else:
            transport.close()
        return web.Response()

    return _reply


def hang(*parts: bytes) -> Reply:
    """Return a reply that stops after some bytes."""

    async def _reply(server: FaultServer, request: web.BaseRequest) -> web.Response:
        assert (transport := request.transport) is not None
        for part in parts:
            transport.write(part)
        await server.end.wait()
        transport.abort()
        return web.Response()

    return _reply


def drip(head: bytes, part: bytes) -> Reply:
    """Return a reply whose parts keep coming slowly without an end."""

    async def _reply(server: FaultServer, request: web.BaseRequest) -> web.Response:
        assert (transport := request.transport) is not None
        transport.write(head)
        while not (server.end.is_set() or transport.is_closing()):
            transport.write(part)
            await asyncio.sleep(PART_PAUSE)
        transport.abort()
        return web.Response()

    return _reply


def pour() -> Reply:
    """Return a reply with a body far longer than any answer."""

    async def _reply(
        server: FaultServer, request: web.BaseRequest
    ) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(MOST_CHUNKS):
            await response.write(CHUNK)
            server.chunks_sent += 1
        await response.write_eof()
        return response

    return _reply
