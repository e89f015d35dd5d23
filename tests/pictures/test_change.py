"""Tests of what counts as a change: vehicles do, light and noise don't."""

from collections.abc import Callable

from PIL import Image
import pytest

from custom_components.carsxe.pictures import (
    Crop,
    Framing,
    Picture,
    has_changed,
    plates_moved,
    prepare_picture,
    view_scene,
)

from .drive import PLATE, jpeg, lit, load, shifted, with_car, written

type Change = Callable[[Image.Image], Image.Image]

LIGHTS = {
    "day": (1.0, 0.0),
    "dark": (0.12, 2.0),
    "fog": (0.35, 110.0),
}
NUISANCES: dict[str, Change] = {
    "noise": lambda image: image,
    "brighter": lambda image: lit(image, 1.3),
    "darker": lambda image: lit(image, 0.7),
    "another black level": lambda image: lit(image, 0.9, 20),
    "shaken": lambda image: shifted(image, 2, -1),
    "clock": lambda image: written(image, "2026-11-23 18:44:59"),
}


def _picture(image: Image.Image, seed: int = 0, quality: int = 88) -> Picture:
    """Return a picture as it is sent."""
    return prepare_picture(jpeg(image, quality, seed))


@pytest.mark.parametrize(("gain", "level"), LIGHTS.values(), ids=LIGHTS)
@pytest.mark.parametrize(
    "middle",
    [
        (640, 480),
        (100, 90),
        (1180, 90),
        (100, 640),
        (1180, 640),
        (371, 333),
        (905, 555),
    ],
    ids=str,
)
def test_small_car(middle: tuple[int, int], gain: float, level: float) -> None:
    """The smallest car that can be read is seen when it comes and when it goes, anywhere."""
    drive = load("no_plate_empty.jpg")
    empty = view_scene(jpeg(lit(drive, gain, level)))
    car = view_scene(jpeg(lit(with_car(drive, middle, 160), gain, level), seed=1))
    assert has_changed(empty, car)
    assert has_changed(car, empty)


@pytest.mark.parametrize("width", [160, 320, 640, 1280])
def test_any_car(width: int) -> None:
    """A car is seen however much of the picture it fills."""
    drive = load("no_plate_empty.jpg")
    empty = view_scene(jpeg(drive))
    assert has_changed(empty, view_scene(jpeg(with_car(drive, (640, 360), width))))


def test_fills_region() -> None:
    """A car is seen though it fills the whole region, and the region's noise with it."""
    framing = Framing(crop=Crop(left=40, top=40, width=22, height=30))
    drive = load("no_plate_empty.jpg")
    empty = view_scene(jpeg(drive), framing)
    assert has_changed(
        empty, view_scene(jpeg(with_car(drive, (650, 396), 400)), framing)
    )


@pytest.mark.parametrize("share", [0.34, 0.5, 1.0])
def test_moved(share: float) -> None:
    """A car that moves by a third of its width is seen."""
    drive = load("no_plate_empty.jpg")
    first = view_scene(jpeg(with_car(drive, (500, 480), 200)))
    second = view_scene(jpeg(with_car(drive, (500 + round(200 * share), 480), 200)))
    assert has_changed(first, second)


@pytest.mark.parametrize("change", NUISANCES.values(), ids=NUISANCES)
@pytest.mark.parametrize("name", ["no_plate_empty.jpg", "day_us.jpg", "night_br.jpg"])
@pytest.mark.parametrize("quality", [88, 40])
def test_nuisance(name: str, change: Change, quality: int) -> None:
    """Noise, light, a shaken camera, a clock and compression count for nothing."""
    image = load(name)
    before = written(image, "2026-11-23 17:03:21")
    now = jpeg(change(before), quality, seed=1)
    assert not has_changed(view_scene(jpeg(before)), view_scene(now))


def test_small_animal() -> None:
    """Something as large as a cat counts for nothing."""
    drive = load("no_plate_empty.jpg")
    seen = drive.copy()
    seen.paste((40, 30, 30), (600, 560, 660, 590))
    assert not has_changed(view_scene(jpeg(drive)), view_scene(jpeg(seen)))


