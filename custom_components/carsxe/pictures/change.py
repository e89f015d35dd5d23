"""Tells whether a vehicle may have come, gone or moved between two pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .framing import Box
from .scene import SHRINK, Grey, Mask, Scene

# Pixels of a scene. A window is two cells by two, so that windows overlap by half.
CELL = 4
CELL_SIZE = CELL * SHRINK
# Windows that the smallest vehicle with a readable plate takes, rows and columns.
VEHICLE = 5, 5
MIN_CHANGE = 0.5
# Light makes all in a window brighter or darker, by that much at most, above the black level.
MAX_GAIN, BLACK = 2.0, 8.0
# Contrasts up to the noise say nothing: grey levels squared. It is taken from the quietest quarter.
MIN_NOISE, MAX_NOISE, NOISE_FACTOR = 4.0, 24.0, 8.0
# A wall that is lit until it is white has lost its structure, and nothing has come.
BRIGHT, WHITE = 160, 240


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What differs between two scenes.

    `score` is how much has changed in the place as large as a small vehicle where most has, 0-1.
    `cells` are all places that count, each cell of 32 x 32 pixels of what would be sent.
    """

    score: float
    cells: Mask

    @property
    def counts(self) -> bool:
        """Tell whether as much has changed as a vehicle would change."""
        return self.score > MIN_CHANGE

    @property
    def area(self) -> int:
        """Return how many cells have changed."""
        return int(self.cells.sum())

    def including(self, boxes: Iterable[Box]) -> Change:
        """Return the change with the places of some boxes, in pixels of what would be sent."""
        cells = self.cells.copy()
        for left, upper, right, lower in boxes:
            rows = slice(max(upper, 0) // CELL_SIZE, lower // CELL_SIZE + 1)
            cells[rows, max(left, 0) // CELL_SIZE : right // CELL_SIZE + 1] = True
        return Change(self.score, cells)


def has_changed(before: Scene, now: Scene) -> bool:
    """Tell whether what is in view has changed as much as a vehicle would change it."""
    return compare(before, now).counts


def compare(before: Scene, now: Scene) -> Change:
    """Return what differs between two scenes; scenes of other sizes differ altogether."""
    if before.grey.shape != now.grey.shape:
        return Change(1.0, np.ones([len(_starts(n)) for n in now.grey.shape], np.bool_))
    changed = 1 - _alike(before.grey, now.grey)
    rows, columns = (min(sides) for sides in zip(VEHICLE, changed.shape, strict=True))
    places = np.lib.stride_tricks.sliding_window_view(changed, (rows, columns))
    scores = places.mean(axis=(2, 3))
    vehicles = _spread(scores > MIN_CHANGE, (rows, columns))
    # Each window is made of these cells.
    size = [
        len(_starts(side)) - windows + 1
        for side, windows in zip(before.grey.shape, vehicles.shape, strict=True)
    ]
    return Change(float(scores.max()), _spread(vehicles, size))


def _spread(mask: Mask, size: Sequence[int]) -> Mask:
    """Return what is covered by places of that many rows and columns that start where a mask is set."""
    rows, columns = mask.shape
    spread = np.zeros((rows + size[0] - 1, columns + size[1] - 1), np.bool_)
    for row in range(size[0]):
        for column in range(size[1]):
            spread[row : row + rows, column : column + columns] |= mask
    return spread


def _alike(before: Grey, now: Grey) -> Grey:
    """Return how alike the structure of each window is, 0-1, whatever light falls on it."""
    mean, mean_now, square, square_now, product = (
        _windows(field)
        for field in (before, now, before * before, now * now, before * now)
    )
    gain = np.clip((mean_now + BLACK) / (mean + BLACK), 1 / MAX_GAIN, MAX_GAIN)
    # The brighter window is darkened: the other way would raise the noise of the darker one.
    own, other = np.minimum(gain, 1), np.minimum(1 / gain, 1)
    shared = 2 * own * other * (product - mean * mean_now)
    energy = own**2 * (square - mean**2) + other**2 * (square_now - mean_now**2)
    noise = np.clip(
        NOISE_FACTOR * np.quantile(energy - shared, 0.25), MIN_NOISE, MAX_NOISE
    )
    alike = np.clip((shared + noise) / (energy + noise), 0, 1)
    white = (np.maximum(mean, mean_now) > WHITE) & (np.minimum(mean, mean_now) > BRIGHT)
    return np.asarray(np.where(white, 1, alike), np.float32)


def _windows(field: Grey) -> Grey:
    """Return the means of windows; what is left over at the right and below joins the last cells."""
    for axis in (0, 1):
        starts = _starts(field.shape[axis])
        counts = np.diff(starts, append=field.shape[axis]).astype(np.float32)
        cells = np.add.reduceat(np.moveaxis(field, axis, -1), starts, axis=-1) / counts
        if len(starts) > 1:
            cells = (cells[..., 1:] + cells[..., :-1]) / 2
        field = np.asarray(np.moveaxis(cells, -1, axis), np.float32)
    return field


def _starts(side: int) -> NDArray[np.intp]:
    """Return where the cells along a side of a scene start."""
    return np.arange(0, max(side - CELL + 1, 1), CELL)
