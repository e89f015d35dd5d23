"""Tests of the normal form of plates."""

import sys

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.carsxe.plates import normalize_plate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("9djc652", "9DJC652", id="lower case"),
        pytest.param("9DJC652", "9DJC652", id="as it is"),
        pytest.param("AB12 CDE", "AB12CDE", id="space"),
        pytest.param(" b-mw 1234\n", "BMW1234", id="hyphen"),
        pytest.param("1·ABC•234", "1ABC234", id="dots"),
        pytest.param("wü-äö 1", "WÜÄÖ1", id="umlauts"),
        pytest.param("u\u0308x1", "ÜX1", id="umlaut in two characters"),
        pytest.param("groß1", "GROSS1", id="sharp s"),
        pytest.param("ＡＢ１２", "AB12", id="full width"),
        pytest.param("ａｂ１２", "AB12", id="full width, lower case"),
        pytest.param("品川 330 あ 12-34", "品川330あ1234", id="Japanese"),
        pytest.param("а123вс77", "A123BC77", id="Cyrillic"),
        pytest.param("١٢٣ أ ب", "123أب", id="Arabic"),
        pytest.param("ΑΒΧ 12", "ABX12", id="Greek"),
        pytest.param("۱۲ ب ۳۴۵", "12ب345", id="Persian digits"),
        pytest.param("ی ک", "يك", id="Persian letters"),
        pytest.param("ـبـ١", "ب1", id="stretched"),
        pytest.param("बा १२", "ब12", id="Devanagari, vowel sign"),
        pytest.param("ঢাকা ১২", "ঢক12", id="Bengali, vowel signs"),
        pytest.param("กข ๑๒๓๔", "กข1234", id="Thai digits"),
        pytest.param("ΏΪ1", "ΏΪ1", id="Greek with accents"),
        pytest.param("\u202bאב\u200f12\u202c", "אב12", id="directions"),
        pytest.param("a\u200d\u200cb", "AB", id="joiners"),
        pytest.param("D\u02bcOR1", "DOR1", id="apostrophe"),
        pytest.param("፩፪", "12", id="Ethiopic digits"),
        pytest.param("1", "1", id="one character"),
        pytest.param("①②", "12", id="circled digits"),
        pytest.param("ﬁ1", "FI1", id="ligature"),
        pytest.param("a\u200bb\u00ad1", "AB1", id="invisible"),
        pytest.param("AB🚗12", "AB12", id="emoji"),
        pytest.param("ab\ud8001", "AB1", id="surrogate"),
        pytest.param("", "", id="empty"),
        pytest.param(" -._\t\0", "", id="nothing to keep"),
        pytest.param("a" * 10_000, "A" * 10_000, id="long"),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    """Upper case, letters and digits only, one form for look-alikes."""
    assert normalize_plate(text) == expected


@settings(deadline=None)
@given(st.text(st.characters()))
@example("\u1100-\u1161")
@example("\u0149")
@example("\u0390")
@example("\u01c5")
@example("\u0345")
@example("\ufdfa")
def test_any_text(text: str) -> None:
    """Any text becomes upper-case letters and digits, which stay the same."""
    plate = normalize_plate(text)
    assert plate == "" or plate.isalnum()
    assert plate.upper() == plate
    assert normalize_plate(plate) == plate


@settings(deadline=None)
@given(st.text(st.sampled_from("aBz09 -.·äßéΐ가가½①\u0301\u0308\u0345")))
def test_normalized_once_is_enough(text: str) -> None:
    """Normalizing is idempotent, whatever is between the characters."""
    plate = normalize_plate(text)
    assert normalize_plate(plate) == plate


def test_every_character() -> None:
    """No character breaks the rules."""
    for code in range(sys.maxunicode + 1):
        plate = normalize_plate(chr(code))
        assert plate == "" or (plate.isalnum() and plate.upper() == plate), hex(code)
        assert normalize_plate(plate) == plate, hex(code)


@settings(deadline=None)
@given(st.text(st.characters(codec="ascii")))
def test_ascii_loses_only_signs(text: str) -> None:
    """All ASCII letters and digits are kept in order, and nothing is added."""
    kept = [character.upper() for character in text if character.isalnum()]
    assert normalize_plate(text) == "".join(kept)
