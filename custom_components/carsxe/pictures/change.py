"""Tells whether a vehicle may have come, gone or moved between two pictures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .scene import Grey, Scene

type Mask = NDArray[np.bool_]
"""Rows x columns of windows."""

# Pixels of a scene. A window is two cells by two, so that windows overlap by half.
CELL = 4
# Windows that the smallest vehicle with a readable plate takes, rows and columns.
VEHICLE = 5, 5
MIN_CHANGE = 0.5
MIN_WINDOW_CHANGE = 0.5
# Shares of its height that somebody upright is wide: at most, and on average over the height; where
# all is in view, and where the lower part isn't.
WHOLE, UPPER_PART = (0.8, 0.45), (1.0, 0.6)
# Light makes all in a window brighter or darker, by that much at most, above the black level.
MAX_GAIN, BLACK = 2.0, 8.0
# Contrasts up to the noise say nothing: grey levels squared. It is taken from the quietest quarter.
MIN_NOISE, MAX_NOISE, NOISE_FACTOR = 4.0, 24.0, 8.0
# A wall that is lit until it is white has lost its structure, and nothing has come.
BRIGHT, WHITE = 160, 240


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two scenes, where most does.

    `score` is how much has changed in a place as large as a small vehicle, 0-1. `area` is how many
    windows the change fills that this place is a part of; `upright` says that it is as narrow as
    somebody who walks or rides.
    """

    score: float
    area: int = 0
    upright: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether as much has changed as a vehicle would change."""
        return self.score > MIN_CHANGE


def has_changed(before: Scene, now: Scene) -> bool:
    """Tell whether what is in view has changed as much as a vehicle would change it."""
    return compare(before, now).counts


def compare(before: Scene, now: Scene) -> Change:
    """Return what differs between two scenes; scenes of other sizes differ altogether."""
    if before.grey.shape != now.grey.shape:
        return Change(1.0, now.grey.size)
    changed = 1 - _alike(before.grey, now.grey)
    rows, columns = (min(sides) for sides in zip(VEHICLE, changed.shape, strict=True))
    places = np.lib.stride_tricks.sliding_window_view(changed, (rows, columns))
    scores = places.mean(axis=(2, 3))
    score = float(scores.max())
    if score <= MIN_CHANGE:
        return Change(score)
    row, column = np.unravel_index(scores.argmax(), scores.shape)
    start = np.zeros(changed.shape, np.bool_)
    start[row : row + rows, column : column + columns] = True
    area = _fill(changed > MIN_WINDOW_CHANGE, start)
    return Change(score, int(area.sum()), _is_upright(area))


def _fill(changed: Mask, start: Mask) -> Mask:
    """Return the windows of a place that have changed, and all that hang together with them."""
    area = changed & start
    size = 0
    while size != (size := int(area.sum())):
        padded = np.pad(area, 1)
        wide = padded[:, 1:-1] | padded[:, :-2] | padded[:, 2:]
        area = changed & (wide[1:-1] | wide[:-2] | wide[2:])
    return area


def _is_upright(area: Mask) -> bool:
    """Tell whether an area is high and narrow; of one at the left or right edge, nobody knows."""
    rows, columns = np.nonzero(area)
    if columns.min() == 0 or columns.max() == area.shape[1] - 1:
        return False
    # Windows overlap by half: what fills one has changed two of them.
    high, wide = int(np.ptp(rows)), int(np.ptp(columns))
    mean_width = len(rows) / (high + 1) - 1
    limits = UPPER_PART if rows.max() == area.shape[0] - 1 else WHOLE
    return wide <= limits[0] * high and mean_width <= limits[1] * high


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
        starts = np.arange(0, max(field.shape[axis] - CELL + 1, 1), CELL)
        counts = np.diff(starts, append=field.shape[axis]).astype(np.float32)
        cells = np.add.reduceat(np.moveaxis(field, axis, -1), starts, axis=-1) / counts
        if len(starts) > 1:
            cells = (cells[..., 1:] + cells[..., :-1]) / 2
        field = np.asarray(np.moveaxis(cells, -1, axis), np.float32)
    return field
