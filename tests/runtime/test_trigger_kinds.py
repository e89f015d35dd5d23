"""Tests of what counts as a trigger for each kind of entity."""

from typing import Any

import pytest

from custom_components.carsxe.runtime.trigger_kinds import (
    TRIGGER_DOMAINS,
    continues_press,
    find_error,
    find_kind,
    is_pressed,
    stays_active,
)
from custom_components.carsxe.runtime.triggers import starts_scan
from homeassistant.core import State

SPOT = "sensor.spot"
EARLIER = "2026-11-23T08:00:00+00:00"


@pytest.mark.parametrize(
    ("entity_id", "before", "after"),
    [
        pytest.param("alarm_control_panel.home", "armed_away", "pending", id="alarm"),
        pytest.param("binary_sensor.motion", "off", "on", id="sensor on"),
        pytest.param("calendar.parcels", "off", "on", id="appointment"),
        pytest.param("camera.gate", "idle", "recording", id="camera records"),
        pytest.param("counter.cars", "3", "4", id="counter"),
        pytest.param("cover.gate", "closed", "opening", id="cover"),
        pytest.param("device_tracker.phone", "not_home", "home", id="comes home"),
        pytest.param("group.family", "not_home", "home", id="group"),
        pytest.param("image_processing.doods", "0", "1", id="objects in a picture"),
        pytest.param("input_boolean.scan", "off", "on", id="toggle"),
        pytest.param("input_number.cars", "3.0", "4.0", id="number helper"),
        pytest.param("input_select.mode", "idle", "ringing", id="dropdown"),
        pytest.param("input_text.last", "", "van", id="text helper"),
        pytest.param("light.porch", "off", "on", id="light"),
        pytest.param("lock.gate", "locked", "unlocking", id="lock"),
        pytest.param("media_player.chime", "idle", "playing", id="chime"),
        pytest.param("number.cars", "0", "1", id="number"),
        pytest.param("person.me", "not_home", "Driveway", id="enters a zone"),
        pytest.param("person.me", "Street", "home", id="from zone to zone"),
        pytest.param("schedule.mail", "off", "on", id="schedule"),
        pytest.param("script.scan", "off", "on", id="script"),
        pytest.param("select.mode", "off", "manual", id="select"),
        pytest.param(SPOT, "0", "1", id="number rises"),
        pytest.param(SPOT, "1", "3", id="number rises by two"),
        pytest.param(SPOT, "idle", "ringing", id="text rings"),
        pytest.param(SPOT, "None", "Van", id="text names"),
        pytest.param(SPOT, "Van", "Bus", id="text names another"),
        pytest.param(SPOT, "clear", "detected", id="text detects"),
        pytest.param("siren.yard", "off", "on", id="siren"),
        pytest.param("switch.scan", "off", "on", id="switch"),
        pytest.param("timer.scan", "idle", "active", id="timer"),
        pytest.param("valve.barrier", "closed", "open", id="valve"),
        pytest.param("zone.home", "1", "2", id="persons in a zone"),
    ],
)
def test_comes_and_goes(entity_id: str, before: str, after: str) -> None:
    """A report of an arrival is a trigger, its reversal isn't."""
    rest, on = State(entity_id, before), State(entity_id, after)
    unavailable = State(entity_id, "unavailable")
    assert starts_scan(rest, on, rest, is_up=False)
    assert not starts_scan(None, on, None, is_up=True)
    assert not starts_scan(on, on, on, is_up=True)
    assert not starts_scan(unavailable, on, None, is_up=False)
    assert starts_scan(unavailable, on, None, is_up=True)
    assert starts_scan(unavailable, on, rest, is_up=True)
    assert not starts_scan(unavailable, on, on, is_up=True)


