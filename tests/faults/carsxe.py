"""A CarsXE that fetches each picture, and then answers as told or breaks."""

import asyncio
from collections.abc import Awaitable, Callable
import json
import logging
from typing import override

from aiohttp import web
from aiohttp.test_utils import RawTestServer

from ..api.fault_server import FaultServer, Reply, fixture

DECODE = "/v2/platedecoder"
KEY_CHECK = "/v1/auth/validate"
RECOGNITION = "/platerecognition"

# Whatever a server logs about its requests doesn't matter here.
_SILENT = logging.getLogger("tests.faults.silent")
_SILENT.disabled = True


class FaultyCarsXE(FaultServer):
    """Records all recognitions and the addresses of their pictures."""

    def __init__(self) -> None:
        """Accept the key."""
        super().__init__()
        self.key_reply: Reply = fixture("key_valid")
        self.decode_reply: Reply = fixture("decoded_us")
        self.decodes = 0
        self.fetch: Callable[[str], Awaitable[tuple[int, str]]] | None = None
        self.called = asyncio.Event()
        self.addresses: list[str] = []
        self.fetched: list[tuple[int, str]] = []
        self._listening: RawTestServer | None = None

    async def start(self) -> None:
        """Listen on the loopback address."""
        self._listening = RawTestServer(self.handle)
        await self._listening.start_server(access_log=None, logger=_SILENT)
        self.url = str(self._listening.make_url("")).rstrip("/")

    async def stop(self) -> None:
        """Disconnect and stop listening."""
        self.end.set()
        assert self._listening
        await self._listening.close()

    @override
    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Fetch the picture of a call, then reply."""
        if request.path == KEY_CHECK:
            return await self.key_reply(self, request)
        if request.path == DECODE:
            self.decodes += 1
            return await self.decode_reply(self, request)
        if request.path == RECOGNITION:
            address = json.loads(await request.read())["image_url"]
            self.addresses.append(address)
            if self.fetch:
                self.fetched.append(await self.fetch(address))
            self.called.set()
        return await super().handle(request)
