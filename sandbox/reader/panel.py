"""Looks at what surrounds a line of text: a plate's panel, its edges, its colored bands."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .picture import Picture, Quad, cut, size, straighten, widened

type Lab = NDArray[np.float32]
"""Height x width x 3 in a color space where distances are what people see."""

SAMPLE_HEIGHT = 32
# How far around the text its panel may end, in shares of the text's height.
REACH = 1.4
# An edge is a change of at least this share of the contrast between text and panel.
EDGE_SHARE = 0.25
MIN_EDGE = 6.0
# An edge is seen along that much of a side, and bends by that much of the text's height.
EDGE_COVER = 0.8
EDGE_SPREAD = 0.16
# What a line of text keeps free above and below its characters.
MARGIN_ROWS = 5

BAND_MIN, BAND_MAX = 0.2, 1.0
BAND_START = 0.12
BAND_ROWS = 2


@dataclass(frozen=True, slots=True)
class Panel:
    """What a text stands on."""

    edges: int
    """On how many sides, 0-4, it ends nearby along a straight line."""
    dark: bool
    """Whether the text is lighter than it."""


def panel_of(picture: Picture, quad: Quad) -> Panel:
    """Look at the panel behind a text."""
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
    # All run outwards from the text: distance from it x place along it x color.
    sides = (
        sample[:reach, columns][::-1],
        sample[-reach:, columns],
        sample[rows, :reach].transpose(1, 0, 2)[::-1],
        sample[rows, -reach:].transpose(1, 0, 2),
    )
    foreign = (np.linalg.norm(side - color, axis=2) > limit for side in sides)
    return Panel(sum(_is_straight(side) for side in foreign), ink > float(color[0]))


def _is_straight(foreign: NDArray[np.bool_]) -> bool:
    """Tell whether a panel ends along a straight line; rows run outwards from the text."""
    ends = foreign.any(axis=0)
    if ends.mean() < EDGE_COVER:
        return False
    places = np.flatnonzero(ends)
    distances = foreign.argmax(axis=0)[ends]
    slope, start = np.polyfit(places, distances, 1)
    low, high = np.percentile(distances - (start + slope * places), (10, 90))
    return bool(high - low <= EDGE_SPREAD * SAMPLE_HEIGHT)


def without_bands(picture: Picture, quad: Quad) -> Quad:
    """Cut off a colored band at the left or right, as European plates have with a country's letter."""
    width, height = size(quad)
    if width < 2.2 * height:
        return quad
    sample = straighten(picture, quad, SAMPLE_HEIGHT)
    start = _band_width(sample)
    end = _band_width(sample[:, ::-1])
    columns = sample.shape[1]
    return cut(quad, start / columns, 1 - end / columns) if start or end else quad


def _band_width(sample: Picture) -> int:
    """Give the columns that a band takes at the left of an upright line of text, 0 for none."""
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
    """Close gaps of a column or two, as a band's own letters leave."""
    mask = inside.astype(np.uint8)[np.newaxis]
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    return np.asarray(closed[0], np.bool_)


def _background(lab: Lab) -> NDArray[np.float32]:
    """Give the color that a text stands on: the commoner of its light and its dark one."""
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
