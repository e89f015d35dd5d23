"""Measure what a driveway's days cost with our policy and with others, and what each catches."""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from sandbox.evaluate import row

from .causes import causes_of_calls, why_missed
from .ours import SETTINGS, run_ours
from .peers import at_triggers, poll
from .plates_in_view import Truth
from .record import Record
from .rendering import Renderer
from .sensor import Sensor
from .tally import Pass, Tally, passes
from .things import Switch, Things
from .timetable import DAY, Timetable
from .weather import Weather

PRICE = 0.15
REFERENCE = "poll every second"
HEADINGS = (
    "policy", "calls a day", "calls per pass", "times ours", "$ a day", "arrivals caught", "of those that the sensor noticed",
    "median s", "p95 s", "announced twice", "wrong plates",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """A house's days."""

    seed: int
    days: int
    things: Things
    weather: Weather
    sensor: Sensor
    trigger: Switch
    truth: Truth
    known: list[str]

    @classmethod
    def draw(cls, seed: int, days: int, *, busy: bool = False) -> House:
        """Draw the random values."""
        weather = Weather(seed, days, busy)
        timetable = Timetable(seed, days, weather.infrared, busy)
        things = timetable.draw()
        weather.light_lamp(things)
        sensor = Sensor.draw(Random(f"{seed} sensor"), busy=busy)
        trigger = sensor.watch(things, weather, Random(f"{seed} watch"))
        truth = Truth(seed, things, weather)
        return cls(seed, days, things, weather, sensor, trigger, truth, timetable.known)

    @property
    def seconds(self) -> float:
        """Return the total duration."""
        return self.days * DAY


PEERS: dict[str, Callable[[House], Record]] = {
    "four calls per trigger": lambda house: at_triggers(
        house.truth, house.trigger, (0, 1, 2, 3)
    ),
    "one call per trigger": lambda house: at_triggers(house.truth, house.trigger, (0,)),
    "poll every 10 s": lambda house: poll(house.truth, house.seconds, 10),
    REFERENCE: lambda house: poll(house.truth, house.seconds, 1),
}


@dataclass(slots=True)
class Comparison:
    """The results of all policies over all houses."""

    tallies: dict[str, Tally]
    calls: dict[str, Counter[str]]
    missed: dict[str, Counter[str]]
    notes: list[str]

    def add(self, house: House, names: list[str]) -> None:
        """Run the policies on a house."""
        reference = PEERS[REFERENCE](house)
        came = passes(reference)
        renderer = Renderer(house.seed, house.things, house.weather)
        mine = [name for name in names if name in SETTINGS]
        records = run_ours(
            mine, house.truth, renderer, house.trigger, house.known, house.seconds
        )
        for name in names:
            if name in PEERS:
                records[name] = reference if name == REFERENCE else PEERS[name](house)
        for name, record in records.items():
            self._count(name, record, house, came)
        self.notes.append(_describe(house, came))

    def _count(self, name: str, record: Record, house: House, came: list[Pass]) -> None:
        """Count the results of one policy."""
        tally = self.tallies.setdefault(name, Tally())
        before = len(tally.missed)
        tally.add(record, came, house.trigger, house.days)
        calls = self.calls.setdefault(name, Counter())
        calls += causes_of_calls(record, house.truth, came, set(house.known))
        missed = self.missed.setdefault(name, Counter())
        for each in tally.missed[before:]:
            missed[why_missed(each, record, house.trigger)] += 1

    def table(self) -> Iterator[str]:
        """Return the lines of the table."""
        ours = self.tallies.get("ours")
        yield row(*HEADINGS)
        yield row("---", *["---:"] * (len(HEADINGS) - 1))
        for name, tally in self.tallies.items():
            yield row(
                name,
                f"{tally.calls / tally.days:,.0f}",
                f"{tally.per_pass:,.2f}",
                f"{tally.per_pass / ours.per_pass:,.1f}" if ours else "-",
                f"{PRICE * tally.calls / tally.days:,.2f}",
                _share(tally.caught, tally.passes),
                _share(tally.caught_noticed, tally.noticed),
                f"{tally.median_delay:.1f}",
                f"{tally.late_delay:.1f}",
                str(tally.doubles),
                str(tally.wrong),
            )

    def cause_lines(self, name: str) -> Iterator[str]:
        """Return the causes of a policy's calls and of its missed arrivals."""
        passes_ = max(self.tallies[name].passes, 1)
        yield row(f"calls of “{name}”, by what moved", "calls", "per pass")
        yield row("---", "---:", "---:")
        for cause, number in self.calls[name].most_common():
            yield row(cause, str(number), f"{number / passes_:.2f}")
        if self.missed[name]:
            yield ""
            yield row("arrivals missed", "times")
            yield row("---", "---:")
            for cause, number in self.missed[name].most_common():
                yield row(cause, str(number))


def _share(number: int, whole: int) -> str:
    """Return a number with its share of a total."""
    return f"{number} of {whole} ({100 * number / max(whole, 1):.1f} %)"


def _describe(house: House, came: list[Pass]) -> str:
    """Return a table line with the ground truth of a house."""
    kinds = Counter(thing.kind.name for thing in house.things.all)
    visits = Counter(each.visit.what for each in came)
    return row(
        str(house.seed),
        f"{house.sensor.kind}, {house.sensor.off_delay:.0f} s",
        "infrared" if house.weather.infrared else "lamp",
        f"{len(house.weather.rains)}",
        f"{len(house.trigger.turns_on) / house.days:.0f}",
        f"{len(came) / house.days:.1f}",
        ", ".join(f"{number} {what}" for what, number in visits.most_common()),
        ", ".join(f"{number} {what.lower()}" for what, number in kinds.most_common() if what != "VISIT"),
    )  # fmt: skip


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.day", description=__doc__
    )
    names = [*SETTINGS, *PEERS]
    parser.add_argument("--days", type=int, default=5, help="of each house")
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="a house each")
    parser.add_argument(
        "--busy",
        action="store_true",
        help="queues, one vehicle right behind the other, people in front of plates, exposure jumps, and a sensor that stays on",
    )
    parser.add_argument("--policy", choices=names, nargs="+", default=names)
    parser.add_argument(
        "--verbose",
        action="store_true",
        help="tell of each arrival missed, doubled or misread",
    )
    options = parser.parse_args()
    comparison = Comparison({}, {}, {}, [])
    for seed in options.seed:
        comparison.add(
            House.draw(seed, options.days, busy=options.busy), options.policy
        )
    print(
        row(
            "seed",
            "sensor, off after",
            "night",
            "showers",
            "triggers a day",
            "passes a day",
            "vehicles that came",
            "besides",
        )
    )
    print(row(*["---"] * 8))
    print("\n".join(comparison.notes), end="\n\n")
    print("\n".join(comparison.table()))
    for name in options.policy:
        if name in SETTINGS:
            print()
            print("\n".join(comparison.cause_lines(name)))
    if options.verbose:
        for name, tally in comparison.tallies.items():
            if name in SETTINGS:
                for each in tally.missed:
                    print(
                        f"{name}: missed {each.visit.what} {each.visit.plate} at {each.readable:.0f}"
                    )
                for visit, at in tally.doubled:
                    print(
                        f"{name}: twice {visit.what} {visit.plate} {visit.path.start:.0f}-{visit.path.end:.0f} at {at:.0f}"
                    )
                for who, plate, at in tally.mistaken:
                    print(f"{name}: wrong {who and who.plate} as {plate} at {at:.0f}")


if __name__ == "__main__":
    main()
