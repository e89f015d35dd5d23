"""Tests of the layers: pure below runtime below platforms and flows, with imports only downward."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import custom_components.carsxe

ROOT = Path(custom_components.carsxe.__file__).parent
PURE = ("api", "plates", "vision")
MODULES = sorted(ROOT.rglob("*.py"))


def _imports(module: Path) -> Iterator[str]:
    """Return a module's imports; the integration's own ones by their path inside it."""
    folder = module.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""
        elif isinstance(node, ast.ImportFrom):
            base = folder[: len(folder) - node.level + 1]
            names = [node.module] if node.module else [a.name for a in node.names]
            yield from (".".join(("carsxe", *base, name)) for name in names)


def _name(module: Path) -> str:
    """Return a module's path inside the integration."""
    return str(module.relative_to(ROOT))


@pytest.mark.parametrize(
    "module", [m for m in MODULES if _name(m).split("/")[0] in PURE], ids=_name
)
def test_pure(module: Path) -> None:
    """The pure layer imports neither Home Assistant nor the layers above."""
    package = _name(module).split("/")[0]
    for name in _imports(module):
        assert name.split(".")[0] != "homeassistant"
        assert not name.startswith("carsxe") or name.startswith(f"carsxe.{package}")


@pytest.mark.parametrize(
    "module", [m for m in MODULES if _name(m).startswith("runtime/")], ids=_name
)
def test_runtime(module: Path) -> None:
    """The runtime imports the pure layer and the constants, but no platform or flow."""
    allowed = (*PURE, "const", "runtime")
    for name in _imports(module):
        assert not name.startswith("carsxe.") or name.split(".")[1] in allowed


def test_looked_at_something() -> None:
    """The search finds the existing imports."""
    assert "carsxe.runtime.account" in set(_imports(ROOT / "entity.py"))
    assert "carsxe.api.client" in set(
        _imports(ROOT / "runtime" / "spending" / "paid_calls.py")
    )
    assert "carsxe.api.errors" in set(_imports(ROOT / "api" / "client.py"))
