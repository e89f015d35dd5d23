"""Any input leads to a form with an error, or to something that can be set up."""

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, assume, event, given, settings, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.carsxe.const import DOMAIN
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.exceptions import HomeAssistantError

from ..carsxe_server import CarsXEServer
from ..conftest import API_KEY, CAMERA_ID, MOTION, SOURCE, pass_progress
from .examples import examples

odd = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["\x00", "ＡＢ１", "{{ 1 }}", "${key}", "../..", "𐐀"])
    | st.lists(st.text(max_size=5), max_size=3)
    | st.dictionaries(st.text(max_size=5), st.integers(), max_size=2)
)
moments = st.sampled_from(
    ["2026-11-23 08:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59"]
)
# Some of them are outside most limits, most of them inside.
numbers = st.sampled_from([1, 2, 5.5, 30, 50, 80, 95, 0.2, 400, 10_000, -1, 1e300])
small = st.sampled_from([1, 2, 10, 30, 50, 95])
entities = st.sampled_from(
    [
        SOURCE,
        "camera.other",
        "image.y",
        MOTION,
        "camera.none",
        "image.x",
        "sensor.a",
        "",
    ]
)
# A form is one with an error.
ENDS = {FlowResultType.CREATE_ENTRY, FlowResultType.ABORT, FlowResultType.FORM}
quiet = settings(
    deadline=None,
    max_examples=examples(40),
    suppress_health_check=list(HealthCheck),
)


