"""Tests of what the setup downloads: everything is pinned by hash, and the system is changed only with consent."""

import json
import os
from pathlib import Path
import pty
import re
import shlex
import subprocess

import pytest

REPOSITORY = Path(__file__).parents[1]
SCRIPTS = sorted(path for path in (REPOSITORY / "scripts").rglob("*") if path.is_file())
LIBRARY = REPOSITORY / "scripts" / "lib" / "system-packages"
# Runs a command as root would, and records it.
FAKES = {
    "apt-get": 'echo "apt-get $*" >>"$DONE"',
    "sudo": 'shift; "$@"',
    "id": "echo 1000",
}


def _commands(pattern: str) -> list[str]:
    """Return the matching commands in scripts, with their lines joined."""
    texts = [path.read_text().replace("\\\n", " ") for path in SCRIPTS]
    return [
        line.strip()
        for text in texts
        for line in text.splitlines()
        if re.search(pattern, line) and not line.lstrip().startswith("#")
    ]


def test_pinned_by_hash() -> None:
    """Scripts install only from locks and check hashes."""
    installs = [
        line
        for line in _commands(r"pip install ")
        # scripts/test-with needs another Home Assistant than the pinned one.
        if ".local/with" not in line
    ]
    assert len(installs) >= 6
    assert [line for line in installs if "--require-hashes -r" not in line] == []
    environments = [line for line in installs if '-r "$requirements"' in line]
    assert environments
    assert all("--build-constraints" in line for line in environments)


def test_nothing_else_is_fetched() -> None:
    """No script downloads by other means."""
    assert _commands(r"\b(curl|wget|npx|pipx|uvx|tool run|npm install)\b") == []
    assert _commands(r"\bnpm (?!ci\b)[a-z]") == []


def test_card_tools_are_pinned() -> None:
    """The card's tools have hashes, too."""
    lock = json.loads((REPOSITORY / "frontend" / "package-lock.json").read_text())
    packages = [data for name, data in lock["packages"].items() if name]
    assert packages
    assert all(data["integrity"].startswith("sha512-") for data in packages)


def test_unpacked_packages_are_signed() -> None:
    """What is unpacked from Debian is verified by apt with Debian's keys."""
    unpack = (REPOSITORY / "scripts" / "lib" / "debian-unpack").read_text()
    assert "[signed-by=$keyring]" in unpack
    assert _commands(r"allow-unauthenticated|trusted=yes|AllowInsecure") == []


def _install(
    folder: Path, consent: str | None, *, keys: str | None = None
) -> tuple[int, str, str]:
    """Install a package on a fake system; return the result, the output and the commands.

    `keys` are typed at a terminal.
    """
    tools = folder / "bin"
    tools.mkdir()
    for name, script in FAKES.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    done = folder / "done"
    done.touch()
    environment = {
        "PATH": f"{tools}:/usr/bin:/bin",
        "DONE": str(done),
        **({"CARSXE_SYSTEM_PACKAGES": consent} if consent else {}),
    }
    library, log = shlex.quote(str(LIBRARY)), shlex.quote(f"{folder}/log")
    command = f"source {library}; install_on_system {log} ffmpeg; exit $?"
    if keys is None:
        ran = subprocess.run(
            ["bash", "-c", command],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stderr, done.read_text()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command], env=environment, stdin=theirs, stderr=theirs
    )
    os.write(ours, keys.encode())
    code = process.wait()
    said = os.read(ours, 4096).decode()
    os.close(ours)
    os.close(theirs)
    return code, said, done.read_text()


@pytest.mark.parametrize(
    ("consent", "keys"),
    [
        pytest.param(None, None, id="nobody to ask"),
        pytest.param("yes", None, id="agreed before"),
        pytest.param("yes", "", id="agreed before, at a terminal"),
        pytest.param(None, "y\n", id="agreed at a terminal"),
        pytest.param(None, "\n", id="the default at a terminal"),
    ],
)
def test_system_package(tmp_path: Path, consent: str | None, keys: str | None) -> None:
    """What will be installed as root is announced."""
    code, said, done = _install(tmp_path, consent, keys=keys)
    assert code == 0
    assert "about to install Debian's ffmpeg on this system, as root" in said
    assert "CARSXE_SYSTEM_PACKAGES=no" in said
    assert "apt-get -qq install -y --no-install-recommends ffmpeg" in done


@pytest.mark.parametrize(
    ("consent", "keys"),
    [
        pytest.param("no", None, id="declined before"),
        pytest.param("no", "y\n", id="declined before, at a terminal"),
        pytest.param(None, "n\n", id="declined at a terminal"),
    ],
)
def test_system_package_declined(
    tmp_path: Path, consent: str | None, keys: str | None
) -> None:
    """Declining leaves the system unchanged."""
    code, _, done = _install(tmp_path, consent, keys=keys)
    assert code != 0
    assert done == ""


def test_nothing_is_installed_otherwise() -> None:
    """Everything done as root requires the question."""
    asked = LIBRARY.read_text()
    others = [path for path in SCRIPTS if path != LIBRARY]
    used = [
        line for path in others for line in re.findall(r".*as_root.*", path.read_text())
    ]
    assert [line for line in used if "may_change_system" not in line] == []
    assert asked.count("may_change_system") == 3


def test_ci_asks_nobody() -> None:
    """What runs for each change doesn't ask, with or without a terminal."""
    run = (REPOSITORY / ".ci" / "run").read_text()
    assert "CARSXE_SYSTEM_PACKAGES:-yes" in run
