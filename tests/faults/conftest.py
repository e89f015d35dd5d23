"""Fixtures of the fault tests: a failing CarsXE, and a house where everything has worked so far."""

from collections.abc import AsyncIterator, Iterator
import logging
import socket
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    setup_test_component_platform,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.const import DOMAIN
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ..conftest import CAMERA_ID, MOTION, PUBLIC_URL, SOURCE
from .carsxe import FaultyCarsXE
from .house import BEFORE, House, SlowCamera
from .witness import API_KEY, Witness


@pytest.fixture(autouse=True)
def passing_time(quick: None) -> None:
    """Let time pass as soon as nothing is left to do."""


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know the van."""
    return {"Van": {"plate": "9DJC652"}}


@pytest.fixture
async def camera(hass: HomeAssistant) -> SlowCamera:
    """Return the camera at the gate."""
    camera = SlowCamera()
    setup_test_component_platform(hass, "camera", [camera])
    assert await async_setup_component(
        hass, "camera", {"camera": [{"platform": "test"}]}
    )
    await hass.async_block_till_done()
    return camera


@pytest.fixture
async def faulty(socket_enabled: None) -> AsyncIterator[FaultyCarsXE]:
    """Return a CarsXE."""
    carsxe = FaultyCarsXE()
    await carsxe.start()
    yield carsxe
    await carsxe.stop()


@pytest.fixture
def account_entry(
    faulty: FaultyCarsXE,
    camera_data: dict[str, Any],
    vehicles: dict[str, dict[str, Any]],
) -> MockConfigEntry:
    """Return an account with the marked key, a camera and a van."""
    subentries = [("camera", CAMERA_ID, "Gate", f"camera:{SOURCE}", camera_data)] + [
        ("vehicle", f"id of {name}", name, f"vehicle:{data['plate']}", data)
        for name, data in vehicles.items()
    ]
    return MockConfigEntry(
        domain=DOMAIN,
        title="CarsXE",
        data={"api_key": API_KEY, "api_url": faulty.url, "public_url": PUBLIC_URL},
        subentries_data=[
            ConfigSubentryData(
                subentry_type=kind,
                subentry_id=subentry_id,
                title=title,
                unique_id=unique_id,
                data=data,
            )
            for kind, subentry_id, title, unique_id, data in subentries
        ],
    )


@pytest.fixture
def witness(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> Iterator[Witness]:
    """Return a witness of everything, including debug messages."""
    caplog.set_level(logging.DEBUG)
    witness = Witness(hass)
    logging.getLogger().addHandler(witness)
    yield witness
    logging.getLogger().removeHandler(witness)


@pytest.fixture
async def house(
    hass: HomeAssistant,
    account_entry: MockConfigEntry,
    camera: SlowCamera,
    faulty: FaultyCarsXE,
    witness: Witness,
    hass_client_no_auth: ClientSessionGenerator,
) -> House:
    """Return a house where a vehicle was read and announced, and has left."""
    account_entry.add_to_hass(hass)
    hass.states.async_set(MOTION, "off")
    assert await hass.config_entries.async_setup(account_entry.entry_id)
    await hass.async_block_till_done()
    house = House(
        hass=hass,
        entry=account_entry,
        source=camera,
        carsxe=faulty,
        witness=witness,
        outsider=await hass_client_no_auth(),
    )
    faulty.fetch = house.fetch
    await house.leave()
    await house.arrive(BEFORE)
    assert [data["plate"] for data in witness.detections] == [BEFORE.plate]
    assert house.counted == len(faulty.calls) == 1
    await house.leave()
    witness.forget()
    return house


def unused_port() -> int:
    """Return an unused port."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port: int = reserved.getsockname()[1]
        return port
