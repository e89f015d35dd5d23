"""Tests of what Home Assistant and its store read of the integration."""

import json
from pathlib import Path

from awesomeversion import AwesomeVersion
from PIL import Image
import pytest

import custom_components.carsxe
from custom_components.carsxe.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration

ROOT = Path(custom_components.carsxe.__file__).parent
MANIFEST = json.loads((ROOT / "manifest.json").read_text())


async def test_loads(hass: HomeAssistant) -> None:
    """Home Assistant finds the integration, with a version and without requirements."""
    integration = await async_get_integration(hass, DOMAIN)
    assert integration.name == "CarsXE"
    assert integration.config_flow
    assert integration.requirements == []
    assert integration.version
    assert AwesomeVersion(integration.version).valid


def test_order() -> None:
    """Domain and name come first, then the alphabet."""
    keys = list(MANIFEST)
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]


def test_store() -> None:
    """The store finds one folder, the name and the oldest Home Assistant that will do."""
    hacs = json.loads((ROOT.parents[1] / "hacs.json").read_text())
    assert hacs["name"] == MANIFEST["name"]
    assert AwesomeVersion(hacs["homeassistant"]).valid
    assert [
        folder.name for folder in ROOT.parent.iterdir() if folder.name[0] not in "_."
    ] == [DOMAIN]


@pytest.mark.parametrize(
    ("name", "height"),
    [
        ("icon", 256),
        ("icon@2x", 512),
        ("logo", 128),
        ("logo@2x", 256),
        ("dark_logo", 128),
        ("dark_logo@2x", 256),
    ],
)
def test_brand(name: str, height: int) -> None:
    """The pictures of the brand are there, in the right size and transparent."""
    with Image.open(ROOT / "brand" / f"{name}.png") as image:
        assert image.height == height
        assert image.mode == "RGBA"
