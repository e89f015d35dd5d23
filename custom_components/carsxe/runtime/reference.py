"""The reference frame: what a camera shows when nothing is new, and what differs from it."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from PIL import Image

from ..vision.box import Box
from ..vision.correlation import Gray, Patch, extract_patch
from ..vision.scene import Change, Field, Scene, compare

# Width and height of a plate's patch in pixels, and the margins around it in plate sizes.
PATCH_SIZE, PATCH_MARGIN = (40, 16), (0.15, 0.3)
# If this share of the scene changes at once, or there was no picture for so many seconds, whoever
# was driving may be another one by now.
CUT_SHARE, GAP = 0.35, 6.0
# Seconds without motion until a frame becomes the reference frame, and the changed share of the
# scene that still counts as calm.
CALM, CALM_SHARE = 3.0, 0.01
# After so many seconds one and the same view that isn't recognized becomes the reference frame.
NEW_VIEW = 60.0
# Pixels that the reference frame is wide at most.
REFERENCE_WIDTH = 960


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A reference frame.

    `gray` is the region of interest, `scale` times as large as in the camera's pictures.
    """

    scene: Scene
    gray: Gray
    scale: float

    @classmethod
    def from_frame(cls, scene: Scene, gray: Gray) -> Self:
        """Keep a frame, scaled down."""
        height, width = gray.shape
        scale = min(1.0, REFERENCE_WIDTH / width)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = Image.fromarray(gray).resize(size, Image.Resampling.BOX)
        return cls(scene, np.asarray(small), scale)

    def patch(self, box: Box) -> Patch:
        """Return how a place looks in the reference frame; the box is in the camera's pixels."""
        return plate_patch(self.gray, box.scaled(self.scale))

    def without(self, area: Box) -> Self:
        """Return a reference frame that doesn't show what was in an area; in the camera's pixels."""
        scene = Scene(
            _flattened(self.scene.gray, area.scaled(1 / self.scene.factor)),
            self.scene.factor,
        )
        gray = _flattened(self.gray, area.scaled(self.scale))
        return replace(self, scene=scene, gray=gray)


@dataclass(slots=True, eq=False)
class Background:
    """What a camera shows apart from what comes and goes: the reference frame, and what moves.

    `looked_at` is when the camera gave its latest new picture, `before` when the one before it, and
    `moved_at` when anything has moved.
    If it `is_cut`, the latest picture doesn't go on from the one before.
    """

    reference: Reference | None = None
    looked_at: float = 0.0
    before: float = 0.0
    moved_at: float = 0.0
    is_cut: bool = False
    calm: Scene | None = None
    unrecognized_since: float | None = None

    def update(self, scene: Scene, at: float) -> Change:
        """Return what differs from the reference frame: everything if there is none."""
        moved = compare(self.calm, scene).share if self.calm else 1.0
        self.is_cut = moved > CUT_SHARE or at - self.looked_at > GAP
        self.before, self.looked_at = self.looked_at, at
        if moved > CALM_SHARE:
            self.calm, self.moved_at = scene, at
        if self.reference is None:
            return Change(np.ones(scene.gray.shape, np.bool_), 0.0)
        change = compare(self.reference.scene, scene)
        if change.is_recognized:
            self.unrecognized_since = None
        elif self.unrecognized_since is None or moved > CUT_SHARE:
            self.unrecognized_since = at
        return change

    def is_settled(self, change: Change, now: float) -> bool:
        """Return whether what is in view can replace the reference frame by now."""
        if now - self.moved_at < CALM or not change.mask.any():
            return False
        since = self.unrecognized_since
        return since is None or now - since >= NEW_VIEW

    def forget(self, area: Box) -> None:
        """Take up that what the reference frame shows in an area isn't there any more."""
        if self.reference:
            self.reference = self.reference.without(area)

    def resize(self, x: float) -> None:
        """Take up that the camera's pictures are so many times as large now."""
        if self.reference:
            self.reference = replace(self.reference, scale=self.reference.scale / x)


def _flattened[PixelsT: (Field, Gray)](pixels: PixelsT, area: Box) -> PixelsT:
    """Return pixels of which those in an area have no structure."""
    height, width = pixels.shape
    left, top, right, bottom = area.clipped(width, height).rounded()
    flat = pixels.copy()
    if right > left and bottom > top:
        flat[top:bottom, left:right] = flat[top:bottom, left:right].mean()
    return flat


def plate_patch(gray: Gray, box: Box) -> Patch:
    """Return how a plate looks, with a small margin."""
    x, y = PATCH_MARGIN
    return extract_patch(gray, box.expanded(x * box.width, y * box.height), PATCH_SIZE)
