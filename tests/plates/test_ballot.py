"""Tests of combining the readings of several pictures."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from hypothesis import assume, given, settings, strategies as st
import pytest

from custom_components.carsxe.plates import Vote, elect
from custom_components.carsxe.plates.ballot import are_alike

type Reading = tuple[int, str, float] | tuple[int, str, float, str]


def _votes(readings: Sequence[Reading]) -> list[Vote]:
    """Return votes: picture, plate, score, and the vehicle's id where it is known."""
    return [
        Vote(
            picture=reading[0],
            plate=reading[1],
            score=reading[2],
            vehicle_id=reading[3] if len(reading) > 3 else None,
        )
        for reading in readings
    ]


@pytest.mark.parametrize(
    ("readings", "winners"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([(0, "ABC123", 0.8)], [(0, "ABC123", 0.8)], id="one"),
        pytest.param(
            [(0, "ABC123", 0.7), (1, "ABC123", 0.9), (2, "ABC123", 0.8)],
            [(1, "ABC123", 0.9)],
            id="its best reading",
        ),
        pytest.param(
            [(0, "ABC128", 0.9), (1, "ABC123", 0.7), (2, "ABC123", 0.7)],
            [(1, "ABC123", 0.7)],
            id="two agree against a better one",
        ),
        pytest.param(
            [(0, "ABC128", 0.9), (1, "ABC123", 0.4), (2, "ABC123", 0.4)],
            [(0, "ABC128", 0.9)],
            id="two poor ones don't",
        ),
        pytest.param(
            [(0, "ABC123", 0.7), (1, "XYZ789", 0.8)],
            [(1, "XYZ789", 0.8), (0, "ABC123", 0.7)],
            id="two vehicles, the best first",
        ),
        pytest.param(
            [(0, "XYZ789", 0.9), (1, "ABC123", 0.5), (2, "ABC123", 0.5)],
            [(1, "ABC123", 0.5), (0, "XYZ789", 0.9)],
            id="two vehicles, the best supported first",
        ),
        pytest.param(
            [(0, "ABC123", 0.9), (0, "ABC128", 0.8)],
            [(0, "ABC123", 0.9), (0, "ABC128", 0.8)],
            id="alike in one picture",
        ),
        pytest.param(
            [(0, "ABC123", 0.9), (1, "ABC123", 0.9), (1, "ABC128", 0.8)],
            [(0, "ABC123", 0.9), (1, "ABC128", 0.8)],
            id="alike in one of the pictures",
        ),
        pytest.param(
            [(0, "ABC128", 0.99), (1, "ABC123", 0.7, "van")],
            [(1, "ABC123", 0.7, "van")],
            id="known one against a better stranger",
        ),
        pytest.param(
            [(0, "ABC128", 0.9), (0, "ABC123", 0.7, "van")],
            [(0, "ABC123", 0.7, "van"), (0, "ABC128", 0.9)],
            id="known one first, the neighbour's is another",
        ),
        pytest.param(
            [(0, "A8C123", 0.8, "van"), (1, "ABC123", 0.9, "van")],
            [(1, "ABC123", 0.9, "van")],
            id="known one by two readings",
        ),
        pytest.param(
            [(0, "ABC123", 0.9, "van"), (1, "ABC124", 0.8, "car")],
            [(0, "ABC123", 0.9, "van"), (1, "ABC124", 0.8, "car")],
            id="two known ones that are alike",
        ),
        pytest.param(
            [(0, "XYZ789", 0.9, "van"), (1, "ABC123", 0.8, "van"), (2, "ABC12B", 0.9)],
            [(0, "XYZ789", 0.9, "van")],
            id="stranger like any of its readings",
        ),
        pytest.param(
            [(0, "ABC123", 0.7), (1, "ABC123", 0.7, "van")],
            [(1, "ABC123", 0.7, "van")],
            id="known by a candidate a picture later",
        ),
    ],
)
def test_elect(readings: list[Reading], winners: list[Reading]) -> None:
    """Each vehicle is elected once, by its best supported plate's best reading."""
    assert elect(_votes(readings)) == _votes(winners)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        pytest.param("ABC123", "ABC123", True, id="same"),
        pytest.param("ABC123", "ABC124", True, id="one wrong"),
        pytest.param("ABC123", "AXC124", True, id="two wrong"),
        pytest.param("ABC123", "AXC1Y4", False, id="three wrong"),
        pytest.param("ABC123", "BC12", False, id="too short now"),
        pytest.param("ABC123", "BC123", True, id="one missing"),
        pytest.param("ABC1234", "BC123", True, id="two missing"),
        pytest.param("ABC123", "XABC123Y", True, id="two too many"),
        pytest.param("ABC123", "BCA123", True, id="one moved"),
        pytest.param("0B1", "O8I", True, id="short, easily taken for one another"),
        pytest.param("AB12", "AB13", False, id="short"),
        pytest.param("AB123", "AB124", True, id="long enough"),
        pytest.param("O8I5Z", "0B1S2", True, id="folded before it is compared"),
        pytest.param("", "", True, id="nothing"),
        pytest.param("", "A", False, id="nothing and something"),
    ],
)
def test_alike(first: str, second: str, alike: bool) -> None:
    """Plates are alike where no more than two letters and digits are wrong."""
    assert are_alike(first, second) is alike
    assert are_alike(second, first) is alike


