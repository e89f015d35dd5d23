"""Texts in Home Assistant's language, where Home Assistant doesn't translate by itself."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import LOCALE_EN, async_get_cached_translations

from ..const import DOMAIN


@callback
def async_translate(
    hass: HomeAssistant,
    key: str,
    words: Mapping[str, Any] | None = None,
    category: str = "common",
) -> str:
    """Return a text, by default from the category `common`, or its key if it doesn't exist."""
    name = f"component.{DOMAIN}.{category}.{key}"
    return _texts(hass, category).get(name, key).format_map(words or {})


@callback
def async_translate_error(hass: HomeAssistant, err: HomeAssistantError) -> str:
    """Return the translated message of an error."""
    key = f"component.{DOMAIN}.exceptions.{err.translation_key}.message"
    text = _texts(hass, "exceptions").get(key)
    if text is None:
        return str(err)
    return text.format_map(err.translation_placeholders or {})


def _texts(hass: HomeAssistant, category: str) -> dict[str, str]:
    """Return the texts of a category, in English until a newly chosen language is loaded."""
    return async_get_cached_translations(
        hass, hass.config.language, category, DOMAIN
    ) or async_get_cached_translations(hass, LOCALE_EN, category, DOMAIN)
