"""A CarsXE server with answers set by the test, on a real socket."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

FIXTURES = Path(__file__).parent / "fixtures"


def load_answer(name: str) -> Any:
    """Return a fixture with an answer of CarsXE."""
    return json.loads((FIXTURES / f"{name}.json").read_text())


@dataclass
class CarsXEServer:
    """Records calls and answers as told, repeating the last answer."""

    key: str
    answers: list[tuple[int, Any]] = field(default_factory=list)
    key_answer: tuple[int, Any] = (200, {"success": True})
    recognitions: list[Any] = field(default_factory=list)
    key_checks: int = 0
    decoded: tuple[int, Any] = (200, {})
    decodes: list[dict[str, str]] = field(default_factory=list)
    on_recognition: Callable[[str], Awaitable[None]] | None = None
    on_decode: Callable[[], Awaitable[object]] | None = None
    url: str = ""
    _open: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> TestServer:
        """Listen on the loopback address."""
        app = web.Application()
        app.router.add_get("/v1/auth/validate", self._validate)
        app.router.add_post("/platerecognition", self._recognize)
        app.router.add_get("/v2/platedecoder", self._decode)
        server = TestServer(app)
        await server.start_server()
        self.url = str(server.make_url("")).rstrip("/")
        self._open.set()
        return server

    def answer(self, name: str, status: int = 200) -> None:
        """Answer recognitions with a fixture from now on."""
        self.answers = [(status, load_answer(name))]

    def hold(self) -> None:
        """Hold back the answers to recognitions."""
        self._open.clear()

    def release(self) -> None:
        """Release the answers held back."""
        self._open.set()

    async def _validate(self, request: web.Request) -> web.Response:
        """Answer a check of the key."""
        self.key_checks += 1
        status, body = self.key_answer
        return web.json_response(body, status=status)

    async def _recognize(self, request: web.Request) -> web.Response:
        """Answer a recognition."""
        body = await request.json()
        self.recognitions.append(body)
        if self.on_recognition:
            await self.on_recognition(body["image_url"])
        await self._open.wait()
        if request.query.get("key") != self.key:
            return web.json_response(load_answer("key_unknown"), status=401)
        status, answer = (
            self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        )
        return web.json_response(answer, status=status)

    async def _decode(self, request: web.Request) -> web.Response:
        """Answer a decode."""
        self.decodes.append(dict(request.query))
        if self.on_decode:
            await self.on_decode()
        status, body = self.decoded
        return web.json_response(body, status=status)
