"""Tests of how the frontend loads the card."""

import json
from pathlib import Path
import re
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe import card
from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.sighting import MIN_HEIGHT, MIN_WIDTH
from custom_components.carsxe.runtime.trigger_log import Objection
from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, UrlManager
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .test_languages import LANGUAGES

FRONTEND = Path(__file__).parents[1] / "frontend"
TEXTS = FRONTEND / "src" / "translations"
ENGLISH: dict[str, str] = json.loads((TEXTS / "en.json").read_text())
VALUES = re.compile(r"\{(\w+)\}")
# Syntax that browsers added after 2018: ?. and ??, class blocks, private fields, catch without a name.
MODERN = re.compile(
    r"\?\.(?!\d)|\?\?|\bstatic ?\{|[{;]#\w|\bcatch ?\{|\.at\(|\.replaceAll\("
)
LETTER = re.compile(r"[^\W\d_]")
# Texts that are the same in English and this language.
SAME = {"de": {"Name"}}
# Texts with keys that the card builds at runtime.
COMPOSED = {
    "status": ("known", "unknown", "ignored"),
    "empty": ("any", "known", "unknown", "ignored"),
    "which": ("any", "known", "unknown", "ignored"),
    "log": ("announced", "ignored", "not_new"),
    "objection": tuple(Objection),
    "action": [
        *("not_this", "unignore"),
        *(
            f"{action}{label}"
            for action in ("add", "guest", "ignore")
            for label in ("", "_label")
        ),
    ],
}


@pytest.fixture
def urls(hass: HomeAssistant) -> UrlManager:
    """Return the modules that the frontend loads."""
    hass.config.components.add("frontend")
    urls = UrlManager(lambda *_: None, [])
    hass.data[DATA_EXTRA_MODULE_URL] = urls
    return urls


async def test_without_frontend(hass: HomeAssistant) -> None:
    """Without a frontend, nothing is missing."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert DATA_EXTRA_MODULE_URL not in hass.data


async def test_served(
    hass: HomeAssistant,
    urls: UrlManager,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """The frontend loads one module, which exists and may be cached by browsers."""
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


def test_old_browsers() -> None:
    """Old browsers of wall tablets that Home Assistant still supports can parse the card."""
    shipped = (card.FOLDER / card.MODULE).read_text()
    assert [
        shipped[at.start() - 20 : at.end() + 20] for at in MODERN.finditer(shipped)
    ] == []


class TestTexts:
    """The card's texts."""

    def test_used(self) -> None:
        """Every text is used in the card's sources."""
        sources = "".join(file.read_text() for file in (FRONTEND / "src").glob("*.ts"))
        composed = {
            f"{start}_{end}" for start, ends in COMPOSED.items() for end in ends
        }
        unused = {key for key in ENGLISH if f'"{key}"' not in sources}
        assert unused <= composed
        for start in COMPOSED:
            assert f"`{start}_${{" in sources

    def test_list(self) -> None:
        """The card has all languages of the integration."""
        assert {file.stem for file in TEXTS.iterdir()} == {"en", *LANGUAGES}
        shipped = {file.stem for file in (card.FOLDER / "translations").iterdir()}
        assert shipped == set(LANGUAGES)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_languages(self, language: str) -> None:
        """All languages have the same texts with the same placeholders."""
        texts = _read(language)
        assert list(texts) == list(ENGLISH)
        for key, text in texts.items():
            assert text.strip()
            assert set(VALUES.findall(text)) == set(VALUES.findall(ENGLISH[key]))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_leftovers(self, language: str) -> None:
        """Exactly the allowed texts are the same as in English."""
        same = {
            text
            for key, text in _read(language).items()
            if text == ENGLISH[key] and LETTER.search(VALUES.sub("", text))
        }
        assert same == SAME.get(language, set())


def _read(language: str) -> dict[str, str]:
    """Return a language's texts."""
    texts: dict[str, str] = json.loads((TEXTS / f"{language}.json").read_text())
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_sizes(language: str) -> None:
    """The required size of a plate in the text is the real one."""
    texts = json.loads((TEXTS / f"{language}.json").read_text())
    for least in (MIN_WIDTH, MIN_HEIGHT):
        assert f"{least:.0f}" in texts["objection_too_small"]