PLATES = ["ABC123", "ABC124", "ABC1234", "A8C123", "XYZ789", "XYZ788", "B1", "81", "AB"]
# Sums of them are exact, in whatever order.
SCORES = st.integers(1, 64).map(lambda part: part / 64)


@st.composite
def _bursts(draw: st.DrawFn) -> list[Vote]:
    """Draw what a burst of pictures was read as; a picture holds each plate once."""
    keys = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.sampled_from(PLATES)),
            unique=True,
            max_size=10,
        )
    )
    known = draw(st.dictionaries(st.sampled_from(PLATES), st.sampled_from("vw")))
    return [
        Vote(
            picture=picture,
            plate=plate,
            score=draw(SCORES),
            # By a candidate it may be known in one picture and not in another.
            vehicle_id=known.get(plate) if draw(st.booleans()) else None,
        )
        for picture, plate in keys
    ]


def _key(vote: Vote) -> str:
    """Return whose ballot a vote is in."""
    return f"id {vote.vehicle_id}" if vote.vehicle_id else vote.plate


@given(_bursts())
def test_known_vehicles(votes: list[Vote]) -> None:
    """Every known vehicle that was read is elected exactly once, before all strangers."""
    winners = elect(votes)
    known = [vote.vehicle_id for vote in winners if vote.vehicle_id]
    assert sorted(known) == sorted({v.vehicle_id for v in votes if v.vehicle_id})
    assert [vote.vehicle_id for vote in winners[: len(known)]] == known


@given(_bursts())
def test_winners(votes: list[Vote]) -> None:
    """A winner is the best vote of its ballot, and no ballot wins twice."""
    winners = elect(votes)
    assert len({_key(vote) for vote in winners}) == len(winners)
    for winner in winners:
        assert winner in votes
        ballot = [vote for vote in votes if _key(vote) == _key(winner)]
        assert winner.score == max(vote.score for vote in ballot)


@given(_bursts())
def test_winners_differ(votes: list[Vote]) -> None:
    """Two winners are alike only where one picture shows both, or both are known."""
    pictures = defaultdict(set)
    for vote in votes:
        pictures[_key(vote)].add(vote.picture)
    for first, second in combinations(elect(votes), 2):
        if are_alike(first.plate, second.plate):
            both_known = first.vehicle_id and second.vehicle_id
            assert both_known or pictures[_key(first)] & pictures[_key(second)]


@given(_bursts())
def test_losers(votes: list[Vote]) -> None:
    """Whoever isn't elected was read by no picture that shows the winner it is taken for."""
    winners = elect(votes)
    ballots: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        ballots[_key(vote)].append(vote)
    for key in set(ballots) - {_key(vote) for vote in winners}:
        pictures = {vote.picture for vote in ballots[key]}
        plate = ballots[key][0].plate
        assert any(
            pictures.isdisjoint(vote.picture for vote in ballots[_key(winner)])
            and any(are_alike(plate, vote.plate) for vote in ballots[_key(winner)])
            for winner in winners
        )


@given(st.lists(st.sampled_from(PLATES), unique=True), st.data())
def test_one_picture(plates: list[str], data: st.DataObject) -> None:
    """The plates of one picture never merge."""
    votes = [Vote(picture=0, plate=plate, score=data.draw(SCORES)) for plate in plates]
    winners = elect(votes)
    assert sorted(vote.plate for vote in winners) == sorted(plates)
    assert [vote.score for vote in winners] == sorted(
        (vote.score for vote in votes), reverse=True
    )


@settings(max_examples=200)
@given(_bursts(), st.randoms(use_true_random=False))
def test_order(votes: list[Vote], chance: object) -> None:
    """The order of pictures and plates doesn't matter, unless two have the same support."""
    supports: dict[str, float] = defaultdict(float)
    for vote in votes:
        supports[_key(vote)] += vote.score
    assume(len(set(supports.values())) == len(supports))
    shuffled = list(votes)
    chance.shuffle(shuffled)
    assert [(_key(vote), vote.score) for vote in elect(votes)] == [
        (_key(vote), vote.score) for vote in elect(shuffled)
    ]


@given(st.text("AB01O8", max_size=8), st.text("AB01O8", max_size=8))
def test_alike_both_ways(first: str, second: str) -> None:
    """If one plate is like another, the other is like the one; and each is like itself."""
    assert are_alike(first, second) == are_alike(second, first)
    assert are_alike(first, first)
