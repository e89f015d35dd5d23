"""The bare minimum of a recognition: one POST, and its picture served once by a plain view."""

from collections.abc import AsyncIterator
import contextlib
import secrets
from time import monotonic
from typing import Any, Self

from aiohttp import ClientSession, web


class BareMinimum:
    """Recognizes frames without Home Assistant, in its process and its loop."""

    def __init__(self, session: ClientSession) -> None:
        """Start without a picture."""
        self._session = session
        self._frames: dict[str, bytes] = {}
        self._url = ""

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, api_url: str) -> AsyncIterator[Self]:
        """Serve on a free port of the loopback address while the context is open."""
        async with ClientSession(base_url=api_url) as session:
            bare = cls(session)
            app = web.Application()
            app.router.add_get("/{token}", bare.handle)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            try:
                await web.TCPSite(runner, "127.0.0.1", 0).start()
                bare._url = f"http://127.0.0.1:{runner.addresses[0][1]}"
                yield bare
            finally:
                await runner.cleanup()

    async def handle(self, request: web.Request) -> web.Response:
        """Serve a picture once."""
        frame = self._frames.pop(request.match_info["token"], None)
        if frame is None:
            raise web.HTTPNotFound
        return web.Response(body=frame, content_type="image/jpeg")

    async def recognize(self, frame: bytes) -> float:
        """Recognize a frame, and return when the answer is there."""
        token = secrets.token_urlsafe(32)
        self._frames[token] = frame
        async with self._session.post(
            "/platerecognition",
            params={"key": "key"},
            json={"image_url": f"{self._url}/{token}"},
        ) as response:
            answer: dict[str, Any] = await response.json()
        if not answer["success"]:
            raise RuntimeError(answer["message"])
        return monotonic()
