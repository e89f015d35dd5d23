"""Home Assistant interrupts a scan, or its stored data is damaged."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
import time

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.carsxe.api import client
from custom_components.carsxe.runtime import capture, recognizer, tracker
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import CoreState
from homeassistant.util import dt as dt_util

from ..api.fault_server import Reply, answer, fixture, hang, raw
from ..conftest import CAMERA_ID
from .answers import says
from .house import EVENT, PLATE, VAN, House, scene
from .witness import API_KEY

VAN_ID = "id of Van"


async def _reload(house: House) -> None:
    """Reload the account."""
    assert await house.hass.config_entries.async_reload(house.entry.entry_id)


async def _unload(house: House) -> None:
    """Unload the account, and set it up again."""
    assert await house.hass.config_entries.async_unload(house.entry.entry_id)
    assert house.state(PLATE) == house.state(EVENT) == "unavailable"
    assert await house.hass.config_entries.async_setup(house.entry.entry_id)


async def _disable(house: House) -> None:
    """Disable and enable the account."""
    for disabled_by in (ConfigEntryDisabler.USER, None):
        await house.hass.config_entries.async_set_disabled_by(
            house.entry.entry_id, disabled_by
        )


@pytest.mark.parametrize("interrupt", [_reload, _unload, _disable])
async def test_interrupted(
    house: House, interrupt: Callable[[House], Awaitable[None]]
) -> None:
    """What was already paid for is announced before the account is unloaded."""
    end = await house.begin(VAN)
    interruption = asyncio.create_task(interrupt(house))
    await asyncio.sleep(1)
    assert not interruption.done()
    end.set()
    await interruption
    await house.settle()
    assert [data["vehicle"] for data in house.witness.detections[1:]] == ["Van"]
    assert house.state(PLATE) == "unknown"
    assert len(house.carsxe.calls) == house.counted == 2
    assert house.witness.complaints == []
    await house.check_hidden()
    await house.leave()
    await house.check_recovery()


@pytest.mark.parametrize("interrupt", [_reload, _unload, _disable])
async def test_interrupted_without_an_answer(
    house: House, interrupt: Callable[[House], Awaitable[None]]
) -> None:
    """A call that is never answered doesn't block a reload; it is counted, as it may be billed."""
    await house.begin(VAN)
    await interrupt(house)
    await house.settle()
    assert len(house.witness.detections) == 1
    assert house.state(PLATE) == "unknown"
    assert len(house.carsxe.calls) == house.counted == 2
    await house.check_hidden()
    await house.check_recovery()


async def test_asked_while_unloading(house: House) -> None:
    """A call whose result would be thrown away isn't made."""
    end = await house.begin(VAN)
    unloading = asyncio.create_task(_unload(house))
    await asyncio.sleep(1)
    calls = len(house.carsxe.calls)
    error = await house.recognize()
    assert error
    assert error.translation_key == "source_unavailable"
    end.set()
    await unloading
    assert len(house.carsxe.calls) == calls


async def test_account_removed(house: House) -> None:
    """A removed account's scan is canceled and leaves nothing behind."""
    end = await house.begin(VAN)
    assert await house.hass.config_entries.async_remove(house.entry.entry_id)
    end.set()
    await house.trigger()
    assert len(house.witness.detections) == 1
    assert house.hass.states.get(PLATE) is None
    assert len(house.carsxe.calls) == 2
    assert house.witness.complaints == []
    await house.check_hidden()


async def test_camera_removed(house: House) -> None:
    """A reading of a camera that was removed in the meantime is dropped."""
    end = await house.begin(VAN)
    house.hass.config_entries.async_remove_subentry(house.entry, CAMERA_ID)
    await asyncio.sleep(0.05)
    end.set()
    await house.settle()
    await house.trigger()
    assert len(house.witness.detections) == 1
    assert house.hass.states.get(PLATE) is None
    assert len(house.carsxe.calls) == house.counted == 2
    assert house.witness.complaints == []
    await house.check_hidden()


async def test_vehicle_removed(house: House) -> None:
    """A vehicle that was removed while it was being read is unknown."""
    end = await house.begin(VAN)
    house.hass.config_entries.async_remove_subentry(house.entry, VAN_ID)
    await asyncio.sleep(0.05)
    end.set()
    await house.settle()
    _, data = house.witness.detections
    assert (data["plate"], data["known"], data["vehicle"]) == ("9DJC652", False, None)
    assert data["match"] is data["matched_plate"] is None
    assert house.witness.complaints == []
    await house.check_hidden()


async def test_vehicle_changed(house: House) -> None:
    """A vehicle that became ignored while it was being read isn't announced."""
    end = await house.begin(VAN)
    van = house.entry.subentries[VAN_ID]
    house.hass.config_entries.async_update_subentry(
        house.entry, van, data={**van.data, "ignore": True}
    )
    await asyncio.sleep(0.05)
    end.set()
    await house.settle()
    assert len(house.witness.detections) == 1
    assert house.witness.complaints == []
    await house.check_hidden()


