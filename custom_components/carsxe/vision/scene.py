"""Compare small views of a scene: what has changed, and whether the view is recognized."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

type Field = NDArray[np.float32]
"""Rows x columns of a small view, 0-255."""
type Mask = NDArray[np.bool_]
"""Rows x columns of a small view."""

# A window has the size of the surroundings of the smallest legible plate.
RADIUS = 2
# Light multiplies a window by this factor at most, above the black level.
MAX_GAIN, BLACK = 2.5, 8.0
# Variances up to the noise are ignored. The noise is estimated from the quietest quarter of a view.
MIN_NOISE, MAX_NOISE, NOISE_FACTOR = 6.0, 30.0, 8.0
# A wall that is overexposed loses its structure without any change.
BRIGHT, WHITE = 160, 240
# Minimum similarity of the structure of an unchanged window.
MIN_ALIKE = 0.55
# A view with a lower standard deviation between windows is blind: black, or a covered lens.
MIN_DEVIATION = 5.0
# Minimum share of windows with structure, and minimum share of those that are unchanged.
MIN_STRUCTURED, MIN_RECOGNIZED = 0.02, 0.4
# Minimum unchanged share of the view's edges: vehicles leave more unchanged, a covered lens doesn't.
MIN_FRAMED = 0.6


@dataclass(frozen=True, eq=False)
class Scene:
    """A small gray view of a frame, smaller than the frame by `factor`."""

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
        """Return whether nothing can be seen: black, gray, blank or overexposed."""
        return float(self.mean.std()) < MIN_DEVIATION


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """The difference between two scenes.

    `mask` has the windows whose structure has changed. `recognized` is the unchanged share (0-1) of
    the windows with structure, and `framed` that of the windows at the edges.
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
        """Return whether it is the same view, regardless of what has come or gone."""
        return self.recognized >= MIN_RECOGNIZED

    @property
    def is_framed(self) -> bool:
        """Return whether it is recognized and not covered from the edges."""
        return self.is_recognized and self.framed >= MIN_FRAMED


def compare(before: Scene, now: Scene) -> Change:
    """Return the change between two scenes, independent of the light."""
    if before.gray.shape != now.gray.shape:
        return Change(np.ones(now.gray.shape, np.bool_), 0.0)
    gain = np.clip((now.mean + BLACK) / (before.mean + BLACK), 1 / MAX_GAIN, MAX_GAIN)
    # The brighter window is darkened, because brightening the other would amplify its noise.
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
    """Return a mask dilated by a number of pixels."""
    for _ in range(radius):
        down = mask.copy()
        down[1:] |= mask[:-1]
        down[:-1] |= mask[1:]
        mask = down.copy()
        mask[:, 1:] |= down[:, :-1]
        mask[:, :-1] |= down[:, 1:]
    return mask


def _box_mean(field: Field) -> Field:
    """Return the mean of the window around each pixel; edges are repeated."""
    size = 2 * RADIUS + 1
    height, width = field.shape
    padded = np.pad(field, RADIUS, mode="edge")
    rows = np.sum([padded[at : at + height] for at in range(size)], axis=0)
    sums = np.sum([rows[:, at : at + width] for at in range(size)], axis=0)
    return np.asarray(sums / size**2, np.float32)


def _quarter(field: Field) -> float:
    """Return the first quartile; faster than numpy's quantile."""
    flat = field.ravel()
    place = (flat.size - 1) // 4
    return float(np.partition(flat, place)[place])
