"""Tells a new arrival from a vehicle that is still there: one arrival, one announcement."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
import math

from ...pictures import Picture, PixelBox, Place
from ...plates import Match, MatchKind, are_alike, fold_plate

# Parked vehicles that a camera remembers, and that may be known ones, whom strangers mustn't crowd
# out; each costs the memory of a few small pictures.
MAX_REMEMBERED, MAX_KNOWN = 8, 32
MAX_RESTS = 2


@dataclass(slots=True, eq=False)
class Arrival:
    """A vehicle that came, with its `known_plate` if it is a known one.

    `looks` are the readings that are taken for it, `beside` the similar ones next to it in a
    picture. What was nearly the same was read at `misread_at`; that may have been another one, so
    a known vehicle wasn't seen by it. It is in its `place`, and was `read` there or in another one.
    It `stood` if it was seen twice in its place. `rests` are pictures of the time after it came, in
    which it may have come to rest.
    """

    known_plate: str | None
    seen_at: float
    place: Place | None
    read: Place | None
    looks: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    misread_at: float = -math.inf
    stood: bool = False
    rests: list[Picture] = field(default_factory=list)


class Arrivals:
    """The vehicles at one camera, each until it has been out of view for the cooldown.

    A vehicle that stands where it was seen last hasn't left, however long ago that was.
    """

    def __init__(self) -> None:
        """Start with an empty drive."""
        self._arrivals: list[Arrival] = []
        # Called after each change, with whether it is one that a restart mustn't lose.
        self.changed: Callable[[bool], None] = _ignore

    def parked(self) -> list[Arrival]:
        """Return copies of the vehicles that may still be there."""
        parked = [replace(a) for a in self._arrivals if a.place or a.rests]
        return _limited(parked)

    def restore(self, arrivals: Collection[Arrival]) -> None:
        """Take up who stood there before a restart."""
        self._arrivals = [*arrivals, *self._arrivals]

    def last_place(self, plate: str, match: Match) -> Place | None:
        """Return where the vehicle of a reading was seen last, if that is known."""
        arrival = _find(self._arrivals, *_identity(plate, match))
        return arrival.place if arrival else None

    def rests(self, plate: str, match: Match) -> tuple[Picture, ...]:
        """Return pictures in which the vehicle of a reading may have come to rest, unread."""
        arrival = _find(self._arrivals, *_identity(plate, match))
        return tuple(arrival.rests) if arrival else ()

    def stood_place(self, box: PixelBox) -> Place | None:
        """Return where a vehicle stood last about in a place: it may have been misread.

        Whoever stood there before has left by then.
        """
        for arrival in reversed(self._arrivals):
            if arrival.stood and arrival.place and arrival.place.is_at(box):
                return arrival.place
        return None

    def known_places(self) -> list[Place]:
        """Return where vehicles were seen last."""
        return [arrival.place for arrival in self._arrivals if arrival.place]

    def rests_of(self, place: Place) -> tuple[Picture, ...]:
        """Return pictures in which the vehicle that was seen in a place may have come to rest."""
        return tuple(r for a in self._arrivals if a.place is place for r in a.rests)

    def likely_places(self, *, since: float) -> list[Place]:
        """Return where vehicles stood, or were seen since some time."""
        return [
            arrival.place
            for arrival in self._arrivals
            if arrival.place and (arrival.stood or arrival.seen_at >= since)
        ]

    def note_standing(self, place: Place, later: Place, now: float) -> None:
        """Note that a vehicle still stands in its place, and how that looks later on."""
        for arrival in self._arrivals:
            if arrival.place is place:
                arrival.place = later
                arrival.seen_at = now
                self.changed(not arrival.stood)
                arrival.stood = True

    def note_moved(self, before: Place, place: Place, now: float) -> None:
        """Note that the vehicle whose plate was in a place is in another one by now."""
        for arrival in self._arrivals:
            # Of a vehicle that stands, it is a later sight of the place.
            was_there = arrival.place is not None and arrival.place.box == before.box
            if was_there or before is arrival.read:
                arrival.place = place
                arrival.seen_at = now
                arrival.stood = False
                self.changed(True)

    def note_rest(self, picture: Picture, *, since: float) -> None:
        """Keep a picture in which vehicles may have come to rest that were seen lately."""
        for arrival in self._arrivals:
            if arrival.seen_at >= since:
                arrival.rests = [*arrival.rests, picture][-MAX_RESTS:]
                self.changed(True)

    def forget_place(self, place: Place, shown: Collection[Picture] = ()) -> None:
        """Note that a vehicle has left its place, in which it is `shown` in some pictures."""
        for arrival in self._arrivals:
            if arrival.place is place:
                arrival.rests = [rest for rest in arrival.rests if rest not in shown]
                arrival.place = None
                arrival.stood = False
                self.changed(True)

    def is_news(
        self,
        plate: str,
        match: Match,
        *,
        cooldown: float,
        now: float,
        place: Place | None = None,
        stands: bool = False,
        beside: Collection[str] = (),
    ) -> bool:
        """Note a detection, and tell whether it is to be announced.

        `cooldown` and `now` are in seconds, of a clock that never jumps; without a cooldown
        everything is news. `stands` says that the plate is still in its last place, `beside` which
        plates a picture shows next to it. A vehicle that is still there is no news, unless it is
        recognised as a known one only now.
        """
        known_plate, looks = _identity(plate, match)
        others = {fold_plate(o) for o in beside if _is_like(o, looks)}
        in_view = [a for a in self._arrivals if now - a.seen_at < cooldown]
        arrival = _find(in_view, known_plate, looks)
        if arrival is None and stands and cooldown > 0:
            arrival = _find(self._arrivals, known_plate, looks)
            if arrival is None and place is not None:
                arrival = _find_at(self._arrivals, known_plate, place)
        recent = [
            a for a in self._arrivals if now - max(a.seen_at, a.misread_at) < cooldown
        ]
        if arrival is None and _may_be_misread(match):
            if misread := _find_misread(recent, looks, others):
                misread.misread_at = now
                if misread.known_plate is None:
                    misread.seen_at = now
                return False
        if arrival is None:
            self._forget(recent, known_plate, looks)
            self._arrivals.append(
                Arrival(known_plate, now, place, place, looks, others)
            )
            self.changed(True)
            return True
        # The latest last: what was seen longest ago is forgotten first.
        self._arrivals.remove(arrival)
        self._arrivals.append(arrival)
        arrival.seen_at = now
        self.changed(True)
        arrival.place = arrival.read = place
        arrival.stood = stands
        arrival.beside |= others
        if stands:
            arrival.rests.clear()
        if _may_be(arrival, known_plate, looks):
            arrival.looks |= looks
        if known_plate is None or arrival.known_plate == known_plate:
            return False
        arrival.known_plate = known_plate
        return True

    def _forget(
        self, recent: list[Arrival], known_plate: str | None, looks: set[str]
    ) -> None:
        """Forget who has left: where it stood, and those of whom nothing more can be told."""
        others = [a for a in self._arrivals if not _may_be(a, known_plate, looks)]
        parked = [a for a in others if a not in recent and (a.place or a.rests)]
        self._arrivals = [
            *_limited(parked),
            *(arrival for arrival in others if arrival in recent),
        ]


def _ignore(_soon: bool) -> None:
    """Keep nothing."""


def _limited(parked: list[Arrival]) -> list[Arrival]:
    """Return as many of some parked vehicles as are remembered."""
    known = [a for a in parked if a.known_plate is not None][-MAX_KNOWN:]
    others = [a for a in parked if a.known_plate is None][-MAX_REMEMBERED:]
    return [*others, *known]


def _identity(plate: str, match: Match) -> tuple[str | None, set[str]]:
    """Return the known vehicle's plate, and all that it looks like.

    Not its id: removed and added again, it is the same vehicle.
    """
    looks = {fold_plate(plate)}
    if match.vehicle is None:
        return None, looks
    return match.vehicle.plate, looks | {fold_plate(match.vehicle.plate)}


def _find(
    arrivals: list[Arrival], known_plate: str | None, looks: set[str]
) -> Arrival | None:
    """Return the latest arrival that a detection belongs to.

    A vehicle's own arrival goes first; one that is known to be another's is never taken.
    """
    for arrival in reversed(arrivals):
        if known_plate is not None and arrival.known_plate == known_plate:
            return arrival
    for arrival in reversed(arrivals):
        if _may_be(arrival, known_plate, looks):
            return arrival
    return None


def _may_be(arrival: Arrival, known_plate: str | None, looks: set[str]) -> bool:
    """Tell whether a detection may be of the vehicle of an arrival."""
    if known_plate is None or arrival.known_plate is None:
        return bool(arrival.looks & looks)
    return arrival.known_plate == known_plate


def _may_be_misread(match: Match) -> bool:
    """Tell whether a reading may be a misread one: nobody's plate, be it that it isn't valid."""
    return match.vehicle is None and match.kind is not MatchKind.EXACT


def _find_misread(
    arrivals: list[Arrival], looks: set[str], beside: set[str]
) -> Arrival | None:
    """Return the latest arrival that a reading is most likely a misreading of.

    What one picture shows next to it is another vehicle, however alike.
    """
    for arrival in reversed(arrivals):
        own = arrival.looks | ({arrival.known_plate} if arrival.known_plate else set())
        if own & beside or arrival.beside & looks:
            continue
        if any(_is_like(look, own) for look in looks):
            return arrival
    return None


def _is_like(plate: str, others: Collection[str]) -> bool:
    """Tell whether a plate may be another reading of one of those."""
    return any(are_alike(plate, other) for other in others)


def _find_at(
    arrivals: list[Arrival], known_plate: str | None, place: Place
) -> Arrival | None:
    """Return the vehicle that stood in a place, unless another known one is read there."""
    for arrival in reversed(arrivals):
        if known_plate is None or arrival.known_plate in {None, known_plate}:
            if arrival.stood and arrival.place and arrival.place.is_at(place.box):
                return arrival
    return None
