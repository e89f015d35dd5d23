"""Tells of the place where a plate was read: whether the plate, and its vehicle, are still there."""

from collections.abc import Sequence

import numpy as np
from PIL import ImageFilter

from .framing import Box
from .likeness import likeness
from .picture import Picture
from .scene import View, view_picture
from .windows import Grey

# Pixels of the pictures sent: how far off a plate is looked for, and how far a shaken camera sees it.
REACH, SHAKE = 5, 2
PADDING, MIN_SIDE, BLUR = 2, 8, 0.8
MAX_PIXELS = 20_000
# A plate is compared in slices, so that another one with the same start is seen.
SLICES = 4
MIN_LIKENESS = 0.93
# Of the vehicle, so much is looked at beside, above and below its plate, in plates. Somebody in front
# of it leaves some of its strips as they were.
ASIDE, ABOVE, STRIPS = 0.75, 2.0, 6
MIN_STRIP_LIKENESS = 0.9


def standing_plates(before: View, boxes: Sequence[Box], now: View) -> tuple[Box, ...]:
    """Return which of some plates are where they were read.

    The boxes are left, upper, right and lower in pixels of what was sent.
    """
    if before.size != now.size:
        return ()
    return tuple(box for box in boxes if not _moved(before, now, box))


def has_moved(before: Picture, box: Box, now: Picture) -> bool:
    """Tell whether a plate isn't where it was read, or is another one. Raises PictureError."""
    return not standing_plates(view_picture(before), (box,), view_picture(now))


def has_left(before: Picture, box: Box, now: Picture) -> bool:
    """Tell whether the vehicle whose plate was read in `before` has certainly left its place.

    Something that hides a part of it isn't enough. Raises PictureError.
    """
    if (before.width, before.height) != (now.width, now.height):
        return False
    left, upper, right, lower = box
    aside, above = ASIDE * (right - left), ABOVE * (lower - upper)
    place = (
        max(round(left - aside), 0),
        max(round(upper - above), 0),
        min(round(right + aside), before.width),
        min(round(lower + above), before.height),
    )
    if min(place[2] - place[0], place[3] - place[1]) < MIN_SIDE:
        return False
    strips = (
        np.array_split(_blurred(view_picture(picture), place), STRIPS, axis=1)
        for picture in (before, now)
    )
    return all(
        likeness(one, other) < MIN_STRIP_LIKENESS
        for one, other in zip(*strips, strict=True)
    )


def _moved(before: View, now: View, box: Box) -> bool:
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
    fits = likeness(plate[::step], views[:, :, ::step])
    row, column = np.unravel_index(fits.argmax(), fits.shape)
    if max(abs(row - REACH), abs(column - REACH)) > SHAKE:
        return True
    slices = (
        np.array_split(grey, SLICES, axis=1) for grey in (plate, views[row, column])
    )
    return any(
        likeness(one, other) < MIN_LIKENESS for one, other in zip(*slices, strict=True)
    )


def _blurred(view: View, place: Box) -> Grey:
    """Return a place of a view with less of its noise."""
    size = place[2] - place[0], place[3] - place[1]
    blurred = view.cut(place, size).filter(ImageFilter.GaussianBlur(BLUR))
    return np.asarray(blurred, np.float32)
