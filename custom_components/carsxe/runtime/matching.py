"""Tells which plate in a capture is which track."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from ..vision.box import Box
from ..vision.correlation import Grey, Patch, correlation
from ..vision.plate_detector import PlateCandidate
from ..vision.scene import Change
from .reference import plate_patch
from .track import Track

# Patches that are as alike as this show the same: in the same place, and elsewhere.
SAME_PLACE, SAME_PLATE = 0.6, 0.6
# Where whoever was driving may be another one by now, plates have to be as alike as this.
SAME_AFTER_CUT = 0.85
# Between two captures a plate moves by so many widths, and its size changes by this factor, at most.
MAX_STEP, MAX_SCALE = 5.0, 1.8
# The vehicle around a plate, in plate widths to each side, and in heights above and below; it is
# still there, however hidden, unless this share of it has changed.
BESIDE, ABOVE, BELOW, HIDDEN_SHARE = 1.0, 4.0, 1.0, 0.6


def match_tracks(
    tracks: Sequence[Track],
    found: Sequence[PlateCandidate],
    patches: Sequence[Patch],
    grey: Grey,
    *,
    now: float,
    is_cut: bool,
) -> dict[int, int]:
    """Return which track is which candidate, by their numbers; the nearest ones first."""
    in_place = [
        correlation(plate_patch(grey, track.box), track.patch) >= SAME_PLACE
        for track in tracks
    ]
    distances = sorted(
        (distance, t, c)
        for (t, track), (c, candidate) in product(enumerate(tracks), enumerate(found))
        if (
            distance := _distance(
                track, track.predicted(now), Box(*candidate.box), patches[c], is_cut
            )
        )
        is not None
        # While a plate is still in its place, what looks like it elsewhere is another one.
        and not (in_place[t] and not track.box.intersection(Box(*candidate.box)).area)
    )
    pairs: dict[int, int] = {}
    for _, t, c in distances:
        if t not in pairs and c not in pairs.values():
            pairs[t] = c
    return pairs


def _distance(
    track: Track, before: Box, box: Box, patch: Patch, is_cut: bool
) -> float | None:
    """Return how far a candidate is from where a track should be, None if it is another."""
    if not 1 / MAX_SCALE <= box.height / before.height <= MAX_SCALE:
        return None
    (x, y), (old_x, old_y) = box.center, before.center
    distance = float(np.hypot(x - old_x, y - old_y)) / before.width
    alike = correlation(patch, track.patch)
    # To take another vehicle for one that was read would be to miss it.
    is_certain = track.visit or track.is_standing or track.missing_since
    if track.visit and may_be_another(track, alike, is_cut):
        return None
    if distance > MAX_STEP or (is_certain and distance > 0.5 and alike < SAME_PLATE):
        return None
    return distance + 1 - alike


def may_be_another(track: Track, alike: float, is_cut: bool) -> bool:
    """Return whether another vehicle may have taken a track's place while nobody looked."""
    return is_cut and not track.is_standing and alike < SAME_AFTER_CUT


def has_left(track: Track, change: Change, factor: int) -> bool:
    """Return whether the view is recognized, and the standing vehicle isn't in it."""
    if not change.is_recognized:
        return False
    left, top, right, bottom = vehicle_area(track.box).scaled(1 / factor).rounded()
    vehicle = change.mask[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
    return bool(vehicle.size) and float(vehicle.mean()) >= HIDDEN_SHARE


def vehicle_area(plate: Box) -> Box:
    """Return the part of the vehicle around a plate."""
    beside, height = BESIDE * plate.width, plate.height
    return Box(
        plate.left - beside,
        plate.top - ABOVE * height,
        plate.right + beside,
        plate.bottom + BELOW * height,
    )
