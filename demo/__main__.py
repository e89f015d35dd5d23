"""The demo: `python -m demo [--once] [--photos DIR] [--port N]`."""

import argparse
import asyncio
from collections.abc import AsyncIterator
import itertools
import json
from pathlib import Path
import sys
import time
from typing import Any

import aiohttp

from .connection import RefusedError
from .home import PASSWORD, USER
from .house import House, open_house
from .process import REPOSITORY, ProcessError
from .scenery import DASHBOARD, DRIVEWAY, pictures_in
from .setup import SetupError, show_file
from .signals import until_stopped
from .visitors import motion, receive_visitors

FOLDER = REPOSITORY / ".local" / "demo"
EVENT = "plate_detected"
EVENT_TIMEOUT = 60.0
PAUSE_BETWEEN_VISITS = 20.0


class DemoError(Exception):
    """The demo failed."""


def main() -> int:
    """Run the demo and return its exit status."""
    arguments = _parse_arguments()
    try:
        return asyncio.run(until_stopped(_run(arguments)))
    except (
        DemoError,
        OSError,
        ProcessError,
        RefusedError,
        SetupError,
        aiohttp.ClientError,
    ) as err:
        print(f"demo: {err or type(err).__name__}", file=sys.stderr)
        print(f"demo: the logs are in {FOLDER}", file=sys.stderr)
        return 1


def _parse_arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="A real Home Assistant that reads license plates, without an internet connection or a key.",
    )
    parser.add_argument(
        "--once", action="store_true", help="print what was read as JSON, then end"
    )
    parser.add_argument(
        "--photos",
        type=Path,
        metavar="DIR",
        help="show and read the pictures of a folder instead of the drawn ones",
    )
    parser.add_argument(
        "--port",
        type=int,
        help="where Home Assistant listens (default: 8123, or another where that is taken)",
    )
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> int:
    """Open the house and do what is requested."""
    photos = _photos(arguments.photos)
    folder = arguments.photos.resolve() if photos else None
    async with open_house(FOLDER, arguments.port, folder) as house:
        if not arguments.once:
            await _stay_open(house, photos)
        elif photos:
            return await _print_photos(house, photos)
        else:
            print(json.dumps(await _receive_visitor(house)))
    return 0


def _photos(folder: Path | None) -> list[Path]:
    """Return the pictures in the requested folder."""
    if folder is None:
        return []
    if not folder.is_dir() or not (photos := pictures_in(folder.resolve())):
        raise DemoError(f"{folder} is no folder with pictures")
    return photos


async def _stay_open(house: House, photos: list[Path]) -> None:
    """Print where to look, and let vehicles arrive until the demo is stopped."""
    print(
        f"demo: Home Assistant is at {house.home.url}/{DASHBOARD}\n"
        f"demo: log in as {USER} with the password {PASSWORD}\n"
        "demo: a vehicle arrives every 20 seconds; Ctrl+C ends the demo",
        flush=True,
    )
    visits = _show_photos(house, photos) if photos else receive_visitors(house)
    async with house.connection.events(EVENT) as events:
        async for _ in visits:
            await asyncio.sleep(PAUSE_BETWEEN_VISITS)
            while not events.empty():
                event = events.get_nowait()
                direction = event["direction"] or "direction unknown"
                print(f"demo: read {event['plate']}, {direction}", flush=True)


async def _show_photos(house: House, photos: list[Path]) -> AsyncIterator[None]:
    """Show photos, and scan each."""
    entities = house.entities[DRIVEWAY]
    for photo in itertools.cycle(photos):
        await show_file(house.connection, entities["camera"], photo)
        await house.connection.call(
            "image_processing.scan", entity_id=entities["image_processing.plate"]
        )
        yield


async def _receive_visitor(house: House) -> dict[str, Any]:
    """Let a vehicle arrive and return the event of its plate."""
    async with house.connection.events(EVENT) as events, motion(house):
        await house.lane.stop_by("8RMG362")
        try:
            return await asyncio.wait_for(events.get(), EVENT_TIMEOUT)
        except TimeoutError:
            raise DemoError(f"no plate was read within {EVENT_TIMEOUT:.0f} s") from None


async def _print_photos(house: House, photos: list[Path]) -> int:
    """Print a JSON line for each photo; return 1 if any couldn't be read."""
    failed = False
    for photo in photos:
        outcome = await _read_photo(house, photo)
        failed = failed or "error" in outcome
        print(json.dumps(outcome, ensure_ascii=False), flush=True)
    return int(failed)


async def _read_photo(house: House, photo: Path) -> dict[str, Any]:
    """Return the plates in a photo, and the duration in seconds."""
    entities = house.entities[DRIVEWAY]
    await show_file(house.connection, entities["camera"], photo)
    start = time.monotonic()
    found: list[dict[str, Any]] = []
    error = {}
    try:
        found = await _recognize(house, entities["image_processing.plate"])
    except RefusedError:
        error = {"error": f"not read; {house.home.log} says why"}
    return {
        "file": photo.name,
        "plates": [detection["plate"] for detection in found],
        "scores": [detection["score"] for detection in found],
        "seconds": round(time.monotonic() - start, 3),
        **error,
    }


async def _recognize(house: House, entity_id: str) -> list[dict[str, Any]]:
    """Recognize a camera's picture, and return its plates."""
    answer = await house.connection.rest(
        "POST",
        "/api/services/carsxe/recognize?return_response",
        {"entity_id": entity_id},
    )
    detections: list[dict[str, Any]] = answer["service_response"][entity_id][
        "detections"
    ]
    return detections


if __name__ == "__main__":
    sys.exit(main())