def _at_times_odd(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a value; one in thirty is odd."""
    return st.integers(0, 29).flatmap(lambda draw: values if draw else odd)


def _some(
    *needed: str, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """Return the required and some of the other fields, mostly valid, sometimes odd."""
    mixed = {name: _at_times_odd(values) for name, values in fields.items()}
    return st.fixed_dictionaries(
        {name: mixed.pop(name) for name in needed}, optional=mixed
    )


plates = st.sampled_from(["AB 123", "ab-123", "A", "-", "Ω1"]) | st.text(max_size=50)
names = st.sampled_from(["Van", " ", "V" * 300]) | st.text(max_size=5)
VEHICLE = _some(
    "plate",
    "name",
    plate=plates,
    name=names,
    look_up_section=_some(look_up=st.booleans(), country=st.sampled_from(["DE", "x"])),
    advanced=_some(
        valid_from=moments,
        valid_until=moments,
        camera_ids=st.lists(st.sampled_from([CAMERA_ID, "none"])),
        ignore=st.booleans(),
    ),
)
CAMERA = _some(
    "source_entity_id",
    source_entity_id=entities,
    trigger_entity_ids=st.lists(entities, max_size=2),
    scan_interval=numbers,
    min_score=small,
    burst=_some(burst_max=small, burst_interval=small, burst_stop_score=small),
    crop=_some(left=small, top=small, width=small, height=small),
    picture=_some(max_width=numbers, quality=numbers),
    history=_some(keep=small),
    advanced=_some(
        cooldown=small,
        gate_max_skip=small,
        priority=st.booleans(),
        decode_unknown=st.booleans(),
    ),
)
ACCOUNT = _some(
    api_key=st.sampled_from([API_KEY, "wrong", " "]),
    advanced=_some(
        api_url=st.sampled_from(["http://127.0.0.1:1", "https://[", "x"]),
        public_url=st.sampled_from(["https://a.example", "https://a@b", "http://a"]),
    ),
)
OPTIONS = _some(
    budget=_some(daily_limit=small, monthly_limit=small, price=numbers),
    matching=_some(match_kinds=st.lists(st.sampled_from(["exact", "candidate"]))),
)


@quiet
@given(
    fields=st.one_of(VEHICLE, VEHICLE.map(lambda fields: {**fields, "kind": "vehicle"}))
)
async def test_vehicle(
    hass: HomeAssistant, account: MockConfigEntry, fields: dict[str, Any]
) -> None:
    """The form of a vehicle."""
    await _add(hass, account, "vehicle", fields)


@quiet
@given(fields=CAMERA)
async def test_camera(
    hass: HomeAssistant, account: MockConfigEntry, fields: dict[str, Any]
) -> None:
    """The form of a camera."""
    await _add(hass, account, "camera", fields)


async def _add(
    hass: HomeAssistant, account: MockConfigEntry, kind: str, fields: dict[str, Any]
) -> None:
    """Fill in a form, and add what it accepts, which is set up and then removed."""
    flows = hass.config_entries.subentries
    before = set(account.subentries)
    form = await flows.async_init(
        (account.entry_id, kind), context={"source": SOURCE_USER}
    )
    try:
        result = await flows.async_configure(form["flow_id"], fields)
    except InvalidData:
        flows.async_abort(form["flow_id"])
        event("no valid input")
        return
    result = await pass_progress(hass, result)
    if result["type"] is FlowResultType.MENU:
        assert "add" in result["menu_options"]
        choice = {"next_step_id": "add"}
        result = await flows.async_configure(result["flow_id"], choice)
        assert result["type"] is FlowResultType.CREATE_ENTRY
    event(str(result["type"]))
    assert result["type"] in ENDS
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.state is ConfigEntryState.LOADED
    if result["type"] is FlowResultType.FORM:
        assert result["errors"]
        flows.async_abort(form["flow_id"])
    for subentry_id in set(account.subentries) - before:
        hass.config_entries.async_remove_subentry(account, subentry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.state is ConfigEntryState.LOADED


@quiet
@given(fields=ACCOUNT)
async def test_account(
    hass: HomeAssistant, account: MockConfigEntry, fields: dict[str, Any]
) -> None:
    """The form of an account on reconfiguration."""
    data = dict(account.data)
    flow = await account.start_reconfigure_flow(hass)
    flows = hass.config_entries.flow
    try:
        result = await flows.async_configure(flow["flow_id"], fields)
    except InvalidData:
        flows.async_abort(flow["flow_id"])
        return
    await hass.async_block_till_done(wait_background_tasks=True)
    if result["type"] is FlowResultType.FORM:
        assert result["errors"]
        flows.async_abort(flow["flow_id"])
        assert account.data == data
    hass.config_entries.async_update_entry(account, data=data)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.state is ConfigEntryState.LOADED


@quiet
@given(fields=OPTIONS)
async def test_options(
    hass: HomeAssistant, account: MockConfigEntry, fields: dict[str, Any]
) -> None:
    """The form of an account's options."""
    options = dict(account.options)
    flows = hass.config_entries.options
    flow = await flows.async_init(account.entry_id)
    try:
        await flows.async_configure(flow["flow_id"], fields)
    except InvalidData:
        flows.async_abort(flow["flow_id"])
        assert account.options == options
        return
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.state is ConfigEntryState.LOADED


ACTIONS = {
    "add_vehicle": _some(
        "plate",
        "name",
        plate=plates,
        name=names,
        valid_until=moments,
        camera_ids=st.lists(st.just(CAMERA_ID), max_size=1),
    ),
    "remove_vehicle": _some("plate", plate=plates),
    "decode_plate": _some(
        "plate",
        plate=st.text(max_size=40),
        country=st.text(max_size=3),
        state=st.text(max_size=3),
    ),
    "recognize": _some(
        entity_id=entities | st.just("image_processing.gate_plate"),
        image_url=st.sampled_from(["https://a.example", "http://a", "\x00"]),
        min_score=small,
        dry_run=st.booleans(),
    ),
    "check": _some(
        entity_id=entities | st.just("image_processing.gate_plate"),
        paid=st.booleans(),
    ),
}


@pytest.mark.parametrize("action", ACTIONS)
@quiet
@given(data=st.data())
async def test_action(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    action: str,
    data: st.DataObject,
) -> None:
    """The fields of an action: they lead to a Home Assistant error or a response."""
    fields = data.draw(ACTIONS[action])
    # Home Assistant's own check of entity IDs fails on anything else.
    assume(isinstance(fields.get("entity_id", ""), str | list))
    with suppress(vol.Invalid, HomeAssistantError):
        await hass.services.async_call(
            DOMAIN,
            action,
            fields,
            blocking=True,
            return_response=action != "remove_vehicle",
        )
    await hass.async_block_till_done(wait_background_tasks=True)
    assert account.state is ConfigEntryState.LOADED
