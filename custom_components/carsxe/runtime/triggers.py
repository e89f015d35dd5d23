"""Starts scans: when a trigger entity turns on or fires, and at an interval if there is one."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from math import inf

from homeassistant.components.event import EventDeviceClass
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    CoreState,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import (
    async_track_state_change_event,
    async_track_time_interval,
)
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from .own_entities import async_is_own
from .settings import CameraSettings

# Their state is the time at which they last fired, or got a picture.
FIRING_DOMAINS = frozenset({"button", "event", "image", "input_button", "scene"})
# Whoever presses one of these asks for a scan, whatever is in view.
PRESSED_DOMAINS = frozenset({"button", "input_button", "scene"})
PRESSED_CLASSES = frozenset({EventDeviceClass.BUTTON, EventDeviceClass.DOORBELL})
# What turning on is called: switches and sensors, covers, locks, people, timers.
ON_STATES = frozenset({STATE_ON, "active", "home", "open", "opening", "unlocked"})
# While one of these is on, something may be there.
LASTING_DOMAINS = frozenset({"binary_sensor", "input_boolean", "switch", "timer"})
UNCERTAIN_STATES = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN})
# Seconds after Home Assistant's start in which sensors come up with what they have been before.
COMING_UP = 60.0
# What has fired for longer than this when it becomes available has fired before.
FRESH = timedelta(seconds=10)


@callback
def async_listen_for_triggers(
    hass: HomeAssistant,
    settings: CameraSettings,
    *,
    triggered: Callable[[str, bool], None],
    elapsed: Callable[[], None],
) -> CALLBACK_TYPE:
    """Tell of triggers, and whether a person is behind them, and of intervals that have elapsed.

    The integration's own entities count for nothing, whatever the settings say. Returns what ends
    that.
    """
    # What was certain last of each trigger.
    certain = {
        entity_id: state
        for entity_id in settings.trigger_entity_ids
        if (state := hass.states.get(entity_id)) and state.state not in UNCERTAIN_STATES
    }
    up_at = hass.loop.time() if hass.state is CoreState.running else inf

    @callback
    def _started(_: HomeAssistant) -> None:
        nonlocal up_at
        up_at = min(up_at, hass.loop.time() + COMING_UP)

    @callback
    def _changed(event: Event[EventStateChangedData]) -> None:
        entity_id, new = event.data["entity_id"], event.data["new_state"]
        if async_is_own(hass, entity_id) or not new or new.state in UNCERTAIN_STATES:
            return
        before, certain[entity_id] = certain.get(entity_id), new
        is_up = hass.loop.time() >= up_at
        if starts_scan(event.data["old_state"], new, before, is_up=is_up):
            triggered(entity_id, is_pressed(new))

    @callback
    def _elapsed(_now: datetime) -> None:
        elapsed()

    removes: list[CALLBACK_TYPE] = [async_at_started(hass, _started)]
    if settings.trigger_entity_ids:
        removes.append(
            async_track_state_change_event(hass, settings.trigger_entity_ids, _changed)
        )
    if settings.scan_interval:
        removes.append(
            async_track_time_interval(
                hass, _elapsed, settings.scan_interval, cancel_on_shutdown=True
            )
        )

    @callback
    def _remove() -> None:
        for remove in removes:
            remove()

    return _remove


def starts_scan(
    old: State | None, new: State, certain: State | None, *, is_up: bool
) -> bool:
    """Tell whether a change of state is a trigger's turning on or firing.

    `certain` is the latest state that was neither unknown nor unavailable; what comes back as it
    was starts nothing. Where none is known, nothing has happened at the gate unless Home Assistant
    `is_up` for a while.
    """
    if old is None or (certain and certain.state == new.state):
        return False
    if new.domain in FIRING_DOMAINS:
        return old.state != STATE_UNAVAILABLE or _is_fresh(new)
    if new.state not in ON_STATES:
        return False
    return certain.state not in ON_STATES if certain else is_up


def _is_fresh(state: State) -> bool:
    """Tell whether what fires has fired just now."""
    fired_at = dt_util.parse_datetime(state.state)
    return fired_at is not None and abs(state.last_updated - fired_at) <= FRESH


@callback
def async_is_any_on(hass: HomeAssistant, entity_ids: Iterable[str]) -> bool:
    """Return whether any trigger that tells of something present is on."""
    return any(
        state.domain in LASTING_DOMAINS and state.state in ON_STATES
        for entity_id in entity_ids
        if (state := hass.states.get(entity_id))
    )


def is_pressed(state: State) -> bool:
    """Tell whether a trigger is one that a person presses."""
    return (
        state.domain in PRESSED_DOMAINS
        or state.attributes.get(ATTR_DEVICE_CLASS) in PRESSED_CLASSES
    )
