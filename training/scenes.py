"""Compose small pieces of camera frames, with or without a plate, and label them."""

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .backgrounds import HEIGHT, WIDTH, background, lot
from .mounting import bodywork, hide, paste, plate_corners, shift_to_place
from .nuisances import nuisance
from .pictures import Gray
from .plates import Plate
from .shots import Shot, looks, take

type Random = np.random.Generator
type Field = NDArray[np.float32]

UNCLEAR, NOTHING, WHOLE, CUT_OFF = -1, 0, 1, 2


class Label(NamedTuple):
    """The content of a piece: the kind, the visible plate's center and size, its characters' height."""

    kind: int = NOTHING
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    text_height: float = 0


@dataclass(frozen=True, slots=True)
class Stock:
    """The parts for pieces."""

    pictures: list[Gray]
    plates: list[Plate]


def piece(stock: Stock, random: Random) -> tuple[Gray, Label]:
    """Compose a piece; half of them show a plate."""
    canvas = background(stock.pictures, random)
    while random.random() < 0.4:
        nuisance(canvas, random)
    if random.random() < 0.55:
        return _with_plate(canvas, stock, random)
    if random.random() < 0.25:
        _blank_plate(canvas, stock, random)
    shot = Shot(
        lot(random, 0, 1.6), lot(random, 0, 2.5) if random.random() < 0.3 else 0
    )
    return take(canvas, shot, random), Label()


def _with_plate(canvas: Field, stock: Stock, random: Random) -> tuple[Gray, Label]:
    """Draw a plate on a canvas, take the picture and decide whether the plate is legible."""
    plate = stock.plates[random.integers(len(stock.plates))]
    aspect = plate.light.shape[1] / plate.light.shape[0]
    yaw = abs(random.normal(0, 0.5)) if random.random() < 0.6 else 0.0
    squeeze = max(np.cos(min(yaw, 1.05)), 0.45)
    width = (
        np.exp(lot(random, np.log(24), np.log(44)))
        if random.random() < 0.15
        else np.exp(lot(random, np.log(42), np.log(140)))
    )
    height = width / (aspect * squeeze)
    if height > 80:
        width, height = width * 80 / height, 80.0
    corners = plate_corners(width, height, yaw, random)
    cut = random.random() < 0.17
    corners += shift_to_place(corners, random, cut)
    low, high, shot = looks(plate, height, random)
    if random.random() < 0.6:
        bodywork(canvas, corners, random)
    paste(canvas, plate, corners, (low, high), random)
    hidden = (
        hide(canvas, stock.pictures, corners, random)
        if random.random() < 0.2
        else np.zeros(canvas.shape, np.bool_)
    )
    label = _judge(plate, corners, hidden, height, _seen(canvas, corners, shot))
    return take(canvas, shot, random), label


def _seen(canvas: Field, corners: Field, shot: Shot) -> Shot:
    """Return the contrast of a plate that is left after dirt and glare."""
    left, top = np.clip(
        corners.mean(axis=0) - np.ptp(corners, axis=0) * 0.35,
        0,
        (WIDTH - 2, HEIGHT - 2),
    ).astype(int)
    right, bottom = np.clip(
        corners.mean(axis=0) + np.ptp(corners, axis=0) * 0.35, 2, (WIDTH, HEIGHT)
    ).astype(int)
    dark, bright = np.quantile(
        np.clip(
            canvas[top : max(bottom, top + 2), left : max(right, left + 2)], 0, 255
        ),
        (0.06, 0.94),
    )
    return Shot(shot.blur, shot.motion, min(shot.contrast, float(bright - dark)))


def _judge(
    plate: Plate, corners: Field, hidden: NDArray[np.bool_], height: float, shot: Shot
) -> Label:
    """Label a plate: whole and legible, cut off or partly hidden, illegible, or unclear."""
    margin = 200
    mask = np.zeros((HEIGHT + 2 * margin, WIDTH + 2 * margin), np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners + margin).astype(np.int32), 1)
    area = max(int(mask.sum()), 1)
    seen = mask[margin:-margin, margin:-margin].astype(np.bool_) & ~hidden
    share = float(seen.sum()) / area
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if len(rows) < 2 or len(columns) < 2 or share < 0.12:
        return Label()
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    text = plate.text_height * height
    width = float(np.ptp(corners[:, 0]))
    blur, motion = shot.blur / text, shot.motion / text
    least = 40 if plate.lines == 2 else 45
    if (
        width < 0.78 * least
        or text < 5.2
        or blur > 0.27
        or motion > 0.5
        or shot.contrast < 14
    ):
        kind = NOTHING
    elif (
        width < least
        or text < 6.8
        or blur > 0.15
        or motion > 0.26
        or shot.contrast < 28
        or blur + motion / 2 > 0.2
    ):
        kind = UNCLEAR
    elif share > 0.95:
        kind = WHOLE
    elif share < 0.3 or share > 0.88:
        kind = UNCLEAR
    else:
        kind = CUT_OFF
    return Label(
        kind,
        (left + right) / 2,
        (top + bottom) / 2,
        float(right - left),
        float(bottom - top),
        text,
    )


def _blank_plate(canvas: Field, stock: Stock, random: Random) -> None:
    """Draw a plate without characters on a canvas, or one with mere strokes."""
    plate = stock.plates[random.integers(len(stock.plates))]
    light = np.ones_like(plate.light)
    if random.random() < 0.5:
        cells = int(random.integers(4, 14)), int(random.integers(2, 5))
        coarse = cv2.resize(plate.light, cells, interpolation=cv2.INTER_AREA)
        light = cv2.resize(
            coarse, plate.light.shape[::-1], interpolation=cv2.INTER_CUBIC
        )
    width = lot(random, 30, 120)
    height = width * plate.light.shape[0] / plate.light.shape[1]
    corners = plate_corners(width, height, 0.3, random)
    corners += shift_to_place(corners, random, cut=False)
    bodywork(canvas, corners, random)
    low, high = np.sort(random.uniform(0, 255, 2))
    paste(
        canvas,
        Plate(light, plate.alpha, plate.text_height, plate.lines),
        corners,
        (float(low), float(high)),
        random,
    )
