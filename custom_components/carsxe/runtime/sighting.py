"""A capture, and where it shows a track."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ..vision.box import Box
from ..vision.plate_detector import EDGE, PlateCandidate

# Minimum height of characters and width of a plate in pixels to be legible, and the height above
# which legibility no longer improves.
MIN_HEIGHT, MIN_WIDTH, ENOUGH_HEIGHT = 6.0, 38.0, 24.0
# A detector score (0-1) counts as evidence to the extent that it exceeds this.
DOUBTFUL_SCORE = 0.35
# Factor for the quality of a partly hidden plate.
HIDDEN_QUALITY = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """One encoded picture from the camera; `at` is the loop time in seconds."""

    content: bytes
    taken_at: datetime
    at: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Sighting:
    """A track in one capture. The box is in pixels of the region of interest.

    `score` is the detector's, 0-1, or 0 if only the patch was recognized. `height` is that of the
    characters in pixels, `size` that of the region. With `is_cut_off`, the plate reaches beyond the
    picture; with `is_hidden`, something may be in front of it.
    """

    capture: Capture
    box: Box
    score: float = 0.0
    height: float = 0.0
    is_cut_off: bool = False
    is_hidden: bool = False
    size: tuple[int, int] = (0, 0)

    @classmethod
    def from_candidate(
        cls, capture: Capture, candidate: PlateCandidate, size: tuple[int, int]
    ) -> Self:
        """Create a sighting from a candidate in a region of the given size."""
        return cls(
            capture=capture,
            box=candidate.box,
            score=candidate.score,
            height=candidate.height,
            is_cut_off=candidate.box.reaches_edge(*size, EDGE),
            is_hidden=candidate.is_cut_off,
            size=size,
        )

    @property
    def evidence(self) -> float:
        """Return how much it adds to the evidence for a legible plate."""
        return max(self.score - DOUBTFUL_SCORE, 0)

    def quality(self, scale: float = 1.0) -> float:
        """Return how legible the plate is in a picture resized by `scale`, or 0 if it isn't."""
        height, width = self.height * scale, self.box.width * scale
        is_large_enough = height >= MIN_HEIGHT and width >= MIN_WIDTH
        if self.is_cut_off or not is_large_enough or self.score <= DOUBTFUL_SCORE:
            return 0.0
        share = HIDDEN_QUALITY if self.is_hidden else 1.0
        return share * self.score * min(height, ENOUGH_HEIGHT)
