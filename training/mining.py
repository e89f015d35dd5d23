"""Find what the detector takes for plates in pictures without any, and measure how often."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .backgrounds import HEIGHT, WIDTH
from .detector import plate_detector, plate_finder
from .draw import Pieces
from .fit import Crops
from .pictures import Gray
from .scenes import NOTHING, WHOLE, Label

type Random = np.random.Generator

# The minimum scores of the finder and the judge for false finds to be learned from.
FINDER_SURE, JUDGE_SURE = 0.25, 0.3
LARGEST = 1000


def mistakes(pictures: list[Gray], seed: int) -> tuple[Pieces, list[Gray]]:
    """Return both networks' false finds in plate-free pictures: pieces for the finder, crops for the judge."""
    random = np.random.default_rng(seed)
    grays: list[Gray] = []
    crops: list[Gray] = []
    for picture in pictures:
        gray = _retaken(picture, random)
        levels = plate_detector.levels_of(gray)
        found = [plate_finder.finds_in(level, scale, None) for level, scale in levels]
        for (level, scale), finds in zip(levels, found, strict=True):
            if level.shape[0] >= HEIGHT and level.shape[1] >= WIDTH:
                grays.extend(_pieces(level, finds / scale, finds[:, 0], random))
        finds = np.concatenate(found)
        best = plate_detector.apart(finds[:, 1:], finds[:, 0], 12)
        crops.extend(
            _crop(gray, find.box)
            for find in plate_detector.judged(levels, finds[best, 1:])
            if find.score > JUDGE_SURE
        )
    labels = np.zeros((len(grays), len(Label._fields)), np.float32)
    return (np.stack(grays), labels), crops


def _retaken(picture: Gray, random: Random) -> Gray:
    """Vary the size and the light of a picture."""
    share = min(float(random.uniform(0.4, 1)), LARGEST / max(picture.shape))
    gray = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    gain, shift = float(random.uniform(0.5, 1.2)), float(random.uniform(-10, 20))
    noise = random.normal(0, 1.5, gray.shape).astype(np.float32)
    return np.clip(gray * np.float32(gain) + shift + noise, 0, 255).astype(np.uint8)


def _pieces(
    level: Gray, finds: NDArray[np.float32], sure: NDArray[np.float32], random: Random
) -> list[Gray]:
    """Cut pieces around the most probable finds in a level."""
    pieces = []
    for index in plate_detector.apart(finds[:, 1:], sure, 4):
        if sure[index] < FINDER_SURE:
            break
        x, y = (finds[index, 1:3] + finds[index, 3:5]) / 2 + random.uniform(-20, 20, 2)
        left = int(np.clip(x - WIDTH / 2, 0, level.shape[1] - WIDTH))
        top = int(np.clip(y - HEIGHT / 2, 0, level.shape[0] - HEIGHT))
        pieces.append(level[top : top + HEIGHT, left : left + WIDTH].copy())
    return pieces


def _crop(gray: Gray, box: tuple[float, float, float, float]) -> Gray:
    """Cut out a find as the judge sees it."""
    view = plate_detector.view_of(np.asarray(box, np.float32))
    return np.asarray(plate_detector.crop(gray, view), np.uint8)


def false_finds(pictures: list[Gray], seed: int, least: float) -> tuple[int, int]:
    """Count the finds in plate-free pictures, and the pictures with finds."""
    random = np.random.default_rng(seed)
    counts = [
        sum(
            find.score > least
            for find in plate_detector.find_plates(_retaken(picture, random))
        )
        for picture in pictures
    ]
    return sum(counts), sum(count > 0 for count in counts)


def with_mistakes(crops: Crops, wrong: list[Gray]) -> Crops:
    """Add the judge's mistakes to its training data."""
    return Crops(
        np.concatenate((crops.grays, np.stack(wrong))),
        np.concatenate((crops.kinds, np.full(len(wrong), NOTHING, np.int8))),
        np.concatenate(
            (crops.boxes, np.zeros((len(wrong), crops.boxes.shape[1]), np.float32))
        ),
    )


def figures(drawn: Pieces) -> dict[str, Any]:
    """Measure on pieces: the share of plates found, of pieces with false finds, and the error of boxes."""
    found: dict[int, list[float]] = {}
    overlaps, cut_off = [], {WHOLE: 0, WHOLE + 1: 0}
    for gray, row in zip(*drawn, strict=True):
        label = Label(int(row[0]), *(float(value) for value in row[1:]))
        finds = plate_detector.find_plates(gray)
        best = 0.0
        for find in finds:
            overlap = _overlap(find.box, label)
            if label.kind > NOTHING and overlap > 0.3 and find.score > best:
                best = find.score
                overlaps.append(overlap)
                cut_off[label.kind] += find.is_cut_off
            elif label.kind == NOTHING:
                best = max(best, find.score)
        found.setdefault(label.kind, []).append(best)
    result: dict[str, Any] = {}
    for kind, name in (
        (NOTHING, "false finds"),
        (WHOLE, "plates"),
        (WHOLE + 1, "cut off"),
    ):
        scores = np.asarray(found.get(kind, [0.0]))
        result[name] = {
            f"above {least}": round(float((scores > least).mean()), 3)
            for least in (0.3, 0.5, 0.7, 0.9)
        }
    result["overlap"] = round(float(np.median(overlaps)), 3) if overlaps else 0
    result["whole ones taken for cut off"] = round(
        cut_off[WHOLE] / max(len(found.get(WHOLE, [])), 1), 3
    )
    result["cut off ones known"] = round(
        cut_off[WHOLE + 1] / max(len(found.get(WHOLE + 1, [])), 1), 3
    )
    return result


def _overlap(box: tuple[float, float, float, float], label: Label) -> float:
    """Return the intersection of a box with a plate's over their union."""
    left, top = (
        max(box[0], label.x - label.width / 2),
        max(box[1], label.y - label.height / 2),
    )
    right, bottom = (
        min(box[2], label.x + label.width / 2),
        min(box[3], label.y + label.height / 2),
    )
    shared = max(right - left, 0) * max(bottom - top, 0)
    return shared / (
        (box[2] - box[0]) * (box[3] - box[1]) + label.width * label.height - shared
    )
