"""Tests of which lines are joined, kept and dropped."""

import numpy as np
import pytest

from sandbox.reader.lines import TextLine, are_halves, plate_lines
from sandbox.reader.wording import characters


def line(
    text: str,
    x: float,
    y: float,
    width: float,
    height: float = 30,
    confidence: float = 0.9,
) -> TextLine:
    """Return a level line of text."""
    corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
    return TextLine(np.asarray(corners, np.float32), 0.8, text, confidence)


def texts(*lines: TextLine) -> list[str]:
    """Return the remaining texts."""
    return [characters(each.text) for each in plate_lines(list(lines))]


def test_plate_among_other_text() -> None:
    """Only the plate remains."""
    assert texts(
        line("2026-11-23 07:14:52", 20, 20, 320),
        line("CAM03 DRIVEWAY", 900, 680, 260),
        line("48B", 300, 200, 60),
        line("WG12 KVL", 600, 400, 150),
    ) == ["WG12KVL"]


def test_halves_are_joined() -> None:
    """Parts with a gap or a seal between them become one plate."""
    left, right = line("WOB", 100, 100, 70), line("MK 289", 200, 102, 110)
    [joined] = plate_lines([right, left])
    assert characters(joined.text) == "WOBMK289"
    assert joined.quad[:, 0].tolist() == [100, 310, 310, 100]
    assert len(joined.parts) == 2


def test_half_that_looks_like_a_plate_is_not_given_twice() -> None:
    """A joined plate replaces its parts."""
    assert texts(line("WG12", 100, 100, 80), line("KVL", 200, 100, 60)) == ["WG12KVL"]


def test_what_is_not_joined() -> None:
    """Parts that are far apart, on other lines, or of another size aren't joined."""
    left = line("WOB", 100, 100, 70)
    assert are_halves(left, line("MK289", 200, 100, 110))
    assert not are_halves(left, line("MK289", 260, 100, 110))
    assert not are_halves(left, line("MK289", 200, 120, 110))
    assert not are_halves(left, line("MK289", 200, 100, 110, height=15))
    assert not are_halves(left, line("MK28901", 200, 100, 110))


def test_two_lines_of_a_plate_are_one() -> None:
    """The upper line is read before the lower one, in any order of detection."""
    upper, lower = line("KRT", 102, 100, 76), line("4821", 100, 136, 80)
    [found] = plate_lines([lower, upper])
    assert characters(found.text) == "KRT4821"
    assert found.stacked
    assert [part.tolist() for part in found.parts] == [
        upper.quad.tolist(),
        lower.quad.tolist(),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [line("VAN", 110, 100, 60), line("12D 34567", 100, 136, 160)],
            id="a plate by itself",
        ),
        pytest.param(
            [line("KRT", 100, 100, 76), line("4821", 100, 170, 80)], id="far apart"
        ),
        pytest.param(
            [line("KRT", 100, 100, 76), line("4821", 150, 136, 80)], id="aside"
        ),
        pytest.param(
            [line("KRT", 100, 118, 38, height=15), line("4821", 100, 136, 80)],
            id="of another size",
        ),
        pytest.param(
            [line("KRT", 100, 100, 76), line("SHOP", 100, 136, 80)], id="letters only"
        ),
        pytest.param(
            [line("07:14", 100, 100, 80), line("KRT", 100, 136, 80)], id="a clock"
        ),
    ],
)
def test_what_is_not_stacked(lines: list[TextLine]) -> None:
    """Lines that don't belong together stay apart."""
    assert not any(found.stacked for found in plate_lines(lines))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("12-345-67", ["1234567"], id="a plate of digits"),
        pytest.param("48261", ["48261"], id="five digits"),
        pytest.param("1603", [], id="a house number"),
        pytest.param("020 5550134", [], id="a phone number"),
        pytest.param("23.11.2026", [], id="a date"),
        pytest.param("07:14:52", [], id="a clock"),
    ],
)
def test_digits_only(text: str, kept: list[str]) -> None:
    """A number of five to eight digits can be a plate."""
    assert texts(line(text, 100, 100, 130)) == kept


def test_illegible_lines_are_dropped() -> None:
    """Lines that are tiny, steep, unclear or squeezed aren't plates."""
    steep = line("AB12 CDE", 100, 100, 150)
    steep.quad[1:3, 1] += 140
    assert texts(line("AB12 CDE", 100, 100, 150)) == ["AB12CDE"]
    assert texts(steep) == []
    assert texts(line("AB12 CDE", 100, 100, 20, height=5)) == []
    assert texts(line("AB12 CDE", 100, 100, 150, confidence=0.2)) == []
    assert texts(line("AB12 CDE", 100, 100, 40)) == []
    assert texts(line("AB12", 100, 100, 400)) == []


def test_two_plates_stay_two() -> None:
    """Plates of two cars are both kept, the larger and clearer one first."""
    assert texts(line("KDF 4182", 300, 430, 90, height=24), line("WG12 KVL", 900, 490, 200, height=44)) == [
        "WG12KVL", "KDF4182",
    ]  # fmt: skip
