"""Draw text that isn't a plate: overlays, lettering, signs."""

import numpy as np
from numpy.typing import NDArray

from sandbox.drawing import fonts

from .canvas import blank, blend, place_of, turned

type Random = np.random.Generator
type Field = NDArray[np.float32]

LETTERS = (
    fonts.SANS,
    fonts.CONDENSED,
    fonts.WIDE,
    fonts.MONO,
    "Roboto-Regular.ttf",
    "DejaVuSerif-Bold.ttf",
)
WORDS = (
    "TAXI",
    "Polizei",
    "EXIT",
    "STOP",
    "BAKERY",
    "delivery",
    "Service",
    "PARKING",
    "open",
    "www.example.com",
    "Plumber & Sons",
    "FRESH",
    "express",
    "ambulance",
    "P",
    "30",
    "H",
    "24h",
    "SALE",
    "Transport",
    "garage",
    "7",
    "112",
    "No entry",
    "Hotel",
    "TURBO",
    "4x4",
    "Diesel",
)


def overlay(canvas: Field, random: Random) -> None:
    """Burn in a clock or a camera's name."""
    size = int(random.integers(7, 30))
    digits = random.integers(0, 10, 14)
    day = "{}{}{}{}-{}{}-{}{}".format(*digits[:8])
    hour = "{}{}:{}{}:{}{}".format(*digits[8:])
    text = (
        f"{day} {hour}",
        hour,
        f"CAM{digits[0]} {day}",
        "Camera 01",
        "FRONT DOOR",
        f"{day[8:]}/{day[5:7]}/{day[:4]} {hour}",
    )[random.integers(6)]
    image, draw = blank(canvas)
    letters = fonts.font(LETTERS[random.integers(len(LETTERS))], size * 2)
    place = (
        random.uniform(-0.4, 0.5) * image.width,
        random.uniform(0, 0.9) * image.height,
    )
    if random.random() < 0.4:
        panel, on_it = blank(canvas)
        box = draw.textbbox(place, text, letters)
        on_it.rectangle((box[0] - 6, box[1] - 6, box[2] + 6, box[3] + 6), 255)
        blend(canvas, panel, random.uniform(0, 60), random.uniform(0.4, 1))
    elif random.random() < 0.6:
        draw.text(place, text, 255, letters, stroke_width=3)
        blend(canvas, image, 5)
        image, draw = blank(canvas)
    draw.text(place, text, 255, letters)
    blend(canvas, image, random.uniform(190, 255))


def lettering(canvas: Field, random: Random) -> None:
    """Draw a word as on a van, a shop or a badge, without an edge around it."""
    size = int(random.integers(5, 60))
    ground = random.uniform(0, 255)
    if random.random() < 0.5:
        panel, draw = blank(canvas)
        x, y = place_of(canvas, random)
        draw.rectangle((2 * x - 200, 2 * y - 120, 2 * x + 200, 2 * y + 120), 255)
        blend(canvas, panel, ground)
    image, draw = blank(canvas)
    text = WORDS[random.integers(len(WORDS))]
    place = (
        random.uniform(-0.2, 0.8) * image.width,
        random.uniform(0, 0.9) * image.height,
    )
    draw.text(
        place, text, 255, fonts.font(LETTERS[random.integers(len(LETTERS))], size * 2)
    )
    blend(canvas, turned(image, random, 10), random.uniform(0, 255))


def sign(canvas: Field, random: Random) -> None:
    """Draw a sign with a symbol, a word or nothing."""
    x, y = (2 * place for place in place_of(canvas, random))
    width, height = random.uniform(16, 160), random.uniform(12, 90)
    panel, draw = blank(canvas)
    box = (x - width, y - height, x + width, y + height)
    (draw.ellipse if random.random() < 0.25 else draw.rectangle)(box, 255)
    light = random.random() < 0.7
    blend(canvas, panel, random.uniform(150, 255) if light else random.uniform(0, 90))
    image, draw = blank(canvas)
    kind = random.random()
    if kind < 0.3:
        draw.rectangle(
            (box[0] + 5, box[1] + 5, box[2] - 5, box[3] - 5), outline=255, width=4
        )
    elif kind < 0.6:
        for _ in range(int(random.integers(1, 6))):
            draw.line(
                [
                    random.uniform(low, high)
                    for low, high in ((box[0], box[2]), (box[1], box[3])) * 2
                ],
                255,
                int(random.integers(2, 14)),
            )
    elif kind < 0.8:
        word = WORDS[random.integers(len(WORDS))][:5]
        draw.text(
            (x, y),
            word,
            255,
            fonts.font(fonts.SANS, max(6, round(height * random.uniform(0.3, 0.6)))),
            anchor="mm",
        )
    blend(
        canvas,
        turned(image, random, 4),
        random.uniform(0, 110) if light else random.uniform(150, 255),
    )
