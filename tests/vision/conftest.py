"""What the tests of the picture work share."""

import pytest


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: picture work knows nothing of it."""
