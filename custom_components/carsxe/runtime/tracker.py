"""Follow what may be a plate from capture to capture, at no cost."""

from dataclasses import dataclass, field
from math import inf

from ..vision.box import Box
from ..vision.correlation import Gray, Patch, correlation
from ..vision.decoding import decode_gray, decode_scene, scene_of
from ..vision.framing import Crop
from ..vision.picture_file import PictureError
from ..vision.plate_detector import find_plates
from ..vision.scene import Change, Mask, Scene
from .matching import (
    SAME_PLACE,
    Find,
    View,
    find_origin,
    has_left,
    match_tracks,
    may_be_another,
    part_parked,
    stays,
    vehicle_area,
    where_to_look,
)
from .reference import NEW_VIEW, Background, Reference, plate_patch
from .shot import Shot, pick_shot
from .sighting import Capture, Sighting
from .track import KEEP_DUE, Track

# Candidates with a lower score don't become tracks.
MIN_SCORE = 0.2
MAX_TRACKS = 24
# A patch that correlates this well with the reference frame in the same place is nothing new.
SAME_REFERENCE = 0.65
# Seconds until a missing track is gone.
MISSING = 2.5
# Seconds to search a capture for plates; slow processors leave out the smallest ones.
TIME_BUDGET = 0.5
# Seconds without motion until nothing counts as moving; what is out of view by then has left.
STILL = 3.0


