"""Tests of looking back at those who have been announced."""

import asyncio
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.runtime.scanning import look_back
from custom_components.carsxe.runtime.scanning.look_back import (
    AT_A_TIME,
    LOOK_BACK,
    LookBacks,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ...passing_time import async_pass


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


@pytest.mark.parametrize("fails", [False, True], ids=["looks", "fails"])
async def test_plan(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    fails: bool,
) -> None:
    """After an announcement, a camera is looked back at several times, and then no more."""
    looker = Looker(fails=fails)
    LookBacks(hass, looker.async_look, hass.async_create_task).async_plan()
    passed = 0.0
    for number, seconds in enumerate(LOOK_BACK):
        await async_pass(hass, freezer, seconds - passed - 1)
        assert looker.looks == number
        await async_pass(hass, freezer, 1)
        assert looker.looks == number + 1
        passed = seconds
    await async_pass(hass, freezer, 100)
    assert looker.looks == len(LOOK_BACK)
    assert "no picture" not in caplog.text


async def test_plan_again(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """The next announcement takes the place of the one before."""
    looker = Looker()
    look_backs = LookBacks(hass, looker.async_look, hass.async_create_task)
    look_backs.async_plan()
    for _ in range(int(LOOK_BACK[-1]) - 2):
        await async_pass(hass, freezer, 1)
    assert looker.looks == len(LOOK_BACK) - 1
    look_backs.async_plan()
    await async_pass(hass, freezer, 100)
    assert looker.looks == 2 * len(LOOK_BACK) - 1


async def test_cancel(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A camera that is stopped is looked back at no more."""
    looker = Looker()
    look_backs = LookBacks(hass, looker.async_look, hass.async_create_task)
    look_backs.async_plan()
    look_backs.async_cancel()
    await async_pass(hass, freezer, 100)
    assert looker.looks == 0


async def test_many_at_once(hass: HomeAssistant) -> None:
    """Of many cameras, few are looked back at at a time; whoever gets no turn is left out."""
    go_on = asyncio.Event()
    looking = []

    async def _look() -> None:
        looking.append(1)
        await go_on.wait()

    cameras = [LookBacks(hass, _look, hass.async_create_task) for _ in range(5)]
    with patch.object(look_back, "PATIENCE", 0.05):
        tasks = [asyncio.create_task(camera._async_look()) for camera in cameras]
        done, waiting = await asyncio.wait(tasks, timeout=0.5)
    assert len(looking) == AT_A_TIME
    assert len(done) == len(cameras) - AT_A_TIME
    go_on.set()
    await asyncio.gather(*waiting)
    await cameras[0]._async_look()
    assert len(looking) == AT_A_TIME + 1
