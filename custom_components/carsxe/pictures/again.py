"""Tells whether a plate that was read is seen again, elsewhere and in another size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product, starmap
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from .framing import Box
from .likeness import likeness_around
from .place import Place
from .scene import View
from .windows import Grey

# How much larger or smaller a plate may have become, and the steps in which that is tried.
SCALES = tuple(0.6 * 1.08**step for step in range(17))
# Around what fits best: how wide and how high it may be instead, as a vehicle that turns shows its
# plate narrower, or wider.
NEARLY = tuple(product((0.96, 1.0, 1.04), (0.94, 1.0, 1.06)))
# Columns that a plate is compared with: to find it, and to know it.
COARSE, FINE = 32, 56
MIN_ROWS = 6
# Of a plate's width and height, how far it is looked for around a place.
AROUND = 0.6, 0.9
# So many places are tried, the clearest first.
MAX_TRIED = 3
# A plate is known by its slices, each of which may be off by so many columns of the fine ones.
SLICES, SLACK = 4, 2
# Columns that are blurred: where a pixel begins is chance.
BLUR = 0.7
# Smaller plates, in pixels, look too much alike, and so do those with less contrast, in grey levels.
MIN_WIDTH, MIN_CONTRAST = 38, 8
# Of all slices, and of the one that is least alike; -1 to 1.
MEAN_LIKENESS, MIN_LIKENESS = 0.91, 0.84
# Coarsely, a plate that has moved is as like as this: what is less isn't looked at finely.
MIN_LIKENESS_COARSE = 0.5
# So much around a plate is certainly its own vehicle, in plates: to each side, above and below.
ASIDE, ABOVE, BELOW = 1.3, 6.0, 2.0


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a plate is seen again: its box in pixels, and the place where it `was`."""

    was: Place
    box: Box


@dataclass(frozen=True, slots=True)
class Sights:
    """What is seen again of some plates, and places that belong to none of them."""

    plates: tuple[Sight, ...]
    others: tuple[Box, ...]


def see_plates_again(
    plates: Iterable[Place], now: View, places: Sequence[Box]
) -> Sights:
    """Look for plates that were read around places of a view, in pixels of what is sent."""
    seen: list[Sight] = []
    for plate in plates:
        sights = (see_again(plate, now, place) for place in places[:MAX_TRIED])
        seen.extend(islice(filter(None, sights), 1))
    others = [
        place
        for place in places
        if not any(is_of_vehicle(sight.box, place) for sight in seen)
    ]
    return Sights(tuple(seen), tuple(others))


def is_of_vehicle(plate: Box, place: Box) -> bool:
    """Tell whether the middle of a place is about where a plate's vehicle is."""
    left, upper, right, lower = plate
    wide, high = _size(plate)
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return (
        left - ASIDE * wide <= x <= right + ASIDE * wide
        and upper - ABOVE * high <= y <= lower + BELOW * high
    )


def see_again(plate: Place, now: View, place: Box) -> Sight | None:
    """Return where a plate is seen around a place of a view, None where it isn't.

    The place is in pixels of what would be sent.
    """
    wide, high = _size(plate.box)
    if wide < MIN_WIDTH or high <= 0 or not _is_inside(plate.box, plate.size):
        return None
    fine = _template(plate, FINE)
    if fine.std() < MIN_CONTRAST:
        return None
    middle = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    sizes = [(wide * scale, high * scale) for scale in SCALES]
    best = _find(_template(plate, COARSE), sizes, now, middle)
    if best.likeness < MIN_LIKENESS_COARSE:
        return None
    alike, fit = _know(fine, [*starmap(best.scaled, NEARLY)], now)
    if alike.mean() < MEAN_LIKENESS or alike.min() < MIN_LIKENESS:
        return None
    return Sight(plate, fit.box)


def _size(box: Box) -> tuple[int, int]:
    """Return a box's width and height."""
    return box[2] - box[0], box[3] - box[1]


