"""Tests of what may be a plate's lettering: plates are, of all kinds and sizes; most else isn't."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
import pytest

from custom_components.carsxe.pictures import (
    Change,
    Framing,
    Lettering,
    compare,
    find_lettering,
    find_new_lettering,
    view_frame,
)

from ..drives import Car, draw
from .drive import jpeg, lit, load, with_car

EMPTY = load("no_plate_empty.jpg")
EVERYWHERE = Change(1.0, np.ones((22, 40), np.bool_))
PLATE = 1000, 220


def _plate(*lines: str, ink: str = "black", paper: str = "white") -> Image.Image:
    """Return a plate with one line or two."""
    width, height = PLATE if len(lines) == 1 else (600, 440)
    image = Image.new("RGB", (width, height), paper)
    drawing = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        font = ImageFont.load_default(170)
        left, top, right, bottom = drawing.textbbox((0, 0), line, font=font)
        place = (
            (width - right - left) / 2,
            (number + 0.5) * height / len(lines) - (top + bottom) / 2,
        )
        drawing.text(place, line, fill=ink, font=font)
    return image


def _with(
    plate: Image.Image, width: int, left: int = 600, upper: int = 400
) -> Image.Image:
    """Return the drive with a plate in it that is so many pixels wide."""
    image = EMPTY.copy()
    size = width, round(width * plate.height / plate.width)
    image.paste((60, 64, 70), (left - 90, upper - 90, left + width + 90, upper + 130))
    image.paste(plate.resize(size, Image.Resampling.LANCZOS), (left, upper))
    return image


def _something(
    drive: Image.Image, left: int, upper: int, width: int, height: int
) -> Image.Image:
    """Return a drive with something in it that has large patches, as clothes and bags have."""
    patches = np.indices((height, width)).sum(axis=0) // 40 % 3 * 70 + 40
    seen = drive.copy()
    seen.paste(Image.fromarray(patches.astype(np.uint8)).convert("RGB"), (left, upper))
    return seen


def _new(before: Image.Image, now: Image.Image) -> list[Lettering]:
    """Return what lettering is new, with noise and compression."""
    known, content = jpeg(before), jpeg(now, seed=1)
    view = view_frame(content)
    change = compare(view_frame(known).scene, view.scene)
    return find_new_lettering(view, change, view_frame(known))


@pytest.mark.parametrize("width", [40, 50, 70, 100, 160, 240, 400])
@pytest.mark.parametrize(
    "plate",
    [
        pytest.param(_plate("AB12 CDE"), id="one line"),
        pytest.param(_plate("WOB IL 348"), id="narrow letters"),
        pytest.param(_plate("7XER187", ink="navy", paper="#dde6f0"), id="blue"),
        pytest.param(
            _plate("1234 BCD", ink="white", paper="black"), id="white on black"
        ),
        pytest.param(_plate("GB04 KXP", paper="#f8c428"), id="yellow"),
    ],
)
def test_plate(plate: Image.Image, width: int) -> None:
    """A plate that can be read is clear lettering, whatever its size and colours."""
    best, *_ = _new(EMPTY, _with(plate, width))
    assert best.is_clear
    assert best.box[0] < 600 + width
    assert best.box[2] > 600
    assert best.box[1] < 400 + width / 2
    assert best.box[3] > 400


@pytest.mark.parametrize("width", [40, 60, 90, 150])
def test_two_lines(width: int) -> None:
    """So is one with two lines, as motorcycles have."""
    best, *_ = _new(EMPTY, _with(_plate("ABC", "1234"), width))
    assert best.is_clear


@pytest.mark.parametrize(
    ("gain", "level"), [(0.3, 5.0), (0.4, 110.0)], ids=["dark", "fog"]
)
def test_dim(gain: float, level: float) -> None:
    """So is one in the dark and in fog."""
    plate = _with(_plate("AB12 CDE"), 60)
    best, *_ = _new(lit(EMPTY, gain, level), lit(plate, gain, level))
    assert best.is_clear


def test_blurred() -> None:
    """So is one that is blurred as much as readers bear, but not one beyond that."""
    plate = _with(_plate("AB12 CDE"), 120)
    best, *_ = _new(EMPTY, plate.filter(ImageFilter.GaussianBlur(2)))
    assert best.is_clear
    assert not any(
        place.is_clear
        for place in _new(EMPTY, plate.filter(ImageFilter.GaussianBlur(9)))
    )


@pytest.mark.parametrize(
    ("left", "upper", "width", "height"),
    [
        (600, 200, 120, 360),
        (600, 300, 300, 260),
        (400, 250, 640, 300),
        (0, 300, 200, 300),
    ],
    ids=str,
)
def test_something_else(left: int, upper: int, width: int, height: int) -> None:
    """What comes without a plate has no lettering."""
    assert not any(
        p.is_clear for p in _new(EMPTY, _something(EMPTY, left, upper, width, height))
    )


def test_leaves() -> None:
    """What was behind a vehicle that has gone is no plate."""
    assert not any(p.is_clear for p in _new(with_car(EMPTY, (640, 420), 300), EMPTY))


def test_beside() -> None:
    """Somebody who stands beside a plate, or partly before it, doesn't make it new."""
    parked = _with(_plate("AB12 CDE"), 120)
    assert _new(EMPTY, parked)[0].is_clear
    for left in (430, 480, 660):
        assert not any(
            p.is_clear for p in _new(parked, _something(parked, left, 200, 140, 380))
        )


