"""Recordings played through the integration in virtual time."""

from functools import cache
from io import BytesIO
import json
from pathlib import Path
import sys

import numpy as np
from PIL import Image
import pytest

from benchmarks.footage.clips import Plate, load
from benchmarks.footage.tally import plate_of
from demo.process import ChildProcess

PICTURES = Path(__file__).parents[2] / "sandbox" / "pictures"
# The car's box in its picture: left, top, right and bottom.
CAR = (320, 110, 980, 660)
SIZE = (960, 540)
SECONDS, LEGIBLE = 8, (3.0, 7.0)


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    """Return a folder with an empty driveway and one where a vehicle arrives."""
    for name in ("comes", "empty"):
        (tmp_path / name).mkdir()
        for number in range(SECONDS * 2):
            at = number / 2 if name == "comes" else 0.0
            (tmp_path / name / f"{number:03}.png").write_bytes(_frame(at))
    return tmp_path


@pytest.fixture
def recordings(frames: Path) -> Path:
    """Return a folder with what is told of the recordings as well."""
    told = {
        "comes": {
            "file": "comes",
            "fps": 2,
            "trigger": 1.0,
            "plates": [{"plate": "8RMG362", "legible": LEGIBLE}],
        },
        "empty": {"file": "empty", "fps": 2, "trigger": 1.0, "plates": []},
    }
    (frames / "footage.json").write_text(json.dumps(told))
    return frames


async def test_vehicle_that_comes(recordings: Path, tmp_path: Path) -> None:
    """Its plate is announced for a few calls at most; the empty driveway costs none."""
    output = tmp_path / "output"
    process = await ChildProcess.start(
        [sys.executable, "-m", "benchmarks.footage", str(recordings), "--reader", "truth", "--policies", "--verbose"],
        output,
    )  # fmt: skip
    try:
        await process.wait()
    finally:
        await process.stop()
    rows = {
        cells[0]: cells[1:]
        for line in output.read_text().splitlines()
        if line.startswith("|")
        and (cells := [cell.strip() for cell in line.strip("|").split("|")])
    }
    assert rows["comes"][1] == "1 of 1"
    assert 1 <= int(rows["comes"][2]) <= 3
    assert 0 < float(rows["comes"][3]) < 4
    assert rows["empty"][1:3] == ["-", "0"]
    assert rows["one call per trigger"][:3] == ["0 of 1", "2", "1"]
    assert rows["a call every second"][:3] == ["1 of 1", "14", "7"]


async def test_recordings_that_nothing_is_told_of(frames: Path) -> None:
    """Each folder of frames is a clip whose sensor turns on after a second."""
    clips = [*load(frames, 5)]
    assert [clip.name for clip in clips] == ["comes", "empty"]
    assert all(clip.trigger == 1 and not clip.is_told for clip in clips)
    assert len(clips[0].frames) == SECONDS * 2


@pytest.mark.parametrize(
    ("text", "taken", "is_it"),
    [
        pytest.param("AB12CDE", 2.0, True, id="right"),
        pytest.param("AB12CDF", 2.0, True, id="a character wrong"),
        pytest.param("ABI2CD", 2.0, False, id="two edits"),
        pytest.param("A812COE", 2.0, True, id="look-alikes"),
        pytest.param("AB12CDE", 1.8, True, id="nearly legible"),
        pytest.param("AB12CDE", 3.3, False, id="not legible any more"),
    ],
)
def test_whose_plate_a_reading_is(text: str, taken: float, *, is_it: bool) -> None:
    """A reading counts as the plate that it nearly equals while that is legible."""
    plate = Plate("AB12CDE", 2.0, 3.0)
    assert (plate_of(text, taken, [plate]) == plate) is is_it


@cache
def _frame(at: float) -> bytes:
    """Return a PNG of a driveway where a vehicle approaches from second 2 and stops."""
    with Image.open(PICTURES / "no_plate_empty.jpg") as empty:
        picture = empty.convert("RGB")
    if at >= 2:
        with Image.open(PICTURES / "day_us.jpg") as drive:
            car = drive.convert("RGB").crop(CAR)
        scale = min(0.45 + 0.12 * (at - 2), 0.9)
        width, height = round(car.width * scale), round(car.height * scale)
        place = (picture.width - width) // 2, round(picture.height * 0.95) - height
        picture.paste(car.resize((width, height)), place)
    # A camera never returns the same picture twice.
    noise = np.random.default_rng(round(at * 2)).normal(0, 2, (*picture.size[::-1], 1))
    pixels = np.asarray(picture, np.float32) + noise
    frame = Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).resize(SIZE)
    buffer = BytesIO()
    frame.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
