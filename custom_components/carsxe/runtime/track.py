"""A track: something that may be a plate, followed from capture to capture."""

from dataclasses import dataclass, field
from enum import StrEnum
from math import prod
from statistics import median
from typing import TYPE_CHECKING

from ..vision.box import Box
from ..vision.correlation import Patch
from ..vision.scene import Scene
from .backoff import MAX_WAIT
from .scan import Reading
from .sighting import Capture, Sighting

if TYPE_CHECKING:
    from .visit import Visit

# This much evidence, in one capture or several, shows that there is a legible plate.
ENOUGH_EVIDENCE = 0.5
# A track that has moved by less than this share of its width may be a repeated mistake, or have been
# there before behind a departed vehicle, so its evidence has less weight.
MOVED, STATIC_WEIGHT = 0.15, 0.4
# A camera that repeats a picture for this many seconds has no other one, so its plates count as if they
# had been seen twice.
REPEATED = 3.0
# A picture that is better by this factor is worth another call. When a vehicle leaves after a single
# call in vain, no better picture will come, so its best later one only has to be about as good.
CLEARLY_BETTER, ABOUT_AS_GOOD = 1.35, 0.9
# A plate with this detector score that is still in view this many seconds after its first picture was
# paid for in vain is tried once more.
CLEAR_SCORE, TRY_AGAIN = 0.9, 2.5
# Seconds to wait for a better picture, since the best one and in all, unless the plate moves and has
# this quality.
PATIENCE, MAX_PATIENCE, ENOUGH_QUALITY = 0.5, 1.0, 12.0
# The vehicle is approaching or leaving if the height of its plate changes by this factor.
GROWTH = 1.12
# A reading with a lower score doesn't confirm another one.
MIN_CONFIRMING_SCORE = 0.5
# Seconds until it is clear whether a new plate belongs to a departing parked vehicle.
DEPARTURE = 2.0
# Seconds for which an unpaid picture of a departed vehicle is kept.
KEEP_DUE = 10.0
MAX_SIGHTINGS = 12


class Direction(StrEnum):
    """The direction of a vehicle."""

    APPROACHING = "approaching"
    LEAVING = "leaving"


