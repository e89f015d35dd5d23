"""Observes everything that anybody could see: logs, states, events, issues and errors."""

from asyncio import AbstractEventLoop
from collections.abc import Iterator
import logging
import traceback
from typing import Any, override

from custom_components.carsxe.const import EVENT_PLATE_DETECTED
from homeassistant.const import MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

# Every encoding of the key contains this mark.
MARK = "MARKED-7f3a"
API_KEY = MARK + '/+ä&=%41"\\z9'

# Complaints about frozen clocks, slow machines, and intentionally damaged files.
_UNHEARD = {"aiohttp.access", "asyncio", "homeassistant.util.json"}


class Witness(logging.Handler):
    """Records everything from its creation on."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Listen to everything."""
        super().__init__(logging.DEBUG)
        self.errors: list[BaseException] = []
        self.events: list[Event[Any]] = []
        self.unhandled: list[dict[str, Any]] = []
        self._hass = hass
        self._all: list[logging.LogRecord] = []
        self._since = 0
        hass.bus.async_listen(MATCH_ALL, self._async_note)
        self._earlier = hass.loop.get_exception_handler()
        hass.loop.set_exception_handler(self._unhandled)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Record a log message."""
        self._all.append(record)

    @callback
    def _async_note(self, event: Event[Any]) -> None:
        """Record an event."""
        self.events.append(event)

    def _unhandled(self, loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        """Record an unhandled error."""
        self.unhandled.append(context)
        if self._earlier:
            self._earlier(loop, context)

    def forget(self) -> None:
        """Start over, but search the earlier records for the key, too."""
        self._since = len(self._all)

    @property
    def _grave_records(self) -> list[logging.LogRecord]:
        """Return the integration's warnings and errors since then."""
        return [
            record
            for record in self._all[self._since :]
            if record.levelno >= logging.WARNING and record.name not in _UNHEARD
        ]

    @property
    def complaints(self) -> list[str]:
        """Return all warnings and errors since then."""
        return [
            f"{record.name}: {record.getMessage()}" for record in self._grave_records
        ]

    @property
    def tracebacks(self) -> list[str]:
        """Return the complaints with a traceback."""
        return [
            record.getMessage() for record in self._grave_records if record.exc_info
        ]

    def messages(self, part: str) -> list[str]:
        """Return the log messages that contain a text."""
        messages = (record.getMessage() for record in self._all[self._since :])
        return [message for message in messages if part in message]

    @property
    def detections(self) -> list[dict[str, Any]]:
        """Return the data of the announced plates."""
        return [
            dict(event.data)
            for event in self.events
            if event.event_type == EVENT_PLATE_DETECTED
        ]

    def leaks(self) -> list[str]:
        """Return where the key can be seen."""
        return [text[:500] for text in self._texts() if MARK in text]

    def _texts(self) -> Iterator[str]:
        """Yield every text that somebody may see."""
        for record in self._all:
            yield f"{record.getMessage()} {record.args!r}"
            if record.exc_info and (err := record.exc_info[1]):
                yield from error_texts(err)
        for event in self.events:
            yield f"{event.event_type} {event.data!r} {_deep(event.data)}"
        for state in self._hass.states.async_all():
            yield f"{state.entity_id} {state.state} {state.attributes!r}"
        for issue in ir.async_get(self._hass).issues.values():
            yield repr(issue)
        for flow in self._hass.config_entries.flow.async_progress():
            yield repr(flow)
        for entry in self._hass.config_entries.async_entries():
            yield f"{entry.title} {entry.reason} {entry.error_reason_translation_placeholders}"
        for context in self.unhandled:
            yield repr(context)
        for err in self.errors:
            yield from error_texts(err)


def error_texts(err: BaseException) -> Iterator[str]:
    """Yield all texts of an error and its causes, including hidden ones."""
    yield "".join(traceback.format_exception(err))
    seen: set[int] = set()
    waiting: list[BaseException | None] = [err]
    while waiting:
        if (err_or_none := waiting.pop()) is None or id(err_or_none) in seen:
            continue
        seen.add(id(err_or_none))
        yield f"{err_or_none} {err_or_none!r} {err_or_none.args!r} {vars(err_or_none)!r}"
        waiting += [err_or_none.__cause__, err_or_none.__context__]


def _deep(data: Any) -> str:
    """Return the states in an event's data as texts."""
    return " ".join(
        repr(value.as_dict()) for value in data.values() if hasattr(value, "as_dict")
    )
