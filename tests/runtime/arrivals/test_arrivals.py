"""Tests of telling a new arrival from a vehicle that is still in view."""

from functools import cache
from itertools import pairwise

from hypothesis import given, strategies as st
import numpy as np
from PIL import Image
import pytest

from custom_components.carsxe.pictures import Place, Scene, View, keep_place
from custom_components.carsxe.plates import KnownVehicle, Match, MatchKind, NoMatch
from custom_components.carsxe.runtime.arrivals.arrivals import MAX_REMEMBERED, Arrivals

COOLDOWN = 60.0
HOUR = 3600.0
VIEW = View(
    Scene(np.zeros((60, 80), np.float32)), Image.new("L", (640, 480)), (640, 480)
)


def _known(plate: str) -> Match:
    """Return the match with the vehicle that has a plate."""
    vehicle = KnownVehicle(vehicle_id=f"id {plate}", name=plate, plate=plate)
    return Match(
        vehicle=vehicle, kind=MatchKind.EXACT, matched_plate=plate, nearest=vehicle
    )


STRANGER = Match(reason=NoMatch.UNLISTED)
EXPIRED = Match(kind=MatchKind.EXACT, reason=NoMatch.EXPIRED)

type Sighting = tuple[float, str, Match, bool]


@pytest.mark.parametrize(
    "sightings",
    [
        pytest.param(
            [(0, "A1", STRANGER, True), (59, "A1", STRANGER, False)], id="again"
        ),
        pytest.param(
            [(0, "A1", STRANGER, True), (60, "A1", STRANGER, True)], id="later"
        ),
        pytest.param(
            [
                (0, "A1", STRANGER, True),
                (50, "A1", STRANGER, False),
                (100, "A1", STRANGER, False),
                (159, "A1", STRANGER, False),
                (219, "A1", STRANGER, True),
            ],
            id="stays in view",
        ),
        pytest.param([(0, "A1", STRANGER, True), (1, "B2", STRANGER, True)], id="two"),
        pytest.param(
            [(0, "B1", STRANGER, True), (1, "8I", STRANGER, False)], id="misread"
        ),
        pytest.param(
            [
                (0, "B1", STRANGER, True),
                (1, "81", _known("B1"), True),
                (2, "B1", _known("B1"), False),
                (3, "8I", STRANGER, False),
            ],
            id="known a frame later, once",
        ),
        pytest.param(
            [
                (0, "XY", _known("B1"), True),
                (1, "XY", STRANGER, False),
                (2, "B1", STRANGER, False),
                (3, "B1", _known("B1"), False),
            ],
            id="known by a candidate, then a stranger",
        ),
        pytest.param(
            [(0, "B1", _known("B1"), True), (1, "81", _known("81"), True)],
            id="two known ones that look the same",
        ),
        pytest.param(
            [
                (0, "B1", _known("B1"), True),
                (30, "A2", _known("A2"), True),
                (61, "B1", _known("B1"), True),
                (62, "A2", _known("A2"), False),
            ],
            id="each has its own cooldown",
        ),
    ],
)
def test_news(sightings: list[Sighting]) -> None:
    """One arrival is news once; known after unknown is news once more."""
    arrivals = Arrivals()
    for now, plate, match, expected in sightings:
        news = arrivals.is_news(plate, match, cooldown=COOLDOWN, now=now)
        assert news is expected, (now, plate)


@pytest.mark.parametrize(
    "sightings",
    [
        pytest.param(
            [(0, "VAN111", _known("VAN111"), True), (12, "VAN11", STRANGER, False)],
            id="known, then misread",
        ),
        pytest.param(
            [(0, "VAN11", STRANGER, True), (12, "VAN111", _known("VAN111"), True)],
            id="misread, then known",
        ),
        pytest.param(
            [(0, "VAN111", STRANGER, True), (12, "VAN711", STRANGER, False)],
            id="stranger, then misread",
        ),
        pytest.param(
            [(0, "VAN111", _known("VAN111"), True), (12, "XAX777", STRANGER, True)],
            id="too different",
        ),
        pytest.param(
            [(0, "VAN111", _known("VAN111"), True), (60, "VAN11", STRANGER, True)],
            id="after the cooldown",
        ),
        pytest.param(
            [
                (0, "VAN111", _known("VAN111"), True),
                (50, "VAN11", STRANGER, False),
                (100, "VA111", STRANGER, False),
                (101, "VAN111", _known("VAN111"), True),
                (102, "VAN111", _known("VAN111"), False),
            ],
            id="what may be another one doesn't keep a known one from arriving",
        ),
        pytest.param(
            [
                (0, "VAN111", _known("VAN111"), True),
                (1, "VAN112", _known("VAN112"), True),
            ],
            id="two known ones",
        ),
        pytest.param(
            [
                (0, "VAN111", _known("VAN111"), True),
                (1, "VAN112", EXPIRED, True),
            ],
            id="known, but not valid",
        ),
    ],
)
def test_misread(sightings: list[Sighting]) -> None:
    """What differs by a slip or two from who is there is no news, unless it is a known plate."""
    arrivals = Arrivals()
    for now, plate, match, expected in sightings:
        news = arrivals.is_news(plate, match, cooldown=COOLDOWN, now=now)
        assert news is expected, (now, plate)


