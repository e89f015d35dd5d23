"""Tests of the texts for users."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol
import yaml

import custom_components.carsxe
from custom_components.carsxe import media_source
from custom_components.carsxe.account_form import (
    CHANGE_SCHEMA,
    KEY_SCHEMA,
    NEW_SCHEMA,
    OPTIONS_SCHEMA,
)
from custom_components.carsxe.api import errors
from custom_components.carsxe.camera_flow import camera_schema
from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.repairs import FLOWS
from custom_components.carsxe.runtime.check import PAID, CheckItem
from custom_components.carsxe.runtime.issues import RECORDED_ISSUES
from custom_components.carsxe.runtime.spending.periods import Period
from custom_components.carsxe.runtime.watch import Status
from custom_components.carsxe.usage_sensor import USAGE_SENSORS
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.translation import async_get_translations

ROOT = Path(custom_components.carsxe.__file__).parent
ENGLISH: dict[str, Any] = json.loads((ROOT / "translations" / "en.json").read_text())
ICONS: dict[str, Any] = json.loads((ROOT / "icons.json").read_text())
SOURCE = "\n".join(module.read_text() for module in ROOT.rglob("*.py"))
OF_VEHICLES = {"last_seen", "present"}
# Of a camera, disabled by default.
DISABLED = {"recognitions"}
OF_ACCOUNTS = {description.key for description in USAGE_SENSORS}
LIMITS = {f"{period}_limit" for period in Period}
FAILURE_KEYS = {
    error.reason for error in vars(errors).values() if isinstance(error, type)
}


def _texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Return all texts with their paths."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, f"{path}.{key}")
    else:
        yield path, node


def test_no_address() -> None:
    """Texts contain no web address: those are placeholders."""
    assert not [path for path, text in _texts(ENGLISH) if "://" in text]


def test_no_link_in_errors() -> None:
    """Errors of forms have no links, because the frontend shows them as plain text."""
    errors = [text for path, text in _texts(ENGLISH) if ".error." in path]
    assert errors
    assert not [text for text in errors if "](" in text]


def test_exceptions() -> None:
    """Every exception has a text, and every text an exception."""
    raised = set(re.findall(r'translation_key="(\w+)"', SOURCE))
    raised |= set(re.findall(r'CaptureError\("(\w+)"', SOURCE))
    raised |= set(re.findall(r'super\(\)\.__init__\("(\w+)", entity_id', SOURCE))
    raised |= set(re.findall(r'PublicUrlError\("(\w+)"', SOURCE))
    raised |= set(re.findall(r'(?:Invalid|CountsUnreadable)Error\(\s*"(\w+)"', SOURCE))
    raised |= set(re.findall(r'VehicleDataError\([\w"]+, "(\w+)"', SOURCE))
    raised |= set(re.findall(r'refused_key="(\w+)"', SOURCE))
    raised |= {f"image_url_{r}" for r in ("credentials", "insecure", "malformed")}
    raised |= {f"{limit}_{key}" for limit in LIMITS for key in ("reached", "reserved")}
    raised |= {"calls_paused", "decodes_paused", "daily_decode_limit_reached"}
    assert raised | FAILURE_KEYS == set(ENGLISH["exceptions"])


def test_issues() -> None:
    """Every issue has a flow that fixes it, and a title with its owner."""
    assert set(ENGLISH["issues"]) == set(FLOWS)
    assert set(FLOWS) > RECORDED_ISSUES
    for texts in ENGLISH["issues"].values():
        assert re.search("{(account|camera|vehicle)}", texts["title"])
        for step in texts["fix_flow"]["step"].values():
            assert step["title"]
            assert step["description"]


def test_common() -> None:
    """The texts of logbook, checks, media browser and statuses exist, and no others."""
    wanted = {f"logbook_{text}" for text in ("misread", "seen", "unknown", "vehicle")}
    wanted |= {f"check_{item}_ok" for item in CheckItem}
    wanted |= {f"check_{item}_failed" for item in PAID}
    wanted |= {
        "check_plate_below",
        "check_no_trigger",
        "check_not_asked",
        "check_not_possible",
        "check_unexpected",
    }
    wanted |= {"check_blank", "check_scaled", "check_small"}
    wanted |= {f"status_{status}" for status in Status if status is not Status.IDLE}
    wanted.add("status_read_before")
    wanted |= {f"problem_{what}" for what in ("key", "setup", "source")}
    wanted |= {f"media_{kind}" for kind in (*media_source.KINDS, "unknown")}
    assert set(ENGLISH["common"]) == wanted


def test_status() -> None:
    """Every status has a name."""
    assert set(ENGLISH["entity"]["sensor"]["status"]["state"]) == set(Status)


def test_camera_check() -> None:
    """Every step and progress of a camera's check has texts."""
    texts = ENGLISH["config_subentries"]["camera"]
    assert set(texts["progress"]) == {"check", "pay"}
    for step in ("checked", "failed", "paid"):
        assert {"add", "save"} < set(texts["step"][step]["menu_options"])
        assert "{results}" in texts["step"][step]["description"]


