"""Draw the integration's icon and logo: `python -m sandbox.drawing.brand`."""

from pathlib import Path

from PIL import Image, ImageDraw

from .fonts import CONDENSED, REPOSITORY, font

FOLDER = REPOSITORY / "custom_components" / "carsxe" / "brand"
OVERSAMPLING = 4
BLUE = (21, 101, 192, 255)
INK = (16, 30, 48, 255)
LIGHT_INK = (236, 242, 250, 255)
WHITE = (255, 255, 255, 255)
CLEAR = (0, 0, 0, 0)


def draw_icon(side: int, frame: tuple[int, int, int, int] = BLUE) -> Image.Image:
    """Draw a plate inside the corners of a viewfinder."""
    unit = side * OVERSAMPLING / 256
    image = Image.new("RGBA", (side * OVERSAMPLING,) * 2, CLEAR)
    draw = ImageDraw.Draw(image)
    _draw_corners(draw, unit, frame)
    draw.rounded_rectangle(
        _scaled((34, 84, 222, 172), unit), 18 * unit, WHITE, INK, round(7 * unit)
    )
    draw.rounded_rectangle(_scaled((41, 91, 72, 165), unit), 10 * unit, BLUE)
    draw.rectangle(_scaled((60, 91, 72, 165), unit), BLUE)
    draw.text(
        (146 * unit, 128 * unit),
        "C·XE",
        fill=INK,
        font=font(CONDENSED, round(64 * unit)),
        anchor="mm",
    )
    return image.resize((side, side), Image.Resampling.LANCZOS)


def draw_logo(height: int, ink: tuple[int, int, int, int]) -> Image.Image:
    """Draw the icon with the name beside it."""
    icon = draw_icon(height)
    text = font(CONDENSED, round(height * 0.6))
    width = round(height * 1.08 + text.getlength("CarsXE") + height * 0.05)
    image = Image.new("RGBA", (width, height), CLEAR)
    image.alpha_composite(icon)
    ImageDraw.Draw(image).text(
        (height * 1.08, height * 0.5), "CarsXE", fill=ink, font=text, anchor="lm"
    )
    return image


def save_all(folder: Path) -> None:
    """Write the files that Home Assistant looks for, in both sizes and for both themes."""
    folder.mkdir(exist_ok=True)
    for suffix, factor in (("", 1), ("@2x", 2)):
        draw_icon(256 * factor).save(folder / f"icon{suffix}.png", optimize=True)
        for prefix, ink in (("", INK), ("dark_", LIGHT_INK)):
            logo = draw_logo(128 * factor, ink)
            logo.save(folder / f"{prefix}logo{suffix}.png", optimize=True)


def _draw_corners(
    draw: ImageDraw.ImageDraw, unit: float, color: tuple[int, int, int, int]
) -> None:
    """Draw the four corners of a viewfinder."""
    for left, right in ((10, 66), (246, 190)):
        for top, bottom in ((34, 74), (222, 182)):
            points = [(right, top), (left, top), (left, bottom)]
            scaled = [(x * unit, y * unit) for x, y in points]
            draw.line(scaled, color, round(14 * unit), joint="curve")
            for x, y in scaled:
                radius = 7 * unit
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), color)


def _scaled(
    box: tuple[int, int, int, int], unit: float
) -> tuple[float, float, float, float]:
    """Return a box in pixels."""
    left, top, right, bottom = box
    return left * unit, top * unit, right * unit, bottom * unit


if __name__ == "__main__":
    save_all(FOLDER)
