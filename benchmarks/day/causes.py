"""Determine the cause of each paid call, and of each missed arrival."""

from collections import Counter

from custom_components.carsxe.runtime.settings import CameraSettings
from sandbox.drawing.plates import plain

from .plates_in_view import Truth
from .record import Call, Record
from .tally import Pass, is_noticed
from .things import Kind, Switch, Visit

MIN_SCORE = CameraSettings.min_score / 100
STOP_SCORE = CameraSettings.burst_stop_score / 100
# The order of blame if several things move.
MOVERS = (Kind.PERSON, Kind.CURB, Kind.TRAFFIC, Kind.CAT, Kind.PEDESTRIAN, Kind.INSECT)


def causes_of_calls(
    record: Record, truth: Truth, came: list[Pass], known: set[str]
) -> Counter[str]:
    """Count the calls by cause."""
    counts: Counter[str] = Counter()
    awaited = {each.visit for each in came}
    done: set[Visit] = set()
    for call in record.calls:
        counts[_cause(call, truth, awaited, done, known)] += 1
    return counts


def _cause(
    call: Call, truth: Truth, awaited: set[Visit], done: set[Visit], known: set[str]
) -> str:  # fmt: skip
    """Return the cause of a call; record which vehicles have been read well."""
    good: set[Visit] = set()
    poor: set[Visit] = set()
    for plate, visit in call.owners.items():
        right = plate == plain(visit.plate) and call.scores[plate] >= MIN_SCORE
        enough = visit.plate in known or call.scores[plate] >= STOP_SCORE
        (good if right and enough else poor).add(visit)
    first = (good & awaited) - done
    if first:
        done |= first
        return "an arrival's first good reading"
    if (poor & awaited) - done:
        return "an arrival, read poorly or misread"
    there = truth.things.at(call.at)
    moving = [thing for thing in there if not thing.path.stands(call.at)]
    visits = [thing for thing in moving if isinstance(thing, Visit)]
    if any(visit in awaited and visit not in done for visit in visits):
        return "an arrival, not legible yet or any more"
    if visits:
        seen = any(visit in done or visit.path.start < 0 for visit in visits)
        return (
            "a vehicle that was read before moves"
            if seen
            else "a vehicle that is never legible"
        )
    for kind in MOVERS:
        if any(thing.kind is kind for thing in moving):
            return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} moves"
    if there and any(thing in awaited and thing not in done for thing in there):
        return "an arrival that stands, not legible"
    return "nothing moves"


def why_missed(each: Pass, record: Record, trigger: Switch) -> str:
    """Return why an arrival wasn't announced with its right plate."""
    start, end = each.readable - 0.5, min(each.visit.path.end, each.readable + 30)
    calls = [call for call in record.calls if start <= call.at <= end]
    mine = [call for call in calls if each.visit in call.owners.values()]
    if any(plain(each.visit.plate) in call.owners for call in mine):
        return "read, but not announced: outvoted, not sure enough, or taken for still there"
    if mine:
        return "misread"
    if calls:
        return "paid for, but not legible in those pictures"
    if any(start <= at <= end for at in record.looks):
        return "looked at, and taken for nothing new"
    if not is_noticed(each, trigger):
        return "the sensor noticed nothing"
    if any(each.readable - 12 <= call.at < start for call in record.calls):
        return "paid for before the plate was legible"
    if any(start <= at <= end for at in trigger.turns_on):
        return "triggered, but not looked at in time"
    return "the sensor was still on, and nothing was looked at"
