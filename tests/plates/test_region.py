"""Tests of the region codes."""

import pytest

from custom_components.carsxe.plates import split_region


@pytest.mark.parametrize(
    ("code", "country", "state"),
    [
        pytest.param("us-ca", "US", "CA", id="state"),
        pytest.param("au-nsw", "AU", "NSW", id="longer state"),
        pytest.param("nl", "NL", None, id="country"),
        pytest.param("US-CA", "US", "CA", id="upper case"),
        pytest.param("us-", "US", None, id="empty state"),
        pytest.param("", None, None, id="empty"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_split(code: str | None, country: str | None, state: str | None) -> None:
    """A code gives a country, and a state where it has one."""
    assert split_region(code) == (country, state)
