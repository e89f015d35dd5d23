"""Cut the backgrounds of pieces of frames out of plate-free pictures."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .pictures import Gray

type Random = np.random.Generator
type Field = NDArray[np.float32]

# The size of a piece in pixels.
HEIGHT, WIDTH = 112, 192


def lot(random: Random, low: float, high: float) -> float:
    """Return a random number between two."""
    return float(random.uniform(low, high))


def background(pictures: list[Gray], random: Random) -> Field:
    """Cut a piece of any size out of a picture, in any light."""
    picture = pictures[random.integers(len(pictures))]
    share = np.exp(
        lot(
            random,
            np.log(0.8),
            np.log(
                min(picture.shape[0] / HEIGHT, picture.shape[1] / WIDTH, 6.5) * 1.001
            ),
        )
    )
    rows, columns = (
        min(round(HEIGHT * share), picture.shape[0]),
        min(round(WIDTH * share), picture.shape[1]),
    )
    top, left = (
        random.integers(picture.shape[0] - rows + 1),
        random.integers(picture.shape[1] - columns + 1),
    )
    cut = picture[top : top + rows, left : left + columns]
    canvas = cv2.resize(
        cut,
        (WIDTH, HEIGHT),
        interpolation=cv2.INTER_AREA if share > 1 else cv2.INTER_LINEAR,
    ).astype(np.float32)
    if random.random() < 0.5:
        canvas = canvas[:, ::-1].copy()
    kind = random.random()
    if kind < 0.25:
        canvas = canvas * lot(random, 0.05, 0.6) + lot(random, 0, 30)
    elif kind < 0.6:
        gamma = lot(random, 0.5, 1.8)
        canvas = np.asarray(255 * (canvas / 255) ** gamma, np.float32)
    elif kind < 0.63:
        canvas = 255 - canvas
    return np.ascontiguousarray(canvas, np.float32)
