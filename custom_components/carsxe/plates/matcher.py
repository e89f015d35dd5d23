"""Find the known vehicle for a reading, how it matches, or why none does."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from .similarity import fold_plate
from .text import spell


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownVehicle:
    """A vehicle with its known plates; without `camera_ids` it counts at every camera.

    It is valid from `valid_from` until before `valid_until`, both with a time zone, and only while
    its `schedule` is on. All three may be missing. `not_plates` are readings that a user has marked
    as another vehicle's. With `ignore`, it is recognized but never announced.
    """

    vehicle_id: str
    name: str
    plate: str
    more_plates: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    schedule: str | None = None
    camera_ids: Collection[str] = ()
    not_plates: Collection[str] = ()
    ignore: bool = False


# A known vehicle and its matching plate.
type _Found = tuple[KnownVehicle, str]


class MatchKind(StrEnum):
    """How a reading matches a known plate, the safest kind first."""

    EXACT = "exact"
    CANDIDATE = "candidate"
    CONFUSABLE = "confusable"


class PlateStatus(StrEnum):
    """Whether a plate is known, unknown, or known but never announced."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    IGNORED = "ignored"


class NoMatch(StrEnum):
    """Why a reading doesn't match a known vehicle."""

    UNLISTED = "unlisted"
    AMBIGUOUS = "ambiguous"
    KIND_OFF = "kind_off"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    OFF_SCHEDULE = "off_schedule"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """The result for one reading.

    If it matches, `vehicle`, `kind` and `matched_plate` are set and `reason` is None. Otherwise
    `reason` says why not. `nearest` is the vehicle that was found, whether or not it counts.
    """

    vehicle: KnownVehicle | None = None
    kind: MatchKind | None = None
    matched_plate: str | None = None
    reason: NoMatch | None = None
    nearest: KnownVehicle | None = None

    @property
    def status(self) -> PlateStatus:
        """Return the status of the plate."""
        if self.vehicle is None:
            return PlateStatus.UNKNOWN
        return PlateStatus.IGNORED if self.vehicle.ignore else PlateStatus.KNOWN


class Matcher:
    """Look up readings among the known vehicles, in constant time."""

    def __init__(
        self,
        vehicles: Iterable[KnownVehicle],
        kinds: Iterable[MatchKind] = (MatchKind.EXACT, MatchKind.CANDIDATE),
        is_on: Callable[[str], bool] = lambda _: False,
        fits: Callable[[str], bool] = lambda _: True,
    ) -> None:
        """Index the vehicles; only the given kinds of match count.

        `is_on` returns whether a schedule is on now, `fits` whether an unknown plate may be a plate.
        """
        self.fits = fits
        self._kinds = frozenset(kinds) | {MatchKind.EXACT}
        self._is_on = is_on
        self._by_plate: dict[str, _Found] = {}
        self._by_spelling: dict[str, list[_Found]] = defaultdict(list)
        self._by_fold: dict[str, list[_Found]] = defaultdict(list)
        for vehicle in vehicles:
            for plate in (vehicle.plate, *vehicle.more_plates):
                self._by_plate[plate] = (vehicle, plate)
                spellings = spell(plate)
                for spelling in spellings:
                    self._by_spelling[spelling].append((vehicle, plate))
                for fold in {fold_plate(spelling) for spelling in spellings}:
                    self._by_fold[fold].append((vehicle, plate))

    def match(
        self,
        plate: str,
        candidates: Sequence[tuple[str, float | None]] = (),
        *,
        min_score: float = 0.0,
        camera_id: str,
        now: datetime,
    ) -> Match:
        """Return the match of a plate and its other readings.

        Plates are normalized, scores and `min_score` 0-1. The first kind that finds a vehicle
        decides: if the plate belongs to an expired guest, no other reading makes it somebody
        else's.
        """
        switched_off: Match | None = None
        for kind, found in (
            (MatchKind.EXACT, self._exact(plate)),
            (MatchKind.CANDIDATE, self._candidate(candidates, min_score)),
            (MatchKind.CONFUSABLE, self._confusable(plate)),
        ):
            meant = [each for each in found if plate not in each[0].not_plates]
            match = self._decide(kind, meant, camera_id, now)
            if match and kind in self._kinds:
                return match
            if match and switched_off is None:
                switched_off = replace(
                    match, vehicle=None, matched_plate=None, reason=NoMatch.KIND_OFF
                )
        return switched_off or Match(reason=NoMatch.UNLISTED)

    def _exact(self, plate: str) -> list[_Found]:
        """Return the vehicle with the plate, or those whose plates differ only in marks on letters."""
        if found := self._by_plate.get(plate):
            return [found]
        return [
            found
            for spelling in sorted(spell(plate))
            for found in self._by_spelling.get(spelling, ())
        ]

    def _candidate(
        self, candidates: Sequence[tuple[str, float | None]], min_score: float
    ) -> list[_Found]:
        """Return the vehicles for the best of the other readings that are known plates."""
        best: dict[_Found, float] = {}
        for plate, score in candidates:
            if score is None or score < min_score:
                continue
            for found in self._exact(plate):
                best[found] = max(score, best.get(found, 0.0))
        top = max(best.values(), default=0.0)
        return [found for found, score in best.items() if score == top]

    def _confusable(self, plate: str) -> list[_Found]:
        """Return the vehicles whose plates a reader may confuse with this one."""
        return [
            found
            for fold in sorted({fold_plate(spelling) for spelling in spell(plate)})
            for found in self._by_fold.get(fold, ())
        ]

    def _decide(
        self, kind: MatchKind, found: Sequence[_Found], camera_id: str, now: datetime
    ) -> Match | None:
        """Return the match for the vehicles that one kind found, or None if there are none."""
        if not found:
            return None
        if len({vehicle.vehicle_id for vehicle, _ in found}) > 1:
            return Match(kind=kind, reason=NoMatch.AMBIGUOUS)
        vehicle, plate = found[0]
        if reason := self._objection(vehicle, camera_id, now):
            return Match(kind=kind, reason=reason, nearest=vehicle)
        return Match(vehicle=vehicle, kind=kind, matched_plate=plate, nearest=vehicle)

    def _objection(
        self, vehicle: KnownVehicle, camera_id: str, now: datetime
    ) -> NoMatch | None:
        """Return why a vehicle doesn't count here and now."""
        if vehicle.valid_from and now < vehicle.valid_from:
            return NoMatch.NOT_YET_VALID
        if vehicle.valid_until and now >= vehicle.valid_until:
            return NoMatch.EXPIRED
        if vehicle.camera_ids and camera_id not in vehicle.camera_ids:
            return NoMatch.ELSEWHERE
        if vehicle.schedule and not self._is_on(vehicle.schedule):
            return NoMatch.OFF_SCHEDULE
        return None
