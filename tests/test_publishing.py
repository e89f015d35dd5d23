"""Tests of what a release is made by: the scripts, the workflows, and what they rely on."""

import json
from pathlib import Path
import re
import shutil
import subprocess
import sys
from typing import Any
import zipfile

from awesomeversion import AwesomeVersion
import pytest

from homeassistant.util.yaml import parse_yaml

REPOSITORY = Path(__file__).parents[1]
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
HACS = json.loads((REPOSITORY / "hacs.json").read_text())
LOCKS = {
    path.name: path.with_suffix(".lock").name
    for path in sorted(REPOSITORY.glob("requirements*.txt"))
}
PINNED = re.compile(r"[\w-]+(/[\w-]+)+@[0-9a-f]{40} # \S+")


def _name(path: Path) -> str:
    return path.name


def _zip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script that builds the archive."""
    script = REPOSITORY / "scripts" / "release-zip"
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("version", ["1.2.3", "v1.2.3", "1.2.3b4", "v1.2.3rc1"])
def test_archive(tmp_path: Path, version: str) -> None:
    """The archive holds the integration as it is, with the release's version."""
    archive = tmp_path / HACS["filename"]
    assert _zip(version, str(archive)).returncode == 0
    source = REPOSITORY / "custom_components" / "carsxe"
    with zipfile.ZipFile(archive) as content:
        manifest = json.loads(content.read("manifest.json"))
        for name in set(content.namelist()) - {"manifest.json"}:
            assert content.read(name) == (source / name).read_bytes()
        modules = {file.relative_to(source).as_posix() for file in source.rglob("*.py")}
        assert modules < set(content.namelist())
        assert not any("__pycache__" in name for name in content.namelist())
    before = json.loads((source / "manifest.json").read_text())
    assert manifest == before | {"version": version.removeprefix("v")}
    assert list(manifest) == list(before)
    assert AwesomeVersion(manifest["version"]).valid


def test_archive_is_reproducible(tmp_path: Path) -> None:
    """The same content gives the same bytes."""
    files = [tmp_path / "a.zip", tmp_path / "b.zip"]
    for file in files:
        _zip("1.2.3", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [(), ("1.2.3",), ("1.2", "a.zip"), ("latest", "a.zip"), ("1.2.3 ", "a.zip")],
    ids=["nothing", "no file", "two numbers", "word", "space"],
)
def test_archive_refused(arguments: tuple[str, ...]) -> None:
    """Without a version that Home Assistant loads, nothing is built."""
    refused = _zip(*arguments)
    assert refused.returncode == 2
    assert "usage" in refused.stderr


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """Return a copy of what the check looks at, with everything decided."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(REPOSITORY / "scripts" / "release-check", tmp_path / "scripts")
    (tmp_path / "custom_components" / "carsxe").mkdir(parents=True)
    (tmp_path / "custom_components" / "carsxe" / "manifest.json").write_text(
        '{"codeowners": ["@somebody"], "documentation": "https://example.com"}'
    )
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [1.2.3] - 2026-11-23\n")
    return tmp_path


def _check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script that checks what is undecided."""
    return subprocess.run(
        [str(folder / "scripts" / "release-check"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("version", [(), ("1.2.3",), ("v1.2.3",)], ids=str)
def test_ready(decided: Path, version: tuple[str, ...]) -> None:
    """Once everything is decided, a release may be made."""
    checked = _check(decided, *version)
    assert checked.stderr == ""
    assert checked.returncode == 0


@pytest.mark.parametrize(
    ("file", "content", "version", "complaint"),
    [
        ("README.md", "https://a-not-decided.invalid/b", "", "README.md:1"),
        (
            "custom_components/carsxe/manifest.json",
            '{"codeowners": []}',
            "",
            "codeowners",
        ),
        ("CHANGELOG.md", "## [1.2.2]", "1.2.3", "no section [1.2.3]"),
        ("README.md", "", "1.2", "1.2 is no version"),
    ],
    ids=["placeholder", "owner", "changelog", "version"],
)
def test_undecided(
    decided: Path, file: str, content: str, version: str, complaint: str
) -> None:
    """Whatever is undecided is named, and keeps the release from being made."""
    (decided / file).write_text(content)
    checked = _check(decided, version)
    assert complaint in checked.stderr
    assert checked.returncode == 1


def test_store_takes_the_archive() -> None:
    """The store installs the archive of a release, never the branch, which has none."""
    assert HACS["zip_release"] is True
    assert HACS["filename"] == "carsxe.zip"
    assert HACS["hide_default_branch"] is True
    release = (REPOSITORY / ".github" / "workflows" / "release.yml").read_text()
    for command in (
        'scripts/release-check "$VERSION"',
        f'scripts/release-zip "$VERSION" {HACS["filename"]}',
        f'gh release upload "$VERSION" {HACS["filename"]}',
    ):
        assert f"run: {command}\n" in release


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_name)
def test_workflow(workflow: Path) -> None:
    """Workflows may do nothing by default, and use actions by their hash."""
    content: Any = parse_yaml(workflow.read_text())
    assert content["permissions"] == {}
    for job in content["jobs"].values():
        assert job["permissions"]
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False
    used = re.findall(r"uses: (.*)", workflow.read_text())
    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []


@pytest.mark.parametrize(("requirements", "lock"), LOCKS.items(), ids=LOCKS)
def test_lock(requirements: str, lock: str) -> None:
    """What is installed is pinned with hashes, and is what the requirements name."""
    wanted = re.findall(
        r"^([\w.-]+==\S+)", (REPOSITORY / requirements).read_text(), re.MULTILINE
    )
    text = (REPOSITORY / lock).read_text()
    locked = re.findall(r"^([\w.-]+==\S+) \\\n    --hash=sha256:", text, re.MULTILINE)
    assert wanted
    assert len(locked) == len(re.findall(r"^\w", text, re.MULTILINE))
    assert {line.lower().replace("_", "-") for line in wanted} <= set(locked)
