"""The drawn pictures: same seed, same pictures; labels that hold."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
import pytest

from sandbox.drawing.conditions import CONDITIONS, HARD
from sandbox.drawing.dataset import drawings, read_labels, write
from sandbox.drawing.fonts import MissingFontError, font_path
from sandbox.drawing.plates import STYLES, plain
from sandbox.drawing.scene import truth


def test_same_seed_same_pictures() -> None:
    """A seed gives the same bytes each time, another one others."""
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
    """Every country comes up, with plates of letters and digits."""
    plans = [CONDITIONS["day"](np.random.default_rng(seed)) for seed in range(300)]
    assert {car.style for plan in plans for car in plan.cars} == set(STYLES)
    plates = [plate for plan in plans for plate in truth(plan)]
    assert all(
        plate.isalnum() and plate.isascii() and plate.isupper() for plate in plates
    )
    assert all(4 <= len(plate) <= 9 for plate in plates)


def test_labels_leave_out_separators() -> None:
    """Gaps, hyphens and seals are no part of a label."""
    assert plain("WOB|MK 289") == "WOBMK289"
    assert plain("AB-123-CD") == "AB123CD"


def test_missing_font() -> None:
    """A missing font tells what to install."""
    with pytest.raises(MissingFontError, match="fonts-opendin"):
        font_path("no-such-font.ttf")
