"""Compares pieces of pictures, whatever light falls on them."""

import numpy as np

from .windows import Grey

# Grey levels, squared, that say nothing: two flat pieces are alike, a flat one and a plate aren't.
NOISE = 1.0


def likeness(plate: Grey, views: Grey, noise: float = NOISE) -> Grey:
    """Return how like a plate one or more views of its size are in whatever light, -1 to 1.

    Contrasts up to the noise, in grey levels squared, say nothing.
    """
    plate = plate - plate.mean()
    shared = np.einsum("...ij,ij->...", views, plate) / plate.size
    squares = np.einsum("...ij,...ij->...", views, views) / plate.size
    energy = np.maximum(squares - views.mean(axis=(-2, -1)) ** 2, 0)
    contrasts = np.sqrt((energy + noise) * ((plate * plate).mean() + noise))
    return np.asarray((shared + noise) / contrasts, np.float32)
