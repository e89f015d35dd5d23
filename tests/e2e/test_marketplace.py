"""From the store to the first plate: install, set up without a restart, update and remove."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

from demo.connection import Connection, RefusedError
from demo.home import Home
from demo.process import choose_port
from demo.sandbox import Sandbox
from demo.scenery import PICTURES
from demo.setup import add_account, add_camera, add_file_camera

from .conftest import KEY
from .github import NAME, GitHub

HACS = json.loads((Path(__file__).parents[2] / "hacs.json").read_text())

CONFIGURATION = f"""
homeassistant:
  name: Store
  allowlist_external_dirs:
    - "{PICTURES}"
frontend:
logger:
  default: info
"""
PLATE = json.loads((PICTURES / "labels.json").read_text())["day_us.jpg"]["plates"][0]


class StoreHome(Home):
    """A Home Assistant without the integration, whose store is the stand-in."""

    links = ()

    def __init__(self, folder: Path, address: str) -> None:
        """Store the stand-in's address."""
        super().__init__(folder, choose_port(None), CONFIGURATION)
        self.program = ("-m", "tests.e2e.store_home", address)

    @property
    def installed(self) -> Path:
        """Return the folder where the store installs the integration."""
        return self.folder / "custom_components" / "carsxe"

    @property
    def version(self) -> str:
        """Return the installed version."""
        return str(
            json.loads((self.installed / "manifest.json").read_text())["version"]
        )


@pytest.fixture(scope="module")
async def github() -> AsyncIterator[GitHub]:
    """Run the stand-in with one release."""
    github = GitHub()
    await github.publish("0.1.0")
    try:
        yield github
    finally:
        await github.stop()


