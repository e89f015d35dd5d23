"""Plan pictures: one function per condition."""

from collections.abc import Callable
from dataclasses import replace

from .backdrop import Random
from .car import Car
from .colors import PAINTS
from .light import Light
from .plates import STYLES
from .scene import Placed, Plan

BADGES = ("GT 450", "XR40", "S 320", "LX 570", "TDX 4x4", "2.0 TSX")
HOUSE_NUMBERS = ("7", "24", "112", "48B", "1603")
# The widths of plates in pixels: 60 to 200, in the hard conditions 34 to 52.
NEAR, FAR = (520.0, 720.0), (385.0, 450.0)
HARD = (34.0, 52.0)


def car(random: Random, light: Light = "day", badge: str = "") -> Car:
    """Draw random values for a car's appearance."""
    paint = PAINTS[random.integers(len(PAINTS))]
    return Car(
        paint,
        bool(random.random() < 0.5),
        float(random.choice((0.0, 0.4, 1.0))),
        light in ("dusk", "night"),
        badge,
    )


def placed(
    random: Random, it: Car, width: tuple[float, float] = NEAR, *, plate: bool = True
) -> Placed:
    """Draw random values for a car's place and plate."""
    style = str(random.choice(list(STYLES)))
    number = STYLES[style].number(random)
    size = float(random.uniform(*width))
    # The closer a car, the lower in the picture.
    foot = 250 - 0.28 * size + float(random.uniform(-15, 15))
    return Placed(
        it,
        style,
        number if plate else "",
        float(random.uniform(-90, 90)),
        foot,
        size,
        float(random.uniform(-0.35, 0.35)),
    )


def one(
    random: Random,
    light: Light = "day",
    width: tuple[float, float] = NEAR,
    badge: str = "",
) -> Plan:
    """Plan a picture of one car."""
    return Plan((placed(random, car(random, light, badge), width),), light)


def turned(random: Random) -> Plan:
    """Plan a car seen from the side and a tilted camera."""
    plan = one(random)
    side = 1 if random.random() < 0.5 else -1
    turn = side * float(random.uniform(0.8, 1.4))
    tilt = float(random.uniform(-0.12, 0.12))
    return replace(
        plan, cars=tuple(replace(each, turn=turn, tilt=tilt) for each in plan.cars)
    )


def hard(random: Random) -> Plan:
    """Plan a car whose plate is only 34 to 52 pixels wide."""
    plan = one(random, width=FAR)
    width = float(random.uniform(*HARD))
    cars = tuple(
        replace(each, width=width * 1800 / STYLES[each.style].size[0])
        for each in plan.cars
    )
    return replace(plan, cars=cars)


def two(random: Random) -> Plan:
    """Plan two cars side by side."""
    cars = tuple(
        replace(
            placed(random, car(random), (430.0, 500.0)),
            x=x + float(random.uniform(-20, 20)),
        )
        for x in (-290, 290)
    )
    return Plan(cars)


def no_plate(random: Random) -> Plan:
    """Plan an empty driveway, or a car without a plate, with other text around."""
    number = str(random.choice(HOUSE_NUMBERS))
    badge = str(random.choice(BADGES)) if random.random() < 0.5 else ""
    cars = (
        (placed(random, car(random, badge=badge), plate=False),)
        if random.random() < 0.6
        else ()
    )
    light: Light = "night" if random.random() < 0.25 else "day"
    return Plan(cars, light, burnt_in=bool(random.random() < 0.6), house_number=number)


CONDITIONS: dict[str, Callable[[Random], Plan]] = {
    "day": one,
    "dusk": lambda random: one(random, "dusk"),
    "night": lambda random: one(random, "night"),
    "infrared": lambda random: one(random, "infrared"),
    "perspective": turned,
    "blur": lambda random: replace(one(random), blur=float(random.uniform(2.0, 4.0))),
    "rain": lambda random: replace(one(random), wet=True),
    "low JPEG quality": lambda random: replace(
        one(random), quality=int(random.integers(14, 26))
    ),
    "far": lambda random: one(random, width=FAR),
    "badge": lambda random: one(random, badge=str(random.choice(BADGES))),
    "house number": lambda random: replace(
        one(random), house_number=str(random.choice(HOUSE_NUMBERS))
    ),
    "burnt-in clock": lambda random: replace(one(random), burnt_in=True),
    "two plates": two,
    "no plate": no_plate,
    "hard: below 60 px": hard,
}
