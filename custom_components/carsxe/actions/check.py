"""The action `carsxe.check`: tells, one by one, what a camera's plates can't be read for."""

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv

from ..runtime.check import CheckItem, SetupCheck
from .recognize import find_camera

ATTR_PAID = "paid"

SCHEMA = vol.Schema(
    {**cv.TARGET_FIELDS, vol.Optional(ATTR_PAID, default=False): cv.boolean}
)


async def async_check(call: ServiceCall) -> ServiceResponse:
    """Check one camera; only where it is asked for by one paid call."""
    entry, camera = find_camera(call.hass, call)
    check = SetupCheck(call.hass, entry, camera.subentry)
    await check.async_check_free()
    if call.data[ATTR_PAID]:
        await check.async_pay()
    else:
        check.skip("check_not_asked")
    return {
        "passed": check.passed,
        **{item.value: _describe(check, item) for item in CheckItem},
    }


def _describe(check: SetupCheck, item: CheckItem) -> ServiceResponse:
    """Return what came of a check."""
    result = check.results[item]
    return {
        "result": result.outcome.value,
        "reason": result.text,
        **{k: v for k, v in result.details.items() if k != "address"},
    }
