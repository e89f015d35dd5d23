"""Mount a plate on a piece of a frame: rotated, on a bumper, dirty, half hidden."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .backgrounds import HEIGHT, WIDTH, background, lot
from .lettering import lettering
from .pictures import Gray
from .plates import Plate
from .things import grille

type Random = np.random.Generator
type Field = NDArray[np.float32]


def plate_corners(width: float, height: float, yaw: float, random: Random) -> Field:
    """Return a plate's corners around the origin, rotated and tilted."""
    near = 1 + 0.12 * min(yaw, 1) * random.uniform(0.3, 1)
    side = 1 if random.random() < 0.5 else -1
    left, right = (near, 1 / near) if side < 0 else (1 / near, near)
    x, y = width / 2, height / 2
    corners = np.asarray(
        [(-x, -y * left), (x, -y * right), (x, y * right), (-x, y * left)], np.float32
    )
    roll = random.normal(0, 0.07) if random.random() < 0.8 else random.normal(0, 0.16)
    slope = np.tan(roll + side * min(yaw, 1) * random.uniform(-0.05, 0.28))
    corners[:, 1] += corners[:, 0] * slope
    corners[:, 0] += corners[:, 1] * random.normal(0, 0.08)
    return corners


def shift_to_place(corners: Field, random: Random, cut: bool) -> Field:
    """Return a random position of a plate: inside the piece, or across its edge."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    free = np.asarray((WIDTH, HEIGHT), np.float32) - (high - low)
    spot = (
        np.asarray(
            [random.uniform(min(0, room), max(0, room)) for room in free], np.float32
        )
        - low
    )
    if cut:
        axis = int(random.integers(2))
        size = (high - low)[axis]
        over = random.uniform(0.02, 0.75) * size
        spot[axis] = (
            -over if random.random() < 0.5 else (WIDTH, HEIGHT)[axis] - size + over
        ) - low[axis]
    return spot


def bodywork(canvas: Field, corners: Field, random: Random) -> None:
    """Draw the surroundings of a plate: a bumper, its recess, a holder, a grille."""
    middle = corners.mean(axis=0)
    width, height = np.ptp(corners, axis=0)
    body = lot(random, 5, 245)
    if random.random() < 0.75:
        grow = np.asarray([lot(random, 1.2, 4), lot(random, 1.2, 5)], np.float32)
        shade = np.clip(
            body
            + np.linspace(-1, 1, HEIGHT, dtype=np.float32)[:, None]
            * random.normal(0, 30),
            0,
            255,
        ) * np.ones((1, WIDTH), np.float32)
        _fill(
            canvas,
            (corners - middle) * grow
            + middle
            + np.asarray(
                [random.normal(0, width / 3), random.normal(0, height / 2)], np.float32
            ),
            shade,
        )
        for _ in range(int(random.integers(0, 4))):
            y = middle[1] + random.normal(0, 1.5) * height
            tilt = (corners[1, 1] - corners[0, 1]) / max(width, 1)
            cv2.line(
                canvas,
                (0, int(y - middle[0] * tilt)),
                (WIDTH, int(y + (WIDTH - middle[0]) * tilt)),
                lot(random, 0, 255),
                int(random.integers(1, 5)),
                cv2.LINE_AA,
            )
    if random.random() < 0.25:
        around = canvas.copy()
        grille(around, random)
        canvas[:] = around
    if random.random() < 0.15:
        lettering(canvas, random)
    if random.random() < 0.6:
        edge = np.asarray(
            [lot(random, 1.01, 1.12), lot(random, 1.03, 1.35)], np.float32
        )
        _fill(
            canvas,
            (corners - middle) * edge + middle,
            np.full(canvas.shape, body * lot(random, 0.2, 1), np.float32),
        )


def _fill(canvas: Field, corners: Field, levels: Field) -> None:
    """Draw levels on a canvas inside four corners."""
    mask = np.zeros(canvas.shape, np.uint8)
    cv2.fillConvexPoly(
        mask, np.round(corners * 16).astype(np.int32), 255, cv2.LINE_AA, 4
    )
    canvas += (levels - canvas) * (mask.astype(np.float32) / 255)


def paste(
    canvas: Field,
    plate: Plate,
    corners: Field,
    levels: tuple[float, float],
    random: Random,
) -> None:
    """Warp a plate onto a canvas, drawn at twice the size and downscaled."""
    over = 2
    target_height = max(8.0, float(np.linalg.norm(corners[3] - corners[0])) * over)
    share = min(1.0, target_height / plate.light.shape[0])
    size = (
        max(8, round(plate.light.shape[1] * share)),
        max(8, round(plate.light.shape[0] * share)),
    )
    low, high = levels
    light = low + cv2.resize(plate.light, size, interpolation=cv2.INTER_AREA) * (
        high - low
    )
    light = _weathered(light, high - low, random)
    alpha = cv2.resize(plate.alpha, size, interpolation=cv2.INTER_AREA)
    source = np.asarray([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 1, 0)
    right, bottom = np.minimum(
        np.ceil(corners.max(axis=0)).astype(int) + 2, (WIDTH, HEIGHT)
    )
    matrix = cv2.getPerspectiveTransform(
        source, ((corners - (left, top)) * over).astype(np.float32)
    )
    small, large = (
        (int(right - left), int(bottom - top)),
        (int(right - left) * over, int(bottom - top) * over),
    )
    mask = cv2.resize(
        cv2.warpPerspective(alpha, matrix, large), small, interpolation=cv2.INTER_AREA
    )
    lit = cv2.resize(
        cv2.warpPerspective(light * alpha, matrix, large),
        small,
        interpolation=cv2.INTER_AREA,
    )
    place = np.s_[top:bottom, left:right]
    canvas[place] *= 1 - mask
    canvas[place] += lit
    if high > 200 and random.random() < 0.25:
        shine = np.zeros((HEIGHT // 4, WIDTH // 4), np.float32)
        cv2.fillConvexPoly(shine, np.round(corners / 4).astype(np.int32), 1)
        shine = cv2.GaussianBlur(shine, (0, 0), lot(random, 0.5, 2.3)) * lot(
            random, 5, 60
        )
        canvas += cv2.resize(shine, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)


def _weathered(light: Field, contrast: float, random: Random) -> Field:
    """Add shade, dirt and reflections to a plate."""
    rows, columns = light.shape
    if random.random() < 0.35:
        ramp = (
            np.linspace(*random.uniform(-0.35, 0.35, 2), columns, dtype=np.float32)[
                None
            ]
            + np.linspace(*random.uniform(-0.25, 0.25, 2), rows, dtype=np.float32)[
                :, None
            ]
        )
        light = light * (1 + np.clip(ramp, -0.5, 0.4))
    if random.random() < 0.12:
        edge = int(random.integers(1, columns))
        light[:, :edge] *= lot(random, 0.45, 0.8)
    if random.random() < 0.25:
        dirt = cv2.resize(
            random.random((4, 9)).astype(np.float32),
            (columns, rows),
            interpolation=cv2.INTER_CUBIC,
        )
        light = light + (dirt - 0.5) * contrast * lot(random, 0.1, 0.5)
    return np.asarray(light, np.float32)


def hide(
    canvas: Field, pictures: list[Gray], corners: Field, random: Random
) -> NDArray[np.bool_]:
    """Put something in front of a plate; return where."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    width, height = high - low
    front = (
        background(pictures, random)
        if random.random() < 0.5
        else np.full(canvas.shape, lot(random, 5, 230), np.float32)
    )
    mask = np.zeros(canvas.shape, np.uint8)
    kind = random.random()
    if kind < 0.6:
        # A person or another car from one side.
        part = lot(random, 0.05, 0.8) * width
        left, right = (
            (0, int(low[0] + part))
            if random.random() < 0.5
            else (int(high[0] - part), WIDTH)
        )
        lean = int(random.normal(0, height))
        outline = [
            (left, 0),
            (right + lean * (left == 0), 0),
            (right, HEIGHT),
            (left + lean * (left > 0), HEIGHT),
        ]
    elif kind < 0.8:
        # A pole.
        at, wide = (
            int(lot(random, low[0], high[0])),
            int(max(2, lot(random, 0.06, 0.35) * width)),
        )
        outline = [(at, 0), (at + wide, 0), (at + wide, HEIGHT), (at, HEIGHT)]
    else:
        # From above or below.
        part = lot(random, 0.15, 0.7) * height
        top, bottom = (
            (0, int(low[1] + part))
            if random.random() < 0.5
            else (int(high[1] - part), HEIGHT)
        )
        outline = [(0, top), (WIDTH, top), (WIDTH, bottom), (0, bottom)]
    cv2.fillConvexPoly(mask, np.asarray(outline, np.int32), 255, cv2.LINE_AA)
    canvas += (front - canvas) * (mask.astype(np.float32) / 255)
    return np.asarray(mask > 127, np.bool_)
