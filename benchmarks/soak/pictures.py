"""Small drawn pictures of a driveway that are quick to process."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (320, 240)
PLATE = (60, 20)


@dataclass(frozen=True, slots=True)
class View:
    """A camera's picture, and its plate's box: left, upper, right and lower edge."""

    content: bytes
    box: tuple[int, int, int, int] | None = None


def draw_views(seed: int) -> list[View]:
    """Return a driveway: empty, and with vehicles in several places."""
    ground = Image.new("RGB", SIZE, "gray")
    _pave(ground, Random(seed))
    places = [(20, 90), (90, 100), (150, 110), (40, 60)]
    return [View(_jpeg(ground)), *(_with_vehicle(ground, *place) for place in places)]


def _pave(ground: Image.Image, chance: Random) -> None:
    """Draw stones."""
    drawing = ImageDraw.Draw(ground)
    for _ in range(200):
        x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        gray = chance.randrange(60, 200)
        edges = (x, y, x + chance.randrange(8, 50), y + chance.randrange(8, 40))
        drawing.rectangle(edges, fill=(gray, gray, gray))


def _with_vehicle(ground: Image.Image, left: int, top: int) -> View:
    """Return the driveway with a vehicle."""
    image = ground.copy()
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((left, top, left + 150, top + 100), fill="navy")
    drawing.rectangle((left + 15, top + 8, left + 135, top + 40), fill="black")
    box = (left + 45, top + 70, left + 45 + PLATE[0], top + 70 + PLATE[1])
    drawing.rectangle(box, fill="white")
    drawing.text((box[0] + 6, box[1] + 4), "PLATE", fill="black")
    return View(_jpeg(image), box)


def _jpeg(image: Image.Image) -> bytes:
    """Return an image as a camera sends it."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
