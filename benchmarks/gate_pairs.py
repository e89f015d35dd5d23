"""Draws pairs of pictures: some that differ by a vehicle, some that only look different."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sandbox.drawing.backdrop import HEIGHT, WIDTH, Random, draw_backdrop
from sandbox.drawing.car import Car
from sandbox.drawing.colours import PAINTS
from sandbox.drawing.conditions import car, placed
from sandbox.drawing.figures import Figure
from sandbox.drawing.light import Box, Lamp, Light, Scene
from sandbox.drawing.plates import STYLES
from sandbox.drawing.scene import OVERSIZE, Placed, Plan, arrange, expose

type Plans = tuple[Plan, Plan]
type Kind = Callable[[Random, Light], Plans]

LIGHTS: dict[str, tuple[Light, bool]] = {
    "day": ("day", False),
    "dusk": ("dusk", False),
    "night": ("night", False),
    "infrared": ("infrared", False),
    "rain": ("day", True),
}
# Pixels that a plate is wide: the smallest that can be read, and usual ones.
SMALL, USUAL = (45.0, 55.0), (60.0, 190.0)
# How bright the drawing's lights are by themselves, 0-255.
AMBIENT: dict[Light, float] = {"day": 255, "dusk": 110, "night": 25, "infrared": 100}
DARK = (40, 44, 50)
COAT = ((40, 44, 60), (150, 40, 40), (200, 190, 170), (60, 90, 60))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures of one place, and where plates are in the first one."""

    kind: str
    light: str
    before: bytes
    now: bytes
    boxes: tuple[Box, ...]


def stand(
    random: Random, light: Light, plate: tuple[float, float] = USUAL, *, x: float = 1
) -> Placed:
    """Put a car anywhere on the drive, its plate that many pixels wide; `x` narrows its range."""
    it = placed(random, car(random, light), (500, 500))
    size = float(random.uniform(*plate)) * 1800 / STYLES[it.style].size[0]
    reach = max(WIDTH / 2 - 0.6 * size, 0) * x
    foot = max(8.0, 250 - 0.28 * size + float(random.uniform(-40, 40)))
    return replace(it, width=size, x=float(random.uniform(-reach, reach)), y=foot)


def repaint(random: Random, it: Placed) -> Placed:
    """Return another car in the same place."""
    others = [paint for paint in PAINTS if paint != it.car.paint]
    other = Car(
        others[random.integers(len(others))],
        it.car.rear,
        float(random.choice((0.0, 0.4, 1.0))),
        it.car.lights,
    )
    jitter = random.uniform(-12, 12, 2)
    return replace(
        replate(random, it), car=other, x=it.x + jitter[0], y=it.y + jitter[1] / 3
    )


def replate(random: Random, it: Placed) -> Placed:
    """Return the same car with another plate of the same kind."""
    return replace(it, number=STYLES[it.style].number(random))


def _maybe_parked(random: Random, light: Light) -> Plan:
    """Plan an empty drive or, every other time, one with a parked car."""
    cars = (stand(random, light),) if random.random() < 0.5 else ()
    return Plan(cars, light)


def _came(random: Random, light: Light) -> Plans:
    """Let a car of usual size come."""
    return Plan((), light), Plan((stand(random, light),), light)


def _came_small(random: Random, light: Light) -> Plans:
    """Let the smallest car that can be read come."""
    return Plan((), light), Plan((stand(random, light, SMALL),), light)


def _came_in_fog(random: Random, light: Light) -> Plans:
    """Let the smallest car come in fog that takes half to two thirds of the contrast."""
    haze = float(random.uniform(0.5, 0.67))
    before, now = _came_small(random, light)
    return replace(before, haze=haze), replace(now, haze=haze)


def _came_dark(random: Random, light: Light) -> Plans:
    """Let a small dark car come, its lights off."""
    it = stand(random, light, SMALL)
    it = replace(it, car=replace(it.car, paint=DARK, lights=False))
    return Plan((), light), Plan((it,), light)


def _came_beside(random: Random, light: Light) -> Plans:
    """Let a small car come while another one is parked."""
    parked = stand(random, light, (80, 130))
    side = -1 if parked.x > 0 else 1
    it = stand(random, light, SMALL)
    it = replace(it, x=side * abs(it.x))
    gap = (parked.width + it.width) * 0.55
    if abs(parked.x - it.x) < gap:
        it = replace(it, x=parked.x + side * gap)
    return Plan((parked,), light), Plan((parked, it), light)


def _motorcycle(random: Random, light: Light) -> Plans:
    """Let a motorcycle come."""
    colour = PAINTS[random.integers(len(PAINTS))]
    x, y = float(random.uniform(-480, 480)), float(random.uniform(60, 220))
    it = Figure("motorcycle", colour, x, y, float(random.uniform(130, 220)))
    return Plan((), light), Plan((), light, figures=(it,))


