"""Tells of the place where a plate was read: whether the plate, and its vehicle, are still there."""

from collections.abc import Iterator, Sequence
from itertools import product

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
# A recogniser's boxes of one and the same plate overlap at least that much, 0-1.
MIN_OVERLAP = 0.5
MAX_PIXELS = 20_000
# A plate is compared in slices, so that another one with the same start is seen.
SLICES = 4
MIN_LIKENESS = 0.93
# Of a plate that is read anew, nothing but the place is in question.
MIN_LIKENESS_READ = 0.6
# Grey levels, squared: a plate in the dark has hardly more contrast than the noise of its picture.
# What has even less, in any of its slices, is no plate: a box that is off, on a bare wall.
NOISE, MIN_CONTRAST = 8.0, 9.0
# Of the vehicle, so much is looked at beside, above and below its plate, in plates. Somebody in front
# of it leaves some of its strips as they were.
ASIDE, ABOVE, STRIPS = 0.75, 2.0, 6
MIN_STRIP_LIKENESS = 0.9


def standing_plates(
    before: View, boxes: Sequence[Box], now: View, least: float = MIN_LIKENESS
) -> tuple[Box, ...]:
    """Return which of some plates are where they were read.

    The boxes are left, upper, right and lower in pixels of what was sent; `least` is how alike the
    plates have to be, -1 to 1.
    """
    if before.size != now.size:
        return ()
    return tuple(box for box in boxes if not _moved(before, now, box, least))


def has_moved(before: Picture, box: Box, now: View, *, is_read: bool = False) -> bool:
    """Tell whether a plate isn't where it was read, or is another one.

    Where the same plate `is_read` in the view of now, it may look worse. Raises PictureError.
    """
    least = MIN_LIKENESS_READ if is_read else MIN_LIKENESS
    return not standing_plates(view_picture(before), (box,), now, least)


def is_same_place(first: Box, second: Box) -> bool:
    """Tell whether two boxes may be of one and the same plate."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    if width <= 0 or height <= 0:
        return False
    common = width * height
    return common / (_area(first) + _area(second) - common) >= MIN_OVERLAP


def _area(box: Box) -> int:
    """Return a box's area in pixels."""
    return (box[2] - box[0]) * (box[3] - box[1])


def has_left(before: Picture, box: Box, now: View) -> bool:
    """Tell whether the vehicle whose plate was read in `before` has certainly left its place.

    Something that hides a part of it isn't enough. Raises PictureError.
    """
    if (before.width, before.height) != now.size:
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
        np.array_split(_blurred(view, place), STRIPS, axis=1)
        for view in (view_picture(before), now)
    )
    return all(
        likeness(one, other) < MIN_STRIP_LIKENESS
        for one, other in zip(*strips, strict=True)
    )


def _moved(before: View, now: View, box: Box, least: float) -> bool:
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
    field = _blurred(now, place)
    views = np.lib.stride_tricks.sliding_window_view(field, plate.shape)
    # Of a huge box, some lines are enough to find it again.
    step = 1 + plate.size // MAX_PIXELS
    fits = likeness(plate[::step], views[:, :, ::step])
    row, column = np.unravel_index(fits.argmax(), fits.shape)
    if max(abs(row - REACH), abs(column - REACH)) > SHAKE:
        return True
    return all(
        _least_likeness(plate, view) < least
        for view in _nearby(views, int(row), int(column))
    )


def _nearby(views: Grey, row: int, column: int) -> Iterator[Grey]:
    """Give a view, and those half a pixel off: a shaken camera doesn't stop at whole ones."""
    view = views[row, column]
    yield view
    for down, right in product((-1, 0, 1), repeat=2):
        # The view is never at the edge: what is as far off as that has moved.
        if down or right:
            yield (view + views[row + down, column + right]) / 2


def _least_likeness(plate: Grey, view: Grey) -> float:
    """Return how alike the slices are that are the least."""
    slices = (np.array_split(grey, SLICES, axis=1) for grey in (plate, view))
    return min(
        float(likeness(one, other, NOISE)) if one.var() >= MIN_CONTRAST else -1.0
        for one, other in zip(*slices, strict=True)
    )


def _blurred(view: View, place: Box) -> Grey:
    """Return a place of a view with less of its noise."""
    size = place[2] - place[0], place[3] - place[1]
    blurred = view.cut(place, size).filter(ImageFilter.GaussianBlur(BLUR))
    return np.asarray(blurred, np.float32)
