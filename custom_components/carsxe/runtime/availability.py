"""Follows whether a camera's source can be asked for pictures."""

from collections.abc import Callable

from homeassistant.core import (
    CALLBACK_TYPE,
    CoreState,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started

from ..const import LOGGER
from .capture import async_is_available


@callback
def async_follow_source(
    hass: HomeAssistant, entity_id: str, changed: Callable[[], None]
) -> CALLBACK_TYPE:
    """Tell when a source becomes available or unavailable, and log it; returns what ends that.

    While Home Assistant starts, sources come up one after another; that isn't worth a line.
    """
    seen = async_is_available(hass, entity_id)
    # What is missing already when an account is reloaded has been said before.
    logged = seen if hass.state is CoreState.running else True

    @callback
    def _check(_: Event[EventStateChangedData] | HomeAssistant) -> None:
        nonlocal seen, logged
        if (is_available := async_is_available(hass, entity_id)) is not seen:
            seen = is_available
            changed()
        if hass.state is CoreState.running and seen is not logged:
            logged = seen
            if seen:
                LOGGER.info("%s is available again", entity_id)
            else:
                LOGGER.warning(
                    "%s is unavailable: no plates can be read from it", entity_id
                )

    stop_following = async_track_state_change_event(hass, entity_id, _check)
    stop_waiting = async_at_started(hass, _check)

    @callback
    def _remove() -> None:
        stop_following()
        stop_waiting()

    return _remove