def _came_behind_post(random: Random, light: Light) -> Plans:
    """Let a car come, a third to a half of which a post hides, but not its plate."""
    it = stand(random, light, (45, 130), x=0.9)
    width = it.width * float(random.uniform(0.33, 0.5))
    # What is hidden is the left or the right side.
    side = -1 if random.random() < 0.5 else 1
    x = it.x + side * (it.width + 20 - width) / 2
    post = Figure("post", (150, 120, 100), x, 0, width)
    return Plan((), light, figures=(post,)), Plan((it,), light, figures=(post,))


def _came_to_edge(random: Random, light: Light) -> Plans:
    """Let a car come of which a quarter to two fifths are outside of the picture, left or right."""
    it = stand(random, light, (45, 130))
    side = -1 if random.random() < 0.5 else 1
    x = side * (WIDTH / 2 + it.width * float(random.uniform(-0.25, -0.1)))
    return Plan((), light), Plan((replace(it, x=x),), light)


def _came_lit(random: Random, light: Light) -> Plans:
    """Let a dark car come whose lamps are on; at night little else of it is to be seen."""
    it = stand(random, light, (45, 130))
    it = replace(it, car=replace(it.car, paint=DARK, lights=True))
    return Plan((), light), Plan((it,), light)


def _gone(random: Random, light: Light) -> Plans:
    """Let a car go."""
    return Plan((stand(random, light, (45, 190)),), light), Plan((), light)


def _moved(random: Random, light: Light) -> Plans:
    """Move a car by a third of its width or more, towards the middle."""
    it = stand(random, light, (45, 160))
    way = it.width * float(random.uniform(0.34, 0.7)) * (-1 if it.x > 0 else 1)
    return Plan((it,), light), Plan((replace(it, x=it.x + way),), light)


def _closer(random: Random, light: Light) -> Plans:
    """Bring a car a quarter closer or more."""
    it = stand(random, light, (45, 120), x=0.7)
    size = it.width * float(random.uniform(1.25, 1.6))
    nearer = replace(it, width=size, y=max(it.y - 0.28 * (size - it.width), 4))
    return Plan((it,), light), Plan((nearer,), light)


def _other_car(random: Random, light: Light) -> Plans:
    """Put another car in the same place."""
    it = stand(random, light)
    return Plan((it,), light), Plan((repaint(random, it),), light)


def _other_plate(random: Random, light: Light) -> Plans:
    """Put another plate on the same car."""
    it = stand(random, light, (45, 190))
    return Plan((it,), light), Plan((replate(random, it),), light)


def _returned(random: Random, light: Light) -> Plans:
    """Put a car 4 to 10 pixels off."""
    it = stand(random, light, (45, 190), x=0.95)
    way, angle = random.uniform(4, 10), random.uniform(0, 2 * np.pi)
    x, y = float(way * np.cos(angle)), float(way * np.sin(angle))
    return Plan((it,), light), Plan((replace(it, x=it.x + x, y=it.y + y),), light)


def _same(random: Random, light: Light) -> Plans:
    """Change nothing but the usual noise."""
    plan = _maybe_parked(random, light)
    return plan, plan


def _noise(random: Random, light: Light) -> Plans:
    """Take pictures with much noise."""
    strength = float(random.uniform(4, 9))
    plan = replace(_maybe_parked(random, light), noise=strength)
    return plan, plan


def _gain(random: Random, light: Light) -> Plans:
    """Make the whole picture brighter or darker."""
    plan = _maybe_parked(random, light)
    return plan, replace(plan, gain=float(random.uniform(0.7, 1.4)))


def _drift(random: Random, light: Light) -> Plans:
    """Let up to 60 % more light fall in from one side, as clouds and the sun do."""
    plan = _maybe_parked(random, light)
    beams = _from_one_side(random, AMBIENT[light] * float(random.uniform(0.1, 0.6)))
    return plan, replace(plan, beams=beams, gain=float(random.uniform(0.8, 1.1)))


def _floodlight(random: Random, light: Light) -> Plans:
    """Let a floodlight go on that is as bright as the light that was there, or four times that."""
    plan = _maybe_parked(random, light)
    beams = _from_one_side(random, AMBIENT[light] * float(random.uniform(1, 4)))
    return plan, replace(plan, beams=beams)


def _from_one_side(random: Random, strength: float) -> tuple[Lamp, ...]:
    """Give a light from outside the picture, left or right; its strength is 0-255."""
    x = float(random.choice((-1, 1)) * random.uniform(500, 900)) + WIDTH / 2
    return (Lamp(x, HEIGHT * 0.4, 1100, (strength, strength, strength * 0.9)),)


