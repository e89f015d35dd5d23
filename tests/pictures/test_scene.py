"""Tests of the small grey picture of a region."""

from io import BytesIO

import numpy as np
from PIL import Image
import pytest

from custom_components.carsxe.pictures import (
    Crop,
    Framing,
    PictureError,
    prepare_picture,
    view_and_decode,
    view_frame,
    view_scene,
)

from .drive import jpeg, load
from .quarters import quarters


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("size", "framing", "shape"),
    [
        pytest.param((1280, 720), Framing(), (90, 160), id="720p"),
        pytest.param((1920, 1080), Framing(), (90, 160), id="1080p"),
        pytest.param((640, 480), Framing(), (60, 80), id="small"),
        pytest.param((3, 2), Framing(), (1, 1), id="tiny"),
        pytest.param(
            (1920, 1080), Framing(max_width=1920), (135, 240), id="sent larger"
        ),
        pytest.param(
            (1920, 1080),
            Framing(crop=Crop(left=25, top=0, width=50, height=50)),
            (68, 120),
            id="region",
        ),
    ],
)
def test_size(
    kind: str, size: tuple[int, int], framing: Framing, shape: tuple[int, int]
) -> None:
    """A scene is an eighth as wide and high as what is sent."""
    assert view_scene(quarters(kind, size), framing).grey.shape == shape


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", [1, 3, 6])
def test_region(kind: str, turn: int) -> None:
    """A scene shows the region of the upright picture only."""
    content = quarters(kind, (640, 480), turn)
    greys = [
        float(np.median(view_scene(content, Framing(crop=crop)).grey))
        for crop in (
            Crop(left=0, top=0, width=50, height=50),
            Crop(left=50, top=0, width=50, height=50),
            Crop(left=0, top=50, width=50, height=50),
            Crop(left=50, top=50, width=50, height=50),
        )
    ]
    assert greys == pytest.approx([76, 150, 29, 255], abs=6)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("progressive", [False, True])
def test_breaks_off(share: float, progressive: bool) -> None:
    """A JPEG that breaks off is noticed, wherever the region is."""
    buffer = BytesIO()
    load("day_us.jpg").save(buffer, "JPEG", progressive=progressive)
    content = buffer.getvalue()
    upper = Framing(crop=Crop(left=0, top=0, width=50, height=5))
    assert view_scene(content, upper).grey.size
    with pytest.raises(PictureError):
        view_scene(content[: round(share * len(content))], upper)


@pytest.mark.parametrize(
    "content", [b"", b"Camera offline", jpeg(load("day_us.jpg"))[:9]]
)
def test_no_picture(content: bytes) -> None:
    """What isn't a picture has no scene."""
    with pytest.raises(PictureError):
        view_scene(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_view_is_no_larger_than_needed(kind: str) -> None:
    """A view is less than twice as large as what is sent, whatever the frame is."""
    view = view_frame(quarters(kind, (3840, 2160)))
    assert view.size == (1280, 720)
    assert 1280 <= view.grey.width < 2560
    assert view.scene.grey.shape == (90, 160)


@pytest.mark.parametrize(
    ("kind", "size", "kept"),
    [
        pytest.param("JPEG", (3840, 2160), True, id="4K"),
        pytest.param("JPEG", (1920, 1080), False, id="1080p"),
        pytest.param("JPEG", (1280, 720), False, id="as it is"),
        pytest.param("PNG", (2560, 1440), False, id="PNG"),
    ],
)
@pytest.mark.parametrize("turn", [1, 6])
def test_decoded(kind: str, size: tuple[int, int], kept: bool, turn: int) -> None:
    """What is decoded in colours is kept where it was scaled meanwhile, and is seen as in grey."""
    content = quarters(kind, size, turn)
    framing = Framing()
    view, decoded = view_and_decode(content, framing)
    grey = view_frame(content, framing)
    assert (decoded is not None) is kept
    assert view.size == grey.size
    assert view.grey.size == grey.grey.size
    assert np.abs(view.scene.grey - grey.scene.grey).max() <= 3
    made = prepare_picture(content, framing, decoded)
    assert made == prepare_picture(content, framing)


def test_decoded_grey() -> None:
    """A picture without colours has none to be kept."""
    with Image.open(BytesIO(quarters("JPEG", (3840, 2160)))) as image:
        image.convert("L").save(buffer := BytesIO(), "JPEG")
    view, decoded = view_and_decode(buffer.getvalue(), Framing())
    assert decoded is None
    assert view.size == (1280, 720)
