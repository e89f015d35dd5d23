"""Follows what may be a plate from capture to capture, at no cost."""

from dataclasses import dataclass, field
from math import inf

from ..vision.box import Box
from ..vision.correlation import Gray, Patch, correlation
from ..vision.framing import Crop
from ..vision.image_io import PictureError, decode_gray, decode_scene
from ..vision.plate_detector import PlateCandidate, find_plates
from ..vision.scene import Change, Scene
from .matching import (
    SAME_AFTER_CUT,
    SAME_PLACE,
    SAME_PLATE,
    find_origin,
    has_left,
    match_tracks,
    may_be_another,
    stays,
    vehicle_area,
    where_to_look,
)
from .reference import NEW_VIEW, Background, Reference, plate_patch
from .shot import Shot, pick_shot
from .track import Capture, Sighting, Track

# Candidates with a lower score are no tracks.
MIN_SCORE = 0.2
MAX_TRACKS = 24
# A patch that is as like the same place in the reference frame as this is nothing new.
SAME_REFERENCE = 0.65
# Seconds that a track is missing for before it has gone.
MISSING = 2.5
# Seconds that a picture of a vehicle that has gone is kept to be paid for.
KEEP_DUE = 10.0
# Seconds that plates are looked for in a capture; on a slow processor, the smallest are left out.
TIME_BUDGET = 0.5
# Seconds without motion until nothing is said to move any more: by then, who isn't in view has gone.
STILL = 3.0


