"""Ground truth: the plates in a picture, their size and sharpness, and what a reader reads."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
import math
from random import Random

from benchmarks.measured import CONFUSIONS, SMALL, USUAL, View
from benchmarks.misreading import AGAIN, HIDDEN, Arrival, Read, Reader, read
from custom_components.carsxe.api import models
from custom_components.carsxe.api.models import Detection, Recognition
from custom_components.carsxe.vision.box import Box
from sandbox.drawing.car import MILLIMETERS
from sandbox.drawing.car_front import PLATE as FRONT_PLATE
from sandbox.drawing.car_rear import PLATE as REAR_PLATE
from sandbox.drawing.plates import STYLES, plain

from .things import Kind, Thing, Things, Visit
from .view import HEIGHT, WIDTH, Pose, Spot, project
from .weather import Weather

# Meters.
CAR, VAN = (1.8, 4.5, 1.45), (2.0, 5.4, 2.0)
PERSON_WIDTH = 0.5
# A plate isn't read at an angle of more than 55 degrees.
MIN_FACING = math.cos(math.radians(55))
# How close to the picture's edge a plate may be, in pixels.
MARGIN = 3
# Motion blur of more than this share of a plate's width, half a character, hides its characters.
MAX_SMEAR = 0.06
# The probability that a plate isn't found, by its width in pixels: the sandbox's reader missed 20 of
# 22 of up to 30 pixels, 11 of 45 of up to 45, and none above. The rates of misreadings are those of
# small, medium and large characters.
SIZES: tuple[tuple[float, View], ...] = (
    (30, replace(SMALL[2], unread=20 / 22)),
    (45, replace(SMALL[1], unread=11 / 45)),
    (60, replace(SMALL[0], unread=0.01)),
    (math.inf, USUAL),
)
# Assumption: what lowers a reader's score. A plate of 60 pixels or more loses nothing by its size, one
# of 30 a fifth; headlights shine into the picture.
SIZE_LOSS, FULL_SIZE = 0.2, 60.0
SMEAR_LOSS, NIGHT_LOSS, GLARE_LOSS, RAIN_LOSS = 0.15, 0.03, 0.04, 0.03
READER = Reader()
WHOLE = Box(0, 0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class PlateInView:
    """A plate in a picture; `width` and `smear` in pixels, `box` as a recognizer returns it."""

    visit: Visit
    width: float
    smear: float
    box: Box
    hidden: bool

    @property
    def legible(self) -> bool:
        """Return whether a reader has a chance."""
        return not self.hidden and self.smear <= MAX_SMEAR * self.width

    def sent(self, area: Box, scale: float) -> PlateInView | None:
        """Return it in a resized part of the picture, or None if it isn't inside."""
        left, top, right, bottom = area.expanded(-MARGIN, -MARGIN)
        if not (
            left <= self.box.left and top <= self.box.top
            and self.box.right <= right and self.box.bottom <= bottom
        ):  # fmt: skip
            return None
        return replace(
            self,
            width=self.width * scale,
            smear=self.smear * scale,
            box=self.box.shifted(-area.left, -area.top).scaled(scale),
        )


def size_of(thing: Thing) -> tuple[float, float, float]:
    """Return a vehicle's width, length and height in meters."""
    return VAN if isinstance(thing, Visit) and thing.van else CAR


def face(thing: Thing, pose: Pose) -> Pose:
    """Return the position of the vehicle's end that faces the camera."""
    half = size_of(thing)[1] / 2
    return pose.ahead(half if pose.facing > 0 else -half)


def plate_spot(thing: Thing, pose: Pose) -> Spot:
    """Return the position of the center of a vehicle's plate."""
    end = face(thing, pose)
    units = (FRONT_PLATE if pose.facing > 0 else REAR_PLATE)[1]
    height = units * MILLIMETERS / 1000 * size_of(thing)[0] / CAR[0]
    return project(end.x, end.distance, height)


