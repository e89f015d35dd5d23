"""Tests of changes to an account's cameras and vehicles, which affect nothing else."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.carsxe.const import DOMAIN
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntryState,
    ConfigSubentryData,
    SubentryFlowResult,
)
from homeassistant.core import Event, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .carsxe_server import CarsXEServer
from .conftest import (
    API_KEY,
    CAMERA_ID,
    MOTION,
    PUBLIC_URL,
    PictureCamera,
    pass_progress,
)
from .drives import Car, answer, draw

type Change = Callable[[HomeAssistant, MockConfigEntry], Awaitable[None]]

YARD, DOOR = "camera.yard", "camera.door"
YARD_ID, VAN_ID = "02camera", "id of Van"
CAR = Car(plate="XYZ789")


@pytest.fixture
def entry(hass: HomeAssistant, carsxe: CarsXEServer) -> MockConfigEntry:
    """Return an account with two cameras and a vehicle."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="CarsXE",
        data={"api_key": API_KEY, "api_url": carsxe.url, "public_url": PUBLIC_URL},
        subentries_data=[
            ConfigSubentryData(
                subentry_id=subentry_id,
                subentry_type="camera",
                title=title,
                unique_id=f"camera:{source}",
                data={"source_entity_id": source, "trigger_entity_ids": triggers},
            )
            for subentry_id, title, source, triggers in (
                (CAMERA_ID, "Gate", "camera.gate", [MOTION]),
                (YARD_ID, "Yard", YARD, []),
            )
        ]
        + [
            ConfigSubentryData(
                subentry_id=VAN_ID,
                subentry_type="vehicle",
                title="Van",
                unique_id="vehicle:ABC123",
                data={"plate": "ABC123"},
            )
        ],
    )
    entry.add_to_hass(hass)
    for source in (YARD, DOOR):
        hass.states.async_set(source, "idle", {"friendly_name": source[7:].title()})
    return entry


async def _finish(
    hass: HomeAssistant, result: SubentryFlowResult, **fields: Any
) -> None:
    """Fill in a flow's form; a camera is added or changed whatever the check results."""
    flows = hass.config_entries.subentries
    result = await flows.async_configure(result["flow_id"], fields)
    if result["type"] is FlowResultType.SHOW_PROGRESS:
        result = await pass_progress(hass, result)
        (end,) = {"add", "save"} & set(result["menu_options"])
        result = await flows.async_configure(result["flow_id"], {"next_step_id": end})
    assert result["type"] in (FlowResultType.CREATE_ENTRY, FlowResultType.ABORT)
    assert result.get("reason", "reconfigure_successful") == "reconfigure_successful"


async def _start(
    hass: HomeAssistant, account: MockConfigEntry, kind: str
) -> SubentryFlowResult:
    """Start adding a camera or a vehicle."""
    return await hass.config_entries.subentries.async_init(
        (account.entry_id, kind), context={"source": SOURCE_USER}
    )


