"""Tests of whether a plate, and its vehicle, are still in the place where it was read."""

from io import BytesIO

from PIL import Image
import pytest

from custom_components.carsxe.pictures import (
    Picture,
    PixelBox as Box,
    Place,
    has_left,
    has_moved,
    keep_place,
    prepare_picture,
    standing_plates,
    view_frame,
    view_picture,
)
from custom_components.carsxe.pictures.place import is_same_place

from ..drives import CAR as SIZE, Car, draw
from .drive import NUISANCES, PLATE, Nuisance, jpeg, load, with_car

CAR = Car(plate="ABC123")
BOX = (250, 340, 370, 376)


def _picture(*cars: Car, scale: float = 1) -> Picture:
    """Return a picture of a drive."""
    return prepare_picture(draw(*cars, scale=scale))


def _place(*cars: Car, box: Box = BOX) -> Place:
    """Return a place in a drive."""
    return keep_place(view_picture(_picture(*cars)), box)


@pytest.mark.parametrize(
    ("cars", "left"),
    [
        pytest.param([], True, id="gone"),
        pytest.param([CAR], False, id="still there"),
        pytest.param(
            [CAR, Car(plate="X1", left=CAR.left + SIZE[0] // 2, top=260)],
            False,
            id="half hidden",
        ),
    ],
)
def test_has_left(cars: list[Car], left: bool) -> None:
    """A vehicle has left where nothing of it is to be seen any more."""
    assert has_left(_place(CAR), view_picture(_picture(*cars))) is left


def test_other_size() -> None:
    """Pictures of different sizes tell nothing."""
    assert not has_left(_place(CAR), view_picture(_picture(scale=0.5)))


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (700, 10, 720, 20), (9, 9, 4, 4)])
def test_no_place(box: Box) -> None:
    """A box that holds nothing tells nothing."""
    assert not has_left(_place(CAR, box=box), view_picture(_picture()))


def _moved(before: Picture, boxes: list[Box], now: Picture) -> bool:
    """Tell whether any of some plates isn't in its place."""
    view, then = view_picture(now), view_picture(before)
    places = [keep_place(then, box) for box in boxes]
    standing = standing_plates(places, view)
    for place in places:
        assert has_moved(place, view) is (place not in standing)
    return len(standing) < len(boxes)


def _sent(image: Image.Image, seed: int = 0, quality: int = 88) -> Picture:
    """Return a picture of a larger drive, as it is sent."""
    return prepare_picture(jpeg(image, quality, seed))


@pytest.mark.parametrize("change", NUISANCES.values(), ids=NUISANCES)
@pytest.mark.parametrize("quality", [88, 40])
def test_plate_stays(change: Nuisance, quality: int) -> None:
    """A plate that stays is the same in whatever light."""
    car = load("day_us.jpg")
    now = _sent(change(car), seed=1, quality=quality)
    assert not _moved(_sent(car), [PLATE], now)


def _plate(width: int) -> Box:
    """Return the plate's box of a car that wide in the middle of the drive."""
    share = width / 660
    left, upper = 640 + (560 - 650) * share, 400 + (515 - 385) * share
    right, lower = left + 180 * share, upper + 50 * share
    return round(left), round(upper), round(right), round(lower)


@pytest.mark.parametrize("width", [160, 640])
@pytest.mark.parametrize(
    "offset", [(4, 0), (0, 4), (-6, 3), (10, 0), (0, -30)], ids=str
)
def test_plate_moved(width: int, offset: tuple[int, int]) -> None:
    """A plate that stands a few pixels off is another visit."""
    drive = load("no_plate_empty.jpg")
    before = _sent(with_car(drive, (640, 400), width))
    now = with_car(drive, (640 + offset[0], 400 + offset[1]), width)
    box = _plate(width)
    assert _moved(before, [box], _sent(now, seed=1))
    assert not _moved(before, [box], _sent(with_car(drive, (640, 400), width), seed=1))


@pytest.mark.parametrize(("offset", "moved"), [(0, False), (4, True)])
@pytest.mark.parametrize("side", [(1920, 1080), (2560, 1440), (3840, 2160)], ids=str)
def test_larger_frame(side: tuple[int, int], offset: int, moved: bool) -> None:
    """The place of a plate is kept as it is sent, though the camera's frame is larger."""
    drive = load("no_plate_empty.jpg")
    before, now = (
        view_frame(
            jpeg(with_car(drive, (640 + right, 400), 200).resize(side), seed=seed)
        )
        for seed, right in ((0, 0), (1, offset))
    )
    assert now.size == (1280, 720)
    place = keep_place(before, _plate(200))
    assert has_moved(place, now) is moved
    assert not has_left(place, now)


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
    assert _moved(_sent(car), [PLATE], _sent(seen, seed=1))


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
def test_nothing_to_compare(boxes: list[Box]) -> None:
    """A place that can't be compared doesn't vouch for its plate."""
    picture = _sent(load("day_us.jpg"))
    assert _moved(picture, boxes, picture)