@pytest.mark.parametrize(
    ("entity_id", "before", "after"),
    [
        pytest.param(SPOT, "2", "1", id="number falls"),
        pytest.param(SPOT, "20.5", "21.5", id="no whole number"),
        pytest.param(SPOT, "1", "inf", id="infinite"),
        pytest.param(SPOT, "1", "nan", id="not a number"),
        pytest.param(SPOT, "ringing", "Idle", id="text rests"),
        pytest.param(SPOT, "Van", "none", id="text names nobody"),
        pytest.param(SPOT, "detected", "Not detected", id="nothing in two words"),
        pytest.param(SPOT, "occupied", "vacant", id="a free place"),
        pytest.param(SPOT, "[Van]", "[]", id="an empty list"),
        pytest.param("person.me", "home", "not_home", id="leaves"),
        pytest.param("zone.home", "2", "1", id="a person leaves the zone"),
        pytest.param("camera.gate", "idle", "streaming", id="somebody looks"),
        pytest.param("camera.gate", "recording", "idle", id="recording ends"),
        pytest.param("alarm_control_panel.home", "disarmed", "arming", id="armed"),
        pytest.param("media_player.tv", "playing", "paused", id="pauses"),
        pytest.param("lock.gate", "unlocked", "locked", id="locks"),
        pytest.param("cover.gate", "open", "closing", id="closes"),
        pytest.param("cover.gate", "opening", "open", id="has opened"),
        pytest.param("automation.lights", "off", "on", id="automation enabled"),
        pytest.param("sun.sun", "below_horizon", "above_horizon", id="sunrise"),
    ],
)
def test_says_nothing(entity_id: str, before: str, after: str) -> None:
    """Any other change is no trigger."""
    old, new = State(entity_id, before), State(entity_id, after)
    assert not starts_scan(old, new, old, is_up=True)


MEASURES = [
    pytest.param("sensor.lux", {"device_class": "illuminance"}, id="class"),
    pytest.param("sensor.lux", {"unit_of_measurement": "lx"}, id="unit"),
    pytest.param("number.speed", {"unit_of_measurement": "%"}, id="setting"),
    pytest.param("binary_sensor.motion", {"device_class": "battery"}, id="battery"),
    pytest.param("binary_sensor.sky", {"device_class": "moisture"}, id="moisture"),
]


@pytest.mark.parametrize(("entity_id", "attributes"), MEASURES)
def test_measures(entity_id: str, attributes: dict[str, Any]) -> None:
    """A measurement never triggers, and is refused for that."""
    old, new = (State(entity_id, text, attributes) for text in ("1", "2"))
    assert not starts_scan(old, new, old, is_up=True)
    assert find_error(entity_id, new) == "measuring_trigger"


@pytest.mark.parametrize(
    "attributes",
    [
        pytest.param({"unit_of_measurement": "objects"}, id="counts objects"),
        pytest.param({"state_class": "measurement"}, id="counts at the moment"),
        pytest.param({"device_class": "enum", "options": ["a"]}, id="one of some"),
        pytest.param({"device_class": "timestamp"}, id="time"),
        pytest.param({}, id="bare"),
    ],
)
def test_may_trigger(attributes: dict[str, Any]) -> None:
    """A sensor with a count, a text or a time is accepted."""
    assert find_error(SPOT, State(SPOT, "1", attributes)) is None


@pytest.mark.parametrize(
    "domain",
    ["automation", "climate", "geo_location", "sun", "todo", "update", "weather"],
)
def test_silent(domain: str) -> None:
    """An entity that never reports an arrival is refused, even if it doesn't exist now."""
    assert find_error(f"{domain}.home", None) == "silent_trigger"
    assert find_kind(State(f"{domain}.home", "on")) is None


@pytest.mark.parametrize("domain", TRIGGER_DOMAINS)
def test_offered(domain: str) -> None:
    """Every entity that the form offers has a kind, and is accepted while it doesn't exist."""
    assert find_error(f"{domain}.gate", None) is None
    assert find_kind(State(f"{domain}.gate", "unknown"))


