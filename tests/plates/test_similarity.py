"""Tests of whether two plates may be readings of the same one."""

from hypothesis import given, strategies as st
import pytest

from custom_components.carsxe.plates import are_alike


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
    """Plates are alike where no more than two letters and digits are wrong."""
    assert are_alike(first, second) is alike
    assert are_alike(second, first) is alike


@given(st.text("AB01O8", max_size=8), st.text("AB01O8", max_size=8))
def test_alike_both_ways(first: str, second: str) -> None:
    """If one plate is like another, the other is like the one; and each is like itself."""
    assert are_alike(first, second) == are_alike(second, first)
    assert are_alike(first, first)
