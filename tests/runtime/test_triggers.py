"""Tests of what starts a scan."""

from types import MappingProxyType
from typing import Any
from unittest.mock import Mock

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.settings import CameraSettings
from custom_components.carsxe.runtime.triggers import (
    async_listen_for_triggers,
    starts_scan,
)
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er

MORNING = "2026-11-23T08:00:00+00:00"
EVENING = "2026-11-23T18:00:00+00:00"


def _state(entity_id: str, state: str | None) -> State | None:
    """Return a state, or None if there was none."""
    return None if state is None else State(entity_id, state)


@pytest.mark.parametrize(
    ("entity_id", "old", "new", "expected"),
    [
        pytest.param("binary_sensor.motion", "off", "on", True, id="turns on"),
        pytest.param("input_boolean.scan", "off", "on", True, id="helper turns on"),
        pytest.param("binary_sensor.motion", "on", "off", False, id="turns off"),
        pytest.param("binary_sensor.motion", "on", "on", False, id="attribute changes"),
        pytest.param("binary_sensor.motion", None, "on", False, id="comes into being"),
        pytest.param("cover.gate", "closed", "opening", True, id="cover opens"),
        pytest.param("cover.gate", "opening", "open", False, id="cover is open"),
        pytest.param("lock.gate", "locked", "unlocked", True, id="lock opens"),
        pytest.param("person.me", "not_home", "home", True, id="comes home"),
        pytest.param("image.bell", MORNING, EVENING, True, id="new picture"),
        pytest.param("event.bell", "unknown", MORNING, True, id="fires first"),
        pytest.param("event.bell", MORNING, EVENING, True, id="fires again"),
        pytest.param("event.bell", MORNING, MORNING, False, id="fired before"),
        pytest.param("event.bell", None, MORNING, False, id="restored"),
        pytest.param("event.bell", "unavailable", MORNING, False, id="reloaded"),
        pytest.param("button.scan", MORNING, EVENING, True, id="button pressed"),
        pytest.param(
            "input_button.scan", "unknown", MORNING, True, id="helper pressed"
        ),
    ],
)
def test_starts_scan(entity_id: str, old: str | None, new: str, expected: bool) -> None:
    """Turning on and firing start a scan, appearing doesn't."""
    before = _state(entity_id, old)
    certain = None if old in ("unavailable", "unknown") else before
    changed = State(entity_id, new)
    assert starts_scan(before, changed, certain, is_up=False) is expected


def _settings(
    *, triggers: tuple[str, ...] = (), interval: int | None
) -> CameraSettings:
    """Return settings with triggers and an interval in seconds."""
    data: dict[str, Any] = {
        "source_entity_id": "camera.gate",
        "trigger_entity_ids": list(triggers),
    }
    if interval:
        data["scan_interval"] = interval
    return CameraSettings.from_subentry(
        ConfigSubentry(
            data=MappingProxyType(data),
            subentry_type="camera",
            title="Gate",
            unique_id=None,
        )
    )


async def test_trigger(hass: HomeAssistant) -> None:
    """A trigger is reported until listening ends, and isn't taken for an interval."""
    triggered, elapsed = Mock(), Mock()
    hass.states.async_set("binary_sensor.motion", "off")
    remove = async_listen_for_triggers(
        hass,
        _settings(triggers=("binary_sensor.motion",), interval=None),
        triggered=triggered,
        elapsed=elapsed,
    )
    hass.states.async_set("binary_sensor.motion", "on")
    await hass.async_block_till_done()
    assert (triggered.call_count, elapsed.call_count) == (1, 0)
    remove()
    hass.states.async_set("binary_sensor.motion", "off")
    hass.states.async_set("binary_sensor.motion", "on")
    await hass.async_block_till_done()
    assert (triggered.call_count, elapsed.call_count) == (1, 0)