def test_fence() -> None:
    """A plate is found before a fence, however many strokes that has."""
    fence = EMPTY.copy()
    for x in range(0, 1280, 6):
        fence.paste((30, 30, 30), (x, 100, x + 3, 640))
    places = _new(fence, with_car(fence, (640, 420), 360))
    assert places[0].is_clear
    assert any(p.box[0] > 560 and p.box[2] < 720 and p.is_clear for p in places)


def test_moved_plate_counts_whole() -> None:
    """Where a plate isn't the same any more, all strokes are new, however alike the other one."""
    known = draw(Car(plate="ABC123"))
    view = view_frame(draw(Car(plate="ABC128")))
    box = Car(plate="ABC123").box
    change = compare(view_frame(known).scene, view.scene).including([box])
    before = view_frame(known)
    strokes = [
        place.strokes for place in find_new_lettering(view, change, before, [box])
    ]
    assert max(strokes) == max(place.strokes for place in find_lettering(view, change))


def test_standing_plate_is_not_new() -> None:
    """What a plate that stands has of strokes isn't new, whatever falls on it; all else is."""
    plate, other = _plate("ABC 1234"), _plate("XYZ 987")
    before, now = view_frame(jpeg(EMPTY)), view_frame(jpeg(_with(plate, 160)))
    change = compare(before.scene, now.scene)
    box = 600, 400, 760, 436
    assert find_new_lettering(now, change, before)[0].is_clear
    places = find_new_lettering(now, change, before, standing=[box])
    assert not any(place.is_clear for place in places)
    both = _with(other, 160, left=200)
    both.paste(_with(plate, 160).crop((510, 310, 850, 530)), (510, 310))
    now = view_frame(jpeg(both))
    change = compare(before.scene, now.scene)
    (place, *_) = find_new_lettering(now, change, before, standing=[box])
    assert place.is_clear
    assert place.meets((200, 400, 360, 436))


def test_other_size() -> None:
    """Where the picture has another size than the one before, all is new."""
    car = draw(Car(plate="ABC123"))
    view = view_frame(car, Framing(max_width=630))
    change = Change(1.0, np.ones((15, 20), np.bool_))
    assert find_new_lettering(view, change, view_frame(car))


def test_larger_than_sent() -> None:
    """Places are in pixels of what is sent, though the frame is larger."""
    large = _with(_plate("AB12 CDE"), 120).resize((1920, 1080))
    best, *_ = find_lettering(view_frame(jpeg(large)), EVERYWHERE.including([]))
    places = [best.box]
    assert any(p[0] < 720 and p[2] > 600 and p[1] < 430 and p[3] > 390 for p in places)


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (40, 6), (41, 6), (60, 2), (300, 20)])
def test_tiny(size: tuple[int, int]) -> None:
    """However small a picture is, it is looked at."""
    content = jpeg(EMPTY.resize(size))
    view = view_frame(content)
    change = compare(view.scene, view_frame(jpeg(EMPTY.resize((8, 8)))).scene)
    assert find_new_lettering(view, change, view_frame(content)) == []


def test_nothing_changed() -> None:
    """Where nothing has changed, nothing is looked for."""
    view = view_frame(jpeg(with_car(EMPTY, (640, 420), 300)))
    assert find_lettering(view, Change(0.0, np.zeros((22, 40), np.bool_))) == []
