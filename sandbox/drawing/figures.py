"""Draw other figures: a person, a cat, a motorcycle with its rider, a post."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .colors import BLACK, Color, shade
from .layer import Layer, Point
from .plate_picture import draw_plate
from .plates import STYLES

type FigureKind = Literal["person", "cat", "motorcycle", "post"]

SKIN: Color = (206, 160, 132)
# A motorcycle's plate; its width as a share of the handlebar's.
PLATE_STYLE, PLATE, PLATE_WIDTH = "us-ca", "2KLM480", 0.34


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the scene and its place."""

    kind: FigureKind
    color: Color
    x: float
    """Its center, in pixels from the picture's center."""
    y: float
    """Its feet, in pixels above the picture's lower edge."""
    width: float
    """In pixels: a third of a person's height, the length of a cat, the width of a handlebar or post."""


def draw_figure(layer: Layer, figure: Figure) -> None:
    """Draw a figure into a scene."""
    drawn = Layer(layer.width, layer.height, layer.scale)
    DRAWN[figure.kind](drawn, figure)
    layer.image.alpha_composite(drawn.image)


def _at(figure: Figure, points: list[Point]) -> list[Point]:
    """Convert points of a figure, as shares of its width, to places in the scene."""
    size = figure.width
    return [(figure.x + x * size, figure.y + y * size) for x, y in points]


def _oval(
    layer: Layer, figure: Figure, middle: Point, radii: Point, color: Color
) -> None:
    """Draw an ellipse, sized in shares of the figure's width."""
    [place] = _at(figure, [middle])
    size = (radii[0] * figure.width, radii[1] * figure.width)
    layer.ellipse(place, size, shade(color, 1.1), shade(color, 0.7))


def _part(layer: Layer, figure: Figure, points: list[Point], color: Color) -> None:
    """Draw a polygon, sized in shares of the figure's width."""
    layer.shape(_at(figure, points), shade(color, 1.1), shade(color, 0.7))


def _person(layer: Layer, figure: Figure) -> None:
    """Draw a walking person."""
    trousers = (48, 52, 70)
    _part(layer, figure, [(-0.05, 1.5), (0.2, 1.5), (0.42, 0), (0.2, 0)], trousers)
    _part(layer, figure, [(-0.2, 1.5), (0.05, 1.5), (-0.2, 0), (-0.42, 0)], trousers)
    body = [(-0.26, 1.4), (0.26, 1.4), (0.34, 2.45), (-0.34, 2.45)]
    _part(layer, figure, body, figure.color)
    arm = [(0.26, 2.4), (0.4, 2.35), (0.5, 1.4), (0.38, 1.4)]
    _part(layer, figure, arm, shade(figure.color, 0.8))
    _oval(layer, figure, (0, 2.76), (0.2, 0.26), SKIN)


def _cat(layer: Layer, figure: Figure) -> None:
    """Draw a cat from its side."""
    _oval(layer, figure, (0, 0.38), (0.36, 0.15), figure.color)
    _oval(layer, figure, (0.38, 0.52), (0.13, 0.12), figure.color)
    for x in (-0.28, -0.18, 0.16, 0.26):
        leg = [(x, 0.34), (x + 0.06, 0.34), (x + 0.05, 0), (x, 0)]
        _part(layer, figure, leg, figure.color)
    tail = [(-0.34, 0.42), (-0.5, 0.8), (-0.44, 0.82), (-0.28, 0.46)]
    _part(layer, figure, tail, figure.color)


def _motorcycle(layer: Layer, figure: Figure) -> None:
    """Draw a motorcycle and its rider from behind, with its plate."""
    wheel = [(-0.1, 0), (0.1, 0), (0.1, 0.8), (-0.1, 0.8)]
    _part(layer, figure, wheel, BLACK)
    bags = [(-0.34, 0.4), (0.34, 0.4), (0.3, 0.95), (-0.3, 0.95)]
    _part(layer, figure, bags, shade(figure.color, 0.6))
    bar = [(-0.5, 1.05), (0.5, 1.05), (0.5, 1.12), (-0.5, 1.12)]
    _part(layer, figure, bar, BLACK)
    rider = [(-0.3, 0.9), (0.3, 0.9), (0.34, 1.6), (-0.34, 1.6)]
    _part(layer, figure, rider, figure.color)
    _oval(layer, figure, (0, 1.72), (0.17, 0.18), shade(figure.color, 0.8))
    [place] = _at(figure, [(0, 0.61)])
    plate = draw_plate(STYLES[PLATE_STYLE], PLATE)
    layer.paste(plate, place, PLATE_WIDTH * figure.width)
    lamp = [(-0.12, 0.78), (0.12, 0.78), (0.12, 0.86), (-0.12, 0.86)]
    _part(layer, figure, lamp, (180, 24, 26))


def _post(layer: Layer, figure: Figure) -> None:
    """Draw a gatepost as high as the picture."""
    _part(layer, figure, [(-0.5, 0), (0.5, 0), (0.5, 99), (-0.5, 99)], (150, 120, 100))


DRAWN: dict[FigureKind, Callable[[Layer, Figure], None]] = {
    "person": _person,
    "cat": _cat,
    "motorcycle": _motorcycle,
    "post": _post,
}
