"""Tests of the button that scans."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .carsxe_server import CarsXEServer
from .conftest import SOURCE, PictureCamera

BUTTON = "button.gate_scan"


async def _press(hass: HomeAssistant) -> None:
    """Press the button, and return when the scan is done."""
    await hass.services.async_call(
        "button", "press", {"entity_id": BUTTON}, blocking=True
    )


async def test_press(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
) -> None:
    """Each press is one recognition, even of an unchanged scene."""
    await _press(hass)
    assert [event.data["plate"] for event in detections] == ["9DJC652"]
    await _press(hass)
    assert len(carsxe.recognitions) == 2


@pytest.mark.parametrize(
    ("answer", "status", "key"),
    [
        pytest.param("tier", 403, "access_denied", id="plan"),
        pytest.param("missing_image", 400, "picture_refused", id="picture"),
    ],
)
async def test_failure(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    answer: str,
    status: int,
    key: str,
) -> None:
    """A user who presses it learns what went wrong."""
    carsxe.answer(answer, status)
    with pytest.raises(HomeAssistantError) as caught:
        await _press(hass)
    assert caught.value.translation_key == key


async def test_availability(
    hass: HomeAssistant, account: MockConfigEntry, source: PictureCamera
) -> None:
    """The button is available while its camera is."""
    hass.states.async_set(SOURCE, "unavailable")
    await hass.async_block_till_done()
    state = hass.states.get(BUTTON)
    assert state and state.state == "unavailable"
    hass.states.async_set(SOURCE, "idle")
    await hass.async_block_till_done()
    state = hass.states.get(BUTTON)
    assert state and state.state == "unknown"
