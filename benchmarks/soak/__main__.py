"""Let a week pass in a real Home Assistant with faults, and check what grows."""

import argparse
from pathlib import Path
import shutil
import sys
from tempfile import mkdtemp

from benchmarks.report import machine, table

from .looks import MEGABYTE, Look
from .run import CAMERAS, MAY_GROW, Soak, soak

DAY = 24.0


def print_report(found: Soak) -> None:
    """Print the counts after each day, and what has grown."""
    print(machine(), end="\n\n")
    counts = found.counts
    print(
        f"{CAMERAS} cameras, {found.looks[-1].hours:.0f} virtual hours in "
        f"{found.seconds:.0f} s: {counts['triggers']} triggers, {counts['calls']} calls, "
        f"{counts['failed calls']} of them failed, {counts['faults']} other faults, "
        f"{counts['events']} events.",
        end="\n\n",
    )
    names = list(found.looks[0].counts)
    print(table(["hours", *names, "MB"], (_row(each) for each in found.looks)))
    print()
    rows = (
        [
            name,
            str(grown),
            str(MAY_GROW[name]),
            "yes" if grown > MAY_GROW[name] else "no",
        ]
        for name, grown in found.grown().items()
    )
    print(table(["", "more than at the first look", "limit", "grows"], rows))


def _row(each: Look) -> list[str]:
    """Return the counts at a moment."""
    return [
        f"{each.hours:.0f}",
        *map(str, each.counts.values()),
        f"{each.bytes / MEGABYTE:.0f}",
    ]


def main() -> None:
    """Let time pass, and report what has grown."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.soak", description=__doc__
    )
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--looks", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(mkdtemp(prefix="carsxe-soak-"))
    try:
        found = soak(folder, options.days * DAY, looks=options.looks, seed=options.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print_report(found)
    sys.exit(found.has_grown())


if __name__ == "__main__":
    main()
