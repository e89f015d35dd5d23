"""Tests of the logbook's sentences."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN, EVENT_PLATE_DETECTED
from custom_components.carsxe.logbook import async_describe_events
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import device_registry as dr

from .conftest import CAMERA_ID, SOURCE

ENTITY = "image_processing.gate_plate"


def _describe(hass: HomeAssistant, **data: Any) -> dict[str, Any]:
    """Return the logbook's entry for a plate."""
    described: dict[tuple[str, str], Any] = {}
    async_describe_events(hass, lambda *args: described.update({args[:2]: args[2]}))
    event: Event = Event(EVENT_PLATE_DETECTED, {"entity_id": ENTITY} | data)
    entry: dict[str, Any] = described[DOMAIN, EVENT_PLATE_DETECTED](event)
    return entry


KNOWN = {"known": True, "vehicle": "Anna's Golf", "matched_plate": "BAB123"}


@pytest.mark.parametrize(
    ("data", "sentence", "state"),
    [
        pytest.param(
            {"plate": "BAB123", **KNOWN},
            "Anna's Golf (BAB123) was seen at Gate",
            "known_plate",
            id="known",
        ),
        pytest.param(
            {"plate": "8AB123", **KNOWN},
            "Anna's Golf (BAB123) was seen at Gate, its plate read as 8AB123",
            "known_plate",
            id="misread",
        ),
        pytest.param(
            {"plate": "7VDV740", "known": False},
            "Unknown plate 7VDV740 was seen at Gate",
            "unknown_plate",
            id="unknown",
        ),
    ],
)
async def test_sentence(
    hass: HomeAssistant,
    account: MockConfigEntry,
    data: dict[str, Any],
    sentence: str,
    state: str,
) -> None:
    """Each kind of detection is a sentence, which no entity name interrupts."""
    entry = _describe(hass, **data)
    assert f"{entry['name']} {entry['message']}" == sentence
    assert entry["state"] == state
    assert entry["icon"].startswith("mdi:car")
    assert "entity_id" not in entry


async def test_renamed_camera(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """The camera has the name that the user gave it."""
    registry = dr.async_get(hass)
    device = registry.async_get_device_by_identifier(
        (DOMAIN, CAMERA_ID), account.entry_id
    )
    assert device
    registry.async_update_device(device.id, name_by_user="the driveway")
    entry = _describe(hass, plate="A1", known=False)
    assert entry["message"] == "was seen at the driveway"


async def test_removed_camera(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """For a removed camera, its source is named."""
    data = {"plate": "A1", "known": False, "camera_entity_id": SOURCE}
    assert _describe(hass, entity_id="image_processing.gone", **data)["message"] == (
        "was seen at Gate"
    )
    data["camera_entity_id"] = "camera.gone"
    assert _describe(hass, entity_id=None, **data)["message"] == (
        "was seen at camera.gone"
    )
