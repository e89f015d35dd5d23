"""Tells of the place where a plate was read: whether the plate, and its vehicle, are still there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from PIL import Image, ImageFilter

from .framing import Box
from .likeness import likeness
from .scene import Scene, View
from .surroundings import Region, is_same_view
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
# Of a plate that is read anew, nothing but the place is in question: all of its slices are that much
# alike, or so many of them as alike as others have to be, as somebody may hide a part.
MIN_LIKENESS_READ, SLICES_READ = 0.6, 2
# Grey levels, squared: a plate in the dark has hardly more contrast than the noise of its picture.
# What has even less, in any of its slices, is no plate: a box that is off, on a bare wall.
NOISE, MIN_CONTRAST = 8.0, 9.0
# Of the vehicle, so much is looked at beside, above and below its plate, in plates. Somebody in front
# of it leaves some of its strips as they were.
ASIDE, ABOVE, STRIPS = 0.75, 2.0, 6
MIN_STRIP_LIKENESS = 0.9
# The whole vehicle may reach that far beyond its plate, in plates.
VEHICLE_ASIDE, VEHICLE_ABOVE, VEHICLE_BELOW = 1.0, 5.0, 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a plate was read, and what was to be seen there: enough to know it and its vehicle again.

    `box` is the plate's, `area` what is kept in `grey` of a picture of `size`: all in pixels of what
    was sent. `scene` is all that was in view.
    """

    box: Box
    area: Box
    grey: Image.Image
    size: tuple[int, int]
    scene: Scene

    def is_at(self, box: Box) -> bool:
        """Tell whether a box is about in the same place."""
        return is_same_place(self.box, box)

    def cut(self, box: Box) -> Image.Image:
        """Return a part of what is kept."""
        left, upper = self.area[:2]
        return self.grey.crop(
            (box[0] - left, box[1] - upper, box[2] - left, box[3] - upper)
        )


def keep_place(view: View, box: Box) -> Place:
    """Return the place of a plate that was read in a view; its box is in pixels of what was sent."""
    own, plate = _vehicle_area(box, view.size), _plate_area(box, view.size)
    left, upper = min(own[0], plate[0]), min(own[1], plate[1])
    right, lower = max(own[2], plate[2]), max(own[3], plate[3])
    size = max(right - left, 0), max(lower - upper, 0)
    area = left, upper, left + size[0], upper + size[1]
    grey = view.cut(area, size) if all(size) else Image.new("L", size)
    return Place(box, area, grey, view.size, view.scene)


def standing_plates(places: Iterable[Place], now: View) -> tuple[Place, ...]:
    """Return the places in which a view shows the plates that were read there."""
    return tuple(place for place in places if not has_moved(place, now))


def has_moved(place: Place, now: View, *, is_read: bool = False) -> bool:
    """Tell whether a plate isn't where it was read, or is another one.

    Where the same plate `is_read` in the view of now, it may look worse.
    """
    return not any(
        min(slices) >= MIN_LIKENESS or (is_read and _is_read_there(slices))
        for slices in _slices_around(place, now)
    )


def _is_read_there(slices: Sequence[float]) -> bool:
    """Tell whether a plate that is read again is where it was, by how alike its slices are."""
    return (
        min(slices) >= MIN_LIKENESS_READ
        or sum(alike >= MIN_LIKENESS for alike in slices) >= SLICES_READ
    )


def has_left(place: Place, now: View) -> bool:
    """Tell whether the vehicle whose plate was read has certainly left its place.

    Something that hides a part of it isn't enough, nor is a camera that shows nothing, or something
    else: the rest of the view has to be what it was.
    """
    area = _vehicle_area(place.box, place.size)
    if place.size != now.size or _least_side(area) < MIN_SIDE:
        return False
    strips = (
        np.array_split(grey, STRIPS, axis=1)
        for grey in _before_and_now(place, now, area)
    )
    return all(
        likeness(one, other) < MIN_STRIP_LIKENESS
        for one, other in zip(*strips, strict=True)
    ) and is_same_view(place.scene, now.scene, _around_vehicle(place))


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


