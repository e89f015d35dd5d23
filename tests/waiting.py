"""Wait for conditions, however long it takes: pytest ends a test that hangs."""

import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], object]) -> None:
    """Return when a condition is met."""
    while not holds():
        await asyncio.sleep(0.01)
