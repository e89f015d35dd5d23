"""The action `carsxe.check`: check step by step whether a camera's plates can be read."""

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import VolDictType

from ..image_processing import CarsXEImageProcessing
from ..runtime.check import SetupCheck
from ..runtime.rights import async_check_entity

ATTR_PAID = "paid"

SCHEMA: VolDictType = {vol.Optional(ATTR_PAID, default=False): cv.boolean}


async def async_check(
    entity: CarsXEImageProcessing, call: ServiceCall
) -> ServiceResponse:
    """Check a camera; make a paid call only if the action asks for it."""
    await async_check_entity(call.hass, call.context, entity.entity_id, POLICY_READ)
    coordinator = entity.coordinator
    check = SetupCheck(call.hass, coordinator.config_entry, coordinator.settings)
    await check.async_check_free()
    if call.data[ATTR_PAID]:
        await check.async_pay()
    else:
        check.skip("check_not_asked")
    return {
        "passed": check.passed,
        **{
            item.value: {
                "result": result.outcome.value,
                "reason": result.text,
                **{k: v for k, v in result.details.items() if k != "address"},
                **({"warnings": [*result.warnings]} if result.warnings else {}),
            }
            for item, result in check.results.items()
        },
    }