def _vehicle_area(box: Box, size: tuple[int, int]) -> Box:
    """Return what is looked at of a vehicle, around its plate."""
    aside, above = ASIDE * (box[2] - box[0]), ABOVE * (box[3] - box[1])
    return _inside(box, aside, above, size)


def _around_vehicle(place: Place) -> Region:
    """Return all of a vehicle that may be in view, in shares of the picture's width and height."""
    left, upper, right, lower = place.box
    width, height = right - left, lower - upper
    return (
        (left - VEHICLE_ASIDE * width) / place.size[0],
        (upper - VEHICLE_ABOVE * height) / place.size[1],
        (right + VEHICLE_ASIDE * width) / place.size[0],
        (lower + VEHICLE_BELOW * height) / place.size[1],
    )


def _plate_area(box: Box, size: tuple[int, int]) -> Box:
    """Return where a plate is looked for."""
    return _inside(box, PADDING + REACH, PADDING + REACH, size)


def _inside(box: Box, aside: float, above: float, size: tuple[int, int]) -> Box:
    """Return what is inside a picture of a box that is made so much larger on each side."""
    left, upper, right, lower = box
    return (
        max(round(left - aside), 0),
        max(round(upper - above), 0),
        min(round(right + aside), size[0]),
        min(round(lower + above), size[1]),
    )


def _least_side(box: Box) -> int:
    """Return the shorter side of a box in pixels."""
    return min(box[2] - box[0], box[3] - box[1])


def _slices_around(place: Place, now: View) -> Iterator[list[float]]:
    """Give how alike the slices of a plate are in its place, and half a pixel off; nothing if it has moved."""
    area = _plate_area(place.box, place.size)
    # Nothing to compare is nothing to rely on.
    if place.size != now.size or _least_side(area) < MIN_SIDE + 2 * REACH:
        return
    before, field = _before_and_now(place, now, area)
    plate = before[REACH:-REACH, REACH:-REACH]
    views = np.lib.stride_tricks.sliding_window_view(field, plate.shape)
    # Of a huge box, some lines are enough to find it again.
    step = 1 + plate.size // MAX_PIXELS
    fits = likeness(plate[::step], views[:, :, ::step])
    row, column = np.unravel_index(fits.argmax(), fits.shape)
    if max(abs(row - REACH), abs(column - REACH)) > SHAKE:
        return
    for view in _nearby(views, int(row), int(column)):
        yield _slices(plate, view)


def _nearby(views: Grey, row: int, column: int) -> Iterator[Grey]:
    """Give a view, and those half a pixel off: a shaken camera doesn't stop at whole ones."""
    view = views[row, column]
    yield view
    for down, right in product((-1, 0, 1), repeat=2):
        # The view is never at the edge: what is as far off as that has moved.
        if down or right:
            yield (view + views[row + down, column + right]) / 2


def _slices(plate: Grey, view: Grey) -> list[float]:
    """Return how alike the slices of a plate and a view are, from left to right, -1 to 1."""
    slices = (np.array_split(grey, SLICES, axis=1) for grey in (plate, view))
    return [
        float(likeness(one, other, NOISE)) if one.var() >= MIN_CONTRAST else -1.0
        for one, other in zip(*slices, strict=True)
    ]


def _before_and_now(place: Place, now: View, area: Box) -> tuple[Grey, Grey]:
    """Return how an area of a place looked, and looks now, with less of its noise."""
    size = area[2] - area[0], area[3] - area[1]
    blur = ImageFilter.GaussianBlur(BLUR)
    before, after = (
        np.asarray(grey.filter(blur), np.float32)
        for grey in (place.cut(area), now.cut(area, size))
    )
    return before, after
