"""Draw the camera's frame at a moment: what is there, in the light of that moment."""

from collections import OrderedDict
from datetime import datetime, timedelta
import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from .ground import Field, Pixels, draw_ground
from .plates_in_view import face, size_of
from .sprites import SIDE_SIZE, Sprite, end_of_car, side_of_car, sprite_of
from .things import Kind, Thing, Things
from .timetable import DAY
from .view import HEIGHT, WIDTH, Pose, project
from .weather import Weather

START = datetime(2026, 9, 21)  # noqa: DTZ001
QUALITY = 85
# Light is computed on a coarser grid.
COARSE = 4
# The fixed-point value of 1 for light.
ONE = 128
# Noise in gray levels by day, by a lamp and by infrared, and the number of noise pictures of each.
GRAIN = {"day": 1.8, "lamp": 3.6, "infrared": 4.2}
TURNS = 6
# Seconds for which a drawing is reused while nothing moves.
STILL = 20.0
# The number of cached frames, as several policies ask for the same ones.
KEPT = 24
RAINDROPS = 500
# Motion in pixels from which it is drawn blurred, and the greatest number of drawings for that.
MIN_BLUR, MAX_EXPOSURES = 1.0, 12
SUN_SHADE = 0.42


class Renderer:
    """Draws frames as JPEGs of 1280 x 720 pixels."""

    def __init__(self, seed: int, things: Things, weather: Weather) -> None:
        """Draw what never changes."""
        self._seed = seed
        self._things = things
        self._weather = weather
        self._ground = draw_ground(seed)
        self._kept: OrderedDict[float, bytes] = OrderedDict()
        lots = np.random.default_rng((seed, 7))
        self._grain = {
            kind: [_grain(lots, level) for _ in range(TURNS)]
            for kind, level in GRAIN.items()
        }
        self._rain = [_streaks(lots) for _ in range(TURNS)]
        shape = HEIGHT // COARSE, WIDTH // COARSE
        self._sky = cv2.resize(
            self._ground.sky, shape[::-1], interpolation=cv2.INTER_AREA
        )
        rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
        self._rows, self._columns = rows * COARSE, columns * COARSE
        self._lamp_light = self._pool(project(-2.5, 5).x, project(0, 6).y, 420) * 0.9
        self._street_light = self._pool(project(6, 17).x, project(6, 17).y, 300) * 0.30
        self._infrared_light = 0.10 + 0.85 * self._pool(WIDTH / 2, HEIGHT * 0.72, 460)
        self.drawn = 0

    def frame(self, at: float) -> bytes:
        """Return the frame of a moment; the same moment always has the same frame."""
        at = round(at, 3)
        if (kept := self._kept.get(at)) is not None:
            return kept
        jpeg = self._kept[at] = self._draw(at)
        self.drawn += 1
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return jpeg

    def is_still(self, before: float, at: float) -> bool:
        """Return whether nothing has moved since a recent moment, and no lamp changes."""
        if at - before > STILL or self._weather.lamp.is_on(before) != (
            self._weather.lamp.is_on(at)
        ):
            return False
        if self._weather.exposure(before) != self._weather.exposure(at):
            return False
        return not any(
            thing.path.moves_between(before - 1, at + 1)
            for moment in (before, at)
            for thing in self._things.at_minute(moment)
        )

    def _draw(self, at: float) -> bytes:
        """Draw a frame."""
        random = Random(f"{self._seed} frame {at}")
        there = sorted(
            ((thing, thing.path.pose(at)) for thing in self._things.at(at)),
            key=lambda item: -item[1].distance,
        )
        pixels = self._ground.pixels.copy()
        for thing, pose in there:
            self._put_moving(pixels, thing, pose, at)
        pixels = self._lit(pixels, there, at)
        self._shine(pixels, there, at, random)
        if (hard := self._weather.raining(at)) > 0:
            pixels = self._rained(pixels, hard, random)
        if (exposure := self._weather.exposure(at)) != 1:
            pixels = cv2.convertScaleAbs(pixels, alpha=exposure)
        more, less = random.choice(self._grain[self._view(at)])
        pixels = cv2.subtract(cv2.add(pixels, more), less)
        pixels = self._shaken(pixels, at, random)
        _clock(pixels, at)
        return cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))[
            1
        ].tobytes()

    def _view(self, at: float) -> str:
        """Return the light condition of the camera."""
        if self._weather.sees_infrared(at):
            return "infrared"
        return "day" if self._weather.daylight(at) > 0.5 else "lamp"

    def _put_moving(self, pixels: Pixels, thing: Thing, pose: Pose, at: float) -> None:
        """Draw something into the scene, blurred by its motion while the shutter is open."""
        shutter = self._weather.shutter(at)
        blur = _shift(thing, at - shutter / 2, at + shutter / 2)
        if blur < MIN_BLUR or pose.distance < 1:
            self._put(pixels, thing, pose, at)
            return
        number = min(math.ceil(blur / MIN_BLUR) + 1, MAX_EXPOSURES)
        total = np.zeros(pixels.shape, np.float32)
        for index in range(number):
            exposed = pixels.copy()
            moment = at + (index / (number - 1) - 0.5) * shutter
            self._put(exposed, thing, thing.path.pose(moment), at)
            cv2.accumulate(exposed, total)
        pixels[:] = cv2.convertScaleAbs(total, alpha=1 / number)

    def _put(self, pixels: Pixels, thing: Thing, pose: Pose, at: float) -> None:
        """Draw something into the scene."""
        if thing.kind is Kind.INSECT or pose.distance < 1:
            return
        if thing.kind in (Kind.PERSON, Kind.PEDESTRIAN, Kind.CAT):
            step = not thing.path.stands(at) and int(at * 2.5) % 2 == 0
            sprite = sprite_of(thing, step=step)
            _stand(pixels, sprite, pose, sprite.size[0])
            return
        self._put_vehicle(pixels, thing, pose, at)

    def _put_vehicle(self, pixels: Pixels, thing: Thing, pose: Pose, at: float) -> None:
        """Draw a vehicle into the scene: its side, and the end that faces the camera."""
        _, length, height = size_of(thing)
        front, rear = pose.ahead(length / 2), pose.ahead(-length / 2)
        facing = pose.facing
        aside = math.sqrt(max(0.0, 1 - facing**2))
        middle = project(pose.x, pose.distance)
        _shadow(pixels, pose, size_of(thing))
        if aside > 0.3:
            one, other = (
                project(front.x, front.distance),
                project(rear.x, rear.distance),
            )
            sprite = side_of_car(thing)
            image = sprite.image if one.x < other.x else sprite.image[:, ::-1]
            high = SIDE_SIZE[1] * height / 1.45 * middle.scale
            _lay(
                pixels,
                image,
                ((one.x + other.x) / 2, middle.y),
                (abs(one.x - other.x), high),
            )
        if abs(facing) > 0.1:
            end = face(thing, pose)
            if end.distance < 1:
                return
            sprite = end_of_car(thing, rear=facing < 0, lights=self._lights(thing, at))
            _stand(pixels, sprite, end, sprite.size[0] * abs(facing))

    def _lights(self, thing: Thing, at: float) -> bool:
        """Return whether a vehicle's lamps are on."""
        if self._weather.daylight(at) > 0.6:
            return False
        # They are turned on a moment before it starts and off after it has stopped.
        return not (
            thing.path.stands(at)
            and thing.path.stands(at - 6)
            and thing.path.stands(at + 6)
        )

    def _lit(
        self, pixels: Pixels, there: list[tuple[Thing, Pose]], at: float
    ) -> Pixels:
        """Light the scene."""
        day = self._weather.daylight(at)
        warm = self._daylight(at, day)
        if self._weather.sees_infrared(at):
            gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
            flicker = 1 + 0.01 * math.sin(at * 37)
            level = _whole(
                self._infrared_light * (1 - 0.9 * self._sky) * flicker
                + day * 0.3
                + self._headlights(there, at, 0.5)
            )
            return cv2.cvtColor(
                cv2.multiply(gray, level, scale=1 / ONE), cv2.COLOR_GRAY2BGR
            )
        night = (0.07 + self._street_light) * (1 - 0.9 * self._sky)
        if self._weather.lamp.is_on(at):
            night = night + self._lamp_light
        dark = 1 - day
        light = np.empty((*warm.shape, 3), np.float32)
        beams = self._headlights(there, at, 1.0) * dark
        # Lamps are yellow, and the sky at dusk is blue.
        for channel, tint, dusk in ((0, 0.72, 1.25), (1, 0.94, 1.0), (2, 1.1, 0.86)):
            blue = 1 + (dusk - 1) * 4 * day * dark
            light[:, :, channel] = warm * blue + night * tint * dark + beams
        level = _whole(light)
        return cv2.multiply(pixels, level, scale=1 / ONE)

    def _daylight(self, at: float, day: float) -> Field:
        """Return sunlight with the shadows of trees, which move with the sun and the wind."""
        weather = self._weather
        if day <= 0:
            return np.zeros_like(self._sky)
        sway = 9 * weather.wind(at) * math.sin(at * 1.9) * math.sin(at * 0.23)
        left = (at % DAY) / DAY * 900 - 130 + sway
        left = min(max(left, 0.0), 470.0)
        shift = np.asarray(
            [[1 / COARSE, 0, -left / COARSE], [0, 1 / COARSE, -60 / COARSE]], np.float32
        )
        shadows = cv2.warpAffine(
            self._ground.shadows, shift, self._sky.shape[::-1], flags=cv2.INTER_LINEAR
        )
        # Only direct sun casts shadows: none on an overcast day, few behind a cloud.
        sharp = {
            "clear": 1.0,
            "broken": max(0.0, 1 - 4 * (1 - weather.sun(at))),
            "overcast": 0.0,
        }[weather.sky(at)]
        shade = 1 - SUN_SHADE * sharp * shadows * (1 - self._sky)
        return np.asarray(day * weather.gain(at) * shade, np.float32)

    def _headlights(
        self, there: list[tuple[Thing, Pose]], at: float, strength: float
    ) -> Field:
        """Return the light of headlamps on the ground."""
        field: Field = np.zeros_like(self._sky)
        if self._weather.daylight(at) > 0.6:
            return field
        for thing, pose in there:
            if thing.kind in (Kind.VISIT, Kind.TRAFFIC, Kind.CURB) and self._lights(
                thing, at
            ):
                for ahead, reach, level in ((4.5, 95, 0.8), (9.0, 170, 0.35)):
                    lit = pose.ahead(ahead)
                    if lit.distance > 2:
                        spot = project(lit.x, lit.distance)
                        pool = self._pool(spot.x, spot.y, reach)
                        field = cv2.scaleAdd(pool, strength * level, field)
        return field

    def _shine(
        self, pixels: Pixels, there: list[tuple[Thing, Pose]], at: float, random: Random
    ) -> None:
        """Draw glowing lamps that shine into the camera, and insects in its own light."""
        dark = 1 - self._weather.daylight(at)
        for thing, pose in there:
            if thing.kind is Kind.INSECT:
                place = random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
                _glow(pixels, place, random.uniform(12, 60), random.uniform(90, 230))
            elif thing.kind in (Kind.VISIT, Kind.TRAFFIC, Kind.CURB) and self._lights(
                thing, at
            ):
                end = face(thing, pose)
                facing = abs(pose.facing)
                if facing < 0.2 or end.distance < 1.5:
                    continue
                for side in (-1, 1):
                    spot = project(end.x + side * 0.62 * facing, end.distance, 0.7)
                    size = (
                        spot.scale
                        * (0.55 if pose.facing > 0 else 0.22)
                        * (0.4 + 0.6 * dark)
                    )
                    _glow(
                        pixels, (spot.x, spot.y), size, 250 if pose.facing > 0 else 110
                    )

    def _rained(self, pixels: Pixels, hard: float, random: Random) -> Pixels:
        """Add rain."""
        dull = cv2.convertScaleAbs(pixels, alpha=1 - 0.12 * hard, beta=8 * hard)
        streaks = random.choice(self._rain)
        falling = (
            cv2.convertScaleAbs(
                streaks, alpha=hard * (0.3 + 0.5 * self._weather.daylight(0.0))
            )
            if hard < 1
            else streaks
        )
        return cv2.add(dull, falling)

    def _shaken(self, pixels: Pixels, at: float, random: Random) -> Pixels:
        """Shake the camera a little in strong wind."""
        strength = self._weather.wind(at)
        if strength < 0.4:
            return pixels
        shift = np.asarray(
            [
                [1, 0, random.gauss(0, 0.4 * strength)],
                [0, 1, random.gauss(0, 0.4 * strength)],
            ],
            np.float32,
        )
        return cv2.warpAffine(
            pixels, shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE
        )

    def _pool(self, x: float, y: float, reach: float) -> Field:
        """Return a light that fades with the distance."""
        away = ((self._columns - x) ** 2 + ((self._rows - y) * 1.8) ** 2) / reach**2
        return np.asarray(1 / (1 + away) ** 1.5, np.float32)


