"""Draw a single plate, seen straight on."""

import numpy as np
from PIL import Image, ImageDraw

from . import fonts
from .colors import Color, shade
from .plates import BAND_BLUE, PlateStyle

SCALE = 2
BAND_WIDTH = 44
YELLOW: Color = (250, 210, 40)
SEALS: tuple[Color, ...] = ((90, 130, 180), (210, 120, 60))


def draw_plate(style: PlateStyle, number: str) -> Image.Image:
    """Draw a plate at 2 pixels per millimeter, with transparent corners."""
    width, height = style.size[0] * SCALE, style.size[1] * SCALE
    plate = Image.new("RGBA", (width, height))
    draw = ImageDraw.Draw(plate)
    corner = 9 * SCALE
    draw.rounded_rectangle(
        (0, 0, width - 1, height - 1), corner, shade(style.background, 0.55)
    )
    draw.rounded_rectangle((3, 3, width - 4, height - 4), corner - 3, style.background)
    draw.rounded_rectangle(
        (7, 7, width - 8, height - 8), corner - 6, outline=style.ink, width=3
    )
    left, right = _bands(draw, style)
    top, bottom = _headings(draw, style)
    text = _number(style, number, right - left)
    plate.alpha_composite(
        text, ((left + right - text.width) // 2, (top + bottom - text.height) // 2)
    )
    if style.heading and not style.heading_bar:
        _holes(draw, width, height)
    return plate


def _bands(draw: ImageDraw.ImageDraw, style: PlateStyle) -> tuple[int, int]:
    """Draw the country's bands, and return the space between them."""
    width, height = style.size[0] * SCALE, style.size[1] * SCALE
    band = BAND_WIDTH * SCALE
    left, right = 10 * SCALE, width - 10 * SCALE
    if style.band:
        draw.rounded_rectangle((3, 3, band, height - 4), 7 * SCALE, BAND_BLUE)
        draw.rectangle((band // 2, 3, band, height - 4), BAND_BLUE)
        _stars(draw, band // 2, height * 0.3, height * 0.15)
        letter = fonts.font(
            fonts.SANS, round(height * (0.3 if len(style.band) == 1 else 0.2))
        )
        draw.text(
            (band / 2, height * 0.73), style.band, (250, 250, 250), letter, anchor="mm"
        )
        left = band + 4 * SCALE
    if style.right_band:
        draw.rounded_rectangle(
            (width - band, 3, width - 4, height - 4), 7 * SCALE, BAND_BLUE
        )
        draw.rectangle((width - band, 3, width - band // 2, height - 4), BAND_BLUE)
        right = width - band - 4 * SCALE
    return left, right


def _stars(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    """Draw the ring of stars."""
    for angle in np.linspace(0, 2 * np.pi, 12, endpoint=False):
        middle = x + radius * np.sin(angle), y + radius * np.cos(angle)
        draw.circle(middle, radius * 0.14, YELLOW)


def _headings(draw: ImageDraw.ImageDraw, style: PlateStyle) -> tuple[int, int]:
    """Draw what is above and below the number, and return the space between."""
    width, height = style.size[0] * SCALE, style.size[1] * SCALE
    top, bottom = 0, height
    if style.heading:
        size = round(height * 0.17)
        if style.heading_bar:
            draw.rounded_rectangle(
                (3, 3, width - 4, round(height * 0.24)), 7 * SCALE, BAND_BLUE
            )
            draw.rectangle(
                (3, round(height * 0.12), width - 4, round(height * 0.24)), BAND_BLUE
            )
            size = round(height * 0.15)
        heading = fonts.font(fonts.SANS, size)
        draw.text(
            (width / 2, height * 0.135),
            style.heading,
            style.heading_ink,
            heading,
            anchor="mm",
        )
        top = round(height * 0.22)
    if style.footing:
        footing = fonts.font(fonts.SANS, round(height * 0.09))
        draw.text(
            (width / 2, height * 0.9),
            style.footing,
            style.heading_ink,
            footing,
            anchor="mm",
        )
        bottom = round(height * 0.86)
    return top, bottom


def _number(style: PlateStyle, number: str, room: int) -> Image.Image:
    """Draw a plate's number, as wide as the space allows."""
    height = round(style.text_height * SCALE)
    letters = fonts.font(style.font, 220)
    upper, lower = letters.getbbox("H")[1], letters.getbbox("H")[3]
    gap = 26
    advances = [_advance(sign, letters.getlength(sign)) for sign in number]
    strip = Image.new(
        "RGBA", (round(sum(advances) + gap * len(number)), round(lower - upper))
    )
    draw = ImageDraw.Draw(strip)
    x = gap / 2
    for sign, advance in zip(number, advances, strict=True):
        if sign == "|":
            for place, color in zip((0.27, 0.75), SEALS, strict=True):
                draw.circle(
                    (x + advance / 2, strip.height * place), strip.height * 0.17, color
                )
        else:
            draw.text((x, -upper), sign, style.ink, letters)
        x += advance + gap
    width = min(round(strip.width * height / strip.height), round(room * 0.95))
    return strip.resize((width, height), Image.Resampling.LANCZOS)


def _advance(sign: str, length: float) -> float:
    """Return the width of a sign."""
    return {" ": 50.0, "|": 90.0}.get(sign, length)


def _holes(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """Draw a plate's mounting holes."""
    for x in (0.2, 0.8):
        for y in (0.1, 0.9):
            draw.ellipse(
                (width * x - 14, height * y - 7, width * x + 14, height * y + 7),
                (70, 70, 74),
            )
