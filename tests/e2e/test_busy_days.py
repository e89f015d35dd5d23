"""The events at a busy gate in the benchmark of days."""

from itertools import pairwise
from math import hypot
from random import Random

import pytest

from benchmarks.day.busy import HEADWAY, convoy, exposure_jumps, queue
from benchmarks.day.paths import Path

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_queue_moves_up(seed: int) -> None:
    """Vehicles queue up and leave in their order of arrival."""
    vehicles, people = queue(Random(seed))
    ways = [Path(keys) for keys in vehicles]
    for ahead, behind in pairwise(ways):
        assert ahead.end < behind.end
        for step in range(int(ahead.end * 4)):
            at = step / 4
            if at < behind.start + 3:
                continue
            one, other = ahead.pose(at), behind.pose(at)
            assert hypot(one.x - other.x, one.distance - other.distance) > 3
    assert len(people) <= len(vehicles)


@pytest.mark.parametrize("seed", SEEDS)
def test_convoy_keeps_its_distance(seed: int) -> None:
    """Each takes the same path, right behind the one ahead."""
    vehicles = convoy(Random(seed))
    assert len(vehicles) > 1
    for ahead, behind in pairwise(vehicles):
        for one, other in zip(ahead, behind, strict=True):
            assert one[1:] == other[1:]
            assert HEADWAY[0] <= other.at - one.at <= HEADWAY[1]


def test_exposure_jumps_are_within_the_day() -> None:
    """Each makes the picture darker or brighter for a while."""
    jumps = [*exposure_jumps(Random(1), 100.0, 1000.0)]
    assert jumps
    for start, end, factor in jumps:
        assert 100 <= start <= 1100
        assert start < end
        assert factor < 0.8 or factor > 1.3
