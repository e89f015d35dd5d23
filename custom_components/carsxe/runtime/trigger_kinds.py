"""What it means for each kind of entity that something has come."""

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


class Meaning(StrEnum):
    """How an entity tells that something has come."""

    # Its state is the time at which it last fired, or got a picture.
    FIRES = "fires"
    # Its state becomes one of some words.
    TURNS_ON = "turns_on"
    # Its state is a person's whereabouts.
    ENTERS = "enters"
    # Its state is a number that rises, or a text that becomes more than a word for nothing.
    SAYS = "says"


_ON = frozenset({STATE_ON})
_OPEN = frozenset({"open", "opening"})
# What turning on is called.
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
_MEANINGS = {
    **dict.fromkeys(
        ("button", "event", "image", "input_button", "scene", "tag"), Meaning.FIRES
    ),
    **dict.fromkeys(_ON_STATES, Meaning.TURNS_ON),
    **dict.fromkeys(("device_tracker", "person"), Meaning.ENTERS),
    **dict.fromkeys(
        (
            *("counter", "image_processing", "input_number", "input_select", "zone"),
            *("input_text", "number", "select", "sensor", "text"),
        ),
        Meaning.SAYS,
    ),
}
TRIGGER_DOMAINS = sorted(_MEANINGS)

# Whoever presses one of these asks for a scan, whatever is in view.
_PRESSED_DOMAINS = frozenset({"button", "input_button", "scene", "tag"})
# Parts of the names of events with which a press goes on or ends.
_GOING_ON = (
    *("release", "repeat", "long", "hold"),
    *("_end", "ongoing", "btn_up", "button_up"),
)
# While one of these is on, something may be there.
_LASTING_DOMAINS = frozenset({"binary_sensor", "input_boolean", "switch", "timer"})
# What a binary sensor of these classes tells, no vehicle brings about.
_DULL_CLASSES = frozenset(
    {
        *("battery", "battery_charging", "carbon_monoxide", "cold", "gas", "heat"),
        *("moisture", "smoke", "update"),
    }
)
# Sensors of these classes say texts and times, all others measure.
_SAYING_CLASSES = frozenset({None, SensorDeviceClass.ENUM, SensorDeviceClass.TIMESTAMP})
_MEASURED_UNITS = frozenset(
    unit for units in DEVICE_CLASS_UNITS.values() for unit in units if unit
)
# Texts that say that nothing is there.
_NOTHING = frozenset(
    {
        *("", "-", "--", "0", "[]", "n/a", "none", "null", "false", "no", "off", "ok"),
        *("absent", "away", "gone", "not_detected", "not_present", STATE_NOT_HOME),
        *("clear", "closed", "empty", "free", "undetected", "unoccupied", "vacant"),
        *("idle", "inactive", "normal", "ready", "standby", "stopped"),
        *("no_motion", "nobody", "nothing", *UNCERTAIN_STATES),
    }
)


def find_meaning(state: State) -> Meaning | None:
    """Return how an entity tells that something has come, None if it never does."""
    meaning = _MEANINGS.get(state.domain)
    if meaning is Meaning.SAYS and _measures(state):
        return None
    if state.domain == "binary_sensor" and _device_class(state) in _DULL_CLASSES:
        return None
    if meaning is Meaning.SAYS and _device_class(state) == SensorDeviceClass.TIMESTAMP:
        return Meaning.FIRES
    return meaning


def why_silent(entity_id: str, state: State | None) -> str | None:
    """Return the translation key of why an entity can't be a trigger, None if it can."""
    if split_entity_id(entity_id)[0] not in _MEANINGS:
        return "silent_trigger"
    if state and find_meaning(state) is None:
        return "measuring_trigger"
    return None


def says_something(state: State) -> bool:
    """Return whether an entity that turns on, and such like, says that something is there."""
    match find_meaning(state):
        case Meaning.TURNS_ON:
            return state.state in _ON_STATES[state.domain]
        case Meaning.ENTERS:
            return state.state != STATE_NOT_HOME
        case Meaning.SAYS:
            if (number := _number(state)) is not None:
                return number > 0 and number.is_integer()
            return not _means_nothing(state.state)
        case Meaning.FIRES:
            return not _means_nothing(_event_type(state) or "fired")
    return False


def has_come(before: State, state: State) -> bool:
    """Return whether something has come between two certain states."""
    was, number = _number(before), _number(state)
    if was is not None and number is not None:
        return number > was and was.is_integer()
    if find_meaning(state) is Meaning.TURNS_ON and says_something(before):
        return False
    return before.state != state.state


def is_lasting(state: State) -> bool:
    """Return whether a trigger says that something may be there as long as it is on."""
    # A group lasts as its members do.
    members = state.attributes.get(ATTR_ENTITY_ID) if state.domain == "group" else None
    domains = {split_entity_id(each)[0] for each in members or (state.entity_id,)}
    return domains <= _LASTING_DOMAINS and says_something(state)


def is_pressed(state: State) -> bool:
    """Return whether a trigger is one that a person presses."""
    if _device_class(state) == EventDeviceClass.DOORBELL:
        # It may tell of motion, too.
        ring = DoorbellEventType.RING
        types = state.attributes.get(ATTR_EVENT_TYPES) or ()
        return ring not in types or _event_type(state) == ring
    return (
        state.domain in _PRESSED_DOMAINS
        or _device_class(state) == EventDeviceClass.BUTTON
    )


def is_going_on(state: State) -> bool:
    """Return whether an event is a later one of a press that began with another one."""
    return any(part in _event_type(state) for part in _GOING_ON)


def _event_type(state: State) -> str:
    """Return the type of an event entity's last event, empty for anything else."""
    return str(state.attributes.get(ATTR_EVENT_TYPE) or "").casefold()


def _means_nothing(text: str) -> bool:
    """Return whether a text says that nothing is there."""
    return text.strip().casefold().replace(" ", "_") in _NOTHING


def _measures(state: State) -> bool:
    """Return whether an entity measures something that varies all the time."""
    return (
        state.domain in ("number", "sensor")
        and _device_class(state) not in _SAYING_CLASSES
    ) or state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) in _MEASURED_UNITS


def _device_class(state: State) -> str | None:
    """Return an entity's device class."""
    device_class: str | None = state.attributes.get(ATTR_DEVICE_CLASS)
    return device_class


def _number(state: State) -> float | None:
    """Return the number that an entity says, None if it says a text."""
    try:
        return float(state.state) if find_meaning(state) is Meaning.SAYS else None
    except ValueError:
        return None
