"""Tests of how the card reaches the frontend."""

from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe import card
from custom_components.carsxe.const import DOMAIN
from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, UrlManager
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


@pytest.fixture
def urls(hass: HomeAssistant) -> UrlManager:
    """Return the modules that the frontend loads."""
    hass.config.components.add("frontend")
    urls = UrlManager(lambda *_: None, [])
    hass.data[DATA_EXTRA_MODULE_URL] = urls
    return urls


async def test_without_frontend(hass: HomeAssistant) -> None:
    """Where there is no frontend, nothing is missing."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert DATA_EXTRA_MODULE_URL not in hass.data


async def test_served(
    hass: HomeAssistant,
    urls: UrlManager,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """The frontend is told of one module, which is there and may be kept by browsers."""
    assert await async_setup_component(hass, DOMAIN, {})
    (url,) = urls.urls
    client = await hass_client_no_auth()
    answer = await client.get(url)
    assert answer.status == 200
    assert answer.content_type in {"application/javascript", "text/javascript"}
    assert "max-age" in answer.headers["Cache-Control"]
    assert "carsxe/detections/subscribe" in await answer.text()


async def test_new_address(
    hass: HomeAssistant, urls: UrlManager, tmp_path: Path
) -> None:
    """Another build has another address, so that no browser shows an old one."""
    (tmp_path / card.MODULE).write_text("first")
    for content in ("first", "second", "second"):
        (tmp_path / card.MODULE).write_text(content)
        with patch.object(card, "FOLDER", tmp_path):
            await async_setup_component(hass, "http", {})
            await card.async_setup_card(hass)
    assert len(urls.urls) == 2
