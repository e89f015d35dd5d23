"""Tests of what a failed recognition costs."""

import pytest

from custom_components.carsxe.api.client import MAX_ATTEMPTS
from custom_components.carsxe.api.errors import (
    CarsXEAccessError,
    CarsXEAnswerError,
    CarsXEAuthError,
    CarsXEBillingError,
    CarsXEConnectionError,
    CarsXEQuotaError,
    CarsXERequestError,
    CarsXETimeoutError,
    CarsXEUnreachableError,
)
from custom_components.carsxe.runtime.recognizer import _possible_cost
from homeassistant.exceptions import HomeAssistantError


@pytest.mark.parametrize(
    ("cause", "calls"),
    [
        pytest.param(None, 1, id="not CarsXE's"),
        pytest.param(CarsXERequestError(""), 1, id="picture refused"),
        pytest.param(CarsXEUnreachableError(""), 1, id="unreachable"),
        pytest.param(CarsXEConnectionError(""), MAX_ATTEMPTS, id="broken"),
        pytest.param(CarsXETimeoutError(""), MAX_ATTEMPTS, id="timeout"),
        pytest.param(CarsXEAnswerError(""), MAX_ATTEMPTS, id="answer"),
        pytest.param(CarsXEAccessError(""), MAX_ATTEMPTS, id="plan"),
        pytest.param(CarsXEAuthError(""), MAX_ATTEMPTS, id="key"),
        pytest.param(CarsXEBillingError(""), MAX_ATTEMPTS, id="billing"),
        pytest.param(CarsXEQuotaError(""), MAX_ATTEMPTS, id="quota"),
    ],
)
def test_possible_cost(cause: Exception | None, calls: int) -> None:
    """Only errors that were certainly free and temporary leave calls for another try."""
    err = HomeAssistantError()
    err.__cause__ = cause
    assert _possible_cost(err) == calls
