"""Tells of the place where a plate was read: whether the plate, and its vehicle, are still there."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageFilter

from .framing import Box
from .likeness import likeness
from .opening import open_picture
from .picture import Picture
from .scene import Grey

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


def plates_moved(before: Picture, boxes: Sequence[Box], now: Picture) -> bool:
    """Tell whether a plate isn't where it was read, or is another one.

    The boxes are left, upper, right and lower in pixels of `before`. Raises PictureError.
    """
    return len(standing_plates(before, boxes, now)) < len(boxes)


def standing_plates(
    before: Picture, boxes: Sequence[Box], now: Picture
) -> tuple[Box, ...]:
    """Return which of some plates are where they were read. Raises PictureError."""
    if not boxes or (before.width, before.height) != (now.width, now.height):
        return ()
    one, other = _grey(before), _grey(now)
    return tuple(box for box in boxes if not _moved(one, other, box))


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
        np.array_split(_blurred(_grey(picture), place), STRIPS, axis=1)
        for picture in (before, now)
    )
    return all(
        likeness(one, other) < MIN_STRIP_LIKENESS
        for one, other in zip(*strips, strict=True)
    )


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


def _blurred(picture: Image.Image, place: Box) -> Grey:
    """Return a place of a picture with less of its noise."""
    blurred = picture.crop(place).filter(ImageFilter.GaussianBlur(BLUR))
    return np.asarray(blurred, np.float32)
