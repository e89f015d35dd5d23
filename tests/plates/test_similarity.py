"""Tests of typical mistakes of plate readers."""

from itertools import combinations
from string import ascii_uppercase, digits

from hypothesis import given, strategies as st
import pytest

from custom_components.carsxe.plates import are_alike, fold_plate, normalize_plate
from custom_components.carsxe.plates.similarity import GROUPS

GROUPED = "".join(GROUPS)
PLATES = st.text(ascii_uppercase + digits, max_size=10)


def test_groups_are_disjoint() -> None:
    """No character is in two groups, or twice in one."""
    assert len(GROUPED) == len(set(GROUPED))


def test_groups_are_of_plate_characters() -> None:
    """Groups contain only characters of normalized plates, at least two each."""
    assert normalize_plate(GROUPED) == GROUPED
    assert all(len(group) > 1 for group in GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_members_fold_to_one(group: str) -> None:
    """A group is represented by its first character."""
    assert fold_plate(group) == group[0] * len(group)


@pytest.mark.parametrize(("first", "second"), combinations(GROUPS, 2))
def test_groups_stay_apart(first: str, second: str) -> None:
    """Characters of different groups never fold to the same."""
    assert not set(fold_plate(first)) & set(fold_plate(second))


def test_digits_stay_apart() -> None:
    """No digit folds to another, or a car with the next number would open the gate."""
    assert fold_plate(digits) == digits


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folding is idempotent and never changes the length."""
    folded = fold_plate(text)
    assert fold_plate(folded) == folded
    assert len(folded) == len(text)


@given(st.text())
def test_nothing_else_is_touched(text: str) -> None:
    """Characters outside the groups stay the same."""
    for before, after in zip(text, fold_plate(text), strict=True):
        assert before == after or before in GROUPED


@given(PLATES, PLATES)
def test_folds_apart_and_together(first: str, second: str) -> None:
    """Folding works on each character at any position."""
    assert fold_plate(first + second) == fold_plate(first) + fold_plate(second)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        pytest.param("ABC123", "ABC123", True, id="same"),
        pytest.param("ABC123", "ABC124", True, id="one wrong"),
        pytest.param("ABC123", "AXC124", True, id="two wrong"),
        pytest.param("ABC123", "AXC1Y4", False, id="three wrong"),
        pytest.param("ABC123", "BC12", False, id="too short now"),
        pytest.param("ABC123", "BC123", True, id="one missing"),
        pytest.param("ABC1234", "BC123", True, id="two missing"),
        pytest.param("ABC123", "XABC123Y", True, id="two too many"),
        pytest.param("ABC123", "BCA123", True, id="one moved"),
        pytest.param("0B1", "O8I", True, id="short, easily taken for one another"),
        pytest.param("AB12", "AB13", False, id="short"),
        pytest.param("AB123", "AB124", True, id="long enough"),
        pytest.param("O8I5Z", "0B1S2", True, id="folded before it is compared"),
        pytest.param("", "", True, id="nothing"),
        pytest.param("", "A", False, id="nothing and something"),
    ],
)
def test_alike(first: str, second: str, alike: bool) -> None:
    """Plates are alike if at most two letters and digits differ."""
    assert are_alike(first, second) is alike
    assert are_alike(second, first) is alike


@given(st.text("AB01O8", max_size=8), st.text("AB01O8", max_size=8))
def test_alike_both_ways(first: str, second: str) -> None:
    """Likeness is symmetric, and every plate is like itself."""
    assert are_alike(first, second) == are_alike(second, first)
    assert are_alike(first, first)
