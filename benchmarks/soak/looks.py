"""Count everything in a Home Assistant that might grow."""

import asyncio
from dataclasses import dataclass
import gc
from pathlib import Path

from benchmarks.loop import resident
from homeassistant.core import HomeAssistant

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """The counts at a moment; `counts` by name, `bytes` is the process's memory."""

    hours: float
    counts: dict[str, int]
    bytes: int


async def look(hass: HomeAssistant, hours: float) -> Look:
    """Count when nothing is running anymore."""
    gc.collect()
    loop = asyncio.get_running_loop()
    scheduled = getattr(loop, "_scheduled", ())
    counts = {
        "tasks": len(asyncio.all_tasks()),
        "timers": sum(not timer.cancelled() for timer in scheduled),
        "listeners": sum(hass.bus.async_listeners().values()),
        "entities": len(hass.states.async_all()),
        "files": _files(Path(hass.config.config_dir)),
        "objects": len(gc.get_objects()),
    }
    return Look(hours, counts, resident())


def _files(folder: Path) -> int:
    """Return the number of files in a folder and its subfolders."""
    return sum(path.is_file() for path in folder.rglob("*"))
