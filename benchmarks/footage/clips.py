"""Clips with their ground truth: read from a folder, as pictures at a camera's rate."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
import json
from pathlib import Path
import shutil
import subprocess
from tempfile import mkdtemp
from typing import Any

from PIL import Image

from demo.process import REPOSITORY

CACHE = REPOSITORY / ".local" / "footage"
TRUTH = "footage.json"
VIDEOS = (".mp4", ".mkv", ".mov", ".avi", ".webm", ".ts", ".m4v")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp")
TRIGGER = 1.0
# The tolerance in seconds around the given legible times.
TOLERANCE = 0.2
# On ffmpeg's own scale; visually like a camera's snapshot.
QUALITY = "3"
JPEG_QUALITY = 92


class ClipError(Exception):
    """The recording doesn't exist; the message says which."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate, and when it is legible, in seconds of the clip."""

    text: str
    start: float
    end: float

    def is_legible(self, at: float) -> bool:
        """Return whether it is legible at about this moment."""
        return self.start - TOLERANCE <= at <= self.end + TOLERANCE

    @property
    def is_counted(self) -> bool:
        """Return whether it comes after the first picture, which is scanned before."""
        return self.start > 0


@dataclass(frozen=True, slots=True)
class Clip:
    """A part of a recording; `trigger` is in seconds of it, `frames` are encoded pictures."""

    name: str
    frames: tuple[bytes, ...] = field(repr=False)
    rate: float
    trigger: float = TRIGGER
    plates: tuple[Plate, ...] = ()
    vehicles: int = 0
    is_told: bool = False
    """Whether the ground truth is known."""

    @property
    def seconds(self) -> float:
        """Return the duration."""
        return len(self.frames) / self.rate

    @property
    def counted(self) -> tuple[Plate, ...]:
        """Return the plates that come."""
        return tuple(plate for plate in self.plates if plate.is_counted)

    @property
    def group(self) -> str:
        """Return the kind of clip."""
        if not self.is_told:
            return "not told what comes"
        if self.counted:
            return "plates to be read"
        if self.plates:
            return "plates there before"
        return "plates nobody can read" if self.vehicles else "nuisances"

    def frame(self, at: float) -> bytes:
        """Return what the camera shows at a moment."""
        index = int(max(at, 0.0) * self.rate + 1e-6)
        return self.frames[min(index, len(self.frames) - 1)]


def load(folder: Path, rate: float, names: list[str] | None = None) -> Iterator[Clip]:
    """Return all clips in a folder, or those named. Raises ClipError."""
    told = folder / TRUTH
    entries: dict[str, dict[str, Any]]
    if told.is_file():
        entries = json.loads(told.read_text())
    else:
        entries = {source.stem: {"file": source.name} for source in _sources(folder)}
    missing = set(names or ()) - set(entries)
    if missing or not entries:
        raise ClipError(f"{', '.join(sorted(missing)) or 'Nothing'} in {folder}")
    for name, entry in entries.items():
        if not names or name in names:
            yield _clip(folder, name, entry, rate)


def _sources(folder: Path) -> list[Path]:
    """Return the recordings in a folder, which may be one itself."""
    found = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in VIDEOS or (path.is_dir() and _pictures(path))
    ]
    return found or ([folder] if _pictures(folder) else [])


def _pictures(folder: Path) -> list[Path]:
    """Return the pictures in a folder, by their names."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)


def _clip(folder: Path, name: str, entry: dict[str, Any], rate: float) -> Clip:
    """Return a clip from its description."""
    source = folder / entry["file"] if entry["file"] != folder.name else folder
    span = entry.get("span")
    if source.is_dir():
        frames = _of_folder(source, entry.get("fps", rate), span, rate)
    elif source.is_file():
        frames = _of_video(source, span, rate)
    else:
        raise ClipError(f"{source} isn't there")
    if not frames:
        raise ClipError(f"{source} has no pictures")
    if span:
        # A recording may end before its span does.
        missing = round((span[1] - span[0]) * rate) - len(frames)
        frames += frames[-1:] * missing
    return Clip(
        name,
        tuple(frames),
        rate,
        entry.get("trigger", TRIGGER),
        tuple(
            Plate(each["plate"], *each["legible"]) for each in entry.get("plates", ())
        ),
        entry.get("vehicles", 0),
        "plates" in entry,
    )


def _of_folder(
    folder: Path, recorded: float, span: list[float] | None, rate: float
) -> list[bytes]:
    """Return the camera's pictures from a folder with this many frames per second."""
    paths = _pictures(folder)
    start, end = span or (0.0, len(paths) / recorded)
    encoded: dict[Path, bytes] = {}
    shown: list[bytes] = []
    for number in range(round((end - start) * rate)):
        index = int((start + number / rate) * recorded + 1e-6)
        path = paths[min(index, len(paths) - 1)]
        if path not in encoded:
            encoded[path] = _as_jpeg(path)
        shown.append(encoded[path])
    return shown


def _as_jpeg(path: Path) -> bytes:
    """Return a picture as from a camera."""
    content = path.read_bytes()
    if content.startswith(b"\xff\xd8"):
        return content
    target = BytesIO()
    with Image.open(path) as picture:
        picture.convert("RGB").save(target, "JPEG", quality=JPEG_QUALITY)
    return target.getvalue()


def _of_video(path: Path, span: list[float] | None, rate: float) -> list[bytes]:
    """Return a video's frames at a rate; they are cached."""
    stat = path.stat()
    key = f"{path.resolve()} {stat.st_size} {stat.st_mtime_ns} {span} {rate} {QUALITY}"
    kept = CACHE / "frames" / sha256(key.encode()).hexdigest()[:24]
    if not kept.is_dir():
        _decode(path, span, rate, kept)
    return [frame.read_bytes() for frame in sorted(kept.iterdir())]


def _decode(path: Path, span: list[float] | None, rate: float, target: Path) -> None:
    """Decode a video into a folder, which exists only once it is complete."""
    if (program := shutil.which("ffmpeg")) is None:
        raise ClipError(f"ffmpeg is needed to read {path}")
    part = ["-ss", str(span[0]), "-t", str(span[1] - span[0])] if span else []
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=target.parent, prefix="decoding-"))
    command = [
        program, "-nostdin", "-v", "error", *part, "-i", str(path),
        "-vf", f"fps={rate}:start_time=0", "-an", "-q:v", QUALITY,
        str(folder / "%06d.jpg"),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ClipError(f"{path}: {done.stderr.strip()}")
        if not target.is_dir():
            folder.rename(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
