"""A busy gate: queues, one vehicle right behind another, people in front of plates."""

from collections.abc import Iterator, Sequence
from random import Random

from .paths import Key, shifted
from .view import NEAR_LANE
from .ways import OUT, carport_in, walk

# The average number per day.
QUEUES, CONVOYS, EXPOSURE_JUMPS = 6.0, 8.0, 30.0
# The number of vehicles, and the seconds between those that follow each other.
QUEUE, CONVOY, HEADWAY = (2, 4), (2, 3), (1.6, 3.5)
# The seconds that the first of a queue waits, and that a vehicle takes to move up.
WAITS, MOVES_UP = (5.0, 12.0), 2.2
# A person walks between the camera and a waiting vehicle.
HIDES, WALKS_AT = 0.5, 4.8
# The sensor's off delay in seconds: here, it hardly ever turns off by day.
OFF_DELAY = 90.0, 600.0
# The factor and duration of jumps of the camera's exposure.
DARKER, BRIGHTER = (0.55, 0.75), (1.35, 1.6)
JUMP_TAKES, JUMP_STAYS = 0.4, (5.0, 120.0)


def queue(random: Random) -> tuple[list[list[Key]], list[list[Key]]]:
    """Return the paths of vehicles that queue, and of people who walk by."""
    side = random.choice((-1, 1))
    places = _places(side)
    number = random.randint(*QUEUE)
    leaves = [3.5 * number + random.uniform(*WAITS)]
    while len(leaves) < number:
        leaves.append(leaves[-1] + MOVES_UP + random.uniform(*WAITS))
    vehicles = [_queueing(index, places, leaves, side) for index in range(number)]
    people = [
        shifted(walk(random, (-3.5 * side, WALKS_AT), (3.5 * side, WALKS_AT)), at - 4)
        for at in leaves
        if random.random() < HIDES
    ]
    return vehicles, people


def convoy(random: Random) -> list[list[Key]]:
    """Return the paths of vehicles that drive through one right behind another."""
    way, at = random.randrange(10**6), 0.0
    seconds = random.uniform(4, 6)
    vehicles: list[list[Key]] = []
    for _ in range(random.randint(*CONVOY)):
        # All take the same path.
        vehicles.append(shifted(carport_in(Random(way), seconds), at))
        at += random.uniform(*HEADWAY)
    return vehicles


def exposure_jumps(
    random: Random, start: float, day: float
) -> Iterator[tuple[float, float, float]]:
    """Yield the start and end of a day's exposure jumps, and their factor."""
    for _ in range(round(random.gauss(EXPOSURE_JUMPS, EXPOSURE_JUMPS**0.5))):
        at = start + random.uniform(0, day)
        factor = random.uniform(*random.choice((DARKER, BRIGHTER)))
        yield at, at + random.uniform(*JUMP_STAYS), factor


def _places(side: int) -> list[tuple[float, float, float]]:
    """Return the waiting places of the first, second and further vehicles."""
    return [
        (0.0, 8.5, 0.0),
        (0.3 * side, 14.0, -14.0 * side),
        (6.0 * side, NEAR_LANE, -90.0 * side),
        (11.5 * side, NEAR_LANE, -90.0 * side),
    ]


def _queueing(
    index: int, places: Sequence[tuple[float, float, float]], leaves: list[float], side: int
) -> list[Key]:  # fmt: skip
    """Return the path of a waiting vehicle: to the end of the queue, and up with each departure."""
    comes = 3.5 * index
    keys = [
        Key(comes, (OUT + 2) * side, NEAR_LANE, -90 * side),
        Key(comes + 3, *places[index]),
    ]
    for ahead in range(index):
        place = index - ahead
        starts = leaves[ahead] + 0.6 * (place - 1)
        keys += [
            Key(starts, *places[place]),
            Key(starts + MOVES_UP, *places[place - 1]),
        ]
    return [
        *keys,
        Key(leaves[index], *places[0]),
        Key(leaves[index] + MOVES_UP, 0, 1.5),
    ]
