"""Tests of the log of failures."""

import pytest

from custom_components.carsxe.runtime.failures import FailureLog
from homeassistant.exceptions import HomeAssistantError


def _error(key: str | None) -> HomeAssistantError:
    """Return an error with or without a translation."""
    return HomeAssistantError("broken", translation_domain="x", translation_key=key)


@pytest.mark.parametrize("key", ["timeout", None], ids=["translated", "untranslated"])
def test_once(caplog: pytest.LogCaptureFixture, key: str | None) -> None:
    """A failure is logged when it begins, and when it ends."""
    log = FailureLog("Scanning", "Gate")
    for _ in range(2):
        log.failed(_error(key))
    assert caplog.text.count("Scanning with Gate failed") == 1
    assert log.current
    caplog.set_level("INFO")
    log.succeeded()
    assert caplog.text.count("Scanning with Gate works again") == 1
    assert log.current is None


def test_other_kind(caplog: pytest.LogCaptureFixture) -> None:
    """Failures without translations are distinguished by their types."""
    log = FailureLog("Scanning", "Gate")
    log.failed(HomeAssistantError("one"))
    log.failed(type("OtherError", (HomeAssistantError,), {})("another"))
    assert caplog.text.count("Scanning with Gate failed") == 2
