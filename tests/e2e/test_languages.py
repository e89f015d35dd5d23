"""Names and forms in other languages, as Home Assistant sends them to the browser."""

from collections.abc import AsyncIterator
import json
from pathlib import Path
from typing import Any

import pytest

import custom_components.carsxe

from .conftest import House

FOLDER = Path(custom_components.carsxe.__file__).parent / "translations"
LANGUAGES = sorted(file.stem for file in FOLDER.iterdir())
DASHBOARD = ["event.plate", "sensor.last_plate", "sensor.last_detection"]
FORMS = ["config", "config_subentries", "issues", "services", "exceptions"]


@pytest.fixture
async def english_again(house: House) -> AsyncIterator[None]:
    """Return to English at the end."""
    yield
    await _speak(house, "en")


async def _speak(house: House, language: str) -> None:
    """Change Home Assistant's language."""
    await house.connection.command("config/core/update", language=language)
    path = f"/api/config/config_entries/entry/{house.entry_id}/reload"
    await house.connection.rest("POST", path)


def _flat(node: Any, path: str) -> dict[str, str]:
    """Return the texts by Home Assistant's names for them."""
    if isinstance(node, str):
        return {path: node}
    return {
        name: text
        for key, value in node.items()
        for name, text in _flat(value, f"{path}.{key}").items()
    }


def _read(language: str) -> dict[str, Any]:
    """Return a language's texts."""
    text = (FOLDER / f"{language}.json").read_text(encoding="utf-8")
    texts: dict[str, Any] = json.loads(text)
    return texts


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_names(house: House, language: str) -> None:
    """Entities have names in Home Assistant's language."""
    texts = _read(language)
    await _speak(house, language)
    for key in DASHBOARD:
        platform, name = key.split(".")
        state = await house.connection.state(house.gate[key])
        own_name = texts["entity"][platform][name]["name"]
        assert state["attributes"]["friendly_name"] == f"Gate {own_name}"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_forms(house: House, language: str) -> None:
    """The browser gets all texts in its user's language."""
    texts = _read(language)
    for category in FORMS:
        answer = await house.connection.command(
            "frontend/get_translations",
            language=language,
            category=category,
            integration=["carsxe"],
        )
        shown = _flat(texts[category], f"component.carsxe.{category}")
        assert answer["resources"].items() >= shown.items()
