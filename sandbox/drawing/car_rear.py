"""Draw the rear of a car: trunk, lamps, bumper, exhausts."""

from .colors import BLACK, Color, shade
from .layer import Layer, Point

PLATE: Point = (0, 322)


def draw_tail(layer: Layer, paint: Color, *, lights: bool) -> Point:
    """Draw the rear, and return the center of the plate's place."""
    _boot(layer, paint)
    _lamps(layer, lights=lights)
    _bumper(layer, paint)
    return PLATE


def _boot(layer: Layer, paint: Color) -> None:
    """Draw the trunk lid with the recess for the plate."""
    layer.line(
        [(-322, 540), (-330, 420), (-316, 250), (316, 250), (330, 420), (322, 540)],
        shade(paint, 0.4),
        5,
    )
    layer.shape(
        [(-310, 536), (310, 536), (318, 470), (-318, 470)],
        shade(paint, 1.5),
        shade(paint, 1.1),
        radius=16,
        opacity=0.4,
    )
    layer.shape(
        [(-206, 392), (206, 392), (190, 258), (-190, 258)],
        shade(paint, 0.45),
        shade(paint, 0.62),
        radius=26,
    )
    layer.shape(
        [(-170, 412), (170, 412), (166, 394), (-166, 394)],
        (220, 224, 228),
        (130, 134, 140),
        radius=7,
    )
    layer.ellipse((0, 456), (34, 34), (216, 220, 224), (118, 122, 128))
    layer.ellipse((0, 456), (25, 25), (36, 40, 48), (20, 22, 28))
    layer.shape(
        [(-17, 460), (0, 476), (17, 460), (0, 440)],
        (224, 228, 232),
        (150, 154, 160),
        radius=3,
    )


def _lamps(layer: Layer, *, lights: bool) -> None:
    """Draw the tail lamps."""
    lamp: list[Point] = [
        (262, 486),
        (300, 512),
        (452, 500),
        (482, 430),
        (470, 366),
        (400, 372),
        (352, 424),
        (268, 440),
    ]
    layer.pair(lamp, (120, 10, 16), (64, 4, 10), radius=22)
    inner: list[Point] = [
        (276, 478),
        (306, 498),
        (440, 488),
        (464, 430),
        (458, 384),
        (410, 388),
        (362, 436),
        (278, 450),
    ]
    layer.pair(
        inner, (236, 44, 44) if lights else (204, 30, 36), (150, 14, 22), radius=16
    )
    layer.pair(
        [(300, 470), (430, 466), (440, 446), (300, 456)],
        (255, 214, 206),
        (250, 160, 150),
        radius=6,
        opacity=0.85,
    )
    layer.pair(
        [(404, 430), (454, 428), (450, 396), (414, 398)],
        (246, 236, 226),
        (214, 176, 150),
        radius=8,
        opacity=0.9,
    )
    if lights:
        for side in (-1, 1):
            layer.glow((380 * side, 450), 130, (255, 60, 50), 0.55)


def _bumper(layer: Layer, paint: Color) -> None:
    """Draw bumper, reflectors and exhausts."""
    layer.shape(
        [(-486, 246), (486, 246), (490, 228), (-490, 228)],
        shade(paint, 1.45),
        shade(paint, 0.85),
        opacity=0.55,
    )
    layer.shape(
        [(-400, 158), (400, 158), (372, 84), (-372, 84)], (44, 44, 48), BLACK, radius=24
    )
    layer.pair(
        [(330, 190), (446, 196), (446, 176), (330, 172)],
        (196, 30, 30),
        (120, 16, 20),
        radius=5,
    )
    for side in (-1, 1):
        layer.ellipse((286 * side, 106), (44, 20), (190, 194, 198), (90, 94, 98))
        layer.ellipse((286 * side, 106), (34, 14), (16, 16, 18), (30, 30, 32))
