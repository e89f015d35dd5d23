"""Tests of the translations: each has the meaning of the English text, completely."""

from collections import Counter
from collections.abc import Iterator
import json
from pathlib import Path
import re
from string import Formatter
from typing import Any

import pytest

import custom_components.carsxe
from custom_components.carsxe.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.generated.languages import LANGUAGES as KNOWN_LANGUAGES
from homeassistant.helpers.translation import async_get_translations

FOLDER = Path(custom_components.carsxe.__file__).parent / "translations"
CJK = {"ja", "ko", "zh-Hans"}
LATIN = {
    *("cs", "da", "de", "es", "fi", "fr", "hu", "it", "nb", "nl"),
    *("pl", "pt-BR", "ro", "sv", "tr"),
}
RIGHT_TO_LEFT = {"ar", "he"}
LANGUAGES = sorted(LATIN | CJK | RIGHT_TO_LEFT | {"uk"})
LOADED = [
    *("config", "config_subentries", "entity", "exceptions", "issues"),
    *("selector", "services", "triggers", "conditions"),
]

# Texts that are the same in English and this language.
SAME = {
    "cs": {"Limit"},
    "da": {"Budget", "Rotation", "Status"},
    "de": {"Budget", "Limit", "Name", "Region", "Scan", "Status"},
    "fr": {"Budget", "Direction", "District", "Rotation"},
    "it": {"Account", "Budget"},
    "nb": {"Region", "Status"},
    "nl": {
        *("Account", "Budget", "Camera", "District", "Exact", "Scan", "Status"),
        *("Trigger", "Triggers"),
    },
    "pl": {"Limit", "Region"},
    "ro": {"District"},
    "sv": {"Budget", "Region", "Rotation", "Status"},
}
# Texts that refer to another one, with its path.
QUOTES = {
    ".conditions.vehicle_seen.fields.entity_id.description": [
        ".entity.sensor.last_seen.name"
    ],
    ".exceptions.never_valid.message": [
        ".services.add_vehicle.fields.valid_from.name",
        ".services.add_vehicle.fields.valid_until.name",
    ],
}


def _texts(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Return all texts with their paths, in order."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, f"{path}.{key}")
    else:
        yield path, node


def _read(language: str) -> dict[str, str]:
    """Return a language's texts by their paths."""
    text = (FOLDER / f"{language}.json").read_text(encoding="utf-8")
    return dict(_texts(json.loads(text)))


ENGLISH = _read("en")


def _pairs(language: str) -> list[tuple[str, str, str]]:
    """Return a language's texts: the path, the text, and the English one."""
    texts = _read(language)
    return [(path, texts[path], ENGLISH[path]) for path in texts if path in ENGLISH]


def _fields(text: str) -> Counter[str | None]:
    """Return a text's placeholders. Raises ValueError for an unmatched brace."""
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name)


def _numbers(text: str) -> Counter[str]:
    """Return a text's numbers without thousands separators."""
    found = re.findall(r"\d+(?:[., \u00a0\u202f]\d{3}(?!\d))*", text)
    return Counter(re.sub(r"\D", "", number) for number in found)


def _same_numbers(language: str, text: str, english: str) -> bool:
    """Return whether the numbers equal the English ones; Japanese and Korean use more digits."""
    said, meant = _numbers(text), _numbers(english)
    more = [n for n in said - meant if language not in CJK or len(n) > 1]
    return not meant - said and not more


def _marks(text: str) -> tuple[int, ...]:
    """Count the links and the steps of menu paths, and check whether CarsXE is named."""
    return "CarsXE" in text, text.count("]("), text.count(" > ")


def _is_sentence(text: str) -> bool:
    """Return whether a text ends like a sentence, or with CarsXE's message."""
    return text.endswith((".", "。", "}", ")", "）"))


def _longest(language: str, english: str) -> int:
    """Return the maximum length of a text."""
    if language in CJK:
        return len(english) + 8
    return int(len(english) * 1.6) + 15


def test_list() -> None:
    """Twenty-one languages besides English, by Home Assistant's codes."""
    present = {file.stem for file in FOLDER.iterdir()} - {"en"}
    assert present == set(LANGUAGES) < set(KNOWN_LANGUAGES)
    assert len(LANGUAGES) == 21


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys(language: str) -> None:
    """A language has exactly the English keys, in the same order."""
    texts = _read(language)
    missing = sorted(ENGLISH.keys() - texts.keys())
    extra = sorted(texts.keys() - ENGLISH.keys())
    assert (missing, extra) == ([], [])
    assert list(texts) == list(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts(language: str) -> None:
    """No text is empty, has surrounding spaces, or is far longer than in English."""
    pairs = _pairs(language)
    assert not [path for path, text, _ in pairs if not text or text != text.strip()]
    assert not [path for path, text, _ in pairs if "  " in text]
    too_long = [
        path for path, text, english in pairs if len(text) > _longest(language, english)
    ]
    assert not too_long


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders(language: str) -> None:
    """The placeholders are those in English, and none is escaped by an apostrophe."""
    pairs = _pairs(language)
    assert not [p for p, text, english in pairs if _fields(text) != _fields(english)]
    assert not [p for p, text, _ in pairs if re.search(r"'[{}<]|<|}'", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_content(language: str) -> None:
    """Numbers, names, links and menu paths are those in English; no address occurs."""
    wrong = [
        path
        for path, text, english in _pairs(language)
        if not _same_numbers(language, text, english)
        or _marks(text) != _marks(english)
        or (not english.endswith("}") and _is_sentence(text) != _is_sentence(english))
        or re.search(r"://|www\.|\bhttp:", text)
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_leftovers(language: str) -> None:
    """Exactly the allowed texts are the same as in English."""
    same = {
        text
        for _, text, english in _pairs(language)
        if text == english and re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))
    }
    assert same == SAME.get(language, set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_wording(language: str) -> None:
    """Identical English texts are identical in each language."""
    wordings: dict[str, set[str]] = {}
    for _, text, english in _pairs(language):
        wordings.setdefault(english, set()).add(text)
    assert not {english: said for english, said in wordings.items() if len(said) > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names(language: str) -> None:
    """A text that refers to another contains it, and no two entities share a name."""
    texts = _read(language)
    for path, named in QUOTES.items():
        for other in named:
            assert texts[other].casefold() in texts[path].casefold()
    names = [
        (path.split(".")[2], text)
        for path, text in texts.items()
        if re.fullmatch(r"\.entity\.\w+\.\w+\.name", path)
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_loaded(
    hass: HomeAssistant,
    account: object,
    language: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Home Assistant loads the texts unchanged."""
    texts = _read(language)
    loaded: dict[str, str] = {}
    for category in LOADED:
        loaded |= await async_get_translations(hass, language, category, [DOMAIN])
    assert loaded == {
        f"component.{DOMAIN}{path}": text
        for path, text in texts.items()
        if path.split(".")[1] in LOADED
    }
    assert "Validation of translation placeholders" not in caplog.text
