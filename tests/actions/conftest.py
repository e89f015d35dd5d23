"""Fixtures of the action tests: calling actions, and a second account."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from homeassistant.core import HomeAssistant
from tests.carsxe_server import CarsXEServer
from tests.conftest import PUBLIC_URL

type Act = Callable[..., Awaitable[dict[str, Any]]]

OTHER_KEY = "other-key"


@pytest.fixture
def act(hass: HomeAssistant) -> Act:
    """Return a function that calls an action and returns its response."""

    async def _act(action: str, **data: Any) -> dict[str, Any]:
        return (
            await hass.services.async_call(
                DOMAIN,
                action,
                data,
                blocking=True,
                return_response=action != "remove_vehicle",
            )
            or {}
        )

    return _act


@pytest.fixture
async def other_account(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> MockConfigEntry:
    """Set up a second account whose key may only decode."""
    other = MockConfigEntry(
        domain=DOMAIN,
        title="Other",
        data={"api_key": OTHER_KEY, "api_url": carsxe.url, "public_url": PUBLIC_URL},
    )
    other.add_to_hass(hass)
    assert await hass.config_entries.async_setup(other.entry_id)
    await hass.async_block_till_done()
    return other


def see(carsxe: CarsXEServer, *plates: str, **fields: Any) -> None:
    """Make CarsXE return plates."""
    results = [{"plate": plate.lower(), "score": 0.9, **fields} for plate in plates]
    carsxe.answers = [(200, {"success": True, "results": results})]