@pytest.mark.parametrize("kind", ["camera", "vehicle"])
def test_flow_aborts(kind: str) -> None:
    """Both subentry flows have a text for a removed subentry."""
    assert ENGLISH["config_subentries"][kind]["abort"]["removed"]


def test_flow_errors() -> None:
    """Every failure of a key check has a text in the form."""
    errors = ENGLISH["config"]["error"]
    # A spent quota passes, and an empty recognition is refused as it should be.
    assert FAILURE_KEYS - {"quota_exceeded", "request_refused"} <= set(errors)
    for field in ("api_url", "public_url"):
        for reason in ("credentials", "insecure", "malformed"):
            assert f"{field}_{reason}" in errors


@pytest.mark.parametrize(
    ("step", "schema"),
    [
        ("user", NEW_SCHEMA),
        ("reauth_confirm", KEY_SCHEMA),
        ("reconfigure", CHANGE_SCHEMA),
    ],
)
def test_account_fields(step: str, schema: vol.Schema) -> None:
    """Every field of the account has a name and a description in every step."""
    _check_fields(ENGLISH["config"]["step"][step], schema.schema)


def test_option_fields() -> None:
    """Every option of the account has a name and a description."""
    _check_fields(ENGLISH["options"]["step"]["init"], OPTIONS_SCHEMA.schema)


@pytest.mark.parametrize("step", ["user", "reconfigure"])
def test_camera_fields(step: str) -> None:
    """Every field of a camera has a name and a description in every step."""
    texts = ENGLISH["config_subentries"]["camera"]["step"][step]
    _check_fields(texts, camera_schema([]).schema)


@pytest.mark.parametrize("step", ["user", "reconfigure"])
async def test_vehicle_fields(
    hass: HomeAssistant, account: MockConfigEntry, step: str
) -> None:
    """Every field of a vehicle has a name and a description in every step."""
    result = await hass.config_entries.subentries.async_init(
        (account.entry_id, "vehicle"), context={"source": SOURCE_USER}
    )
    schema = result["data_schema"]
    assert schema
    texts = ENGLISH["config_subentries"]["vehicle"]["step"][step]
    _check_fields(texts, schema.schema)


def _check_fields(texts: dict[str, Any], fields: dict[Any, Any]) -> None:
    """Compare a form's texts with its fields, including sections."""
    sections = {str(f): v for f, v in fields.items() if isinstance(v, section)}
    names = {str(field) for field in fields} - set(sections)
    assert set(texts.get("data", {})) == names
    assert set(texts.get("data_description", {})) == names
    assert set(texts.get("sections", {})) == set(sections)
    for name, inner in sections.items():
        assert texts["sections"][name]["name"]
        _check_fields(texts["sections"][name], inner.schema.schema)


@pytest.mark.parametrize("kind", ["services", "triggers", "conditions"])
def test_descriptions(kind: str) -> None:
    """Every action, trigger and condition has texts for all its fields, and an icon."""
    described: dict[str, Any] = yaml.safe_load((ROOT / f"{kind}.yaml").read_text())
    texts = ENGLISH[kind]
    assert set(texts) == set(described) == set(ICONS[kind])
    for name, description in described.items():
        assert set(texts[name]["fields"]) == set(description["fields"])


async def test_entities(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Every entity has its own name and an icon."""
    translations = await async_get_translations(hass, "en", "entity", [DOMAIN])
    for platform, keys in ENGLISH["entity"].items():
        assert set(ICONS["entity"][platform]) == set(keys)
        for key, texts in keys.items():
            name = f"component.{DOMAIN}.entity.{platform}.{key}.name"
            assert translations[name] == texts["name"]
    shown = {
        state.name for state in hass.states.async_all() if "gate_" in state.entity_id
    }
    names = [
        texts["name"]
        for keys in ENGLISH["entity"].values()
        for key, texts in keys.items()
        if key not in OF_VEHICLES | OF_ACCOUNTS | DISABLED
    ]
    assert shown == {f"Gate {name}" for name in names}
    of_account = {
        state.name for state in hass.states.async_all() if "carsxe_" in state.entity_id
    }
    sensors = ENGLISH["entity"]["sensor"]
    assert of_account == {
        f"CarsXE {sensors[description.key]['name']}"
        for description in USAGE_SENSORS
        if description.entity_registry_enabled_default
    }
