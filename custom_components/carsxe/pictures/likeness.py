"""Compares pieces of pictures, whatever light falls on them."""

import numpy as np
from numpy import fft

from .windows import Grey, neighbour_sums

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


def likeness_around(plate: Grey, fields: Grey) -> Grey:
    """Return how like a plate each piece of its size is of one or more fields, as `likeness` does.

    Of each field, a row for each upper edge that such a piece can have, and a column for each left one.
    """
    rows, columns = plate.shape
    plate = plate - plate.mean()
    # Large sums would lose what is small.
    fields = fields - fields.mean()
    size = fields.shape[-2:]
    # A product of spectra is all of the sums of products at once, which go round at the edges.
    spectra = fft.rfft2(fields) * np.conj(fft.rfft2(plate, size))
    products = fft.irfft2(spectra, size)[
        ..., : size[0] - rows + 1, : size[1] - columns + 1
    ]
    sums, squares = (
        neighbour_sums(neighbour_sums(each, rows, -2), columns, -1) / plate.size
        for each in (fields, fields * fields)
    )
    energy = np.maximum(squares - sums**2, 0)
    contrasts = np.sqrt((energy + NOISE) * ((plate * plate).mean() + NOISE))
    return np.asarray((products / plate.size + NOISE) / contrasts, np.float32)
