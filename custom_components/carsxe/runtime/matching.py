"""Tells where plates may be in a capture, and which one is which track."""

from collections.abc import Sequence
from itertools import product
from math import dist

import numpy as np

from ..vision.box import Box
from ..vision.correlation import Gray, Patch, correlation
from ..vision.plate_detector import PlateCandidate
from ..vision.scene import Change, Mask, Scene, compare, spread
from .reference import plate_patch
from .track import Track

# Pixels of a small view around what has changed.
MARGIN = 2
# Patches that are as alike as this show the same: in the same place, and elsewhere.
SAME_PLACE, SAME_PLATE = 0.6, 0.6
# Where whoever was driving may be another one by now, plates have to be as alike as this.
SAME_AFTER_CUT = 0.85
# Between two captures a plate moves by so many widths, and its size changes by this factor, at most.
MAX_STEP, MAX_SCALE = 5.0, 1.8
# While nobody looks at a vehicle that drives off, its plate becomes smaller by this factor at most.
MAX_SHRINKAGE = 3.0
# Seconds in which the plate of a vehicle that drives off may be blurred.
MOMENT = 1.0
# The vehicle around a plate, in plate widths to each side, and in heights above and below; it is
# still there, however hidden, unless this share of it has changed.
BESIDE, ABOVE, BELOW, HIDDEN_SHARE = 1.0, 4.0, 1.0, 0.6


def where_to_look(
    tracks: Sequence[Track], change: Change, factor: int, gray: Gray
) -> Mask:
    """Return in which blocks of 8 x 8 pixels plates may be: what has changed, and what is driving."""
    wanted = spread(change.mask, MARGIN)
    for track in tracks:
        if not track.is_standing:
            box = track.box.expanded(track.box.width / 2, track.box.height)
            left, top, right, bottom = box.scaled(1 / factor).rounded()
            wanted[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = True
    rows, columns = -(-gray.shape[0] // 8), -(-gray.shape[1] // 8)
    y = np.arange(rows) * wanted.shape[0] // rows
    x = np.arange(columns) * wanted.shape[1] // columns
    return np.asarray(wanted[y][:, x], np.bool_)


def match_tracks(
    tracks: Sequence[Track],
    found: Sequence[PlateCandidate],
    patches: Sequence[Patch],
    gray: Gray,
    *,
    now: float,
    is_cut: bool,
) -> dict[int, int]:
    """Return which track is which candidate, by their numbers; the nearest ones first."""
    in_place = [
        correlation(plate_patch(gray, track.box), track.patch) >= SAME_PLACE
        for track in tracks
    ]
    origins = [track.origin for track in tracks]
    distances = sorted(
        (distance, t, c)
        for (t, track), (c, candidate) in product(enumerate(tracks), enumerate(found))
        if (
            distance := _distance(
                track, track.predicted(now), candidate.box, patches[c], is_cut
            )
        )
        is not None
        # While a plate is still in its place, what looks like it elsewhere is another one. What
        # drives off is followed by itself, until it shows whether it has stood here.
        and not (
            (in_place[t] or track in origins)
            and not track.box.intersection(candidate.box).area
        )
    )
    pairs: dict[int, int] = {}
    for _, t, c in distances:
        if t not in pairs and c not in pairs.values():
            pairs[t] = c
    return pairs


def find_origin(
    tracks: Sequence[Track], box: Box, now: float, looked_at: float
) -> Track | None:
    """Return the vehicle that stood here until now, was read, and may be driving off with a plate.

    It was seen when the camera was `looked_at` before, or a moment earlier: one that was hidden
    longer drives off unnoticed.
    """
    return next(
        (
            track
            for track in tracks
            if track.is_standing
            and track.visit
            and looked_at - MOMENT <= track.last_seen < now
            and (track.missing_since is None or track.missing_since >= now)
            and 1 / MAX_SHRINKAGE <= box.height / track.box.height <= MAX_SCALE
            and dist(box.center, track.box.center) <= MAX_STEP * track.box.width
        ),
        None,
    )


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


def has_left(track: Track, scene: Scene) -> bool:
    """Return whether the view in which a vehicle stood is recognized, and it isn't there."""
    if track.scene is None:
        return False
    change = compare(track.scene, scene)
    return change.is_framed and not _is_in_place(track, change.mask, scene.factor)


def stays(track: Track, scene: Scene) -> bool:
    """Return whether nothing shows that a vehicle isn't where it stood, be its plate hidden."""
    if track.scene is None or track.scene.gray.shape != scene.gray.shape:
        return True
    return _is_in_place(track, compare(track.scene, scene).mask, scene.factor)


def _is_in_place(track: Track, changed: Mask, factor: int) -> bool:
    """Return whether enough of the vehicle's area is as it was."""
    left, top, right, bottom = vehicle_area(track.box).scaled(1 / factor).rounded()
    vehicle = changed[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
    return not vehicle.size or float(vehicle.mean()) < HIDDEN_SHARE


def vehicle_area(plate: Box) -> Box:
    """Return the part of the vehicle around a plate."""
    beside, height = BESIDE * plate.width, plate.height
    return Box(
        plate.left - beside,
        plate.top - ABOVE * height,
        plate.right + beside,
        plate.bottom + BELOW * height,
    )