@pytest.fixture(scope="module")
async def store(
    github: GitHub, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[StoreHome]:
    """Return a Home Assistant that isn't started yet, and stop it at the end."""
    home = StoreHome(tmp_path_factory.mktemp("store"), await github.start())
    try:
        yield home
    finally:
        await home.stop()


@pytest.fixture
async def carsxe(sandbox: Sandbox) -> AsyncIterator[Sandbox]:
    """Return the sandbox with its counts at zero, before and after."""
    await sandbox.control("reset")
    yield sandbox
    await sandbox.control("reset")


@pytest.fixture(scope="module")
async def connections() -> AsyncIterator[contextlib.AsyncExitStack]:
    """Close the connections at the end."""
    async with contextlib.AsyncExitStack() as connections:
        yield connections


@pytest.fixture(scope="module")
async def connection(
    store: StoreHome, connections: contextlib.AsyncExitStack
) -> Connection:
    """Return a connection to a Home Assistant whose store is signed in, as its panel does."""
    connection = await _open(store, connections)
    await connection.command("marketplace/warning/accept")
    flow_id = (await connection.command("marketplace/github/connect"))["flow_id"]
    path = f"/api/config/config_entries/flow/{flow_id}"
    await connection.rest("POST", path, {})
    while not (await _info(connection)).get("github_connected"):
        await asyncio.sleep(0.2)
        with contextlib.suppress(RefusedError):
            await connection.rest("GET", path)
    await _wait_for_store(connection)
    return connection


async def _open(store: StoreHome, connections: contextlib.AsyncExitStack) -> Connection:
    """Start Home Assistant, and return when its store is ready."""
    connection = await connections.enter_async_context(
        store.connect(await store.start())
    )
    await _wait_for_store(connection)
    return connection


async def _wait_for_store(connection: Connection) -> None:
    """Return when the store has completed its startup."""
    while (await _info(connection)).get("stage") != "running":
        await asyncio.sleep(0.2)


async def _info(connection: Connection) -> dict[str, Any]:
    """Return the store's state, or nothing while it isn't loaded."""
    with contextlib.suppress(RefusedError):
        return dict(await connection.command("marketplace/info"))
    return {}


async def _listed(connection: Connection) -> dict[str, Any]:
    """Return the integration's entry in the store's list, or nothing."""
    listed = await connection.command(
        "marketplace/repositories/list", categories=["integration"]
    )
    return next((entry for entry in listed if entry["full_name"] == NAME), {})


async def _issues(connection: Connection) -> set[str]:
    """Return the store's repairs."""
    answer = await connection.command("repairs/list_issues")
    return {
        issue["translation_key"]
        for issue in answer["issues"]
        if issue["domain"] == "marketplace"
    }


async def test_added(connection: Connection) -> None:
    """The store finds an integration in the repository, accepts it, and shows what it is."""
    detected = await connection.command(
        "marketplace/repositories/detect", repository=NAME
    )
    assert detected["categories"] == ["integration"]
    await connection.command(
        "marketplace/repositories/add", repository=NAME, category="integration"
    )
    listed = await _listed(connection)
    assert listed["custom"] is True
    assert listed["name"] == "CarsXE"
    assert listed["domain"] == "carsxe"
    assert listed["config_flow"] is True
    assert listed["can_install"] is True
    assert listed["available_version"] == "0.1.0"
    assert listed["homeassistant"] == HACS["homeassistant"]


async def test_page(connection: Connection) -> None:
    """The store's page shows the README and offers only releases."""
    listed = await _listed(connection)
    page = await connection.command(
        "marketplace/repository/info", repository_id=listed["id"]
    )
    assert page["additional_info"].startswith("# CarsXE for Home Assistant")
    assert page["releases"] == ["0.1.0"]
    assert page["hide_default_branch"] is True
    assert page["replaces_built_in"] is False


async def test_installed(
    connection: Connection, store: StoreHome, github: GitHub
) -> None:
    """The release's archive is installed file by file, and no restart is needed."""
    listed = await _listed(connection)
    await connection.command("marketplace/repository/install", repository=listed["id"])
    assert f"/github/{NAME}/releases/download/0.1.0/carsxe.zip" in github.asked
    assert store.version == "0.1.0"
    names = {
        path.relative_to(store.installed).as_posix()
        for path in store.installed.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names >= {"__init__.py", "translations/en.json", "brand/icon.png"}
    assert names == github.shipped("0.1.0")
    assert (await _listed(connection))["status"] == "installed"
    assert await _issues(connection) == set()


async def test_first_plate_without_restart(
    connection: Connection, store: StoreHome, carsxe: Sandbox
) -> None:
    """The account and a camera are set up in the same run, and a plate is read."""
    camera = await add_file_camera(connection, PICTURES / "day_us.jpg", "Gate")
    entry_id = await add_account(connection, carsxe.url, store.url, KEY)
    entities = await add_camera(connection, entry_id, camera)
    async with connection.events("plate_detected") as events:
        await connection.call(
            "image_processing.scan", entity_id=entities["image_processing.plate"]
        )
        event = await events.get()
    assert event["plate"] == PLATE
    assert await _issues(connection) == set()


async def test_updated(
    connection: Connection,
    connections: contextlib.AsyncExitStack,
    store: StoreHome,
    github: GitHub,
) -> None:
    """A newer release is offered, replaces the old one, and keeps the configuration."""
    await github.publish("0.2.0")
    listed = await _listed(connection)
    await connection.command("marketplace/repository/refresh", repository=listed["id"])
    assert (await _listed(connection))["pending_upgrade"] is True
    page = await connection.command(
        "marketplace/repository/info", repository_id=listed["id"]
    )
    await connection.call("update.install", entity_id=page["update_entity_id"])
    assert store.version == "0.2.0"
    assert await _issues(connection) == {"restart_required"}

    await store.stop()
    connection = await _open(store, connections)
    (entry,) = [
        entry
        for entry in await connection.rest("GET", "/api/config/config_entries/entry")
        if entry["domain"] == "carsxe"
    ]
    assert entry["state"] == "loaded"
    states = await connection.rest("GET", "/api/states")
    last_plate = next(
        state
        for state in states
        if state["entity_id"].startswith("sensor.")
        and state["entity_id"].endswith("_last_plate")
    )
    assert last_plate["state"] == PLATE
    await _remove(connection, store, entry["entry_id"])


async def _remove(connection: Connection, store: StoreHome, entry_id: str) -> None:
    """Remove the account and the integration as described in the README; nothing is left."""
    await connection.rest("DELETE", f"/api/config/config_entries/entry/{entry_id}")
    listed = await _listed(connection)
    await connection.command(
        "marketplace/repository/uninstall", repository=listed["id"]
    )
    assert not store.installed.exists()
    assert [path.name for path in (store.folder / ".storage").glob("carsxe*")] == []
