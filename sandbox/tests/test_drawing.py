"""Tests of the drawn pictures: seeds and labels."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
import pytest

from sandbox.drawing.backdrop import Backdrop, Field, draw_backdrop
from sandbox.drawing.conditions import CONDITIONS, HARD
from sandbox.drawing.dataset import drawings, read_labels, write
from sandbox.drawing.drive import write_drive
from sandbox.drawing.figures import Figure, FigureKind
from sandbox.drawing.fonts import MissingFontError, font_path
from sandbox.drawing.light import Lamp
from sandbox.drawing.plates import STYLES, plain
from sandbox.drawing.samples import SAMPLES
from sandbox.drawing.scene import OVERSIZE, Plan, arrange, draw, expose, truth

from .conftest import PICTURES


def test_same_seed_same_pictures() -> None:
    """A seed always gives the same bytes, another one different bytes."""
    first, again, other = (list(drawings(3, seed)) for seed in (4, 4, 5))
    assert first == again
    assert all(one.jpeg != two.jpeg for one, two in zip(first, other, strict=True))


def test_labels_stand_beside_the_pictures(tmp_path: Path) -> None:
    """Pictures of 1280 x 720 and their labels are written."""
    assert write(tmp_path, drawings(1, 7)) == 1
    labels = read_labels(tmp_path)
    assert [file.name for file in tmp_path.glob("*.jpg")] == list(labels)
    with Image.open(BytesIO((tmp_path / "000.jpg").read_bytes())) as picture:
        assert (picture.size, picture.format) == ((1280, 720), "JPEG")
    assert labels["000.jpg"]["conditions"] == ["day"]
    assert len(labels["000.jpg"]["plates"][0]) >= 5


def test_drive(tmp_path: Path) -> None:
    """The demo's lane and vehicles are those drawn here."""
    demo = PICTURES.parents[1] / "demo" / "drive"
    assert write_drive(tmp_path) == len(list(demo.iterdir()))
    for file in demo.iterdir():
        assert file.read_bytes() == (tmp_path / file.name).read_bytes()


def test_larger_pictures_show_more() -> None:
    """A picture drawn larger is the same scene, and sharper than an enlarged one."""
    name = "rain_it.jpg"
    plan = SAMPLES[name][1]
    index = list(SAMPLES).index(name)
    small_jpeg, large_jpeg = (
        draw(plan, np.random.default_rng((11, index)), scale) for scale in (1, 1.5)
    )
    assert small_jpeg == (PICTURES / name).read_bytes()
    small, large = (Image.open(BytesIO(jpeg)) for jpeg in (small_jpeg, large_jpeg))
    assert large.size == (1920, 1080)
    shrunk = large.resize(small.size, Image.Resampling.BOX)
    assert _difference(shrunk, small) < 3
    assert _edges(large) > 1.3 * _edges(small.resize(large.size))


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures in gray levels."""
    gray = (np.asarray(each.convert("L"), np.float32) for each in (one, other))
    return float(np.abs(np.subtract(*gray)).mean())


def _edges(picture: Image.Image) -> float:
    """Return the strength of the edges in the middle of a picture, where the plate is."""
    box = (
        picture.width * 3 // 8,
        picture.height // 2,
        picture.width * 5 // 8,
        picture.height,
    )
    gray = np.asarray(picture.crop(box).convert("L"), np.float32)
    return float((np.diff(gray, axis=1) ** 2).mean())


@pytest.mark.parametrize("name", CONDITIONS)
def test_plates_are_wide_enough(name: str) -> None:
    """Plates are 60 pixels wide or more, except in the hard condition."""
    plans = [CONDITIONS[name](np.random.default_rng(seed)) for seed in range(60)]
    widths = [car.plate_width for plan in plans for car in plan.cars if car.number]
    if name == "no plate":
        assert widths == []
        assert {len(plan.cars) for plan in plans} == {0, 1}
    elif name.startswith("hard"):
        assert min(widths) >= 0.9 * HARD[0]
        assert max(widths) < 60
    else:
        assert len(widths) == 60 * (2 if name == "two plates" else 1)
        assert min(widths) >= 60


def test_all_styles_are_drawn() -> None:
    """Every country occurs, with plates of letters and digits."""
    plans = [CONDITIONS["day"](np.random.default_rng(seed)) for seed in range(300)]
    assert {car.style for plan in plans for car in plan.cars} == set(STYLES)
    plates = [plate for plan in plans for plate in truth(plan)]
    assert all(
        plate.isalnum() and plate.isascii() and plate.isupper() for plate in plates
    )
    assert all(4 <= len(plate) <= 9 for plate in plates)


def test_labels_leave_out_separators() -> None:
    """Gaps, hyphens and seals aren't part of a label."""
    assert plain("WOB|MK 289") == "WOBMK289"
    assert plain("AB-123-CD") == "AB123CD"


def test_missing_font() -> None:
    """A missing font's error says what to install."""
    with pytest.raises(MissingFontError, match="fonts-opendin"):
        font_path("no-such-font.ttf")


@pytest.fixture(scope="module")
def backdrop() -> Backdrop:
    """Draw an empty driveway."""
    return draw_backdrop(np.random.default_rng(3), OVERSIZE, "")


def _seen(plan: Plan, backdrop: Backdrop) -> Field:
    """Take a picture of a plan on a backdrop, in gray levels."""
    jpeg = expose(arrange(plan, backdrop), plan, np.random.default_rng(5))
    with Image.open(BytesIO(jpeg)) as picture:
        return np.asarray(picture.convert("L"), np.float32)


@pytest.mark.parametrize("kind", ["person", "cat", "motorcycle"])
def test_figures(kind: FigureKind, backdrop: Backdrop) -> None:
    """A figure changes the picture only in its place."""
    figure = Figure(kind, (20, 20, 20), 100, 100, 60)
    empty = _seen(Plan(), backdrop)
    changed = np.abs(_seen(Plan(figures=(figure,)), backdrop) - empty) > 40
    rows, columns = np.nonzero(changed)
    assert len(rows) > 300
    assert columns.min() > 740 - 50
    assert columns.max() < 740 + 50
    assert rows.min() > 620 - 200
    assert rows.max() < 620 + 10


def test_light_and_sensor(backdrop: Backdrop) -> None:
    """Beams add light, fog takes contrast, gain makes everything brighter, and shaking shifts it."""
    plain_view = _seen(Plan(), backdrop)
    beam = Lamp(640, 500, 200, (120, 120, 120))
    assert _seen(Plan(beams=(beam,)), backdrop)[500, 640] > plain_view[500, 640] + 20
    assert _seen(Plan(haze=0.6), backdrop).std() < 0.5 * plain_view.std()
    assert _seen(Plan(gain=0.5), backdrop).mean() < 0.6 * plain_view.mean()
    shaken = _seen(Plan(offset=(3, 2)), backdrop)
    assert np.abs(shaken[2:, 3:] - plain_view[:-2, :-3]).mean() < 3


def test_boxes_of_plates(backdrop: Backdrop) -> None:
    """A scene knows where its plates are."""
    [placed] = SAMPLES["day_us.jpg"][1].cars
    [(left, upper, right, lower)] = arrange(Plan((placed,)), backdrop).boxes
    assert right - left == pytest.approx(placed.plate_width, abs=4)
    assert left < 650 < right
    assert lower - upper == pytest.approx(placed.plate_width / 2, abs=6)
