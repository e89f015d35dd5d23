"""Find legible license plates in a frame with two small neural networks.

The finder searches at every size. The judge looks at each find again, enlarged: is it a plate with
legible characters, where exactly, and is all of it in view?
"""

from time import thread_time
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .box import Box
from .correlation import Gray
from .plate_net import CELL, CROP, Floats, find_cells, judge
from .scene import Mask, spread

# The width of the blocks of a mask of changes, in pixels.
BLOCK = 8
# The maximum number of finds that the judge looks at.
MOST = 10
# The minimum probability of a plate for the finder, and for the judge's first and second look.
FOUND, JUDGED_FIRST, JUDGED = 0.25, 0.05, 0.02
# The maximum width of the smallest level in pixels.
SMALLEST = 240
# The maximum overlap of two plates, as a share of the smaller one.
SHARED = 0.4
# The width of a crop in plate widths.
AROUND = 1.5
# The minimum mean difference between neighboring pixels in a cell that can contain characters.
ACTIVE = 2.5
# The distance in pixels at which a box touches the edge of the frame.
EDGE = 2.0


type Levels = list[tuple[Gray, int]]
"""A frame, each time smaller by a factor."""


class PlateCandidate(NamedTuple):
    """Something that may be a plate."""

    box: Box
    """In pixels of the frame, tight around the visible part of the plate."""
    score: float
    """The probability that its characters are legible, 0-1."""
    height: float
    """The estimated height of its characters in pixels."""
    is_cut_off: bool
    """Whether a part of it is hidden by the frame's edge or something in front."""


def find_plates(
    gray: Gray, *, changed: Mask | None = None, time_budget: float | None = None
) -> list[PlateCandidate]:
    """Find the plates in a frame of any size, most probable first.

    `changed` has an element for each block of 8 x 8 pixels; only changed blocks are searched. With
    a time budget in seconds, the smallest plates come last and are left out if time runs short.
    """
    end = None if time_budget is None else thread_time() + time_budget
    finds: list[Floats] = []
    levels = levels_of(gray)
    for level, scale in levels:
        if finds and end is not None and thread_time() > end:
            break
        finds.append(finds_in(level, scale, changed))
    found = np.concatenate(finds) if finds else np.empty((0, 5), np.float32)
    boxes = found[apart(found[:, 1:], found[:, 0], MOST), 1:]
    return judged(levels, boxes)


def levels_of(gray: Gray) -> Levels:
    """Return a frame at every scale at which a plate may be found, smallest first."""
    levels = [(gray, 1)]
    image, scale = Image.fromarray(gray), 1
    while image.width > SMALLEST:
        image, scale = image.reduce(2), scale * 2
        levels.append((np.asarray(image), scale))
    return levels[::-1]


def finds_in(level: Gray, scale: int, changed: Mask | None) -> Floats:
    """Return the finds in a level: probability, left, top, right and bottom in the frame."""
    level = _whole_cells(level)
    shape = level.shape[0] // CELL[0], level.shape[1] // CELL[1]
    wanted = (
        np.ones(shape, np.bool_)
        if changed is None
        else _cells_of(changed, shape, scale)
    )
    wanted = _active(level, wanted)
    if not wanted.any():
        return np.empty((0, 5), np.float32)
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


def apart(boxes: Floats, scores: Floats, most: int) -> list[int]:
    """Return the best boxes that hardly overlap (non-maximum suppression)."""
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    left = np.argsort(-scores)[:400]
    chosen: list[int] = []
    while len(left) and len(chosen) < most:
        best, left = left[0], left[1:]
        chosen.append(int(best))
        shared = np.minimum(boxes[best, 2:], boxes[left, 2:]) - np.maximum(
            boxes[best, :2], boxes[left, :2]
        )
        overlap = np.maximum(shared, 0).prod(axis=1) / np.minimum(
            areas[best], areas[left]
        )
        left = left[overlap < SHARED]
    return chosen


def judged(levels: Levels, boxes: Floats) -> list[PlateCandidate]:
    """Judge finds twice, the second time at the position that the first judgment returned."""
    first = [each for each in _candidates(levels, boxes) if each.score > JUDGED_FIRST]
    second = _candidates(
        levels, np.asarray([each.box for each in first], np.float32).reshape(-1, 4)
    )
    finds = [each for each in second if each.score > JUDGED]
    if not finds:
        return []
    scores = np.asarray([each.score for each in finds], np.float32)
    chosen = apart(np.asarray([each.box for each in finds], np.float32), scores, MOST)
    return [finds[index] for index in chosen]


def _candidates(levels: Levels, boxes: Floats) -> list[PlateCandidate]:
    """Have the judge look at boxes."""
    if not len(boxes):
        return []
    gray, _ = levels[-1]
    views = [view_of(box) for box in boxes]
    answers = judge(np.stack([_crop_of(levels, view) for view in views]))
    return [
        _candidate(gray, view, answer)
        for view, answer in zip(views, answers, strict=True)
    ]


def _crop_of(levels: Levels, view: tuple[float, float, float]) -> Floats:
    """Crop a view from the smallest level with twice the detail of a crop."""
    x, y, width = view
    level, scale = next(
        (each for each in levels if 2 * each[1] * CROP[1] <= width), levels[-1]
    )
    return crop(level, (x / scale, y / scale, width / scale))


def view_of(box: Floats) -> tuple[float, float, float]:
    """Return the center and the width of the crop around a box."""
    width, height = float(box[2] - box[0]), float(box[3] - box[1])
    x, y = float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2
    return x, y, max(AROUND * width, 2 * AROUND * height, 12.0)


def crop(gray: Gray, view: tuple[float, float, float]) -> Floats:
    """Crop a view from a frame at the judge's size; beyond the frame, its edge is repeated."""
    x, y, width = view
    high, wide = gray.shape
    left, top = x - width / 2, y - width / 4
    rows = np.arange(int(top) - 2, int(top + width / 2) + 3).clip(0, high - 1)
    columns = np.arange(int(left) - 2, int(left + width) + 3).clip(0, wide - 1)
    part = gray.take(rows, axis=0).take(columns, axis=1)
    left, top = left - int(left) + 2, top - int(top) + 2
    box = left, top, left + width, top + width / 2
    image = Image.fromarray(part).resize(CROP[::-1], Image.Resampling.BILINEAR, box)
    return np.asarray(image, np.float32)


def _candidate(
    gray: Gray, view: tuple[float, float, float], answer: Floats
) -> PlateCandidate:
    """Convert the judge's answer to a candidate."""
    x, y, width = view
    odds = np.exp(answer[:3] - answer[:3].max())
    none, whole, cut_off = (float(share) for share in odds / odds.sum())
    x, y = x + float(answer[3]) * width, y + float(answer[4]) * width
    half_width, half_height, height = (
        float(size) * width
        for size in np.exp(np.clip(answer[5:8], -3, 1)) * (0.3, 0.1, 0.1)
    )
    rows, columns = gray.shape
    box = Box(x - half_width, y - half_height, x + half_width, y + half_height)
    is_cut_off = box.reaches_edge(columns, rows, EDGE) or cut_off > whole
    return PlateCandidate(box.clipped(columns, rows), 1 - none, height, is_cut_off)


def _sigmoid(logits: NDArray[np.float32]) -> Floats:
    """Convert logits to probabilities."""
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)
