"""Examine what surrounds a line of text: a plate's panel, its edges, its colored bands."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .picture import Picture, Quad, cut, size, straighten, widened

type Lab = NDArray[np.float32]
"""Height x width x 3 in a perceptually uniform color space."""

SAMPLE_HEIGHT = 32
# How far from the text its panel may end, in shares of the text's height.
REACH = 1.4
# The minimum contrast of an edge, as a share of the contrast between text and panel.
EDGE_SHARE = 0.25
MIN_EDGE = 6.0
# The minimum share of a side with an edge, and its maximum bend in shares of the text's height.
EDGE_COVER = 0.8
EDGE_SPREAD = 0.16
# The space above and below the characters in a line of text.
MARGIN_ROWS = 5

BAND_MIN, BAND_MAX = 0.2, 1.0
BAND_START = 0.12
BAND_ROWS = 2


@dataclass(frozen=True, slots=True)
class Panel:
    """The background of a text."""

    edges: int
    """The number of sides (0-4) on which it ends nearby along a straight line."""
    dark: bool
    """Whether the text is lighter than the panel."""


def panel_of(picture: Picture, quad: Quad) -> Panel:
    """Examine the panel behind a text."""
    scale = SAMPLE_HEIGHT
    reach = round(REACH * scale)
    around = widened(quad, REACH, REACH, REACH, REACH)
    sample = _lab(straighten(picture, around, scale + 2 * reach))
    rows = slice(reach, sample.shape[0] - reach)
    columns = slice(reach, sample.shape[1] - reach)
    text = sample[rows, columns]
    color = _background(text[MARGIN_ROWS:-MARGIN_ROWS])
    distance = np.linalg.norm(text - color, axis=2)
    contrast = float(np.percentile(distance, 90))
    ink = float(np.median(text[:, :, 0][distance >= contrast]))
    limit = max(MIN_EDGE, EDGE_SHARE * contrast)
    # All run outward from the text: distance from it x position along it x color.
    sides = (
        sample[:reach, columns][::-1],
        sample[-reach:, columns],
        sample[rows, :reach].transpose(1, 0, 2)[::-1],
        sample[rows, -reach:].transpose(1, 0, 2),
    )
    foreign = (np.linalg.norm(side - color, axis=2) > limit for side in sides)
    return Panel(sum(_is_straight(side) for side in foreign), ink > float(color[0]))


def _is_straight(foreign: NDArray[np.bool_]) -> bool:
    """Return whether a panel ends along a straight line; rows run outward from the text."""
    ends = foreign.any(axis=0)
    if ends.mean() < EDGE_COVER:
        return False
    places = np.flatnonzero(ends)
    distances = foreign.argmax(axis=0)[ends]
    slope, start = np.polyfit(places, distances, 1)
    low, high = np.percentile(distances - (start + slope * places), (10, 90))
    return bool(high - low <= EDGE_SPREAD * SAMPLE_HEIGHT)


def without_bands(picture: Picture, quad: Quad) -> Quad:
    """Cut off a colored band with a country's letter at the left or right, as on European plates."""
    width, height = size(quad)
    if width < 2.2 * height:
        return quad
    sample = straighten(picture, quad, SAMPLE_HEIGHT)
    start = _band_width(sample)
    end = _band_width(sample[:, ::-1])
    columns = sample.shape[1]
    return cut(quad, start / columns, 1 - end / columns) if start or end else quad


def _band_width(sample: Picture) -> int:
    """Return the width of a band in columns at the left of an upright line of text, or 0."""
    lab = _lab(sample)
    foreign = np.linalg.norm(lab - _background(lab), axis=2) > 30
    # A band crosses the whole line; strokes of letters end within it.
    crossing = foreign[:BAND_ROWS].all(axis=0) & foreign[-BAND_ROWS:].all(axis=0)
    share = foreign.mean(axis=0)
    blue = (lab[:, :, 2] < -18).mean(axis=0) > 0.4
    inside = crossing & ((share > 0.72) | (blue & (share > 0.45)))
    first = int(inside.argmax())
    if not inside[first] or first > BAND_START * SAMPLE_HEIGHT:
        return 0
    gaps = np.flatnonzero(~_closed(inside)[first:])
    length = int(gaps[0]) if gaps.size else inside.size
    is_band = BAND_MIN * SAMPLE_HEIGHT <= length <= BAND_MAX * SAMPLE_HEIGHT
    return first + length if is_band else 0


def _closed(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Close gaps of one or two columns, which the band's own letters cause."""
    mask = inside.astype(np.uint8)[np.newaxis]
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    return np.asarray(closed[0], np.bool_)


def _background(lab: Lab) -> NDArray[np.float32]:
    """Return the background color of a text: the more frequent one of light and dark."""
    lightness = lab[:, :, 0]
    threshold, _ = cv2.threshold(
        np.clip(lightness * 2.55, 0, 255).astype(np.uint8),
        0,
        255,
        cv2.THRESH_BINARY | cv2.THRESH_OTSU,
    )
    light = lightness * 2.55 > threshold
    side = light if light.mean() >= 0.5 else ~light
    return np.asarray(np.median(lab[side], axis=0), np.float32)


def _lab(picture: Picture) -> Lab:
    """Convert to CIELAB: L 0-100, a and b around 0."""
    return np.asarray(
        cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_BGR2LAB), np.float32
    )
