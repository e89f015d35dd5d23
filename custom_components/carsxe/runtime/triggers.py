"""Listen for triggers: entities that turn on or fire."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from math import inf

from homeassistant.components.binary_sensor import DOMAIN as BINARY_SENSOR_DOMAIN
from homeassistant.components.sensor import DOMAIN as SENSOR_DOMAIN
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import (
    CALLBACK_TYPE,
    CoreState,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from .own_entities import async_is_own
from .trigger_kinds import (
    UNCERTAIN_STATES,
    TriggerKind,
    continues_press,
    find_kind,
    has_become_active,
    is_active,
    is_pressed,
    stays_active,
)

# Seconds after Home Assistant's start in which sensors may restore their old states.
STARTUP = 60.0
# A sensor that comes back on after being unavailable for this many seconds was woken up.
ASLEEP = 60.0
# An entity that becomes available with an older event than this didn't fire just now.
FRESH = timedelta(seconds=10)
# Sensors that report the time of the last event are polled, so they report it late.
POLLED = timedelta(minutes=2)
# Events this many seconds apart are one press; longer while a press continues.
PRESS, LONG_PRESS = 2.0, 30.0


@callback
def async_listen_for_triggers(
    hass: HomeAssistant,
    entity_ids: Sequence[str],
    triggered: Callable[[str, bool], None],
) -> list[CALLBACK_TYPE]:
    """Report triggers, with whether a person pressed one; return functions to stop listening.

    The integration's own entities never trigger, whatever the settings.
    """
    # The last certain state of each trigger.
    certain = {
        entity_id: state
        for entity_id in entity_ids
        if (state := hass.states.get(entity_id)) and state.state not in UNCERTAIN_STATES
    }
    up_at = hass.loop.time() if hass.state is CoreState.running else inf
    pressed_at = -inf

    @callback
    def _started(_: HomeAssistant) -> None:
        nonlocal up_at
        up_at = min(up_at, hass.loop.time() + STARTUP)

    @callback
    def _changed(event: Event[EventStateChangedData]) -> None:
        entity_id, new = event.data["entity_id"], event.data["new_state"]
        if async_is_own(hass, entity_id) or not new or new.state in UNCERTAIN_STATES:
            return
        before, certain[entity_id] = certain.get(entity_id), new
        is_up = hass.loop.time() >= up_at
        if starts_scan(event.data["old_state"], new, before, is_up=is_up):
            triggered(entity_id, _is_new_press(new))

    def _is_new_press(new: State) -> bool:
        """Return whether a trigger is a new press."""
        nonlocal pressed_at
        if not is_pressed(new):
            return False
        before, pressed_at = pressed_at, hass.loop.time()
        return pressed_at - before >= (LONG_PRESS if continues_press(new) else PRESS)

    return [
        async_at_started(hass, _started),
        async_track_state_change_event(hass, entity_ids, _changed),
    ]


def starts_scan(
    old: State | None, new: State, certain: State | None, *, is_up: bool
) -> bool:
    """Return whether a state change means that a trigger has turned on or fired.

    `certain` is the latest state that was neither unknown nor unavailable. If there is none, a
    change only counts when Home Assistant has been up (`is_up`) for a while.
    """
    if old is None or (kind := find_kind(new)) is None:
        return False
    if certain and certain.state == new.state:
        return _has_woken_up(old, new)
    if not is_active(new):
        return False
    if kind is TriggerKind.FIRES:
        if new.domain == SENSOR_DOMAIN:
            return _is_fresh(new, POLLED)
        return old.state != STATE_UNAVAILABLE or _is_fresh(new, FRESH)
    return has_become_active(certain, new) if certain else is_up


def _has_woken_up(old: State, new: State) -> bool:
    """Return whether a sleeping sensor, which never turns off, was woken up by something."""
    asleep = (new.last_changed - old.last_changed).total_seconds()
    return (
        new.domain == BINARY_SENSOR_DOMAIN
        and old.state in UNCERTAIN_STATES
        and asleep >= ASLEEP
        and is_active(new)
    )


def _is_fresh(state: State, within: timedelta) -> bool:
    """Return whether an entity has fired just now."""
    fired_at = dt_util.parse_datetime(state.state)
    return (
        fired_at is not None
        and fired_at.tzinfo is not None
        and abs(state.last_updated - fired_at) <= within
    )


@callback
def async_is_any_on(hass: HomeAssistant, entity_ids: Sequence[str]) -> bool:
    """Return whether any trigger that stays on while something is there is on."""
    return any(
        stays_active(state)
        for entity_id in entity_ids
        if (state := hass.states.get(entity_id))
    )
