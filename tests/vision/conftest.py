"""Fixtures of the picture processing tests."""

import pytest


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant, as picture processing doesn't use it."""