def test_beside() -> None:
    """Two plates that a picture shows at once are two vehicles, then and later."""
    arrivals = Arrivals()
    pair = {"VAN111": _known("VAN111"), "VAN112": STRANGER}
    for plate, match in pair.items():
        beside = pair.keys() - {plate}
        assert arrivals.is_news(plate, match, cooldown=60, now=0, beside=beside)
    assert not arrivals.is_news("VAN112", STRANGER, cooldown=60, now=20)
    assert not arrivals.is_news("VAN111", _known("VAN111"), cooldown=60, now=59)
    assert arrivals.is_news("VAN112", STRANGER, cooldown=60, now=90)


def test_added_again() -> None:
    """A vehicle that is removed and added again while it is in view hasn't arrived anew."""
    arrivals = Arrivals()
    assert arrivals.is_news("A1", _known("A1"), cooldown=COOLDOWN, now=0)
    vehicle = KnownVehicle(vehicle_id="another id", name="A", plate="A1")
    again = Match(vehicle=vehicle, kind=MatchKind.EXACT, matched_plate="A1")
    assert not arrivals.is_news("A1", again, cooldown=COOLDOWN, now=1)


def test_no_cooldown() -> None:
    """Without a cooldown, everything is news."""
    arrivals = Arrivals()
    for _ in range(3):
        assert arrivals.is_news("A1", STRANGER, cooldown=0, now=1)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 30), st.sampled_from(["A1", "B1", "81", "XY"]), st.booleans()
        )
    )
)
def test_known_vehicle_is_news_once(steps: list[tuple[float, str, bool]]) -> None:
    """However it is read in between, a known vehicle that stays in view is announced once."""
    arrivals = Arrivals()
    now, announced = 0.0, 0
    for pause, plate, is_owner in steps:
        now += min(pause, COOLDOWN / 2 - 1)
        match = _known("OWNER") if is_owner else STRANGER
        news = arrivals.is_news(plate, match, cooldown=COOLDOWN, now=now)
        announced += news and is_owner
        announced += arrivals.is_news(
            "OWNER", _known("OWNER"), cooldown=COOLDOWN, now=now
        )
    assert announced == bool(steps)


@cache
def _place(number: int = 0) -> Place:
    """Return one of many places."""
    return keep_place(VIEW, (number, 0, number + 100, 30))


def _see(
    arrivals: Arrivals,
    now: float,
    plate: str,
    match: Match = STRANGER,
    *,
    place: Place | None = None,
    cooldown: float = COOLDOWN,
) -> bool:
    """See a plate in a place; it stands if it was seen there last. Return whether it is news."""
    before = arrivals.last_place(plate, match)
    stands = place is not None and place == before
    return arrivals.is_news(
        plate, match, cooldown=cooldown, now=now, place=place, stands=stands
    )


def test_parked() -> None:
    """A vehicle that stands for hours is no news, and starts anew once it has moved."""
    arrivals = Arrivals()
    assert _see(arrivals, 0, "A1", place=_place(1))
    for hours in (1, 10, 200):
        assert not _see(arrivals, hours * HOUR, "A1", place=_place(1))
    assert _see(arrivals, 201 * HOUR, "A1", place=_place(2))
    assert not _see(arrivals, 202 * HOUR, "A1", place=_place(2))
    assert _see(arrivals, 203 * HOUR, "A1", place=_place(1))


def test_moves_within_cooldown() -> None:
    """A vehicle that is still in view is no news, and its latest place counts."""
    arrivals = Arrivals()
    assert _see(arrivals, 0, "A1", place=_place(1))
    assert not _see(arrivals, 59, "A1", place=_place(2))
    assert not _see(arrivals, HOUR, "A1", place=_place(2))
    assert _see(arrivals, 2 * HOUR, "A1", place=_place(1))


def test_standing_without_cooldown() -> None:
    """Without a cooldown, also what stands is news."""
    arrivals = Arrivals()
    for hours in range(3):
        assert _see(arrivals, hours * HOUR, "A1", place=_place(), cooldown=0)


def test_parked_one_is_known_now() -> None:
    """A parked stranger that is recognised as a known vehicle is news once more, and only once."""
    arrivals = Arrivals()
    assert _see(arrivals, 0, "81", place=_place())
    assert _see(arrivals, 1 * HOUR, "81", _known("B1"), place=_place())
    assert not _see(arrivals, 2 * HOUR, "B1", _known("B1"), place=_place())
    assert not _see(arrivals, 3 * HOUR, "8I", STRANGER, place=_place())
    assert not _see(arrivals, 4 * HOUR, "B1", _known("B1"), place=_place())


