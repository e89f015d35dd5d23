"""Tests of the list of the quality scale's rules: it is whole, and what it names is there."""

from pathlib import Path
import re
from typing import Any

import pytest

import custom_components.carsxe
from homeassistant import components
from homeassistant.util.yaml import parse_yaml

ROOT = Path(custom_components.carsxe.__file__).parent
REPOSITORY = ROOT.parents[1]
CORE = Path(components.__file__).parent
RULES: dict[str, Any] = parse_yaml((ROOT / "quality_scale.yaml").read_text())["rules"]
DONE = {name: rule for name, rule in RULES.items() if rule["status"] == "done"}
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:md|toml)")
_SECTION = re.compile(r"(\S+\.md) > (.+)")


def test_all_rules() -> None:
    """Every rule that core's integrations answer is answered."""
    core = {
        rule
        for file in CORE.glob("*/quality_scale.yaml")
        for rule in re.findall(r"^  ([a-z-]+):", file.read_text(), re.MULTILINE)
    }
    assert len(core) == 54
    assert set(RULES) == core


def test_exempt() -> None:
    """Only what makes no sense for a service is left out."""
    exempt = {name for name, rule in RULES.items() if rule["status"] == "exempt"}
    assert exempt == {"discovery", "discovery-update-info"}
    assert {rule["status"] for rule in RULES.values()} <= {"done", "exempt", "todo"}


@pytest.mark.parametrize("rule", RULES)
def test_comment(rule: str) -> None:
    """Each rule has its reason or its place."""
    assert RULES[rule]["comment"]


@pytest.mark.parametrize("rule", DONE)
def test_place(rule: str) -> None:
    """What shows that a rule is kept is there, down to the section."""
    comment = DONE[rule]["comment"]
    paths = _PATH.findall(comment)
    assert paths
    for path in paths:
        assert (REPOSITORY / path.rstrip(".,")).exists(), path
    if section := _SECTION.search(comment):
        text = (REPOSITORY / section[1]).read_text()
        assert re.search(rf"^##+ {re.escape(section[2])}$", text, re.MULTILINE)
