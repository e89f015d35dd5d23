"""Tests of the system information."""

import asyncio
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_system_health_info,
)

from custom_components.carsxe.const import DOMAIN
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .carsxe_server import CarsXEServer


async def _info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the complete information."""
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    info = await get_system_health_info(hass, DOMAIN)
    return {
        key: await value if asyncio.iscoroutine(value) else value
        for key, value in info.items()
    }


async def test_info(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Everything is reported for free."""
    await account.runtime_data.cameras["01camera"].scans.async_scan()
    checks = carsxe.key_checks
    assert await _info(hass) == {
        "can_reach_server": "ok",
        "public_url": True,
        "recognitions_today": 1,
        "recognitions_this_month": 1,
        "cameras": 1,
    }
    assert len(carsxe.recognitions) == 1
    assert carsxe.key_checks == checks


async def test_unreachable(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """The requested address contains no key; if nobody answers there, that is reported."""
    with patch(
        "custom_components.carsxe.system_health.system_health.async_check_can_reach_url",
        return_value={"type": "failed", "error": "unreachable"},
    ) as reach:
        info = await _info(hass)
    assert info["can_reach_server"] == {"type": "failed", "error": "unreachable"}
    assert [call.args[1] for call in reach.call_args_list] == [carsxe.url]


@pytest.mark.parametrize("disabled", [False, True])
async def test_no_public_url(
    hass: HomeAssistant, entry: MockConfigEntry, disabled: bool
) -> None:
    """An account without a public address is reported, unless it is disabled."""
    hass.config_entries.async_update_entry(
        entry, data={k: v for k, v in entry.data.items() if k != "public_url"}
    )
    if not disabled:
        assert await hass.config_entries.async_setup(entry.entry_id)
    else:
        await async_setup_component(hass, DOMAIN, {})
        await hass.config_entries.async_set_disabled_by(
            entry.entry_id, ConfigEntryDisabler.USER
        )
    info = await _info(hass)
    assert info["public_url"] is disabled
    assert info["cameras"] == (0 if disabled else 1)
