"""Starts scans: when a trigger entity turns on or fires, and at an interval if there is one."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.components.event import EventDeviceClass
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import (
    CALLBACK_TYPE,
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

from ..own_entities import async_is_own
from ..settings import CameraSettings

# Their state is the time at which they last fired, or got a picture.
FIRING_DOMAINS = frozenset({"button", "event", "image", "input_button", "scene"})
# Whoever presses one of these asks for a scan, whatever is in view.
PRESSED_DOMAINS = frozenset({"button", "input_button", "scene"})
PRESSED_CLASSES = frozenset({EventDeviceClass.BUTTON, EventDeviceClass.DOORBELL})
# What turning on is called: switches and sensors, covers, locks, people, timers.
ON_STATES = frozenset({STATE_ON, "active", "home", "open", "opening", "unlocked"})


@callback
def async_listen_for_triggers(
    hass: HomeAssistant,
    settings: CameraSettings,
    *,
    triggered: Callable[[bool], None],
    elapsed: Callable[[], None],
) -> CALLBACK_TYPE:
    """Tell of triggers, and whether a person is behind them, and of intervals that have elapsed.

    The integration's own entities count for nothing, whatever the settings say. Returns what ends
    that.
    """

    @callback
    def _changed(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if async_is_own(hass, event.data["entity_id"]):
            return
        if new and starts_scan(event.data["old_state"], new):
            triggered(is_pressed(new))

    @callback
    def _elapsed(_now: datetime) -> None:
        elapsed()

    removes: list[CALLBACK_TYPE] = []
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


def starts_scan(old: State | None, new: State | None) -> bool:
    """Tell whether a change of state is a trigger's turning on or firing.

    Coming into being or back from being unavailable is neither: after a restart nothing has
    happened at the gate.
    """
    if old is None or new is None or old.state == STATE_UNAVAILABLE:
        return False
    if new.domain in FIRING_DOMAINS:
        return new.state != old.state and new.state not in (
            STATE_UNAVAILABLE,
            STATE_UNKNOWN,
        )
    return new.state in ON_STATES and old.state not in {*ON_STATES, STATE_UNKNOWN}


def is_pressed(state: State) -> bool:
    """Tell whether a trigger is one that a person presses."""
    return (
        state.domain in PRESSED_DOMAINS
        or state.attributes.get(ATTR_DEVICE_CLASS) in PRESSED_CLASSES
    )
