"""Tests of the rights of the user behind a call."""

from collections.abc import Awaitable, Callable

import pytest

from custom_components.carsxe.runtime.rights import (
    async_check_admin,
    async_check_entity,
)
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import UnknownUser

CHECKS = [
    pytest.param(async_check_admin, id="administrator"),
    pytest.param(
        lambda hass, context: async_check_entity(
            hass, context, "camera.gate", POLICY_READ
        ),
        id="entity",
    ),
]


@pytest.mark.parametrize("check", CHECKS)
async def test_gone(
    hass: HomeAssistant, check: Callable[[HomeAssistant, Context], Awaitable[None]]
) -> None:
    """A user who was removed in the meantime may do nothing."""
    with pytest.raises(UnknownUser):
        await check(hass, Context(user_id="removed"))


@pytest.mark.parametrize("check", CHECKS)
async def test_nobody(
    hass: HomeAssistant, check: Callable[[HomeAssistant, Context], Awaitable[None]]
) -> None:
    """Automations and Home Assistant itself act without a user, and may do everything."""
    await check(hass, Context())
