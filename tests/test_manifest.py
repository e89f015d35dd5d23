"""Tests of what Home Assistant and HACS read about the integration."""

import ast
import json
from pathlib import Path
import re
import sys

from awesomeversion import AwesomeVersion
from packaging.requirements import Requirement
from PIL import Image
import pytest

import custom_components.carsxe
from custom_components.carsxe.const import DOMAIN
import homeassistant
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration

ROOT = Path(custom_components.carsxe.__file__).parent
CONSTRAINTS = Path(homeassistant.__file__).parent / "package_constraints.txt"
# Home Assistant itself, and packages that its core needs.
ALWAYS_THERE = {"homeassistant", "aiohttp", "PIL", "voluptuous", "yarl"}
MANIFEST = json.loads((ROOT / "manifest.json").read_text())


async def test_loads(hass: HomeAssistant) -> None:
    """Home Assistant finds the integration with a version."""
    integration = await async_get_integration(hass, DOMAIN)
    assert integration.name == "CarsXE"
    assert integration.config_flow
    assert integration.version
    assert AwesomeVersion(integration.version).valid


def test_requirements() -> None:
    """Imported packages are required, unless every Home Assistant has them; core's pins are kept."""
    imported = {
        name.split(".")[0]
        for module in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        for name in _imported(node)
    }
    required = {line.name: line for line in map(Requirement, MANIFEST["requirements"])}
    assert imported - sys.stdlib_module_names - ALWAYS_THERE == set(required)
    pins = dict(re.findall(r"^([\w-]+)==(\S+)$", CONSTRAINTS.read_text(), re.MULTILINE))
    for name, requirement in required.items():
        assert requirement.specifier.contains(pins[name])


def _imported(node: ast.AST) -> list[str]:
    """Return the external packages that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []


def test_order() -> None:
    """Domain and name come first, then the other keys alphabetically."""
    keys = list(MANIFEST)
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]


def test_store() -> None:
    """HACS finds one folder, the name and the oldest supported Home Assistant."""
    hacs = json.loads((ROOT.parents[1] / "hacs.json").read_text())
    assert hacs["name"] == MANIFEST["name"]
    assert AwesomeVersion(hacs["homeassistant"]).valid
    for blueprint in (ROOT.parents[1] / "blueprints").rglob("*.yaml"):
        assert f"min_version: {hacs['homeassistant']}\n" in blueprint.read_text()
    assert [
        folder.name for folder in ROOT.parent.iterdir() if folder.name[0] not in "_."
    ] == [DOMAIN]


@pytest.mark.parametrize(
    ("name", "height"),
    [
        ("icon", 256),
        ("icon@2x", 512),
        ("logo", 128),
        ("logo@2x", 256),
        ("dark_logo", 128),
        ("dark_logo@2x", 256),
    ],
)
def test_brand(name: str, height: int) -> None:
    """The brand images exist, with the right size and transparency."""
    with Image.open(ROOT / "brand" / f"{name}.png") as image:
        assert image.height == height
        assert image.mode == "RGBA"
