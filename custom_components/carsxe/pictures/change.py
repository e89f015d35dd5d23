"""Tells whether a vehicle may have come, gone or moved between two pictures."""

from collections.abc import Sequence
import math

import numpy as np
from PIL import ImageFilter

from .framing import Box
from .opening import open_picture
from .picture import Picture
from .scene import Grey, Scene

# Pixels of a scene. Windows of two cells by two overlap by half.
CELL = 4
CAR = 4, 3
# Contrasts below some 3 grey levels are noise.
NOISE = 16.0
MIN_CHANGE = 0.5

REACH = 5
MAX_SHIFT = 2
MIN_LIKENESS = 0.8
BLUR = 0.8
MIN_PATCH = 4


def has_changed(before: Scene, now: Scene) -> bool:
    """Tell whether what is in view has changed as much as a vehicle would change it."""
    return change(before, now) > MIN_CHANGE


def change(before: Scene, now: Scene) -> float:
    """Return how much has changed where most has, 0-1, over the area of the smallest vehicle."""
    one, other = before.grey, now.grey
    if one.shape != other.shape:
        return 1.0
    sums = [
        _windows(_cells(field))
        for field in (one, other, one * one, other * other, one * other)
    ]
    mean, mean_now, square, square_now, product = sums
    variance = np.maximum(square - mean**2, 0) + np.maximum(square_now - mean_now**2, 0)
    likeness = (2 * (product - mean * mean_now) + NOISE) / (variance + NOISE)
    changed = np.clip(1 - likeness, 0, 1)
    rows, columns = min(CAR[1], changed.shape[0]), min(CAR[0], changed.shape[1])
    places = np.lib.stride_tricks.sliding_window_view(changed, (rows, columns))
    return float(places.mean(axis=(2, 3)).max())


def _cells(field: Grey) -> Grey:
    """Return the means of cells; what is left over at the right and below joins the last ones."""
    for axis in (0, 1):
        starts = np.arange(0, max(field.shape[axis] - CELL + 1, 1), CELL)
        counts = np.diff(starts, append=field.shape[axis])
        shape = (-1, 1) if axis == 0 else (1, -1)
        sums = np.add.reduceat(field, starts, axis=axis)
        field = np.asarray(sums / counts.reshape(shape), np.float32)
    return field


def _windows(cells: Grey) -> Grey:
    """Return the means of two cells by two."""
    if cells.shape[0] > 1:
        cells = np.asarray((cells[1:] + cells[:-1]) / 2, np.float32)
    if cells.shape[1] > 1:
        cells = np.asarray((cells[:, 1:] + cells[:, :-1]) / 2, np.float32)
    return cells


def plates_moved(before: Picture, boxes: Sequence[Box], now: Picture) -> bool:
    """Tell whether a plate isn't where it was read, or is another one.

    Boxes are left, upper, right and lower in pixels of `before`. Raises PictureError.
    """
    if not boxes:
        return False
    if (before.width, before.height) != (now.width, now.height):
        return True
    one, other = _grey(before), _grey(now)
    return any(_moved(one, other, box) for box in boxes)


def _grey(picture: Picture) -> Grey:
    """Decode a picture to grey, lightly blurred."""
    with open_picture(picture.content) as image:
        image.draft("L", image.size)
        blurred = image.convert("L").filter(ImageFilter.GaussianBlur(BLUR))
        return np.asarray(blurred, np.float32)


def _moved(before: Grey, now: Grey, box: Box) -> bool:
    """Tell whether the place of one plate looks different."""
    height, width = before.shape
    left, upper = max(box[0], REACH), max(box[1], REACH)
    right, lower = min(box[2], width - REACH), min(box[3], height - REACH)
    if right - left < MIN_PATCH or lower - upper < MIN_PATCH:
        # Nothing there to compare, nothing to rely on.
        return True
    patch = before[upper:lower, left:right]
    likeness = {
        (x, y): _likeness(patch, now[upper + y : lower + y, left + x : right + x])
        for y in range(-REACH, REACH + 1)
        for x in range(-REACH, REACH + 1)
    }
    best = max(likeness, key=likeness.__getitem__)
    return likeness[best] < MIN_LIKENESS or max(map(abs, best)) > MAX_SHIFT


def _likeness(one: Grey, other: Grey) -> float:
    """Return how much two patches are alike whatever their light, -1 to 1."""
    one, other = one - one.mean(), other - other.mean()
    energy = float((one * one).sum()) * float((other * other).sum())
    return float((one * other).sum()) / max(math.sqrt(energy), 1e-6)
