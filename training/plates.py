"""Draw a stock of plates: the sandbox's countries, and fictional ones with every kind of layout."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from sandbox.drawing import fonts
from sandbox.drawing.plate_picture import draw_plate
from sandbox.drawing.plates import DIGITS, LETTERS, STYLES

type Random = np.random.Generator

FONTS = (
    fonts.DIN,
    fonts.CONDENSED,
    fonts.CONDENSED_MEDIUM,
    fonts.SANS,
    fonts.WIDE,
    "RobotoCondensed-Regular.ttf",
    "LiberationSans-Regular.ttf",
    fonts.MONO,
)
# The height of a plate of the stock in pixels.
TALL = 110
# The aspect ratios of plates with one line and with two.
ONE_LINE = (
    (520, 110),
    (520, 112),
    (440, 140),
    (305, 152),
    (400, 130),
    (360, 130),
    (340, 110),
    (300, 150),
)
TWO_LINES = (
    (340, 200),
    (280, 200),
    (330, 165),
    (240, 130),
    (190, 140),
    (200, 230),
    (300, 160),
    (180, 200),
)


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate seen straight on."""

    light: NDArray[np.float32]
    """From 0, its darkest ink, to 1, its brightest background."""
    alpha: NDArray[np.float32]
    text_height: float
    """The height of its characters as a share of the plate's."""
    lines: int


def stock(count: int, random: Random) -> list[Plate]:
    """Draw plates, a third of them of the sandbox's countries."""
    return [
        _known(random) if index % 3 == 0 else _made_up(random) for index in range(count)
    ]


def _known(random: Random) -> Plate:
    """Draw a plate of one of the sandbox's countries."""
    style = STYLES[str(random.choice(list(STYLES)))]
    drawn = draw_plate(style, style.number(random))
    return _plate(drawn, style.text_height / style.size[1], 1)


def _plate(drawn: Image.Image, text_height: float, lines: int) -> Plate:
    """Store a drawn plate as brightness and transparency."""
    small = drawn.resize(
        (round(drawn.width * TALL / drawn.height), TALL), Image.Resampling.BOX
    )
    gray = np.asarray(small.convert("L"), np.float32) / 255
    alpha = np.asarray(small.getchannel("A"), np.float32) / 255
    inside = gray[alpha > 0.9]
    low, high = np.quantile(inside, (0.02, 0.98))
    return Plate(
        np.clip((gray - low) / max(high - low, 0.05), 0, 1), alpha, text_height, lines
    )


def _made_up(random: Random) -> Plate:
    """Draw a fictional plate: any size, font and colors, with one line or two."""
    lines = 2 if random.random() < 0.4 else 1
    width, height = (TWO_LINES if lines == 2 else ONE_LINE)[random.integers(8)]
    width, height = round(width * random.uniform(0.9, 1.1)) * 2, height * 2
    dark, light = (int(level) for level in random.integers((0, 190), (70, 256)))
    ink, ground = (dark, light) if random.random() < 0.72 else (light, dark)
    plate = Image.new("RGBA", (width, height))
    draw = ImageDraw.Draw(plate)
    corner = random.uniform(2, 0.12 * height)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), corner, (ground,) * 3)
    if random.random() < 0.25:
        _scenery(plate, random, ground)
    if random.random() < 0.6:
        edge = int(random.integers(2, 9))
        draw.rounded_rectangle(
            (edge, edge, width - 1 - edge, height - 1 - edge),
            corner,
            outline=(ink,) * 3,
            width=int(random.integers(2, 8)),
        )
    left = 0.0
    if lines == 1 and random.random() < 0.35:
        left = 0.09 * width
        draw.rectangle((6, 6, left, height - 7), (int(random.integers(20, 120)),) * 3)
        draw.text(
            (left / 2, height * 0.7),
            "ABC"[random.integers(3)],
            (240,) * 3,
            fonts.font(fonts.SANS, round(height * 0.22)),
            anchor="mm",
        )
    room = (left + 0.04 * width, 0.07 * height, 0.96 * width, 0.93 * height)
    if lines == 1:
        share = _one_line(draw, random, room, ink, height)
    else:
        share = _two_lines(draw, random, room, ink, height)
    return _plate(plate, share, lines)


def _scenery(plate: Image.Image, random: Random, ground: int) -> None:
    """Draw a soft pattern on a plate's background."""
    soft = Image.fromarray(random.integers(0, 256, (3, 5)).astype(np.uint8)).resize(
        plate.size, Image.Resampling.BICUBIC
    )
    strength = random.uniform(0.1, 0.35)
    levels = np.asarray(plate).copy()
    mixed = ground * (1 - strength) + np.asarray(soft, np.float32) * strength
    levels[:, :, :3] = mixed[:, :, None].astype(np.uint8)
    plate.paste(Image.fromarray(levels))