async def _add_vehicle(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Add a vehicle by the form."""
    result = await _start(hass, account, "vehicle")
    await _finish(hass, result, plate="XYZ789", name="Bus")


async def _add_vehicle_by_action(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Add a vehicle by the action."""
    await hass.services.async_call(
        DOMAIN, "add_vehicle", {"plate": "XYZ789", "name": "Bus"}, blocking=True
    )


async def _change_vehicle(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Change a vehicle's plate and name by the form."""
    result = await account.start_subentry_reconfigure_flow(hass, VAN_ID)
    await _finish(hass, result, plate="XYZ789", name="Lorry")


async def _remove_vehicle(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Remove a vehicle like the frontend."""
    hass.config_entries.async_remove_subentry(account, VAN_ID)


async def _remove_vehicle_by_action(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """Remove a vehicle by the action."""
    await hass.services.async_call(
        DOMAIN, "remove_vehicle", {"plate": "ABC123"}, blocking=True
    )


async def _add_camera(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Add a camera by the form."""
    result = await _start(hass, account, "camera")
    await _finish(hass, result, source_entity_id=DOOR)


async def _change_camera(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Change a camera's settings by the form."""
    result = await account.start_subentry_reconfigure_flow(hass, YARD_ID)
    await _finish(hass, result, source_entity_id=YARD, min_score=20)


async def _remove_camera(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Remove a camera like the frontend."""
    hass.config_entries.async_remove_subentry(account, YARD_ID)


CHANGES = {
    change.__name__.strip("_"): change
    for change in (
        _add_vehicle,
        _add_vehicle_by_action,
        _change_vehicle,
        _remove_vehicle,
        _remove_vehicle_by_action,
        _add_camera,
        _change_camera,
        _remove_camera,
    )
}
REMOVED = {
    "remove_vehicle": VAN_ID,
    "remove_vehicle_by_action": VAN_ID,
    "remove_camera": YARD_ID,
}


def _entities(hass: HomeAssistant, account: MockConfigEntry) -> dict[str, str | None]:
    """Return the account's entities with a state, and their subentries."""
    return {
        entity.entity_id: entity.config_subentry_id
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), account.entry_id
        )
        if hass.states.get(entity.entity_id)
    }


@pytest.fixture
async def watched(
    quick: None,
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> PictureCamera:
    """Return a camera that has read a plate and is being watched."""
    source.show(draw())
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(5)
    carsxe.answers = [answer(CAR.result(0.99))]
    source.show(draw(CAR))
    await asyncio.sleep(5)
    assert len(carsxe.recognitions) == 1
    return source


@pytest.mark.parametrize("name", CHANGES)
async def test_others_go_on(
    hass: HomeAssistant,
    watched: PictureCamera,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """No other entity becomes unavailable or fires again, and a watch continues."""
    account.async_start_reauth(hass)
    await asyncio.sleep(1)
    flows = hass.config_entries.flow.async_progress()
    assert len(flows) == 1
    coordinator = account.runtime_data.cameras[CAMERA_ID]
    watch, before = coordinator.data, _entities(hass, account)
    fired = hass.states.get("event.gate_plate")
    checks, captures = carsxe.key_checks, watched.captures
    changes = async_capture_events(hass, "state_changed")
    caplog.clear()

    await CHANGES[name](hass, account)
    await asyncio.sleep(10)

    gone = {key for key, owner in before.items() if owner == REMOVED.get(name, "-")}
    lost = {
        event.data["entity_id"]
        for event in changes
        if (new := event.data["new_state"]) is None or new.state == "unavailable"
    }
    assert lost & before.keys() <= gone
    assert _entities(hass, account).items() >= (
        {key: owner for key, owner in before.items() if key not in gone}.items()
    )
    assert hass.states.get("event.gate_plate") is fired
    assert hass.config_entries.flow.async_progress() == flows
    assert account.runtime_data.cameras[CAMERA_ID] is coordinator
    assert coordinator.data is watch
    assert watched.captures > captures + 20
    assert carsxe.key_checks - checks == ("camera" in name and "remove" not in name)
    assert len(carsxe.recognitions) == 1
    assert "Traceback" not in caplog.text
    source = Car(plate="LMN456", left=340, top=10, color="white")
    carsxe.answers = [answer(source.result(0.99))]
    watched.show(draw(CAR, source))
    await asyncio.sleep(10)
    assert [event.data["plate"] for event in detections][-1] == "LMN456"


@pytest.mark.parametrize(
    ("name", "entity_ids"),
    [
        *(
            (name, {"sensor.bus_last_seen", "binary_sensor.bus_present"})
            for name in ("add_vehicle", "add_vehicle_by_action")
        ),
        (
            "add_camera",
            {
                "button.door_scan",
                "event.door_plate",
                "image.door_last_plate",
                "image_processing.door_plate",
                "sensor.door_last_detection",
                "sensor.door_last_plate",
                "sensor.door_last_plate_score",
                "sensor.door_last_vehicle",
                "sensor.door_status",
            },
        ),
    ],
)
async def test_new_entities(
    hass: HomeAssistant, account: MockConfigEntry, name: str, entity_ids: set[str]
) -> None:
    """All new entities appear once, and still exist after a reload."""
    before = _entities(hass, account).keys()
    await CHANGES[name](hass, account)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert _entities(hass, account).keys() - before == entity_ids
    assert {
        state.state for entity_id in entity_ids if (state := hass.states.get(entity_id))
    } <= {"unknown", "idle"}
    await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    assert _entities(hass, account).keys() - before == entity_ids


@pytest.mark.parametrize("name", REMOVED)
async def test_removed_entities(
    hass: HomeAssistant,
    account: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    name: str,
) -> None:
    """All entities and the device are removed."""
    removed = REMOVED[name]
    ours = {key for key, owner in _entities(hass, account).items() if owner == removed}
    assert ours
    await CHANGES[name](hass, account)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not ours & _entities(hass, account).keys()
    assert not any(hass.states.get(entity_id) for entity_id in ours)
    assert removed not in account.runtime_data.cameras
    assert not device_registry.async_get_device_by_identifier(
        (DOMAIN, removed), account.entry_id
    )


async def test_changed_vehicle_is_known(
    hass: HomeAssistant,
    watched: PictureCamera,
    account: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
) -> None:
    """A vehicle's new plate and name apply at once, without new entity IDs."""
    await _change_vehicle(hass, account)
    await asyncio.sleep(1)
    device = device_registry.async_get_device_by_identifier(
        (DOMAIN, VAN_ID), account.entry_id
    )
    assert device
    assert device.name == "Lorry"
    state = hass.states.get("sensor.van_last_seen")
    assert state
    assert state.name == "Lorry Last seen"
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    state = hass.states.get("binary_sensor.van_present")
    assert state
    assert state.state == "on"


async def test_changed_camera(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A camera's new settings apply at once."""
    await _change_camera(hass, account)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.runtime_data.cameras[YARD_ID].settings.min_score == 20
    state = hass.states.get("image_processing.yard_plate")
    assert state
    assert state.state == "unknown"


async def test_many_changes_at_once(
    hass: HomeAssistant, account: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """Several changes in a row are all applied."""
    for number in range(3):
        hass.config_entries.async_update_subentry(
            account,
            account.subentries[YARD_ID],
            data={**account.subentries[YARD_ID].data, "min_score": 30 + number},
        )
        await _add_vehicle(hass, account)
        hass.config_entries.async_remove_subentry(
            account,
            next(
                subentry.subentry_id
                for subentry in account.subentries.values()
                if subentry.title == "Bus"
            ),
        )
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.runtime_data.cameras[YARD_ID].settings.min_score == 32
    assert not hass.states.get("sensor.bus_last_seen")
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("field", ["api_key", "api_url"])
async def test_another_key_reloads(
    hass: HomeAssistant, account: MockConfigEntry, field: str
) -> None:
    """Only a new key or address sets the account up again."""
    before = account.runtime_data
    # Equal for CarsXE, but not in a comparison.
    other = {"api_key": "another", "api_url": f"{account.data['api_url']}/"}
    with patch("custom_components.carsxe.api.client.CarsXEClient.validate_key"):
        hass.config_entries.async_update_entry(
            account, data={**account.data, field: other[field]}
        )
        await hass.async_block_till_done()
    assert account.state is ConfigEntryState.LOADED
    assert account.runtime_data is not before


async def test_new_limit_reloads_nothing(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """A limit applies at once, without a reload."""
    before = account.runtime_data
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 7}
    )
    await hass.async_block_till_done()
    assert account.runtime_data is before
    state = hass.states.get("sensor.carsxe_recognitions_today")
    assert state
    assert state.attributes["limit"] == 7
