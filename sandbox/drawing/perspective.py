"""Turn and tilt a car's drawing."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .layer import Point

type Matrix = NDArray[np.float64]

# How much a turn by 1 narrows a car, lowers its far side and lifts that side's wheels.
NARROWING, LOWERING, LIFTING = 0.16, 0.14, 0.05


def perspective(size: tuple[int, int], turn: float, tilt: float, foot: Point) -> Matrix:
    """Map a layer into the scene: the center of its foot to a point, turned (-1 to 1) and tilted (radians)."""
    width, height = size
    half = width * (1 - NARROWING * abs(turn)) / 2
    left, right = max(turn, 0.0), max(-turn, 0.0)
    corners = np.asarray(
        [
            [-half, height * (LOWERING * left - 1)],
            [half, height * (LOWERING * right - 1)],
            [half, -height * LIFTING * right],
            [-half, -height * LIFTING * left],
        ],
        np.float32,
    )
    cosine, sine = np.cos(tilt), np.sin(tilt)
    turned = corners @ np.asarray([[cosine, sine], [-sine, cosine]], np.float32)
    target = (turned + np.asarray(foot, np.float32)).astype(np.float32)
    source = np.asarray([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(source, target), np.float64)


def warp(
    image: NDArray[np.uint8], matrix: Matrix, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """Warp with premultiplied alpha, so that edges have no dark seams."""
    premultiplied = image.astype(np.float32)
    premultiplied[:, :, :3] *= premultiplied[:, :, 3:] / 255
    warped = np.asarray(
        cv2.warpPerspective(premultiplied, matrix, size, flags=cv2.INTER_LINEAR),
        np.float32,
    )
    warped[:, :, :3] /= np.maximum(warped[:, :, 3:], 1) / 255
    return np.clip(warped, 0, 255).astype(np.uint8)