@dataclass(slots=True, eq=False)
class Tracker:
    """The tracks of one camera. Its methods decode pictures, so they belong in the executor.

    `region` is the part of the picture to watch, `size` its width and height in pixels. `pending`
    may become the reference frame although the camera keeps returning the same picture.
    """

    region: Crop
    max_calls: int
    tracks: list[Track] = field(default_factory=list)
    background: Background = field(default_factory=Background)
    latest: Capture | None = None
    size: tuple[int, int] = (0, 0)
    pending: tuple[Scene, Change] | None = None

    def take_over(self, other: Tracker) -> None:
        """Continue with what another tracker knows about the same view."""
        self.tracks, self.size = other.tracks, other.size
        self.background.reference = other.background.reference

    @property
    def now(self) -> float:
        """Return when the latest capture was taken."""
        return self.latest.at if self.latest else 0.0

    @property
    def is_moving(self) -> bool:
        """Return whether anything is moving in view, or was a moment ago."""
        return self.now - self.background.moved_at < STILL

    def update(self, capture: Capture) -> None:
        """Process a capture. Raises PictureError."""
        if self.latest and self.latest.content == capture.content:
            self._wait(capture)
            return
        is_following = any(not track.is_standing for track in self.tracks)
        gray = decode_gray(capture.content, self.region) if is_following else None
        scene = (
            decode_scene(capture.content, self.region)
            if gray is None
            else scene_of(gray)
        )
        self.latest = capture
        if scene.is_blind:
            self.pending = None
            return
        change, news = self.background.update(scene, capture.at)
        if is_following or change.mask.any():
            if gray is None:
                gray = decode_gray(capture.content, self.region)
            self._follow(View(capture, gray, scene, change), news)
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
                    track.stand(scene)

    def _wait(self, capture: Capture) -> None:
        """Let time pass without a new picture from the camera."""
        self.latest = capture
        self._note_seen(capture.at)
        self._settle_tracks()
        # A camera may repeat one picture for a while although much is moving.
        is_old = self.now - self.background.moved_at >= NEW_VIEW
        if is_old and self.pending and self._is_settled(self.pending[1]):
            scene, _ = self.pending
            self._set_reference(scene, decode_gray(capture.content, self.region))
            # A single picture says nothing about motion: vehicles may come and go unseen.
            for track in self.tracks:
                if track.visit or track.failed:
                    track.scene = None
                    self.background.forget(vehicle_area(track.box))
                else:
                    track.stand(scene)

    def _note_seen(self, at: float) -> None:
        """Record that everything in view is still there, as nothing has changed."""
        for track in self.tracks:
            if track.missing_since is None:
                track.last_seen = at

    def _note_size(self, width: int, height: int) -> None:
        """Record the region's size in pixels, which grows if the camera's resolution does."""
        if self.size not in {(0, 0), (width, height)}:
            x, y = width / self.size[0], height / self.size[1]
            for track in self.tracks:
                track.box = track.box.scaled(x, y)
                track.start = track.start and track.start.scaled(x, y)
            self.background.resize(x)
        self.size = width, height

    def _is_settled(self, change: Change) -> bool:
        """Return whether the present view becomes the reference frame."""
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

    def _follow(self, view: View, news: Mask) -> None:
        """Find the plates in a view and their tracks, searching where there is news."""
        self._note_size(view.gray.shape[1], view.gray.shape[0])
        self.tracks = [track for track in self.tracks if not self._is_lost(track)]
        blocks = where_to_look(news, view.gray)
        known = [track.box for track in self.tracks if not track.is_standing]
        finds = [
            Find(candidate, plate_patch(view.gray, candidate.box))
            for candidate in find_plates(
                view.gray, changed=blocks, known=known, time_budget=TIME_BUDGET
            )
            if candidate.score >= MIN_SCORE
        ]
        pairs = match_tracks(
            self.tracks,
            finds,
            view.gray,
            now=self.now,
            is_cut=self.background.is_cut,
        )
        unknown = [find for find in finds if find not in pairs.values()]
        unknown += part_parked(pairs, view)
        for track in self.tracks:
            if not (find := pairs.get(track)):
                self._look_for(track, view)
                continue
            if track.is_standing and view.change.is_recognized:
                self._let_go(track, find.box)
            sighting = Sighting.from_candidate(view.capture, find.candidate, self.size)
            track.record_sighting(sighting, find.patch)
        for find in unknown:
            self._begin(view.capture, find)
        self._settle_tracks()

    def _let_go(self, track: Track, box: Box) -> None:
        """Let a parked vehicle go if its plate is in another place now."""
        if not track.is_at(box):
            self.background.forget(vehicle_area(track.start or track.box))
            track.scene = None

    def _look_for(self, track: Track, view: View) -> None:
        """Check whether a track that the detector missed is still in its place.

        While the view isn't recognized, for instance because the lens is covered, nothing leaves.
        """
        alike = correlation(plate_patch(view.gray, track.box), track.patch)
        if alike >= SAME_PLACE and not may_be_another(
            track, alike, self.background.is_cut
        ):
            sighting = Sighting(capture=view.capture, box=track.box)
            track.record_sighting(sighting, track.patch)
        elif not (
            has_left(track, view.scene) if track.is_standing else view.change.is_framed
        ):
            track.missing_since = None
        elif track.missing_since is None:
            track.missing_since = self.now
            if track.is_standing:
                # If it comes back, it must differ from the reference frame.
                self.background.forget(vehicle_area(track.box))

    def _begin(self, capture: Capture, find: Find) -> None:
        """Start a track, unless the reference frame shows the same in its place."""
        box = find.box
        if len(self.tracks) >= MAX_TRACKS or self.is_in_reference(box, find.patch):
            return
        track = Track(
            box=box,
            patch=find.patch,
            last_seen=capture.at,
            origin=find_origin(self.tracks, box, self.now, self.background.before),
        )
        sighting = Sighting.from_candidate(capture, find.candidate, self.size)
        track.record_sighting(sighting, find.patch)
        self.tracks.append(track)

    def is_in_reference(self, box: Box, patch: Patch) -> bool:
        """Return whether the reference frame shows the same in its place."""
        reference = self.background.reference
        return (
            reference is not None
            and correlation(patch, reference.patch(box)) >= SAME_REFERENCE
        )

    def _is_lost(self, track: Track) -> bool:
        """Return whether a track was missing for so long that a reappearing plate is another."""
        return (
            track.missing_since is not None
            and self.now - track.missing_since > KEEP_DUE
        )

    def _settle_tracks(self) -> None:
        """Decide which vehicles are departing, and forget those that have gone."""
        for track in self.tracks:
            track.settle_origin(self.now, self.max_calls)
        self.tracks = [track for track in self.tracks if not self._has_gone(track)]

    def _has_gone(self, track: Track) -> bool:
        """Return whether a track is gone and has no picture left to pay for."""
        if track.missing_since is None or self.now - track.missing_since < MISSING:
            return False
        is_kept = self.now - track.last_seen < KEEP_DUE
        return not (is_kept and track.may_improve(self.max_calls))

    def pick(self, *, is_final: bool = False) -> Shot | None:
        """Return the capture to pay for now, or None if none is worth it.

        If the latest capture `is_final`, no better one is awaited.
        """
        for track in self.tracks:
            track.forget_old_picture(self.now)
            if is_final:
                # No later capture will tell whether it is a departing vehicle.
                track.origin = None
        return pick_shot(self.tracks, inf if is_final else self.now, self.max_calls)

    def vacate(self, track: Track) -> None:
        """Forget a parked vehicle that was read elsewhere."""
        if track in self.tracks:
            self.tracks.remove(track)
            self.background.forget(vehicle_area(track.box))

    def is_unread(self) -> bool:
        """Return whether anything in view may be an unread plate."""
        return any(
            track.missing_since is None
            and not track.is_standing
            and track.visit is None
            and track.calls < self.max_calls
            for track in self.tracks
        )

    def claim(self, shot: Shot, box: Box) -> Track | None:
        """Return the track of a plate in a shot, creating one if needed.

        Return None if the plate couldn't be recognized again.
        """
        if track := shot.track_at(box, self.tracks):
            return track
        try:
            patch = plate_patch(decode_gray(shot.capture.content, self.region), box)
        except PictureError:
            # The picture can be sent scaled down, but is too large to decode in full.
            return None
        if not patch.any():
            return None
        track = Track(box=box, patch=patch, last_seen=shot.capture.at)
        track.record_sighting(Sighting(capture=shot.capture, box=box), patch)
        reference = self.background.reference
        if reference and self.is_in_reference(box, patch):
            track.stand(reference.scene)
        self.tracks.append(track)
        return track
