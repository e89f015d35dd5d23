"""Colors of cars, walls and skies."""

type Color = tuple[int, int, int]

BLACK: Color = (18, 18, 20)
WHITE: Color = (250, 250, 250)
PAINTS: tuple[Color, ...] = (
    (172, 28, 32), (28, 62, 128), (196, 200, 204), (40, 44, 50), (236, 236, 232),
    (92, 104, 110), (34, 92, 76), (120, 44, 60), (198, 150, 60), (74, 120, 168),
)  # fmt: skip
WALLS: tuple[Color, ...] = (
    (226, 216, 198),
    (198, 206, 208),
    (188, 128, 104),
    (236, 232, 222),
    (168, 160, 150),
)
DOORS: tuple[Color, ...] = (
    (242, 240, 234),
    (120, 92, 68),
    (96, 104, 112),
    (70, 88, 76),
)


def shade(color: Color, factor: float) -> Color:
    """Darken a color (factor below 1) or mix white into it (above 1)."""
    if factor <= 1:
        red, green, blue = (round(part * factor) for part in color)
    else:
        red, green, blue = (
            round(part + (255 - part) * min(factor - 1, 1.0)) for part in color
        )
    return red, green, blue
