"""The files of one camera. Blocking: meant for the executor."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
import re
import shutil
from typing import NamedTuple

from homeassistant.util.file import write_utf8_file
from homeassistant.util.json import json_loads_object

from .record import Record

LAST_PLATE = "last_plate.jpg"
MEMORY = "scene.json"
DATA, PICTURE, THUMBNAIL = ".json", ".jpg", ".thumbnail.jpg"

_RECORD_ID = re.compile(r"[0-9A-Za-z]{26}")


class Pictures(NamedTuple):
    """The JPEGs of a detection."""

    picture: bytes
    thumbnail: bytes


class CameraFolder:
    """A folder with a camera's detections, each in files of its own, and its last picture.

    All methods raise OSError or WriteError where the disk doesn't do.
    """

    def __init__(self, path: Path) -> None:
        """Keep where it is; it is made when there is something to be written."""
        self.path = path

    def load(self) -> list[Record]:
        """Return the detections that can be read, the latest first; all else is deleted."""
        if not self.path.is_dir():
            return []
        records = [
            record
            for file in sorted(self.path.glob(f"*{DATA}"), reverse=True)
            if (record := self._read(file))
        ]
        expected = {LAST_PLATE, MEMORY} | {
            f"{record.record_id}{kind}"
            for record in records
            for kind in _kinds(record.picture)
        }
        for file in self.path.iterdir():
            # One that can't be deleted is no reason to show none of the others.
            if file.name not in expected or file.is_dir():
                with suppress(OSError):
                    remove_path(file)
        return records

    def write(self, record_id: str, data: bytes, pictures: Pictures) -> None:
        """Write a detection, its data last: without them, its pictures count for nothing."""
        self._write(f"{record_id}{PICTURE}", pictures.picture)
        self._write(f"{record_id}{THUMBNAIL}", pictures.thumbnail)
        self._write(f"{record_id}{DATA}", data)

    def delete(self, records: Iterable[Record]) -> None:
        """Delete detections."""
        for record in records:
            for kind in _kinds(True):
                self.file(record, kind).unlink(missing_ok=True)

    def file(self, record: Record, kind: str) -> Path:
        """Return the file of a detection."""
        return self.path / f"{record.record_id}{kind}"

    def read_last_plate(self) -> bytes | None:
        """Return the last picture with a plate, None where there is none."""
        try:
            return (self.path / LAST_PLATE).read_bytes()
        except FileNotFoundError, IsADirectoryError:
            return None

    def write_last_plate(self, picture: bytes) -> None:
        """Write the last picture with a plate."""
        self._write(LAST_PLATE, picture)

    def read_memory(self) -> bytes | None:
        """Return what the camera knew of its scene, None if there is nothing."""
        try:
            return (self.path / MEMORY).read_bytes()
        except FileNotFoundError:
            return None

    def write_memory(self, content: bytes) -> None:
        """Write what the camera knows of its scene."""
        self._write(MEMORY, content)

    def remove(self) -> None:
        """Delete everything."""
        remove_path(self.path)

    def _write(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_utf8_file(str(self.path / name), content, private=True, mode="wb")

    def _read(self, file: Path) -> Record | None:
        """Return the detection that a file is of, None where it is damaged."""
        if not _RECORD_ID.fullmatch(file.stem):
            return None
        try:
            sizes = [
                self.path.joinpath(f"{file.stem}{kind}").stat().st_size
                for kind in _kinds(True)
                if self.path.joinpath(f"{file.stem}{kind}").is_file()
            ]
            return Record.from_data(
                file.stem,
                json_loads_object(file.read_bytes()),
                picture=len(sizes) == 3 and all(sizes),
                size=sum(sizes),
            )
        except KeyError, TypeError, ValueError, FileNotFoundError, IsADirectoryError:
            return None


def remove_path(path: Path) -> None:
    """Delete a file, or a folder with all that is in it; it may be gone already."""
    with suppress(FileNotFoundError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _kinds(picture: bool) -> Sequence[str]:
    """Return what files a detection has."""
    return (DATA, PICTURE, THUMBNAIL) if picture else (DATA,)
