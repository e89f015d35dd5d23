"""Run the server until a signal."""

import asyncio
import signal

from aiohttp import web

from sandbox.reader import PlateReader

from .app import create_app
from .keys import KeyRing

# Seconds for running calls to finish at the end.
GRACE = 0.5


async def serve(keys: KeyRing, host: str, port: int, *, eu: bool) -> None:
    """Serve until SIGINT or SIGTERM; print a line once the server answers."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    reader = await asyncio.to_thread(_warm_reader)
    # The access log would contain the keys.
    runner = web.AppRunner(
        create_app(keys, reader, eu=eu), access_log=None, shutdown_timeout=GRACE
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        number = runner.addresses[0][1]
        print(f"sandbox: listening on http://{host}:{number}", flush=True)
        await ended.wait()
    finally:
        await runner.cleanup()


def _warm_reader() -> PlateReader:
    """Load the reader and run it once, as the first time takes longer."""
    reader = PlateReader()
    reader.warm_up()
    return reader
