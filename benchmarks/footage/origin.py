"""Find the frame of a sent picture, which may be a part of it or scaled."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

type Gray = NDArray[np.uint8]

# The width in pixels in which frames are compared, and the minimum width of a part there.
WIDTH = 480
LEAST = 6
SCALES = 28
# The number of latest frames to search for a part, the maximum number of earlier ones, and the
# similarity that is sufficient.
LATEST, TRIED = 10, 6
CLEAR = 0.97
SAME_SHAPE = 0.01


def frame_of(sent: bytes, frames: Sequence[bytes]) -> int:
    """Return the frame of a picture, the latest of similar ones."""
    if sent in frames:
        return len(frames) - 1 - [*reversed(frames)].index(sent)
    picture = _decode(sent)
    part, (top, left) = _place(picture, frames)
    height, width = part.shape
    differences = []
    for frame in frames:
        small = _small(frame)[0]
        view = small[top : top + height, left : left + width]
        differences.append(float(cv2.absdiff(view, part).mean()))
    best = min(differences)
    return max(index for index, each in enumerate(differences) if each <= best)


def _place(picture: Gray, frames: Sequence[bytes]) -> tuple[Gray, tuple[int, int]]:
    """Return a sent picture at its size in small frames, and its position: top and left."""
    small, full = _small(frames[-1])
    height, width = picture.shape
    rows, columns = small.shape
    if abs((width / height) / (full[1] / full[0]) - 1) < SAME_SHAPE:
        return _scaled(picture, columns, rows), (0, 0)
    # At its size in the frame, or smaller down to where it would fill the frame.
    least = width / full[1] * columns
    most = max(min(columns, rows * width / height), least)
    sizes = [
        (min(round(scaled), columns), min(round(scaled * height / width), rows))
        for scaled in np.geomspace(least, most, SCALES)
    ]
    parts = [_scaled(picture, max(x, LEAST), max(y, LEAST)) for x, y in sizes]
    best = -1.0, parts[0], (0, 0)
    # What has moved on is found in an earlier frame.
    latest, earlier = frames[-LATEST:], frames[:-LATEST]
    for frame in (*latest[::-1], *earlier[:: -1 - len(earlier) // TRIED]):
        for part in parts:
            match = cv2.matchTemplate(_small(frame)[0], part, cv2.TM_CCOEFF_NORMED)
            _, score, _, (left, top) = cv2.minMaxLoc(match)
            best = max(best, (score, part, (top, left)), key=lambda each: each[0])
        if best[0] >= CLEAR:
            break
    return best[1], best[2]


@lru_cache(maxsize=256)
def _small(frame: bytes) -> tuple[Gray, tuple[int, int]]:
    """Return a frame in the width for comparisons, and its original height and width."""
    with Image.open(BytesIO(frame)) as picture:
        width, height = picture.size
        columns = min(WIDTH, width)
        rows = round(height * columns / width)
        picture.draft("L", (columns, rows))
        gray = np.asarray(picture.convert("L"))
    return _scaled(gray, columns, rows), (height, width)


def _decode(content: bytes) -> Gray:
    """Decode a picture in gray."""
    gray = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert gray is not None
    return np.asarray(gray, np.uint8)


def _scaled(picture: Gray, width: int, height: int) -> Gray:
    """Scale a picture."""
    scaled = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(scaled, np.uint8)
