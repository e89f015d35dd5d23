"""Tests of the queue that runs one thing at a time."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from custom_components.carsxe.runtime.scanning.queue import (
    AbortedError,
    CoalescingQueue,
)


class Job:
    """Something that runs until it is told to end."""

    def __init__(self) -> None:
        """Start with no run."""
        self.runs = 0
        self.running = 0
        self.most_at_once = 0
        self.ends: asyncio.Queue[Exception | None] = asyncio.Queue()

    async def __call__(self) -> int:
        """Run."""
        self.runs += 1
        run = self.runs
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        try:
            if error := await self.ends.get():
                raise error
        finally:
            self.running -= 1
        return run


@pytest.fixture
def job() -> Job:
    """Return a job."""
    return Job()


@pytest.fixture
async def tasks() -> AsyncIterator[list[asyncio.Task[None]]]:
    """Return the tasks that were started, which end with the test."""
    tasks: list[asyncio.Task[None]] = []
    yield tasks
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def queue(job: Job, tasks: list[asyncio.Task[None]]) -> CoalescingQueue[int]:
    """Return a queue for the job."""

    def _start(work: object) -> asyncio.Task[None]:
        task = asyncio.Task(work, eager_start=True)
        tasks.append(task)
        return task

    return CoalescingQueue(job, _start)


async def test_runs_at_once(queue: CoalescingQueue[int], job: Job) -> None:
    """Where nothing runs, the job starts right away."""
    outcome = queue.async_submit()
    assert job.runs == 1
    job.ends.put_nowait(None)
    assert await outcome == 1


async def test_requests_share_one_run(queue: CoalescingQueue[int], job: Job) -> None:
    """However many requests come during a run, exactly one run follows."""
    first = queue.async_submit()
    later = [queue.async_submit() for _ in range(5)]
    assert job.runs == 1
    for _ in range(2):
        job.ends.put_nowait(None)
    assert await first == 1
    assert await asyncio.gather(*later) == [2, 2, 2, 2, 2]
    assert (job.runs, job.most_at_once) == (2, 1)


async def test_starts_again_after_rest(queue: CoalescingQueue[int], job: Job) -> None:
    """A queue that has come to rest takes new requests."""
    for run in (1, 2, 3):
        job.ends.put_nowait(None)
        assert await queue.async_submit() == run


async def test_failure_reaches_its_requests_only(
    queue: CoalescingQueue[int], job: Job
) -> None:
    """A run that fails doesn't take the next one along."""
    first, second = queue.async_submit(), queue.async_submit()
    job.ends.put_nowait(ValueError("no"))
    job.ends.put_nowait(None)
    with pytest.raises(ValueError, match="no"):
        await first
    assert await second == 2


async def test_nobody_waits_for_a_failure(
    queue: CoalescingQueue[int], job: Job, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure that nobody waits for is no unhandled exception."""
    job.ends.put_nowait(ValueError("no"))
    queue.async_submit()
    await asyncio.sleep(0)
    assert "never retrieved" not in caplog.text


async def test_cancelled(
    queue: CoalescingQueue[int], job: Job, tasks: list[asyncio.Task[None]]
) -> None:
    """Where the work is cancelled, all who wait are told."""
    first, second = queue.async_submit(), queue.async_submit()
    tasks[0].cancel()
    for outcome in (first, second):
        with pytest.raises(AbortedError):
            await outcome
    assert job.running == 0
