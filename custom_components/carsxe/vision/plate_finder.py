"""Search a frame for plates at one size with a small neural network."""

import numpy as np

from .correlation import Gray
from .plate_net import CELL, Floats, find_cells
from .scene import Mask, spread

# The width of the blocks of a mask of changes, in pixels.
BLOCK = 8
# The minimum probability of a plate.
FOUND = 0.25
# The minimum mean difference between neighboring pixels in a cell that can contain characters.
ACTIVE = 2.5

NOTHING: Floats = np.empty((0, 5), np.float32)


def finds_in(level: Gray, scale: int, changed: Mask | None) -> Floats:
    """Return the finds in a level: probability, left, top, right and bottom in the frame."""
    if changed is not None and not changed.any():
        return NOTHING
    level = _whole_cells(level)
    shape = level.shape[0] // CELL[0], level.shape[1] // CELL[1]
    wanted = (
        np.ones(shape, np.bool_)
        if changed is None
        else _cells_of(changed, shape, scale)
    )
    wanted = _active(level, wanted)
    if not wanted.any():
        return NOTHING
    rows, columns, answers = find_cells(level, wanted)
    probable = answers[:, 0] > np.log(FOUND / (1 - FOUND))
    rows, columns, answers = rows[probable], columns[probable], answers[probable]
    x = (columns + 0.5 + answers[:, 1]) * CELL[1]
    y = (rows + 0.5 + answers[:, 2]) * CELL[0]
    half_width = np.exp(np.clip(answers[:, 3], -2, 2)) * 32
    half_height = np.exp(np.clip(answers[:, 4], -2, 2)) * 10
    corners = np.stack(
        (x - half_width, y - half_height, x + half_width, y + half_height), axis=1
    )
    return np.column_stack((_sigmoid(answers[:, 0]), corners * scale)).astype(
        np.float32
    )


def _whole_cells(level: Gray) -> Gray:
    """Pad a level to whole cells."""
    rows, columns = -level.shape[0] % CELL[0], -level.shape[1] % CELL[1]
    if rows or columns:
        return np.pad(level, ((0, rows), (0, columns)), mode="edge")
    return np.ascontiguousarray(level)


def _active(level: Gray, cells: Mask) -> Mask:
    """Return those of the cells that have something in them that could be characters."""
    places = np.argwhere(cells)
    active = np.zeros_like(cells)
    if not len(places):
        return active
    (top, left), (bottom, right) = places.min(axis=0), places.max(axis=0) + 1
    part = level[top * CELL[0] : bottom * CELL[0], left * CELL[1] : right * CELL[1]]
    one, other = part[::2, ::2], part[::2, 1::2]
    differences = np.maximum(one, other) - np.minimum(one, other)
    sums = differences.reshape(
        bottom - top, CELL[0] // 2, right - left, CELL[1] // 2
    ).sum(axis=(1, 3), dtype=np.uint32)
    is_active = sums > ACTIVE * CELL[0] * CELL[1] / 4
    active[top:bottom, left:right] = is_active & cells[top:bottom, left:right]
    return active


def _cells_of(changed: Mask, shape: tuple[int, int], scale: int) -> Mask:
    """Return the cells of a level with changes in or beside them."""
    high, wide = scale * CELL[0] // BLOCK, scale * CELL[1] // BLOCK
    rows, columns = shape[0] * high, shape[1] * wide
    padded = np.pad(changed, ((0, rows), (0, columns)))[:rows, :columns]
    blocks = padded.reshape(shape[0], high, shape[1], wide)
    return spread(np.asarray(blocks.any(axis=(1, 3)), np.bool_), 1)


def _sigmoid(logits: Floats) -> Floats:
    """Convert logits to probabilities."""
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)
