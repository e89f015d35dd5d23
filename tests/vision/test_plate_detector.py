"""Tests of the plate detector: what it finds in drawn frames, and where it searches."""

from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
import pytest

from custom_components.carsxe.vision import plate_detector, plate_net
from custom_components.carsxe.vision.plate_detector import PlateCandidate, find_plates

type Gray = NDArray[np.uint8]

PICTURES = Path(__file__).parents[2] / "sandbox" / "pictures"
# The plate in day_de.jpg.
PLATE = (504, 433, 671, 470)


def load(name: str) -> Image.Image:
    """Return a drawn picture of 1280 x 720 pixels."""
    with Image.open(PICTURES / name) as image:
        return image.convert("RGB")


def _gray(image: Image.Image) -> Gray:
    """Return a picture's gray levels."""
    return np.asarray(image.convert("L"), np.uint8)


def _sure(finds: list[PlateCandidate]) -> list[PlateCandidate]:
    """Return the candidates that are more likely plates than not."""
    return [find for find in finds if find.score > 0.5]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the intersection of two boxes over their union."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    shared = max(right - left, 0) * max(bottom - top, 0)
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (one, other)]
    return shared / (sum(areas) - shared)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("day_us.jpg", 1),
        ("day_de.jpg", 1),
        ("day_gb.jpg", 1),
        ("dusk_nl.jpg", 1),
        ("infrared_fr.jpg", 1),
        ("night_br.jpg", 1),
        ("rain_it.jpg", 1),
        ("two_plates.jpg", 2),
        ("no_plate_car.jpg", 0),
        ("no_plate_empty.jpg", 0),
    ],
)
def test_drawn_pictures(name: str, count: int) -> None:
    """Every drawn plate is found, and nothing else."""
    finds = _sure(find_plates(_gray(load(name))))
    assert len(finds) == count
    assert not any(find.is_cut_off for find in finds)


def test_place_and_size() -> None:
    """The box is tight around the plate, and the height is that of its characters."""
    find = find_plates(_gray(load("day_de.jpg")))[0]
    assert _overlap(find.box, PLATE) > 0.7
    assert 20 < find.height < 50


@pytest.mark.parametrize("scale", [0.4, 0.6, 1.7, 3], ids=lambda scale: f"{scale}")
def test_sizes(scale: float) -> None:
    """A plate is found at 70 pixels wide and in a 4K frame."""
    image = load("day_de.jpg")
    image = image.resize((round(image.width * scale), round(image.height * scale)))
    find = find_plates(_gray(image))[0]
    assert find.score > 0.5
    assert _overlap(find.box, tuple(edge * scale for edge in PLATE)) > 0.6


def test_cut_off_by_the_edge() -> None:
    """A plate that crosses the frame's edge is recognized as cut off."""
    gray = _gray(load("day_de.jpg").crop((0, 0, 600, 720)))
    find = find_plates(gray)[0]
    assert find.is_cut_off
    assert find.score > 0.3


def test_only_where_it_has_changed() -> None:
    """Only the changed blocks are searched."""
    gray = _gray(load("two_plates.jpg"))
    changed = np.zeros((90, 160), np.bool_)
    assert find_plates(gray, changed=changed) == []
    changed[:, 80:] = True
    finds = _sure(find_plates(gray, changed=changed))
    assert len(finds) == 1
    assert finds[0].box[0] > 640


def test_known_plate() -> None:
    """A known plate is found again without a search, even if it has moved a little."""
    gray = _gray(load("two_plates.jpg"))
    first, second = (find.box for find in _sure(find_plates(gray)))
    nowhere = np.zeros((90, 160), np.bool_)
    moved = first.shifted(first.width / 8, -first.height / 8)
    finds = _sure(find_plates(gray, changed=nowhere, known=[moved]))
    assert [find.box for find in finds] == [pytest.approx(first, abs=first.height / 4)]
    assert not second.intersection(finds[0].box).area
    # What is known and changed is found once.
    assert len(_sure(find_plates(gray, known=[first, moved]))) == 2


def test_odd_sizes() -> None:
    """A frame needs neither whole blocks nor more than one."""
    gray = _gray(load("day_de.jpg"))
    changed = np.ones((89, 160), np.bool_)
    assert _sure(find_plates(gray[:-11, :-3], changed=changed))
    assert find_plates(np.zeros((1, 1), np.uint8)) == []
    assert find_plates(np.zeros((30, 5), np.uint8)) == []


@pytest.mark.parametrize(
    ("scale", "budget", "found"),
    [(1, 2.5, True), (0.45, 0.5, False), (0.45, 9, True)],
    ids=["large plate", "small plate", "small plate, time enough"],
)
def test_time_budget(
    monkeypatch: pytest.MonkeyPatch, scale: float, budget: float, found: bool
) -> None:
    """When time runs short, the smallest plates are left out."""
    ticks = count()
    monkeypatch.setattr(plate_detector, "thread_time", lambda: next(ticks))
    image = load("day_de.jpg")
    image = image.resize((round(image.width * scale), round(image.height * scale)))
    finds = find_plates(_gray(image), time_budget=budget)
    assert bool(_sure(finds)) == found


def test_blurred_plate() -> None:
    """An illegible plate isn't found."""
    blurred = load("day_de.jpg").filter(ImageFilter.GaussianBlur(12))
    assert not _sure(find_plates(_gray(blurred)))


@pytest.mark.parametrize("level", [0, 128, 255])
def test_nothing_there(level: int) -> None:
    """Flat and noisy frames contain no plate."""
    noise = np.random.default_rng(level).normal(level, 6, (720, 1280))
    assert find_plates(np.full((720, 1280), level, np.uint8)) == []
    assert not _sure(find_plates(np.clip(noise, 0, 255).astype(np.uint8)))


def test_burnt_in_line() -> None:
    """A long line of text isn't a plate."""
    image = Image.new("L", (640, 360), 90)
    ImageDraw.Draw(image).text(
        (20, 20), "FRONT DOOR CAMERA OF THE HOUSE", 240, font_size=16
    )
    assert not _sure(find_plates(np.asarray(image)))


def test_tampered_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Changed weights are refused."""
    data = bytearray(plate_net.WEIGHTS.read_bytes())
    data[len(data) // 2] ^= 1
    tampered = tmp_path / "weights"
    tampered.write_bytes(data)
    plate_net.weights.cache_clear()
    monkeypatch.setattr(plate_net, "WEIGHTS", tampered)
    with pytest.raises(plate_net.TamperedWeightsError):
        find_plates(_gray(load("day_de.jpg")))
    plate_net.weights.cache_clear()
