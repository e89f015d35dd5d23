"""Find legible license plates in a frame with two small neural networks.

The finder searches at every size. The judge looks at each find again, enlarged: is it a plate with
legible characters, where exactly, and is all of it in view?
"""

from collections.abc import Sequence
from time import thread_time
from typing import NamedTuple

import numpy as np
from PIL import Image

from .box import Box
from .correlation import Gray
from .plate_finder import finds_in
from .plate_net import CROP, Floats, judge
from .scene import Mask

# The maximum number of finds that the judge looks at.
MOST = 10
# The minimum probability of a plate for the judge's first and second look.
JUDGED_FIRST, JUDGED = 0.05, 0.02
# The maximum width of the smallest level in pixels.
SMALLEST = 240
# The maximum overlap of two plates, as a share of the smaller one.
SHARED = 0.4
# The width of a crop in plate widths.
AROUND = 1.5
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
    gray: Gray,
    *,
    changed: Mask | None = None,
    known: Sequence[Box] = (),
    time_budget: float | None = None,
) -> list[PlateCandidate]:
    """Find the plates in a frame of any size, most probable first.

    `changed` has an element for each block of 8 x 8 pixels; only changed blocks are searched, and
    the places of plates that are `known` from the previous frame. With a time budget in seconds,
    the smallest plates come last and are left out if time runs short.
    """
    end = None if time_budget is None else thread_time() + time_budget
    finds: list[Floats] = []
    levels = levels_of(gray)
    for level, scale in levels:
        if finds and end is not None and thread_time() > end:
            break
        finds.append(finds_in(level, scale, changed))
    found = np.concatenate(finds)
    boxes = found[apart(found[:, 1:], found[:, 0], MOST), 1:]
    return judged(levels, boxes, known)


def levels_of(gray: Gray) -> Levels:
    """Return a frame at every scale at which a plate may be found, smallest first."""
    levels = [(gray, 1)]
    image, scale = Image.fromarray(gray), 1
    while image.width > SMALLEST:
        image, scale = image.reduce(2), scale * 2
        levels.append((np.asarray(image), scale))
    return levels[::-1]


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


def judged(
    levels: Levels, boxes: Floats, known: Sequence[Box] = ()
) -> list[PlateCandidate]:
    """Judge finds twice, the second time at the position that the first judgment returned.

    The positions of `known` plates are already exact.
    """
    first = [each for each in _candidates(levels, boxes) if each.score > JUDGED_FIRST]
    second = _candidates(levels, _rows([*known, *(each.box for each in first)]))
    finds = [each for each in second if each.score > JUDGED]
    scores = np.asarray([each.score for each in finds], np.float32)
    chosen = apart(_rows([each.box for each in finds]), scores, MOST)
    return [finds[index] for index in chosen]


def _rows(boxes: Sequence[Box]) -> Floats:
    """Return boxes as rows of left, top, right and bottom."""
    return np.asarray(boxes, np.float32).reshape(-1, 4)


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
