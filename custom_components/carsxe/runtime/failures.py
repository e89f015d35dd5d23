"""Report failures: translated for users, and logged once per change."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..api.errors import CarsXEAuthError, CarsXEError, CarsXERequestError
from ..const import DOMAIN, LOGGER
from .account import CarsXEConfigEntry


class TranslatedError(HomeAssistantError):
    """An error with a translated message of this integration."""

    def __init__(self, key: str, **placeholders: str) -> None:
        """Set the translated message."""
        self.key = key
        self.placeholders = placeholders
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders=placeholders,
        )


class InvalidError(TranslatedError, ServiceValidationError):
    """Some input is invalid."""


def translation(
    err: CarsXEError, *, refused_key: str = "request_refused"
) -> dict[str, Any]:
    """Return the arguments of a translated Home Assistant error for a failed CarsXE call.

    `refused_key` is the translation key for a request that CarsXE couldn't use.
    """
    is_refused = err.reason == CarsXERequestError.reason
    return {
        "translation_domain": DOMAIN,
        "translation_key": refused_key if is_refused else err.reason,
        "translation_placeholders": {"error": str(err)},
    }


@contextmanager
def translated_failures(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    *,
    refused_key: str = "request_refused",
) -> Iterator[None]:
    """Convert CarsXE errors to HomeAssistantError; start reauthentication for a refused key."""
    try:
        yield
    except CarsXEError as err:
        if isinstance(err, CarsXEAuthError):
            entry.async_start_reauth(hass)
        raise HomeAssistantError(**translation(err, refused_key=refused_key)) from err


# Errors of a whole account or of a source are logged once, where they are noticed.
_LOGGED_ELSEWHERE = {
    *("quota_exceeded", "calls_paused", "decodes_paused", "source_unavailable"),
}


class FailureLog:
    """Logs a failure when it begins or changes, and when it is over.

    `current` is the key or type of the present failure, or None.
    """

    def __init__(self, work: str, name: str) -> None:
        """Store what fails, and for which camera."""
        self._work = work
        self._name = name
        self.current: str | None = None

    def failed(self, err: HomeAssistantError) -> None:
        """Record a failure."""
        if err.translation_key in _LOGGED_ELSEWHERE:
            return
        key = err.translation_key or type(err).__name__
        if key != self.current:
            self.current = key
            LOGGER.warning("%s with %s failed: %s", self._work, self._name, err)

    def succeeded(self) -> None:
        """Record a success."""
        if self.current is not None:
            self.current = None
            LOGGER.info("%s with %s works again", self._work, self._name)
