"""Draw the front of a car: hood, lamps, grille, bumper."""

from .colors import BLACK, Color, shade
from .layer import Layer, Point

PLATE: Point = (0, 205)


def draw_face(layer: Layer, paint: Color, *, lights: bool) -> Point:
    """Draw the front, and return the center of the plate's place."""
    _bonnet(layer, paint)
    _grille(layer)
    _lamps(layer, lights=lights)
    _bumper(layer, paint)
    return PLATE


def _bonnet(layer: Layer, paint: Color) -> None:
    """Draw the creases of the hood."""
    layer.line(
        [(-400, 470), (-240, 458), (0, 452), (240, 458), (400, 470)],
        shade(paint, 0.45),
        5,
    )
    layer.line([(-250, 470), (-214, 540)], shade(paint, 1.5), 6, 0.6)
    layer.line([(250, 470), (214, 540)], shade(paint, 1.5), 6, 0.6)
    layer.shape(
        [(-200, 466), (200, 466), (170, 540), (-170, 540)],
        shade(paint, 1.6),
        shade(paint, 1.15),
        radius=20,
        opacity=0.35,
    )


def _grille(layer: Layer) -> None:
    """Draw the grille and its emblem."""
    layer.shape(
        [(-232, 436), (232, 436), (196, 292), (-196, 292)],
        (60, 62, 66),
        (26, 27, 30),
        radius=26,
    )
    layer.shape(
        [(-222, 428), (222, 428), (188, 300), (-188, 300)],
        (22, 22, 25),
        (12, 12, 14),
        radius=20,
    )
    for y in range(316, 426, 22):
        reach = 186 + (y - 300) * 0.26
        layer.line([(-reach, y), (reach, y)], (92, 96, 102), 6)
    layer.ellipse((0, 366), (42, 42), (214, 218, 222), (120, 124, 130))
    layer.ellipse((0, 366), (32, 32), (40, 44, 52), (20, 22, 28))
    layer.shape(
        [(-22, 372), (0, 392), (22, 372), (0, 344)],
        (224, 228, 232),
        (150, 154, 160),
        radius=4,
    )


def _lamps(layer: Layer, *, lights: bool) -> None:
    """Draw the headlamps."""
    lamp: list[Point] = [
        (250, 432),
        (302, 452),
        (448, 462),
        (474, 420),
        (452, 366),
        (338, 352),
        (262, 380),
    ]
    layer.pair(lamp, (30, 32, 36), (52, 56, 62), radius=24)
    glass = [
        (266, 424),
        (306, 442),
        (440, 450),
        (460, 418),
        (442, 376),
        (342, 364),
        (274, 386),
    ]
    layer.pair(
        [(float(x), float(y)) for x, y in glass],
        (214, 224, 232),
        (132, 142, 152),
        radius=18,
    )
    for side in (-1, 1):
        for x, radius in ((338, 32), (410, 28)):
            layer.ellipse(
                (x * side, 408), (radius, radius), (70, 76, 84), (160, 168, 176)
            )
            layer.ellipse(
                (x * side, 408),
                (radius * 0.66, radius * 0.66),
                (240, 246, 250),
                (180, 190, 200),
            )
        if lights:
            layer.ellipse((338 * side, 408), (24, 24), (255, 253, 240))
    layer.pair(
        [(272, 378), (342, 358), (446, 370), (446, 378), (342, 367), (274, 387)],
        (250, 252, 255),
        radius=3,
    )


def _bumper(layer: Layer, paint: Color) -> None:
    """Draw bumper, air intakes and fog lamps."""
    layer.shape(
        [(-480, 276), (480, 276), (486, 262), (-486, 262)],
        shade(paint, 1.4),
        shade(paint, 0.8),
        opacity=0.5,
    )
    layer.shape(
        [(-268, 148), (268, 148), (232, 96), (-232, 96)], (30, 30, 33), BLACK, radius=18
    )
    for y in (112, 130):
        layer.line([(-236, y), (236, y)], (66, 68, 72), 4)
    layer.pair(
        [(318, 246), (448, 262), (456, 168), (336, 160)],
        (26, 26, 29),
        (14, 14, 16),
        radius=20,
    )
    for side in (-1, 1):
        layer.ellipse((392 * side, 206), (26, 24), (196, 204, 210), (110, 116, 122))
    layer.shape(
        [(-420, 96), (420, 96), (400, 76), (-400, 76)],
        (40, 40, 43),
        (18, 18, 20),
        radius=8,
    )
