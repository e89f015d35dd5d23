"""Ways to tell known plates from others: the integration's own, and simpler ones for comparison."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from custom_components.carsxe.plates import KnownVehicle, Match, Matcher, MatchKind
from custom_components.carsxe.runtime.settings import CameraSettings

from .misreading import Read

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MIN_SCORE = CameraSettings.min_score / 100

type Policy = Callable[[Read], Match]

SETTINGS: dict[str, Collection[MatchKind]] = {
    "`exact` only": [MatchKind.EXACT],
    "`exact`, `candidate` (the default)": [MatchKind.EXACT, MatchKind.CANDIDATE],
    "`exact`, `candidate`, `confusable`": list(MatchKind),
}


def policies(plates: Sequence[str]) -> dict[str, Policy]:
    """Return all policies for a list of known plates."""
    vehicles = {
        plate: KnownVehicle(vehicle_id=plate, name=plate, plate=plate)
        for plate in plates
    }
    return {
        **{
            name: _matching(Matcher(vehicles.values(), kinds))
            for name, kinds in SETTINGS.items()
        },
        "equal texts": lambda read: _known(vehicles.get(read.plate)),
        "up to 1 edit": _within(1, vehicles),
        "up to 2 edits": _within(2, vehicles),
    }


def _matching(matcher: Matcher) -> Policy:
    """Return the policy of one of our settings."""
    return lambda read: matcher.match(
        read.plate, read.candidates, min_score=MIN_SCORE, camera_id="gate", now=NOW
    )


def _known(vehicle: KnownVehicle | None) -> Match:
    """Return the result of a policy that gives no reasons."""
    return Match(vehicle=vehicle)


def _within(edits: int, vehicles: dict[str, KnownVehicle]) -> Policy:
    """Return the policy that accepts the first vehicle among those with the fewest edits."""
    parts = {plate: _parts(plate, edits + 1) for plate in vehicles}

    def policy(read: Read) -> Match:
        near = {
            plate: distance
            for plate, pieces in parts.items()
            # With one piece more than edits, at least one piece is unchanged.
            if any(piece in read.plate for piece in pieces)
            and (distance := edit_distance(plate, read.plate)) <= edits
        }
        return _known(vehicles[min(near, key=near.__getitem__)] if near else None)

    return policy


def _parts(text: str, count: int) -> list[str]:
    """Split a text into pieces of about the same length."""
    cuts = [round(index * len(text) / count) for index in range(count + 1)]
    return [text[start:end] for start, end in pairwise(cuts)]


def edit_distance(first: str, second: str) -> int:
    """Return the Levenshtein distance of two texts."""
    row = list(range(len(second) + 1))
    for index, sign in enumerate(first, 1):
        diagonal, row[0] = row[0], index
        for column, other in enumerate(second, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (sign != other)),
            )
    return row[-1]
