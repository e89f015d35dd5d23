"""The sample pictures in `sandbox/pictures`."""

from collections.abc import Iterator

import numpy as np

from .car import Car
from .colors import PAINTS
from .dataset import Drawing
from .scene import Placed, Plan, draw, truth

RED, BLUE, SILVER, BLACK, WHITE, GRAY, GREEN, WINE, GOLD, SKY = PAINTS

SAMPLES: dict[str, tuple[list[str], Plan]] = {
    "day_us.jpg": (["day"], Plan((Placed(Car(RED, rear=False, tall=0.1), "us-ca", "8RMG362", 10, 72, 640),))),
    "day_de.jpg": (["day", "badge"], Plan((Placed(Car(BLUE, rear=True, tall=0.5, badge="GT 450"), "de", "WOB|MK 289", -40, 70, 620, 0.4),))),
    "day_gb.jpg": (["day"], Plan((Placed(Car(GREEN, rear=True, tall=0.0), "gb-rear", "WG12 KVL", 40, 74, 630, -0.4),), house_number="7")),
    "dusk_nl.jpg": (["dusk"], Plan((Placed(Car(GOLD, rear=True, tall=0.8, lights=True), "nl", "S-808-LM", -30, 76, 600, 0.3),), "dusk")),
    "night_br.jpg": (["night"], Plan((Placed(Car(WHITE, rear=True, tall=0.3, lights=True), "br", "TYX5F94", 30, 74, 620, -0.3),), "night")),
    "infrared_fr.jpg": (["infrared", "burnt-in clock"], Plan((Placed(Car(GRAY, rear=False, tall=0.6), "fr", "VB-127-VW", 0, 76, 600, 0.2),), "infrared", burnt_in=True)),
    "rain_it.jpg": (["rain"], Plan((Placed(Car(SKY, rear=False, tall=0.0), "it", "GK 538ZR", -20, 78, 610, -0.5),), wet=True)),
    "two_plates.jpg": (["day", "two plates"], Plan((Placed(Car(WINE, rear=True, tall=1.0), "us-ny", "KDF 4182", -285, 118, 480, -0.3), Placed(Car(SILVER, rear=False, tall=0.0), "us-tx", "RTN 7063", 285, 112, 480, 0.3)))),
    "no_plate_empty.jpg": (["day", "no plate"], Plan(house_number="24")),
    "no_plate_car.jpg": (["dusk", "no plate", "house number", "burnt-in clock"], Plan((Placed(Car(BLACK, rear=False, tall=0.4, lights=True), "de", "", 10, 72, 620, 0.2),), "dusk", burnt_in=True, house_number="48B")),
}  # fmt: skip


def samples() -> Iterator[Drawing]:
    """Draw the sample pictures."""
    for index, (name, (conditions, plan)) in enumerate(SAMPLES.items()):
        jpeg = draw(plan, np.random.default_rng((11, index)))
        yield Drawing(name, jpeg, {"plates": truth(plan), "conditions": conditions})
