"""Decide which capture is worth a paid call, and for which tracks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..vision.box import Box
from .sighting import Capture, Sighting
from .track import Track


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Shot:
    """A capture to pay for, and the tracks to read in it.

    With `is_whole`, the whole region is sent, otherwise the part with the tracks.
    """

    capture: Capture
    sightings: dict[Track, Sighting]
    is_whole: bool = False

    def place(self, track: Track) -> Box | None:
        """Return the box of a track in the capture, or None if it is unknown."""
        if sighting := self.sightings.get(track) or track.sighting(self.capture):
            return sighting.box
        return track.box if track.is_standing else None

    def track_at(self, box: Box, tracks: Iterable[Track]) -> Track | None:
        """Return the track that a plate in the capture belongs to."""
        near = box.expanded(box.width / 4, box.height / 2)
        for track in tracks:
            if (place := self.place(track)) and near.holds(place.center):
                return track
        return None


def pick_shot(tracks: Sequence[Track], now: float, max_calls: int) -> Shot | None:
    """Return the capture to pay for now, or None if none is worth it."""
    due = [
        (track, track.best)
        for track in tracks
        if track.best and track.is_due(now, max_calls)
    ]
    if not due:
        return None
    first, best = max(due, key=lambda pair: pair[1].quality())
    capture = best.capture
    return Shot(
        capture=capture,
        sightings={
            track: sighting
            for track in tracks
            if (sighting := track.sighting(capture))
            and (
                track is first
                # Other tracks that can be read in the same picture.
                or (track.may_improve(max_calls) and sighting.quality() > 0)
            )
        },
    )


def whole_shot(tracks: Sequence[Track], capture: Capture) -> Shot:
    """Return a capture to pay for whatever it shows."""
    sightings = {
        track: sighting for track in tracks if (sighting := track.sighting(capture))
    }
    return Shot(capture=capture, sightings=sightings, is_whole=True)
