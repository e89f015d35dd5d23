"""The paths of vehicles, people and animals."""

from random import Random

from .paths import Key, Path, backwards, shifted
from .view import DRIVE_REACH, FAR_CURB, FAR_LANE, NEAR_CURB, NEAR_LANE, PAVEMENT

# Meters: how far to the side the street is out of view.
OUT = 16.0


def drive_in(random: Random, x: float, distance: float, seconds: float) -> list[Key]:
    """Come along the street, turn in and stop, nose first; `seconds` from sidewalk to stop."""
    side = random.choice((-1, 1))
    pace = random.uniform(0.85, 1.2)
    return [
        Key(0, OUT * side, NEAR_LANE, -90 * side),
        Key(1.6 * pace, 5.5 * side, NEAR_LANE, -90 * side),
        Key(3.4 * pace, 1.6 * side + 0.3 * x, 14.2, -32 * side),
        Key(3.4 * pace + 0.45 * seconds, 0.9 * x, (14.2 + distance) / 2, -4 * side),
        Key(3.4 * pace + seconds, x, distance, random.uniform(-3, 3)),
    ]


def back_in(random: Random, x: float, distance: float, seconds: float) -> list[Key]:
    """Drive past the driveway and come in backward."""
    side = random.choice((-1, 1))
    return [
        Key(0, OUT * side, NEAR_LANE, -90 * side),
        Key(2.6, -4.5 * side, NEAR_LANE, -92 * side),
        Key(3.6, -4.5 * side, NEAR_LANE, -92 * side),
        Key(6.2, -0.8 * side + 0.3 * x, 14.0, -150 * side),
        Key(6.2 + 0.5 * seconds, 0.9 * x, (14.0 + distance) / 2, -176 * side),
        Key(6.2 + seconds, x, distance, (180 + random.uniform(-3, 3)) * -side),
    ]


def drive_off(random: Random, stop: Key, seconds: float) -> list[Key]:
    """Leave a place, backward if the vehicle's nose points to the camera."""
    x, distance, heading = stop[1:]
    if abs(heading) < 90:
        way = drive_in(random, x, distance, seconds)[1:]
        way[-1] = way[-1]._replace(heading=heading)
        out = backwards(way)
        last = out[-1]
        side = 1 if last.x > 0 else -1
        pause = last._replace(at=last.at + 0.8)
        gone = Key(pause.at + 3.2, -OUT * side, NEAR_LANE, last.heading)
        return shifted([*out, pause, gone], -out[0].at)
    side = -1 if heading > 0 else 1
    return [
        Key(0, x, distance, heading),
        Key(0.55 * seconds, 0.9 * x, (14.2 + distance) / 2, -176 * side),
        Key(seconds, 0.4 * x - 0.8 * side, 14.2, -148 * side),
        Key(seconds + 1.8, -5.5 * side, NEAR_LANE, -90 * side),
        Key(seconds + 3.4, -OUT * side, NEAR_LANE, -90 * side),
    ]


def carport_in(random: Random, seconds: float) -> list[Key]:
    """Come in and drive on below the camera, out of view."""
    return drive_in(random, random.uniform(-0.4, 0.4), 1.5, seconds)


def carport_out(random: Random, seconds: float) -> list[Key]:
    """Come out from below the camera, backward."""
    return drive_off(random, carport_in(random, seconds)[-1], seconds)


def along_street(random: Random) -> list[Key]:
    """Drive by."""
    side = random.choice((-1, 1))
    lane = NEAR_LANE if side > 0 else FAR_LANE
    seconds = 2 * (OUT + 4) / random.uniform(7, 13)
    return [
        Key(0, (OUT + 4) * side, lane, -90 * side),
        Key(seconds, -(OUT + 4) * side, lane, -90 * side),
    ]


def stop_at_curb(random: Random, x: float, seconds: float, *, near: bool) -> list[Key]:
    """Stop at the roadside and drive on."""
    side = 1 if near else -1
    lane, curb = (NEAR_LANE, NEAR_CURB + 0.2) if near else (FAR_LANE, FAR_CURB)
    arrival, start = 3.2, 3.2 + seconds
    return [
        Key(0, (OUT + 4) * side, lane, -90 * side),
        Key(arrival, x, curb, -90 * side),
        Key(start, x, curb, -90 * side),
        Key(start + 3.5 + random.uniform(0, 1), -(OUT + 4) * side, lane, -90 * side),
    ]


def walk(random: Random, *places: tuple[float, float]) -> list[Key]:
    """Walk from place to place."""
    pace = random.uniform(1.0, 1.5)
    keys = [Key(0, *places[0])]
    for x, distance in places[1:]:
        last = keys[-1]
        meters = ((x - last.x) ** 2 + (distance - last.distance) ** 2) ** 0.5
        keys.append(Key(last.at + max(meters, 0.5) / pace, x, distance))
    return keys


def along_pavement(random: Random) -> list[Key]:
    """Walk by."""
    side = random.choice((-1, 1))
    return walk(random, (11.0 * side, PAVEMENT + 0.4), (-11.0 * side, PAVEMENT + 0.4))


def to_the_door(random: Random) -> list[Key]:
    """Come from the street to the door below the camera, wait there, and leave."""
    side = random.choice((-1, 1))
    x = random.uniform(-1, 1)
    way = walk(
        random, (11.0 * side, PAVEMENT), (2 * side, PAVEMENT), (x, 9.0), (x, 3.0)
    )
    wait = way[-1]._replace(at=way[-1].at + random.uniform(8, 40))
    return [*way, *shifted(backwards(way), wait.at)]


def to_the_bin(random: Random) -> list[Key]:
    """Walk from the door to the bin at the sidewalk and back."""
    side = random.choice((-1, 1))
    way = walk(random, (0.5, 3.0), (1.5 * side, 8.0), (2.9 * side, 13.5))
    wait = way[-1]._replace(at=way[-1].at + random.uniform(2, 15))
    return [*way, *shifted(backwards(way), wait.at)]


def car_to_door(random: Random, stop: Key) -> list[Key]:
    """Get out of a vehicle and go to the door."""
    side = 1 if stop.x < 0 else -1
    return walk(
        random,
        (stop.x + 1.2 * side, stop.distance),
        (stop.x + 1.3 * side, 5.0),
        (0.0, 3.0),
    )


def prowl(random: Random) -> list[Key]:
    """Cross the driveway like a cat, with a stop."""
    side = random.choice((-1, 1))
    there = random.uniform(-1.5, 1.5), random.uniform(6, 12)
    way = walk(
        random, ((DRIVE_REACH + 3) * side, random.uniform(6, 12)), there,
        (-(DRIVE_REACH + 3) * side, random.uniform(6, 12)),
    )  # fmt: skip
    wait = random.uniform(1, 12)
    return [*way[:2], *shifted([way[1]], wait), *shifted(way[2:], wait)]


def path(keys: list[Key], start: float) -> Path:
    """Return the path of keyframes from a moment."""
    return Path(shifted(keys, start))
