"""The reference frame: what a camera shows when nothing is new, and what differs from it."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from PIL import Image

from ..vision.box import Box
from ..vision.correlation import Gray, Patch, extract_patch
from ..vision.scene import Change, Field, Mask, Scene, compare

# Width and height of a plate's patch in pixels, and the margins around it in plate sizes.
PATCH_SIZE, PATCH_MARGIN = (40, 16), (0.15, 0.3)
# If this share of the scene changes at once, or there was no picture for this many seconds, another
# vehicle may have taken a moving one's place.
CUT_SHARE, GAP = 0.35, 6.0
# Seconds without motion until a frame becomes the reference frame, and the changed share of the
# scene that still counts as calm.
CALM, CALM_SHARE = 3.0, 0.01
# Seconds until an unchanging view that isn't recognized becomes the reference frame.
NEW_VIEW = 60.0
# Maximum width of the reference frame in pixels.
REFERENCE_WIDTH = 960


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A reference frame.

    `gray` is the region of interest, resized by `scale` from the camera's pictures.
    """

    scene: Scene
    gray: Gray
    scale: float

    @classmethod
    def from_frame(cls, scene: Scene, gray: Gray) -> Self:
        """Create it from a frame, scaled down."""
        height, width = gray.shape
        scale = min(1.0, REFERENCE_WIDTH / width)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = Image.fromarray(gray).resize(size, Image.Resampling.BOX)
        return cls(scene, np.asarray(small), scale)

    def patch(self, box: Box) -> Patch:
        """Return the patch of a box in the camera's pixels."""
        return plate_patch(self.gray, box.scaled(self.scale))

    def without(self, area: Box) -> Self:
        """Return a reference frame with an area, in the camera's pixels, blanked out."""
        scene = Scene(
            _flattened(self.scene.gray, area.scaled(1 / self.scene.factor)),
            self.scene.factor,
        )
        gray = _flattened(self.gray, area.scaled(self.scale))
        return replace(self, scene=scene, gray=gray)


@dataclass(slots=True, eq=False)
class Background:
    """The unchanging part of a camera's view, and when something moved in it.

    `looked_at` is the time of the latest new picture, `before` that of the one before, and
    `moved_at` that of the latest motion.
    With `is_cut`, the latest picture isn't a continuation of the one before.
    """

    reference: Reference | None = None
    looked_at: float = 0.0
    before: float = 0.0
    moved_at: float = 0.0
    is_cut: bool = False
    calm: Scene | None = None
    unrecognized_since: float | None = None

    def update(self, scene: Scene, at: float) -> tuple[Change, Mask]:
        """Return the change from the reference frame, or everything if there is none.

        The mask has the changed windows that weren't the same in the latest picture with motion.
        """
        everything = Change(np.ones(scene.gray.shape, np.bool_), 0.0)
        motion = compare(self.calm, scene) if self.calm else everything
        moved = motion.share
        self.is_cut = moved > CUT_SHARE or at - self.looked_at > GAP
        self.before, self.looked_at = self.looked_at, at
        if moved > CALM_SHARE:
            self.calm, self.moved_at = scene, at
        if self.reference is None:
            return everything, motion.mask
        change = compare(self.reference.scene, scene)
        if change.is_recognized:
            self.unrecognized_since = None
        elif self.unrecognized_since is None or moved > CUT_SHARE:
            self.unrecognized_since = at
        return change, change.mask & motion.mask

    def is_settled(self, change: Change, now: float) -> bool:
        """Return whether the present view can replace the reference frame."""
        if now - self.moved_at < CALM or not change.mask.any():
            return False
        since = self.unrecognized_since
        return since is None or now - since >= NEW_VIEW

    def forget(self, area: Box) -> None:
        """Blank out an area of the reference frame, as its content is gone."""
        if self.reference:
            self.reference = self.reference.without(area)

    def resize(self, x: float) -> None:
        """Adapt to pictures that are larger by a factor."""
        if self.reference:
            self.reference = replace(self.reference, scale=self.reference.scale / x)


def _flattened[PixelsT: (Field, Gray)](pixels: PixelsT, area: Box) -> PixelsT:
    """Return pixels with the average in an area."""
    height, width = pixels.shape
    left, top, right, bottom = area.clipped(width, height).rounded()
    flat = pixels.copy()
    if right > left and bottom > top:
        flat[top:bottom, left:right] = flat[top:bottom, left:right].mean()
    return flat


def plate_patch(gray: Gray, box: Box) -> Patch:
    """Return the patch of a plate, with a small margin."""
    x, y = PATCH_MARGIN
    return extract_patch(gray, box.expanded(x * box.width, y * box.height), PATCH_SIZE)
