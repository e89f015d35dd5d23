"""Picks the lines of text that are plates, and joins those that a gap or a badge split."""

from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from .picture import Quad, axes, size
from .wording import MAX_CHARACTERS, characters, is_other_text, is_plate_like

MIN_HEIGHT, MIN_WIDTH = 7.0, 24.0
MAX_TILT = 0.6
MIN_CONFIDENCE = 0.35
# Width of a character with its share of the gaps, in heights of the line.
CHARACTER_WIDTH = (0.22, 1.4)
MAX_GAP = 1.7
MAX_STEP = 0.4
MIN_HEIGHT_RATIO = 0.68


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its place, the detector's score, what it says and how surely."""

    quad: Quad
    dscore: float
    text: str
    confidence: float
    parts: tuple[Quad, ...] = ()


def plate_lines(lines: list[TextLine]) -> list[TextLine]:
    """Give the lines that can be plates, joined ones instead of their parts, the likeliest first."""
    usable = [
        line for line in lines if is_legible(line) and not is_other_text(line.text)
    ]
    joined = [
        join(left, right)
        for pair in combinations(usable, 2)
        for left, right in [sorted(pair, key=lambda line: float(line.quad[0, 0]))]
        if are_halves(left, right)
    ]
    joined = [line for line in joined if is_plate_like(line.text)]
    whole = [line for line in usable if is_plate_like(line.text)]
    parts = {id(part) for line in joined for part in line.parts}
    found = joined + [line for line in whole if id(line.quad) not in parts]
    return sorted((line for line in found if is_spaced(line)), key=_rank, reverse=True)


def is_legible(line: TextLine) -> bool:
    """Tell whether a line is upright, large and clear enough to be read."""
    width, height = size(line.quad)
    along, _ = axes(line.quad)
    level = abs(float(along[1])) <= MAX_TILT * max(float(along[0]), 1.0)
    return (
        level
        and height >= MIN_HEIGHT
        and width >= MIN_HEIGHT
        and line.confidence >= MIN_CONFIDENCE
    )


def is_spaced(line: TextLine) -> bool:
    """Tell whether a line's characters are as wide as a plate's."""
    width, height = size(line.quad)
    low, high = CHARACTER_WIDTH
    return (
        width >= MIN_WIDTH
        and low <= width / height / max(len(characters(line.text)), 1) <= high
    )


def are_halves(left: TextLine, right: TextLine) -> bool:
    """Tell whether two lines are parts of one plate: side by side, alike in height, short."""
    count = len(characters(left.text)), len(characters(right.text))
    if not all(1 <= number <= 5 for number in count) or sum(count) > MAX_CHARACTERS:
        return False
    heights = size(left.quad)[1], size(right.quad)[1]
    if min(heights) < MIN_HEIGHT_RATIO * max(heights):
        return False
    height = max(heights)
    gap = (right.quad[0] + right.quad[3] - left.quad[1] - left.quad[2]) / 2
    along, _ = axes(left.quad)
    unit = along / max(float(np.linalg.norm(along)), 1.0)
    ahead = float(gap @ unit)
    aside = abs(float(gap[0] * unit[1] - gap[1] * unit[0]))
    return -0.5 * height <= ahead <= MAX_GAP * height and aside <= MAX_STEP * height


def join(left: TextLine, right: TextLine) -> TextLine:
    """Make one line of two halves."""
    corners = np.concatenate([left.quad, right.quad])
    quad = np.asarray(
        [left.quad[0], right.quad[1], right.quad[2], left.quad[3]], np.float32
    )
    if cv2.contourArea(quad) < 0.7 * cv2.contourArea(cv2.convexHull(corners)):
        quad = _upright(corners)
    return TextLine(
        quad,
        min(left.dscore, right.dscore),
        f"{left.text} {right.text}",
        min(left.confidence, right.confidence),
        (left.quad, right.quad),
    )


def _upright(corners: Quad) -> Quad:
    """Give the upright rectangle around corners."""
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return np.asarray(
        [[left, top], [right, top], [right, bottom], [left, bottom]], np.float32
    )


def _rank(line: TextLine) -> float:
    """Rank by clarity and by size, which counts less the larger it is."""
    return line.confidence * float(np.log1p(size(line.quad)[1]))
