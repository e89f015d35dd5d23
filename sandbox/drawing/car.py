"""Draw a car from its front or rear."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from . import fonts
from .car_front import draw_face
from .car_rear import draw_tail
from .colors import BLACK, Color, shade
from .layer import Layer, Point

# A car is about 1000 units wide: 1.8 mm per unit.
WIDTH, HEIGHT = 1180, 1000
MILLIMETERS = 1.8
FRONT_LAMPS: list[Point] = [(-338, 408), (338, 408)]
REAR_LAMPS: list[Point] = [(-385, 448), (385, 448)]


@dataclass(frozen=True, slots=True)
class Car:
    """The appearance of a car."""

    paint: Color
    rear: bool
    tall: float
    """How much taller than a sedan its cabin is, 0-1."""
    lights: bool = False
    badge: str = ""


@dataclass(frozen=True, slots=True)
class DrawnCar:
    """A car on a layer; the corners of its plate and its lamps are in the layer's pixels."""

    layer: Layer
    plate: list[Point]
    lamps: list[Point]


def draw_car(
    car: Car, plate: Image.Image | None, plate_width: float, scale: float
) -> DrawnCar:
    """Draw a car at `scale` pixels per unit; the plate's width is in millimeters."""
    layer = Layer(WIDTH, HEIGHT, scale)
    _wheels(layer)
    _cabin(layer, car)
    _body(layer, car)
    place = (
        draw_tail(layer, car.paint, lights=car.lights)
        if car.rear
        else draw_face(layer, car.paint, lights=car.lights)
    )
    if car.badge:
        _badge(layer, car)
    corners = layer.paste(plate, place, plate_width / MILLIMETERS) if plate else []
    lamps = REAR_LAMPS if car.rear else FRONT_LAMPS
    return DrawnCar(layer, corners, layer.pixels(lamps) if car.lights else [])


def _wheels(layer: Layer) -> None:
    """Draw the tires and the dark underneath."""
    layer.pair(
        [(335, 0), (470, 0), (476, 210), (335, 210)],
        (34, 34, 36),
        (16, 16, 18),
        radius=26,
    )
    layer.shape(
        [(-420, 60), (420, 60), (420, 200), (-420, 200)], (20, 20, 22), (10, 10, 12)
    )


def _cabin(layer: Layer, car: Car) -> None:
    """Draw roof, pillars, window and mirrors."""
    roof = 780 + 130 * car.tall
    foot = 520 + 30 * car.tall
    paint = car.paint
    pillars: list[Point] = [
        (-436, foot - 60),
        (-318, roof - 42),
        (-215, roof),
        (215, roof),
        (318, roof - 42),
        (436, foot - 60),
    ]
    layer.shape(pillars, shade(paint, 1.22), shade(paint, 0.8), radius=70)
    glass: list[Point] = [
        (-392, foot),
        (-292, roof - 58),
        (-200, roof - 34),
        (200, roof - 34),
        (292, roof - 58),
        (392, foot),
    ]
    layer.shape(glass, (126, 150, 168), (30, 38, 46), radius=38)
    layer.shape(
        [(-330, foot + 8), (-180, roof - 48), (-60, roof - 48), (-210, foot + 8)],
        (220, 232, 240),
        (120, 140, 150),
        opacity=0.26,
    )
    layer.shape(
        [(-160, foot + 8), (-20, roof - 48), (20, roof - 48), (-110, foot + 8)],
        (220, 232, 240),
        (120, 140, 150),
        opacity=0.18,
    )
    for x in (-150, 150):
        layer.shape(
            [
                (x - 62, foot),
                (x - 58, foot + 92),
                (x - 34, foot + 132),
                (x + 34, foot + 132),
                (x + 58, foot + 92),
                (x + 62, foot),
            ],
            (26, 30, 36),
            (18, 20, 24),
            radius=30,
            opacity=0.75,
        )
    if not car.rear:
        layer.line([(-330, foot + 6), (-40, foot + 30)], BLACK, 7)
        layer.line([(60, foot + 6), (330, foot + 26)], BLACK, 7)
    layer.pair(
        [
            (418, foot + 10),
            (440, foot + 66),
            (528, foot + 62),
            (540, foot + 22),
            (500, foot - 2),
        ],
        shade(paint, 1.12),
        shade(paint, 0.62),
        radius=24,
    )


def _body(layer: Layer, car: Car) -> None:
    """Draw the painted body below the windows."""
    paint = car.paint
    top = 545 + 30 * car.tall
    outline: list[Point] = [
        (-452, 92), (-492, 190), (-496, 380), (-468, 478), (-410, top), (-200, top + 16),
        (200, top + 16), (410, top), (468, 478), (496, 380), (492, 190), (452, 92),
    ]  # fmt: skip
    layer.shape(outline, shade(paint, 1.25), shade(paint, 0.55), radius=46)
    layer.pair(
        [
            (440, 110),
            (496, 200),
            (498, 380),
            (470, 470),
            (446, 440),
            (466, 360),
            (452, 200),
        ],
        shade(paint, 0.6),
        shade(paint, 0.4),
        radius=24,
        opacity=0.5,
    )
    layer.shape(
        [
            (-404, top - 4),
            (-200, top + 9),
            (200, top + 9),
            (404, top - 4),
            (380, top - 16),
            (-380, top - 16),
        ],
        shade(paint, 1.75),
        shade(paint, 1.3),
        radius=8,
        opacity=0.55,
    )


def _badge(layer: Layer, car: Car) -> None:
    """Put the model name on the trunk or the grille."""
    letters = fonts.font(fonts.WIDE, 80)
    left, upper, right, lower = letters.getbbox(car.badge)
    name = Image.new("RGBA", (round(right - left) + 8, round(lower - upper) + 8))
    draw = ImageDraw.Draw(name)
    draw.text((4 - left + 3, 4 - upper + 3), car.badge, (40, 40, 44), letters)
    draw.text((4 - left, 4 - upper), car.badge, (222, 224, 228), letters)
    layer.paste(name, (285, 395) if car.rear else (140, 372), 30.0 * len(car.badge))
