"""Cut the judge's training crops out of pieces of frames."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import nets
from .backgrounds import HEIGHT, WIDTH
from .detector import plate_detector
from .draw import Pieces
from .fit import CELL_COLUMNS, CELL_ROWS, Crops
from .scenes import NOTHING, UNCLEAR, Label

type Floats = NDArray[np.float32]
type Random = np.random.Generator
type Box = tuple[float, float, float, float]


def cut(
    drawn: Pieces, finder: tuple[dict[str, Any], dict[str, Any]] | None, seed: int
) -> Crops:
    """Cut crops around plates, around the finder's finds, and anywhere."""
    random = np.random.default_rng(seed)
    cuts: list[tuple[NDArray[np.uint8], int, Floats]] = []
    for start in range(0, len(drawn[0]), 256):
        grays, rows = drawn[0][start : start + 256], drawn[1][start : start + 256]
        answers = np.full((len(grays), 1, 1, 5), -9, np.float32)
        if finder:
            answers = np.asarray(
                nets.finder_answers(*finder, grays.astype(np.float32))[0]
            )
        for gray, row, answer in zip(grays, rows, answers, strict=True):
            label = Label(int(row[0]), *(float(value) for value in row[1:]))
            for box in _boxes(label, answer, random):
                kind = _kind(label, box)
                if kind != UNCLEAR:
                    cuts.append(_cut(gray, label, kind, box))
    return Crops(
        np.stack([each[0] for each in cuts]),
        np.asarray([each[1] for each in cuts], np.int8),
        np.stack([each[2] for each in cuts]),
    )


def _boxes(label: Label, answer: Floats, random: Random) -> list[Box]:
    """Draw random boxes of a piece."""
    boxes = []
    if label.width:
        boxes.extend(
            _jittered(label, random, 0.12 if random.random() < 0.6 else 0.05)
            for _ in range(2 if label.kind > NOTHING else 1)
        )
    if random.random() < 0.35:
        width = float(random.uniform(25, 130))
        anywhere = Label(
            0,
            float(random.uniform(0, WIDTH)),
            float(random.uniform(0, HEIGHT)),
            width,
            width * float(random.uniform(0.18, 0.8)),
        )
        boxes.append(_jittered(anywhere, random, 0))
    logits = answer[..., 0].copy()
    for _ in range(2):
        row, column = np.unravel_index(int(logits.argmax()), logits.shape)
        if logits[row, column] < -2.5:
            break
        logits[max(row - 2, 0) : row + 3, max(column - 2, 0) : column + 3] = -9
        _, x, y, wide, high = (float(value) for value in answer[row, column])
        width, height = (
            float(np.exp(np.clip(wide, -2, 2))) * 64,
            float(np.exp(np.clip(high, -2, 2))) * 20,
        )
        place = Label(
            0,
            (float(column) + 0.5 + x) * CELL_COLUMNS,
            (float(row) + 0.5 + y) * CELL_ROWS,
            width,
            height,
        )
        boxes.append(_jittered(place, random, 0.04))
    return boxes


def _jittered(label: Label, random: Random, jitter: float) -> Box:
    """Shift and resize a box a little."""
    x, y = (
        label.x + random.normal(0, jitter) * label.width,
        label.y + random.normal(0, jitter) * label.height * 1.5,
    )
    width, height = (
        label.width * np.exp(random.normal(0, jitter * 1.2)),
        label.height * np.exp(random.normal(0, jitter * 1.5)),
    )
    return (
        float(x - width / 2),
        float(y - height / 2),
        float(x + width / 2),
        float(y + height / 2),
    )


def _kind(label: Label, box: Box) -> int:
    """Return what a box shows: the plate only if they overlap for the most part."""
    if not label.width:
        return NOTHING
    left, top = (
        max(box[0], label.x - label.width / 2),
        max(box[1], label.y - label.height / 2),
    )
    right, bottom = (
        min(box[2], label.x + label.width / 2),
        min(box[3], label.y + label.height / 2),
    )
    shared = max(right - left, 0) * max(bottom - top, 0)
    union = (box[2] - box[0]) * (box[3] - box[1]) + label.width * label.height - shared
    if shared / union > 0.35:
        return label.kind
    return NOTHING if shared / union < 0.1 else UNCLEAR


def _cut(
    gray: NDArray[np.uint8], label: Label, kind: int, box: Box
) -> tuple[NDArray[np.uint8], int, Floats]:
    """Cut a crop out of a piece."""
    x, y, width = view = plate_detector.view_of(np.asarray(box, np.float32))
    sizes = (
        max(label.width, 1) / 0.6,
        max(label.height, 1) / 0.2,
        max(label.text_height, 1) / 0.1,
    )
    target = [
        (label.x - x) / width,
        (label.y - y) / width,
        *(np.log(size / width) for size in sizes),
    ]
    return (
        plate_detector.crop(gray, view).astype(np.uint8),
        kind,
        np.asarray(target, np.float32),
    )
