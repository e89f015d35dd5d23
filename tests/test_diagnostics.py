"""Tests of the diagnostics: they help, and reveal nothing about anybody."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

from .carsxe_server import CarsXEServer
from .conftest import API_KEY, CAMERA_ID, MOTION, PictureCamera

# Everything that must not be in the diagnostics, marked to be unmistakable.
OWN_URL = "https://marked-address.example.com"
VEHICLE = "Marked Vehicle"
KNOWN_PLATE = "9DJC652"
GUEST_PLATE = "MARKED99"
SECRETS = (
    API_KEY,
    quote(API_KEY, safe=""),
    json.dumps(API_KEY)[1:-1],
    "marked-address",
    "Marked",
    KNOWN_PLATE,
    GUEST_PLATE,
    "camera.gate",
    MOTION,
    "gate_motion",
    "Gate",
)


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Return a camera with many kinds of settings."""
    return {
        "source_entity_id": "camera.gate",
        "trigger_entity_ids": [MOTION],
        "min_score": 70,
        "crop": {"left": 10, "top": 0, "width": 90, "height": 100},
        "priority": True,
    }


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Return a known vehicle and an expired guest."""
    return {
        VEHICLE: {
            "plate": KNOWN_PLATE,
            "decoded": {"make": "Marked Make", "vin": "MARKEDVIN"},
        },
        "Marked Guest": {
            "plate": GUEST_PLATE,
            "valid_until": "2020-01-01T00:00:00+00:00",
            "camera_ids": [CAMERA_ID],
        },
    }


@pytest.fixture
def entry(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Return an account with a name, an address and limits."""
    hass.config_entries.async_update_entry(
        entry,
        title="Marked Account",
        data=entry.data | {"public_url": OWN_URL},
        options={"daily_limit": 100},
    )
    return entry


async def _download(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, path: str
) -> str:
    """Return the text of the diagnostics."""
    assert await async_setup_component(hass, "diagnostics", {})
    await hass.async_block_till_done()
    client = await hass_client()
    answer = await client.get(f"/api/diagnostics/config_entry/{path}")
    assert answer.status == 200
    return await answer.text()


def _check(text: str) -> None:
    """Fail if the diagnostics contain a secret."""
    # Subentry IDs in tests are made of names; real ones are random.
    text = re.sub(r'id of [^"]*"', 'id"', text)
    assert [secret for secret in SECRETS if secret in text] == []
    assert [
        secret for secret in SECRETS if secret in json.dumps(json.loads(text))
    ] == []


async def test_account(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """An account's diagnostics help, and contain no secret."""
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    text = await _download(hass, hass_client, account.entry_id)
    _check(text)
    data = json.loads(text)["data"]
    assert data["account"]["state"] == "loaded"
    assert data["account"]["settings"]["api_key"] == "**REDACTED**"
    assert data["account"]["settings"]["daily_limit"] == 100
    assert data["account"]["api"] == "own"
    assert data["account"]["public_url"] == "account, https"
    assert data["account"]["usage"]["today"]["recognitions"] == 1
    camera, vehicle, guest = data["subentries"]
    assert camera["settings"]["crop"]["width"] == 90
    assert camera["source"] == {
        "domain": "camera",
        "integration": None,
        "device_class": None,
        "exists": True,
    }
    assert [trigger["domain"] for trigger in camera["triggers"]] == ["binary_sensor"]
    assert camera["camera"]["available"] is True
    watch = camera["camera"]["last_watch"]
    assert (watch["status"], watch["captures"], watch["recognitions"]) == ("read", 1, 1)
    assert [found["match"] for found in watch["detections"]] == ["exact"]
    assert vehicle["settings"]["plate"] == "**REDACTED**"
    assert guest["settings"]["valid_until"] == "2020-01-01T00:00:00+00:00"


async def test_failure(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client: ClientSessionGenerator,
) -> None:
    """Errors of a camera's scans are included, and open repair issues have no names."""
    carsxe.answer("missing_image", 400)
    with pytest.raises(HomeAssistantError):
        await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    text = await _download(hass, hass_client, account.entry_id)
    _check(text)
    (camera, *_) = json.loads(text)["data"]["subentries"]
    assert camera["camera"]["failure"] == "picture_refused"
    assert camera["camera"]["last_watch"]["status"] == "failed"
    assert camera["camera"]["last_watch"]["detections"] == []


@pytest.mark.parametrize(
    ("of", "count"),
    [
        pytest.param(CAMERA_ID, 1, id="camera"),
        pytest.param(f"id of {VEHICLE}", 1, id="vehicle"),
        pytest.param("account", 0, id="account"),
    ],
)
async def test_device(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    of: str,
    count: int,
) -> None:
    """A device's diagnostics contain only its own subentry, and no secret."""
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    identifier = account.entry_id if of == "account" else of
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, identifier), account.entry_id
    )
    assert device
    text = await _download(hass, hass_client, f"{account.entry_id}/device/{device.id}")
    _check(text)
    assert len(json.loads(text)["data"]["subentries"]) == count


async def test_not_set_up(
    hass: HomeAssistant,
    source: PictureCamera,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client: ClientSessionGenerator,
) -> None:
    """An account whose setup failed has diagnostics, too."""
    carsxe.key_answer = (500, {"error": f"{API_KEY} {OWN_URL}"})
    assert not await hass.config_entries.async_setup(entry.entry_id)
    text = await _download(hass, hass_client, entry.entry_id)
    _check(text)
    data = json.loads(text)["data"]
    assert data["account"]["state"] == "setup_retry"
    assert data["account"]["failure"] == "temporary"
    assert data["account"]["usage"] is None
    assert data["subentries"][0]["camera"] is None
