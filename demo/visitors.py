"""The demo's visitors: residents who come and leave, strangers, and a queue."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
import itertools

from .house import House
from .scenery import DRIVEWAY

# Residents drive on out of view, and leave at their next turn, which shows this.
RESIDENTS = {"WG12KVL": "WG12KVL_rear", "RTN7063": "RTN7063"}
# How long strangers stop in view before they back out.
STOP_SECONDS = 4.0
VISITORS = (
    ("WG12KVL",),
    ("8RMG362",),
    ("RTN7063",),
    ("WG12KVL",),
    ("WOBMK289",),
    ("S808LM",),
    ("RTN7063",),
    ("VB127VW",),
    # One behind another.
    ("TYX5F94", "KDF4182"),
    ("GK538ZR",),
)


async def receive_visitors(house: House) -> AsyncIterator[None]:
    """Let vehicles arrive and leave forever; yield after each."""
    away = set(RESIDENTS)
    for vehicle, *behind in itertools.cycle(VISITORS):
        async with motion(house):
            if behind:
                await house.lane.pass_by(vehicle, *behind)
            elif vehicle not in RESIDENTS:
                await house.lane.stop_by(vehicle)
                await asyncio.sleep(STOP_SECONDS)
                await house.lane.back_off(vehicle)
            elif vehicle in away:
                away.remove(vehicle)
                await house.lane.pass_by(vehicle)
            else:
                away.add(vehicle)
                await house.lane.leave(RESIDENTS[vehicle])
        yield


@contextlib.asynccontextmanager
async def motion(house: House) -> AsyncIterator[None]:
    """Turn on the motion sensor of the driveway while something moves there."""
    call, sensor = house.connection.call, DRIVEWAY.motion
    await call("input_boolean.turn_on", entity_id=sensor)
    yield
    await call("input_boolean.turn_off", entity_id=sensor)
