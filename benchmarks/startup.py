"""Measure the cost of setting up an account with many cameras and vehicles."""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
import cProfile
from functools import partial
from pathlib import Path
import pstats
from random import Random
from statistics import median
import subprocess
import sys

from demo.process import REPOSITORY
from homeassistant.config_entries import ConfigEntry
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .formats import draw_plate
from .house import House, HouseError, open_house, run
from .loop import LoopTime, watch_loop
from .report import machine, ms, table, verdict

CAMERAS = 10
VEHICLES = 500
ROUNDS = 5
IMPORTS = 10
PROFILED_LINES = 25
LONGEST_SETUP_MS = 150
ONCE = "set up, the first time in this Home Assistant"
NEW = "set up, never seen before"
AGAIN = "set up again, as at a restart"
RELOAD = "reload"
UNLOAD = "unload"
# In the order in which Home Assistant has imported them before an integration.
_IMPORT = """
import sys, time
from homeassistant import bootstrap
from homeassistant.components import camera, event, http, image, image_processing, sensor
from homeassistant.helpers import network, storage
before = set(sys.modules)
start = time.perf_counter()
import custom_components.carsxe
package = time.perf_counter() - start
from custom_components.carsxe import config_flow, event, image_processing, sensor
print(package, time.perf_counter() - start, len(set(sys.modules) - before))
"""

type Steps = dict[str, list[LoopTime]]


async def measure(options: argparse.Namespace, folder: Path) -> None:
    """Measure as requested on the command line and print the results."""
    results: list[tuple[int, Steps, int, int]] = []
    async with open_house(folder, options.cameras) as house:
        for vehicles in (0, options.vehicles):
            steps: Steps = defaultdict(list)
            counts = [
                await _round(house, _plates(vehicles, number), steps, first=not results)
                for number in range(options.rounds)
            ]
            results.append((vehicles, steps, *counts[0]))
        if options.profile:
            await _profile(house, _plates(options.vehicles, options.rounds))
    imports = await asyncio.to_thread(_import_times)
    print_results(options, results, imports)


async def _round(
    house: House, plates: list[str], steps: Steps, *, first: bool
) -> tuple[int, int]:
    """Set up, reload and unload an account; return how many entities and devices it has."""
    entry = house.account(plates)
    entries = house.hass.config_entries
    name = ONCE if first and not steps else NEW
    steps[name].append(await _watch(house, partial(house.add_account, entry)))
    counts = _count(house, entry)
    for name, step in (
        (UNLOAD, entries.async_unload),
        (AGAIN, entries.async_setup),
        (RELOAD, entries.async_reload),
    ):
        steps[name].append(await _watch(house, partial(step, entry.entry_id)))
    if _count(house, entry) != counts:
        raise HouseError("entities got lost")
    await entries.async_remove(entry.entry_id)
    await house.hass.async_block_till_done()
    return counts


async def _watch(house: House, step: Callable[[], Awaitable[object]]) -> LoopTime:
    """Return what a step and everything that it starts cost the loop."""
    await house.hass.async_block_till_done()
    async with watch_loop() as loop:
        await step()
        await house.hass.async_block_till_done()
    return loop


async def _profile(house: House, plates: list[str]) -> None:
    """Print what a setup takes its time for, the first time and again."""
    entry, entries = house.account(plates), house.hass.config_entries
    for name, step in (
        (NEW, partial(house.add_account, entry)),
        (AGAIN, partial(entries.async_setup, entry.entry_id)),
    ):
        profile = cProfile.Profile()
        with profile:
            await step()
            await house.hass.async_block_till_done()
        print(f"{name}:")
        stats = pstats.Stats(profile).strip_dirs().sort_stats("tottime")
        stats.print_stats(PROFILED_LINES)
        stats.sort_stats("cumulative").print_stats(PROFILED_LINES * 3)
        await entries.async_unload(entry.entry_id)
    await entries.async_remove(entry.entry_id)


def _count(house: House, entry: ConfigEntry) -> tuple[int, int]:
    """Return how many entities of an account have a state, and how many devices it has."""
    registered = er.async_entries_for_config_entry(
        er.async_get(house.hass), entry.entry_id
    )
    devices = dr.async_entries_for_config_entry(
        dr.async_get(house.hass), entry.entry_id
    )
    return sum(
        house.hass.states.get(each.entity_id) is not None for each in registered
    ), len(devices)


def _plates(count: int, seed: int) -> list[str]:
    """Return this many different plates."""
    random = Random(seed)
    plates: set[str] = set()
    while len(plates) < count:
        plates.add(draw_plate(random))
    return sorted(plates)


def _import_times() -> list[tuple[float, float, int]]:
    """Return how long new processes take to import the package and all of it, and how many modules."""
    times = []
    for _ in range(IMPORTS + 1):
        done = subprocess.run(
            [sys.executable, "-c", _IMPORT],
            cwd=REPOSITORY,
            capture_output=True,
            check=True,
            text=True,
        )
        package, everything, modules = done.stdout.split()
        times.append((float(package), float(everything), int(modules)))
    # The first one may have to compile.
    return times[1:]


def print_results(
    options: argparse.Namespace,
    results: list[tuple[int, Steps, int, int]],
    imports: list[tuple[float, float, int]],
) -> None:
    """Print the times and the target."""
    print(machine(), end="\n\n")
    print(
        f"{options.cameras} cameras; milliseconds, medians of {options.rounds} rounds. In the loop "
        "is all time in callbacks of the loop until nothing is left to do; of it, the processor's "
        "time is what other programs don't stretch, and the garbage collector's pauses.",
        end="\n\n",
    )
    header = ["step", "vehicles", "entities", "devices", "wall"]
    header += ["in the loop", "processor", "garbage", "longest callback"]
    print(
        table(
            header,
            (
                [name, str(vehicles), str(entities), str(devices), *_figures(found)]
                for vehicles, steps, entities, devices in results
                for name, found in steps.items()
            ),
        )
    )
    package, everything, modules = zip(*imports, strict=True)
    print()
    print(
        table(
            ["import, Home Assistant's parts imported before", "ms", "modules"],
            [
                ["the package", ms(median(package)), ""],
                [
                    "and its platforms and flows",
                    ms(median(everything)),
                    str(modules[0]),
                ],
            ],
        )
    )
    _, steps, _, _ = results[-1]
    print()
    print(
        table(
            ["target", "limit", "measured", ""],
            (
                [
                    f"{name}: the processor's ms in the loop",
                    str(LONGEST_SETUP_MS),
                    ms(busy := median(each.processor for each in steps[name])),
                    verdict(busy, LONGEST_SETUP_MS / 1000),
                ]
                for name in (NEW, AGAIN)
            ),
        )
    )


def _figures(found: list[LoopTime]) -> list[str]:
    """Return the medians of a step."""
    return [
        ms(median(each.wall for each in found)),
        ms(median(each.busy for each in found)),
        ms(median(each.processor for each in found)),
        ms(median(each.collecting for each in found)),
        ms(median(each.longest.seconds for each in found)),
    ]


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.startup", description=__doc__
    )
    parser.add_argument("--cameras", type=int, default=CAMERAS)
    parser.add_argument("--vehicles", type=int, default=VEHICLES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(
        "--profile", action="store_true", help="say what the loop is busy with, too"
    )
    run(partial(measure, parser.parse_args()))


if __name__ == "__main__":
    main()
