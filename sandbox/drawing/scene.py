"""Combine backdrop, cars, light and weather to one picture."""

from dataclasses import dataclass, field
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .backdrop import HEIGHT, WIDTH, Backdrop, Random, draw_backdrop
from .car import MILLIMETERS, Car, draw_car
from .figures import Figure, draw_figure
from .layer import Layer, Point
from .light import Box, Lamp, Light, Pixels, Scene, fall_on, illuminate
from .perspective import NARROWING, Matrix, perspective, warp
from .plate_picture import draw_plate
from .plates import STYLES, plain
from .weather import clock, fog, grain, rain, shake, shift

# Minimum pixels per unit of 1280 x 720 before downscaling, for smooth edges.
OVERSIZE = 2
# The softness of a lens for edges that are drawn at their final size, in pixels.
LENS = 0.45


@dataclass(frozen=True, slots=True)
class Placed:
    """A car, its place and its plate."""

    car: Car
    style: str
    number: str
    """Empty for a car without a plate."""
    x: float
    """Its center, in pixels from the picture's center."""
    y: float
    """Its wheels, in pixels above the picture's lower edge."""
    width: float
    """In pixels."""
    turn: float = 0
    """How much closer its right side is than its left one, -1 to 1."""
    tilt: float = 0
    """In radians."""

    @property
    def plate_width(self) -> float:
        """The plate's width in pixels."""
        share = STYLES[self.style].size[0] / MILLIMETERS / 1000
        return self.width * share * (1 - NARROWING * abs(self.turn))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a picture shows."""

    cars: tuple[Placed, ...] = ()
    light: Light = "day"
    wet: bool = False
    blur: float = 0
    burnt_in: bool = False
    house_number: str | None = ""
    """None leaves out the house."""
    quality: int = 88
    figures: tuple[Figure, ...] = ()
    beams: tuple[Lamp, ...] = ()
    """Lights from outside."""
    haze: float = 0
    """The share of the contrast that fog takes away, 0-1."""
    gain: float = 1
    """The gain of the sensor, which varies from frame to frame."""
    noise: float = 1.6
    """The standard deviation of the sensor's noise in gray levels."""
    offset: tuple[float, float] = (0, 0)
    """The displacement of the camera by shaking, in pixels."""


@dataclass(slots=True)
class Canvas:
    """A scene while it is being drawn, larger than the picture."""

    layer: Layer
    plates: Image.Image = field(init=False)
    lamps: list[Lamp] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start with no plates."""
        self.plates = Image.new("L", self.layer.image.size)


def draw(plan: Plan, random: Random, scale: float = 1) -> bytes:
    """Draw a picture of 1280 x 720 pixels times `scale` as a JPEG.

    Everything in view scales with the picture; a sensor's noise stays the same per pixel.
    """
    backdrop = draw_backdrop(random, max(OVERSIZE, scale), plan.house_number)
    return expose(arrange(plan, backdrop, scale), plan, random)


def arrange(plan: Plan, backdrop: Backdrop, scale: float = 1) -> Scene:
    """Draw a plan's cars and figures onto a copy of a backdrop."""
    layer = Layer(WIDTH, HEIGHT, backdrop.layer.scale)
    layer.image = backdrop.layer.image.copy()
    canvas = Canvas(layer)
    for placed in sorted(plan.cars, key=lambda placed: -placed.y):
        _put(canvas, placed, wet=plan.wet)
    for figure in plan.figures:
        draw_figure(layer, figure)
    size = round(WIDTH * scale), round(HEIGHT * scale)
    return Scene(
        _small(layer.image.convert("RGB"), size),
        _small_mask(backdrop.sky, size),
        _small_mask(np.asarray(canvas.plates, np.float32) / np.float32(255), size),
        tuple(canvas.lamps),
        tuple(canvas.boxes),
    )


