"""Tests of the list of quality scale rules: it is complete, and its references exist."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest

import custom_components.carsxe
from homeassistant import components
from homeassistant.const import Platform
from homeassistant.util.yaml import parse_yaml

ROOT = Path(custom_components.carsxe.__file__).parent
REPOSITORY = ROOT.parents[1]
CORE = Path(components.__file__).parent
RULES: dict[str, Any] = parse_yaml((ROOT / "quality_scale.yaml").read_text())["rules"]
DONE = {name: rule for name, rule in RULES.items() if rule["status"] == "done"}
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:md|toml)")
_SECTION = re.compile(r"(\S+\.md) > (.+)")


def test_all_rules() -> None:
    """Every rule of core's integrations is listed."""
    core = {
        rule
        for file in CORE.glob("*/quality_scale.yaml")
        for rule in re.findall(r"^  ([a-z-]+):", file.read_text(), re.MULTILINE)
    }
    assert len(core) == 54
    assert set(RULES) == core


def test_exempt() -> None:
    """Only rules that make no sense for a service are exempt."""
    exempt = {name for name, rule in RULES.items() if rule["status"] == "exempt"}
    assert exempt == {"discovery", "discovery-update-info"}
    assert {rule["status"] for rule in RULES.values()} <= {"done", "exempt", "todo"}


@pytest.mark.parametrize("rule", RULES)
def test_comment(rule: str) -> None:
    """Each rule has a comment."""
    assert RULES[rule]["comment"]


@pytest.mark.parametrize("rule", DONE)
def test_place(rule: str) -> None:
    """The files and sections in the comments exist."""
    comment = DONE[rule]["comment"]
    paths = _PATH.findall(comment)
    assert paths
    for path in paths:
        assert (REPOSITORY / path.rstrip(".,")).exists(), path
    if section := _SECTION.search(comment):
        text = (REPOSITORY / section[1]).read_text()
        assert re.search(rf"^##+ {re.escape(section[2])}$", text, re.MULTILINE)


# The following is what core's own checks look for in the code of its integrations.

PLATFORMS = [platform for platform in Platform if (ROOT / f"{platform}.py").exists()]
# The types of entries, and the position of the argument.
TYPED = {
    "async_setup_entry": 1,
    "async_unload_entry": 1,
    "async_migrate_entry": 1,
    "async_remove_entry": 1,
    "async_get_config_entry_diagnostics": 1,
    "async_get_device_diagnostics": 1,
    "async_get_options_flow": 0,
}


def _nodes(*modules: str) -> Iterator[ast.AST]:
    """Return all nodes of the modules."""
    for module in modules:
        yield from ast.walk(ast.parse((ROOT / f"{module}.py").read_text()))


def test_set_up_raises() -> None:
    """Setup raises what makes Home Assistant retry, or ask for another key."""
    raised = {
        node.exc.func.id
        for node in _nodes("__init__")
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    assert {"ConfigEntryAuthFailed", "ConfigEntryNotReady"} <= raised


@pytest.mark.parametrize("step", ["async_step_reauth", "async_step_reconfigure"])
def test_steps(step: str) -> None:
    """The flow's steps are separate functions."""
    names = {
        node.name
        for node in _nodes("config_flow")
        if isinstance(node, ast.AsyncFunctionDef)
    }
    assert step in names


@pytest.mark.parametrize("platform", PLATFORMS)
def test_parallel_updates(platform: str) -> None:
    """Each platform sets the number of parallel updates."""
    names = {
        target.id
        for node in _nodes(platform)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert "PARALLEL_UPDATES" in names


def test_typed_entries() -> None:
    """Everything that takes an account's entry has the type of its runtime data."""
    types = [
        ast.unparse(node.args.args[TYPED[node.name]].annotation or ast.Constant(None))
        for node in _nodes("__init__", "config_flow", "diagnostics", *PLATFORMS)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name in TYPED
    ]
    assert len(types) >= len(PLATFORMS) + 4
    assert set(types) == {"CarsXEConfigEntry"}


def test_owner() -> None:
    """The integration has a code owner once the manifest names one."""
    manifest = json.loads((ROOT / "manifest.json").read_text())
    assert bool(manifest["codeowners"]) == ("integration-owner" in DONE)
