"""Draw things that are easily taken for a plate: grilles, fences, leaves, lamps, stripes, wheels, people."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .canvas import blank, blend, place_of, turned

type Random = np.random.Generator
type Field = NDArray[np.float32]


def grille(canvas: Field, random: Random) -> None:
    """Draw slats, lengthways or across, or a mesh, in a frame."""
    width, height = random.uniform(30, 150), random.uniform(10, 50)
    x, y = place_of(canvas, random)
    box = [
        2 * (x - width / 2),
        2 * (y - height / 2),
        2 * (x + width / 2),
        2 * (y + height / 2),
    ]
    panel, draw = blank(canvas)
    draw.rounded_rectangle(box, 2 * random.uniform(0, 8), 255)
    ground, slat = random.uniform(0, 120), random.uniform(60, 250)
    blend(canvas, panel, ground)
    slats, draw = blank(canvas)
    step = 2 * random.uniform(2.5, 10)
    thick = max(1, round(step * random.uniform(0.2, 0.6)))
    way = random.random()
    if way < 0.7:
        for at in np.arange(box[0], box[2], step):
            lean = random.uniform(-1, 1) if random.random() < 0.1 else 0
            draw.line((at, box[1], at + lean * step, box[3]), 255, thick)
    if way > 0.45:
        for at in np.arange(box[1], box[3], step * random.uniform(0.7, 1.3)):
            draw.line((box[0], at, box[2], at), 255, thick)
    inside = Image.composite(slats, Image.new("L", slats.size), panel)
    blend(canvas, inside, slat)


def fence(canvas: Field, random: Random) -> None:
    """Draw posts, pickets or blinds across the whole canvas."""
    image, draw = blank(canvas)
    step = 2 * random.uniform(4, 24)
    thick = max(1, round(step * random.uniform(0.15, 0.7)))
    low, high = sorted(random.uniform(0, 2 * canvas.shape[0], 2))
    upright = random.random() < 0.75
    for at in np.arange(
        random.uniform(0, step), 2 * canvas.shape[1 if upright else 0], step
    ):
        draw.line(
            (at, low, at, high) if upright else (0, at, 2 * canvas.shape[1], at),
            255,
            thick,
        )
    blend(
        canvas,
        turned(image, random, 12),
        random.uniform(0, 255),
        random.uniform(0.5, 1),
    )


def leaves(canvas: Field, random: Random) -> None:
    """Scatter leaves."""
    x, y = place_of(canvas, random)
    spread, size = random.uniform(15, 80), random.uniform(1.5, 9)
    for _ in range(int(random.integers(30, 160))):
        middle = (
            int(random.normal(x, spread) * 8),
            int(random.normal(y, spread / 2) * 8),
        )
        axes = (
            int(size * random.uniform(0.5, 1.5) * 8),
            int(size * random.uniform(0.2, 0.7) * 8),
        )
        cv2.ellipse(
            canvas,
            middle,
            axes,
            float(random.uniform(0, 180)),
            0,
            360,
            float(random.uniform(10, 230)),
            -1,
            cv2.LINE_AA,
            3,
        )


def lamp(canvas: Field, random: Random) -> None:
    """Draw one or two lamps with a glow."""
    x, y = place_of(canvas, random)
    radius, glow = random.uniform(2, 18), random.uniform(1.2, 6)
    rows, columns = np.mgrid[: canvas.shape[0], : canvas.shape[1]].astype(np.float32)
    for shift in (0.0, random.uniform(30, 120))[: random.integers(1, 3)]:
        squared = (
            (columns - x - shift) ** 2 + ((rows - y) * random.uniform(0.8, 2.5)) ** 2
        ) / radius**2
        canvas += np.float32(random.uniform(80, 255)) * np.exp(
            -squared / 2 / glow
        ) + 255 * (squared < 1)
    np.clip(canvas, 0, 255, canvas)


def stripes(canvas: Field, random: Random) -> None:
    """Draw the stripes of a barrier or a road."""
    image, draw = blank(canvas)
    step, thick, lean = (
        2 * random.uniform(6, 30),
        random.uniform(8, 40),
        random.uniform(-30, 30),
    )
    x, y = (2 * place for place in place_of(canvas, random))
    for index in range(int(random.integers(3, 12))):
        at = x + (index - 4) * step * 1.5
        draw.polygon(
            [
                (at, y),
                (at + step * 0.7, y),
                (at + step * 0.7 + lean, y + thick),
                (at + lean, y + thick),
            ],
            255,
        )
    blend(
        canvas,
        turned(image, random, 25),
        random.uniform(120, 255) if random.random() < 0.7 else random.uniform(0, 80),
    )


def strokes(canvas: Field, random: Random) -> None:
    """Draw a panel of strokes that aren't characters: louvers, barcodes, tiles, a wheel's spokes."""
    x, y = (2 * place for place in place_of(canvas, random))
    width, height = random.uniform(40, 110), random.uniform(12, 50)
    panel, draw = blank(canvas)
    draw.rectangle((x - width, y - height, x + width, y + height), 255)
    blend(canvas, panel, random.uniform(60, 255))
    image, draw = blank(canvas)
    for _ in range(int(random.integers(4, 16))):
        at, top = x + random.uniform(-width, width), y - height * random.uniform(0.3, 1)
        draw.line(
            (at, top, at + random.normal(0, 6), y + height * random.uniform(0.3, 1)),
            255,
            int(random.integers(1, 9)),
        )
    blend(canvas, image, random.uniform(0, 255))


def wheel(canvas: Field, random: Random) -> None:
    """Draw a wheel with spokes."""
    x, y = place_of(canvas, random)
    radius, spokes = random.uniform(8, 50), int(random.integers(4, 26))
    level = float(random.uniform(0, 255))
    wide = float(random.uniform(0.5, 1))
    cv2.ellipse(
        canvas,
        (int(x), int(y)),
        (int(radius * wide), int(radius)),
        0,
        0,
        360,
        level,
        int(random.integers(1, 8)),
        cv2.LINE_AA,
    )
    for angle in np.linspace(0, 2 * np.pi, spokes, endpoint=False):
        end = int(x + radius * wide * np.cos(angle)), int(y + radius * np.sin(angle))
        cv2.line(
            canvas,
            (int(x), int(y)),
            end,
            level,
            int(random.integers(1, 3)),
            cv2.LINE_AA,
        )


def person(canvas: Field, random: Random) -> None:
    """Draw a person's head, body and legs, as infrared shows them, in plain or striped clothes."""
    x, y = place_of(canvas, random)
    size = random.uniform(20, 120)
    level = float(random.uniform(10, 255))
    image, draw = blank(canvas)
    x, y, size = 2 * x, 2 * y, 2 * size
    draw.ellipse(
        (x - size * 0.07, y - size * 0.5, x + size * 0.07, y - size * 0.33), 255
    )
    draw.rounded_rectangle(
        (x - size * 0.14, y - size * 0.32, x + size * 0.14, y + size * 0.08),
        size * 0.05,
        255,
    )
    for side in (-1, 1):
        draw.line(
            (
                x + side * size * 0.06,
                y,
                x + side * size * random.uniform(0, 0.2),
                y + size * 0.5,
            ),
            255,
            max(1, round(size * 0.09)),
        )
        draw.line(
            (
                x + side * size * 0.13,
                y - size * 0.28,
                x + side * size * random.uniform(0.1, 0.3),
                y + size * random.uniform(-0.1, 0.1),
            ),
            255,
            max(1, round(size * 0.06)),
        )
    blend(canvas, image, level)
    if random.random() < 0.5:
        stripes_image, draw = blank(canvas)
        for at in np.arange(
            y - size * 0.3, y + size * 0.08, max(4, size * random.uniform(0.04, 0.15))
        ):
            draw.line(
                (x - size * 0.14, at, x + size * 0.14, at),
                255,
                max(1, round(size * 0.03)),
            )
        blend(canvas, stripes_image, float(random.uniform(10, 255)))
