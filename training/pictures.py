"""Collect the plate-free pictures for frames."""

from pathlib import Path
import re

import cv2
import numpy as np
from numpy.typing import NDArray

from sandbox.drawing.conditions import no_plate
from sandbox.drawing.scene import draw

type Random = np.random.Generator
type Gray = NDArray[np.uint8]

ENDINGS = {".jpg", ".jpeg", ".png", ".webp"}
# Excluded: pages of text and diagrams, pictures with a plate, and normal maps, which no camera sees.
LEFT_OUT = re.compile(
    r"licenseplate|leuven|scenetext|text_det|screenshot|_?normal|mask|icon|logo|doxygen|opencv4/html/.*png",
    re.IGNORECASE,
)
LARGEST, SMALLEST = 1600, 192
# The maximum number of pictures from a folder of textures, so that photographs dominate.
A_FOLDER = 260


def plate_free(folder: Path, random: Random) -> list[Gray]:
    """Load the pictures below a folder, at most several hundred from each subfolder."""
    found: list[Gray] = []
    for package in sorted(path for path in folder.iterdir() if path.is_dir()):
        paths = sorted(
            path
            for path in package.rglob("*")
            if path.suffix.lower() in ENDINGS
            and not path.is_symlink()
            and not LEFT_OUT.search(str(path))
            and path.stat().st_size > 20_000
        )
        random.shuffle(paths)
        pictures = (_load(path) for path in paths)
        kept: list[Gray] = []
        for picture in pictures:
            if picture is not None:
                kept.append(picture)
            if len(kept) >= A_FOLDER:
                break
        found.extend(kept)
    return found


def _load(path: Path) -> Gray | None:
    """Load a picture in gray, at most 1,600 pixels large; None if it is too small or flat."""
    data = np.frombuffer(path.read_bytes(), np.uint8)
    gray = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    if gray is None or min(gray.shape) < SMALLEST or gray.std() < 8:
        return None
    share = LARGEST / max(gray.shape)
    if share < 1:
        gray = cv2.resize(gray, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return None if min(gray.shape) < SMALLEST else np.asarray(gray, np.uint8)


def drawn(count: int, seed: int) -> list[Gray]:
    """Draw driveways and cars without plates like the sandbox."""
    pictures = []
    for index in range(count):
        random = np.random.default_rng((seed, index))
        plan = no_plate(random)
        jpeg = np.frombuffer(draw(plan, random), np.uint8)
        pictures.append(np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE), np.uint8))
    return pictures
