"""Tests of what starts a scan."""

from unittest.mock import Mock

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.triggers import (
    async_listen_for_triggers,
    starts_scan,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, State
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


def _stop(removes: list[CALLBACK_TYPE]) -> None:
    """Stop listening."""
    for remove in removes:
        remove()


async def test_trigger(hass: HomeAssistant) -> None:
    """A trigger is reported until listening ends."""
    triggered = Mock()
    hass.states.async_set("binary_sensor.motion", "off")
    removes = async_listen_for_triggers(
        hass,
        ("binary_sensor.motion",),
        triggered,
    )
    hass.states.async_set("binary_sensor.motion", "on")
    await hass.async_block_till_done()
    assert triggered.call_count == 1
    _stop(removes)
    hass.states.async_set("binary_sensor.motion", "off")
    hass.states.async_set("binary_sensor.motion", "on")
    await hass.async_block_till_done()
    assert triggered.call_count == 1


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
    removes = async_listen_for_triggers(
        hass,
        ("binary_sensor.motion",),
        triggered,
    )
    hass.states.async_set("binary_sensor.motion", "unavailable")
    freezer.tick(asleep)
    hass.states.async_set("binary_sensor.motion", "on")
    await hass.async_block_till_done()
    assert triggered.call_count == expected
    _stop(removes)


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
    removes = async_listen_for_triggers(
        hass,
        (REMOTE,),
        lambda _, asks: asked.append(asks),
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
    _stop(removes)


async def test_own_entity(
    hass: HomeAssistant, entity_registry: er.EntityRegistry
) -> None:
    """The integration's own entities never start a scan, even if they are registered later."""
    triggered = Mock()
    removes = async_listen_for_triggers(
        hass,
        ("image.gate_last_plate", "image.bell"),
        triggered,
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
    _stop(removes)
