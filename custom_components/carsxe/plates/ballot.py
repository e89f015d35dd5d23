"""Combines what several pictures of the same scene were read as, plate by plate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .confusion import fold_plate

# Two readings of one plate differ by no more than this many letters and digits.
MAX_SLIPS = 2
MIN_LENGTH_FOR_SLIPS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Vote:
    """One reading of a plate: in which picture, its score (0-1), and whose plate it is if known."""

    picture: int
    plate: str
    score: float
    vehicle_id: str | None = None


def elect(votes: Iterable[Vote]) -> list[Vote]:
    """Return the best reading of each vehicle that was seen, the best supported one first.

    Readings of different pictures that are nearly the same are the same vehicle's; the one with
    the highest sum of scores stands for it. A known vehicle's reading is never outvoted. Two
    plates that one picture shows are two vehicles, however alike.
    """
    ballots: dict[tuple[bool, str], list[Vote]] = defaultdict(list)
    for vote in votes:
        key = (vote.vehicle_id is not None, vote.vehicle_id or vote.plate)
        ballots[key].append(vote)
    ranked = sorted(
        ballots.values(),
        key=lambda ballot: (
            ballot[0].vehicle_id is not None,
            sum(vote.score for vote in ballot),
        ),
        reverse=True,
    )
    elected: list[list[Vote]] = []
    for ballot in ranked:
        if not any(_is_same_vehicle(winner, ballot) for winner in elected):
            elected.append(ballot)
    return [max(ballot, key=lambda vote: vote.score) for ballot in elected]


def _is_same_vehicle(winner: list[Vote], other: list[Vote]) -> bool:
    """Tell whether a weaker ballot is for the vehicle of a stronger one, only misread."""
    if other[0].vehicle_id is not None:
        return False
    if {vote.picture for vote in winner} & {vote.picture for vote in other}:
        return False
    return any(
        are_alike(first, second)
        for first in {vote.plate for vote in winner}
        for second in {vote.plate for vote in other}
    )


def are_alike(first: str, second: str) -> bool:
    """Tell whether two plates may be readings of the same one."""
    first, second = fold_plate(first), fold_plate(second)
    if first == second:
        return True
    if min(len(first), len(second)) < MIN_LENGTH_FOR_SLIPS:
        return False
    return _slips(first, second) <= MAX_SLIPS


def _slips(first: str, second: str) -> int:
    """Return how many letters and digits are wrong, missing or too many between two plates."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        above, row = row, [i]
        for j, two in enumerate(second, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != two)))
    return row[-1]
