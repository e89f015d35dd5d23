"""Tests of the known vehicles of an account, and of who hears of them."""

from datetime import UTC, datetime

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.plates import MatchKind
from custom_components.carsxe.runtime.vehicles.vehicles import (
    SIGNAL_VEHICLE,
    Vehicles,
    VehicleSighting,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.dispatcher import async_dispatcher_connect

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
VAN_ID = "id of Van"
SIGHTING = VehicleSighting(seen_at=NOW, camera_entity_id="camera.gate")


@pytest.fixture
def vehicles() -> dict[str, dict[str, str]]:
    """Know two vehicles."""
    return {"Van": {"plate": "ABC123"}, "Bus": {"plate": "XYZ789"}}


@pytest.fixture
def known(hass: HomeAssistant, entry: MockConfigEntry) -> Vehicles:
    """Return the vehicles of the account."""
    return Vehicles(hass, entry)


@pytest.fixture
def heard(hass: HomeAssistant) -> list[str]:
    """Return whose changes are heard of, as they come."""
    heard: list[str] = []
    for name in ("Van", "Bus"):
        async_dispatcher_connect(
            hass,
            SIGNAL_VEHICLE.format(f"id of {name}"),
            lambda name=name: heard.append(name),
        )
    return heard


def _kind(known: Vehicles, plate: str) -> MatchKind | None:
    """Return how a plate is known."""
    match = known.matcher.match(plate, (), min_score=0, camera_id="gate", now=NOW)
    return match.kind if match.vehicle else None


async def test_presence(hass: HomeAssistant, known: Vehicles, heard: list[str]) -> None:
    """A vehicle is there from when it is seen until it has left; its own listeners hear of it."""
    assert known.is_present(VAN_ID) is None
    known.async_seen(VAN_ID, SIGHTING)
    assert known.is_present(VAN_ID) is True
    assert known.sightings == {VAN_ID: SIGHTING}
    known.async_left(VAN_ID)
    assert known.is_present(VAN_ID) is False
    assert known.sightings == {VAN_ID: SIGHTING}
    assert known.is_present("id of Bus") is None
    await hass.async_block_till_done()
    assert heard == ["Van", "Van"]


async def test_refresh(
    hass: HomeAssistant, entry: MockConfigEntry, known: Vehicles
) -> None:
    """A changed plate is known once the vehicles are read again, who is there stays there."""
    known.async_seen(VAN_ID, SIGHTING)
    assert _kind(known, "LMN456") is None
    hass.config_entries.async_update_subentry(
        entry, entry.subentries[VAN_ID], data={"plate": "LMN456"}
    )
    known.async_refresh()
    assert _kind(known, "LMN456") is MatchKind.EXACT
    assert _kind(known, "ABC123") is None
    assert known.is_present(VAN_ID) is True
