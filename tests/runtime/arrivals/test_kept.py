"""Tests of what is stored of the vehicles at an account's cameras."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant

from ...carsxe_server import CarsXEServer
from ...conftest import CAMERA_ID, PictureCamera
from ...drives import Car, answer, draw

VAN = Car(plate="VAN111")


@pytest.fixture
async def key(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    scan: Callable[[], Awaitable[None]],
) -> str:
    """Return what the file is called after a vehicle has come."""
    source.picture = draw(VAN)
    carsxe.answers = [answer(VAN.result(0.95))]
    await scan()
    await hass.async_block_till_done()
    return f"carsxe.{account.entry_id}.places"


async def test_stored(hass_storage: dict[str, Any], key: str) -> None:
    """It is stored at once that a vehicle has come, with where it is."""
    (arrival,) = hass_storage[key]["data"][CAMERA_ID]
    assert arrival["looks"] == ["VAN111"]
    assert arrival["place"]["box"] == list(VAN.box)


@pytest.mark.parametrize("disabled", [False, True], ids=["set up", "disabled"])
async def test_camera_removed(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_storage: dict[str, Any],
    key: str,
    disabled: bool,
) -> None:
    """What is stored of a camera goes with it."""
    if disabled:
        await hass.config_entries.async_set_disabled_by(
            account.entry_id, ConfigEntryDisabler.USER
        )
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await hass.async_block_till_done()
    assert hass_storage[key]["data"] == {}


async def test_account_removed(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_storage: dict[str, Any],
    key: str,
) -> None:
    """Nothing is left of an account that is removed."""
    await hass.config_entries.async_remove(account.entry_id)
    await hass.async_block_till_done()
    assert key not in hass_storage
