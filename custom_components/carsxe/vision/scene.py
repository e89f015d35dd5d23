"""Compares small views of a scene: what has changed, and whether it is recognized at all."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

type Field = NDArray[np.float32]
"""Rows x columns of a small view, 0-255."""
type Mask = NDArray[np.bool_]
"""Rows x columns of a small view."""

# A window is as large as what surrounds the smallest plate that can be read.
RADIUS = 2
# Light changes a window as a whole, by that factor at most, above the black level.
MAX_GAIN, BLACK = 2.5, 8.0
# Variances up to the noise of a window say nothing. It is estimated from the quietest quarter.
MIN_NOISE, MAX_NOISE, NOISE_FACTOR = 6.0, 30.0, 8.0
# A wall that is lit until it is white has lost its structure, and nothing has come.
BRIGHT, WHITE = 160, 240
# A window whose structure is as like as this hasn't changed.
MIN_ALIKE = 0.55
# A view in which the windows vary by less shows nothing: the lens is covered, or it is black.
MIN_DEVIATION = 5.0
# Windows with structure, in shares of all, and how many of them have to be alike.
MIN_STRUCTURED, MIN_RECOGNIZED = 0.02, 0.4
# What comes or goes leaves so much of the view's edges alike; what is held to the lens doesn't.
MIN_FRAMED = 0.6


@dataclass(frozen=True, eq=False)
class Scene:
    """A small gray view of a frame, `factor` times smaller than the frame."""

    gray: Field
    factor: int

    @cached_property
    def mean(self) -> Field:
        """Return the mean of each window."""
        return _box_mean(self.gray)

    @cached_property
    def variance(self) -> Field:
        """Return the variance of each window."""
        variance: Field = np.maximum(_box_mean(self.gray * self.gray) - self.mean**2, 0)
        return variance

    @cached_property
    def is_blind(self) -> bool:
        """Return whether nothing is to be seen: black, gray, blank or overexposed."""
        return float(self.mean.std()) < MIN_DEVIATION


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What differs between two scenes.

    `mask` has the windows whose structure has changed. `recognized` is the share of the windows
    with structure that haven't, 0-1, and `framed` that of those at the edges.
    """

    mask: Mask
    recognized: float
    framed: float = 0.0

    @property
    def share(self) -> float:
        """Return the changed share of the scene, 0-1."""
        return float(self.mask.mean())

    @property
    def is_recognized(self) -> bool:
        """Return whether it is the same view, whatever has come or gone in it."""
        return self.recognized >= MIN_RECOGNIZED

    @property
    def is_framed(self) -> bool:
        """Return whether it is recognized, and nothing covers a large part of it from outside."""
        return self.is_recognized and self.framed >= MIN_FRAMED


def compare(before: Scene, now: Scene) -> Change:
    """Return what has changed between two scenes, whatever the light."""
    if before.gray.shape != now.gray.shape:
        return Change(np.ones(now.gray.shape, np.bool_), 0.0)
    gain = np.clip((now.mean + BLACK) / (before.mean + BLACK), 1 / MAX_GAIN, MAX_GAIN)
    # The brighter window is darkened: brightening the other would raise its noise.
    own, other = np.minimum(gain, 1), np.minimum(1 / gain, 1)
    covariance = _box_mean(before.gray * now.gray) - before.mean * now.mean
    shared = 2 * own * other * covariance
    energy = own**2 * before.variance + other**2 * now.variance
    noise = float(
        np.clip(NOISE_FACTOR * _quarter(energy - shared), MIN_NOISE, MAX_NOISE)
    )
    alike = (shared + noise) / (energy + noise)
    brighter, darker = (
        np.maximum(before.mean, now.mean),
        np.minimum(before.mean, now.mean),
    )
    mask = (alike < MIN_ALIKE) & ~((brighter > WHITE) & (darker > BRIGHT))
    structured = np.minimum(before.variance, BRIGHT**2) > 4 * noise
    if structured.mean() < MIN_STRUCTURED:
        return Change(mask, 0.0)
    edges = structured.copy()
    edges[RADIUS:-RADIUS, RADIUS:-RADIUS] = False
    recognized = float((~mask)[structured].mean())
    framed = float((~mask)[edges].mean()) if edges.any() else recognized
    return Change(mask, recognized, framed)


def spread(mask: Mask, radius: int) -> Mask:
    """Return a mask grown by some pixels to all sides."""
    rows, columns = mask.shape
    padded = np.pad(mask, radius)
    down = np.zeros((rows, columns + 2 * radius), np.bool_)
    for shift in range(2 * radius + 1):
        down |= padded[shift : shift + rows]
    grown = np.zeros_like(mask)
    for shift in range(2 * radius + 1):
        grown |= down[:, shift : shift + columns]
    return grown


def _box_mean(field: Field) -> Field:
    """Return the mean of the window around each pixel; edges are repeated."""
    size = 2 * RADIUS + 1
    padded = np.pad(field, RADIUS, mode="edge")
    rows = padded[: 1 - size].copy()
    for shift in range(1, size):
        rows += padded[shift : len(padded) - size + 1 + shift]
    width = rows.shape[1] - size + 1
    means = rows[:, :width].copy()
    for shift in range(1, size):
        means += rows[:, shift : shift + width]
    means /= size * size
    return means


def _quarter(field: Field) -> float:
    """Return what a quarter of the values lies below; faster than numpy's quantile."""
    flat = field.ravel()
    place = (flat.size - 1) // 4
    return float(np.partition(flat, place)[place])
