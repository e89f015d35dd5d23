"""Check the rights of the user behind a call; automations and Home Assistant have no user."""

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized, UnknownUser


def may_read(user: User, entity_id: str) -> bool:
    """Return whether a user may read an entity."""
    return user.permissions.check_entity(entity_id, POLICY_READ)


async def async_check_admin(hass: HomeAssistant, context: Context) -> None:
    """Raise Unauthorized if the user behind a call isn't an administrator."""
    user = await _async_get_user(hass, context)
    if user and not user.is_admin:
        raise Unauthorized(context=context)


async def async_check_entity(
    hass: HomeAssistant, context: Context, entity_id: str, policy: str
) -> None:
    """Raise Unauthorized if the user behind a call lacks a permission for an entity."""
    user = await _async_get_user(hass, context)
    if user and not user.permissions.check_entity(entity_id, policy):
        raise Unauthorized(context=context, entity_id=entity_id, permission=policy)


async def _async_get_user(hass: HomeAssistant, context: Context) -> User | None:
    """Return the user behind a call. Raises UnknownUser if it no longer exists."""
    if context.user_id is None:
        return None
    if (user := await hass.auth.async_get_user(context.user_id)) is None:
        raise UnknownUser(context=context)
    return user