def test_last_place() -> None:
    """The last place is that of the vehicle, by whatever reading, never of another known one."""
    arrivals = Arrivals()
    assert arrivals.last_place("B1", STRANGER) is None
    _see(arrivals, 0, "B1", _known("B1"), place=_place(1))
    _see(arrivals, 1, "A1", place=_place(2))
    for now, place in ((2, _place(1)), (HOUR, _place(3)), (HOUR + 1, None)):
        _see(arrivals, now, "B1", _known("B1"), place=place)
        assert arrivals.last_place("81", STRANGER) == place
        assert arrivals.last_place("XY", _known("B1")) == place
        assert arrivals.last_place("81", _known("81")) is None
        assert arrivals.last_place("A1", STRANGER) == _place(2)


def test_known_ones_that_look_the_same() -> None:
    """A known vehicle's arrival is no reason to forget a parked one that looks like it."""
    arrivals = Arrivals()
    assert _see(arrivals, 0, "B1", _known("B1"), place=_place(1))
    assert _see(arrivals, 1 * HOUR, "81", _known("81"), place=_place(2))
    assert not _see(arrivals, 2 * HOUR, "B1", _known("B1"), place=_place(1))
    assert not _see(arrivals, 3 * HOUR, "81", _known("81"), place=_place(2))


@pytest.mark.parametrize("recent", [0, 1, 15])
def test_number_of_parked_ones(recent: int) -> None:
    """The eight that were seen last are remembered; those without a place aren't."""
    assert MAX_REMEMBERED == 8
    arrivals = Arrivals()
    for number in range(20):
        assert _see(arrivals, number, f"A{number}", place=_place(number))
    assert not _see(arrivals, 20, f"A{recent}", place=_place(recent))
    assert _see(arrivals, HOUR, "NEW")
    assert _see(arrivals, 2 * HOUR, "NEWER")
    remembered = {
        number
        for number in range(20)
        if arrivals.last_place(f"A{number}", STRANGER) is not None
    }
    latest = [number for number in range(20) if number != recent] + [recent]
    assert remembered == set(latest[-MAX_REMEMBERED:])
    assert arrivals.last_place("NEW", STRANGER) is None


CARS = [("A1", STRANGER), ("C2", STRANGER), ("XY", STRANGER)]
CARS += [(plate, _known(plate)) for plate in ("B1", "81")]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(range(len(CARS))),
            st.sampled_from([0.0, 30.0, COOLDOWN, HOUR]),
            st.booleans(),
        )
    )
)
def test_standing_vehicle_is_news_once(steps: list[tuple[int, float, bool]]) -> None:
    """However long it stands, and whoever comes meanwhile, a vehicle isn't announced again.

    One that has moved is, unless it was seen just before.
    """
    arrivals = Arrivals()
    places: dict[int, int] = {}
    seen_at: dict[int, float] = {}
    now = 0.0
    for step, (car, pause, moves) in enumerate(steps):
        now += pause
        came = car not in places
        if came or moves:
            places[car] = step
        is_new = came or (moves and now - seen_at[car] >= COOLDOWN)
        plate, match = CARS[car]
        news = _see(arrivals, now, plate, match, place=_place(places[car]))
        assert news is is_new, (now, plate)
        seen_at[car] = now


def _at(left: int) -> Place:
    """Return a place as it is seen once."""
    return keep_place(VIEW, (left, 100, left + 60, 115))


def test_moves() -> None:
    """A vehicle that is followed from place to place is in view all the time."""
    arrivals = Arrivals()
    places = [_at(left) for left in (0, 100, 200, 300)]
    came = {"cooldown": COOLDOWN, "now": 0.0, "place": places[0]}
    assert arrivals.is_news("A1", STRANGER, **came)
    for step, (before, now) in enumerate(pairwise(places), 1):
        arrivals.note_moved(before, now, step * 50.0)
        # Whoever looks in between sees it stand there.
        later = keep_place(VIEW, now.box)
        arrivals.note_standing(now, later, step * 50.0 + 1)
    assert arrivals.known_places()[0].box == places[-1].box
    assert not arrivals.is_news("A1", STRANGER, cooldown=COOLDOWN, now=205)
    assert arrivals.is_news("A1", STRANGER, cooldown=COOLDOWN, now=300)


def test_another_moves() -> None:
    """Whoever moves from another place prolongs nobody else's stay."""
    arrivals = Arrivals()
    place = _at(0)
    assert arrivals.is_news("A1", STRANGER, cooldown=COOLDOWN, now=0, place=place)
    arrivals.note_moved(_at(100), _at(200), 50)
    assert arrivals.known_places() == [place]
    assert arrivals.is_news("A1", STRANGER, cooldown=COOLDOWN, now=61)
