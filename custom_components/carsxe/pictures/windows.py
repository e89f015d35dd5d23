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
        starts = cell_starts(field.shape[axis])
        counts = np.diff(starts, append=field.shape[axis]).astype(np.float32)
        cells = np.add.reduceat(field, starts, axis)
        cells /= counts[:, np.newaxis] if axis == -2 else counts
        if len(starts) > 1:
            later, earlier = (
                (cells[..., 1:, :], cells[..., :-1, :])
                if axis == -2
                else (cells[..., 1:], cells[..., :-1])
            )
            cells = (later + earlier) / 2
        field = cells
    return field


def cell_starts(side: int) -> NDArray[np.intp]:
    """Return where the cells along a side of a picture start, in pixels."""
    return np.arange(0, max(side - CELL + 1, 1), CELL)


def neighbour_sums(field: Grey, length: int, axis: int) -> Grey:
    """Return the sums of so many neighbours along an axis, from each one on that has as many."""
    ends = np.cumsum(np.moveaxis(field, axis, 0), axis=0, dtype=np.float32)
    sums = ends[length - 1 :].copy()
    sums[1:] -= ends[:-length]
    return np.moveaxis(sums, 0, axis)
