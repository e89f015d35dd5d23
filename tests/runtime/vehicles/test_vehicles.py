"""Tests of the known vehicles of an account, and their listeners."""

from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.plates import MatchKind
from custom_components.carsxe.runtime.vehicles.vehicles import SIGNAL_VEHICLE, Vehicles
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ...conftest import CAMERA_ID

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
VAN_ID = "id of Van"
SIGHTING = (NOW, "camera.gate")


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
    """Return a list that collects the vehicles whose listeners are called."""
    heard: list[str] = []
    for name in ("Van", "Bus"):
        async_dispatcher_connect(
            hass,
            SIGNAL_VEHICLE.format(f"id of {name}"),
            callback(lambda name=name: heard.append(name)),
        )
    return heard


def _kind(known: Vehicles, plate: str) -> MatchKind | None:
    """Return how a plate is known."""
    match = known.matcher.match(plate, (), min_score=0, camera_id="gate", now=NOW)
    return match.kind if match.vehicle else None


@pytest.mark.parametrize(
    "vehicles", [{"Van": {"plate": "ABC123", "name": "Other", "vehicle_id": "1"}}]
)
def test_title_and_id_are_the_subentrys(known: Vehicles) -> None:
    """Data that says otherwise, or that this version doesn't know, changes nothing."""
    match = known.matcher.match("ABC123", (), min_score=0, camera_id="gate", now=NOW)
    assert match.vehicle
    assert (match.vehicle.name, match.vehicle.vehicle_id) == ("Van", VAN_ID)


async def test_presence(hass: HomeAssistant, known: Vehicles, heard: list[str]) -> None:
    """A vehicle is present from its sighting until it has left; its own listeners are called."""
    assert known.present.get(VAN_ID) is None
    known.async_seen(VAN_ID, *SIGHTING)
    assert known.present.get(VAN_ID) is True
    assert known.sightings == {VAN_ID: SIGHTING}
    known.async_left(VAN_ID)
    assert known.present.get(VAN_ID) is False
    assert known.sightings == {VAN_ID: SIGHTING}
    assert known.present.get("id of Bus") is None
    await hass.async_block_till_done()
    assert heard == ["Van", "Van"]


async def test_refresh(
    hass: HomeAssistant, entry: MockConfigEntry, known: Vehicles
) -> None:
    """A changed plate is known when the vehicles are read again; present vehicles stay present."""
    known.async_seen(VAN_ID, *SIGHTING)
    assert _kind(known, "LMN456") is None
    hass.config_entries.async_update_subentry(
        entry, entry.subentries[VAN_ID], data={"plate": "LMN456"}
    )
    known.async_refresh()
    assert _kind(known, "LMN456") is MatchKind.EXACT
    assert _kind(known, "ABC123") is None
    assert known.present.get(VAN_ID) is True


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(
            {"camera_ids": [CAMERA_ID]}, {"camera_ids": [CAMERA_ID]}, id="here"
        ),
        pytest.param({"camera_ids": []}, {"camera_ids": []}, id="everywhere"),
        pytest.param(
            {"camera_ids": [CAMERA_ID, "yard"]},
            {"camera_ids": [CAMERA_ID]},
            id="one of two",
        ),
        pytest.param(
            {"camera_ids": ["yard"]},
            {"camera_ids": [], "valid_until": NOW.isoformat()},
            id="there alone",
        ),
        pytest.param(
            {"camera_ids": ["yard"], "valid_until": "2026-01-01T00:00:00+00:00"},
            {"camera_ids": [], "valid_until": "2026-01-01T00:00:00+00:00"},
            id="there alone, over",
        ),
    ],
)
async def test_removed_camera(
    hass: HomeAssistant,
    account: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    data: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    """A removed camera is removed from all vehicles, and makes none known elsewhere."""
    freezer.move_to(NOW)
    yard = ConfigSubentry(
        data=MappingProxyType({"source_entity_id": "camera.yard"}),
        subentry_type="camera",
        subentry_id="yard",
        title="Yard",
        unique_id="camera:camera.yard",
    )
    hass.config_entries.async_add_subentry(account, yard)
    van = account.subentries[VAN_ID]
    data = {"plate": "ABC123", **data}
    hass.config_entries.async_update_subentry(account, van, data=data)
    await hass.async_block_till_done()
    hass.config_entries.async_remove_subentry(account, "yard")
    await hass.async_block_till_done()
    assert account.subentries[VAN_ID].data == {"plate": "ABC123", **expected}


@pytest.mark.parametrize(
    ("settings", "plate", "expected"),
    [
        pytest.param({}, "A", True, id="nothing set"),
        pytest.param({"min_plate_length": 5}, "C00D", False, id="a badge is too short"),
        pytest.param({"min_plate_length": 4}, "C00D", True, id="long enough"),
        pytest.param({"plate_pattern": "[A-Z]{2}[0-9]+"}, "C00D", False, id="form"),
        pytest.param({"plate_pattern": "[A-Z]{2}[0-9]+"}, "AB1", True, id="fits"),
    ],
)
async def test_form_of_plates(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    known: Vehicles,
    settings: dict[str, Any],
    plate: str,
    expected: bool,
) -> None:
    """The account's plate format applies when the vehicles are read again."""
    hass.config_entries.async_update_entry(entry, options={**entry.options, **settings})
    known.async_refresh()
    assert known.matcher.fits(plate) is expected
