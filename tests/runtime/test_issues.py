"""Tests of the repair issues after a failed call."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.api.errors import (
    CarsXEAccessError,
    CarsXEAnswerError,
    CarsXEAuthError,
    CarsXEBillingError,
    CarsXEConnectionError,
    CarsXEError,
    CarsXEQuotaError,
    CarsXERequestError,
    CarsXETemporaryError,
    CarsXETimeoutError,
    CarsXEUnreachableError,
)
from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.issues import async_note_call, issue_id
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

KEYS = ("billing", "access_denied", "snapshot_not_fetched")


def _open(hass: HomeAssistant, entry: MockConfigEntry) -> list[str]:
    """Return the open issues."""
    issues = ir.async_get(hass).issues
    return [key for key in KEYS if (DOMAIN, issue_id(key, entry.entry_id)) in issues]


@pytest.mark.parametrize(
    ("err", "fetches", "issues"),
    [
        pytest.param(CarsXEBillingError(""), 0, ["billing"], id="billing"),
        pytest.param(CarsXEAccessError(""), 0, ["access_denied"], id="plan"),
        pytest.param(CarsXERequestError(""), 0, ["snapshot_not_fetched"], id="refused"),
        pytest.param(CarsXETimeoutError(""), 0, ["snapshot_not_fetched"], id="timeout"),
        pytest.param(
            CarsXETemporaryError(""), 0, ["snapshot_not_fetched"], id="temporary"
        ),
        pytest.param(CarsXERequestError(""), 1, [], id="refused, fetched"),
        pytest.param(CarsXETimeoutError(""), 2, [], id="timeout, fetched"),
        pytest.param(CarsXEConnectionError(""), 0, [], id="broken"),
        pytest.param(CarsXEUnreachableError(""), 0, [], id="unreachable"),
        pytest.param(CarsXEAnswerError(""), 0, [], id="answer"),
        pytest.param(CarsXEAuthError(""), 0, [], id="key: reauth"),
        pytest.param(CarsXEQuotaError(""), 0, [], id="quota: pause"),
        pytest.param(None, 0, [], id="success"),
    ],
)
async def test_call(
    hass: HomeAssistant,
    account: MockConfigEntry,
    err: CarsXEError | None,
    fetches: int,
    issues: list[str],
) -> None:
    """Each kind of failure has its issue, and a success deletes all."""
    async_note_call(hass, account, err, fetches)
    assert _open(hass, account) == issues
    async_note_call(hass, account, None, 1)
    assert _open(hass, account) == []


async def test_other_failure(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """A failure that says nothing about another one keeps its issue."""
    async_note_call(hass, account, CarsXEAccessError(""), 0)
    async_note_call(hass, account, CarsXEConnectionError(""), 0)
    assert _open(hass, account) == ["access_denied"]
