"""Follows what may be a plate from capture to capture, and picks the picture to pay for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Self

import numpy as np
from PIL import Image

from ..vision.box import Box
from ..vision.correlation import Grey, Patch, correlation, extract_patch
from ..vision.framing import Crop
from ..vision.image_io import PictureError, decode_grey, decode_scene
from ..vision.plate_detector import PlateCandidate, find_plates
from ..vision.scene import Change, Mask, Scene, compare, spread
from .track import Capture, Sighting, Track

# Candidates with a lower score are no tracks.
MIN_SCORE = 0.2
MAX_TRACKS = 24
# Width and height of a track's patch in pixels, and the margins around the plate in plate sizes.
PATCH_SIZE, PATCH_MARGIN = (40, 16), (0.15, 0.3)
# Patches that are as alike as this show the same: in the same place, elsewhere, and in the
# reference frame.
SAME_PLACE, SAME_PLATE, SAME_REFERENCE = 0.6, 0.6, 0.65
# If this share of the scene changes at once, or nobody looked for so many seconds, whoever was
# driving may be another one by now, unless the plates are as alike as this.
CUT_SHARE, GAP, SAME_AFTER_CUT = 0.35, 6.0, 0.85
# Between two captures a plate moves by so many widths, and its size changes by this factor, at most.
MAX_STEP, MAX_SCALE = 5.0, 1.8
# Seconds, and captures, that a track is missing for before it has gone.
MISSING = 2.5
# The vehicle around a plate, in plate widths to each side, and in heights above and below; it is
# still there, however hidden, unless this share of it has changed.
BESIDE, ABOVE, BELOW, HIDDEN_SHARE = 1.0, 4.0, 1.0, 0.6
# Seconds without motion until a frame becomes the reference frame, and the changed share of the
# scene that still counts as calm.
CALM, CALM_SHARE = 3.0, 0.01
# After so many seconds a view that isn't recognized becomes the reference frame all the same.
NEW_VIEW = 60.0
# Seconds that a picture of a vehicle that has gone is kept to be paid for.
KEEP_DUE = 10.0
# Pixels that the reference frame is wide at most.
REFERENCE_WIDTH = 960
# Pixels: how near to the region's edge a plate is cut off.
EDGE = 2.0
# Pixels of a small view around what has changed.
MARGIN = 2


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The reference frame: what the camera shows when nothing is new.

    `grey` is the region of interest, `scale` times as large as in the camera's pictures.
    """

    scene: Scene
    grey: Grey
    scale: float

    @classmethod
    def from_frame(cls, scene: Scene, grey: Grey) -> Self:
        """Keep a frame, scaled down."""
        height, width = grey.shape
        scale = min(1.0, REFERENCE_WIDTH / width)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = Image.fromarray(grey).resize(size, Image.Resampling.BOX)
        return cls(scene, np.asarray(small), scale)

    def patch(self, box: Box) -> Patch:
        """Return how a place looks in the reference frame; the box is in the camera's pixels."""
        return plate_patch(self.grey, box.scaled(self.scale))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Shot:
    """A capture to pay for, and the tracks that are to be read in it.

    If it `is_whole`, all of the region is sent, otherwise the part that holds the tracks.
    """

    capture: Capture
    sightings: dict[Track, Sighting]
    is_whole: bool = False

    def place(self, track: Track) -> Box | None:
        """Return where a track is in the capture, None if that isn't known."""
        if sighting := self.sightings.get(track) or track.sighting(self.capture):
            return sighting.box
        return track.box if track.is_standing else None


