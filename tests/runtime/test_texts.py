"""Tests of the texts in Home Assistant's language."""

from unittest.mock import patch

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.texts import (
    async_translate,
    async_translate_error,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from tests.conftest import speak_german

WORDS = {"vehicle": "Van", "matched_plate": "ABC123", "camera": "Gate"}
SEEN = "was seen at Gate"
# The tests share loaded languages, and none loads this one.
NOT_LOADED = "cy"
FAILURE = HomeAssistantError(
    translation_domain=DOMAIN, translation_key="unknown_vehicle"
)


async def test_language(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Texts are in Home Assistant's language, even if it is changed later."""
    assert async_translate(hass, "logbook_seen", WORDS) == SEEN
    assert async_translate_error(hass, FAILURE).startswith("There is no such vehicle.")
    await speak_german(hass)
    assert async_translate(hass, "logbook_seen", WORDS) == "gesehen bei Gate"
    assert async_translate_error(hass, FAILURE).startswith(
        "Es gibt kein solches Fahrzeug."
    )


async def test_not_loaded_yet(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Texts are in English until a newly chosen language is loaded."""
    hass.config.language = NOT_LOADED
    assert async_translate(hass, "logbook_seen", WORDS) == SEEN
    assert async_translate_error(hass, FAILURE).startswith("There is no such vehicle.")


async def test_none_loaded(hass: HomeAssistant) -> None:
    """Without any texts nothing fails."""
    with patch(
        "custom_components.carsxe.runtime.texts.async_get_cached_translations",
        return_value={},
    ):
        said = async_translate(hass, "logbook_seen", WORDS)
        assert async_translate_error(hass, FAILURE) == str(FAILURE)
    assert said == "logbook_seen"
