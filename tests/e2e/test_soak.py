"""Hours of a house with faults in a short time: nothing grows."""

import sys

import pytest

from demo.process import ChildProcess

HOURS = 3


async def test_nothing_grows(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither memory nor tasks, timers, listeners, files or entities grow."""
    log = tmp_path_factory.mktemp("soak") / "soak.output"
    arguments = ["--days", str(HOURS / 24), "--looks", "3"]
    process = await ChildProcess.start(
        [sys.executable, "-m", "benchmarks.soak", *arguments], log
    )
    try:
        # It fails if anything has grown.
        await process.wait()
    finally:
        await process.stop()
    assert "objects" in log.read_text()