def _shift(thing: Thing, start: float, end: float) -> float:
    """Return by how many pixels something moves."""
    before, after = thing.path.pose(start), thing.path.pose(end)
    if min(before.distance, after.distance) < 1:
        return 0.0
    one = project(before.x, before.distance)
    other = project(after.x, after.distance)
    return math.hypot(one.x - other.x, one.y - other.y)


def _whole(light: Field) -> Pixels:
    """Return light as integers at the picture's size."""
    level = np.clip(light * ONE, 0, 255).astype(np.uint8)
    return cv2.resize(level, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)


def _stand(pixels: Pixels, sprite: Sprite, pose: Pose, width: float) -> None:
    """Put something upright on the ground."""
    foot = project(pose.x, pose.distance)
    _lay(
        pixels,
        sprite.image,
        (foot.x, foot.y),
        (width * foot.scale, sprite.size[1] * foot.scale),
    )


def _lay(
    pixels: Pixels,
    image: NDArray[np.uint8],
    foot: tuple[float, float],
    size: tuple[float, float],
) -> None:
    """Draw something over the scene, with the center of its foot at a point."""
    width, height = round(size[0]), round(size[1])
    left, upper = round(foot[0] - size[0] / 2), round(foot[1] - size[1])
    if (
        width < 2
        or height < 2
        or left >= WIDTH
        or upper >= HEIGHT
        or left + width <= 0
        or upper + height <= 0
    ):
        return
    small = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    x, y = max(left, 0), max(upper, 0)
    right, lower = min(left + width, WIDTH), min(upper + height, HEIGHT)
    patch = small[y - upper : lower - upper, x - left : right - left]
    opacity = patch[:, :, 3:].astype(np.float32) / 255
    under = pixels[y:lower, x:right]
    under[:] = (under * (1 - opacity) + patch[:, :, :3] * opacity).astype(np.uint8)