def _one_line(
    draw: ImageDraw.ImageDraw,
    random: Random,
    room: tuple[float, float, float, float],
    ink: int,
    height: int,
) -> float:
    """Draw a number between an optional heading and footer; return its share of the height."""
    left, top, right, bottom = room
    if (right - left) / (bottom - top) < 3.4 and random.random() < 0.7:
        small = fonts.font(fonts.SANS, round(height * 0.14))
        draw.text(
            ((left + right) / 2, height * 0.13),
            _text(random, int(random.integers(4, 10)), LETTERS),
            (ink,) * 3,
            small,
            anchor="mm",
        )
        top = 0.24 * height
        if random.random() < 0.5:
            draw.text(
                ((left + right) / 2, height * 0.9),
                _text(random, int(random.integers(6, 16)), LETTERS),
                (ink,) * 3,
                fonts.font(fonts.SANS, round(height * 0.09)),
                anchor="mm",
            )
            bottom = 0.83 * height
    return (
        _write(draw, random, number(random), (left, top, right, bottom), ink) / height
    )


def _two_lines(
    draw: ImageDraw.ImageDraw,
    random: Random,
    room: tuple[float, float, float, float],
    ink: int,
    height: int,
) -> float:
    """Draw a number in two lines, the upper one sometimes smaller; return the larger one's share of the height."""
    left, top, right, bottom = room
    split = random.choice((0.33, 0.4, 0.48, 0.48)) * height
    inset = random.uniform(0, 0.2) * (right - left)
    upper = _text(random, int(random.integers(2, 5)), LETTERS + DIGITS)
    lower = _text(
        random,
        int(random.integers(3, 6)),
        DIGITS if random.random() < 0.7 else DIGITS + LETTERS,
    )
    if random.random() < 0.3:
        upper = upper[:2] + "-" + upper[2:]
    if random.random() < 0.3:
        lower = lower[:-2] + "." + lower[-2:]
    one = _write(draw, random, upper, (left + inset, top, right - inset, split), ink)
    other = _write(
        draw, random, lower, (left, split + 0.04 * height, right, bottom), ink
    )
    return min(max(one, other), other) / height


def number(random: Random) -> str:
    """Return a random number: letters and digits in groups, sometimes only digits."""
    kind = random.random()
    if kind < 0.2:
        count = int(random.integers(4, 9))
        digits = _text(random, count, DIGITS)
        cut = int(random.integers(2, count - 1))
        return digits if random.random() < 0.5 else f"{digits[:cut]} {digits[cut:]}"
    groups = []
    for _ in range(int(random.integers(2, 4))):
        pool = LETTERS if random.random() < 0.45 else DIGITS
        groups.append(_text(random, int(random.integers(1, 4)), pool))
    text = str(random.choice(("", " ", " ", "-", "."))).join(groups)
    return text if len(text) > 4 else text + _text(random, 3, DIGITS)


def _text(random: Random, count: int, pool: str) -> str:
    """Return random characters."""
    return "".join(pool[place] for place in random.integers(len(pool), size=count))


def _write(
    draw: ImageDraw.ImageDraw,
    random: Random,
    text: str,
    room: tuple[float, float, float, float],
    ink: int,
) -> float:
    """Draw a text as large as the space allows, narrowed by at most a third; return its height."""
    left, top, right, bottom = room
    name = FONTS[random.integers(len(FONTS))]
    letters = fonts.font(name, 160)
    box = letters.getbbox(text)
    strip = Image.new("L", (round(box[2] - box[0]) + 8, round(box[3] - box[1]) + 8))
    ImageDraw.Draw(strip).text((4 - box[0], 4 - box[1]), text, 255, letters)
    height = (bottom - top) * random.uniform(0.72, 0.98)
    width = strip.width * height / strip.height
    widest = (right - left) * random.uniform(0.85, 1)
    if width > widest:
        height *= max(widest / width, 0.67) if width > widest * 1.5 else 1
        width = widest
    strip = strip.resize(
        (max(round(width), 4), max(round(height), 4)), Image.Resampling.BOX
    )
    draw.bitmap(
        ((left + right - strip.width) / 2, (top + bottom - strip.height) / 2),
        strip,
        (ink,) * 3,
    )
    return strip.height
