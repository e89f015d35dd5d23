"""Tests of telling a new arrival from a vehicle that is still in view."""

from hypothesis import given, strategies as st
import pytest

from custom_components.carsxe.plates import KnownVehicle, Match, MatchKind, NoMatch
from custom_components.carsxe.runtime.arrivals import Arrivals

COOLDOWN = 60.0


def _known(plate: str) -> Match:
    """Return the match with the vehicle that has a plate."""
    vehicle = KnownVehicle(vehicle_id=f"id {plate}", name=plate, plate=plate)
    return Match(
        vehicle=vehicle, kind=MatchKind.EXACT, matched_plate=plate, nearest=vehicle
    )


STRANGER = Match(reason=NoMatch.UNLISTED)

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
