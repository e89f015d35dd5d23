"""Tells whether a camera still shows what it did, but for a vehicle: it may be covered, or turned away."""

from collections.abc import Iterator

import numpy as np

from .likeness import likeness
from .scene import Scene
from .windows import Grey

# Rows and columns that a scene is divided into; a tile with less contrast, in grey levels squared,
# looks like any other.
ROWS, COLUMNS = 8, 10
MIN_CONTRAST = 9.0
MIN_LIKENESS = 0.8
# So many tiles are enough to recognize a view, if they are that share of all that tell anything.
MIN_TILES, MIN_SHARE = 4, 0.5

type Region = tuple[float, float, float, float]
"""Left, upper, right and lower edge in shares of a picture's width and height."""


def is_same_view(before: Scene, now: Scene, but_for: Region) -> bool:
    """Tell whether a scene is recognized, in whatever light, but for a region of it."""
    if before.grey.shape != now.grey.shape:
        return False
    alike = [
        float(likeness(one, other)) >= MIN_LIKENESS
        for one, other in _tiles(before.grey, now.grey, but_for)
        if one.var() >= MIN_CONTRAST
    ]
    return sum(alike) >= max(MIN_TILES, MIN_SHARE * len(alike))


def _tiles(before: Grey, now: Grey, but_for: Region) -> Iterator[tuple[Grey, Grey]]:
    """Give the tiles of two scenes that don't touch a region."""
    left, upper, right, lower = but_for
    rows = np.array_split(np.arange(before.shape[0]), ROWS)
    columns = np.array_split(np.arange(before.shape[1]), COLUMNS)
    for row, down in enumerate(rows):
        for column, across in enumerate(columns):
            is_beside = (column + 1) / COLUMNS <= left or column / COLUMNS >= right
            is_off = (row + 1) / ROWS <= upper or row / ROWS >= lower
            if (is_beside or is_off) and down.size and across.size:
                tile = np.ix_(down, across)
                yield before[tile], now[tile]
