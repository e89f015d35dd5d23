"""Define what counts as a trigger for each kind of entity."""

from enum import StrEnum

from homeassistant.components.event import (
    ATTR_EVENT_TYPE,
    ATTR_EVENT_TYPES,
    DoorbellEventType,
    EventDeviceClass,
)
from homeassistant.components.sensor import DEVICE_CLASS_UNITS, SensorDeviceClass
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_ENTITY_ID,
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_HOME,
    STATE_NOT_HOME,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import State, split_entity_id

UNCERTAIN_STATES = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN})


class TriggerKind(StrEnum):
    """How an entity reports that something has come."""

    # Its state is the time at which it last fired or got a picture.
    FIRES = "fires"
    # Its state changes to one of a set of states.
    TURNS_ON = "turns_on"
    # Its state is a number that rises, or a text or place that changes to something meaningful.
    CHANGES = "changes"


_ON = frozenset({STATE_ON})
_OPEN = frozenset({"open", "opening"})
# The states that count as on.
_ON_STATES = {
    "alarm_control_panel": frozenset({"pending", "triggered"}),
    "binary_sensor": _ON,
    "calendar": _ON,
    "camera": frozenset({"recording"}),
    "cover": _OPEN,
    "group": _ON | _OPEN | {STATE_HOME, "unlocked"},
    "input_boolean": _ON,
    "light": _ON,
    "lock": _OPEN | {"unlocked", "unlocking"},
    "media_player": _ON | {"buffering", "playing"},
    "schedule": _ON,
    "script": _ON,
    "siren": _ON,
    "switch": _ON,
    "timer": frozenset({"active"}),
    "valve": _OPEN,
}
_KINDS = {
    **dict.fromkeys(
        ("button", "event", "image", "input_button", "scene", "tag"), TriggerKind.FIRES
    ),
    **dict.fromkeys(_ON_STATES, TriggerKind.TURNS_ON),
    **dict.fromkeys(
        (
            *("counter", "image_processing", "input_number", "input_select", "zone"),
            *("input_text", "number", "select", "sensor", "text"),
            *("device_tracker", "person"),
        ),
        TriggerKind.CHANGES,
    ),
}
TRIGGER_DOMAINS = sorted(_KINDS)

# Pressing one of these is a request for a scan, whatever is in view.
_PRESSED_DOMAINS = frozenset({"button", "input_button", "scene", "tag"})
# Parts of event types that continue or end a press.
_CONTINUED_PRESS = (
    *("release", "repeat", "long", "hold"),
    *("_end", "ongoing", "btn_up", "button_up"),
)
# While one of these is on, something may be there.
_LASTING_DOMAINS = frozenset({"binary_sensor", "input_boolean", "switch", "timer"})
# Binary sensor classes that have nothing to do with vehicles.
_IRRELEVANT_CLASSES = frozenset(
    {
        *("battery", "battery_charging", "carbon_monoxide", "cold", "gas", "heat"),
        *("moisture", "smoke", "update"),
    }
)
# Sensor classes with texts and times; all others are measurements.
_TEXT_CLASSES = frozenset({None, SensorDeviceClass.ENUM, SensorDeviceClass.TIMESTAMP})
_MEASURED_UNITS = frozenset(
    unit for units in DEVICE_CLASS_UNITS.values() for unit in units if unit
)
# Texts that mean that nothing is there.
_INACTIVE_TEXTS = frozenset(
    {
        *("", "-", "--", "0", "[]", "n/a", "none", "null", "false", "no", "off", "ok"),
        *("absent", "away", "gone", "not_detected", "not_present", STATE_NOT_HOME),
        *("clear", "closed", "empty", "free", "undetected", "unoccupied", "vacant"),
        *("idle", "inactive", "normal", "ready", "standby", "stopped"),
        *("no_motion", "nobody", "nothing", *UNCERTAIN_STATES),
    }
)


def find_kind(state: State) -> TriggerKind | None:
    """Return how an entity reports that something has come, or None if it never does."""
    kind, device_class = _KINDS.get(state.domain), _device_class(state)
    if state.domain == "binary_sensor" and device_class in _IRRELEVANT_CLASSES:
        return None
    if kind is TriggerKind.CHANGES:
        if _is_measurement(state):
            return None
        if device_class == SensorDeviceClass.TIMESTAMP:
            return TriggerKind.FIRES
    return kind


def find_error(entity_id: str, state: State | None) -> str | None:
    """Return the translation key for why an entity can't be a trigger, or None if it can."""
    if split_entity_id(entity_id)[0] not in _KINDS:
        return "silent_trigger"
    if state and find_kind(state) is None:
        return "measuring_trigger"
    return None


def is_active(state: State) -> bool:
    """Return whether an entity reports by its state that something is there."""
    match find_kind(state):
        case TriggerKind.TURNS_ON:
            return state.state in _ON_STATES[state.domain]
        case TriggerKind.CHANGES:
            if (number := _number(state)) is not None:
                return number > 0 and number.is_integer()
            return not _is_inactive_text(state.state)
        case TriggerKind.FIRES:
            return not _is_inactive_text(_event_type(state) or "fired")
    return False


def has_become_active(before: State, state: State) -> bool:
    """Return whether a change between two certain states means that something has come."""
    was, number = _number(before), _number(state)
    if was is not None and number is not None:
        return number > was and was.is_integer()
    if find_kind(state) is TriggerKind.TURNS_ON and is_active(before):
        return False
    return before.state != state.state


def stays_active(state: State) -> bool:
    """Return whether a trigger stays on while something may be there."""
    # A group behaves like its members.
    members = state.attributes.get(ATTR_ENTITY_ID) if state.domain == "group" else None
    domains = {split_entity_id(each)[0] for each in members or (state.entity_id,)}
    return domains <= _LASTING_DOMAINS and is_active(state)


def is_pressed(state: State) -> bool:
    """Return whether a trigger is one that a person presses."""
    if _device_class(state) == EventDeviceClass.DOORBELL:
        # It may also report motion.
        ring = DoorbellEventType.RING
        types = state.attributes.get(ATTR_EVENT_TYPES) or ()
        return ring not in types or _event_type(state) == ring
    return (
        state.domain in _PRESSED_DOMAINS
        or _device_class(state) == EventDeviceClass.BUTTON
    )


def continues_press(state: State) -> bool:
    """Return whether an event continues a press that began with another event."""
    return any(part in _event_type(state) for part in _CONTINUED_PRESS)


def _event_type(state: State) -> str:
    """Return an event entity's last event type, or an empty text for other entities."""
    return str(state.attributes.get(ATTR_EVENT_TYPE) or "").casefold()


def _is_inactive_text(text: str) -> bool:
    """Return whether a text means that nothing is there."""
    return text.strip().casefold().replace(" ", "_") in _INACTIVE_TEXTS


def _is_measurement(state: State) -> bool:
    """Return whether an entity is a measurement that varies all the time."""
    return (
        state.domain in ("number", "sensor")
        and _device_class(state) not in _TEXT_CLASSES
    ) or state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) in _MEASURED_UNITS


def _device_class(state: State) -> str | None:
    """Return an entity's device class."""
    device_class: str | None = state.attributes.get(ATTR_DEVICE_CLASS)
    return device_class


def _number(state: State) -> float | None:
    """Return an entity's state as a number, or None if it is a text."""
    try:
        return float(state.state) if find_kind(state) is TriggerKind.CHANGES else None
    except ValueError:
        return None
