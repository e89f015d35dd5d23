"""Tests of plates that are seen again: the same one is, another one isn't."""

from io import BytesIO

from PIL import Image, ImageEnhance, ImageFilter
import pytest

from custom_components.carsxe.pictures import (
    View,
    compare,
    find_new_lettering,
    keep_place,
    see_plates_again,
    view_frame,
)

from ..drives import SIZE, Car, draw

CAR = Car(plate="ABC123")
EMPTY = draw()
READ = keep_place(view_frame(draw(CAR)), CAR.box)


def _nearer(content: bytes, factor: float) -> bytes:
    """Return a picture whose middle is enlarged."""
    width, height = SIZE
    with Image.open(BytesIO(content)) as image:
        large = image.resize((round(width * factor), round(height * factor)))
    left, top = (large.width - width) // 2, (large.height - height) // 2
    buffer = BytesIO()
    large.crop((left, top, left + width, top + height)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _places(now: View) -> tuple[tuple[int, int, int, int], ...]:
    """Return the clear places that aren't in the empty drive."""
    change = compare(view_frame(EMPTY).scene, now.scene)
    places = find_new_lettering(now, change, view_frame(EMPTY))
    return tuple(place.box for place in places if place.is_clear)


def _sights(content: bytes) -> list[tuple[int, int, int, int]]:
    """Return where the car's plate is seen again."""
    now = view_frame(content)
    sights = see_plates_again([READ], now, _places(now))
    assert all(sight.was is READ for sight in sights.plates)
    return [sight.box for sight in sights.plates]


@pytest.mark.parametrize(
    ("left", "top"), [(160, 200), (100, 190), (200, 240), (260, 230), (330, 10)]
)
def test_elsewhere(left: int, top: int) -> None:
    """A plate is seen again wherever it has moved to."""
    car = Car(plate="ABC123", left=left, top=top)
    (box,) = _sights(draw(car))
    assert all(abs(one - other) <= 8 for one, other in zip(box, car.box, strict=True))


@pytest.mark.parametrize("factor", [0.8, 1.15, 1.3])
def test_other_size(factor: float) -> None:
    """A plate is seen again when it is nearer or farther."""
    assert _sights(_nearer(draw(CAR), factor)) or factor < 1


@pytest.mark.parametrize("width", [0.9, 0.94, 1.05])
def test_turned(width: float) -> None:
    """A plate is seen again on a vehicle that turns, which shows it narrower or wider, as high as before."""
    with Image.open(BytesIO(draw(Car(plate="ABC123", left=120, top=230)))) as image:
        turned = image.resize((round(SIZE[0] * width), SIZE[1]))
    canvas = Image.new("RGB", SIZE, "gray")
    canvas.paste(turned)
    canvas.save(buffer := BytesIO(), "JPEG", quality=90)
    assert _sights(buffer.getvalue())


@pytest.mark.parametrize("light", [0.5, 1.3])
def test_other_light(light: float) -> None:
    """A plate is seen again in other light, and through noise."""
    assert _sights(draw(Car(plate="ABC123", left=220, top=220), light=light, noise=4))


@pytest.mark.parametrize("plate", ["XYZ789", "ABD124", "123ABC", "ABC", "CBA321"])
@pytest.mark.parametrize(("left", "top"), [(160, 200), (220, 230)])
def test_another(plate: str, left: int, top: int) -> None:
    """Another plate isn't taken for it."""
    assert _sights(draw(Car(plate=plate, left=left, top=top))) == []


def test_blurred() -> None:
    """What is too blurred to be known isn't taken for it."""
    with Image.open(BytesIO(draw(Car(plate="ABC123", left=220, top=220)))) as image:
        blurred = ImageEnhance.Contrast(image).enhance(0.9)
        blurred = blurred.filter(ImageFilter.GaussianBlur(4))
    blurred.save(buffer := BytesIO(), "JPEG")
    assert _sights(buffer.getvalue()) == []


def test_others() -> None:
    """What isn't on the same vehicle is told apart from it."""
    behind = Car(plate="XYZ789", left=330, top=10)
    now = view_frame(draw(Car(plate="ABC123", left=100, top=240), behind))
    places = _places(now)
    sights = see_plates_again([READ], now, places)
    assert len(sights.plates) == 1
    assert sights.others
    left, upper, right, lower = behind.box
    assert any(
        box[0] < right and box[2] > left and box[1] < lower and box[3] > upper
        for box in sights.others
    )


@pytest.mark.parametrize(
    "box",
    [
        pytest.param((250, 340, 280, 349), id="too small"),
        pytest.param((250, 340, 370, 340), id="flat"),
        pytest.param((2045, 1400, 2732, 1849), id="outside"),
        pytest.param((600, 340, 720, 376), id="partly outside"),
        pytest.param((165, 345, 235, 365), id="nothing in it"),
    ],
)
def test_odd_box(box: tuple[int, int, int, int]) -> None:
    """A box without a plate that could be known is never seen again."""
    for now in (
        view_frame(draw(Car(plate="ABC123", left=220, top=220))),
        view_frame(EMPTY),
    ):
        places = _places(now) or (CAR.box,)
        plate = keep_place(view_frame(draw(CAR)), box)
        sights = see_plates_again([plate], now, places)
        assert sights.plates == ()
        assert sights.others == places
