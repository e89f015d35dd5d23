"""The output of the benchmarks: Markdown tables, and the machine they ran on."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
import os
from pathlib import Path
import platform
from statistics import median, quantiles

from homeassistant.const import __version__

MILLISECONDS = 1000


def machine() -> str:
    """Return a line with the date and the machine."""
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with Home Assistant {__version__}, "
        f"Python {platform.python_version()}, {os.process_cpu_count()} cores of {_processor()}."
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table whose first column is text and whose others are figures."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile of the values."""
    return share(values, 95)


def share(values: Sequence[float], per_cent: int) -> float:
    """Return a percentile of the values."""
    if len(values) < 2:
        return max(values, default=0.0)
    return quantiles(values, n=100, method="inclusive")[per_cent - 1]


def ms(seconds: float, digits: int = 1) -> str:
    """Return a time in milliseconds."""
    return f"{seconds * MILLISECONDS:.{digits}f}"


def median_and_p95(values: Sequence[float]) -> str:
    """Return the median of times and their 95th percentile, in milliseconds."""
    return f"{ms(median(values))} ({ms(p95(values))})"


def verdict(value: float, limit: float) -> str:
    """Return whether a target is met."""
    return "met" if value <= limit else "missed"


def _processor() -> str:
    """Return the processor's name from Linux."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
