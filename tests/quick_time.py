"""Advance time in a running Home Assistant as soon as nothing is left to do."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from selectors import SelectorKey
from typing import Any
from unittest.mock import patch
from weakref import WeakSet

from aiohttp import BaseConnector
from aiohttp.connector import Connection
from freezegun import freeze_time

# Real seconds for data on its way through a socket.
GRACE = 0.01
# A smaller step would be lost in a float of the loop's time.
STEP = 1e-6


@contextmanager
def quick_time(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Make the loop's clock and the wall clock jump to the next event.

    Time stands still while an executor works, and for a moment while a request's bytes may be on
    their way.
    """
    quick: Any = loop
    select: Callable[[float | None], list[tuple[SelectorKey, int]]]
    select = quick._selector.select
    run_in_executor = loop.run_in_executor
    now, working = loop.time(), 0
    connectors: WeakSet[BaseConnector] = WeakSet()
    connect = BaseConnector.connect

    async def _connect(
        connector: BaseConnector, *args: Any, **kwargs: Any
    ) -> Connection:
        connectors.add(connector)
        return await connect(connector, *args, **kwargs)

    def _grace() -> float:
        return GRACE if any(each._acquired for each in connectors) else 0

    def _select(timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        nonlocal now
        if working or timeout is None or timeout <= 0:
            return select(timeout if not working or timeout == 0 else GRACE)
        if not (ready := select(min(timeout, _grace()))):
            step = max(timeout, STEP)
            now += step
            frozen.tick(timedelta(seconds=step))
        return ready

    def _run_in_executor(*args: Any) -> asyncio.Future[Any]:
        nonlocal working
        working += 1
        future = run_in_executor(*args)
        future.add_done_callback(_done)
        return future

    def _done(_: asyncio.Future[Any]) -> None:
        nonlocal working
        working -= 1

    with (
        freeze_time(real_asyncio=True, ignore=["aiohttp.web_log"]) as frozen,
        patch.object(BaseConnector, "connect", _connect),
    ):
        quick.time = lambda: now
        quick._selector.select = _select
        quick.run_in_executor = _run_in_executor
        try:
            yield
        finally:
            del quick.time, quick._selector.select, quick.run_in_executor
