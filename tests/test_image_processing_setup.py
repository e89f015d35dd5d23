"""Tests of an account whose image processing platform can't be set up."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.carsxe import image_processing
from homeassistant.components.image_processing import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.setup import async_setup_component

from .carsxe_server import CarsXEServer
from .conftest import API_KEY, PictureCamera

ENTITY_ID = "image_processing.gate_plate"

type Fault = Callable[[HomeAssistant], AbstractContextManager[Any]]


def _instead(component: object | None) -> Fault:
    """Return a fault: another component than image processing, or none."""

    @contextmanager
    def _fault(hass: HomeAssistant) -> Iterator[None]:
        instances: dict[str, Any] = hass.data[DATA_INSTANCES]
        right = instances.pop(DOMAIN)
        if component:
            instances[DOMAIN] = component
        yield
        instances[DOMAIN] = right

    return _fault


@contextmanager
def _no_instances(hass: HomeAssistant) -> Iterator[None]:
    """Make Home Assistant hide its components."""
    with patch(
        "custom_components.carsxe.image_processing_setup.DATA_INSTANCES", "renamed"
    ):
        yield


def _component(**behavior: Any) -> Fault:
    """Return a fault: a component that behaves differently when it sets up an account."""
    return lambda hass: patch.object(
        hass.data[DATA_INSTANCES][DOMAIN], "async_setup_entry", **behavior
    )


def _platform(**behavior: Any) -> Fault:
    """Return a fault: the platform itself behaves differently."""
    return lambda _: patch.object(image_processing, "async_setup_entry", **behavior)


FAULTS = [
    pytest.param(_no_instances, "KeyError", id="no components are told of"),
    pytest.param(_instead(None), "KeyError", id="no such component"),
    pytest.param(_instead(object()), "AttributeError", id="another component"),
    pytest.param(_component(new=None), "TypeError", id="no such method"),
    pytest.param(_component(side_effect=TypeError(API_KEY)), "TypeError", id="raises"),
    pytest.param(
        _component(return_value=False), "the platform failed", id="says that it failed"
    ),
    pytest.param(
        _platform(side_effect=OSError), "the platform failed", id="platform raises"
    ),
]


@pytest.mark.parametrize(("fault", "reason"), FAULTS)
async def test_without(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    reason: str,
) -> None:
    """Only that entity is missing, which is logged; scans, events and checks work without it."""
    assert await async_setup_component(hass, DOMAIN, {})
    with fault(hass):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED
        assert hass.states.get(ENTITY_ID) is None
        said = f"Image processing entities of CarsXE couldn't be set up: {reason}"
        assert caplog.text.count(said) == 1
        assert API_KEY not in caplog.text
        await hass.services.async_call(
            "button", "press", {"entity_id": "button.gate_scan"}, blocking=True
        )
        await hass.async_block_till_done()
    assert len(carsxe.recognitions) == 1
    (event,) = detections
    assert event.data["entity_id"] is None
    for entity_id in ("event.gate_plate", "sensor.gate_last_plate"):
        state = hass.states.get(entity_id)
        assert state
        assert state.state not in ("unknown", "unavailable")
    # The entity's rights decide who may see the plates, so nobody does.
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": "carsxe/detections/subscribe"})
    assert (await client.receive_json())["success"]
    assert (await client.receive_json())["event"] == {"detections": []}


@pytest.mark.parametrize(("fault", "reason"), FAULTS)
async def test_comes_back(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    fault: Fault,
    reason: str,
) -> None:
    """The entity exists again after the account is set up again."""
    assert await async_setup_component(hass, DOMAIN, {})
    with fault(hass):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    state = hass.states.get(ENTITY_ID)
    assert state
    assert state.state == "unknown"


async def test_unload_fails(
    hass: HomeAssistant, account: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """An account can be unloaded even if the platform can't."""
    component = hass.data[DATA_INSTANCES][DOMAIN]
    with patch.object(component, "async_unload_entry", side_effect=ValueError):
        assert await hass.config_entries.async_unload(account.entry_id)
    assert account.state is ConfigEntryState.NOT_LOADED
    said = "Image processing entities of CarsXE couldn't be unloaded: ValueError"
    assert said in caplog.text
    await component.async_unload_entry(account)
