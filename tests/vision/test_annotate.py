"""Tests of drawing plates."""

from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import numpy as np
from PIL import Image, ImageColor, ImageFont
import pytest

from custom_components.carsxe.vision import Label, PictureError, annotate
from custom_components.carsxe.vision.box import Box

SANDBOX = Path(__file__).parents[2] / "sandbox" / "pictures"
GREEN = "#2e9e4f"
TOLERANCE = 40


def _picture(width: int, height: int, mode: str = "RGB", kind: str = "JPEG") -> bytes:
    """Return a picture of one color."""
    buffer = BytesIO()
    Image.new(mode, (width, height), "gray").save(buffer, kind)
    return buffer.getvalue()


def _colored(content: bytes, color: str = GREEN) -> list[tuple[int, int]]:
    """Return the pixels with a color."""
    wanted = ImageColor.getrgb(color)
    with Image.open(BytesIO(content)) as image:
        assert image.format == "JPEG"
        pixels = np.asarray(image.convert("RGB"), np.int16)
    rows, columns = (abs(pixels - wanted[:3]) < TOLERANCE).all(axis=2).nonzero()
    return list(zip(columns.tolist(), rows.tolist(), strict=True))


@pytest.mark.parametrize(
    ("width", "height", "factor"),
    [
        pytest.param(1280, 720, 1, id="usual"),
        pytest.param(640, 48, 1, id="flat"),
        pytest.param(320, 900, 1, id="tall"),
        pytest.param(64, 48, 5, id="tiny"),
    ],
)
def test_size(width: int, height: int, factor: int) -> None:
    """At any picture size, the frame is around the plate, and the text is legible."""
    box = (width // 4, height // 2, width // 2, height * 3 // 4)
    content = annotate(_picture(width, height), [_label(box, GREEN)])
    with Image.open(BytesIO(content)) as image:
        assert image.size == (width * factor, height * factor)
    found = set(_colored(content))
    middle = (box[0] + box[2]) // 2 * factor
    assert (middle, box[1] * factor - 1) in found
    assert (middle, box[3] * factor) in found
    assert (middle, (box[1] + box[3]) // 2 * factor) not in found
    frame = range(box[1] * factor - 6, box[3] * factor + 6)
    assert len({y for _, y in found if y not in frame}) >= 10


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(None, id="unknown"),
        pytest.param((-50, -20, 90, 30), id="upper left"),
        pytest.param((560, 440, 700, 600), id="lower right"),
        pytest.param((0, 0, 640, 480), id="all"),
        pytest.param((700, 500, 800, 600), id="outside"),
        pytest.param((10, 10, 10, 10), id="nothing"),
    ],
)
def test_box(box: tuple[int, int, int, int] | None) -> None:
    """Wherever the box is, the text is in the picture."""
    label = _label(box, GREEN)
    assert len(_colored(annotate(_picture(640, 480), [label]))) > 500


def _drawn(text: str) -> bytes:
    """Return a picture with a text drawn in."""
    label = Label(text=text, box=Box(20, 20, 60, 30), color=GREEN)
    return annotate(_picture(160, 90), [label])


@pytest.mark.parametrize("text", ["", "A", "W" * 32], ids=["none", "one", "long"])
def test_text(text: str) -> None:
    """A text of any length can be drawn."""
    with Image.open(BytesIO(_drawn(text))) as image:
        image.load()


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        pytest.param("ABC XYZ 0123456789", "ABC XYZ 0123456789", id="plain"),
        pytest.param("GÖÄÜ123", "GOAU123", id="umlauts"),
        pytest.param("ÉŠČ123", "ESC123", id="marks"),
        pytest.param("京A12345", "?A12345", id="han"),
        pytest.param("品川300が1234", "??300?1234", id="kana"),
        pytest.param("12가3456", "12?3456", id="hangul"),
        pytest.param("Ж123ЙЫ", "?123??", id="cyrillic"),
    ],
)
def test_legible(text: str, legible: str) -> None:
    """A letter missing from the font is drawn without marks or as ?, never as an empty box."""
    font = ImageFont.load_default(20)
    missing = bytes(font.getmask("\uffff"))
    assert [char for char in legible if bytes(font.getmask(char)) == missing] == []
    assert _drawn(text) == _drawn(legible)


def test_texts_side_by_side() -> None:
    """Texts of adjacent plates cover neither each other nor the plates."""
    boxes = [(300, 200 + 40 * n, 400, 230 + 40 * n) for n in range(3)]
    colors = ["#2e9e4f", "#ff9800", "#2979ff"]
    plain = [
        len(_colored(annotate(_picture(640, 480), [_label(box, color)]), color))
        for box, color in zip(boxes, colors, strict=True)
    ]
    together = annotate(
        _picture(640, 480), [_label(b, c) for b, c in zip(boxes, colors, strict=True)]
    )
    for box, color, count in zip(boxes, colors, plain, strict=True):
        assert len(_colored(together, color)) > 0.75 * count
        with Image.open(BytesIO(together)) as image:
            middle = image.getpixel(((box[0] + box[2]) // 2, (box[1] + box[3]) // 2))
        assert isinstance(middle, tuple)
        assert max(abs(level - 128) for level in middle) < TOLERANCE


def _label(box: tuple[int, int, int, int] | None, color: str) -> Label:
    """Return a label."""
    return Label(text="ABC123", box=Box(*box) if box else None, color=color)


@pytest.mark.parametrize(
    ("mode", "kind"), [("L", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("CMYK", "JPEG")]
)
def test_modes(mode: str, kind: str) -> None:
    """Any picture that may have been sent can be drawn on."""
    content = annotate(_picture(640, 480, mode, kind), [_label((9, 9, 99, 39), GREEN)])
    assert _colored(content)


@pytest.mark.parametrize("content", [b"", b"text", _picture(640, 480)[:900]])
def test_no_picture(content: bytes) -> None:
    """Anything but a whole picture is refused."""
    with pytest.raises(PictureError):
        annotate(content, [])


@pytest.mark.parametrize("file", sorted(SANDBOX.glob("*.jpg")), ids=lambda f: f.stem)
def test_real_pictures(file: Path) -> None:
    """Nothing but the frame and the text changes."""
    box = (500, 400, 620, 440)
    content = annotate(file.read_bytes(), [_label(box, GREEN)])
    with Image.open(file) as before, Image.open(BytesIO(content)) as after:
        assert after.size == before.size
        corner = (0, 600, 400, 720)
        old = before.convert("RGB").crop(corner).resize((8, 8))
        new = after.convert("RGB").crop(corner).resize((8, 8))
        assert (
            max(abs(a - b) for a, b in zip(old.tobytes(), new.tobytes(), strict=True))
            < 8
        )


def test_font_is_read_once_for_each_character() -> None:
    """The font isn't loaded again for each letter of each text."""
    labels = [Label(text=text, box=None, color=GREEN) for text in ("ŽABA", "ŽABA ŽABA")]
    annotate(_picture(640, 480), labels)
    with patch.object(ImageFont, "load_default", wraps=ImageFont.load_default) as load:
        annotate(_picture(640, 480), labels)
    # Once for each text that is drawn.
    assert load.call_count == 2
