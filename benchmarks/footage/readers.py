"""Readers of the paid pictures: the sandbox's reader, or one with the ground truth."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from hashlib import sha256
import json
from pathlib import Path
from typing import Any

from sandbox import reader as sandbox_reader
from sandbox.reader import (
    Box,
    Candidate,
    PlateReader,
    Reading,
    Region,
    UndecodablePictureError,
)

from .clips import CACHE, Clip

SURE = 0.99


def _version() -> str:
    """Return an identifier of the present version of the sandbox's reader, for the cache."""
    sources = sorted(Path(sandbox_reader.__file__).parent.glob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]


class SandboxReader:
    """Reads with the sandbox's reader; the same bytes only once."""

    def __init__(self) -> None:
        """Load no model yet."""
        self._reader: PlateReader | None = None
        self._worker = ThreadPoolExecutor(1)
        self._folder = CACHE / "readings" / _version()
        self._folder.mkdir(parents=True, exist_ok=True)

    def read(self, picture: bytes, clip: Clip, at: float) -> list[Reading]:
        """Read a picture; file access in the loop is fine here."""
        return self._worker.submit(self._read, picture).result()

    def _read(self, picture: bytes) -> list[Reading]:
        """Read a picture, or return its cached reading."""
        kept = self._folder / f"{sha256(picture).hexdigest()[:32]}.json"
        if kept.is_file():
            return [_reading(each) for each in json.loads(kept.read_text())]
        if self._reader is None:
            self._reader = PlateReader()
        try:
            readings = self._reader.read(picture)
        except UndecodablePictureError:
            readings = []
        # Another run may write the same file at the same time.
        unfinished = kept.with_name(f"{kept.name}.{id(self)}")
        unfinished.write_text(json.dumps([asdict(each) for each in readings]))
        unfinished.replace(kept)
        return readings


class TruthReader:
    """Reads each plate while it is legible, anywhere in the picture."""

    def read(self, picture: bytes, clip: Clip, at: float) -> list[Reading]:
        """Yield the plates that are legible at a moment of a clip."""
        return [
            Reading(
                plate.text,
                SURE,
                (Candidate(plate.text, SURE),),
                SURE,
                NOWHERE,
                Region("", 0.0),
            )
            for plate in clip.plates
            if plate.start <= at <= plate.end
        ]


# Its place is unknown.
NOWHERE = Box(0, 0, 0, 0)
type Reader = SandboxReader | TruthReader
READERS: dict[str, type[SandboxReader | TruthReader]] = {
    "sandbox": SandboxReader,
    "truth": TruthReader,
}


def _reading(kept: dict[str, Any]) -> Reading:
    """Return a cached reading."""
    return Reading(
        kept["plate"],
        kept["score"],
        tuple(Candidate(**each) for each in kept["candidates"]),
        kept["dscore"],
        Box(**kept["box"]),
        Region(**kept["region"]),
    )
