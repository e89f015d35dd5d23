"""The progress of a watch: how long it lasts, how often to capture, and its result."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from homeassistant.exceptions import HomeAssistantError

from ..api.errors import CarsXEError
from ..vision import Picture
from .scan import PlateDetection, Scan
from .sighting import Capture, Sighting
from .spending.budget import CallsStoppedError
from .track import Track

# Seconds: a trigger may come before its vehicle is in view.
MIN_WATCH = 10.0
# Seconds that a watch continues after its trigger has turned off: while something moves, and while
# something may be a plate.
MOTION_WATCH, PLATE_WATCH = 30.0, 120.0
# Seconds between two captures: the minimum, and the maximum after hours without events.
INTERVAL, MAX_INTERVAL = 0.33, 5.0
# Each period of this many quiet seconds makes the interval a second longer.
QUIET = 60.0
# Seconds until a camera that returned no picture is retried: at first, and at most. Each period of
# this many failing seconds makes the interval a second longer.
RETRY, MAX_RETRY, PATIENCE = 1.0, 10.0, 10.0
# Maximum number of captures per trigger with a spared camera, and the seconds between them.
SPARE_TRIES, SPARE_INTERVAL = 3, 2.0


class Status(StrEnum):
    """The result of the last trigger."""

    IDLE = "idle"
    WATCHING = "watching"
    READING = "reading"
    READ = "read"
    NOTHING_NEW = "nothing_new"
    NO_PLATE = "no_plate"
    BELOW_SCORE = "below_score"
    LIMIT_REACHED = "limit_reached"
    FAILED = "failed"


@dataclass(kw_only=True, slots=True)
class Watch:
    """The captures started by a trigger, an interval or a person, and their results.

    Times are loop times in seconds. `trigger` is the entity that started it, if any. If a person
    `is_asking`, the next capture is read whatever it shows. `tries` counts the captures, including
    failed ones, since the latest trigger. `busy_at` is when something was last moving or unread.
    `announced` are the announced plates. The `latest` capture, the best `unpaid` picture and the
    last `sent` picture are for the trigger log.
    """

    started_at: float
    at: datetime
    trigger: str | None = None
    triggered_at: float | None = None
    is_asking: bool = False
    tries: int = 0
    captures: int = 0
    recognitions: int = 0
    busy_at: float = 0.0
    status: Status = Status.WATCHING
    error: HomeAssistantError | None = None
    detections: list[PlateDetection] = field(default_factory=list)
    announced: set[str] = field(default_factory=set)
    latest: Capture | None = None
    unpaid: tuple[Track, Sighting] | None = None
    sent: Picture | None = None

    @property
    def has_saved(self) -> bool:
        """Return whether the trigger cost nothing."""
        return self.triggered_at is not None and self.status is Status.NOTHING_NEW

    def record_capture(self, capture: Capture) -> None:
        """Record a capture; earlier errors no longer matter."""
        self.captures += 1
        self.latest = capture
        if self.status is Status.WATCHING:
            self.error = None

    def record_unpaid(self, tracks: Iterable[Track]) -> None:
        """Keep the best picture that wasn't paid for, after a capture.

        Unread tracks come first, then those that look most like a plate.
        """
        latest = [(track, track.sightings[-1]) for track in tracks if track.sightings]
        found = [self.unpaid] if self.unpaid else []
        found += [
            (track, sighting)
            for track, sighting in latest
            if sighting.capture is self.latest and sighting.score
        ]
        self.unpaid = max(
            (each for each in found if not each[0].calls or each[0].visit),
            key=lambda each: (each[0].visit is None, each[1].score),
            default=None,
        )

    def end_recognition(self, scan: Scan) -> None:
        """Record the result of a recognition."""
        self.recognitions += 1
        # A picture with a plate is more useful than one without.
        if scan.detections or not self.detections:
            self.sent = scan.picture
        if scan.detections:
            found = {detection.plate: detection for detection in self.detections}
            found |= {detection.plate: detection for detection in scan.detections}
            self.detections = sorted(found.values(), key=lambda each: -each.score)
        self.error = None
        if self.detections:
            self.status = Status.READ
        else:
            self.status = Status.BELOW_SCORE if scan.doubtful else Status.NO_PLATE

    def fail(self, err: HomeAssistantError) -> None:
        """Record an error."""
        self.error = err
        if isinstance(err, CallsStoppedError):
            self.status = Status.LIMIT_REACHED
            return
        if isinstance(err.__cause__, CarsXEError):
            self.recognitions += 1
        self.status = Status.FAILED

    def end(self) -> None:
        """Record the end of the watch."""
        if self.status is not Status.WATCHING:
            return
        if self.error:
            self.fail(self.error)
        else:
            self.status = Status.NOTHING_NEW

    def interval(self, now: float) -> float:
        """Return the seconds between two captures."""
        quiet = now - max(self.started_at, self.busy_at, self.triggered_at or 0.0)
        return min(max(INTERVAL, quiet / QUIET), MAX_INTERVAL)

    def retry(self, now: float) -> float:
        """Return the seconds until a camera that returned no picture is retried."""
        looked_at = self.latest.at if self.latest else self.started_at
        failing = now - max(looked_at, self.triggered_at or 0.0)
        return min(max(RETRY, failing / PATIENCE), MAX_RETRY)

    def is_over(self, now: float, *, is_on: bool, moves: bool, is_unread: bool) -> bool:
        """Return whether the watch is over.

        `is_on`: a trigger is still on. `moves`: something is moving. `is_unread`: something may be an
        unread plate.
        """
        if is_on:
            return False
        since, least, moving, unread = self.started_at, 0.0, MIN_WATCH, MOTION_WATCH
        if self.triggered_at is not None:
            since = self.triggered_at
            least, moving, unread = MIN_WATCH, MOTION_WATCH, PLATE_WATCH
        if moves:
            least = max(least, moving)
        if is_unread:
            least = max(least, unread)
        return now - since >= least
