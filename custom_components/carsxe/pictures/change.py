"""Tells whether a vehicle may have come, gone or moved between two pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .framing import Box
from .scene import SHRINK, Mask, Scene
from .windows import CELL, Grey, cell_starts, neighbour_sums, window_means

# Pixels of what would be sent.
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

    def including(self, boxes: Sequence[Box]) -> Change:
        """Return the change with the places of some boxes, in pixels of what would be sent."""
        if not boxes:
            return self
        cells = self.cells.copy()
        for left, upper, right, lower in boxes:
            rows = slice(max(upper, 0) // CELL_SIZE, lower // CELL_SIZE + 1)
            cells[rows, max(left, 0) // CELL_SIZE : right // CELL_SIZE + 1] = True
        return Change(self.score, cells)


def compare(before: Scene, now: Scene) -> Change:
    """Return what differs between two scenes; scenes of other sizes differ altogether."""
    return compare_all([before], now)[0]


def compare_all(before: Sequence[Scene], now: Scene) -> list[Change]:
    """Return what differs between each of some scenes and another one.

    That takes hardly longer than one of them.
    """
    shape = now.grey.shape
    changed = 1 - _alike([each for each in before if each.grey.shape == shape], now)
    rows, columns = (
        min(sides) for sides in zip(VEHICLE, changed.shape[1:], strict=True)
    )
    sums = neighbour_sums(neighbour_sums(changed, rows, axis=1), columns, axis=2)
    scores = iter(sums / np.float32(rows * columns))
    # Each window is made of these cells.
    size = [
        len(cell_starts(side)) - windows + 1
        for side, windows in zip(shape, changed.shape[1:], strict=True)
    ]
    return [
        _change(next(scores), (rows + size[0] - 1, columns + size[1] - 1))
        if each.grey.shape == shape
        else Change(1.0, np.ones([len(cell_starts(side)) for side in shape], np.bool_))
        for each in before
    ]


def _change(scores: Grey, size: Sequence[int]) -> Change:
    """Return what counts, given how much has changed in places of that many cells."""
    return Change(float(scores.max()), _spread(scores > MIN_CHANGE, size))


def _spread(mask: Mask, size: Sequence[int]) -> Mask:
    """Return what is covered by places of that many rows and columns that start where a mask is set."""
    rows, columns = mask.shape
    down = np.zeros((rows + size[0] - 1, columns), np.bool_)
    for row in range(size[0]):
        down[row : row + rows] |= mask
    spread = np.zeros((len(down), columns + size[1] - 1), np.bool_)
    for column in range(size[1]):
        spread[:, column : column + columns] |= down
    return spread


def _alike(before: Sequence[Scene], now: Scene) -> Grey:
    """Return how alike the structure of each window of each scene is, 0-1, whatever light falls on it."""
    if not before:
        return np.empty((0, *now.means.shape), np.float32)
    mean, mean_now = np.stack([each.means for each in before]), now.means
    gain = np.clip((mean_now + BLACK) / (mean + BLACK), 1 / MAX_GAIN, MAX_GAIN)
    # The brighter window is darkened: the other way would raise the noise of the darker one.
    own, other = np.minimum(gain, 1), np.minimum(1 / gain, 1)
    product = window_means(np.stack([each.grey for each in before]) * now.grey)
    square = np.stack([each.squares for each in before])
    shared = 2 * own * other * (product - mean * mean_now)
    energy = own**2 * (square - mean**2) + other**2 * (now.squares - mean_now**2)
    noise = np.clip(NOISE_FACTOR * _quarter(energy - shared), MIN_NOISE, MAX_NOISE)
    alike = np.clip((shared + noise) / (energy + noise), 0, 1)
    white = (np.maximum(mean, mean_now) > WHITE) & (np.minimum(mean, mean_now) > BRIGHT)
    return np.asarray(np.where(white, 1, alike), np.float32)


def _quarter(field: Grey) -> Grey:
    """Return what a quarter of each of some fields is below; faster than NumPy's quantile."""
    flat = field.reshape(len(field), -1)
    place = (flat.shape[1] - 1) // 4
    return np.partition(flat, place, axis=1)[:, place, np.newaxis, np.newaxis]
