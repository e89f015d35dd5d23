"""Determine where to search a capture for plates, and which plate belongs to which track."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import dist
from operator import itemgetter

import numpy as np

from ..vision.box import Box
from ..vision.correlation import Gray, Patch, correlation
from ..vision.plate_detector import PlateCandidate
from ..vision.scene import Change, Mask, Scene, compare, spread
from .reference import plate_patch
from .sighting import DOUBTFUL_SCORE, Capture
from .track import KEEP_DUE, Track

# Margin around changes in pixels of the small view.
MARGIN = 2
# Minimum correlation of two patches with the same content, in the same place and elsewhere.
SAME_PLACE, SAME_PLATE = 0.6, 0.6
# Minimum correlation after a cut, when another vehicle may have taken the place.
SAME_AFTER_CUT = 0.85
# Maximum movement between two captures in plate widths, and maximum change of width and height.
MAX_STEP, MAX_SCALE = 5.0, 1.8
# Maximum factor by which the plate of a departing vehicle shrinks between two captures.
MAX_SHRINKAGE = 3.0
# Seconds for which the plate of a departing vehicle may be blurred.
MOMENT = 1.0
# The vehicle around a plate: plate widths on each side, plate heights above and below. The vehicle
# is still there, even if hidden, unless this share of the area has changed.
BESIDE, ABOVE, BELOW, HIDDEN_SHARE = 1.0, 4.0, 1.0, 0.6


def where_to_look(news: Mask, gray: Gray) -> Mask:
    """Return the blocks of 8 x 8 pixels to search for plates."""
    wanted = spread(news, MARGIN)
    rows, columns = -(-gray.shape[0] // 8), -(-gray.shape[1] // 8)
    y = np.arange(rows) * wanted.shape[0] // rows
    x = np.arange(columns) * wanted.shape[1] // columns
    return np.asarray(wanted[y][:, x], np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A decoded capture, and its change from the reference frame."""

    capture: Capture
    gray: Gray
    scene: Scene
    change: Change


@dataclass(frozen=True, slots=True, eq=False)
class Find:
    """A candidate in the latest capture, and its appearance."""

    candidate: PlateCandidate
    patch: Patch

    @property
    def box(self) -> Box:
        """Return its box in pixels of the region of interest."""
        return self.candidate.box


def match_tracks(
    tracks: Sequence[Track],
    finds: Sequence[Find],
    gray: Gray,
    *,
    now: float,
    is_cut: bool,
) -> dict[Track, Find]:
    """Return the find for each track that has one, matching the closest pairs first."""
    in_place = {
        track
        for track in tracks
        if correlation(plate_patch(gray, track.box), track.patch) >= SAME_PLACE
    }
    origins = {track.origin for track in tracks if track.origin}
    distances = [
        (distance, track, find)
        for track, find in product(tracks, finds)
        if (distance := _distance(track, find, now, is_cut=is_cut)) is not None
        # While a plate is still in its place, a similar one elsewhere is another. A departing plate
        # keeps its own track until it is clear whether it was parked here.
        and not (
            track in in_place | origins and not track.box.intersection(find.box).area
        )
    ]
    pairs: dict[Track, Find] = {}
    for _, track, find in sorted(distances, key=itemgetter(0)):
        if track not in pairs and find not in pairs.values():
            pairs[track] = find
    return pairs


def find_origin(
    tracks: Sequence[Track], box: Box, now: float, looked_at: float
) -> Track | None:
    """Return the parked vehicle, already read, that may be departing with a new plate.

    It must have been seen at `looked_at`, the previous capture, or shortly before. A vehicle that
    was hidden for longer departs unnoticed.
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


def part_parked(pairs: dict[Track, Find], view: View) -> list[Find]:
    """Separate parked vehicles from what is certainly another, and return what is new of it.

    Another vehicle may have parked in the same place unseen, or is in the same place of the view
    of a lens that was turned away.
    """
    new = []
    for track, find in [*pairs.items()]:
        if not track.is_standing:
            continue
        alike = correlation(find.patch, track.patch)
        # A view that may be another one says nothing about movement.
        is_elsewhere = (
            not track.box.intersection(find.box).area
            and not view.change.is_recognized
            and alike < SAME_AFTER_CUT
        )
        if is_elsewhere or (alike < SAME_PLATE and not stays(track, view.scene)):
            del pairs[track]
            if is_elsewhere or has_left(track, view.scene):
                new.append(find)
    return new


def _distance(track: Track, find: Find, now: float, *, is_cut: bool) -> float | None:
    """Return a find's distance from a track, or None if it is something else."""
    before = track.predicted(now)
    growth = find.box.height / before.height, find.box.width / before.width
    if not 1 / MAX_SCALE <= min(growth) <= max(growth) <= MAX_SCALE:
        return None
    distance = dist(find.box.center, before.center) / before.width
    alike = correlation(find.patch, track.patch)
    # Taking another vehicle for one that was read, or for one of an earlier watch, would mean missing
    # it, and a plate for what hardly looks like one would mean that the vehicle stays there.
    is_doubtful = find.candidate.score <= DOUBTFUL_SCORE
    is_certain = track.visit or track.is_standing or track.missing_since or is_doubtful
    is_old = now - track.last_seen >= KEEP_DUE
    if (track.visit or is_old) and may_be_another(track, alike, is_cut):
        return None
    if distance > MAX_STEP or (is_certain and distance > 0.5 and alike < SAME_PLATE):
        return None
    return distance + 1 - alike


def may_be_another(track: Track, alike: float, is_cut: bool) -> bool:
    """Return whether another vehicle may have taken a track's place between two captures."""
    return is_cut and not track.is_standing and alike < SAME_AFTER_CUT


def has_left(track: Track, scene: Scene) -> bool:
    """Return whether a parked vehicle is gone from a view that is otherwise recognized."""
    if track.scene is None:
        return False
    change = compare(track.scene, scene)
    return change.is_framed and not _is_in_place(track, change.mask, scene.factor)


def stays(track: Track, scene: Scene) -> bool:
    """Return whether nothing shows that a parked vehicle is gone, even if its plate is hidden."""
    if track.scene is None or track.scene.gray.shape != scene.gray.shape:
        return True
    return _is_in_place(track, compare(track.scene, scene).mask, scene.factor)


def _is_in_place(track: Track, changed: Mask, factor: int) -> bool:
    """Return whether enough of the vehicle's area is unchanged."""
    left, top, right, bottom = vehicle_area(track.box).scaled(1 / factor).rounded()
    vehicle = changed[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
    return not vehicle.size or float(vehicle.mean()) < HIDDEN_SHARE


def vehicle_area(plate: Box) -> Box:
    """Return the area of the vehicle around a plate."""
    beside, height = BESIDE * plate.width, plate.height
    return Box(
        plate.left - beside,
        plate.top - ABOVE * height,
        plate.right + beside,
        plate.bottom + BELOW * height,
    )
