"""Draw the demo's lane, and the vehicles that drive on it."""

from pathlib import Path

import numpy as np
from PIL import Image

from .car import HEIGHT, WIDTH, Car, draw_car
from .layer import Layer
from .plate_picture import draw_plate
from .plates import STYLES
from .samples import BLUE, GOLD, GRAY, GREEN, RED, SILVER, SKY, WHITE, WINE
from .scene import Plan, draw

# Pixels per unit of a vehicle, the space below its wheels in units, and its shadow.
SCALE, MARGIN = 0.62, 60
SHADOW = (((530, 85), 0.62), ((470, 45), 0.7))
QUALITY = 85

VEHICLES: dict[str, tuple[Car, str, str]] = {
    "WG12KVL": (Car(GREEN, rear=False, tall=0.6), "gb", "WG12 KVL"),
    "WG12KVL_rear": (Car(GREEN, rear=True, tall=0.6), "gb-rear", "WG12 KVL"),
    "RTN7063": (Car(SILVER, rear=False, tall=0.0), "us-tx", "RTN 7063"),
    "8RMG362": (Car(RED, rear=False, tall=0.1), "us-ca", "8RMG362"),
    "WOBMK289": (Car(BLUE, rear=False, tall=0.5), "de", "WOB|MK 289"),
    "S808LM": (Car(GOLD, rear=False, tall=0.8), "nl", "S-808-LM"),
    "TYX5F94": (Car(WHITE, rear=False, tall=0.3), "br", "TYX5F94"),
    "VB127VW": (Car(GRAY, rear=False, tall=0.6), "fr", "VB-127-VW"),
    "GK538ZR": (Car(SKY, rear=False, tall=0.0), "it", "GK 538ZR"),
    "KDF4182": (Car(WINE, rear=False, tall=1.0), "us-ny", "KDF 4182"),
}


def write_drive(folder: Path) -> int:
    """Write the lane and the vehicles to a folder; return the number of pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    lane = draw(Plan(house_number=None), np.random.default_rng((11, 30)))
    (folder / "lane.jpg").write_bytes(lane)
    for name, (car, style, number) in VEHICLES.items():
        draw_vehicle(car, style, number).save(folder / f"{name}.webp", quality=QUALITY)
    return 1 + len(VEHICLES)


def draw_vehicle(car: Car, style: str, number: str) -> Image.Image:
    """Draw a vehicle with its shadow on a transparent background."""
    plate = draw_plate(STYLES[style], number)
    drawn = draw_car(car, plate, STYLES[style].size[0], 2 * SCALE)
    layer = Layer(WIDTH, HEIGHT + MARGIN, 2 * SCALE)
    for radii, opacity in SHADOW:
        layer.ellipse((0, MARGIN + 12), radii, (8, 8, 11), opacity=opacity)
    layer.soften(15)
    layer.image.alpha_composite(drawn.layer.image)
    width, height = layer.image.size
    return layer.image.resize((width // 2, height // 2), Image.Resampling.BOX)
