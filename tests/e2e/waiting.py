"""Wait for conditions, however long it takes: pytest ends a test that hangs."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from demo.process import ChildProcess

PAUSE = 0.05
ASLEEP = "S"


async def until[ResultT](look: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """Return a result once it is true."""
    while not (result := await look()):
        await asyncio.sleep(PAUSE)
    return result


async def until_quiet(*processes: ChildProcess) -> None:
    """Return when nothing is left to do, except what waits for its time.

    No thread ran from one look to the next; a process that waits for a processor isn't asleep.
    """
    before = None
    while True:
        found = [_threads(each.pid) for each in processes]
        is_asleep = all(state == ASLEEP for each in found for state, *_ in each)
        if is_asleep and found == before:
            return
        before = found
        await asyncio.sleep(PAUSE)


def _threads(pid: int) -> list[tuple[str, ...]]:
    """Return the state of each thread, and how often it has run, from Linux."""
    threads: list[tuple[str, ...]] = []
    for folder in sorted(Path(f"/proc/{pid}/task").iterdir()):
        try:
            status = (folder / "status").read_text()
        except FileNotFoundError, ProcessLookupError:
            continue
        fields = dict(
            line.split(":\t", 1) for line in status.splitlines() if ":\t" in line
        )
        threads.append(
            (
                fields["State"][0],
                fields["voluntary_ctxt_switches"],
                fields["nonvoluntary_ctxt_switches"],
            )
        )
    return threads
