"""Tests of running picture work."""

import asyncio
from collections.abc import Iterator
from threading import Event, Lock

import pytest

from custom_components.carsxe.runtime.picture_work import WORKERS, async_work
from custom_components.carsxe.vision import PictureError
from homeassistant.core import HomeAssistant

from ..waiting import until


class Work:
    """Blocks until it is told to end."""

    def __init__(self) -> None:
        """Start without runs."""
        self.begun: list[int] = []
        self.most_at_once = 0
        self.end = Event()
        self._running = 0
        self._lock = Lock()

    def __call__(self, number: int) -> int:
        """Run."""
        with self._lock:
            self.begun.append(number)
            self._running += 1
            self.most_at_once = max(self.most_at_once, self._running)
        self.end.wait()
        with self._lock:
            self._running -= 1
        return number

    async def until_begun(self, runs: int) -> None:
        """Return when this many runs have begun."""
        await until(lambda: len(self.begun) >= runs)


@pytest.fixture
def work() -> Iterator[Work]:
    """Return work that ends with the test."""
    work = Work()
    yield work
    work.end.set()


def _fail(error: Exception) -> None:
    """Fail."""
    raise error


async def test_result(hass: HomeAssistant) -> None:
    """The work's result or exception is returned; neither affects others."""
    for _ in range(2 * WORKERS):
        with pytest.raises(PictureError, match="no"):
            await async_work(hass, _fail, PictureError("no"))
        assert await async_work(hass, max, 3, 4) == 4


async def test_two_at_a_time(hass: HomeAssistant, work: Work) -> None:
    """However much there is to do, two jobs run at a time, in order."""
    tasks = [asyncio.create_task(async_work(hass, work, n)) for n in range(8)]
    await work.until_begun(WORKERS)
    await asyncio.sleep(0.05)
    assert sorted(work.begun) == [0, 1]
    work.end.set()
    assert await asyncio.gather(*tasks) == list(range(8))
    assert work.most_at_once == WORKERS == 2


async def test_given_up(hass: HomeAssistant, work: Work) -> None:
    """Work that nobody waits for anymore still ends; the next job waits for that."""
    first = [asyncio.create_task(async_work(hass, work, n)) for n in range(WORKERS)]
    await work.until_begun(WORKERS)
    later = [asyncio.create_task(async_work(hass, work, n)) for n in (8, 9)]
    for task in first:
        task.cancel()
    await asyncio.wait(first)
    assert all(task.cancelled() for task in first)
    await asyncio.sleep(0.05)
    assert len(work.begun) == WORKERS
    work.end.set()
    assert await asyncio.gather(*later) == [8, 9]
    assert work.most_at_once == WORKERS


async def test_given_up_before_it_began(hass: HomeAssistant, work: Work) -> None:
    """Work that nobody waits for at its turn isn't started."""
    tasks = [asyncio.create_task(async_work(hass, work, n)) for n in range(4)]
    await work.until_begun(WORKERS)
    tasks[2].cancel()
    work.end.set()
    await asyncio.wait(tasks)
    assert sorted(work.begun) == [0, 1, 3]


async def test_failure_that_nobody_waits_for(
    hass: HomeAssistant, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    """Work that fails after it was given up isn't an unhandled exception."""

    def _fail_late(number: int) -> None:
        work(number)
        raise PictureError

    task = asyncio.create_task(async_work(hass, _fail_late, 0))
    await work.until_begun(1)
    task.cancel()
    await asyncio.wait([task])
    work.end.set()
    assert await async_work(hass, work, 1) == 1
    await hass.async_block_till_done()
    assert "PictureError" not in caplog.text
