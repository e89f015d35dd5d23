"""Tests of plate patterns."""

import re

from hypothesis import assume, given, settings, strategies as st
import pytest

from custom_components.carsxe.plates import PatternError, compile_pattern

ATOMS = st.sampled_from(["A", "B", "1", ".", r"\d", r"\w", "[A-B]", "[^A]", r"[\d1A]"])
COUNTS = st.sampled_from(["", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{,2}", "+?"])


@st.composite
def patterns(draw: st.DrawFn, depth: int = 0) -> str:
    """Return a pattern with nested groups."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        part = draw(ATOMS)
        if depth < 2 and draw(st.booleans()):
            part = f"({draw(st.sampled_from(['', '?:']))}{draw(patterns(depth + 1))})"
        parts.append(part + draw(COUNTS))
    text = "".join(parts)
    return f"{text}|{draw(patterns(2))}" if draw(st.booleans()) else text


@settings(deadline=None)
@given(patterns(), st.lists(st.text("AB1C", max_size=5), max_size=5))
def test_as_regular_expressions(pattern: str, plates: list[str]) -> None:
    """A valid pattern means the same as the regular expression."""
    try:
        matches = compile_pattern(pattern)
    except PatternError:
        assume(False)
    for plate in plates:
        assert matches(plate) is bool(re.fullmatch(pattern, plate))


@pytest.mark.parametrize(
    ("pattern", "plate", "expected"),
    [
        pytest.param("[A-Z]{1,3}[A-Z]{1,2}[0-9]{1,4}[EH]?", "WOBGT1", True, id="real"),
        pytest.param("[A-Z]{2}[0-9]{2}[A-Z]{3}", "C00D", False, id="a badge"),
        pytest.param("^[a-z]+$", "ABC", True, id="anchors and lower case"),
        pytest.param("[A-Z]+", "ABC1", False, id="the whole plate"),
        pytest.param("МК.+", "MK12", True, id="look-alikes of other alphabets"),
        pytest.param("", "A", False, id="empty"),
        pytest.param(".+", "品川330あ1234", True, id="any script"),
    ],
)
def test_pattern(pattern: str, plate: str, expected: bool) -> None:
    """A pattern must match the whole normalized plate."""
    assert compile_pattern(pattern)(plate) is expected


UNCLEAR = ["[A-Z", "(A", "A)", "[]", "[Z-A]", "*A", "A**", "{2}", "A{3,1}", "A{x}"]
NOT_TAKEN = ["\\", r"\1", r"\b", r"\s", "(?=A)", "(?i)A", "A B", "A-B", "[A-Z ]"]
TOO_MUCH = ["A{100}", "((((A))))", "A" * 201]


@pytest.mark.parametrize("pattern", [*UNCLEAR, *NOT_TAKEN, *TOO_MUCH])
def test_refused(pattern: str) -> None:
    """Patterns that are invalid, can't match a plate, or would take too long are refused."""
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@settings(deadline=None)
@given(st.text(r"AZ19[]()^$|?*+.{},-\dw ", max_size=30))
def test_anything(text: str) -> None:
    """Any input is a valid pattern or is refused."""
    try:
        matches = compile_pattern(text)
    except PatternError:
        return
    assert matches("A1") in (True, False)


@pytest.mark.parametrize(
    "pattern",
    [
        "(A+)+1",
        "((A*)*)*1",
        "(A|A)*1",
        "(A|AA)+1",
        ".*" * 99 + "1",
        "(((A?){5}){5}){5}1",
        "(((A*B?)*C?)*D?)*1",
        "((A{20}){20}){20}1",
        "(((A?){99}){99}){99}1",
        "(((A|AA)+)+)+1",
    ],
)
def test_no_backtracking(pattern: str) -> None:
    """Patterns with catastrophic backtracking as regular expressions match instantly."""
    assert not compile_pattern(pattern)("A" * 32)
