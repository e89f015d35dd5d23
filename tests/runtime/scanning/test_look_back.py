"""Tests of looking back at those who have been announced."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.carsxe.runtime.scanning.look_back import LOOK_BACK, LookBacks
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError


class Looker:
    """Counts its looks, all of which may fail."""

    def __init__(self, *, fails: bool = False) -> None:
        """Start with none."""
        self.looks = 0
        self._fails = fails

    async def async_look(self) -> None:
        """Look."""
        self.looks += 1
        if self._fails:
            raise HomeAssistantError("no picture")


async def _pass(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float
) -> None:
    """Let time pass."""
    freezer.tick(timedelta(seconds=seconds))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


@pytest.mark.parametrize("fails", [False, True], ids=["looks", "fails"])
async def test_plan(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    fails: bool,
) -> None:
    """After an announcement, a camera is looked back at several times, and then no more."""
    looker = Looker(fails=fails)
    LookBacks(hass, looker.async_look).async_plan()
    passed = 0.0
    for number, seconds in enumerate(LOOK_BACK):
        await _pass(hass, freezer, seconds - passed - 1)
        assert looker.looks == number
        await _pass(hass, freezer, 1)
        assert looker.looks == number + 1
        passed = seconds
    await _pass(hass, freezer, 100)
    assert looker.looks == len(LOOK_BACK)
    assert "no picture" not in caplog.text


async def test_plan_again(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """The next announcement takes the place of the one before."""
    looker = Looker()
    look_backs = LookBacks(hass, looker.async_look)
    look_backs.async_plan()
    await _pass(hass, freezer, LOOK_BACK[0] - 1)
    look_backs.async_plan()
    await _pass(hass, freezer, LOOK_BACK[0] - 1)
    assert looker.looks == 0
    await _pass(hass, freezer, 1.5)
    assert looker.looks == 1
    await _pass(hass, freezer, 100)
    assert looker.looks == len(LOOK_BACK)


async def test_cancel(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A camera that is stopped is looked back at no more."""
    looker = Looker()
    look_backs = LookBacks(hass, looker.async_look)
    look_backs.async_plan()
    look_backs.async_cancel()
    await _pass(hass, freezer, 100)
    assert looker.looks == 0