@dataclass(kw_only=True, slots=True, eq=False)
class Track:
    """Something that may be a plate.

    `patch` is its latest appearance, `start` its first box or the one in which it parked, and
    `scores` the sum of the detector's scores as evidence. `best` is the best sighting since the
    latest call. `due_since` is when it became worth a call. `calls` is the number of paid calls for
    it, `paid_quality` the quality of the best picture among them, `paid_at` when the latest was
    taken, and `failed` the number of failed calls since the last trigger. `visit` is set once it was
    read. `origin` is the parked vehicle that this may be as it departs. The `doubtful`
    readings scored less than the minimum.
    A parked track has a `scene`: the reference frame's when it was last seen.
    """

    box: Box
    patch: Patch
    last_seen: float
    sightings: tuple[Sighting, ...] = ()
    best: Sighting | None = None
    due_since: float | None = None
    calls: int = 0
    failed: int = 0
    paid_quality: float = 0.0
    paid_at: float = 0.0
    visit: Visit | None = None
    origin: Track | None = None
    scene: Scene | None = None
    missing_since: float | None = None
    velocity: tuple[float, float] = (0.0, 0.0)
    scores: float = 0.0
    start: Box | None = None
    has_moved: bool = False
    doubtful: list[Reading] = field(default_factory=list)

    @property
    def is_standing(self) -> bool:
        """Return whether it is part of what the camera shows when nothing is new."""
        return self.scene is not None

    def stand(self, scene: Scene) -> None:
        """Record that it is part of a reference frame."""
        if not self.is_standing:
            self.start = self.box
        self.scene = scene

    def record_sighting(self, sighting: Sighting, patch: Patch) -> None:
        """Record the position and appearance of the track in the latest capture."""
        at = sighting.capture.at
        (x, y), (old_x, old_y) = sighting.box.center, self.box.center
        if self.sightings and (elapsed := at - self.last_seen) > 0:
            self.velocity = ((x - old_x) / elapsed, (y - old_y) / elapsed)
        self.start = self.start or sighting.box
        start_x, start_y = self.start.center
        if abs(x - start_x) + abs(y - start_y) > MOVED * self.box.width:
            self.has_moved = True
        self.scores += sighting.evidence
        self.box, self.patch, self.last_seen = sighting.box, patch, at
        self.missing_since = None
        # Replaced rather than changed, as a thread that decodes pictures may be reading it.
        self.sightings = (*self.sightings, sighting)[-MAX_SIGHTINGS:]
        if self.is_worth_another_try(sighting):
            self.best, self.paid_quality = None, 0.0
        if sighting.quality() > (self.best.quality() if self.best else 0.0):
            self.best = sighting
        if self.due_since is None and self.has_news:
            self.due_since = at

    def is_at(self, box: Box) -> bool:
        """Return whether a box is where the track started, or has parked."""
        start = self.start or self.box
        (x, y), (start_x, start_y) = box.center, start.center
        return abs(x - start_x) <= start.width / 2 and abs(y - start_y) <= start.height

    def forget_old_picture(self, now: float) -> None:
        """Forget the best picture if it is of an earlier watch.

        The vehicle left meanwhile, or the picture is older than calls are delayed.
        """
        if self.best and (
            now - self.last_seen >= KEEP_DUE or now - self.best.capture.at >= MAX_WAIT
        ):
            self.best = None

    def is_worth_another_try(self, sighting: Sighting) -> bool:
        """Return whether a clear plate that couldn't be read a moment ago is still in view."""
        return (
            self.calls == 1
            and self.paid_quality > 0
            and self.visit is None
            and not self.doubtful
            and sighting.score >= CLEAR_SCORE
            and sighting.capture.at - self.paid_at >= TRY_AGAIN
        )

    def sighting(self, capture: Capture) -> Sighting | None:
        """Return the sighting in one of the latest captures, or in the best one."""
        sightings = (
            self.sightings if self.best is None else (self.best, *self.sightings)
        )
        content = capture.content
        return next(
            (each for each in sightings if each.capture.content == content), None
        )

    def predicted(self, at: float) -> Box:
        """Return the expected box at a time if the track keeps moving."""
        elapsed = min(at - self.last_seen, 1.0)
        return self.box.shifted(self.velocity[0] * elapsed, self.velocity[1] * elapsed)

    @property
    def evidence(self) -> float:
        """Return how much evidence there is for a legible plate.

        A single capture doesn't tell whether it moves.
        """
        is_static = not self.has_moved and len(self.sightings) > 1
        weight = STATIC_WEIGHT if is_static and not self.missing_since else 1.0
        latest = self.sightings[-1]
        is_repeated = self.last_seen - latest.capture.at >= REPEATED
        return weight * (self.scores + (latest.evidence if is_repeated else 0))

    @property
    def has_news(self) -> bool:
        """Return whether there is a picture of a legible plate that is worth a call.

        A parked vehicle isn't paid for again.
        """
        if self.is_standing and self.calls:
            return False
        return (
            self.best is not None
            and self.evidence >= ENOUGH_EVIDENCE
            and self.best.quality() > self._factor * self.paid_quality
        )

    @property
    def _factor(self) -> float:
        """Return by which factor a picture has to be better than those paid for."""
        is_leaving = self.missing_since or self.sightings[-1].is_cut_off
        is_unread = self.visit is None and self.calls == 1
        return ABOUT_AS_GOOD if is_leaving and is_unread else CLEARLY_BETTER

    def is_due(self, now: float, max_calls: int) -> bool:
        """Return whether the best picture is worth a paid call now.

        `now` is the time of the latest capture. A better picture is awaited briefly while the plate
        improves; the best one can still be sent after the vehicle has gone.
        """
        if self.origin or not self.best or not self.may_improve(max_calls):
            return False
        if self.is_standing and self.missing_since:
            # It was parked for so long that nobody waits for its plate.
            return False
        if self.has_moved and self.best.quality() >= ENOUGH_QUALITY:
            return True
        if now - self.best.capture.at >= PATIENCE:
            return True
        return self.due_since is not None and now - self.due_since >= MAX_PATIENCE

    def may_improve(self, max_calls: int) -> bool:
        """Return whether another call may follow."""
        return self.has_news and self.calls < max_calls

    def record_call(self, sighting: Sighting, scale: float, attempts: int = 1) -> None:
        """Record a paid call for one of its sightings, whose picture was sent resized by `scale`.

        Each of the `attempts` may have been billed.
        """
        self.calls += attempts
        self.paid_quality = max(self.paid_quality, sighting.quality(scale))
        self.due_since, self.paid_at = None, sighting.capture.at
        later = [each for each in self.sightings if each.capture.at > self.paid_at]
        self.best = max(later, key=Sighting.quality, default=None)

    def confirm(self, reading: Reading, min_score: float) -> list[Reading]:
        """Return the readings that agree with a doubtful one, if their total score is high enough.

        `min_score` is in percent.
        """
        _, detection = reading
        if detection.score < MIN_CONFIRMING_SCORE:
            return []
        self.doubtful.append(reading)
        same = [each for each in self.doubtful if each[1].plate == detection.plate]
        wrong = prod(1 - each.score for _, each in same)
        return same if len(same) > 1 and 1 - wrong >= min_score / 100 else []

    def settle_origin(self, now: float, max_calls: int) -> None:
        """Decide whether this is the departing parked vehicle, which is then gone from its place."""
        origin, direction = self.origin, self.direction
        if origin is None or origin.visit is None or self.visit:
            self.origin = None
            return
        is_narrower = self.box.width * GROWTH <= origin.box.width
        has_left = self.last_seen < now or (
            direction is Direction.LEAVING and is_narrower
        )
        if origin.last_seen >= now or direction is Direction.APPROACHING:
            self.origin = None
        elif has_left and origin.missing_since is not None:
            origin.visit.take(self)
            self.origin, self.calls = None, max_calls
        elif now - self.sightings[0].capture.at >= DEPARTURE and not has_left:
            self.origin = None

    def record_failure(self, calls: int) -> None:
        """Record a failed call, which uses up this number of calls until the next trigger."""
        self.calls += calls
        self.failed += calls

    def forgive(self) -> None:
        """Allow calls again in place of the failed ones."""
        self.calls -= self.failed
        self.failed = 0

    @property
    def direction(self) -> Direction | None:
        """Return whether the vehicle is approaching or leaving, or None if that is unclear."""
        heights = [sighting.height for sighting in self.sightings if sighting.score]
        if len(heights) < 3:
            return None
        third = len(heights) // 3
        growth = median(heights[-third:]) / median(heights[:third])
        if growth >= GROWTH:
            return Direction.APPROACHING
        return Direction.LEAVING if growth <= 1 / GROWTH else None

    def is_beside(self, other: Track) -> bool:
        """Return whether a capture shows both plates."""
        captures = {id(each.capture) for each in self.sightings if each.score}
        return any(
            id(each.capture) in captures for each in other.sightings if each.score
        )