@pytest.mark.parametrize(
    "box",
    [(-40, 300, 60, 340), (1200, 690, 1400, 800), (-5, -5, 2000, 2000)],
    ids=["left", "lower right", "all"],
)
def test_partly_outside(box: Box) -> None:
    """Of a plate at the edge, what is inside is compared."""
    picture = _sent(load("day_us.jpg"))
    assert not _moved(picture, [box], picture)


def test_no_plates() -> None:
    """Where no plate was read, none has moved."""
    before, now = _sent(load("day_us.jpg")), _sent(load("day_de.jpg"))
    assert not _moved(before, [], now)


def test_pictures_of_other_sizes() -> None:
    """Pictures of different sizes can't be compared."""
    car = load("day_us.jpg")
    smaller = _sent(car.resize((640, 360)))
    assert _moved(_sent(car), [PLATE], smaller)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param((100, 100, 200, 130), True, id="same"),
        pytest.param((110, 103, 205, 132), True, id="jitters"),
        pytest.param((160, 100, 260, 130), False, id="beside"),
        pytest.param((200, 100, 300, 130), False, id="touches"),
        pytest.param((100, 100, 300, 160), False, id="larger"),
        pytest.param((150, 110, 150, 110), False, id="empty"),
    ],
)
def test_is_same_place(other: Box, same: bool) -> None:
    """Boxes of one plate overlap by half at least."""
    assert is_same_place((100, 100, 200, 130), other) is same
    assert is_same_place(other, (100, 100, 200, 130)) is same


def _shaken(image: Image.Image, pixels: float) -> Image.Image:
    """Return a picture as a camera sees it that has been moved a little."""
    matrix = (1, 0, -pixels, 0, 1, -pixels / 2)
    return image.transform(
        image.size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC
    )


@pytest.mark.parametrize("pixels", [0.5, 1.5])
@pytest.mark.parametrize("width", [110, 200])
def test_shaken(pixels: float, width: int) -> None:
    """A camera in the wind doesn't stop at whole pixels."""
    car = with_car(load("no_plate_empty.jpg"), (640, 400), width)
    box = _plate(width)
    assert not _moved(_sent(car), [box], _sent(_shaken(car, pixels), seed=1))


@pytest.mark.parametrize(
    ("hidden", "stands"),
    [
        pytest.param(0.0, True, id="nothing hidden"),
        pytest.param(0.45, True, id="less than a half"),
        pytest.param(0.8, False, id="nearly all"),
    ],
)
@pytest.mark.parametrize("side", ["left", "right"])
def test_hidden_and_read(side: str, hidden: float, stands: bool) -> None:
    """A plate that is read anew stands where it stood, though somebody hides a part of it."""
    left, upper, right, lower = BOX
    width = round(hidden * (right - left))
    part = (left, left + width) if side == "left" else (right - width, right)
    with Image.open(BytesIO(draw(CAR))) as image:
        if width:
            image.paste("dimgray", (part[0], upper - 20, part[1], lower + 30))
        view = view_frame(jpeg(image, seed=1))
    assert has_moved(_place(CAR), view, is_read=True) is not stands
    assert has_moved(_place(CAR), view) is bool(hidden)


def test_other_plate_and_read() -> None:
    """Another plate in the place doesn't stand there, whatever is read."""
    view = view_frame(draw(Car(plate="XYZ789")))
    assert has_moved(_place(CAR), view, is_read=True)


def _dark(name: str) -> Image.Image:
    """Return a picture in which hardly anything is to be seen."""
    return load(name).point(lambda level: round(level * 0.06))


@pytest.mark.parametrize("seed", range(1, 6))
def test_dark(seed: int) -> None:
    """In the dark, a plate has hardly more contrast than noise, and still stands."""
    before = _sent(_dark("day_us.jpg"))
    assert not _moved(before, [PLATE], _sent(_dark("day_us.jpg"), seed))
    assert _moved(before, [PLATE], _sent(_dark("no_plate_empty.jpg"), seed))


@pytest.mark.parametrize("box", [(0, 0, 60, 20), (60, 10, 180, 46)], ids=str)
def test_bare(box: Box) -> None:
    """A box on a bare wall tells nothing, however alike the wall stays."""
    wall = Image.new("RGB", (640, 360), (120, 120, 120))
    assert _moved(_sent(wall), [box], _sent(wall, seed=1))
