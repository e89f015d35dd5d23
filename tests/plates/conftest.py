"""What the tests of the plate texts share."""

import pytest


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: plate texts know nothing of it."""
