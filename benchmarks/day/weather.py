"""Light and weather by time: sun, clouds, rain, wind, and the lamps at night."""

from dataclasses import dataclass, field
import math
from random import Random

from .busy import JUMP_TAKES, exposure_jumps
from .things import Kind, Switch, Things
from .timetable import DAY, HOUR

# Hours of a day in spring or fall.
SUNRISE, SUNSET, TWILIGHT = 6.5, 19.0, 0.7
# The share of nights with infrared; a porch lamp lights the others.
INFRARED = 0.5
# Below this much daylight (0-1) the camera switches to infrared.
INFRARED_BELOW = 0.12
RAINY = 0.35
# Seconds for which a motion lamp at the house stays on.
LAMP_STAYS = 90.0
# How much the clouds change the light, by the day's sky: clear, broken, overcast.
SKIES = {"clear": 0.03, "broken": 0.28, "overcast": 0.07}
# The share of this that the camera's exposure compensates.
EXPOSURE = 0.5
# Exposure times in seconds: in daylight, by infrared, by a lamp.
SHUTTERS = 1 / 250, 1 / 60, 1 / 30


@dataclass(slots=True)
class Weather:
    """The weather of the days; `infrared` is the camera's night view."""

    seed: int
    days: int
    busy: bool = False
    """Whether the camera's exposure jumps now and then."""
    infrared: bool = field(init=False)
    lamp: Switch = field(default=Switch(()))
    skies: list[str] = field(default_factory=list)
    winds: list[float] = field(default_factory=list)
    rains: list[tuple[float, float]] = field(default_factory=list)
    jumps: list[tuple[float, float, float]] = field(default_factory=list)
    _waves: list[tuple[float, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Draw the random values."""
        random = Random(f"{self.seed} weather")
        self.infrared = random.random() < INFRARED
        for day in range(self.days + 1):
            self.skies.append(random.choice(list(SKIES)))
            self.winds.append(random.random() ** 2)
            if random.random() < RAINY:
                start = day * DAY + random.uniform(0, 22) * HOUR
                self.rains.append((start, start + random.uniform(0.3, 3) * HOUR))
        # Clouds last from half a minute to half an hour.
        self._waves = [
            (
                random.uniform(0.5, 1),
                2 * math.pi / random.uniform(40, 1800),
                random.uniform(0, 6),
            )
            for _ in range(8)
        ]

        if self.busy:
            lots = Random(f"{self.seed} exposure")
            for day in range(self.days):
                self.jumps += exposure_jumps(lots, day * DAY, DAY)

    def light_lamp(self, things: Things) -> None:
        """Turn on a lamp at night when something moves in the driveway, unless there is infrared."""
        if self.infrared:
            return
        spans = sorted(
            (start, end + LAMP_STAYS)
            for thing in things.all
            if thing.kind in (Kind.VISIT, Kind.PERSON, Kind.CAT)
            for start, end in thing.path.within(0, 11)
            if self.daylight(start) < 0.3
        )
        edges: list[float] = []
        for start, end in spans:
            if edges and start <= edges[-1]:
                edges[-1] = max(edges[-1], end)
            else:
                edges += [start, end]
        self.lamp = Switch(tuple(edges))

    def daylight(self, at: float) -> float:
        """Return the daylight, 0-1."""
        hour = at % DAY / HOUR
        rise = _smooth((hour - SUNRISE + TWILIGHT / 2) / TWILIGHT)
        return rise * (1 - _smooth((hour - SUNSET + TWILIGHT / 2) / TWILIGHT))

    def sees_infrared(self, at: float) -> bool:
        """Return whether the camera uses infrared."""
        return self.infrared and self.daylight(at) < INFRARED_BELOW

    def sky(self, at: float) -> str:
        """Return the day's sky."""
        return self.skies[min(max(int(at // DAY), 0), self.days)]

    def wind(self, at: float) -> float:
        """Return the day's wind, 0-1."""
        return self.winds[min(max(int(at // DAY), 0), self.days)]

    def raining(self, at: float) -> float:
        """Return the rain, 0-1; it begins and ends slowly."""
        return max(
            (
                min(1.0, (at - start) / 300, (end - at) / 300)
                for start, end in self.rains
                if start < at < end
            ),
            default=0.0,
        )

    def sun(self, at: float) -> float:
        """Return the share of sunlight through the clouds, about 0.6-1."""
        depth = SKIES[self.sky(at)]
        wave = sum(
            size * math.sin(rate * at + phase) for size, rate, phase in self._waves
        )
        cover = _smooth(0.5 + 0.35 * wave)
        return 1 - 1.4 * depth * cover

    def exposure(self, at: float) -> float:
        """Return the camera's exposure factor."""
        for start, end, factor in self.jumps:
            if start < at < end:
                share = min(1.0, (at - start) / JUMP_TAKES, (end - at) / JUMP_TAKES)
                return 1 + (factor - 1) * share
        return 1.0

    def shutter(self, at: float) -> float:
        """Return the exposure time of a picture in seconds."""
        by_day, by_infrared, by_lamp = SHUTTERS
        light = self.daylight(at)
        if light < 0.5:
            return by_infrared if self.infrared else by_lamp
        return by_day / light**2

    def gain(self, at: float) -> float:
        """Return the brightness of the day's picture, 1 in full sun."""
        return float(self.sun(at) ** EXPOSURE)


def _smooth(share: float) -> float:
    """Return a smooth step from 0 to 1."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