@pytest.mark.parametrize(
    ("now", "at", "expected"),
    [
        pytest.param("08:00:05", "08:00:00", True, id="just now"),
        pytest.param("08:01:30", "08:00:00", True, id="polled late"),
        pytest.param("08:10:00", "08:00:00", False, id="long ago"),
        pytest.param("07:00:00", "08:00:00", False, id="an alarm clock's"),
    ],
)
def test_time_of_the_last(now: str, at: str, expected: bool) -> None:
    """A sensor with the time of the last event triggers if that is now."""
    attributes = {"device_class": "timestamp"}
    before = State(SPOT, "2026-11-22T08:00:00+00:00", attributes)
    new = State.from_dict(
        {
            "entity_id": SPOT,
            "state": f"2026-11-23T{at}+00:00",
            "attributes": attributes,
            "last_changed": f"2026-11-23T{now}+00:00",
            "last_updated": f"2026-11-23T{now}+00:00",
        }
    )
    assert new
    assert starts_scan(before, new, before, is_up=True) is expected


@pytest.mark.parametrize(
    ("entity_id", "device_class", "expected"),
    [
        pytest.param("button.scan", None, True, id="button"),
        pytest.param("event.bell", "doorbell", True, id="doorbell"),
        pytest.param("event.remote", "button", True, id="remote"),
        pytest.param("tag.gate", None, True, id="tag"),
        pytest.param("event.motion", "motion", False, id="motion"),
        pytest.param("sensor.call_state", None, False, id="sensor"),
    ],
)
def test_pressed(entity_id: str, device_class: str | None, expected: bool) -> None:
    """Only a person's press asks for a paid call whatever is in view."""
    state = State(entity_id, EARLIER, {"device_class": device_class})
    assert is_pressed(state) is expected


@pytest.mark.parametrize(
    ("types", "event_type", "expected"),
    [
        pytest.param(["ring", "motion"], "ring", True, id="rings"),
        pytest.param(["ring", "motion"], "motion", False, id="tells of motion"),
        pytest.param(["ding", "motion"], "ding", True, id="has no ring"),
    ],
)
def test_doorbell(types: list[str], event_type: str, expected: bool) -> None:
    """A doorbell that also reports motion is pressed only when it rings."""
    attributes = {
        "device_class": "doorbell",
        "event_types": types,
        "event_type": event_type,
    }
    assert is_pressed(State("event.bell", EARLIER, attributes)) is expected


@pytest.mark.parametrize(
    ("event_type", "expected"),
    [("motion", True), ("vehicle", True), ("no_motion", False), ("normal", False)],
)
def test_event_types(event_type: str, expected: bool) -> None:
    """An event that means that nothing is there is no trigger."""
    before = State("event.camera", EARLIER, {"event_type": "motion"})
    new = State("event.camera", "2026-11-23T09:00:00+00:00", {"event_type": event_type})
    assert starts_scan(before, new, before, is_up=True) is expected


@pytest.mark.parametrize(
    ("event_type", "expected"),
    [
        ("initial_press", False),
        ("multi_press_1", False),
        ("ring", False),
        ("press_start", False),
        ("press_end", True),
        ("multi_press_ongoing", True),
        ("btn_down", False),
        ("btn_up", True),
        ("volume_up", False),
        ("short_release", True),
        ("long_release", True),
        ("hold", True),
        ("repeat", True),
    ],
)
def test_going_on(event_type: str, expected: bool) -> None:
    """Later events of a press are distinguished from its first one."""
    state = State("event.remote", EARLIER, {"event_type": event_type})
    assert continues_press(state) is expected


@pytest.mark.parametrize(
    ("entity_id", "state", "expected"),
    [
        pytest.param("binary_sensor.motion", "on", True, id="sensor"),
        pytest.param("binary_sensor.motion", "off", False, id="sensor is off"),
        pytest.param("camera.gate", "recording", False, id="records day and night"),
        pytest.param("sensor.cars", "1", False, id="a parked car"),
    ],
)
def test_lasting(entity_id: str, state: str, expected: bool) -> None:
    """Only entities that report presence extend a watch."""
    assert stays_active(State(entity_id, state)) is expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param(["binary_sensor.left", "switch.right"], True, id="sensors"),
        pytest.param(["binary_sensor.left", "light.porch"], False, id="a light, too"),
    ],
)
def test_lasting_group(members: list[str], expected: bool) -> None:
    """A group extends a watch if all of its members do."""
    state = State("group.motion", "on", {"entity_id": members})
    assert stays_active(state) is expected
