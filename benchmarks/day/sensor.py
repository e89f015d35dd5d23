"""A motion sensor with its delays, blind spots and false alarms."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .busy import OFF_DELAY as BUSY_OFF_DELAY
from .things import Kind, Switch, Things
from .timetable import DAY, HOUR
from .view import NEAR_CURB
from .weather import Weather

# Meters: a passive infrared sensor doesn't reach as far as a camera.
INFRARED_REACH, CAMERA_REACH = 11.0, 15.5
INFRARED_SENSORS = 0.4
# Seconds until it reports a motion.
INFRARED_DELAY, CAMERA_DELAY = (0.1, 0.6), (0.4, 1.5)
# Sometimes a sensor, a bridge or a network takes its time.
LATE, LATE_BY = 0.03, (1.5, 4.0)
OFF_DELAY = (10.0, 30.0)
# A passive infrared sensor is blind for a moment after it turns off.
BLIND = 2.0
# False alarms per day: on a windy day, per hour of rain, on a day with broken clouds.
WIND_ALARMS, RAIN_ALARMS, CLOUD_ALARMS = 14.0, 2.5, 4.0
# A camera's motion detection is fooled by light, a passive infrared sensor by warm air.
FOOLED = {"camera": 1.0, "infrared": 0.4}


@dataclass(frozen=True, slots=True)
class Sensor:
    """The kind of sensor, and its off delay after the last motion."""

    kind: str
    reach: float
    delay: tuple[float, float]
    off_delay: float

    @classmethod
    def draw(cls, random: Random, *, busy: bool = False) -> Sensor:
        """Draw a house's sensor; at a busy gate it stays on for minutes."""
        off_delay = random.uniform(*(BUSY_OFF_DELAY if busy else OFF_DELAY))
        if random.random() < INFRARED_SENSORS:
            return cls("infrared", INFRARED_REACH, INFRARED_DELAY, off_delay)
        return cls("camera", CAMERA_REACH, CAMERA_DELAY, off_delay)

    def watch(self, things: Things, weather: Weather, random: Random) -> Switch:
        """Return when it is on."""
        motions = sorted(
            [*self._motions(things, random), *self._alarms(weather, random)]
        )
        edges: list[float] = []
        last = -1.0
        for start, end in motions:
            if edges and start <= last + self.off_delay:
                last = max(last, end)
                edges[-1] = max(edges[-1], last + self.off_delay)
                continue
            delay = random.uniform(*self.delay)
            if random.random() < LATE:
                delay += random.uniform(*LATE_BY)
            on = start + delay
            if edges:
                on = max(on, edges[-1] + BLIND)
            if on > end + 2 + delay:
                continue
            last = max(end, on)
            edges += [on, last + self.off_delay]
        return Switch(tuple(edges))

    def _motions(self, things: Things, random: Random) -> Iterator[tuple[float, float]]:
        """Yield detected motions with their start and end."""
        for thing in things.all:
            if thing.kind in (Kind.TRAFFIC, Kind.PEDESTRIAN, Kind.CURB):
                if self.kind == "infrared":
                    continue
                reach = NEAR_CURB + 20
            else:
                reach = self.reach
            if random.random() >= thing.noticed:
                continue
            if self.kind == "infrared" and thing.kind is Kind.INSECT:
                continue
            yield from thing.path.within(0, reach)

    def _alarms(
        self, weather: Weather, random: Random
    ) -> Iterator[tuple[float, float]]:
        """Yield the times of false alarms."""
        fooled = FOOLED[self.kind]
        for day in range(weather.days):
            start = day * DAY
            rates = {
                (8.0, 20.0): WIND_ALARMS * weather.wind(start) + CLOUD_ALARMS * (weather.sky(start) == "broken"),
            }  # fmt: skip
            for hours, rate in rates.items():
                yield from _moments(start, rate * fooled, hours, random)
        for start, end in weather.rains:
            hours = 0.0, (end - start) / HOUR
            yield from _moments(start, RAIN_ALARMS * hours[1] * fooled, hours, random)


def _moments(
    start: float, rate: float, hours: tuple[float, float], random: Random
) -> Iterator[tuple[float, float]]:
    """Yield about this many moments between two hours."""
    count = int(rate + random.random())
    for _ in range(count):
        at = start + random.uniform(*hours) * HOUR
        yield at, at + random.uniform(0.2, 1.5)
