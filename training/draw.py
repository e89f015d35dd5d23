"""Draw the networks' training pieces with two processes."""

from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from .backgrounds import HEIGHT, WIDTH
from .scenes import Label, Stock, piece

type Pieces = tuple[NDArray[np.uint8], NDArray[np.float32]]

PROCESSES, PART = 2, 1000
_stock: Stock


def pieces(stock: Stock, count: int, seed: int) -> Pieces:
    """Draw pieces and their labels; the same seed gives the same pieces."""
    global _stock  # noqa: PLW0603 (the processes take it over by forking)
    _stock = stock
    parts = [(seed, start, min(PART, count - start)) for start in range(0, count, PART)]
    with get_context("fork").Pool(PROCESSES) as pool:
        drawn = pool.starmap(_part, parts, chunksize=1)
    return np.concatenate([part[0] for part in drawn]), np.concatenate(
        [part[1] for part in drawn]
    )


def _part(seed: int, start: int, count: int) -> Pieces:
    """Draw some of the pieces."""
    grays = np.empty((count, HEIGHT, WIDTH), np.uint8)
    labels = np.empty((count, len(Label._fields)), np.float32)
    for index in range(count):
        random = np.random.default_rng((seed, start + index))
        grays[index], labels[index] = piece(_stock, random)
    return grays, labels
