"""Tells a new arrival from a vehicle that is still in view: one arrival, one announcement."""

from dataclasses import dataclass, field

from ..plates import Match, fold_plate


@dataclass(slots=True)
class _Arrival:
    """A vehicle in view; `looks` are the readings that are taken for it."""

    vehicle_id: str | None
    seen_at: float
    looks: set[str] = field(default_factory=set)


class Arrivals:
    """The arrivals at one camera, each until it has been out of view for the cooldown."""

    def __init__(self) -> None:
        """Start with an empty drive."""
        self._arrivals: list[_Arrival] = []

    def is_news(
        self,
        plate: str,
        match: Match,
        *,
        cooldown: float,
        now: float,
    ) -> bool:
        """Note a detection, and tell whether it is to be announced.

        `cooldown` and `now` are in seconds, of a clock that never jumps. A vehicle that is still
        in view is no news, unless it is recognised as a known one only now.
        """
        self._arrivals = [a for a in self._arrivals if now - a.seen_at < cooldown]
        looks = {fold_plate(plate)}
        vehicle_id = None
        if match.vehicle:
            vehicle_id = match.vehicle.vehicle_id
            looks.add(fold_plate(match.vehicle.plate))
        arrival = self._find(vehicle_id, looks)
        if arrival is None:
            self._arrivals.append(_Arrival(vehicle_id, now, looks))
            return True
        arrival.seen_at = now
        arrival.looks |= looks
        if vehicle_id is None or arrival.vehicle_id == vehicle_id:
            return False
        arrival.vehicle_id = vehicle_id
        return True

    def _find(self, vehicle_id: str | None, looks: set[str]) -> _Arrival | None:
        """Return the arrival that a detection belongs to.

        A vehicle's own arrival goes first; one that is known to be another's is never taken.
        """
        for arrival in self._arrivals:
            if vehicle_id is not None and arrival.vehicle_id == vehicle_id:
                return arrival
        for arrival in self._arrivals:
            if arrival.looks & looks and (
                vehicle_id is None or arrival.vehicle_id is None
            ):
                return arrival
        return None
