"""Draw the plates into a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, isqrt
import unicodedata

from PIL import Image, ImageDraw, ImageFont

from .box import Box
from .picture import as_jpeg
from .picture_file import MAX_PIXELS, open_picture

# Pixels; smaller pictures are enlarged so that text fits in.
MIN_WIDTH = 320
# Maximum side of a JPEG in pixels.
MAX_SIDE = 65_500
MIN_FONT = 16
# Width and height of a picture in letter heights.
WIDTH_IN_FONTS, HEIGHT_IN_FONTS = 32, 10
QUALITY = 85
# No font has a glyph for this character, so it is drawn as the box for missing glyphs.
NO_CHARACTER = "\uffff"


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """The text of a plate, its box in pixels of the picture if known, and a color that suits black."""

    text: str
    box: Box | None
    color: str


def annotate(content: bytes, labels: Sequence[Label]) -> bytes:
    """Draw boxes and texts into a picture, and return it as a JPEG. Raises PictureError."""
    with open_picture(content) as source:
        image = source.convert("RGB")
    room = min(
        isqrt(MAX_PIXELS // (image.width * image.height)), MAX_SIDE // image.height
    )
    factor = max(1, min(ceil(MIN_WIDTH / image.width), room))
    if factor > 1:
        image = image.resize((image.width * factor, image.height * factor))
    _Sheet(image).draw(labels, factor)
    return as_jpeg(image, QUALITY).content


class _Sheet:
    """A picture to draw on."""

    def __init__(self, image: Image.Image) -> None:
        """Choose the sizes of lines and letters for a picture."""
        self._width, self._height = image.size
        self._drawing = ImageDraw.Draw(image)
        font = min(self._width / WIDTH_IN_FONTS, self._height / HEIGHT_IN_FONTS)
        self._font_size = max(MIN_FONT, round(font))
        self._line = max(2, self._font_size // 8)
        self._taken: list[Box] = []

    def draw(self, labels: Sequence[Label], factor: int) -> None:
        """Draw all boxes and then the texts, so that no line crosses a text."""
        boxes = [self._frame(label.box, factor) for label in labels]
        for label, box in zip(labels, boxes, strict=True):
            if box:
                self._taken.append(box)
                self._drawing.rectangle(
                    _drawn_in(box), outline=label.color, width=self._line
                )
        for label, box in zip(labels, boxes, strict=True):
            self._write(label, box)

    def _frame(self, box: Box | None, factor: int) -> Box | None:
        """Return the frame around a plate, or None if it is outside of the picture."""
        if box is None:
            return None
        frame = box.scaled(factor).expanded(self._line, self._line)
        frame = frame.clipped(self._width, self._height)
        return frame if frame.area else None

    def _write(self, label: Label, box: Box | None) -> None:
        """Write a text on a field in its color."""
        text = _legible(label.text)
        font, ink = self._fitting_font(text)
        padded = ink.expanded(self._line, self._line)
        field = self._place(padded, box)
        self._taken.append(field)
        self._drawing.rectangle(_drawn_in(field), fill=label.color)
        self._drawing.text(
            (field.left - padded.left, field.top - padded.top),
            text,
            fill="black",
            font=font,
        )

    def _fitting_font(
        self, text: str
    ) -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, Box]:
        """Return a font in which a text fits, and the size of the text in pixels."""
        size = self._font_size
        while True:
            font = ImageFont.load_default(size)
            left, top, right, bottom = self._drawing.textbbox((0, 0), text, font=font)
            if right - left + 2 * self._line <= self._width or size <= 6:
                return font, Box(int(left), int(top), ceil(right), ceil(bottom))
            size = size * 3 // 4

    def _place(self, text: Box, box: Box | None) -> Box:
        """Return the place for a text: close to its box, and on nothing else if possible."""
        fields = list(self._fields(int(text.width), int(text.height), box))
        return next((field for field in fields if not self._is_taken(field)), fields[0])

    def _fields(self, width: int, height: int, box: Box | None) -> Iterator[Box]:
        """Yield the possible places for a text, best first; each is inside the picture."""
        left = max(0, min(box.left if box else 0, self._width - width))
        tops = range(0, max(1, self._height - height), height)
        near = (box.top - height, box.bottom) if box else ()
        for top in (*near, *sorted(tops, key=lambda y: abs(y - box.top) if box else y)):
            if 0 <= top <= self._height - height or height > self._height:
                yield Box(left, top, left + width, top + height)

    def _is_taken(self, field: Box) -> bool:
        """Return whether a field overlaps a box or another text."""
        return any(field.intersection(other).area for other in self._taken)


def _drawn_in(box: Box) -> tuple[float, float, float, float]:
    """Return a box for Pillow, which includes the right and bottom edges."""
    return box.left, box.top, box.right - 1, box.bottom - 1


def _legible(text: str) -> str:
    """Return a text that the font can draw: without marks on letters, and ? for missing glyphs."""
    return "".join(map(_legible_character, text))


@lru_cache(maxsize=256)
def _legible_character(character: str) -> str:
    """Return a character, its base letter, or ?; cached, because loading the font is slow."""
    font = ImageFont.load_default(MIN_FONT)
    missing = bytes(font.getmask(NO_CHARACTER))
    parts = unicodedata.normalize("NFKD", character)
    base = "".join(part for part in parts if not unicodedata.combining(part))
    for text in (character, base):
        if text and all(bytes(font.getmask(each)) != missing for each in text):
            return text
    return "?"
