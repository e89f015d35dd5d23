"""Tells a new arrival from a vehicle that is still there: one arrival, one announcement."""

from dataclasses import dataclass, field

from ..pictures import Picture, PixelBox
from ..plates import Match, fold_plate

# Parked vehicles that a camera remembers; each costs the memory of one picture.
MAX_REMEMBERED = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a plate was seen: a picture, and the plate's box in its pixels."""

    picture: Picture
    box: PixelBox


@dataclass(slots=True)
class _Arrival:
    """A vehicle that came; `looks` are the readings that are taken for it."""

    vehicle_id: str | None
    seen_at: float
    place: Place | None
    looks: set[str] = field(default_factory=set)


class Arrivals:
    """The vehicles at one camera, each until it has been out of view for the cooldown.

    A vehicle that stands where it was seen last hasn't left, however long ago that was.
    """

    def __init__(self) -> None:
        """Start with an empty drive."""
        self._arrivals: list[_Arrival] = []

    def last_place(self, plate: str, match: Match) -> Place | None:
        """Return where the vehicle of a reading was seen last, if that is known."""
        arrival = _find(self._arrivals, *_identity(plate, match))
        return arrival.place if arrival else None

    def is_news(
        self,
        plate: str,
        match: Match,
        *,
        cooldown: float,
        now: float,
        place: Place | None = None,
        stands: bool = False,
    ) -> bool:
        """Note a detection, and tell whether it is to be announced.

        `cooldown` and `now` are in seconds, of a clock that never jumps; without a cooldown
        everything is news. `stands` says that the plate is still in its last place. A vehicle
        that is still there is no news, unless it is recognised as a known one only now.
        """
        vehicle_id, looks = _identity(plate, match)
        in_view = [a for a in self._arrivals if now - a.seen_at < cooldown]
        arrival = _find(in_view, vehicle_id, looks)
        if arrival is None and stands and cooldown > 0:
            arrival = _find(self._arrivals, vehicle_id, looks)
        if arrival is None:
            self._forget(in_view, vehicle_id, looks)
            self._arrivals.append(_Arrival(vehicle_id, now, place, looks))
            return True
        # The latest last: what was seen longest ago is forgotten first.
        self._arrivals.remove(arrival)
        self._arrivals.append(arrival)
        arrival.seen_at = now
        arrival.place = place
        arrival.looks |= looks
        if vehicle_id is None or arrival.vehicle_id == vehicle_id:
            return False
        arrival.vehicle_id = vehicle_id
        return True

    def _forget(
        self, in_view: list[_Arrival], vehicle_id: str | None, looks: set[str]
    ) -> None:
        """Forget who has left: where it stood, and those of whom nothing more can be told."""
        parked = [
            arrival
            for arrival in self._arrivals
            if arrival not in in_view
            and arrival.place
            and not _may_be(arrival, vehicle_id, looks)
        ]
        self._arrivals = [*parked[-MAX_REMEMBERED:], *in_view]


def _identity(plate: str, match: Match) -> tuple[str | None, set[str]]:
    """Return the known vehicle's id, and all that its plate looks like."""
    looks = {fold_plate(plate)}
    if match.vehicle is None:
        return None, looks
    return match.vehicle.vehicle_id, looks | {fold_plate(match.vehicle.plate)}


def _find(
    arrivals: list[_Arrival], vehicle_id: str | None, looks: set[str]
) -> _Arrival | None:
    """Return the latest arrival that a detection belongs to.

    A vehicle's own arrival goes first; one that is known to be another's is never taken.
    """
    for arrival in reversed(arrivals):
        if vehicle_id is not None and arrival.vehicle_id == vehicle_id:
            return arrival
    for arrival in reversed(arrivals):
        if _may_be(arrival, vehicle_id, looks):
            return arrival
    return None


def _may_be(arrival: _Arrival, vehicle_id: str | None, looks: set[str]) -> bool:
    """Tell whether a detection may be of the vehicle of an arrival."""
    if vehicle_id is None or arrival.vehicle_id is None:
        return bool(arrival.looks & looks)
    return arrival.vehicle_id == vehicle_id
