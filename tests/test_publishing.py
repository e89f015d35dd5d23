"""Tests of how a release is made: the scripts, the workflows, and their requirements."""

import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys
from typing import Any
from urllib.parse import unquote
import zipfile

from awesomeversion import AwesomeVersion
import pytest

from homeassistant.components.blueprint.importer import _get_github_import_url
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
    """The archive contains the integration unchanged, with the release's version."""
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
    """Without a version that Home Assistant accepts, nothing is built."""
    refused = _zip(*arguments)
    assert refused.returncode == 2
    assert "usage" in refused.stderr


ADDRESS = "https://github.com/an-owner/a-name"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the files with the repository's address."""
    for name in (
        "scripts/release-check", "scripts/release-notes", "scripts/set-repository", "README.md", "CHANGELOG.md",
        "custom_components/carsxe/manifest.json", "custom_components/carsxe/quality_scale.yaml",
        ".github/ISSUE_TEMPLATE/config.yml",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, tmp_path / name)
    shutil.copytree(REPOSITORY / "blueprints", tmp_path / "blueprints")
    return tmp_path


@pytest.fixture
def decided(copy: Path) -> Path:
    """Return a copy with an address, and a changelog with a version."""
    assert _run(copy, "set-repository", "an-owner/a-name").returncode == 0
    (copy / "CHANGELOG.md").write_text(
        "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-23\n\n- Better.\n\n## [1.2.2]\n\n- Good.\n"
    )
    return copy


def _run(
    folder: Path, script: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script of a copy, outside of GitHub unless the environment says otherwise."""
    return subprocess.run(
        [str(folder / "scripts" / script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], **environment},
    )


def _texts(folder: Path) -> dict[Path, str]:
    """Return all texts of a copy."""
    return {
        file.relative_to(folder): file.read_text()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".git" not in file.relative_to(folder).parts
    }


def _sources(folder: Path) -> list[str]:
    """Return the source addresses of a copy's blueprints."""
    return [
        source
        for file in sorted((folder / "blueprints").rglob("*.yaml"))
        for source in re.findall(
            r"^  source_url: (.*)$", file.read_text(), re.MULTILINE
        )
    ]


def test_address_is_written(decided: Path) -> None:
    """The address is in the manifest, the README's buttons, the blueprints and the issue links."""
    manifest = json.loads(
        (decided / "custom_components/carsxe/manifest.json").read_text()
    )
    assert manifest["codeowners"] == ["@an-owner"]
    assert manifest["documentation"] == ADDRESS
    assert manifest["issue_tracker"] == f"{ADDRESS}/issues"
    assert list(manifest)[2:] == sorted(list(manifest)[2:])
    scale = parse_yaml(
        (decided / "custom_components/carsxe/quality_scale.yaml").read_text()
    )
    assert isinstance(scale, dict)
    assert scale["rules"]["integration-owner"]["status"] == "done"
    readme = (decided / "README.md").read_text()
    assert (
        "hacs_repository/?owner=an-owner&repository=a-name&category=integration"
        in readme
    )
    imported = re.findall(r"blueprint_import/\?blueprint_url=([^)]+)", readme)
    assert [unquote(address) for address in imported] == _sources(decided)
    links = parse_yaml((decided / ".github/ISSUE_TEMPLATE/config.yml").read_text())
    assert isinstance(links, dict)
    assert all(link["url"].startswith(ADDRESS) for link in links["contact_links"])


def test_blueprints_can_be_imported(decided: Path) -> None:
    """Home Assistant accepts the addresses of the blueprints, which lead to the files."""
    sources = _sources(decided)
    files = sorted((decided / "blueprints").rglob("*.yaml"))
    raw = "https://raw.githubusercontent.com/an-owner/a-name/main/"
    assert [str(_get_github_import_url(source)) for source in sources] == [
        raw + file.relative_to(decided).as_posix() for file in files
    ]


def test_address_is_moved(decided: Path) -> None:
    """A second run changes nothing; with another name, nothing of the first is left."""
    before = _texts(decided)
    assert (
        _run(decided, "set-repository", GITHUB_REPOSITORY="an-owner/a-name").returncode
        == 0
    )
    assert _texts(decided) == before
    assert (
        _run(decided, "set-repository", "other/fork", "--branch", "dev").returncode == 0
    )
    after = _texts(decided)
    assert not [file for file, text in after.items() if "an-owner" in text]
    assert all("/other/fork/blob/dev/" in source for source in _sources(decided))
    assert _run(decided, "release-check").returncode == 0
    _run(decided, "set-repository", "an-owner/a-name")
    assert _texts(decided) == before


@pytest.mark.parametrize(
    "origin",
    ["https://github.com/an-owner/a-name.git", "git@github.com:an-owner/a-name.git", "https://github.com/an-owner/a-name/"],
    ids=["https", "ssh", "no suffix"],
)  # fmt: skip
def test_address_of_the_origin(copy: Path, origin: str) -> None:
    """Without a name, git's remote is used."""
    for command in (["init", "-q"], ["remote", "add", "origin", origin]):
        subprocess.run(["git", "-C", str(copy), *command], check=True)
    assert _run(copy, "set-repository").returncode == 0
    assert (
        f'"documentation": "{ADDRESS}"'
        in (copy / "custom_components/carsxe/manifest.json").read_text()
    )


@pytest.mark.parametrize(
    "name", ["", "a-name", "a/b/c", "https://github.com/a/b", "a b/c"]
)
def test_no_address(copy: Path, name: str) -> None:
    """Anything but OWNER/NAME is refused, and nothing is written."""
    before = _texts(copy)
    refused = _run(copy, "set-repository", *([name] if name else []))
    assert refused.returncode == 2
    assert "OWNER/NAME" in refused.stderr
    assert _texts(copy) == before


def test_links_lead_somewhere() -> None:
    """No link of this repository leads to an undecided address."""
    manifest = json.loads(
        (REPOSITORY / "custom_components/carsxe/manifest.json").read_text()
    )
    readme = (REPOSITORY / "README.md").read_text()
    if "issue_tracker" in manifest:
        address = manifest["issue_tracker"].removesuffix("/issues")
        assert all(
            source.startswith(f"{address}/blob/") for source in _sources(REPOSITORY)
        )
        assert readme.count("blueprint_import/?") == len(_sources(REPOSITORY)) == 2
    else:
        assert _sources(REPOSITORY) == []
        assert "hacs_repository" not in readme
        assert "blueprint_import" not in readme


@pytest.mark.parametrize("version", [(), ("1.2.3",), ("v1.2.3",)], ids=str)
def test_ready(decided: Path, version: tuple[str, ...]) -> None:
    """Once everything is decided, a release may be made."""
    checked = _run(decided, "release-check", *version)
    assert checked.stderr == ""
    assert checked.returncode == 0


def test_undecided(copy: Path) -> None:
    """Without an address there is no release."""
    manifest = copy / "custom_components/carsxe/manifest.json"
    manifest.write_text('{"codeowners": []}')
    checked = _run(copy, "release-check")
    assert "scripts/set-repository" in checked.stderr
    assert checked.returncode == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("blueprints/automation/carsxe/open_for_known_vehicle.yaml", "/blob/main/", "/", "open_for_known_vehicle.yaml can't be imported"),
        ("README.md", "blueprint_url=", "", "no button for"),
        ("custom_components/carsxe/manifest.json", "an-owner", "another", "can't be imported"),
        ("custom_components/carsxe/manifest.json", "@an-owner", "", "names other documentation"),
        ("CHANGELOG.md", "## [1.2.3]", "## [1.2.2]", "no section [1.2.3]"),
    ],
    ids=["blueprint", "button", "owner", "documentation", "changelog"],
)  # fmt: skip
def test_not_ready(
    decided: Path, file: str, old: str, new: str, complaint: str
) -> None:
    """Everything that would keep users from installing is reported and prevents a release."""
    text = (decided / file).read_text()
    if complaint.startswith("names"):
        text = text.replace(
            f'"documentation": "{ADDRESS}"', '"documentation": "https://example.com"'
        )
    (decided / file).write_text(text.replace(old, new))
    checked = _run(decided, "release-check", "1.2.3")
    assert complaint in checked.stderr
    assert checked.returncode == 1