@dataclass(slots=True, eq=False)
class Tracker:
    """The tracks of one camera. Its methods decode pictures: they belong in the executor.

    `region` is the part of the picture to look at, `size` its width and height in pixels.
    `moved_at` is when anything has moved in view. If it `is_cut`, the latest capture doesn't go on
    from the one before.
    """

    region: Crop
    max_calls: int
    tracks: list[Track] = field(default_factory=list)
    reference: Reference | None = None
    latest: Capture | None = None
    size: tuple[int, int] = (0, 0)
    moved_at: float = 0.0
    is_cut: bool = False
    calm: Scene | None = None
    unrecognized_since: float | None = None

    def _wait(self, capture: Capture) -> None:
        """Let time pass, as the camera has no new picture."""
        self.latest = capture
        for track in self.tracks:
            if track.missing_since is None:
                track.last_seen = capture.at
        self.tracks = [track for track in self.tracks if not self._has_gone(track)]

    def take_over(self, other: Tracker) -> None:
        """Go on with what another tracker knows of the same view."""
        self.tracks, self.reference = other.tracks, other.reference
        self.size = other.size

    @property
    def now(self) -> float:
        """Return when the latest capture was taken."""
        return self.latest.at if self.latest else 0.0

    def update(self, capture: Capture) -> None:
        """Look at a capture, at no cost. Raises PictureError."""
        if self.latest and self.latest.content == capture.content:
            self._wait(capture)
            return
        scene = decode_scene(capture.content, self.region)
        if scene.is_blind:
            return
        moved = compare(self.calm, scene).share if self.calm else 1.0
        self.is_cut = moved > CUT_SHARE or capture.at - self.now > GAP
        self.latest = capture
        if moved > CALM_SHARE:
            self.calm, self.moved_at = scene, capture.at
        change = self._compare(scene)
        grey: Grey | None = None
        if change.mask.any() or any(not track.is_standing for track in self.tracks):
            grey = decode_grey(capture.content, self.region)
            self._note_size(grey.shape[1], grey.shape[0])
            self._follow(capture, grey, change, scene.factor)
        if self._is_settled(change):
            if grey is None:
                grey = decode_grey(capture.content, self.region)
            self._set_reference(scene, grey)

    def _note_size(self, width: int, height: int) -> None:
        """Take up the region's size in pixels; a camera may come to give larger pictures."""
        if self.size not in {(0, 0), (width, height)}:
            x, y = width / self.size[0], height / self.size[1]
            for track in self.tracks:
                track.box = track.box.scaled(x, y)
            if self.reference:
                scale = self.reference.scale / x
                self.reference = replace(self.reference, scale=scale)
        self.size = width, height

    def _compare(self, scene: Scene) -> Change:
        """Return what differs from the reference frame: everything if there is none."""
        if self.reference is None:
            return Change(np.ones(scene.grey.shape, np.bool_), 0.0)
        change = compare(self.reference.scene, scene)
        if change.is_recognized:
            self.unrecognized_since = None
        elif self.unrecognized_since is None:
            self.unrecognized_since = self.now
        return change

    def _is_settled(self, change: Change) -> bool:
        """Return whether what is in view becomes the reference frame."""
        if self.reference is None:
            return True
        if self.now - self.moved_at < CALM or not change.mask.any():
            return False
        if self.unrecognized_since and self.now - self.unrecognized_since < NEW_VIEW:
            return False
        return not any(
            track.missing_since or track.may_improve(self.max_calls)
            for track in self.tracks
        )

    def _set_reference(self, scene: Scene, grey: Grey) -> None:
        """Make a frame the reference frame; what is in view is part of it."""
        self.reference = Reference.from_frame(scene, grey)
        for track in self.tracks:
            if track.last_seen >= self.now:
                track.is_standing = True

    def _follow(
        self, capture: Capture, grey: Grey, change: Change, factor: int
    ) -> None:
        """Find the plates in a capture, and the tracks that they belong to."""
        self.tracks = [track for track in self.tracks if not self._is_lost(track)]
        wanted = spread(change.mask, MARGIN)
        for track in self.tracks:
            if not track.is_standing:
                box = track.box.expanded(track.box.width / 2, track.box.height)
                left, top, right, bottom = box.scaled(1 / factor).rounded()
                wanted[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = True
        found = [
            candidate
            for candidate in find_plates(grey, changed=_blocks(wanted, grey))
            if candidate.score >= MIN_SCORE
        ]
        patches = [plate_patch(grey, Box(*candidate.box)) for candidate in found]
        pairs = self._pairs(found, patches, grey)
        for t, track in enumerate(self.tracks):
            # Another vehicle may have come to stand in the same place while nobody looked.
            if (
                t in pairs
                and track.is_standing
                and correlation(patches[pairs[t]], track.patch) < SAME_PLATE
                and self._has_left(track, change, factor)
            ):
                del pairs[t]
        for t, track in enumerate(self.tracks):
            if (c := pairs.get(t)) is not None:
                sighting = _sighting(capture, found[c], self.size)
                track.record_sighting(sighting, patches[c])
            else:
                self._look_for(track, capture, grey, change, factor)
        for c in set(range(len(found))) - set(pairs.values()):
            self._begin(capture, found[c], patches[c])
        self.tracks = [track for track in self.tracks if not self._has_gone(track)]

    def _pairs(
        self, found: Sequence[PlateCandidate], patches: Sequence[Patch], grey: Grey
    ) -> dict[int, int]:
        """Return which track is which candidate, by their numbers; the nearest ones first."""
        in_place = [_is_in_place(track, grey) for track in self.tracks]
        distances = sorted(
            (distance, t, c)
            for (t, track), (c, candidate) in product(
                enumerate(self.tracks), enumerate(found)
            )
            if (distance := self._distance(track, Box(*candidate.box), patches[c]))
            is not None
            # While a plate is still in its place, what looks like it elsewhere is another one.
            and not (in_place[t] and _is_elsewhere(track, candidate))
        )
        pairs: dict[int, int] = {}
        for _, t, c in distances:
            if t not in pairs and c not in pairs.values():
                pairs[t] = c
        return pairs

    def _distance(self, track: Track, box: Box, patch: Patch) -> float | None:
        """Return how far a candidate is from where a track should be, None if it is another."""
        before = track.predicted(self.now)
        if not 1 / MAX_SCALE <= box.height / before.height <= MAX_SCALE:
            return None
        (x, y), (old_x, old_y) = box.center, before.center
        distance = float(np.hypot(x - old_x, y - old_y)) / before.width
        alike = correlation(patch, track.patch)
        # To take another vehicle for one that was read would be to miss it.
        is_certain = track.visit or track.is_standing or track.missing_since
        if track.visit and self._may_be_another(track, alike):
            return None
        if distance > MAX_STEP or (
            is_certain and distance > 0.5 and alike < SAME_PLATE
        ):
            return None
        return distance + 1 - alike

    def _may_be_another(self, track: Track, alike: float) -> bool:
        """Return whether another vehicle may have taken a track's place while nobody looked."""
        return self.is_cut and not track.is_standing and alike < SAME_AFTER_CUT

    def _look_for(
        self, track: Track, capture: Capture, grey: Grey, change: Change, factor: int
    ) -> None:
        """See whether a track that the detector missed is still in its place.

        While the view isn't recognized, as the lens may be covered, nobody leaves.
        """
        alike = correlation(plate_patch(grey, track.box), track.patch)
        if alike >= SAME_PLACE and not self._may_be_another(track, alike):
            sighting = Sighting(capture=capture, box=track.box)
            track.record_sighting(sighting, track.patch)
        elif not change.is_recognized or (
            track.is_standing and not self._has_left(track, change, factor)
        ):
            track.missing_since = None
        elif track.missing_since is None:
            track.missing_since = self.now

    def _has_left(self, track: Track, change: Change, factor: int) -> bool:
        """Return whether the view is recognized, and the standing vehicle isn't in it."""
        if not change.is_recognized:
            return False
        beside, height = BESIDE * track.box.width, track.box.height
        left, top, right, bottom = (
            Box(
                track.box.left - beside,
                track.box.top - ABOVE * height,
                track.box.right + beside,
                track.box.bottom + BELOW * height,
            )
            .scaled(1 / factor)
            .rounded()
        )
        vehicle = change.mask[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
        return bool(vehicle.size) and float(vehicle.mean()) >= HIDDEN_SHARE

    def _begin(self, capture: Capture, candidate: PlateCandidate, patch: Patch) -> None:
        """Begin a track, unless the reference frame shows the same in its place."""
        box = Box(*candidate.box)
        if len(self.tracks) >= MAX_TRACKS:
            return
        if self.reference and correlation(patch, self.reference.patch(box)) >= (
            SAME_REFERENCE
        ):
            return
        track = Track(box=box, patch=patch, last_seen=capture.at)
        track.record_sighting(_sighting(capture, candidate, self.size), patch)
        self.tracks.append(track)

    def _is_lost(self, track: Track) -> bool:
        """Return whether a track was missing so long ago that whatever comes is another."""
        return (
            track.missing_since is not None
            and self.now - track.missing_since > KEEP_DUE
        )

    def _has_gone(self, track: Track) -> bool:
        """Return whether a track has left, and has no picture left to be paid for."""
        if track.missing_since is None or self.now - track.missing_since < MISSING:
            return False
        is_kept = self.now - track.last_seen < KEEP_DUE
        return not (is_kept and track.may_improve(self.max_calls))

    def pick(self) -> Shot | None:
        """Return the capture to pay for now, None if none is worth it."""
        due = [track for track in self.tracks if track.is_due(self.now, self.max_calls)]
        if not due:
            return None
        first = min(due, key=lambda track: track.due_since)
        if first.best is None:
            return None
        capture = first.best.capture
        return Shot(
            capture=capture,
            sightings={
                track: sighting
                for track in self.tracks
                if (sighting := track.sighting(capture))
                and (track is first or self._is_worth(track, sighting))
            },
        )

    def _is_worth(self, track: Track, sighting: Sighting) -> bool:
        """Return whether a track can be read in a picture that is paid for anyway."""
        return track.may_improve(self.max_calls) and sighting.quality() > 0

    def whole(self, capture: Capture) -> Shot:
        """Return a capture to pay for whatever it shows."""
        sightings = {
            track: sighting
            for track in self.tracks
            if (sighting := track.sighting(capture))
        }
        return Shot(capture=capture, sightings=sightings, is_whole=True)

    def is_unread(self) -> bool:
        """Return whether anything in view may be a plate that is still to be read."""
        return any(
            track.missing_since is None
            and not track.is_standing
            and track.visit is None
            and track.calls < self.max_calls
            for track in self.tracks
        )

    def claim(self, shot: Shot, box: Box) -> Track | None:
        """Return the track that a plate in a shot belongs to, a new one if there is none.

        There is none where nothing could be recognized again.
        """
        near = box.expanded(box.width / 4, box.height / 2)
        for track in self.tracks:
            if (place := shot.place(track)) and near.holds(place.center):
                return track
        try:
            patch = plate_patch(decode_grey(shot.capture.content, self.region), box)
        except PictureError:
            # It can be sent scaled down, but is too large to be looked at in full.
            return None
        if not patch.any():
            return None
        track = Track(box=box, patch=patch, last_seen=shot.capture.at)
        track.record_sighting(Sighting(capture=shot.capture, box=box), patch)
        if self.reference:
            alike = correlation(patch, self.reference.patch(box))
            track.is_standing = alike >= SAME_REFERENCE
        self.tracks.append(track)
        return track


def _is_elsewhere(track: Track, candidate: PlateCandidate) -> bool:
    """Return whether a candidate is so far from a track's place that both fit into a frame."""
    return Box(*candidate.box).intersection(track.box).area == 0


def _is_in_place(track: Track, grey: Grey) -> bool:
    """Return whether a frame shows a track where it was seen last."""
    return correlation(plate_patch(grey, track.box), track.patch) >= SAME_PLACE


def _sighting(
    capture: Capture, candidate: PlateCandidate, size: tuple[int, int]
) -> Sighting:
    """Return a candidate in a region of some size as a sighting."""
    box = Box(*candidate.box)
    is_cut_off = (
        box.left < EDGE
        or box.top < EDGE
        or box.right > size[0] - EDGE
        or box.bottom > size[1] - EDGE
    )
    return Sighting(
        capture=capture,
        box=box,
        score=candidate.score,
        height=candidate.height,
        is_cut_off=is_cut_off,
        is_hidden=candidate.is_cut_off,
    )


def plate_patch(grey: Grey, box: Box) -> Patch:
    """Return how a plate looks, with a small margin."""
    x, y = PATCH_MARGIN
    return extract_patch(grey, box.expanded(x * box.width, y * box.height), PATCH_SIZE)


def _blocks(mask: Mask, grey: Grey) -> Mask:
    """Return a mask of a small view as one of blocks of 8 x 8 pixels of the frame."""
    rows, columns = -(-grey.shape[0] // 8), -(-grey.shape[1] // 8)
    y = np.arange(rows) * mask.shape[0] // rows
    x = np.arange(columns) * mask.shape[1] // columns
    return np.asarray(mask[y][:, x], np.bool_)
