"""Tests of which texts can be plates."""

import pytest

from sandbox.reader.layouts import region_code
from sandbox.reader.wording import characters, is_badge_like, is_plate_like

PLATES = [
    "8RMG362", "KDF 4182", "WOB:MK 289", "B\u00b7AB 1234", "WG12 KVL", "VB-127-VW", "S-808-LM",
    "1234 BCD", "GK 538ZR", "WA 12345", "TYX5F94", "ABC-1234", "1ABC234", "M X 70", "12-AB-34",
]  # fmt: skip
OTHERS = [
    "2026-11-23 07:14:52", "2026-11-23", "07:14:52", "07:14", "23.11.2026", "11/23/2026", "07:14:52 AM",
    "23NOV2026", "NOV 23, 2026", "CAM01", "CAM03 DRIVEWAY", "CH 04", "DRIVEWAY", "48B", "1603", "24",
    "+49 30 1234567", "555-0134", "(030) 123456", "TEL 0301234", "www.example.com", "example.com",
    "info@example.com", "$3.99", "\u20ac12.50", "3.99\u20ac", "50%", "21\u00b0C", "25 FPS", "50 km/h", "30MPH",
    "1280x720", "1080P", "2.0 TSX", "TDX 4x4", "California", "The Lone Star State", "NEW YORK",
    "Route 66", "Apt 12B", "NO 12B4", "A1B2C3D4", "ABCDEFGHIJ12", "A", "", "###A12", "750 KG",
]  # fmt: skip


@pytest.mark.parametrize("text", PLATES)
def test_plates_are_kept(text: str) -> None:
    """Plates of many countries have a plate's layout."""
    assert is_plate_like(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_is_dropped(text: str) -> None:
    """Clocks, dates, phone numbers, addresses, prices, slogans and the like don't."""
    assert not is_plate_like(text)


@pytest.mark.parametrize(
    ("text", "badge"),
    [("GT 450", True), ("XR40", True), ("S 320", True), ("320D", True), ("LX 570", True),
     ("8RMG362", False), ("WG12 KVL", False), ("KDF 4182", False), ("S-808-LM", False)],
)  # fmt: skip
def test_badges(text: str, *, badge: bool) -> None:
    """Short texts can be model names; most plates can't."""
    assert is_badge_like(text) is badge


def test_characters() -> None:
    """A plate's text is its letters and digits in upper case."""
    assert characters("b\u00b7AB 12-34\u00e9") == "BAB1234"


@pytest.mark.parametrize(
    ("plate", "code"),
    [("WG12KVL", "gb"), ("1234BCD", "es"), ("8RMG362", "us-ca"), ("TYX5F94", "br"), ("S808LM", "nl"),
     ("VB127VW", ""), ("WOBMK289", ""), ("KDF4182", ""), ("1234AEI", ""), ("1ABC234", ""), ("ABC12D", "")],
)  # fmt: skip
def test_region_only_where_the_layout_tells(plate: str, code: str) -> None:
    """Layouts of several countries give no region."""
    assert region_code(plate) == code
