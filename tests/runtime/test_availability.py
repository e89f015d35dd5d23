"""Tests of tracking a source's availability."""

import logging

import pytest

from custom_components.carsxe.runtime.capture import (
    async_follow_source,
    async_is_available,
)
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant


@pytest.fixture(autouse=True)
def info(caplog: pytest.LogCaptureFixture) -> None:
    """Collect all log lines at info level and above."""
    caplog.set_level(logging.INFO, "custom_components.carsxe")


def _lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return our log lines."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.carsxe")
    ]


async def _start_up(hass: HomeAssistant) -> None:
    """Finish Home Assistant's startup."""
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()


async def test_changes(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """Each change is reported and logged once."""
    hass.states.async_set("camera.gate", "idle")
    changes: list[bool] = []
    remove = async_follow_source(
        hass,
        "camera.gate",
        lambda: changes.append(async_is_available(hass, "camera.gate")),
    )
    for state in ("idle", "recording", "unavailable", "unavailable", "idle"):
        hass.states.async_set("camera.gate", state)
        await hass.async_block_till_done()
    hass.states.async_remove("camera.gate")
    await hass.async_block_till_done()
    assert changes == [False, True, False]
    gone = "camera.gate is unavailable: no plates can be read from it"
    assert _lines(caplog) == [gone, "camera.gate is available again", gone]
    assert {record.levelno for record in caplog.records} == {logging.INFO}
    remove()
    hass.states.async_set("camera.gate", "idle")
    await hass.async_block_till_done()
    assert len(_lines(caplog)) == 3


async def test_missing_already(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """A source that is missing when an account is reloaded isn't logged again; its return is."""
    async_follow_source(hass, "camera.gate", lambda: None)
    await hass.async_block_till_done()
    assert _lines(caplog) == []
    hass.states.async_set("camera.gate", "idle")
    await hass.async_block_till_done()
    assert _lines(caplog) == ["camera.gate is available again"]


async def test_comes_up_during_start(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """A source that becomes available during Home Assistant's startup isn't logged."""
    hass.set_state(CoreState.starting)
    async_follow_source(hass, "camera.gate", lambda: None)
    hass.states.async_set("camera.gate", "idle")
    await _start_up(hass)
    assert _lines(caplog) == []


async def test_missing_after_start(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """A source that is still missing after the startup is logged."""
    hass.set_state(CoreState.starting)
    async_follow_source(hass, "camera.gate", lambda: None)
    await _start_up(hass)
    assert len(_lines(caplog)) == 1
