"""Tests of the groups of characters that are taken for one another."""

from itertools import combinations
from string import ascii_uppercase, digits

from hypothesis import given, strategies as st
import pytest

from custom_components.carsxe.plates import fold_plate, normalize_plate
from custom_components.carsxe.plates.confusion import GROUPS

GROUPED = "".join(GROUPS)
PLATES = st.text(ascii_uppercase + digits, max_size=10)


def test_groups_are_disjoint() -> None:
    """No character stands in two groups, nor twice in one."""
    assert len(GROUPED) == len(set(GROUPED))


def test_groups_are_of_plate_characters() -> None:
    """Only characters of plates in their normal form stand in groups, two or more in each."""
    assert normalize_plate(GROUPED) == GROUPED
    assert all(len(group) > 1 for group in GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_members_fold_to_one(group: str) -> None:
    """A group's first character stands for all of it."""
    assert fold_plate(group) == group[0] * len(group)


@pytest.mark.parametrize(("first", "second"), combinations(GROUPS, 2))
def test_groups_stay_apart(first: str, second: str) -> None:
    """What is in different groups never folds to the same."""
    assert not set(fold_plate(first)) & set(fold_plate(second))


def test_digits_stay_apart() -> None:
    """No digit is taken for another one, or a car with the next number would open the gate."""
    assert fold_plate(digits) == digits


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folding is idempotent, and never changes the length."""
    folded = fold_plate(text)
    assert fold_plate(folded) == folded
    assert len(folded) == len(text)


@given(st.text())
def test_nothing_else_is_touched(text: str) -> None:
    """Characters outside the groups stay as they are."""
    for before, after in zip(text, fold_plate(text), strict=True):
        assert before == after or before in GROUPED


@given(PLATES, PLATES)
def test_folds_apart_and_together(first: str, second: str) -> None:
    """Folding works on each character, wherever it stands."""
    assert fold_plate(first + second) == fold_plate(first) + fold_plate(second)