def test_other_size() -> None:
    """Scenes of different sizes can't be compared."""
    content = jpeg(load("day_us.jpg"))
    assert has_changed(view_scene(content), view_scene(content, Framing(max_width=640)))


@pytest.mark.parametrize("size", [(1, 1), (7, 1), (1, 30), (64, 48), (300, 20)])
def test_tiny(size: tuple[int, int]) -> None:
    """However small pictures are, they are compared."""
    image = load("day_us.jpg").resize(size)
    scene = view_scene(jpeg(image))
    assert not has_changed(scene, view_scene(jpeg(image)))


@pytest.mark.parametrize("change", NUISANCES.values(), ids=NUISANCES)
@pytest.mark.parametrize("quality", [88, 40])
def test_plate_stays(change: Change, quality: int) -> None:
    """A plate that stays is the same in whatever light."""
    car = load("day_us.jpg")
    now = _picture(change(car), seed=1, quality=quality)
    assert not plates_moved(_picture(car), [PLATE], now)


@pytest.mark.parametrize("width", [160, 640])
@pytest.mark.parametrize(
    "offset", [(4, 0), (0, 4), (-6, 3), (10, 0), (0, -30)], ids=str
)
def test_plate_moved(width: int, offset: tuple[int, int]) -> None:
    """A plate that stands a few pixels off is another visit."""
    drive = load("no_plate_empty.jpg")
    before = _picture(with_car(drive, (640, 400), width))
    now = with_car(drive, (640 + offset[0], 400 + offset[1]), width)
    share = width / 660
    left, upper = 640 + (560 - 650) * share, 400 + (515 - 385) * share
    box = (
        round(left),
        round(upper),
        round(left + 180 * share),
        round(upper + 50 * share),
    )
    assert plates_moved(before, [box], _picture(now, seed=1))
    assert not plates_moved(
        before, [box], _picture(with_car(drive, (640, 400), width), seed=1)
    )


@pytest.mark.parametrize("place", range(5))
def test_other_plate(place: int) -> None:
    """Another plate in the same place is seen, though most of its characters are the same."""
    car = load("day_us.jpg")
    left, upper, right, lower = PLATE
    step = (right - left) / 7
    seen = car.copy()
    glyph = car.crop(
        (round(left + step * place), upper, round(left + step * (place + 1)), lower)
    )
    seen.paste(glyph, (round(left + step * (place + 2)), upper))
    assert plates_moved(_picture(car), [PLATE], _picture(seen, seed=1))


@pytest.mark.parametrize(
    "boxes",
    [
        pytest.param([(900, 600, 900, 600)], id="empty"),
        pytest.param([(700, 500, 600, 550)], id="inside out"),
        pytest.param([(5000, 5000, 5100, 5030)], id="outside"),
        pytest.param([(-200, -100, 2, 3)], id="hardly inside"),
        pytest.param([PLATE, (0, 0, 0, 0)], id="one good, one empty"),
    ],
)
def test_nothing_to_compare(boxes: list[tuple[int, int, int, int]]) -> None:
    """A place that can't be compared doesn't vouch for its plate."""
    picture = _picture(load("day_us.jpg"))
    assert plates_moved(picture, boxes, picture)


@pytest.mark.parametrize(
    "box",
    [(-40, 300, 60, 340), (1200, 690, 1400, 800), (-5, -5, 2000, 2000)],
    ids=["left", "lower right", "all"],
)
def test_partly_outside(box: tuple[int, int, int, int]) -> None:
    """Of a plate at the edge, what is inside is compared."""
    picture = _picture(load("day_us.jpg"))
    assert not plates_moved(picture, [box], picture)


def test_no_plates() -> None:
    """Where no plate was read, none has moved."""
    before, now = _picture(load("day_us.jpg")), _picture(load("day_de.jpg"))
    assert not plates_moved(before, [], now)


def test_pictures_of_other_sizes() -> None:
    """Pictures of different sizes can't be compared."""
    car = load("day_us.jpg")
    smaller = _picture(car.resize((640, 360)))
    assert plates_moved(_picture(car), [PLATE], smaller)
