"""Tests of the thumbnails."""

from io import BytesIO

from PIL import Image, ImageDraw
import pytest

from custom_components.carsxe.vision import PictureError, make_thumbnail
from custom_components.carsxe.vision.box import Box


def _picture(width: int, height: int, box: tuple[int, int, int, int] | None) -> bytes:
    """Return a picture with a white plate."""
    image = Image.new("RGB", (width, height), "navy")
    if box:
        ImageDraw.Draw(image).rectangle(box, fill="white")
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("width", "height", "box"),
    [
        pytest.param(1280, 720, (600, 400, 720, 440), id="middle"),
        pytest.param(1280, 720, (0, 0, 120, 40), id="upper left"),
        pytest.param(1280, 720, (1200, 700, 1280, 720), id="lower right"),
        pytest.param(3840, 2160, (2000, 900, 2900, 1100), id="large"),
        pytest.param(64, 48, (10, 10, 40, 20), id="tiny"),
        pytest.param(1280, 60, (300, 10, 400, 40), id="flat"),
        pytest.param(61, 601, (10, 300, 50, 320), id="tall"),
        pytest.param(333, 187, (0, 0, 333, 187), id="all"),
    ],
)
def test_shows_the_plate(
    width: int, height: int, box: tuple[int, int, int, int]
) -> None:
    """The plate is in the thumbnail, which always has the same size."""
    content = make_thumbnail(_picture(width, height, box), Box(*box))
    assert len(content) < 30_000
    with Image.open(BytesIO(content)) as image:
        assert image.size == (320, 180)
        lightest = image.convert("L").getextrema()[1]
    assert isinstance(lightest, int)
    assert lightest > 200


@pytest.mark.parametrize(
    ("size", "shown"), [((1280, 720), (320, 180)), ((600, 1200), (90, 180))]
)
def test_without_box(size: tuple[int, int], shown: tuple[int, int]) -> None:
    """Without a box, the whole picture is shown."""
    with Image.open(BytesIO(make_thumbnail(_picture(*size, None), None))) as image:
        assert image.size == shown


@pytest.mark.parametrize("box", [(500, 500, 600, 540), (-90, -90, -10, -10)], ids=str)
def test_box_outside(box: tuple[int, int, int, int]) -> None:
    """A box outside the picture shows the nearest part of it."""
    with Image.open(
        BytesIO(make_thumbnail(_picture(400, 300, None), Box(*box)))
    ) as image:
        assert image.size == (320, 180)


def test_no_picture() -> None:
    """Anything but a picture is refused."""
    with pytest.raises(PictureError):
        make_thumbnail(b"text", None)
