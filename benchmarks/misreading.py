"""A model of misreadings, with rates measured by `benchmarks.confusions`.

What the measurement doesn't tell is an assumption, and marked as such.
"""

from dataclasses import dataclass, field
from itertools import product
from math import prod
from random import Random
from string import ascii_uppercase, digits
from typing import Literal

from .measured import CONFUSIONS, OFFERED, SMALL, USUAL, View

SIGNS = digits + ascii_uppercase
# Assumption: a character that is hard to see is misread in every other picture of an arrival, and
# each time for the same one.
AGAIN = 0.5
# Assumption: any character is sometimes taken for any other one, in a single picture.
NOISE = 0.002
# Assumption: in one of fifty arrivals dirt, snow or a person hides a character all the time.
HIDDEN = 0.02
# Assumption: a reader's score for a clear character, and for a hard one.
CLEAR = (0.98, 1.0)
HARD = (0.5, 0.9)
MAX_CANDIDATES = 5
MAX_HARD = 3

type Scores = Literal["mean", "product"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """A camera and the reader of its pictures.

    A text's score is the mean of its characters', or their product, which is a probability. With
    `is_far`, all plates are small.
    """

    scores: Scores = "mean"
    far: bool = False

    @property
    def views(self) -> tuple[View, ...]:
        """Return the possible views of vehicles."""
        return SMALL if self.far else (USUAL, *SMALL)


@dataclass(frozen=True, slots=True)
class Read:
    """A reader's answer for one plate in one picture; the plate is the first candidate."""

    plate: str
    score: float
    candidates: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class Arrival:
    """A vehicle in front of a camera during one arrival."""

    plate: str
    reader: Reader
    view: View
    hard: dict[int, str] = field(default_factory=dict)
    """Positions that are hard to read, with what they are taken for."""
    hidden: int | None = None


def arrive(plate: str, reader: Reader, random: Random) -> Arrival:
    """Draw a random view of a plate."""
    views = reader.views
    (view,) = random.choices(views, [view.share for view in views])
    arrival = Arrival(plate, reader, view)
    for index, sign in enumerate(plate):
        wrong = CONFUSIONS.get(sign)
        if wrong and random.random() < sum(wrong.values()) * view.times / AGAIN:
            (arrival.hard[index],) = random.choices([*wrong], [*wrong.values()])
    if random.random() < HIDDEN:
        arrival.hidden = random.randrange(len(plate))
    return arrival


def read(arrival: Arrival, random: Random) -> Read | None:
    """Return the reading of one picture of an arrival; None if the plate isn't found."""
    view = arrival.view
    if random.random() < view.unread:
        return None
    # The more probable reading of each place, and the other one if it is offered.
    places = [_place(arrival, index, random) for index in range(len(arrival.plate))]
    if arrival.hidden is not None:
        places[arrival.hidden] = [("", random.uniform(*CLEAR))]
    _distort(places, view, random)
    return _ranked(places, arrival.reader.scores)


type Place = list[tuple[str, float]]


def _place(arrival: Arrival, index: int, random: Random) -> Place:
    """Return the reading of one character."""
    sign = arrival.plate[index]
    if random.random() < NOISE:
        return _either(random.choice(SIGNS), sign, random)
    if index not in arrival.hard:
        return [(sign, random.uniform(*CLEAR))]
    both = sign, arrival.hard[index]
    return _either(*(both[::-1] if random.random() < AGAIN else both), random)


def _either(first: str, second: str, random: Random) -> Place:
    """Return a reading and sometimes the other one as an alternative."""
    sure = random.uniform(*HARD)
    offered = [(second, 1 - sure)] if random.random() < OFFERED else []
    return [(first, sure), *offered]


def _distort(places: list[Place], view: View, random: Random) -> None:
    """Lose a character, add one, or replace several, each with its probability."""
    index = random.randrange(len(places))
    (sign, sure), *_ = places[index]
    lot = random.random()
    if lot < view.missing:
        places[index] = _either("", sign, random)
    elif lot < view.missing + view.added:
        places.insert(index, _either(random.choice((sign, *"1I")), "", random))
    elif lot < view.missing + view.added + view.spoiled:
        for spoiled in random.sample(range(len(places)), 3):
            places[spoiled] = [(random.choice(SIGNS), sure * HARD[0])]


def _ranked(places: list[Place], scores: Scores) -> Read:
    """Return the possible texts; the plate has the more probable reading at each place."""
    hard = [index for index, place in enumerate(places) if len(place) > 1][:MAX_HARD]
    found: dict[str, float] = {}
    for choice in product((0, 1), repeat=len(hard)):
        taken = dict(zip(hard, choice, strict=True))
        text = [place[taken.get(index, 0)] for index, place in enumerate(places)]
        sure = [each for _, each in text]
        score = prod(sure) if scores == "product" else sum(sure) / len(sure)
        found.setdefault("".join(sign for sign, _ in text), score)
    plate, score = next(iter(found.items()))
    others = sorted(found.items(), key=lambda item: -item[1])[:MAX_CANDIDATES]
    return Read(plate, score, tuple(others))
