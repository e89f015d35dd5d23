"""End the work in an orderly way when the program is stopped."""

import asyncio
from collections.abc import Coroutine
import contextlib
import signal


async def until_stopped(work: Coroutine[None, None, int | None]) -> int:
    """Do the work and return its exit status, or 0 if it was stopped by a signal."""
    task = asyncio.ensure_future(work)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        return await task or 0
    return 0
