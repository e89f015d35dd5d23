"""Tells whether a vehicle may have come, gone or moved between two pictures."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageFilter

from .framing import Box
from .opening import open_picture
from .picture import Picture
from .scene import Grey, Scene

# Pixels of a scene. A window is two cells by two, so that windows overlap by half.
CELL = 4
# Windows that the smallest vehicle with a readable plate takes, rows and columns.
VEHICLE = 5, 5
MIN_CHANGE = 0.5
# Light makes all in a window brighter or darker, by that much at most, above the black level.
MAX_GAIN, BLACK = 2.0, 8.0
# Contrasts up to the noise say nothing: grey levels squared. It is taken from the quietest quarter.
MIN_NOISE, MAX_NOISE, NOISE_FACTOR = 4.0, 24.0, 8.0
# A wall that is lit until it is white has lost its structure, and nothing has come.
BRIGHT, WHITE = 160, 240

# Pixels of the pictures sent: how far off a plate is looked for, and how far a shaken camera sees it.
REACH, SHAKE = 5, 2
PADDING, MIN_SIDE, BLUR = 2, 8, 0.8
MAX_PIXELS = 20_000
# A plate is compared in slices, so that another one with the same start is seen.
SLICES = 4
MIN_LIKENESS = 0.93
MIN_CONTRAST = 1.0


def has_changed(before: Scene, now: Scene) -> bool:
    """Tell whether what is in view has changed as much as a vehicle would change it."""
    return change(before, now) > MIN_CHANGE


def change(before: Scene, now: Scene) -> float:
    """Return how much has changed in the place (as large as a small vehicle) that most has, 0-1."""
    if before.grey.shape != now.grey.shape:
        return 1.0
    changed = 1 - _alike(before.grey, now.grey)
    rows, columns = (min(sides) for sides in zip(VEHICLE, changed.shape, strict=True))
    places = np.lib.stride_tricks.sliding_window_view(changed, (rows, columns))
    return float(places.mean(axis=(2, 3)).max())


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


def plates_moved(before: Picture, boxes: Sequence[Box], now: Picture) -> bool:
    """Tell whether a plate isn't where it was read, or is another one.

    The boxes are left, upper, right and lower in pixels of `before`. Raises PictureError.
    """
    if not boxes:
        return False
    if (before.width, before.height) != (now.width, now.height):
        return True
    one, other = _grey(before), _grey(now)
    return any(_moved(one, other, box) for box in boxes)


def _grey(picture: Picture) -> Image.Image:
    """Decode a picture to grey."""
    with open_picture(picture.content) as image:
        image.draft("L", image.size)
        return image.convert("L")


def _moved(before: Image.Image, now: Image.Image, box: Box) -> bool:
    """Tell whether the place of one plate looks different."""
    left, upper = (max(side - PADDING - REACH, 0) for side in box[:2])
    right, lower = (
        min(side + PADDING + REACH, end)
        for side, end in zip(box[2:], before.size, strict=True)
    )
    if min(right - left, lower - upper) < MIN_SIDE + 2 * REACH:
        # Nothing to compare is nothing to rely on.
        return True
    place = left, upper, right, lower
    plate = _blurred(before, place)[REACH:-REACH, REACH:-REACH]
    views = np.lib.stride_tricks.sliding_window_view(_blurred(now, place), plate.shape)
    # Of a huge box, some lines are enough to find it again.
    step = 1 + plate.size // MAX_PIXELS
    likeness = _likeness(plate[::step], views[:, :, ::step])
    row, column = np.unravel_index(likeness.argmax(), likeness.shape)
    if max(abs(row - REACH), abs(column - REACH)) > SHAKE:
        return True
    slices = (
        np.array_split(grey, SLICES, axis=1) for grey in (plate, views[row, column])
    )
    return any(
        _likeness(one, other) < MIN_LIKENESS for one, other in zip(*slices, strict=True)
    )


def _blurred(picture: Image.Image, place: Box) -> Grey:
    """Return a place of a picture with less of its noise."""
    blurred = picture.crop(place).filter(ImageFilter.GaussianBlur(BLUR))
    return np.asarray(blurred, np.float32)


def _likeness(plate: Grey, views: Grey) -> Grey:
    """Return how like a plate one or more views of its size are in whatever light, -1 to 1."""
    plate = plate - plate.mean()
    shared = np.einsum("...ij,ij->...", views, plate) / plate.size
    squares = np.einsum("...ij,...ij->...", views, views) / plate.size
    energy = np.maximum(squares - views.mean(axis=(-2, -1)) ** 2, 0)
    contrasts = np.sqrt(energy * (plate * plate).mean())
    return np.asarray((shared + MIN_CONTRAST) / (contrasts + MIN_CONTRAST), np.float32)