def _clock(random: Random, light: Light) -> Plans:
    """Let a burnt-in clock go on."""
    plan = replace(_maybe_parked(random, light), burnt_in=True)
    return plan, plan


def _rain(random: Random, light: Light) -> Plans:
    """Let it rain."""
    plan = replace(_maybe_parked(random, light), wet=True)
    return plan, plan


def _quality(random: Random, light: Light) -> Plans:
    """Compress more."""
    plan = _maybe_parked(random, light)
    return plan, replace(plan, quality=int(random.integers(20, 60)))


def _shake(random: Random, light: Light) -> Plans:
    """Shake the camera by 1 to 2 pixels."""
    plan = _maybe_parked(random, light)
    way, angle = random.uniform(1, 2), random.uniform(0, 2 * np.pi)
    return plan, replace(
        plan, offset=(float(way * np.cos(angle)), float(way * np.sin(angle)))
    )


def _cat(random: Random, light: Light) -> Plans:
    """Let a cat pass."""
    plan = _maybe_parked(random, light)
    colour = ((30, 30, 32), (200, 120, 60), (150, 150, 150))[random.integers(3)]
    x, y = float(random.uniform(-560, 560)), float(random.uniform(20, 300))
    cat = Figure("cat", colour, x, y, float(random.uniform(35, 80)))
    return plan, replace(plan, figures=(cat,))


def _person(random: Random, light: Light) -> Plans:
    """Let a person of up to a hundredth of the picture walk by."""
    plan = _maybe_parked(random, light)
    colour = COAT[random.integers(len(COAT))]
    x, y = float(random.uniform(-560, 560)), float(random.uniform(40, 300))
    person = Figure("person", colour, x, y, float(random.uniform(33, 75)))
    return plan, replace(plan, figures=(person,))


def _glow(random: Random, light: Light) -> Plans:
    """Let headlights from elsewhere sweep over the drive."""
    plan = Plan((), light)
    strength = float(random.uniform(0.3, 1))
    colour = (255 * strength, 246 * strength, 214 * strength)
    x, y = float(random.uniform(0, WIDTH)), float(random.uniform(350, 700))
    beams = tuple(
        Lamp(x + side, y, float(random.uniform(140, 380)), colour) for side in (0, 130)
    )
    return plan, replace(plan, beams=beams)


MUST_SEE: dict[str, Kind] = {
    "car came": _came,
    "smallest car came": _came_small,
    "smallest car came in fog": _came_in_fog,
    "small dark car, lights off": _came_dark,
    "small car beside a parked one": _came_beside,
    "motorcycle came": _motorcycle,
    "car came, partly behind a post": _came_behind_post,
    "car came, partly outside the picture": _came_to_edge,
    "dark car, lamps on": _came_lit,
    "car moved a third of its width or more": _moved,
    "car a quarter closer or more": _closer,
    "other car in the same place": _other_car,
    "other plate on the same car": _other_plate,
    "car back, 4 to 10 px off": _returned,
}
NUISANCES: dict[str, Kind] = {
    "car gone": _gone,
    "nothing": _same,
    "strong noise": _noise,
    "gain 0.7 to 1.4": _gain,
    "light drifts by up to 60 %": _drift,
    "burnt-in clock": _clock,
    "rain goes on": _rain,
    "JPEG quality 88 to 20–60": _quality,
    "shake of 1 to 2 px": _shake,
    "cat": _cat,
    "person": _person,
    "headlight glow": _glow,
    "floodlight goes on": _floodlight,
}


def draw_pairs(seed: int, index: int) -> Iterator[Pair]:
    """Draw a pair of each kind in each light, all in one place."""
    backdrop = draw_backdrop(np.random.default_rng((seed, index)), OVERSIZE, "")

    @lru_cache(maxsize=4)
    def scene(plan: Plan) -> Scene:
        """Draw cars and figures once for all pictures that show them."""
        return arrange(plan, backdrop)

    for number, (kind, make) in enumerate((MUST_SEE | NUISANCES).items()):
        for order, (light, (lit, wet)) in enumerate(LIGHTS.items()):
            random = np.random.default_rng((seed, index, number, order))
            before, now = make(random, lit)
            if wet:
                before, now = replace(before, wet=True), replace(now, wet=True)
            first, second = (
                scene(Plan(plan.cars, wet=plan.wet, figures=plan.figures))
                for plan in (before, now)
            )
            yield Pair(
                kind,
                light,
                expose(first, before, random),
                expose(second, now, random),
                first.boxes,
            )
