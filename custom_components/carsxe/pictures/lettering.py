"""Finds what may be a plate's lettering: short rows of strokes, dark and light in turn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFilter

from .change import CELL_SIZE, Change
from .framing import Box, overlap
from .likeness import likeness
from .scene import Mask, View
from .windows import neighbour_sums

type Pixels = NDArray[np.uint8]
"""Rows x columns, 0-255."""
type Strokes = NDArray[np.float32]
"""Rows of windows x columns of parts: how many strokes begin or end in each."""

# A window is as large as the smallest plate that can be read: columns, and rows that are two pixels
# high, which averages noise. Larger plates are looked for in the picture scaled down by these factors.
COLUMNS, ROWS = 40, 3
ROW_HEIGHT = 2
FACTORS = (8, 4, 2, 1)
# Columns of a window's parts, and between windows.
STEP = 10
PARTS = COLUMNS // STEP
# How many columns a stroke and its gap take at the most, and by how many grey levels they differ.
STROKE, MIN_CONTRAST = 7, 12
# Across a plate that can be read, so many strokes begin or end at the least.
CLEAR, FAINT = 8.5, 6.5
# So many of each size, as there may be hedges and fences, too; and so many that are new.
MAX_PEAKS, MAX_PLACES = 24, 6
# Pixels of a window: how far a shaken camera sees it, and what takes its noise away.
SHAKE, BLUR = 2, 0.8
# A part that is as like as this, -1 to 1, hasn't changed.
MIN_LIKENESS = 0.85
# Cells around those that count, for what lies on their edge.
MARGIN = 2

_strokes, _is_clear = attrgetter("strokes"), attrgetter("is_clear")


@dataclass(frozen=True, slots=True)
class Lettering:
    """A place with strokes: its box in pixels, and how many begin or end in each of its parts.

    The parts are of the same width, from left to right.
    """

    box: Box
    parts: tuple[float, ...]

    @property
    def strokes(self) -> float:
        """Return how many strokes begin or end across all of it."""
        return sum(self.parts)

    @property
    def is_clear(self) -> bool:
        """Tell whether a plate that can be read looks like this."""
        return self.strokes >= CLEAR

    def meets(self, box: Box) -> bool:
        """Tell whether it shares a pixel with a box."""
        return overlap(self.box, box)

    def without(self, boxes: Sequence[Box]) -> Lettering:
        """Return the place without the strokes of those parts that share a pixel with boxes."""
        if not any(map(self.meets, boxes)):
            return self
        left, upper, right, lower = self.box
        width = (right - left) // len(self.parts)
        parts = tuple(
            0.0
            if any(overlap((start, upper, start + width, lower), box) for box in boxes)
            else strokes
            for start, strokes in zip(
                range(left, right, width), self.parts, strict=True
            )
        )
        return replace(self, parts=parts)

    def moved(self, right: int, down: int) -> Lettering:
        """Return the place so many pixels further right and down."""
        left, upper, end, lower = self.box
        box = left + right, upper + down, end + right, lower + down
        return replace(self, box=box)


def find_lettering(view: View, change: Change) -> list[Lettering]:
    """Return places of what has changed that may be lettering, the clearest first; none overlap."""
    return _apart(place for places in _sizes(view, change) for place in places)


def find_new_lettering(
    view: View,
    change: Change,
    before: View,
    moved: Sequence[Box] = (),
    standing: Sequence[Box] = (),
    *,
    one_is_enough: bool = False,
) -> list[Lettering]:
    """Return places that may be lettering that wasn't in a view before, the clearest first.

    Of each, the parts count that have changed; all of those at `moved` plates, as another one may
    look much like it, and none of those of `standing` ones, whatever the light does. Where one is enough, a clear one is given alone: it takes less time.
    """

    @cache
    def _new(place: Lettering) -> Lettering:
        is_new = before.size != view.size or any(
            overlap(place.box, box) for box in moved
        )
        new = place if is_new else _changed(place, before, view)
        return new.without(standing)

    found: list[Lettering] = []
    for places in _sizes(view, change):
        if one_is_enough:
            clear = filter(_is_clear, map(_new, filter(_is_clear, places)))
            if first := next(clear, None):
                return [first]
        found.extend(places)
    new = (place for place in map(_new, _apart(found)) if place.strokes >= FAINT)
    return sorted(islice(new, MAX_PLACES), key=_strokes, reverse=True)


def _apart(places: Iterable[Lettering]) -> list[Lettering]:
    """Return the clearest of places that overlap, the clearest first."""
    apart: list[Lettering] = []
    for place in sorted(places, key=_strokes, reverse=True):
        if not any(overlap(place.box, other.box) for other in apart):
            apart.append(place)
    return apart


def _changed(place: Lettering, before: View, now: View) -> Lettering:
    """Return a place with the strokes of those parts that have changed."""
    left, upper, right, lower = place.box
    scale = (right - left) // COLUMNS
    around = SHAKE * scale
    box = left - around, upper - around, right + around, lower + around
    size = COLUMNS + 2 * SHAKE, ROWS * ROW_HEIGHT + 2 * SHAKE
    one, other = (
        np.asarray(
            view.cut(box, size).filter(ImageFilter.GaussianBlur(BLUR)), np.float32
        )
        for view in (before, now)
    )
    parts = []
    for index, strokes in enumerate(place.parts):
        start = SHAKE + index * STEP
        part = other[SHAKE:-SHAKE, start : start + STEP]
        field = one[:, start - SHAKE : start + STEP + SHAKE]
        views = np.lib.stride_tricks.sliding_window_view(field, part.shape)
        is_same = likeness(part, views).max() >= MIN_LIKENESS
        parts.append(0.0 if is_same else strokes)
    return replace(place, parts=tuple(parts))


def _sizes(view: View, change: Change) -> Iterator[list[Lettering]]:
    """Give the places of each size in what has changed, the largest first."""
    rows, columns = np.nonzero(change.cells)
    if not rows.size:
        return
    left, upper = (max(int(first.min()) - MARGIN, 0) for first in (columns, rows))
    right, lower = (int(last.max()) + MARGIN + 1 for last in (columns, rows))
    cells = change.cells[upper:lower, left:right]
    # The last cells take what is left over.
    box = (
        left * CELL_SIZE,
        upper * CELL_SIZE,
        view.size[0] if right >= change.cells.shape[1] else right * CELL_SIZE,
        view.size[1] if lower >= change.cells.shape[0] else lower * CELL_SIZE,
    )
    for factor in FACTORS:
        scale = factor, factor * ROW_HEIGHT
        size = (box[2] - box[0]) // scale[0], (box[3] - box[1]) // scale[1]
        if size[0] > COLUMNS and size[1] >= ROWS:
            strokes = count_strokes(np.asarray(view.cut(box, size)))
            peaks = _peaks(strokes, cells, scale)
            yield [place.moved(box[0], box[1]) for place in peaks]


def _are_set(cells: Mask, shape: tuple[int, ...], scale: tuple[int, int]) -> Mask:
    """Tell of windows whether the cells are set in which their middles lie."""
    rows, columns = (np.arange(side) for side in shape)
    middles = (
        (rows + ROWS / 2) * scale[1] // CELL_SIZE,
        (columns * STEP + COLUMNS / 2) * scale[0] // CELL_SIZE,
    )
    row, column = (
        np.minimum(middle, side - 1).astype(np.intp)
        for middle, side in zip(middles, cells.shape, strict=True)
    )
    return np.asarray(cells[np.ix_(row, column)], np.bool_)


def _peaks(
    strokes: Strokes, cells: Mask, scale: tuple[int, int]
) -> Iterator[Lettering]:
    """Give the windows with most strokes in cells that are set; none overlap."""
    windows = neighbour_sums(strokes, PARTS, 1)
    windows = np.where(_are_set(cells, windows.shape, scale), windows, 0)
    rows, columns = np.nonzero(windows >= FAINT)
    best = np.argsort(-windows[rows, columns], kind="stable")
    taken = np.zeros(windows.shape, np.bool_)
    peaks = 0
    for row, column in zip(rows[best].tolist(), columns[best].tolist(), strict=True):
        if taken[row, column]:
            continue
        taken[
            max(row - ROWS + 1, 0) : row + ROWS,
            max(column - PARTS + 1, 0) : column + PARTS,
        ] = True
        left, upper = column * STEP * scale[0], row * scale[1]
        box = left, upper, left + COLUMNS * scale[0], upper + ROWS * scale[1]
        parts = strokes[row, column : column + PARTS].tolist()
        yield Lettering(box, tuple(parts))
        peaks += 1
        if peaks == MAX_PEAKS:
            return


def count_strokes(pixels: Pixels) -> Strokes:
    """Return how many strokes begin or end in the rows of each part of a window, on average."""
    darkest, lightest = _least(pixels), _most(pixels)
    # What is dark within a light stroke's reach, and the other way round: closing and opening.
    light, dark = _least(lightest), _most(darkest)
    counts = light - dark >= MIN_CONTRAST
    is_light = light - pixels < pixels - dark
    ends = (is_light[:, 1:] != is_light[:, :-1]) & counts[:, 1:] & counts[:, :-1]
    starts = np.arange(0, ends.shape[1] - STEP + 1, STEP)
    steps = np.add.reduceat(ends, starts, axis=1, dtype=np.float32)
    return neighbour_sums(steps, ROWS, 0) / np.float32(ROWS)


def _most(pixels: Pixels) -> Pixels:
    """Return the lightest pixel around each, in its row."""
    return _around(pixels, np.maximum)


def _least(pixels: Pixels) -> Pixels:
    """Return the darkest pixel around each, in its row."""
    return _around(pixels, np.minimum)


def _around(pixels: Pixels, choose: np.ufunc) -> Pixels:
    """Choose among the pixels around each, in its row."""
    pixels = np.pad(pixels, ((0, 0), (STROKE // 2, STROKE // 2)), mode="edge")
    # Of two, of four, of seven.
    for reach in (1, 2, STROKE - 4):
        pixels = choose(pixels[:, reach:], pixels[:, :-reach])
    return pixels