def expose(scene: Scene, plan: Plan, random: Random) -> bytes:
    """Take a picture of a scene in a plan's light and weather."""
    pixels = illuminate(scene, plan.light, random)
    if plan.beams:
        pixels = pixels + fall_on(scene, plan.beams)
    if plan.wet:
        pixels = rain(pixels, random)
    if plan.haze:
        pixels = fog(pixels, plan.haze)
    if plan.blur:
        pixels = shake(pixels, random, plan.blur)
    if plan.offset != (0, 0):
        pixels = shift(pixels, plan.offset)
    pixels = grain(pixels * np.float32(plan.gain), random, plan.noise)
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if plan.burnt_in:
        clock(picture, random)
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=plan.quality)
    return jpeg.getvalue()


def _put(canvas: Canvas, placed: Placed, *, wet: bool) -> None:
    """Draw a car with its shadow."""
    layer = canvas.layer
    _shadow(layer, placed)
    style = STYLES[placed.style]
    plate = draw_plate(style, placed.number) if placed.number else None
    drawn = draw_car(
        placed.car, plate, style.size[0], placed.width * layer.scale / 1000
    )
    source = drawn.layer.image
    matrix = perspective(
        source.size, placed.turn, placed.tilt, layer.pixels([(placed.x, placed.y)])[0]
    )
    warped = Image.fromarray(warp(np.asarray(source), matrix, layer.image.size))
    if wet:
        _mirror(layer, warped, placed)
    layer.image.alpha_composite(warped)
    color = (200.0, 30.0, 22.0) if placed.car.rear else (255.0, 246.0, 214.0)
    for x, y in _mapped(drawn.lamps, matrix):
        reach = 0.055 * placed.width
        canvas.lamps.append(Lamp(x / layer.scale, y / layer.scale, reach, color))
    if drawn.plate:
        corners = np.asarray(_mapped(drawn.plate, matrix), np.float32)
        mask = np.asarray(canvas.plates).copy()
        cv2.fillConvexPoly(mask, corners.round().astype(np.int32), 255)
        canvas.boxes.append(_around(corners / layer.scale))
        canvas.plates = Image.fromarray(mask)


def _mapped(points: list[Point], matrix: Matrix) -> list[Point]:
    """Map points of a car's layer into the scene."""
    if not points:
        return []
    mapped = cv2.perspectiveTransform(np.asarray([points], np.float32), matrix)[0]
    return [(float(x), float(y)) for x, y in mapped]


def _around(corners: NDArray[np.float32]) -> Box:
    """Return the upright box around corners, in whole units."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def _shadow(layer: Layer, placed: Placed) -> None:
    """Draw a car's shadow."""
    shadow = Layer(WIDTH, HEIGHT, layer.scale)
    reach = placed.width / 2
    shadow.ellipse(
        (placed.x, placed.y + 0.02 * reach),
        (reach * 1.06, reach * 0.17),
        (10, 10, 14),
        opacity=0.62,
    )
    shadow.ellipse(
        (placed.x, placed.y + 0.03 * reach),
        (reach * 0.94, reach * 0.09),
        (4, 4, 6),
        opacity=0.7,
    )
    shadow.soften(reach * 0.03)
    layer.image.alpha_composite(shadow.image)


def _mirror(layer: Layer, car: Image.Image, placed: Placed) -> None:
    """Draw a car's reflection on wet ground."""
    foot = round((HEIGHT - placed.y) * layer.scale)
    mirrored = Layer(WIDTH, HEIGHT, layer.scale)
    flipped = car.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirrored.image.paste(flipped, (0, 2 * foot - car.height))
    mirrored.soften(5)
    alpha = mirrored.image.getchannel("A").point(
        [round(level * 0.3) for level in range(256)]
    )
    mirrored.image.putalpha(alpha)
    layer.image.alpha_composite(mirrored.image)


def _small(image: Image.Image, size: tuple[int, int]) -> Pixels:
    """Downscale to the picture's size, or soften what already has that size."""
    pixels = np.asarray(image.resize(size, Image.Resampling.BOX), np.float32)
    if image.size == size:
        return np.asarray(cv2.GaussianBlur(pixels, (0, 0), LENS), np.float32)
    return pixels


def _small_mask(mask: Pixels, size: tuple[int, int]) -> Pixels:
    """Downscale a mask to the picture's size."""
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.float32)


def truth(plan: Plan) -> list[str]:
    """Return the plates in a picture, letters and digits only."""
    return [plain(placed.number) for placed in plan.cars if placed.number]
