"""Tests of whether a vehicle is present."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.carsxe.runtime import tracker
from custom_components.carsxe.vision.box import Box
from homeassistant.core import Event, HomeAssistant

from .carsxe_server import CarsXEServer
from .conftest import MOTION, PictureCamera
from .drives import Car, answer, draw

PRESENT = "binary_sensor.van_present"
EMPTY = draw()


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a vehicle."""
    return {"Van": {"plate": "ABC123"}}


@pytest.fixture(autouse=True)
def narrow_cars(monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch a drawn car leave, which is narrower than a real one."""


@pytest.fixture
async def gate(
    quick: None, hass: HomeAssistant, account: MockConfigEntry, source: PictureCamera
) -> PictureCamera:
    """Return a watched camera with a known empty driveway."""
    source.show(EMPTY)
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(5)
    return source


def _is_present(hass: HomeAssistant) -> str:
    """Return the sensor's state."""
    state = hass.states.get(PRESENT)
    assert state
    return state.state


def _place(step: int) -> Car:
    """Return the van after this many steps toward the camera."""
    return Car(plate="ABC123", left=40 + 12 * step, top=40 + 6 * step)


async def _stand(gate: PictureCamera, *cars: Car, seconds: float = 10) -> None:
    """Show parked vehicles, with no two identical pictures."""
    gate.show(*[draw(*cars), draw(*cars, quality=91)] * 40)
    await asyncio.sleep(seconds)


async def test_unknown_at_first(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Presence is unknown until a camera has seen the vehicle come or go."""
    state = hass.states.get(PRESENT)
    assert state
    assert state.state == "unknown"
    assert state.attributes["device_class"] == "presence"


async def test_comes_and_leaves(
    hass: HomeAssistant, gate: PictureCamera, carsxe: CarsXEServer
) -> None:
    """A vehicle is present from its arrival until it is seen leaving."""
    changes = async_capture_events(hass, "state_changed")
    carsxe.answers = [answer(_place(10).result(0.99))]
    await _stand(gate, _place(10))
    assert _is_present(hass) == "on"
    await _stand(gate, _place(10), seconds=60)
    assert _is_present(hass) == "on"
    await _stand(gate)
    assert _is_present(hass) == "off"
    states = [
        event.data["new_state"].state
        for event in changes
        if event.data["entity_id"] == PRESENT
    ]
    assert states == ["on", "off"]


async def test_comes_again(
    hass: HomeAssistant, gate: PictureCamera, carsxe: CarsXEServer
) -> None:
    """A vehicle that comes back is present again."""
    carsxe.answers = [answer(_place(10).result(0.99))]
    await _stand(gate, _place(10))
    await _stand(gate, seconds=120)
    assert _is_present(hass) == "off"
    await _stand(gate, _place(10))
    assert _is_present(hass) == "on"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"schedule": "schedule.cleaner"}, id="schedule turns off"),
        pytest.param({"valid_until": "2026-01-01T00:00:00+00:00"}, id="over"),
        pytest.param({"camera_ids": ["another"]}, id="counts elsewhere"),
    ],
)
async def test_leaves_as_a_stranger(
    hass: HomeAssistant,
    gate: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    change: dict[str, Any],
) -> None:
    """A vehicle that was known on arrival is seen leaving, even if it no longer counts."""
    hass.states.async_set("schedule.cleaner", "on")
    van = account.subentries["id of Van"]
    hass.config_entries.async_update_subentry(
        account, van, data={**van.data, "schedule": "schedule.cleaner"}
    )
    await hass.async_block_till_done()
    carsxe.answers = [answer(_place(10).result(0.99))]
    await _stand(gate, _place(10))
    assert _is_present(hass) == "on"
    hass.states.async_set("schedule.cleaner", "off")
    hass.config_entries.async_update_subentry(
        account, van, data={**van.data, **change}, title="The van"
    )
    await hass.async_block_till_done()
    await _stand(gate, _place(10))
    assert _is_present(hass) == "on"
    await _stand(gate)
    assert _is_present(hass) == "off"
    assert [event.data["known"] for event in detections] == [True]


async def test_drives_on_toward_the_camera(
    hass: HomeAssistant,
    gate: PictureCamera,
    carsxe: CarsXEServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A vehicle that was approaching when it went out of view is present."""
    find: Callable[..., Any] = tracker.find_plates
    grown = 1.0

    def _find(*args: Any, **kwargs: Any) -> list[Any]:
        nonlocal grown
        found = []
        for plate in find(*args, **kwargs):
            left, top, right, bottom = plate.box
            x, y = (left + right) / 2, (top + bottom) / 2
            w, h = (right - left) * grown / 2, (bottom - top) * grown / 2
            box = Box(x - w, y - h, x + w, y + h)
            found.append(plate._replace(box=box, height=plate.height * grown))
        grown *= 1.05
        return found

    monkeypatch.setattr(tracker, "find_plates", _find)
    places = [_place(step) for step in range(10)]
    carsxe.answers = [answer(_place(4).result(0.99))]
    gate.show(*map(draw, places), EMPTY)
    await asyncio.sleep(60)
    assert len(carsxe.recognitions) == 1
    assert _is_present(hass) == "on"


async def test_unknown_after_a_restart(
    hass: HomeAssistant,
    gate: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """After a restart, presence is unknown until a camera has seen the vehicle."""
    carsxe.answers = [answer(_place(10).result(0.99))]
    await _stand(gate, _place(10))
    assert await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    assert _is_present(hass) == "unknown"