@pytest.mark.parametrize(
    ("interval", "scans"),
    [pytest.param(30, 4, id="every 30 s"), pytest.param(None, 0, id="no interval")],
)
async def test_interval(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    interval: int | None,
    scans: int,
) -> None:
    """Scans start by themselves only at a configured interval, never at once."""
    triggered, elapsed = Mock(), Mock()
    remove = async_listen_for_triggers(
        hass, _settings(interval=interval), triggered=triggered, elapsed=elapsed
    )
    assert elapsed.call_count == 0
    for _ in range(4):
        freezer.tick(30)
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
    assert elapsed.call_count == scans
    remove()
    freezer.tick(30)
    async_fire_time_changed(hass)
    assert elapsed.call_count == scans
    assert triggered.call_count == 0


@pytest.mark.parametrize(
    ("before", "asleep", "expected"),
    [
        pytest.param("off", 1, 1, id="was off"),
        pytest.param("on", 1, 0, id="reloaded"),
        pytest.param("on", 3600, 1, id="slept"),
    ],
)
async def test_sensor_that_sleeps(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    before: str,
    asleep: float,
    expected: int,
) -> None:
    """A sensor that is woken up is a trigger, a reload isn't."""
    triggered = Mock()
    hass.states.async_set("binary_sensor.motion", before)
    remove = async_listen_for_triggers(
        hass,
        _settings(triggers=("binary_sensor.motion",), interval=None),
        triggered=triggered,
        elapsed=Mock(),
    )
    hass.states.async_set("binary_sensor.motion", "unavailable")
    freezer.tick(asleep)
    hass.states.async_set("binary_sensor.motion", "on")
    await hass.async_block_till_done()
    assert triggered.call_count == expected
    remove()


REMOTE = "event.remote"


@pytest.mark.parametrize(
    ("events", "presses"),
    [
        pytest.param([("initial_press", 0), ("short_release", 0.2)], 1, id="short"),
        pytest.param(
            [("initial_press", 0), ("short_release", 0.2), ("multi_press_1", 1.5)],
            1,
            id="three event types",
        ),
        pytest.param(
            [("initial_press", 0), ("long_press", 4), ("long_release", 20)],
            1,
            id="long",
        ),
        pytest.param([("press", 0), ("press", 1)], 1, id="twice in a hurry"),
        pytest.param([("press", 0), ("press", 5)], 2, id="two presses"),
        pytest.param([("release", 0), ("release", 60)], 2, id="releases alone"),
    ],
)
async def test_one_press(
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    events: list[tuple[str, float]],
    presses: int,
) -> None:
    """One press asks once, however many events a button fires; each one is a trigger."""
    asked: list[bool] = []
    hass.states.async_set(REMOTE, MORNING, {"device_class": "button"})
    remove = async_listen_for_triggers(
        hass,
        _settings(triggers=(REMOTE,), interval=None),
        triggered=lambda _, asks: asked.append(asks),
        elapsed=Mock(),
    )
    start = hass.loop.time()
    for event_type, second in events:
        monkeypatch.setattr(hass.loop, "time", lambda at=start + second: at)
        hass.states.async_set(
            REMOTE,
            f"2026-11-23T18:00:{second:06.3f}+00:00",
            {"device_class": "button", "event_type": event_type},
        )
        monkeypatch.undo()
    await hass.async_block_till_done()
    assert len(asked) == len(events)
    assert sum(asked) == presses
    remove()


async def test_own_entity(
    hass: HomeAssistant, entity_registry: er.EntityRegistry
) -> None:
    """The integration's own entities never start a scan, even if they are registered later."""
    triggered = Mock()
    remove = async_listen_for_triggers(
        hass,
        _settings(triggers=("image.gate_last_plate", "image.bell"), interval=None),
        triggered=triggered,
        elapsed=Mock(),
    )
    for platform, name in ((DOMAIN, "gate_last_plate"), ("other", "bell")):
        entity_registry.async_get_or_create(
            "image", platform, name, suggested_object_id=name
        )
    for moment in (MORNING, EVENING):
        hass.states.async_set("image.gate_last_plate", moment)
    await hass.async_block_till_done()
    assert triggered.call_count == 0
    for moment in (MORNING, EVENING):
        hass.states.async_set("image.bell", moment)
    await hass.async_block_till_done()
    assert triggered.call_count == 1
    remove()
