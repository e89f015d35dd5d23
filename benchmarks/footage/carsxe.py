"""Replace CarsXE: fetch the picture, wait, and answer what a reader reads."""

from asyncio import sleep
from collections.abc import AsyncIterator
import contextlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession, web

from demo.process import choose_port
from sandbox.reader import Reading
from sandbox.server.answers import NO_IMAGE, NO_PLATES, failure
from sandbox.server.fetching import FetchError, fetch, fetchable
from sandbox.server.shape import success

from .camera import ClipCamera
from .readers import NOWHERE, Reader
from .virtual import HomeLoop

LATENCY = 0.5


@dataclass(frozen=True, slots=True)
class Call:
    """A paid picture: when it was taken (in seconds of the clip), requested and answered."""

    at: float
    asked: float
    answered: float
    picture: bytes
    readings: list[Reading]


class CarsXE:
    """Answers for the pictures of the camera that plays."""

    def __init__(self, loop: HomeLoop, reader: Reader) -> None:
        """Start without a camera."""
        self.url = ""
        self.calls: list[Call] = []
        self.camera: ClipCamera | None = None
        self._loop = loop
        self._reader = reader

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Serve on a free port of the loopback address."""
        app = web.Application()
        app.router.add_get("/v1/auth/validate", self._validate)
        app.router.add_post("/platerecognition", self._recognize)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        port = choose_port(None)
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            self.url = f"http://127.0.0.1:{port}"
            async with ClientSession() as self._session:
                yield
        finally:
            await runner.cleanup()

    async def _validate(self, _request: web.Request) -> web.Response:
        """Accept any key."""
        return web.json_response({"success": True})

    async def _recognize(self, request: web.Request) -> web.Response:
        """Answer what the picture shows."""
        asked = self._loop.time()
        image_url = (await request.json())["image_url"]
        try:
            with self._loop.standing_still():
                picture = await fetch(self._session, fetchable(image_url))
        except FetchError:
            return failure(NO_IMAGE)
        assert self.camera is not None
        at = self.camera.taken(picture)
        readings = self._reader.read(picture, self.camera.clip, at)
        await sleep(LATENCY)
        self.calls.append(Call(at, asked, self._loop.time(), picture, readings))
        if not readings:
            return failure(NO_PLATES)
        answer = success(readings, LATENCY * 1000)
        results = answer["results"]
        assert isinstance(results, list)
        for result, reading in zip(results, readings, strict=True):
            if reading.box == NOWHERE:
                result["box"] = None
        return web.json_response(answer)


def save(calls: list[Call], folder: Path, name: str) -> None:
    """Write the sent pictures to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, call in enumerate(calls, 1):
        (folder / f"{name}_{number:02}_{call.at:.1f}s.jpg").write_bytes(call.picture)
