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


class SourceAvailability:
    """Knows whether a source is available, and logs each change once.

    While Home Assistant starts, sources come up one after another; that isn't worth a line.
    """

    def __init__(
        self, hass: HomeAssistant, entity_id: str, changed: Callable[[], None]
    ) -> None:
        """Keep what to follow, and whom to tell."""
        self._hass = hass
        self._entity_id = entity_id
        self._changed = changed
        self._seen = self.available
        # What is missing already when an account is reloaded has been said before.
        self._logged = self._seen if hass.state is CoreState.running else True

    @property
    def available(self) -> bool:
        """Return whether the source can be asked for pictures right now."""
        return async_is_available(self._hass, self._entity_id)

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Follow the source; returns what ends that."""

        @callback
        def _check(_: Event[EventStateChangedData] | HomeAssistant) -> None:
            if self.available != self._seen:
                self._seen = self.available
                self._changed()
            if self._hass.state is CoreState.running and self._seen != self._logged:
                self._logged = self._seen
                if self._seen:
                    LOGGER.info("%s is available again", self._entity_id)
                else:
                    LOGGER.warning(
                        "%s is unavailable: no plates can be read from it",
                        self._entity_id,
                    )

        removes = [
            async_track_state_change_event(self._hass, self._entity_id, _check),
            async_at_started(self._hass, _check),
        ]
        _check(self._hass)

        @callback
        def _remove() -> None:
            for remove in removes:
                remove()

        return _remove