async def test_stop(house: House) -> None:
    """When Home Assistant stops, a scan is canceled, and none is started."""
    end = await house.begin(VAN)
    await house.hass.async_stop(force=True)
    end.set()
    await asyncio.sleep(0.05)
    assert len(house.carsxe.calls) == 2
    assert house.count_today() == 2
    assert len(house.witness.detections) == 1
    assert house.witness.complaints == []
    assert house.witness.leaks() == []


async def test_trigger_while_stopping(house: House) -> None:
    """Sensor changes while Home Assistant stops don't lead to paid calls."""
    house.source.picture = scene(VAN)
    house.hass.set_state(CoreState.stopping)
    await house.trigger()
    house.hass.set_state(CoreState.running)
    assert len(house.carsxe.calls) == house.counted == 1
    await house.check_recovery()


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(timedelta(seconds=5), id="seconds forward"),
        pytest.param(timedelta(seconds=-5), id="seconds back"),
        pytest.param(timedelta(days=400), id="a year forward"),
        pytest.param(timedelta(days=-400), id="a year back"),
    ],
)
async def test_clock_jumps(
    house: House, monkeypatch: pytest.MonkeyPatch, step: timedelta
) -> None:
    """Setting the clock during a call changes neither the result nor the count."""
    end = await house.begin(VAN)
    with monkeypatch.context() as clock:
        utcnow, now = dt_util.utcnow, dt_util.now
        clock.setattr(dt_util, "utcnow", lambda: utcnow() + step)
        clock.setattr(dt_util, "now", lambda zone=None: now(zone) + step)
        end.set()
        await house.settle()
        assert [data["vehicle"] for data in house.witness.detections[1:]] == ["Van"]
        # The vehicle isn't announced again either, as it hasn't left.
        assert await house.recognize() is None
    assert len(house.witness.detections) == 2
    assert await house.recognize() is None
    assert len(house.witness.detections) == 2
    assert len(house.carsxe.calls) == 4
    # The call made on another date is counted on that date.
    assert house.count_today() == (4 if abs(step) < timedelta(days=1) else 3)
    assert house.witness.complaints == []
    await house.check_hidden()


async def test_slow_executor(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow picture work is waited for."""
    for module, name in (
        (capture, "complete"),
        (recognizer, "prepare_picture"),
        (tracker, "decode_scene"),
    ):
        monkeypatch.setattr(module, name, _slow(getattr(module, name), 0.05))
    await house.check_recovery()
    assert house.witness.complaints == []


def _slow[**ArgsP, ResultT](
    work: Callable[ArgsP, ResultT], seconds: float
) -> Callable[ArgsP, ResultT]:
    """Return slow work."""

    def _work(*args: ArgsP.args, **kwargs: ArgsP.kwargs) -> ResultT:
        time.sleep(seconds)
        return work(*args, **kwargs)

    return _work


SETUP_FAULTS: dict[str, tuple[Reply, ConfigEntryState]] = {
    "reset": (raw(reset=True), ConfigEntryState.SETUP_RETRY),
    "hangs": (hang(), ConfigEntryState.SETUP_RETRY),
    "503": (fixture("no_internet", 503), ConfigEntryState.SETUP_RETRY),
    "503 that repeats the key": (
        says(f"?key={API_KEY} {API_KEY}", 503),
        ConfigEntryState.SETUP_RETRY,
    ),
    "redirect": (
        answer(status=302, headers={"Location": f"/?key={API_KEY}"}),
        ConfigEntryState.SETUP_RETRY,
    ),
    "billing": (fixture("key_inactive", 401), ConfigEntryState.SETUP_RETRY),
    "blocked": (fixture("key_blocked", 403), ConfigEntryState.SETUP_RETRY),
    "key": (fixture("key_unknown", 401), ConfigEntryState.SETUP_ERROR),
    "key that is repeated": (
        says(f"No such key: {API_KEY}", 401),
        ConfigEntryState.SETUP_ERROR,
    ),
}


@pytest.mark.parametrize(("reply", "state"), SETUP_FAULTS.values(), ids=SETUP_FAULTS)
async def test_setup(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    reply: Reply,
    state: ConfigEntryState,
) -> None:
    """If the key can't be checked at startup, that is retried, at no cost."""
    monkeypatch.setattr(client, "KEY_CHECK_DEADLINE", 0.15)
    config_entries, entry_id = house.hass.config_entries, house.entry.entry_id
    key_reply, house.carsxe.key_reply = house.carsxe.key_reply, reply
    assert not await config_entries.async_reload(entry_id)
    assert house.entry.state is state
    assert house.state(PLATE) == house.state(EVENT) == "unavailable"
    await house.trigger()
    assert len(house.carsxe.calls) == 1
    assert len(house.witness.complaints) <= 1
    await house.check_hidden()
    house.carsxe.key_reply = key_reply
    if state is ConfigEntryState.SETUP_RETRY:
        async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(minutes=5))
        await house.settle()
    else:
        assert await config_entries.async_reload(entry_id)
    await house.check_recovery()