def test_fork_is_not_ready(decided: Path) -> None:
    """A fork with its original's address isn't released."""
    checked = _run(decided, "release-check", GITHUB_REPOSITORY="other/fork")
    assert "not other/fork" in checked.stderr
    assert checked.returncode == 1


def test_no_version(decided: Path) -> None:
    """A release has a version."""
    checked = _run(decided, "release-check", "1.2")
    assert "1.2 is no version" in checked.stderr


def test_notes(decided: Path) -> None:
    """A release's text is its section of the changelog."""
    assert _run(decided, "release-notes", "1.2.3").stdout.strip() == "- Better."
    assert _run(decided, "release-notes", "1.2.2").stdout.strip() == "- Good."
    assert _run(decided, "release-notes", "1.2.4").returncode != 0


def test_store_takes_the_archive() -> None:
    """HACS installs the archive of a release, never the branch, which has none."""
    assert HACS["zip_release"] is True
    assert HACS["filename"] == "carsxe.zip"
    assert HACS["hide_default_branch"] is True
    release = (REPOSITORY / ".github" / "workflows" / "release.yml").read_text()
    places = [
        release.index(command)
        for command in (
            'scripts/release-check "$VERSION"',
            "run: .ci/run",
            f'scripts/release-zip "$VERSION" {HACS["filename"]}',
            'gh release create "$VERSION" --draft',
            f'gh release upload "$VERSION" {HACS["filename"]} --clobber',
            'gh release edit "$VERSION" --draft=false',
        )
    ]
    # A public release has passed every check, and has its archive.
    assert places == sorted(places)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_name)
def test_workflow(workflow: Path) -> None:
    """Workflows have no permissions by default, and use actions by their hash."""
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
    """Everything that is installed is pinned by hash, and matches the requirements."""
    wanted = re.findall(
        r"^([\w.-]+==\S+)", (REPOSITORY / requirements).read_text(), re.MULTILINE
    )
    text = (REPOSITORY / lock).read_text()
    locked = re.findall(r"^([\w.-]+==\S+) \\\n    --hash=sha256:", text, re.MULTILINE)
    assert wanted
    assert len(locked) == len(re.findall(r"^\w", text, re.MULTILINE))
    assert {line.lower().replace("_", "-") for line in wanted} <= set(locked)
