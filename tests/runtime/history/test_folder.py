"""Tests of a camera's files, including damaged ones."""

from datetime import UTC, datetime
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.carsxe.runtime.history.folder import CameraFolder, remove_path

DATA: dict[str, Any] = {
    "plate": "ABC123",
    "score": 0.9,
    "candidates": [{"plate": "A8C123", "score": None}],
    "detected_at": "2026-11-23T08:30:00+00:00",
    "scan_id": "01M856EF0N2HQXMBPSVRTHZT7Z",
}
FIRST, SECOND = "01M856EF0N2HQXMBPSVRTHZT70", "01M856EF0N2HQXMBPSVRTHZT71"
PICTURE, THUMBNAIL = b"p" * 100, b"t" * 10


@pytest.fixture
def folder(tmp_path: Path) -> CameraFolder:
    """Return the folder of a camera without any files."""
    return CameraFolder(tmp_path / "account" / "camera")


def _write(folder: CameraFolder, record_id: str, **fields: Any) -> None:
    """Write a detection."""
    data = json.dumps(DATA | fields).encode()
    folder.write_record(record_id, data, PICTURE, THUMBNAIL)


def _names(folder: CameraFolder) -> set[str]:
    """Return all files."""
    return {file.name for file in folder.path.iterdir()}


def test_write_and_load(folder: CameraFolder) -> None:
    """What was written is read again, latest first, with access for Home Assistant only."""
    _write(folder, FIRST)
    _write(folder, SECOND, plate="XYZ789")
    second, first = folder.load()
    assert (first.record_id, second.record_id) == (FIRST, SECOND)
    assert second.plate == "XYZ789"
    assert first.data == DATA
    assert first.size == 110 + len(json.dumps(DATA))
    assert first.detected_at == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert first.candidates() == [("A8C123", None)]
    assert folder.file(FIRST, ".jpg").read_bytes() == PICTURE
    assert {file.stat().st_mode & 0o077 for file in folder.path.iterdir()} == {0}
    assert folder.path.stat().st_mode & 0o077 == 0


def test_nothing_there(folder: CameraFolder) -> None:
    """If nothing is stored, nothing is found or created."""
    assert folder.load() == []
    assert folder.read("scene.json") is None
    remove_path(folder.path)
    assert not folder.path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        json.dumps({k: v for k, v in DATA.items() if k != "plate"}).encode(),
        json.dumps(DATA | {"plate": None}).encode(),
        json.dumps(DATA | {"candidates": None}).encode(),
        json.dumps(DATA | {"candidates": [1]}).encode(),
        json.dumps(DATA | {"candidates": [{"plate": "A", "score": "x"}]}).encode(),
        json.dumps(DATA | {"detected_at": "yesterday"}).encode(),
        json.dumps(DATA | {"detected_at": 5}).encode(),
        json.dumps(DATA | {"detected_at": "2026-11-23T08:30:00"}).encode(),
        b"[" * 100_000,
    ],
    ids=range(14),
)
def test_damaged(folder: CameraFolder, content: bytes) -> None:
    """A damaged detection is lost with its pictures, but no other one."""
    _write(folder, FIRST)
    _write(folder, SECOND)
    (folder.path / f"{SECOND}.json").write_bytes(content)
    assert [record.record_id for record in folder.load()] == [FIRST]
    assert not [name for name in _names(folder) if name.startswith(SECOND)]


@pytest.mark.parametrize("kind", [".jpg", ".thumbnail.jpg"])
@pytest.mark.parametrize("missing", [True, False], ids=["missing", "empty"])
def test_without_picture(folder: CameraFolder, kind: str, missing: bool) -> None:
    """A detection without its picture is lost, but no other one."""
    _write(folder, FIRST)
    _write(folder, SECOND)
    file = folder.path / f"{FIRST}{kind}"
    file.unlink() if missing else file.write_bytes(b"")
    assert [record.record_id for record in folder.load()] == [SECOND]
    assert not [name for name in _names(folder) if name.startswith(FIRST)]


def test_leftovers(folder: CameraFolder) -> None:
    """Leftovers of a crash are deleted; other files aren't."""
    _write(folder, FIRST)
    folder.write("scene.json", b"last")
    kept = _names(folder)
    for name in ("tmpab12", f"{SECOND}.jpg", f"{SECOND}.thumbnail.jpg", "..json"):
        (folder.path / name).write_bytes(b"left")
    folder.load()
    assert _names(folder) == kept
    assert folder.read("scene.json") == b"last"


@pytest.mark.parametrize(
    "name",
    ["folder", f"{SECOND}.json", f"{FIRST}.jpg.old", "scene.json"],
)
def test_stray_folder(folder: CameraFolder, name: str) -> None:
    """A folder among a camera's files is deleted and hides no detection."""
    _write(folder, FIRST)
    (folder.path / name).mkdir()
    (folder.path / name / "file").write_bytes(b"left")
    assert folder.read("scene.json") is None
    assert [record.record_id for record in folder.load()] == [FIRST]
    assert not (folder.path / name).exists()
    folder.write("scene.json", b"last")
    assert folder.read("scene.json") == b"last"


@pytest.mark.parametrize("to", ["nowhere", "elsewhere"])
@pytest.mark.parametrize("name", ["link", f"{SECOND}.json"])
def test_stray_link(folder: CameraFolder, tmp_path: Path, to: str, name: str) -> None:
    """A link is deleted, but not its target."""
    _write(folder, FIRST)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_bytes(b"kept")
    (folder.path / name).symlink_to(tmp_path / to)
    assert [record.record_id for record in folder.load()] == [FIRST]
    assert not (folder.path / name).is_symlink()
    assert (tmp_path / "elsewhere" / "file").read_bytes() == b"kept"


def test_stray_stays(folder: CameraFolder) -> None:
    """A file that can't be deleted hides nothing."""
    _write(folder, FIRST)
    (folder.path / "stray").write_bytes(b"left")
    with patch.object(Path, "unlink", side_effect=PermissionError):
        assert [record.record_id for record in folder.load()] == [FIRST]


def test_delete_and_remove(folder: CameraFolder) -> None:
    """A deleted detection leaves no file, a removed camera no folder."""
    for record_id in (FIRST, SECOND):
        _write(folder, record_id)
    second, _ = folder.load()
    folder.delete([second])
    folder.delete([second])
    assert [record.record_id for record in folder.load()] == [FIRST]
    remove_path(folder.path)
    assert not folder.path.exists()
