"""Tests of the camera's flow."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.settings import CameraSettings
from custom_components.carsxe.vision import Crop, Framing
from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.data_entry_flow import FlowResultType, InvalidData, section
from homeassistant.helpers import entity_registry as er

from .carsxe_server import CarsXEServer
from .conftest import CAMERA_ID, MOTION, pass_progress
from .test_translations import ENGLISH

pytestmark = pytest.mark.usefixtures("settled")

DOOR = "camera.door"
WHOLE = {"left": 0, "top": 0, "width": 100, "height": 100}
DEFAULTS: dict[str, Any] = {
    "trigger_entity_ids": [],
    "min_score": 70,
    "rotation": "0",
    "capture_timeout": 10,
    "spare_camera": False,
    "burst_max": 3,
    "burst_stop_score": 90,
    "crop": WHOLE,
    "max_width": 1280,
    "quality": 80,
    "keep": 50,
    "cooldown": 60,
    "priority": False,
    "decode_unknown": False,
}


@pytest.fixture(autouse=True)
def door(hass: HomeAssistant) -> None:
    """Add another camera."""
    hass.states.async_set(DOOR, "idle", {"friendly_name": "Front door"})


async def _start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Start adding a camera."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "camera"), context={"source": SOURCE_USER}
    )


async def _submit(
    hass: HomeAssistant, result: SubentryFlowResult, **fields: Any
) -> SubentryFlowResult:
    """Fill in the form, and add or change the camera whatever the check results."""
    flows = hass.config_entries.subentries
    result = await flows.async_configure(result["flow_id"], fields)
    if result["type"] is not FlowResultType.SHOW_PROGRESS:
        return result
    result = await pass_progress(hass, result)
    (end,) = {"add", "save"} & set(result["menu_options"])
    return await flows.async_configure(result["flow_id"], {"next_step_id": end})


async def test_add(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A camera is added under its source's name, and set up without a call to CarsXE."""
    checks = carsxe.key_checks
    result = await _start(hass, account)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {}
    result = await _submit(
        hass,
        result,
        source_entity_id=DOOR,
        trigger_entity_ids=[MOTION, "event.bell"],
        scan_interval=600,
        min_score=80,
        source={"rotation": "90", "capture_timeout": 20, "spare_camera": True},
        burst={"burst_max": 5, "burst_stop_score": 95},
        crop={"left": 10, "top": 20.5, "width": 80, "height": 79.5},
        picture={"max_width": 1920, "quality": 70},
        history={"keep": 100},
        advanced={
            "cooldown": 30,
            "priority": True,
            "decode_unknown": True,
        },
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    subentry = next(s for s in account.subentries.values() if s.title == "Front door")
    assert subentry.unique_id == f"camera:{DOOR}:10,20.5,80,79.5"
    assert subentry.data == {
        "source_entity_id": DOOR,
        "trigger_entity_ids": [MOTION, "event.bell"],
        "scan_interval": 600,
        "min_score": 80,
        "rotation": "90",
        "capture_timeout": 20,
        "spare_camera": True,
        "burst_max": 5,
        "burst_stop_score": 95,
        "crop": {"left": 10, "top": 20.5, "width": 80, "height": 79.5},
        "max_width": 1920,
        "quality": 70,
        "keep": 100,
        "cooldown": 30,
        "priority": True,
        "decode_unknown": True,
    }
    settings = account.runtime_data.cameras[subentry.subentry_id].settings
    assert settings == CameraSettings(
        camera_id=subentry.subentry_id,
        source_entity_id=DOOR,
        trigger_entity_ids=[MOTION, "event.bell"],
        scan_interval=600,
        min_score=80,
        cooldown=30,
        burst_max=5,
        burst_stop_score=95,
        framing=Framing(
            crop=Crop(left=10, top=20.5, width=80, height=79.5, rotation=90),
            max_width=1920,
            quality=70,
        ),
        decode_unknown=True,
        priority=True,
        keep=100,
        capture_timeout=20,
        spare_camera=True,
    )
    assert hass.states.get("image_processing.front_door_plate")
    assert hass.states.get("image_processing.gate_plate")
    assert carsxe.key_checks == checks + 1
    assert carsxe.recognitions == []


async def test_defaults(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """A camera needs only a source, and then never scans by itself."""
    result = await _submit(hass, await _start(hass, account), source_entity_id=DOOR)
    assert result["data"] == {"source_entity_id": DOOR, **DEFAULTS}


async def test_same_source_twice(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """An account can add each region of a source once."""
    result = await _submit(
        hass, await _start(hass, account), source_entity_id="camera.gate"
    )
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_two_regions(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """The same source can be added with another region: an inner and an outer lane."""
    lane = {"left": 0, "top": 0, "width": 50, "height": 100}
    results = [
        await _submit(
            hass,
            await _start(hass, account),
            source_entity_id="camera.gate",
            crop={**lane, "left": left},
        )
        for left in (0, 50, 50)
    ]
    assert [result.get("title") for result in results] == ["Gate 2", "Gate 3", None]
    assert results[-1]["reason"] == "already_configured"
    cameras = account.get_subentries_of_type("camera")
    assert len({camera.unique_id for camera in cameras}) == 3
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    result = await _submit(
        hass, result, source_entity_id="camera.gate", crop={**lane, "left": 50}
    )
    assert result["reason"] == "already_configured"


async def test_no_public_url(hass: HomeAssistant, carsxe: CarsXEServer) -> None:
    """The form says that CarsXE couldn't fetch a picture, until there is a public address."""
    entry = MockConfigEntry(
        domain=DOMAIN, data={"api_key": carsxe.key, "api_url": carsxe.url}
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await async_process_ha_core_config(
        hass, {"external_url": "http://example.com:8123"}
    )
    result = await _start(hass, entry)
    assert result["errors"] == {"base": "no_public_url"}
    result = await _submit(hass, result, source_entity_id=DOOR)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {"base": "no_public_url"}
    await async_process_ha_core_config(hass, {"external_url": "https://example.com"})
    result = await _submit(hass, result, source_entity_id=DOOR)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("source", "title"),
    [
        pytest.param("camera.gate", "My gate", id="same source keeps the title"),
        pytest.param(DOOR, "Front door", id="another source"),
    ],
)
async def test_reconfigure(
    hass: HomeAssistant, account: MockConfigEntry, source: str, title: str
) -> None:
    """All fields can be changed, and optional ones cleared."""
    hass.config_entries.async_update_subentry(
        account, account.subentries[CAMERA_ID], title="My gate"
    )
    await hass.async_block_till_done()
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    assert result["step_id"] == "reconfigure"
    result = await _submit(hass, result, source_entity_id=source, min_score=55)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    subentry = account.subentries[CAMERA_ID]
    assert subentry.title == title
    assert subentry.unique_id == f"camera:{source}"
    assert subentry.data == {**DEFAULTS, "source_entity_id": source, "min_score": 55}
    settings = account.runtime_data.cameras[CAMERA_ID].settings
    assert settings.min_score == 55


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        pytest.param("camera.gate", True, id="same source"),
        pytest.param(DOOR, False, id="another source"),
    ],
)
async def test_left_out_is_kept(
    hass: HomeAssistant, account: MockConfigEntry, source: str, kept: bool
) -> None:
    """Areas that the dashboard leaves out of a picture survive a change by the form."""
    area = {"left": 0, "top": 0, "width": 10, "height": 10}
    camera = account.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(
        account, camera, data={**camera.data, "leave_out": [area]}
    )
    await hass.async_block_till_done()
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    await _submit(hass, result, source_entity_id=source)
    await hass.async_block_till_done()
    assert ("leave_out" in account.subentries[CAMERA_ID].data) is kept


async def test_reconfigure_to_taken_source(
    hass: HomeAssistant, account: MockConfigEntry
) -> None:
    """A camera can't take over another one's source."""
    await _submit(hass, await _start(hass, account), source_entity_id=DOOR)
    await hass.async_block_till_done()
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    result = await _submit(hass, result, source_entity_id=DOOR)
    assert result["reason"] == "already_configured"


def _suggested(result: SubentryFlowResult) -> dict[str, Any]:
    """Return a form's values: the suggested ones, or else the defaults."""
    assert result["data_schema"]
    return _shown(result["data_schema"])


def _shown(schema: vol.Schema) -> dict[str, Any]:
    """Return the values of a form or a section."""
    shown: dict[str, Any] = {}
    for field, value in schema.schema.items():
        if isinstance(value, section):
            shown[str(field)] = _shown(value.schema)
        elif "suggested_value" in (field.description or {}):
            shown[str(field)] = field.description["suggested_value"]
        elif not isinstance(field.default, vol.Undefined):
            shown[str(field)] = field.default()
    return shown


async def test_form(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """The form requires a source; everything else has a default."""
    assert _suggested(await _start(hass, account)) == {
        "trigger_entity_ids": [],
        "min_score": 70,
        "source": {"rotation": "0", "capture_timeout": 10, "spare_camera": False},
        "burst": {"burst_max": 3, "burst_stop_score": 90},
        "crop": WHOLE,
        "picture": {"max_width": 1280, "quality": 80},
        "history": {"keep": 50},
        "advanced": {
            "cooldown": 60,
            "priority": False,
            "decode_unknown": False,
        },
    }


ALL: dict[str, Any] = {
    "source_entity_id": "camera.gate",
    "trigger_entity_ids": [MOTION],
    "scan_interval": 30,
    "min_score": 60,
    "source": {"rotation": "270", "capture_timeout": 60, "spare_camera": True},
    "burst": {"burst_max": 1, "burst_stop_score": 100},
    "crop": {"left": 0.5, "top": 50, "width": 99.5, "height": 1},
    "picture": {"max_width": 320, "quality": 95},
    "history": {"keep": 0},
    "advanced": {
        "cooldown": 0,
        "priority": True,
        "decode_unknown": True,
    },
}


async def test_round_trip(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """The form shows the stored values, and submitting it unchanged loses nothing."""
    for _ in range(2):
        result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
        result = await _submit(hass, result, **ALL)
        assert result["reason"] == "reconfigure_successful"
        await hass.async_block_till_done()
        data = account.subentries[CAMERA_ID].data
        assert data["crop"] == ALL["crop"]
        sections = {"source", "burst", "picture", "history", "advanced", "left"}
        assert not sections & set(data)
        result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
        assert _suggested(result) == ALL
    settings = account.runtime_data.cameras[CAMERA_ID].settings
    assert (settings.burst_max, settings.burst_stop_score) == (1, 100)
    assert settings.cooldown == settings.keep == 0
    assert settings.framing.crop == Crop(**ALL["crop"], rotation=270)
    assert (settings.capture_timeout, settings.spare_camera) == (60, True)


@pytest.mark.parametrize(
    "camera_data",
    [
        {
            "source_entity_id": "camera.gate",
            "trigger_entity_ids": [MOTION],
            "min_score": 80,
            "cooldown": 5,
            "decode_unknown": True,
        },
        {
            "source_entity_id": "camera.gate",
            "trigger_entity_ids": [MOTION],
            "min_score": 80,
            "burst_max": 3,
            "burst_interval": 2.5,
            "burst_stop_score": 90,
            "cooldown": 5,
            "gate_max_skip": 120,
            "decode_unknown": True,
        },
    ],
    ids=["before there were these fields", "with fields that are gone"],
)
async def test_reconfigure_older(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """A camera that was added with other fields works and shows the defaults."""
    settings = account.runtime_data.cameras[CAMERA_ID].settings
    assert (settings.burst_max, settings.burst_stop_score) == (3, 90)
    assert settings.framing == Framing()
    assert settings.priority is False
    assert settings.keep == 50
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    shown = _suggested(result)
    assert shown == {
        "source_entity_id": "camera.gate",
        "trigger_entity_ids": [MOTION],
        "min_score": 80,
        "source": {"rotation": "0", "capture_timeout": 10, "spare_camera": False},
        "burst": {"burst_max": 3, "burst_stop_score": 90},
        "crop": WHOLE,
        "picture": {"max_width": 1280, "quality": 80},
        "history": {"keep": 50},
        "advanced": {
            "cooldown": 5,
            "priority": False,
            "decode_unknown": True,
        },
    }
    await _submit(hass, result, **shown)
    await hass.async_block_till_done()
    assert account.subentries[CAMERA_ID].data == {
        **DEFAULTS,
        "source_entity_id": "camera.gate",
        "trigger_entity_ids": [MOTION],
        "min_score": 80,
        "cooldown": 5,
        "decode_unknown": True,
    }


@pytest.mark.parametrize(
    "crop",
    [
        pytest.param({"left": 50, "width": 50.1}, id="too wide"),
        pytest.param({"top": 100, "height": 1}, id="below"),
        pytest.param({"left": 0.1}, id="as wide as the whole"),
    ],
)
async def test_crop_outside(
    hass: HomeAssistant, account: MockConfigEntry, crop: dict[str, float]
) -> None:
    """A region beyond the picture is an error, which keeps the input."""
    given = {**ALL, "source_entity_id": DOOR, "crop": {**WHOLE, **crop}}
    result = await _submit(hass, await _start(hass, account), **given)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {"base": "crop_outside"}
    schema = result["data_schema"]
    assert schema
    assert schema.schema["crop"].options == {"collapsed": False}
    assert _suggested(result) == given
    result = await _submit(hass, result, **{**given, "crop": WHOLE})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["crop"] == WHOLE


@pytest.mark.parametrize("left", [1, 82, 333, 579, 990])
async def test_crop_up_to_the_edge(
    hass: HomeAssistant, account: MockConfigEntry, left: int
) -> None:
    """A region may end at the picture's edge, in any tenths."""
    crop = {**WHOLE, "left": left / 10, "width": (1000 - left) / 10}
    result = await _submit(
        hass, await _start(hass, account), source_entity_id=DOOR, crop=crop
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


OWN = "image.gate_last_plate"


@pytest.mark.parametrize("own", [OWN, "button.gate_scan", "event.gate_plate"])
@pytest.mark.parametrize("field", ["source_entity_id", "trigger_entity_ids"])
async def test_own_entities(
    hass: HomeAssistant, account: MockConfigEntry, own: str, field: str
) -> None:
    """The form neither offers nor accepts the integration's own entities."""
    result = await _start(hass, account)
    assert result["data_schema"]
    selector = result["data_schema"].schema[field]
    assert own in selector.config["exclude_entities"]
    fields = {"source_entity_id": DOOR, "trigger_entity_ids": [own]}
    if field == "source_entity_id":
        fields = {"source_entity_id": own}
    with pytest.raises(InvalidData):
        await _submit(hass, result, **fields)


@pytest.mark.parametrize(
    ("trigger", "attributes", "error"),
    [
        pytest.param("sun.sun", {}, "silent_trigger", id="never comes"),
        pytest.param(
            "sensor.lux",
            {"unit_of_measurement": "lx"},
            "measuring_trigger",
            id="measures",
        ),
    ],
)
async def test_no_trigger(
    hass: HomeAssistant,
    account: MockConfigEntry,
    trigger: str,
    attributes: dict[str, str],
    error: str,
) -> None:
    """An entity that can't report an arrival is refused with its name and the reason."""
    hass.states.async_set(trigger, "1", {"friendly_name": "Thing", **attributes})
    result = await _submit(
        hass,
        await _start(hass, account),
        source_entity_id=DOOR,
        trigger_entity_ids=[MOTION, trigger],
    )
    assert result["errors"] == {"trigger_entity_ids": error}
    assert result["description_placeholders"]
    assert result["description_placeholders"]["trigger"] == f"Thing ({trigger})"
    texts = ENGLISH["config_subentries"]["camera"]["error"]
    assert "{trigger}" in texts[error]
    result = await _submit(
        hass, result, source_entity_id=DOOR, trigger_entity_ids=[MOTION]
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("source_entity_id", "image.new", "own_source"),
        ("trigger_entity_ids", [MOTION, "image.new"], "own_trigger"),
    ],
)
async def test_new_own_entity(
    hass: HomeAssistant,
    account: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    field: str,
    value: Any,
    error: str,
) -> None:
    """An own entity that is created while the form is open isn't accepted either."""
    result = await _start(hass, account)
    entity_registry.async_get_or_create(
        "image", DOMAIN, "new", suggested_object_id="new"
    )
    result = await _submit(hass, result, **{"source_entity_id": DOOR, field: value})
    assert result["errors"] == {field: error}
    result = await _submit(hass, result, source_entity_id=DOOR)
    assert result["type"] is FlowResultType.CREATE_ENTRY
