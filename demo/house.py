"""The demo's house: sandbox and Home Assistant together, set up and ready to read plates."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
import shutil
from typing import Any

from .connection import Connection
from .drive import Lane
from .home import Home
from .process import choose_port, only_one
from .sandbox import Sandbox
from .scenery import (
    DASHBOARD,
    DRIVEWAY,
    GUEST,
    PICTURES,
    RESIDENT,
    STREET,
    Place,
    configuration,
    dashboard,
)
from .setup import add_account, add_camera, add_file_camera

ALL_READINGS: dict[str, Any] = {"min_score": 0, "advanced": {"cooldown": 0}}
PREFERRED_PORT = 8123


class House:
    """The running demo; `entities` are each place's, by platform and key."""

    def __init__(
        self,
        home: Home,
        sandbox: Sandbox,
        connection: Connection,
        token: str,
        lane: Lane,
    ) -> None:
        """Store what runs, and the access token of its owner."""
        self.home = home
        self.sandbox = sandbox
        self.connection = connection
        self.token = token
        self.lane = lane
        self.entities: dict[Place, dict[str, str]] = {}

    async def furnish(self, fields: dict[str, Any]) -> None:
        """Add the account, the cameras with further fields, and the dashboard."""
        entry_id = await add_account(
            self.connection, self.sandbox.url, public_url=self.home.url
        )
        pictures = {DRIVEWAY: self.lane.file, STREET: PICTURES / "two_plates.jpg"}
        for place, picture in pictures.items():
            camera = await add_file_camera(self.connection, picture, place.name)
            self.entities[place] = {"camera": camera} | await add_camera(
                self.connection,
                entry_id,
                camera,
                trigger_entity_ids=[place.motion],
                **fields,
            )
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        await self.connection.call("carsxe.add_vehicle", RESIDENT)
        await self.connection.call(
            "carsxe.add_vehicle", {**GUEST, "valid_until": tomorrow.isoformat()}
        )
        await self.connection.command(
            "lovelace/dashboards/create",
            url_path=DASHBOARD,
            title="Plates",
            icon="mdi:car-info",
            mode="storage",
        )
        await self.connection.command(
            "lovelace/config/save",
            url_path=DASHBOARD,
            config=dashboard(self.entities),
        )


@contextlib.asynccontextmanager
async def open_house(
    folder: Path, port: int | None = None, photos: Path | None = None
) -> AsyncIterator[House]:
    """Run a newly built house in a folder; nothing is left running afterward.

    A house for photos reports every reading, whatever its score and however often it occurs.
    """
    shown = folder / "lane" / "driveway.jpg"
    folders = [PICTURES, shown.parent, *([photos] if photos else [])]
    home = Home(
        folder / "config", choose_port(port, PREFERRED_PORT), configuration(folders)
    )
    sandbox = Sandbox(folder)
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(only_one(folder))
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        lane = await asyncio.to_thread(Lane, shown)
        stack.push_async_callback(sandbox.stop)
        stack.push_async_callback(home.stop)
        token, _ = await asyncio.gather(home.start(), sandbox.start())
        connection = await stack.enter_async_context(home.connect(token))
        house = House(home, sandbox, connection, token, lane)
        await house.furnish(ALL_READINGS if photos else {})
        yield house