def _is_inside(box: Box, size: tuple[int, int]) -> bool:
    """Tell whether all of a box is in a picture."""
    return min(box) >= 0 and box[2] <= size[0] and box[3] <= size[1]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How like a plate a place is, coarsely; left and upper edge, width and height in pixels."""

    likeness: float
    left: float
    upper: float
    wide: float
    high: float

    @property
    def box(self) -> Box:
        """Return its edges in whole pixels."""
        return (
            round(self.left),
            round(self.upper),
            round(self.left + self.wide),
            round(self.upper + self.high),
        )

    def scaled(self, wide: float, high: float) -> _Fit:
        """Return the place so many times as wide and high, its middle where it was."""
        return replace(
            self,
            left=self.left + self.wide * (1 - wide) / 2,
            upper=self.upper + self.high * (1 - high) / 2,
            wide=self.wide * wide,
            high=self.high * high,
        )


def _find(
    template: Grey,
    sizes: Sequence[tuple[float, float]],
    now: View,
    middle: tuple[float, float],
) -> _Fit:
    """Return where, and in which of some sizes in pixels, a template fits best around a point."""
    rows, columns = template.shape
    shape = round(columns * (1 + 2 * AROUND[0])), round(rows * (1 + 2 * AROUND[1]))
    steps = [(wide / columns, high / rows) for wide, high in sizes]
    corners = [
        (middle[0] - shape[0] * across / 2, middle[1] - shape[1] * down / 2)
        for across, down in steps
    ]
    fields = [
        _pixels(now, *corner, step, shape)
        for corner, step in zip(corners, steps, strict=True)
    ]
    fits = likeness_around(template, np.stack(fields))
    size, row, column = map(int, np.unravel_index(fits.argmax(), fits.shape))
    (left, upper), (across, down) = corners[size], steps[size]
    place = left + column * across, upper + row * down
    return _Fit(float(fits.max()), *place, *sizes[size])


def _know(
    template: Grey, fits: Sequence[_Fit], now: View
) -> tuple[NDArray[np.float32], _Fit]:
    """Return how like a plate each slice is of the place that fits best, and that place."""
    rows, columns = template.shape
    fields = []
    for fit in fits:
        across, down = fit.wide / columns, fit.high / rows
        corner = fit.left - SLACK * across, fit.upper - SLACK * down
        shape = columns + 2 * SLACK, rows + 2 * SLACK
        fields.append(_pixels(now, *corner, (across, down), shape))
    around = np.stack(fields)
    alike = np.stack(
        [
            likeness_around(
                template[:, part], around[..., part[0] : part[-1] + 1 + 2 * SLACK]
            ).max(axis=(-2, -1))
            for part in np.array_split(np.arange(columns), SLICES)
        ]
    )
    best = int(alike.sum(axis=0).argmax())
    return alike[:, best], fits[best]


def _template(plate: Place, columns: int) -> Grey:
    """Return a plate in so many columns."""
    wide, high = _size(plate.box)
    rows = max(MIN_ROWS, round(high * columns / wide))
    left, upper = plate.box[0] - plate.area[0], plate.box[1] - plate.area[1]
    return _resample(
        plate.grey, (left, upper), (wide / columns, high / rows), (columns, rows)
    )


def _pixels(
    view: View,
    left: float,
    upper: float,
    step: tuple[float, float],
    shape: tuple[int, int],
) -> Grey:
    """Return columns and rows of a view, `step` pixels apart; what lies outside is black."""
    (wide, high), (width, height) = view.grey.size, view.size
    return _resample(
        view.grey,
        (left * wide / width, upper * high / height),
        (step[0] * wide / width, step[1] * high / height),
        shape,
    )


def _resample(
    grey: Image.Image,
    corner: tuple[float, float],
    step: tuple[float, float],
    shape: tuple[int, int],
) -> Grey:
    """Return columns and rows of a picture from a corner on, `step` of its own pixels apart."""
    left, upper = floor(corner[0]), floor(corner[1])
    region = (
        corner[0] - left,
        corner[1] - upper,
        corner[0] - left + step[0] * shape[0],
        corner[1] - upper + step[1] * shape[1],
    )
    around = grey.crop((left, upper, left + ceil(region[2]), upper + ceil(region[3])))
    pixels = around.resize(shape, Image.Resampling.BILINEAR, region)
    return np.asarray(pixels.filter(ImageFilter.GaussianBlur(BLUR)), np.float32)
