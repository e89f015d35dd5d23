"""Select the lines of text that are plates, and join those split by a gap or a badge."""

from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from .picture import Quad, axes, size
from .wording import (
    MAX_CHARACTERS,
    characters,
    is_digits_only,
    is_other_text,
    is_plate_like,
)

MIN_HEIGHT, MIN_WIDTH = 7.0, 24.0
MAX_TILT = 0.6
MIN_CONFIDENCE = 0.35
# The width of a character including its share of the gaps, in heights of the line.
CHARACTER_WIDTH = (0.22, 1.4)
MAX_GAP = 1.7
MAX_STEP = 0.4
MIN_HEIGHT_RATIO = 0.68
# For two lines of a plate: characters per line, similarity in height and width, and the maximum
# distance and offset, in heights and widths of the larger one.
STACKED_CHARACTERS = (1, 5)
MIN_STACKED_RATIO = 0.6
MIN_WIDTH_RATIO = 0.4
MAX_STACKED_GAP = 0.7
MAX_ASIDE = 0.25


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text with its place, the detector's score, its text and the text's score."""

    quad: Quad
    dscore: float
    text: str
    confidence: float
    parts: tuple[Quad, ...] = ()
    stacked: bool = False
    """Whether the parts are lines, one above the other."""


def plate_lines(lines: list[TextLine]) -> list[TextLine]:
    """Return the lines that can be plates, with joined lines in place of their parts, best first."""
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
    found = [line for line in found if is_spaced(line)]
    # A line that is a plate by itself isn't a part of another one.
    taken = parts | {id(line.quad) for line in found}
    left = [line for line in usable if id(line.quad) not in taken]
    stacks = [
        stack(upper, lower)
        for pair in combinations(left, 2)
        for upper, lower in [sorted(pair, key=lambda line: float(line.quad[0, 1]))]
        if are_stacked(upper, lower) and is_spaced(upper) and is_spaced(lower)
    ]
    stacks = [line for line in stacks if is_plate_like(line.text)]
    taken = {id(part) for line in stacks for part in line.parts}
    digits = [
        line
        for line in left
        if id(line.quad) not in taken and is_digits_only(line.text) and is_spaced(line)
    ]
    return sorted(found + stacks + digits, key=_rank, reverse=True)


def is_legible(line: TextLine) -> bool:
    """Return whether a line is upright, large and clear enough to be read."""
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
    """Return whether a line's characters are as wide as a plate's."""
    width, height = size(line.quad)
    low, high = CHARACTER_WIDTH
    return (
        width >= MIN_WIDTH
        and low <= width / height / max(len(characters(line.text)), 1) <= high
    )


def are_halves(left: TextLine, right: TextLine) -> bool:
    """Return whether two lines are parts of one plate: side by side, similar in height, and short."""
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


def are_stacked(upper: TextLine, lower: TextLine) -> bool:
    """Return whether two lines belong to one plate: one right above the other, similar in size."""
    least, most = STACKED_CHARACTERS
    count = len(characters(upper.text)), len(characters(lower.text))
    if not all(least <= number <= most for number in count):
        return False
    (first, upper_height), (second, lower_height) = size(upper.quad), size(lower.quad)
    height, width = max(upper_height, lower_height), max(first, second)
    if min(upper_height, lower_height) < MIN_STACKED_RATIO * height:
        return False
    if min(first, second) < MIN_WIDTH_RATIO * width:
        return False
    gap = (lower.quad[0] + lower.quad[1] - upper.quad[3] - upper.quad[2]) / 2
    along, down = axes(lower.quad)
    below = float(gap @ down) / max(float(np.linalg.norm(down)), 1.0)
    offset = lower.quad.mean(axis=0) - upper.quad.mean(axis=0)
    aside = abs(float(offset @ along)) / max(float(np.linalg.norm(along)), 1.0)
    return -0.5 * height <= below <= MAX_STACKED_GAP * height and (
        aside <= MAX_ASIDE * width
    )


def stack(upper: TextLine, lower: TextLine) -> TextLine:
    """Join two lines to one plate."""
    return TextLine(
        _upright(np.concatenate([upper.quad, lower.quad])),
        min(upper.dscore, lower.dscore),
        f"{upper.text} {lower.text}",
        min(upper.confidence, lower.confidence),
        (upper.quad, lower.quad),
        stacked=True,
    )


def join(left: TextLine, right: TextLine) -> TextLine:
    """Join two halves to one line."""
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
    """Return the upright rectangle around corners."""
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return np.asarray(
        [[left, top], [right, top], [right, bottom], [left, bottom]], np.float32
    )


def _rank(line: TextLine) -> float:
    """Rank by clarity, and by size with diminishing weight."""
    return line.confidence * float(np.log1p(size(line.quad)[1]))
