"""Normalized cross-correlation: the similarity of two gray patches, independent of the light."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .box import Box

type Gray = NDArray[np.uint8]
"""Rows x columns, 0-255."""
type Patch = NDArray[np.float32]
"""A gray patch with mean 0 and length 1; all zeros if it has no contrast."""

# A patch with a lower standard deviation contains only noise.
MIN_CONTRAST = 3.0


def extract_patch(gray: Gray, box: Box, size: tuple[int, int]) -> Patch:
    """Return a part of a picture, resized to a width and height, and normalized.

    Beyond the picture, its edge is repeated.
    """
    height, width = gray.shape
    left, top, right, bottom = box.clipped(width, height).rounded()
    left, top = min(left, width - 1), min(top, height - 1)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    part = Image.fromarray(np.ascontiguousarray(gray[top:bottom, left:right]))
    resized = part.resize(size, Image.Resampling.BOX, reducing_gap=1.0)
    return normalized(np.asarray(resized, np.float32))


def normalized(values: NDArray[np.float32]) -> Patch:
    """Return values with mean 0 and length 1."""
    centered = values - values.mean()
    length = float(np.sqrt(np.vdot(centered, centered)))
    if length < MIN_CONTRAST * np.sqrt(values.size):
        return np.zeros_like(centered)
    return np.asarray(centered / length, np.float32)


def correlation(first: Patch, second: Patch) -> float:
    """Return the similarity of two patches of the same size, -1 to 1."""
    return float(np.vdot(first, second))
