"""Rules of Home Assistant's own validation (hassfest), which isn't installed here."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest

import custom_components.carsxe
from homeassistant.const import Platform
from homeassistant.helpers import selector
from homeassistant.util.yaml import parse_yaml

ROOT = Path(custom_components.carsxe.__file__).parent
MANIFEST = json.loads((ROOT / "manifest.json").read_text())
TRANSLATIONS = sorted((ROOT / "translations").glob("*.json"))
MODULES = sorted(ROOT.rglob("*.py"))
COMPONENTS = "homeassistant.components"
# These needn't be declared: every platform may be imported.
DECLARED = {
    *MANIFEST["dependencies"],
    *MANIFEST["after_dependencies"],
    *(platform.value for platform in Platform),
}
KEY = re.compile(r"(?!.+[_-]{2})(?![_-])[a-z0-9-_]+(?<![_-])")
QUOTED_PLACEHOLDER = re.compile(r"'{\w+}'")
HTML = re.compile(r"</?[a-z][^>]*>")
DESCRIBED = ("services", "triggers", "conditions")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _components(module: Path) -> Iterator[str]:
    """Return the Home Assistant components that a module imports."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == COMPONENTS:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            f"{COMPONENTS}."
        ):
            yield str(node.module).split(".")[2]


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_dependencies(module: Path) -> None:
    """Imported components are declared, or the module is a platform of them."""
    platform_of = module.relative_to(ROOT).parts[0].removesuffix(".py")
    assert set(_components(module)) <= DECLARED | {platform_of}


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    """Return all texts with their keys."""
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _texts(value)
        else:
            yield key, value


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Return everything that isn't a text."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)


@pytest.mark.parametrize("file", TRANSLATIONS, ids=_name)
def test_texts(file: Path) -> None:
    """Texts have no HTML, no placeholder in single quotes, and no surrounding spaces."""
    for key, text in _texts(json.loads(file.read_text())):
        assert KEY.fullmatch(key), key
        assert text == text.strip(), key
        assert not QUOTED_PLACEHOLDER.search(text), key
        assert not HTML.search(text), key


@pytest.mark.parametrize("file", TRANSLATIONS, ids=_name)
def test_fields(file: Path) -> None:
    """A field with a description has a name."""
    for node in _nodes(json.loads(file.read_text())):
        assert set(node.get("data_description", {})) <= set(node.get("data", {}))


@pytest.mark.parametrize("file", TRANSLATIONS, ids=_name)
def test_issues(file: Path) -> None:
    """A repair issue has a title, and either a description or a flow that fixes it."""
    for key, issue in json.loads(file.read_text()).get("issues", {}).items():
        assert "title" in issue, key
        assert ("description" in issue) != ("fix_flow" in issue), key


@pytest.mark.parametrize("kind", DESCRIBED)
def test_descriptions(kind: str) -> None:
    """Actions, triggers and conditions have valid selectors, texts for all fields, and icons."""
    described = parse_yaml((ROOT / f"{kind}.yaml").read_text())
    texts = json.loads((ROOT / "translations" / "en.json").read_text())[kind]
    icons = json.loads((ROOT / "icons.json").read_text())[kind]
    assert set(texts) == set(described) == set(icons)
    for name, content in described.items():
        assert {"name", "description"} <= set(texts[name])
        assert set(texts[name]["fields"]) == set(content["fields"])
        for field, schema in content["fields"].items():
            selector.validate_selector(schema["selector"])
            assert {"name", "description"} <= set(texts[name]["fields"][field])


def test_icons() -> None:
    """All icons are Material Design Icons."""
    for _, icon in _texts(json.loads((ROOT / "icons.json").read_text())):
        assert icon.startswith("mdi:")
