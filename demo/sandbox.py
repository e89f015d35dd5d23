"""The demo's recognition API: the sandbox in its own process."""

import asyncio
from pathlib import Path
import re
import sys
from typing import Any

import aiohttp

from .process import ChildProcess

KEY = "demo-key"
START_TIMEOUT = 180.0
_LISTENING = re.compile(r"listening on (http://\S+)")


class Sandbox:
    """Runs the sandbox on a free port."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        """Store the path of its log, and further command-line arguments."""
        self.log = folder / "sandbox.output"
        self.url = ""
        self._arguments = arguments
        self._process: ChildProcess | None = None

    async def start(self) -> None:
        """Start and return when it is ready to read plates."""
        self.log.unlink(missing_ok=True)
        self._process = await ChildProcess.start(
            [
                *(sys.executable, "-m", "sandbox", "--port", "0", "--key", KEY),
                *self._arguments,
            ],
            self.log,
        )
        async with asyncio.timeout(START_TIMEOUT):
            while not (match := _LISTENING.search(await asyncio.to_thread(self._read))):
                self._process.check()
                await asyncio.sleep(0.05)
        self.url = match[1]

    async def stop(self) -> None:
        """Stop."""
        if self._process:
            await self._process.stop()

    async def calls(self) -> dict[str, Any]:
        """Return the requests that the sandbox has received."""
        async with (
            aiohttp.ClientSession(base_url=self.url) as session,
            session.get("/sandbox/calls") as response,
        ):
            calls: dict[str, Any] = await response.json()
            return calls

    async def control(self, path: str, body: dict[str, Any] | None = None) -> None:
        """Set the sandbox's behavior."""
        async with (
            aiohttp.ClientSession(base_url=self.url) as session,
            session.post(f"/sandbox/{path}", json=body or {}) as response,
        ):
            response.raise_for_status()

    def _read(self) -> str:
        """Return the sandbox's output."""
        return self.log.read_text() if self.log.exists() else ""
