"""The files of one camera. Blocking."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
import re
import shutil
from typing import Any, Self, TypedDict

from homeassistant.util.file import write_utf8_file
from homeassistant.util.json import json_loads_object

MEMORY = "scene.json"
TRIGGERS = "triggers.json"
DATA, PICTURE, THUMBNAIL = KINDS = ".json", ".jpg", ".thumbnail.jpg"

_RECORD_ID = re.compile(r"[0-9A-Za-z]{26}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A kept detection: the data of its `plate_detected` event, and the size of its files in bytes.

    IDs sort by time.
    """

    record_id: str
    detected_at: datetime
    data: Mapping[str, Any]
    size: int

    @classmethod
    def from_data(cls, record_id: str, data: Mapping[str, Any], size: int) -> Self:
        """Parse event data. Raises ValueError, KeyError or TypeError if it is damaged."""
        detected_at = datetime.fromisoformat(data["detected_at"])
        if detected_at.tzinfo is None:
            raise ValueError("no time zone")
        if not all(isinstance(data[key], str) for key in ("plate", "scan_id")):
            raise ValueError("not an event's data")
        record = cls(record_id=record_id, detected_at=detected_at, data=data, size=size)
        record.candidates()
        return record

    @property
    def plate(self) -> str:
        """Return the normalized plate."""
        return str(self.data["plate"])

    def candidates(self) -> list[tuple[str, float | None]]:
        """Return the other readings with their scores (0-1)."""
        return [
            (
                str(reading["plate"]),
                None if (score := reading["score"]) is None else float(score),
            )
            for reading in self.data["candidates"]
        ]


class LoggedTrigger(TypedDict):
    """The log of one trigger; `picture` is a small JPEG in base64."""

    at: str
    trigger: str | None
    seconds: int
    captures: int
    recognitions: int
    cost: float
    status: str
    reason: str
    plates: list[dict[str, Any]]
    unpaid: dict[str, Any] | None
    picture: str | None


class CameraFolder:
    """A folder with a camera's detections, each in its own files, and other files.

    All methods may raise OSError or WriteError.
    """

    def __init__(self, path: Path) -> None:
        """Store the path; the folder is created on the first write."""
        self.path = path

    def load(self) -> list[Record]:
        """Return the readable detections, latest first, and delete everything else."""
        if not self.path.is_dir():
            return []
        records = [
            record
            for file in sorted(self.path.glob(f"*{DATA}"), reverse=True)
            if (record := self._read_record(file))
        ]
        expected = {MEMORY, TRIGGERS} | {
            f"{record.record_id}{kind}" for record in records for kind in KINDS
        }
        for file in self.path.iterdir():
            # One that can't be deleted must not hide the others.
            if file.name not in expected or file.is_dir():
                with suppress(OSError):
                    remove_path(file)
        return records

    def write_record(
        self, record_id: str, data: bytes, picture: bytes, thumbnail: bytes
    ) -> None:
        """Write a detection. Its data comes last, because pictures without data are ignored."""
        self.write(f"{record_id}{PICTURE}", picture)
        self.write(f"{record_id}{THUMBNAIL}", thumbnail)
        self.write(f"{record_id}{DATA}", data)

    def delete(self, records: Iterable[Record]) -> None:
        """Delete detections."""
        for record in records:
            for kind in KINDS:
                self.file(record.record_id, kind).unlink(missing_ok=True)

    def file(self, record_id: str, kind: str) -> Path:
        """Return a file of a detection."""
        return self.path / f"{record_id}{kind}"

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, or None if it doesn't exist."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError, IsADirectoryError:
            return None

    def read_triggers(self) -> list[LoggedTrigger]:
        """Return the logs of the last triggers, or none if the file is damaged."""
        try:
            data: Any = json_loads_object(self.read(TRIGGERS) or b"{}")
            return [
                logged
                for logged in data.get("triggers", ())
                if logged.keys() == LoggedTrigger.__required_keys__
            ]
        except AttributeError, TypeError, ValueError:
            return []

    def write(self, name: str, content: bytes) -> None:
        """Write a file atomically."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_utf8_file(str(self.path / name), content, private=True, mode="wb")

    def _read_record(self, file: Path) -> Record | None:
        """Return the detection of a file, or None if it or a picture is damaged."""
        if not _RECORD_ID.fullmatch(file.stem):
            return None
        try:
            sizes = [self.file(file.stem, kind).stat().st_size for kind in KINDS]
            data = json_loads_object(file.read_bytes())
            return Record.from_data(file.stem, data, sum(sizes)) if all(sizes) else None
        except KeyError, TypeError, ValueError, FileNotFoundError, IsADirectoryError:
            return None


def remove_path(path: Path) -> None:
    """Delete a file or a folder with its contents, unless it is already gone."""
    with suppress(FileNotFoundError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