def _shadow(pixels: Pixels, pose: Pose, size: tuple[float, float, float]) -> None:
    """Draw the shadow of a vehicle."""
    angle = math.radians(pose.heading)
    width, length = size[0] / 2 * 1.06, size[1] / 2 * 1.04
    corners = []
    for along, across in ((1, 1), (1, -1), (-1, -1), (-1, 1)):
        x = pose.x + along * length * math.sin(angle) + across * width * math.cos(angle)
        distance = (
            pose.distance
            - along * length * math.cos(angle)
            + across * width * math.sin(angle)
        )
        spot = project(x, max(distance, 1.5))
        corners.append((spot.x, spot.y))
    points = np.asarray(corners).round().astype(np.int32)
    x, y, wide, high = cv2.boundingRect(points)
    left, upper = max(x, 0), max(y, 0)
    right, lower = min(x + wide, WIDTH), min(y + high, HEIGHT)
    if right <= left or lower <= upper:
        return
    mask = np.zeros((lower - upper, right - left), np.uint8)
    cv2.fillConvexPoly(mask, points - np.asarray([left, upper], np.int32), 255)
    region = pixels[upper:lower, left:right]
    region[:] = np.where(mask[:, :, None] > 0, region // 3, region)


def _glow(
    pixels: Pixels, place: tuple[float, float], radius: float, level: float
) -> None:
    """Add a soft light."""
    reach = round(2 * radius)
    left, upper = round(place[0]) - reach, round(place[1]) - reach
    x, y = max(left, 0), max(upper, 0)
    right, lower = min(left + 2 * reach, WIDTH), min(upper + 2 * reach, HEIGHT)
    if right <= x or lower <= y:
        return
    across = (np.arange(x, right, dtype=np.float32) - place[0]) / radius
    down = (np.arange(y, lower, dtype=np.float32) - place[1]) / radius
    light = level * np.exp(-1.5 * (across[None, :] ** 2 + down[:, None] ** 2))
    region = pixels[y:lower, x:right]
    region[:] = np.clip(region + light[:, :, None], 0, 255).astype(np.uint8)


def _grain(lots: np.random.Generator, level: float) -> tuple[Pixels, Pixels]:
    """Return a sensor's noise: what to add, and what to subtract."""
    noise = lots.normal(0, level, (HEIGHT, WIDTH, 1)).round()
    noise = np.repeat(noise, 3, axis=2)
    return np.clip(noise, 0, 255).astype(np.uint8), np.clip(-noise, 0, 255).astype(
        np.uint8
    )


def _streaks(lots: np.random.Generator) -> Pixels:
    """Return falling rain, to be added."""
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for _ in range(RAINDROPS):
        x, y = lots.uniform(0, WIDTH), lots.uniform(-40, HEIGHT)
        length, level = lots.uniform(14, 46), lots.uniform(14, 50)
        cv2.line(
            image,
            (round(x), round(y)),
            (round(x - 0.16 * length), round(y + length)),
            (level,) * 3,
            1,
            cv2.LINE_AA,
        )
    return image


def _clock(pixels: Pixels, at: float) -> None:
    """Burn in the date and the time."""
    text = f"{START + timedelta(seconds=at):%Y-%m-%d %H:%M:%S}"
    for color, width in (((10, 10, 10), 4), ((250, 250, 250), 2)):
        cv2.putText(
            pixels,
            text,
            (20, 36),
            cv2.FONT_HERSHEY_SIMPLEX,
            0.8,
            color,
            width,
            cv2.LINE_AA,
        )
