"""Fixtures of the plate text tests."""

import pytest


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant, as plate texts don't use it."""
