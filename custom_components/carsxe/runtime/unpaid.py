"""Explain why a picture of a possible plate wasn't paid for."""

from dataclasses import dataclass
from enum import StrEnum

from .track import (
    DOUBTFUL_SCORE,
    ENOUGH_EVIDENCE,
    MIN_HEIGHT,
    MIN_WIDTH,
    Capture,
    Sighting,
    Track,
)


class Objection(StrEnum):
    """The reason against paying for a track's picture."""

    READ = "read"
    CUT_OFF = "cut_off"
    TOO_SMALL = "too_small"
    UNCLEAR = "unclear"
    NOT_CALLED = "not_called"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unpaid:
    """The best picture of a track that wasn't paid for."""

    track: Track
    sighting: Sighting

    @property
    def objection(self) -> Objection:
        """Return the reason against paying for it."""
        sighting = self.sighting
        if self.track.visit:
            return Objection.READ
        if sighting.is_cut_off:
            return Objection.CUT_OFF
        if sighting.height < MIN_HEIGHT or sighting.box.width < MIN_WIDTH:
            return Objection.TOO_SMALL
        if sighting.score <= DOUBTFUL_SCORE or self.track.evidence < ENOUGH_EVIDENCE:
            return Objection.UNCLEAR
        return Objection.NOT_CALLED


def find_unpaid(
    tracks: list[Track], capture: Capture, before: Unpaid | None
) -> Unpaid | None:
    """Return the best unpaid picture so far, including the latest capture.

    Unread tracks come first, then those that look most like a plate.
    """
    found = [
        Unpaid(track=track, sighting=sighting)
        for track in tracks
        if (sighting := track.sightings[-1] if track.sightings else None)
        and sighting.capture is capture
        and sighting.score
    ]
    if before:
        found.insert(0, before)
    free = (each for each in found if not each.track.calls or each.track.visit)
    return max(
        free,
        key=lambda each: (each.track.visit is None, each.sighting.score),
        default=None,
    )