@dataclass(slots=True, eq=False)
class Tracker:
    """The tracks of one camera. Its methods decode pictures: they belong in the executor.

    `region` is the part of the picture to look at, `size` its width and height in pixels. `pending`
    is what may become the reference frame though the camera gives the same picture again and again.
    """

    region: Crop
    max_calls: int
    tracks: list[Track] = field(default_factory=list)
    background: Background = field(default_factory=Background)
    latest: Capture | None = None
    size: tuple[int, int] = (0, 0)
    pending: tuple[Scene, Change] | None = None

    def take_over(self, other: Tracker) -> None:
        """Go on with what another tracker knows of the same view."""
        self.tracks, self.size = other.tracks, other.size
        self.background.reference = other.background.reference

    @property
    def now(self) -> float:
        """Return when the latest capture was taken."""
        return self.latest.at if self.latest else 0.0

    @property
    def is_moving(self) -> bool:
        """Return whether anything moves in view, or did a moment ago."""
        return self.now - self.background.moved_at < STILL

    def update(self, capture: Capture) -> None:
        """Look at a capture, at no cost. Raises PictureError."""
        if self.latest and self.latest.content == capture.content:
            self._wait(capture)
            return
        scene = decode_scene(capture.content, self.region)
        if scene.is_blind:
            return
        self.latest = capture
        change = self.background.update(scene, capture.at)
        gray: Gray | None = None
        if change.mask.any() or any(not track.is_standing for track in self.tracks):
            gray = decode_gray(capture.content, self.region)
            self._note_size(gray.shape[1], gray.shape[0])
            self._follow(capture, gray, change, scene)
        else:
            self._note_seen(capture.at)
        self.pending = scene, change
        if self._is_settled(change):
            if gray is None:
                gray = decode_gray(capture.content, self.region)
            self._set_reference(scene, gray)
            for track in self.tracks:
                is_here = track.is_standing or track.last_seen >= self.now
                if is_here and stays(track, scene):
                    track.scene = scene

    def _wait(self, capture: Capture) -> None:
        """Let time pass, as the camera has no new picture."""
        self.latest = capture
        self._note_seen(capture.at)
        self._settle_tracks()
        # A camera may give one picture for a while, though much moves in front of it.
        is_old = self.now - self.background.moved_at >= NEW_VIEW
        if is_old and self.pending and self._is_settled(self.pending[1]):
            scene, _ = self.pending
            self._set_reference(scene, decode_gray(capture.content, self.region))
            # That nothing has moved shows a single moment: vehicles may come and go meanwhile.
            for track in self.tracks:
                if track.visit or track.failed:
                    track.scene = None
                    self.background.forget(vehicle_area(track.box))
                else:
                    track.scene = scene

    def _note_seen(self, at: float) -> None:
        """Take up that whoever was in view still is, as nothing has changed."""
        for track in self.tracks:
            if track.missing_since is None:
                track.last_seen = at

    def _note_size(self, width: int, height: int) -> None:
        """Take up the region's size in pixels; a camera may come to give larger pictures."""
        if self.size not in {(0, 0), (width, height)}:
            x, y = width / self.size[0], height / self.size[1]
            for track in self.tracks:
                track.box = track.box.scaled(x, y)
            self.background.resize(x)
        self.size = width, height

    def _is_settled(self, change: Change) -> bool:
        """Return whether what is in view becomes the reference frame."""
        if self.background.reference is None:
            return True
        return self.background.is_settled(change, self.now) and not any(
            track.missing_since or track.may_improve(self.max_calls)
            for track in self.tracks
        )

    def _set_reference(self, scene: Scene, gray: Gray) -> None:
        """Make a frame the reference frame."""
        self.background.reference = Reference.from_frame(scene, gray)
        self.pending = None

    def _follow(
        self, capture: Capture, gray: Gray, change: Change, scene: Scene
    ) -> None:
        """Find the plates in a capture, and the tracks that they belong to."""
        self.tracks = [track for track in self.tracks if not self._is_lost(track)]
        blocks = where_to_look(self.tracks, change, scene.factor, gray)
        found = [
            candidate
            for candidate in find_plates(gray, changed=blocks, time_budget=TIME_BUDGET)
            if candidate.score >= MIN_SCORE
        ]
        patches = [plate_patch(gray, candidate.box) for candidate in found]
        pairs = match_tracks(
            self.tracks,
            found,
            patches,
            gray,
            now=self.now,
            is_cut=self.background.is_cut,
        )
        taken = set(pairs.values())
        for t, track in enumerate(self.tracks):
            if t not in pairs or not track.is_standing:
                continue
            is_elsewhere = not track.box.intersection(found[pairs[t]].box).area
            alike = correlation(patches[pairs[t]], track.patch)
            if is_elsewhere and not change.is_recognized and alike < SAME_AFTER_CUT:
                # Nobody drives in a view that may be another one.
                taken.discard(pairs.pop(t))
            elif alike < SAME_PLATE and not stays(track, scene):
                # Another vehicle may have come to stand in the same place while nobody looked, or
                # is in that place of what a lens sees that was turned away.
                if has_left(track, scene):
                    taken.discard(pairs[t])
                del pairs[t]
        for t, track in enumerate(self.tracks):
            if (c := pairs.get(t)) is not None:
                stood, place = track.is_standing, track.box
                sighting = Sighting.from_candidate(capture, found[c], self.size)
                track.record_sighting(sighting, patches[c])
                if stood and not track.is_standing:
                    self.background.forget(vehicle_area(place))
            else:
                self._look_for(track, capture, gray, change, scene)
        for c in set(range(len(found))) - taken:
            self._begin(capture, found[c], patches[c])
        self._settle_tracks()

    def _look_for(
        self, track: Track, capture: Capture, gray: Gray, change: Change, scene: Scene
    ) -> None:
        """See whether a track that the detector missed is still in its place.

        While the view isn't recognized, as the lens may be covered, nobody leaves.
        """
        alike = correlation(plate_patch(gray, track.box), track.patch)
        if alike >= SAME_PLACE and not may_be_another(
            track, alike, self.background.is_cut
        ):
            sighting = Sighting(capture=capture, box=track.box)
            track.record_sighting(sighting, track.patch)
        elif not (has_left(track, scene) if track.is_standing else change.is_framed):
            track.missing_since = None
        elif track.missing_since is None:
            track.missing_since = self.now
            if track.is_standing:
                # Should it come back, it has to differ from the reference frame.
                self.background.forget(vehicle_area(track.box))

    def _begin(self, capture: Capture, candidate: PlateCandidate, patch: Patch) -> None:
        """Begin a track, unless the reference frame shows the same in its place."""
        box = candidate.box
        if len(self.tracks) >= MAX_TRACKS or self.is_in_reference(box, patch):
            return
        track = Track(
            box=box,
            patch=patch,
            last_seen=capture.at,
            origin=find_origin(self.tracks, box, self.now, self.background.before),
        )
        sighting = Sighting.from_candidate(capture, candidate, self.size)
        track.record_sighting(sighting, patch)
        self.tracks.append(track)

    def is_in_reference(self, box: Box, patch: Patch) -> bool:
        """Return whether the reference frame shows the same in its place."""
        reference = self.background.reference
        return (
            reference is not None
            and correlation(patch, reference.patch(box)) >= SAME_REFERENCE
        )

    def _is_lost(self, track: Track) -> bool:
        """Return whether a track was missing so long ago that whatever comes is another."""
        return (
            track.missing_since is not None
            and self.now - track.missing_since > KEEP_DUE
        )

    def _settle_tracks(self) -> None:
        """Decide who drives off, and forget who has gone."""
        for track in self.tracks:
            track.settle_origin(self.now, self.max_calls)
        self.tracks = [track for track in self.tracks if not self._has_gone(track)]

    def _has_gone(self, track: Track) -> bool:
        """Return whether a track has left, and has no picture left to be paid for."""
        if track.missing_since is None or self.now - track.missing_since < MISSING:
            return False
        is_kept = self.now - track.last_seen < KEEP_DUE
        return not (is_kept and track.may_improve(self.max_calls))

    def pick(self, *, is_final: bool = False) -> Shot | None:
        """Return the capture to pay for now, None if none is worth it.

        If the latest capture `is_final`, no better one is awaited.
        """
        now = inf if is_final else self.now
        if is_final:
            # No later picture shows whether it only drives off.
            for track in self.tracks:
                track.origin = None
        return pick_shot(self.tracks, now, self.max_calls)

    def is_unread(self) -> bool:
        """Return whether anything in view may be a plate that is still to be read."""
        return any(
            track.missing_since is None
            and not track.is_standing
            and track.visit is None
            and track.calls < self.max_calls
            for track in self.tracks
        )

    def find(self, shot: Shot, box: Box) -> Track | None:
        """Return the track that a plate in a shot belongs to."""
        near = box.expanded(box.width / 4, box.height / 2)
        for track in self.tracks:
            if (place := shot.place(track)) and near.holds(place.center):
                return track
        return None

    def claim(self, shot: Shot, box: Box) -> Track | None:
        """Return the track that a plate in a shot belongs to, a new one if there is none.

        There is none where nothing could be recognized again.
        """
        if track := self.find(shot, box):
            return track
        try:
            patch = plate_patch(decode_gray(shot.capture.content, self.region), box)
        except PictureError:
            # It can be sent scaled down, but is too large to be looked at in full.
            return None
        if not patch.any():
            return None
        track = Track(box=box, patch=patch, last_seen=shot.capture.at)
        track.record_sighting(Sighting(capture=shot.capture, box=box), patch)
        reference = self.background.reference
        if reference and self.is_in_reference(box, patch):
            track.scene = reference.scene
        self.tracks.append(track)
        return track