@dataclass(slots=True)
class Truth:
    """Knows what can be read at any moment."""

    seed: int
    things: Things
    weather: Weather

    def plates(self, at: float) -> list[PlateInView]:
        """Return the plates in a picture, including illegible ones."""
        there = self.things.at(at)
        visits = [thing for thing in there if isinstance(thing, Visit)]
        if not visits:
            return []
        blockers = [*self._blockers(there, at)]
        found = (self._plate(visit, at, blockers) for visit in visits)
        return [plate for plate in found if plate]

    def _plate(
        self, visit: Visit, at: float, blockers: list[tuple[float, float, float, Thing]]
    ) -> PlateInView | None:
        """Return a vehicle's plate if it is in the picture and faces the camera."""
        pose = visit.path.pose(at)
        facing = abs(pose.facing)
        spot = plate_spot(visit, pose)
        style = STYLES[visit.style]
        width = style.size[0] / 1000 * spot.scale * facing
        height = style.size[1] / 1000 * spot.scale
        box = Box(
            round(spot.x - width / 2), round(spot.y - height / 2),
            round(spot.x + width / 2), round(spot.y + height / 2),
        )  # fmt: skip
        inside = (
            box.left >= MARGIN and box.top >= MARGIN
            and box.right <= WIDTH - MARGIN and box.bottom <= HEIGHT - MARGIN
        )  # fmt: skip
        if facing < MIN_FACING or not inside or face(visit, pose).distance < 1:
            return None
        before = plate_spot(visit, visit.path.pose(at - 0.05))
        speed = math.hypot(spot.x - before.x, spot.y - before.y) / 0.05
        distance = pose.distance
        hidden = any(
            other is not visit and nearer < distance and left < box.right - 0.25 * width and right > box.left + 0.25 * width
            for left, right, nearer, other in blockers
        )  # fmt: skip
        return PlateInView(visit, width, speed * self.weather.shutter(at), box, hidden)

    def _blockers(
        self, there: list[Thing], at: float
    ) -> Iterator[tuple[float, float, float, Thing]]:
        """Yield what may be in front of a plate: left and right edge, distance, and the object."""
        for thing in there:
            pose = thing.path.pose(at)
            if thing.kind in (Kind.PERSON, Kind.PEDESTRIAN):
                half = PERSON_WIDTH / 2
            elif thing.kind in (Kind.VISIT, Kind.CURB):
                width, length, _ = size_of(thing)
                facing = abs(pose.facing)
                half = (width * facing + length * math.sqrt(1 - facing**2)) / 2
            else:
                continue
            spot = project(pose.x, pose.distance)
            yield (
                spot.x - half * spot.scale,
                spot.x + half * spot.scale,
                pose.distance,
                thing,
            )

    def read(self, plate: PlateInView, at: float) -> Read | None:
        """Return the reading of a plate; the same picture always has the same reading."""
        return _read(self.seed, plate, round(at, 3), self._loss(plate, at))

    def _loss(self, plate: PlateInView, at: float) -> float:
        """Return how much of a reader's score size, blur and light take away, 0-1."""
        size = max(0.0, (FULL_SIZE - plate.width) / (FULL_SIZE / 2)) * SIZE_LOSS
        smear = plate.smear / (MAX_SMEAR * plate.width) * SMEAR_LOSS
        night = self.weather.daylight(at) < 0.5
        glare = (
            night
            and plate.visit.path.pose(at).facing > 0
            and not plate.visit.path.stands(at)
        )
        return (
            size + smear + NIGHT_LOSS * night + GLARE_LOSS * glare
            + RAIN_LOSS * self.weather.raining(at)
        )  # fmt: skip

    def recognize(
        self, at: float, area: Box = WHOLE, scale: float = 1.0
    ) -> tuple[Recognition, dict[str, Visit]]:
        """Return the answer for a resized part of a picture, and the vehicles of its plates."""
        detections: list[Detection] = []
        owners: dict[str, Visit] = {}
        for there in self.plates(at):
            plate = there.sent(area, scale)
            if plate is None or not plate.legible:
                continue
            if (reading := self.read(plate, at)) is None:
                continue
            owners[reading.plate] = plate.visit
            detections.append(
                _detection(plate.box, reading, Random(f"{self.seed} box {at:.3f}"))
            )
        detections.sort(key=lambda found: found.score or 0, reverse=True)
        return Recognition(detections=tuple(detections), processing_time=100.0), owners


def _detection(box: Box, reading: Read, random: Random) -> Detection:
    """Return a detection as in an answer; boxes of the same plate vary by a pixel."""
    edges = [edge + random.choice((-1, 0, 0, 1)) for edge in box.rounded()]
    return Detection(
        plate=reading.plate,
        score=reading.score,
        dscore=0.9,
        box=models.Box(xmin=edges[0], ymin=edges[1], xmax=edges[2], ymax=edges[3]),
        candidates=reading.candidates,
    )


def _read(seed: int, plate: PlateInView, at: float, loss: float) -> Read | None:
    """Draw a random reading."""
    text = plain(plate.visit.plate)
    view = next(view for limit, view in SIZES if plate.width <= limit)
    random = Random(f"{seed} {plate.visit.number} {at}")
    hard, hidden = _hard(seed, plate.visit.number, text, view.times)
    arrival = Arrival(text, READER, view, dict(hard), hidden)
    reading = read(arrival, random)
    if reading is None:
        return None
    keep = max(0.0, 1 - loss)
    return Read(
        reading.plate,
        reading.score * keep,
        tuple((text, score * keep) for text, score in reading.candidates),
    )


@lru_cache(maxsize=1024)
def _hard(
    seed: int, number: int, text: str, times: float
) -> tuple[tuple[tuple[int, str], ...], int | None]:
    """Return the characters of a vehicle's plate that are hard to read at a size or hidden by dirt.

    What is hard up close is hard from afar, too.
    """
    random = Random(f"{seed} {number} hard")
    hard: list[tuple[int, str]] = []
    for index, sign in enumerate(text):
        lot, which = random.random(), random.random()
        wrong = CONFUSIONS.get(sign)
        if wrong and lot < sum(wrong.values()) * times / AGAIN:
            names = [*wrong]
            total = sum(wrong.values())
            for name in names:
                which -= wrong[name] / total
                if which <= 0:
                    break
            hard.append((index, name))
    hidden = random.randrange(len(text)) if random.random() < HIDDEN else None
    return tuple(hard), hidden
