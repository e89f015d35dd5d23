"""Tests of who may change the known vehicles."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.carsxe.const import DOMAIN
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized

CALLS = [
    pytest.param("add_vehicle", {"plate": "XYZ987", "name": "Van"}, id="add"),
    pytest.param("remove_vehicle", {"plate": "ABC123"}, id="remove"),
]


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a vehicle."""
    return {"Car": {"plate": "ABC123"}}


def _plates(account: MockConfigEntry) -> set[str]:
    """Return the known plates of an account."""
    vehicles = account.get_subentries_of_type("vehicle")
    return {vehicle.data["plate"] for vehicle in vehicles}


@pytest.mark.parametrize(("action", "data"), CALLS)
async def test_not_for_users(
    hass: HomeAssistant, account: MockConfigEntry, action: str, data: dict[str, str]
) -> None:
    """Users who may not change settings may not change vehicles."""
    user = MockUser(groups=[]).add_to_hass(hass)
    group = await hass.auth.async_get_group(GROUP_ID_USER)
    assert group
    user.groups = [group]
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN, action, data, blocking=True, context=Context(user_id=user.id)
        )
    assert _plates(account) == {"ABC123"}


@pytest.mark.parametrize("by_automation", [True, False], ids=["automation", "admin"])
@pytest.mark.parametrize(("action", "data"), CALLS)
async def test_allowed(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_admin_user: MockUser,
    action: str,
    data: dict[str, str],
    by_automation: bool,
) -> None:
    """Administrators may, and so may their automations."""
    user_id = None if by_automation else hass_admin_user.id
    await hass.services.async_call(
        DOMAIN, action, data, blocking=True, context=Context(user_id=user_id)
    )
    await hass.async_block_till_done()
    assert _plates(account) != {"ABC123"}
