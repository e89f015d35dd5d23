"""Set up a Home Assistant with its own flows: cameras that show files, the account, its cameras."""

import asyncio
from pathlib import Path
from typing import Any

from .connection import Connection
from .sandbox import KEY

ENTITIES_TIMEOUT = 120.0


class SetupError(Exception):
    """A flow ended unexpectedly; the message is its last result."""


def expect(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return a flow's result. Raises SetupError if it has another type."""
    if answer["type"] != kind:
        raise SetupError(str(answer))
    return answer


async def add_file_camera(connection: Connection, file: Path, name: str) -> str:
    """Add a camera that shows a file, and return its entity ID."""
    answer = await connection.flow("local_file", {"file_path": str(file)})
    entry_id = expect(answer, "create_entry")["result"]["entry_id"]
    entities = await connection.command("config/entity_registry/list")
    first_id = next(
        entity["entity_id"]
        for entity in entities
        if entity["config_entry_id"] == entry_id
    )
    entity_id = f"camera.{name.lower().replace(' ', '_')}"
    await connection.command(
        "config/entity_registry/update",
        entity_id=first_id,
        new_entity_id=entity_id,
        name=name,
    )
    return entity_id


async def show_file(connection: Connection, camera: str, file: Path) -> None:
    """Make a camera show another file."""
    await connection.call(
        "local_file.update_file_path", {"file_path": str(file)}, entity_id=camera
    )


async def add_account(
    connection: Connection, api_url: str, public_url: str, key: str = KEY
) -> str:
    """Add an account, and return its entry ID."""
    answer = await connection.flow("carsxe", account_input(key, api_url, public_url))
    return str(expect(answer, "create_entry")["result"]["entry_id"])


def account_input(key: str, api_url: str, public_url: str) -> dict[str, Any]:
    """Return a user's input for the account's form."""
    return {
        "api_key": key,
        "advanced": {"api_url": api_url, "public_url": public_url},
    }


async def add_camera(
    connection: Connection, entry_id: str, source: str, **fields: Any
) -> dict[str, str]:
    """Add a camera to an account, and return its entity IDs by platform and key."""
    before = await _subentry_ids(connection, entry_id)
    answer = await connection.subentry_flow(
        entry_id, "camera", {"source_entity_id": source, **fields}
    )
    answer = await finish_camera(connection, answer)
    expect(answer, "create_entry")
    (subentry_id,) = await _subentry_ids(connection, entry_id) - before
    async with asyncio.timeout(ENTITIES_TIMEOUT):
        while not (entities := await _entities(connection, subentry_id)):
            await asyncio.sleep(0.1)
    return entities


async def finish_camera(
    connection: Connection, answer: dict[str, Any]
) -> dict[str, Any]:
    """Wait for a camera's checks, and add or change it; return the last result."""
    answer = await pass_progress(connection, answer)
    expect(answer, "menu")
    (end,) = {"add", "save"} & set(answer["menu_options"])
    return await connection.continue_subentry_flow(answer, {"next_step_id": end})


async def pass_progress(
    connection: Connection, answer: dict[str, Any]
) -> dict[str, Any]:
    """Return a subentry flow's answer once nothing is in progress anymore."""
    async with asyncio.timeout(ENTITIES_TIMEOUT):
        while answer["type"] in ("progress", "progress_done"):
            await asyncio.sleep(0.1)
            answer = await connection.continue_subentry_flow(answer, {})
    return answer


async def _subentry_ids(connection: Connection, entry_id: str) -> set[str]:
    """Return the IDs of an account's cameras and vehicles."""
    subentries = await connection.command(
        "config_entries/subentries/list", entry_id=entry_id
    )
    return {subentry["subentry_id"] for subentry in subentries}


async def _entities(connection: Connection, subentry_id: str) -> dict[str, str]:
    """Return the IDs of a subentry's enabled entities by platform and key, once all have a state."""
    states = {
        state["entity_id"] for state in await connection.rest("GET", "/api/states")
    }
    entities = {
        f"{entity['entity_id'].partition('.')[0]}.{entity['unique_id'].partition('-')[2]}": (
            entity["entity_id"]
        )
        for entity in await connection.command("config/entity_registry/list")
        if entity["config_subentry_id"] == subentry_id and not entity["disabled_by"]
    }
    return entities if set(entities.values()) <= states else {}
