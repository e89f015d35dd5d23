"""Tests of the counting for the table of reading rates."""

from pathlib import Path
from shutil import copy

import pytest

from sandbox import evaluate
from sandbox.reader import Box, Candidate, Reading, Region

from .conftest import PICTURES


def reading(*plates: str) -> Reading:
    """Return a reading with its candidates, best first."""
    texts = tuple(Candidate(plate, 0.5) for plate in plates)
    return Reading(plates[0], 0.5, texts, 0.8, Box(0, 0, 1, 1), Region("", 0))


@pytest.mark.parametrize(
    ("plates", "readings", "counts"),
    [
        (["AB12CDE"], [reading("AB12CDE")], (1, 1, 1, 1, 0)),
        (["AB10CDE"], [reading("ABIOCDE", "AB10CDE")], (1, 0, 1, 1, 0)),
        (["AB12CDE"], [reading("AB12CXE", "AB12CDE")], (1, 0, 0, 1, 0)),
        (["AB12CDE"], [reading("XR40")], (1, 0, 0, 0, 1)),
        ([], [reading("XR40")], (0, 0, 0, 0, 1)),
        (["AB12CDE"], [], (1, 0, 0, 0, 0)),
        (
            ["AB12CDE", "AB12CDF"],
            [reading("AB12CDF"), reading("AB12CDE")],
            (2, 2, 2, 2, 0),
        ),
        (["AB12CDE"], [reading("AB12CDE"), reading("AB12CDF")], (1, 1, 1, 1, 1)),
    ],
)
def test_tally(
    plates: list[str], readings: list[Reading], counts: tuple[int, ...]
) -> None:
    """Plates, exact ones, look-alikes, candidates and false readings are counted."""
    tally = evaluate.Tally()
    tally.add(plates, readings)
    assert (
        tally.plates,
        tally.exact,
        tally.look_alike,
        tally.candidate,
        tally.false,
    ) == counts


def test_folder_of_photos(tmp_path: Path) -> None:
    """A folder with labels, with conditions or without, gives a table."""
    for name in ("day_us.jpg", "no_plate_empty.jpg"):
        copy(PICTURES / name, tmp_path)
    (tmp_path / "labels.json").write_text(
        '{"day_us.jpg": {"plates": ["8RMG362"], "conditions": ["sun"]}, "no_plate_empty.jpg": {"plates": []}}'
    )
    table = list(evaluate.evaluate(tmp_path))
    assert table[0].startswith("| condition | pictures | plates | exact |")
    assert table[2].startswith(
        "| sun | 1 | 1 | 1 (100 %) | 1 (100 %) | 1 (100 %) | 0 |"
    )
    assert table[3].startswith("| all | 1 | 0 | - | - | - | 0 |")
    assert table[4].startswith("| **together** | 2 | 1 | 1 (100 %) |")
