"""A random timetable for days in front of one house.

The numbers per day are those of a house in a suburban through street: two cars of its own (one is
parked in the driveway, the other in a carport out of view), a few visitors, many deliveries.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
import math
from random import Random

from .busy import CONVOYS, QUEUES, convoy, queue
from .paths import Key, Path, shifted
from .plates import Plates
from .things import Kind, Thing, Things, Visit
from .ways import (
    along_pavement,
    along_street,
    back_in,
    car_to_door,
    carport_in,
    carport_out,
    drive_in,
    drive_off,
    path,
    prowl,
    stop_at_curb,
    to_the_bin,
    to_the_door,
)

DAY = 86_400.0
HOUR = 3_600.0
# The average number per day.
VISITS = {"regular": 0.7, "visitor": 0.8, "delivery": 3.0, "turns round": 2.0}
SECOND_TRIP = 0.5
BACKS_IN = 0.2
TRAFFIC, PEDESTRIANS = 160, 40
NEIGHBORS, CURB_DELIVERIES = 3.0, 2.0
POSTMEN, BIN_WALKS, CATS, INSECTS = 1.0, 3.0, 6.0, 8.0
# The probability of a detection. The street and the sidewalk are outside of the zone that a careful
# owner has set, but light, shadow and size sometimes trigger the sensor.
NOTICED = {
    Kind.VISIT: 1.0, Kind.PERSON: 0.97, Kind.CAT: 0.7, Kind.INSECT: 1.0, Kind.PEDESTRIAN: 0.3,
    Kind.CURB: 0.4, Kind.TRAFFIC: 0.06,
}  # fmt: skip
NOTICED_AT_NIGHT = 0.25
# Meters: the left and right parking places, the stop of a delivery, the place to turn around.
OWN_PLACE, GUEST_PLACE = (2.0, 8.6), (-2.0, 8.6)
# Seconds between the movements of two vehicles in the driveway.
APART = 12.0


def is_dark(at: float) -> bool:
    """Return whether it is night."""
    return not 6.5 < at % DAY / HOUR < 19.5


@dataclass(slots=True)
class Timetable:
    """Draws the events of several days; `nights` says whether insects fly to the camera's lamps."""

    seed: int
    days: int
    insects: bool
    busy: bool = False
    """Whether vehicles also queue and follow each other."""
    things: list[Thing] = field(default_factory=list)
    _random: Random = field(init=False)
    _plates: Plates = field(init=False)
    _busy: list[tuple[float, float]] = field(default_factory=list)
    _guests: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the random values."""
        self._random = Random(f"{self.seed} timetable")
        self._plates = Plates(self._random)

    @property
    def known(self) -> list[str]:
        """Return the plates of the house's known vehicles."""
        return [plate for plate, _ in self._plates.known]

    def draw(self) -> Things:
        """Return all events."""
        self._own_car()
        self._carport_car()
        for day in range(self.days):
            self._visits(day * DAY)
            self._others(day * DAY)
        if self.busy:
            for day in range(self.days):
                self._rush(day * DAY)
        return Things(self.things)

    def _trips(self) -> Iterator[tuple[float, float]]:
        """Yield the times at which a car of the house leaves and comes back."""
        random = self._random
        for day in range(self.days):
            start = day * DAY
            yield (
                start + random.gauss(7.7, 0.6) * HOUR,
                start + random.gauss(17.4, 0.7) * HOUR,
            )
            if random.random() < SECOND_TRIP:
                leaves = start + random.uniform(19.3, 20) * HOUR
                yield leaves, leaves + random.uniform(0.3, 2.2) * HOUR

    def _own_car(self) -> None:
        """Add the car that parks in view; it is there at the start."""
        here: list[Key] = [Key(-60, *OWN_PLACE)]
        trips = [*self._trips()]
        for leaves, back in trips:
            off = self._free(leaves, 25)
            self._stay(here, off, "own car", self._plates.known[0], known=True)
            here = self._arrival(self._free(max(back, off + 900), 25), OWN_PLACE)
        self._stay(
            here,
            self.days * DAY + 60,
            "own car",
            self._plates.known[0],
            known=True,
            stays=True,
        )

    def _arrival(self, at: float, place: tuple[float, float]) -> list[Key]:
        """Return the path of a vehicle that comes to park."""
        random = self._random
        x, distance = place[0] + random.gauss(0, 0.12), place[1] + random.gauss(0, 0.3)
        way = back_in if random.random() < BACKS_IN else drive_in
        return path(way(random, x, distance, random.uniform(4, 8)), at).keys

    def _stay(
        self, come: list[Key], leaves: float, what: str, vehicle: tuple[str, str], *, known: bool,
        stays: bool = False,
    ) -> None:  # fmt: skip
        """Park a vehicle until it leaves, with its driver walking to the door and back."""
        random = self._random
        stop = come[-1]._replace(at=leaves)
        off = (
            [stop]
            if stays
            else path(drive_off(random, stop, random.uniform(4, 8)), leaves).keys
        )
        keys = [*come, *off]
        self._visit(keys, what, vehicle, known=known, van=False)
        if len(come) > 1 and leaves - come[-1].at > 60:
            self._person(
                car_to_door(random, come[-1]), come[-1].at + random.uniform(3, 10)
            )
        if not stays:
            out = [
                key._replace(at=-key.at) for key in reversed(car_to_door(random, stop))
            ]
            # Seat belts, mirrors, the phone.
            self._person(out, leaves - random.uniform(8, 30))

    def _carport_car(self) -> None:
        """Add the car that parks out of view."""
        for leaves, back in [*self._trips()]:
            off = self._free(leaves, 20)
            self._visit(
                path(carport_out(self._random, self._random.uniform(4, 7)), off).keys,
                "carport, leaves", self._plates.known[1], known=True,
            )  # fmt: skip
            home = self._free(max(back, off + 900), 20)
            self._visit(
                path(carport_in(self._random, self._random.uniform(4, 7)), home).keys,
                "carport, returns", self._plates.known[1], known=True,
            )  # fmt: skip

    def _visits(self, start: float) -> None:
        """Add other vehicles that come to the driveway."""
        makers: dict[str, Callable[[float], None]] = {
            "regular": lambda at: self._guest(at, known=True),
            "visitor": lambda at: self._guest(at, known=False),
            "delivery": self._delivery,
            "turns round": self._turns_round,
        }
        for what, rate in VISITS.items():
            for at in self._times(start, rate, 8, 21):
                makers[what](at)

    def _guest(self, at: float, *, known: bool) -> None:
        """Add a visitor who parks beside the house's car."""
        random = self._random
        at = self._free(at, 25)
        leaves = self._free(at + random.uniform(0.3, 2.5) * HOUR, 25)
        if any(start < leaves + 60 and at - 60 < end for start, end in self._guests):
            return
        self._guests.append((at, leaves))
        vehicle = (
            random.choice(self._plates.known[2:]) if known else self._plates.draw()
        )
        what = "regular guest" if known else "visitor"
        self._stay(self._arrival(at, GUEST_PLACE), leaves, what, vehicle, known=known)

    def _delivery(self, at: float) -> None:
        """Add a van that stops in the driveway; half of them are from the same small fleet."""
        random = self._random
        seconds = random.uniform(40, 150)
        at = self._free(at, seconds + 30)
        come = path(
            drive_in(
                random,
                random.uniform(-0.4, 0.4),
                random.uniform(10, 11.5),
                random.uniform(4, 6),
            ),
            at,
        ).keys
        stop = come[-1]._replace(at=come[-1].at + seconds)
        off = path(drive_off(random, stop, random.uniform(4, 6)), stop.at).keys
        vehicle = (
            random.choice(self._plates.couriers)
            if random.random() < 0.5
            else self._plates.draw()
        )
        self._visit([*come, *off], "delivery", vehicle, known=False, van=True)
        out = car_to_door(random, come[-1])
        self._person(out, come[-1].at + random.uniform(3, 8))
        back = [key._replace(at=-key.at) for key in reversed(out)]
        self._person(back, stop.at - 12)

    def _rush(self, start: float) -> None:
        """Add vehicles that come in groups."""
        random = self._random
        for at in self._times(start, QUEUES, 6.5, 22):
            vehicles, people = queue(random)
            self._come("queues", vehicles, people, at)
        for at in self._times(start, CONVOYS, 6.5, 22):
            self._come("follows", convoy(random), [], at)

    def _come(
        self, what: str, vehicles: list[list[Key]], people: list[list[Key]], at: float
    ) -> None:
        """Add several unknown vehicles."""
        at = self._free(at, vehicles[-1][-1].at)
        for keys in vehicles:
            vehicle = self._plates.draw()
            self._visit(shifted(keys, at), what, vehicle, known=False)
        for keys in people:
            self._thing(Kind.PERSON, Path(shifted(keys, at)))

    def _turns_round(self, at: float) -> None:
        """Add a vehicle that turns around in the driveway."""
        random = self._random
        at = self._free(at, 20)
        come = path(
            drive_in(random, random.uniform(-0.6, 0.6), random.uniform(12, 13), 2.5), at
        ).keys
        stop = come[-1]._replace(at=come[-1].at + 1.2)
        keys = [*come, *path(drive_off(random, stop, 2.5), stop.at).keys]
        self._visit(keys, "turns round", self._plates.draw(), known=False)

    def _others(self, start: float) -> None:
        """Add everything that only passes by."""
        random = self._random
        ways: Sequence[tuple[Kind, float, tuple[float, float], Callable[[Random], list[Key]]]] = (
            (Kind.TRAFFIC, 0.9 * TRAFFIC, (6.5, 22), along_street),
            (Kind.TRAFFIC, 0.1 * TRAFFIC, (0, 24), along_street),
            (Kind.CURB, NEIGHBORS, (7, 22), lambda lot: stop_at_curb(lot, lot.uniform(-8, 8), lot.uniform(600, 14_000), near=False)),
            (Kind.PEDESTRIAN, PEDESTRIANS, (6.5, 22.5), along_pavement),
            (Kind.PERSON, POSTMEN, (9, 14), to_the_door),
            (Kind.PERSON, BIN_WALKS, (7, 22), to_the_bin),
            (Kind.CAT, CATS, (0, 24), prowl),
        )  # fmt: skip
        for kind, rate, hours, way in ways:
            for at in self._times(start, rate, *hours):
                self._thing(kind, path(way(random), at))
        for at in self._times(start, CURB_DELIVERIES, 8, 20):
            seconds = random.uniform(60, 150)
            self._thing(
                Kind.CURB,
                path(
                    stop_at_curb(random, random.uniform(-5, 5), seconds, near=True), at
                ),
            )
            self._person(to_the_door(random), at + random.uniform(7, 12))
        if self.insects:
            for at in self._times(start, INSECTS, 19.5, 30.5):
                self._thing(
                    Kind.INSECT,
                    Path([Key(at, 0, 2), Key(at + random.uniform(0.6, 4), 1, 2)]),
                )

    def _times(
        self, start: float, rate: float, first: float, last: float
    ) -> list[float]:
        """Return the moments between two hours of an event that occurs `rate` times a day."""
        count = _poisson(rate, self._random)
        return [start + self._random.uniform(first, last) * HOUR for _ in range(count)]

    def _free(self, at: float, seconds: float) -> float:
        """Return the first later moment at which the driveway is free, and reserve it."""
        while any(
            start < at + seconds + APART and at - APART < end
            for start, end in self._busy
        ):
            at += 7
        self._busy.append((at, at + seconds))
        return at

    def _visit(
        self, keys: list[Key], what: str, vehicle: tuple[str, str], *, known: bool, van: bool = False
    ) -> None:  # fmt: skip
        """Record a vehicle that comes to the driveway; a plate always has the same appearance."""
        plate, style = vehicle
        number = sum(isinstance(thing, Visit) for thing in self.things)
        self.things.append(
            Visit(
                Kind.VISIT, Path(keys), Random(plate).randrange(10**6), NOTICED[Kind.VISIT],
                number, what, plate, style, known, van,
            )
        )  # fmt: skip

    def _person(self, keys: list[Key], at: float) -> None:
        """Record a person in the driveway; keyframes may end at 0 instead of starting there."""
        self._thing(Kind.PERSON, path(keys, at))

    def _thing(self, kind: Kind, way: Path) -> None:
        """Record anything else; at night, headlights and cold make sensors more sensitive."""
        noticed = NOTICED[kind]
        if kind is Kind.TRAFFIC and is_dark(way.start):
            noticed = NOTICED_AT_NIGHT
        self.things.append(Thing(kind, way, self._random.randrange(10**6), noticed))


def _poisson(rate: float, random: Random) -> int:
    """Return the number of events that occur `rate` times on average."""
    count, product, limit = 0, random.random(), math.exp(-rate)
    while product > limit:
        product *= random.random()
        count += 1
    return count
