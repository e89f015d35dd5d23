"""Determine which vehicle a track is, and announce each visit once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..plates import Matcher, are_alike
from .scan import PlateDetection, Scan
from .track import Direction, Track
from .visit import Visit

# Seconds that a visit without a sure reading waits for a better picture.
WAIT = 0.8
# Maximum seconds that it waits for a better picture that is already there to be read.
CALL_WAIT = 3.0
# Seconds in which a lost track is found again even if it is misread.
LOST = 3.0
# Seconds after a parked vehicle goes missing in which its departure may be read.
LEAVING = 30.0
MAX_READINGS = 8


@dataclass(slots=True, eq=False)
class Visits:
    """The visits of one camera: present vehicles, and those that have just left.

    After `cooldown` seconds out of view, a vehicle arrives again. `sure_score` is 0-1, `max_calls`
    is the maximum number of calls per vehicle.
    """

    cooldown: float
    sure_score: float
    max_calls: int
    visits: list[Visit] = field(default_factory=list)

    def record(
        self, scan: Scan, detection: PlateDetection, track: Track | None, now: float
    ) -> Visit:
        """Record a reading, and return its visit.

        Without a `track`, the vehicle's place and departure are unknown.
        """
        visit = self._find(detection, track, now)
        if visit is None:
            visit = Visit(similar_to=self._similar(detection, now))
            self.visits.append(visit)
        visit.readings = [*visit.readings, (scan, detection)][-MAX_READINGS:]
        visit.answered_at = now
        if vehicle := detection.match.vehicle:
            visit.vehicle_ids.add(vehicle.vehicle_id)
            if not visit.was_known:
                # A known vehicle was first misread as unknown, so the gate is still closed.
                visit.is_announced = False
        if track and not _is_held_before(track, visit):
            visit.take(track)
            if visit.is_sure(self.sure_score):
                track.calls = max(track.calls, self.max_calls)
        return visit

    def release(self, track: Track) -> list[Track]:
        """Release and return the parked tracks of a vehicle that was read as it moves elsewhere.

        They are still in place only because nothing has shown that the vehicle had left.
        """
        released: list[Track] = []
        if (visit := track.visit) is None:
            return released
        for known in self.visits:
            if known is not visit and not known.is_same(visit.best[1]):
                continue
            if not (parked := known.parked_elsewhere(track)):
                continue
            released += parked
            known.tracks = [each for each in known.tracks if each not in parked]
            # The vehicle has arrived again, so its departure isn't reported now.
            known.has_left = known is not visit
            for other in parked:
                other.visit = None
        return released

    def due(
        self, tracks: list[Track], now: float, *, is_final: bool = False
    ) -> Iterator[Visit]:
        """Yield the visits to announce now, and forget old ones.

        If the latest picture `is_final`, no better one is awaited.
        """
        self.visits = [
            visit for visit in self.visits if self._is_remembered(visit, tracks, now)
        ]
        for visit in self.visits:
            if visit.is_announced:
                continue
            if is_final or self._is_ready(visit, tracks, now):
                visit.is_announced = True
                visit.was_known = visit.vehicle is not None
                yield visit

    def left(self, tracks: list[Track]) -> Iterator[Visit]:
        """Yield the visits whose vehicles have just gone out of view."""
        for visit in self.visits:
            if visit.has_left != (not visit.is_present(tracks)):
                visit.has_left = not visit.has_left
                if visit.has_left:
                    yield visit

    def note_standing(self) -> bool:
        """Return whether any newly parked vehicle has to be stored."""
        standing = [
            visit
            for visit in self.visits
            if visit.is_announced
            and not visit.is_kept
            and any(track.is_standing for track in visit.tracks)
        ]
        for visit in standing:
            visit.is_kept = True
        return bool(standing)

    @property
    def has_pending(self) -> bool:
        """Return whether a visit waits for a better reading."""
        return any(not visit.is_announced for visit in self.visits)

    def match_again(self, matcher: Matcher, camera_id: str, min_score: float) -> None:
        """Match all readings again after the known vehicles have changed."""
        for visit in self.visits:
            visit.readings = [
                (
                    scan,
                    detection.looked_up(
                        matcher,
                        min_score=min_score,
                        camera_id=camera_id,
                        now=scan.captured_at,
                    ),
                )
                for scan, detection in visit.readings
            ]
            if visit.vehicle:
                visit.vehicle_ids.add(visit.vehicle.vehicle_id)
                visit.was_known = visit.was_known or visit.is_announced

    def _is_ready(self, visit: Visit, tracks: list[Track], now: float) -> bool:
        """Return whether a visit can be announced, as no better reading is expected soon."""
        if visit.is_sure(self.sure_score):
            return True
        in_view = [track for track in visit.tracks if track in tracks]
        if any(track.may_improve(self.max_calls) for track in in_view):
            return now - visit.answered_at >= CALL_WAIT
        may_come = any(track.calls < self.max_calls for track in in_view)
        return not may_come or now - visit.answered_at >= WAIT

    def _is_remembered(self, visit: Visit, tracks: list[Track], now: float) -> bool:
        """Return whether a vehicle is present or has left recently."""
        if visit.is_present(tracks) or not visit.is_announced:
            return True
        return now - max(visit.last_seen, self._left_at(visit)) < max(
            self.cooldown, LEAVING
        )

    def _left_at(self, visit: Visit) -> float:
        """Return when a vehicle was found to have left."""
        return max(
            (track.missing_since for track in visit.tracks if track.missing_since),
            default=visit.last_seen,
        )

    def _find(
        self, detection: PlateDetection, track: Track | None, now: float
    ) -> Visit | None:
        """Return the visit of a reading, or None for a new visit."""
        if (
            track
            and (visit := track.visit)
            and (visit.is_same(detection) or are_alike(visit.plate, detection.plate))
        ):
            return visit
        for visit in reversed(self.visits):
            if visit.is_same(detection) and self._goes_on(visit, track, now):
                return visit
        for visit in reversed(self.visits):
            if (
                track
                and now - visit.last_seen <= LOST
                and not visit.is_beside(track)
                and visit.vehicle is None
                and are_alike(visit.plate, detection.plate)
            ):
                return visit
        return None

    def _goes_on(self, visit: Visit, track: Track | None, now: float) -> bool:
        """Return whether a vehicle that is read again hasn't been away."""
        started = track.sightings[0].capture.at if track and track.sightings else now
        direction = track.direction if track else None
        tracks = visit.tracks
        if track and direction is Direction.APPROACHING:
            # It comes back, and nothing has shown that it had left.
            elsewhere = visit.parked_elsewhere(track)
            tracks = [each for each in tracks if each not in elsewhere]
        if any(
            each.missing_since is None and each.last_seen >= started for each in tracks
        ):
            return True
        seen = max((each.last_seen for each in tracks), default=visit.answered_at)
        if started - seen < self.cooldown:
            return True
        is_leaving = direction is Direction.LEAVING
        return is_leaving and now - self._left_at(visit) < LEAVING

    def _similar(self, detection: PlateDetection, now: float) -> str | None:
        """Return the plate of a recent visit that nearly equals this unknown one."""
        if detection.match.vehicle:
            return None
        for visit in reversed(self.visits):
            if now - visit.last_seen < max(self.cooldown, LEAVING) and are_alike(
                visit.plate, detection.plate
            ):
                return visit.best[1].match.matched_plate or visit.plate
        return None


def _is_held_before(track: Track, visit: Visit) -> bool:
    """Return whether the plate of a parked known vehicle now shows another text, as on a poster.

    The vehicle is still there and leaves with its own track.
    """
    before = track.visit
    return bool(before and before is not visit and before.vehicle and track.is_standing)
