"""Tests of the reader with real picture files."""

from io import BytesIO
import socket

import cv2
from cv2.typing import MatLike
import numpy as np
from PIL import Image, ImageDraw
import pytest

from sandbox.drawing import fonts
from sandbox.drawing.dataset import read_labels
from sandbox.reader import PlateReader, UndecodablePictureError

from .conftest import PICTURES

LABELS = read_labels(PICTURES)


def test_pictures_cover_what_matters() -> None:
    """The pictures include plates by day, dusk, night, infrared and rain, two at once, and none."""
    seen = {condition for label in LABELS.values() for condition in label["conditions"]}
    assert seen >= {
        "day", "dusk", "night", "infrared", "rain", "two plates", "no plate", "badge",
        "house number", "burnt-in clock",
    }  # fmt: skip
    assert {file.name for file in PICTURES.glob("*.jpg")} == LABELS.keys()
    assert all(file.stat().st_size < 200_000 for file in PICTURES.glob("*.jpg"))


@pytest.mark.parametrize("name", LABELS)
def test_plates_are_read_exactly(reader: PlateReader, name: str) -> None:
    """Every committed picture gives exactly its plates."""
    readings = reader.read((PICTURES / name).read_bytes())
    assert sorted(reading.plate for reading in readings) == sorted(
        LABELS[name]["plates"]
    )
    for reading in readings:
        assert reading.candidates[0].plate == reading.plate
        assert reading.candidates[0].score == reading.score
        assert sum(candidate.score for candidate in reading.candidates) <= 1.005
        assert 0.5 < reading.dscore <= 1


def test_score_falls_as_the_picture_gets_worse(reader: PlateReader) -> None:
    """A plate that is hard to read has a lower score than a clear one, or isn't read."""
    picture = cv2.imdecode(
        np.fromfile(PICTURES / "day_de.jpg", np.uint8), cv2.IMREAD_COLOR
    )
    assert picture is not None
    clear, small = (
        reader.read(
            _png(
                cv2.resize(
                    picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
                )
            )
        )
        for scale in (1.0, 0.26)
    )
    assert clear[0].plate == "WOBMK289"
    assert not small or small[0].score < clear[0].score


def test_boxes_are_in_pixels_of_the_picture(reader: PlateReader) -> None:
    """A picture of twice the size gives boxes of twice the size."""
    picture = cv2.imdecode(
        np.fromfile(PICTURES / "rain_it.jpg", np.uint8), cv2.IMREAD_COLOR
    )
    assert picture is not None
    [once] = reader.read(_png(picture))
    [twice] = reader.read(_png(cv2.resize(picture, None, fx=2, fy=2)))
    assert twice.plate == once.plate == "GK538ZR"
    assert twice.box.xmin == pytest.approx(2 * once.box.xmin, abs=12)
    assert twice.box.xmax == pytest.approx(2 * once.box.xmax, abs=12)
    assert twice.box.ymax == pytest.approx(2 * once.box.ymax, abs=12)


@pytest.mark.parametrize(
    "image", [b"", b"no picture", b"\xff\xd8\xff\xe0" + bytes(100)]
)
def test_no_picture(reader: PlateReader, image: bytes) -> None:
    """Bytes that aren't a picture have their own error."""
    with pytest.raises(UndecodablePictureError):
        reader.read(image)


@pytest.mark.parametrize("shape", [(1, 1), (8, 2000), (2000, 8), (720, 1280)])
def test_empty_picture(reader: PlateReader, shape: tuple[int, int]) -> None:
    """A blank picture of any shape has no plates."""
    assert reader.read(_png(np.full((*shape, 3), 90, np.uint8))) == []


@pytest.mark.parametrize(
    ("rows", "size", "plates"),
    [
        pytest.param(["KLM", "4829"], (300, 190), ["KLM4829"], id="two lines"),
        pytest.param(["62 748 15"], (440, 124), ["6274815"], id="digits only"),
        pytest.param(["4829"], (240, 124), [], id="a house number"),
    ],
)
def test_plates_of_two_lines_and_of_digits(
    reader: PlateReader, rows: list[str], size: tuple[int, int], plates: list[str]
) -> None:
    """Both are read if a panel ends all around."""
    picture = Image.new("RGB", (1280, 720), (70, 78, 84))
    draw = ImageDraw.Draw(picture)
    left, top = 400, 300
    box = (left, top, left + size[0], top + size[1])
    draw.rectangle(box, (245, 245, 240), (20, 20, 20), 4)
    font = fonts.font(fonts.DIN, 84)
    for number, text in enumerate(rows):
        middle = left + size[0] / 2, top + size[1] * (number + 0.5) / len(rows)
        draw.text(middle, text, (15, 15, 15), font, anchor="mm")
    target = BytesIO()
    picture.save(target, "PNG")
    assert [reading.plate for reading in reader.read(target.getvalue())] == plates


def test_works_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading and reading open no connection."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    readings = PlateReader().read((PICTURES / "day_gb.jpg").read_bytes())
    assert [reading.plate for reading in readings] == ["WG12KVL"]


def _png(picture: MatLike) -> bytes:
    """Encode a picture losslessly."""
    return cv2.imencode(".png", picture)[1].tobytes()
