"""Divides a small grey picture into windows, so that light and structure of each can be told."""

import numpy as np
from numpy.typing import NDArray

type Grey = NDArray[np.float32]
"""Rows x columns, 0-255; of several pictures at once, with one more axis before them."""

# Pixels. A window is two cells by two, so that windows overlap by half.
CELL = 4


def window_means(field: Grey) -> Grey:
    """Return the means of windows, of one picture or of several.

    What is left over at the right and below joins the last cells.
    """
    for axis in (-2, -1):
        field = np.moveaxis(_means_down(np.moveaxis(field, axis, 0)), 0, axis)
    return field


def _means_down(field: Grey) -> Grey:
    """Return the means of windows along the first axis. Adding slices is faster than to reduce."""
    count, step = len(cell_starts(len(field))), min(CELL, len(field))
    cells = field[: count * step : step].copy()
    for each in range(1, step):
        cells += field[each : count * step : step]
    left_over = field[count * step :]
    cells[-1] += left_over.sum(axis=0)
    cells /= step
    cells[-1] *= step / (step + len(left_over))
    means = cells if count == 1 else (cells[1:] + cells[:-1]) / 2
    return np.asarray(means, np.float32)


def cell_starts(side: int) -> NDArray[np.intp]:
    """Return where the cells along a side of a picture start, in pixels."""
    return np.arange(0, max(side - CELL + 1, 1), CELL)


def neighbour_sums(field: Grey, length: int, axis: int) -> Grey:
    """Return the sums of so many neighbours along an axis, from each one on that has as many."""
    ends = np.cumsum(np.moveaxis(field, axis, 0), axis=0, dtype=np.float32)
    sums = ends[length - 1 :].copy()
    sums[1:] -= ends[:-length]
    return np.moveaxis(sums, 0, axis)
