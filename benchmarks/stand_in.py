"""Replace CarsXE: wait, fetch the picture, and answer without reading it."""

import argparse
import asyncio
from collections.abc import AsyncIterator
import contextlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
import re
import signal
import sys
from time import monotonic
from typing import Any, Self

from aiohttp import ClientSession, web

from demo.process import ChildProcess
from sandbox.server.fetching import FetchError, fetch, fetchable

# None of them is confused with another one.
LETTERS = "ACEFHJKMNPRTUVWXY"
PLATE_LENGTH = 7
START_TIMEOUT = 30.0
_LISTENING = re.compile(r"listening on (http://\S+)")


@dataclass(slots=True)
class Call:
    """The times of a recognition in seconds, by the clock that all processes share."""

    arrived: float
    fetching: float = 0
    fetched: float = 0
    answered: float = 0
    size: int = 0


@dataclass(slots=True)
class Behavior:
    """The behavior of the stand-in; `latency` is in seconds, plus up to `spread` seconds."""

    latency: float = 0
    spread: float = 0
    fetch_first: bool = False
    calls: list[Call] = field(default_factory=list)
    answers: int = 0
    random: Random = field(default_factory=lambda: Random(1))

    async def wait(self) -> None:
        """Wait for the latency."""
        await asyncio.sleep(self.latency + self.random.uniform(0, self.spread))


BEHAVIOR = web.AppKey("behavior", Behavior)
SESSION = web.AppKey("session", ClientSession)


def create_app() -> web.Application:
    """Build the server."""
    app = web.Application()
    app[BEHAVIOR] = Behavior()
    app.router.add_get("/v1/auth/validate", validate)
    app.router.add_post("/platerecognition", recognize)
    app.router.add_post("/behave", behave)
    app.router.add_post("/calls", take_calls)

    async def share_session(app: web.Application) -> AsyncIterator[None]:
        async with ClientSession() as session:
            app[SESSION] = session
            yield

    app.cleanup_ctx.append(share_session)
    return app


async def validate(_request: web.Request) -> web.Response:
    """Accept any key."""
    return web.json_response({"success": True})


async def recognize(request: web.Request) -> web.Response:
    """Answer with a new plate after fetching the picture."""
    behavior = request.app[BEHAVIOR]
    call = Call(monotonic())
    image_url = (await request.json())["image_url"]
    if not behavior.fetch_first:
        await behavior.wait()
    call.fetching = monotonic()
    try:
        call.size = len(await fetch(request.app[SESSION], fetchable(image_url)))
    except FetchError:
        return web.json_response(
            {"success": False, "message": "Missing image data"}, status=400
        )
    call.fetched = monotonic()
    if behavior.fetch_first:
        await behavior.wait()
    behavior.answers += 1
    answer = answer_with(_plate(behavior.answers))
    behavior.calls.append(call)
    call.answered = monotonic()
    return web.json_response(answer)


async def behave(request: web.Request) -> web.Response:
    """Set the behavior."""
    behavior, wish = request.app[BEHAVIOR], await request.json()
    behavior.latency, behavior.spread = wish["latency"], wish["spread"]
    behavior.fetch_first = wish["fetch_first"]
    return web.json_response({})


async def take_calls(request: web.Request) -> web.Response:
    """Return the calls since the last request."""
    behavior = request.app[BEHAVIOR]
    calls, behavior.calls = behavior.calls, []
    return web.json_response([asdict(call) for call in calls])


def answer_with(plate: str) -> dict[str, Any]:
    """Return the body of a documented recognition."""
    return {
        "success": True,
        "message": "",
        "processing_time": 117.822,
        "results": [
            {
                "box": {"xmin": 545, "ymin": 400, "xmax": 732, "ymax": 449},
                "plate": plate,
                "region": {"code": "us-ca", "score": 0.849},
                "score": 1,
                "candidates": [{"score": 1, "plate": plate}],
                "dscore": 0.928,
                "vehicle": {
                    "score": 0.963,
                    "type": "Sedan",
                    "box": {"xmin": 56, "ymin": 0, "xmax": 1194, "ymax": 713},
                },
            }
        ],
    }


def _plate(number: int) -> str:
    """Return a plate of letters only, different for each number."""
    return "".join(Random(number).choices(LETTERS, k=PLATE_LENGTH)).lower()


class StandIn:
    """The stand-in, in its own process."""

    def __init__(self, process: ChildProcess, url: str, control: ClientSession) -> None:
        """Store the process and its address."""
        self.url = url
        self._process = process
        self._control = control

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, folder: Path) -> AsyncIterator[Self]:
        """Run one while the context is open; its log is in the folder."""
        log = folder / "stand_in.output"
        command = [sys.executable, "-m", "benchmarks.stand_in"]
        process = await ChildProcess.start(command, log)
        try:
            url = await _wait_for_address(process, log)
            async with ClientSession(base_url=url) as control:
                yield cls(process, url, control)
        finally:
            await process.stop()

    async def behave(
        self, latency: float, *, spread: float = 0, fetch_first: bool = False
    ) -> None:
        """Set the latency in seconds plus up to `spread`, before or after the fetch."""
        wish = {"latency": latency, "spread": spread, "fetch_first": fetch_first}
        async with self._control.post("/behave", json=wish) as response:
            response.raise_for_status()

    async def take_calls(self) -> list[Call]:
        """Return the answered calls since the last time."""
        async with self._control.post("/calls") as response:
            return [Call(**call) for call in await response.json()]


async def _wait_for_address(process: ChildProcess, log: Path) -> str:
    """Return the address of a stand-in when it is ready."""
    async with asyncio.timeout(START_TIMEOUT):
        while not (match := _LISTENING.search(await asyncio.to_thread(log.read_text))):
            process.check()
            await asyncio.sleep(0.05)
    return match[1]


async def serve() -> None:
    """Serve on a free port of the loopback address until a signal."""
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    runner = web.AppRunner(create_app(), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        print(f"stand-in: listening on http://127.0.0.1:{port}", flush=True)
        await ended.wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    argparse.ArgumentParser(
        prog="python -m benchmarks.stand_in", description=__doc__
    ).parse_args()
    asyncio.run(serve())
