"""A visit: one vehicle in front of the camera, and its readings."""

from collections import defaultdict
from dataclasses import dataclass, field

from ..plates import KnownVehicle
from .scan import PlateDetection, Reading
from .track import Direction, Track


@dataclass(kw_only=True, slots=True, eq=False)
class Visit:
    """One vehicle in front of the camera, from arrival to departure; it is announced once.

    `answered_at` is the loop time of the latest reading. With `was_known`, it was announced as a
    known vehicle, or became known afterwards. `vehicle_ids` are all vehicles it was taken for, even
    those that no longer count. With `is_kept`, it was stored as parked.
    """

    readings: list[Reading] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    answered_at: float = 0.0
    is_announced: bool = False
    was_known: bool = False
    vehicle_ids: set[str] = field(default_factory=set)
    similar_to: str | None = None
    has_left: bool = False
    is_kept: bool = False

    @property
    def best(self) -> Reading:
        """Return the best reading of the plate with the highest total score; known ones come first."""
        groups: dict[tuple[bool, str], list[Reading]] = defaultdict(list)
        for scan, detection in self.readings:
            vehicle = detection.match.vehicle
            key = vehicle.vehicle_id if vehicle else detection.plate
            groups[vehicle is not None, key].append((scan, detection))
        (_, readings) = max(
            groups.items(),
            key=lambda group: (group[0][0], sum(read.score for _, read in group[1])),
        )
        return max(readings, key=lambda reading: reading[1].score)

    @property
    def plate(self) -> str:
        """Return the best reading of the plate."""
        return self.best[1].plate

    @property
    def vehicle(self) -> KnownVehicle | None:
        """Return the known vehicle, or None if it is unknown."""
        return self.best[1].match.vehicle

    @property
    def last_seen(self) -> float:
        """Return when the vehicle was last seen, in loop time."""
        return max((track.last_seen for track in self.tracks), default=self.answered_at)

    @property
    def direction(self) -> Direction | None:
        """Return the vehicle's direction, or None if it is unclear."""
        return self.tracks[-1].direction if self.tracks else None

    def take(self, track: Track) -> None:
        """Assign a track to this visit and take it away from any other."""
        if track.visit and track.visit is not self:
            track.visit.tracks.remove(track)
        if track not in self.tracks:
            self.tracks.append(track)
        track.visit = self

    def is_same(self, detection: PlateDetection) -> bool:
        """Return whether a detection certainly belongs to this vehicle."""
        vehicle = detection.match.vehicle
        if vehicle and self.vehicle:
            return vehicle.vehicle_id == self.vehicle.vehicle_id
        return any(detection.plate == known.plate for _, known in self.readings)

    def is_sure(self, sure_score: float) -> bool:
        """Return whether no better reading is needed; `sure_score` is 0-1."""
        _, best = self.best
        plates = [detection.plate for _, detection in self.readings]
        return (
            best.match.vehicle is not None
            or best.score >= sure_score
            or plates.count(best.plate) > 1
        )

    def is_present(self, tracks: list[Track]) -> bool:
        """Return whether any of its tracks is in view."""
        return any(track in tracks for track in self.tracks)

    def is_beside(self, track: Track) -> bool:
        """Return whether a capture shows both this vehicle and another track."""
        return any(
            other.is_beside(track) for other in self.tracks if other is not track
        )

    def parked_elsewhere(self, track: Track) -> list[Track]:
        """Return the parked tracks that can't be a track, which has moved in another place."""
        return [
            other
            for other in self.tracks
            if track.has_moved
            and other is not track
            and other.is_standing
            and other.missing_since is None
            and not other.is_beside(track)
        ]
