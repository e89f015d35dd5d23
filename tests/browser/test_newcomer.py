"""A newcomer: from nothing to a gate that opens for a picked vehicle, by clicks alone."""

from collections.abc import AsyncIterator
import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
import re

from playwright.async_api import Browser, Locator, Page
import pytest

from demo.browser import (
    begin_account,
    begin_subentry,
    choose,
    choose_source,
    fill_account,
    fill_key,
    fill_vehicle,
    finish,
    open_page,
    submit,
    text,
    use_token,
)
from demo.connection import Connection
from demo.drive import Lane
from demo.home import Home
from demo.process import choose_port
from demo.sandbox import KEY, Sandbox
from demo.scenery import DRIVEWAY, configuration
from demo.setup import add_file_camera

MOTION, GATE = "Driveway motion", "Gate"
VEHICLE, PLATE = "Family car", "WG12KVL"
STRANGER = "8RMG362"
CHECKED = "component.carsxe.config_subentries.camera.step.checked"
EDITOR = "ui.panel.config.automation.editor"
TRIGGER = "component.carsxe.triggers.plate_detected"
CONFIGURATION = f"""
automation: !include automations.yaml
template:
  - cover:
      - name: {GATE}
        optimistic: true
        open_cover: []
        close_cover: []
"""


@dataclass(frozen=True)
class Empty:
    """A Home Assistant with the integration's files, a camera and a gate."""

    home: Home
    connection: Connection
    token: str
    lane: Lane


@dataclass(frozen=True)
class Newcomer(Empty):
    """A user who has a key and a browser."""

    page: Page


@pytest.fixture(scope="module")
async def empty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Empty]:
    """Run the Home Assistant."""
    folder: Path = tmp_path_factory.mktemp("newcomer")
    (folder / "automations.yaml").write_text("[]")
    lane = Lane(folder / "lane" / "driveway.jpg")
    yaml = configuration([lane.file.parent]) + CONFIGURATION
    home = Home(folder, choose_port(None), yaml)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(home.stop)
        token = await home.start()
        connection = await stack.enter_async_context(home.connect(token))
        await add_file_camera(connection, lane.file, DRIVEWAY.name)
        yield Empty(home, connection, token, lane)


@pytest.fixture(
    params=[
        pytest.param(("en-GB", (1280, 900), False), id="english-computer"),
        pytest.param(("de-DE", (390, 844), True), id="german-phone"),
    ]
)
async def newcomer(
    request: pytest.FixtureRequest, browser: Browser, empty: Empty
) -> AsyncIterator[Newcomer]:
    """Open the browser, and leave nothing behind for the next newcomer."""
    locale, size, touch = request.param
    async with open_page(browser, size=size, locale=locale, touch=touch) as page:
        await use_token(page, empty.home, empty.token)
        yield Newcomer(**vars(empty), page=page)
    connection = empty.connection
    (entry,) = await connection.command("config_entries/get", domain="carsxe")
    config = "/api/config"
    entry_id = entry["entry_id"]
    await connection.rest("DELETE", f"{config}/config_entries/entry/{entry_id}")
    for state in await connection.rest("GET", "/api/states"):
        if state["entity_id"].startswith("automation."):
            number = state["attributes"]["id"]
            await connection.rest("DELETE", f"{config}/automation/config/{number}")
    await empty.lane.show()
    await _turn_motion(connection, "off")
    await connection.call("cover.close_cover", entity_id="cover.gate")


@pytest.mark.timeout(600)
async def test_newcomer(newcomer: Newcomer, sandbox: Sandbox) -> None:
    """Account, camera, vehicle and automation are clicked; then the gate opens only for that vehicle."""
    await _set_up(newcomer, sandbox)
    page = newcomer.page
    await _begin_automation(newcomer)
    await _add_trigger(page)
    await _add_action(page)
    await _save(page)
    await _expect_gate_to_open(newcomer)


async def _expect_gate_to_open(newcomer: Newcomer) -> None:
    """Check that the gate stays closed for a stranger, and opens for the vehicle."""
    connection, lane = newcomer.connection, newcomer.lane
    async with (
        connection.events("plate_detected") as events,
        connection.events("state_changed") as changes,
        connection.subscription(
            "carsxe/triggers/subscribe", entity_id="image_processing.driveway_plate"
        ) as log,
    ):
        await lane.show(STRANGER)
        await _turn_motion(connection, "on")
        assert (await events.get())["plate"] == STRANGER
        await lane.show()
        await _turn_motion(connection, "off")
        while not (await log.get())["triggers"]:
            pass  # The camera is still being watched.
        await lane.show(PLATE)
        await _turn_motion(connection, "on")
        event = await events.get()
        assert event["plate"] == PLATE
        while (gate := await connection.state("cover.gate"))["state"] != "open":
            await changes.get()
    opened, seen = gate["last_changed"], event["detected_at"]
    assert datetime.fromisoformat(opened) > datetime.fromisoformat(seen)


async def _set_up(newcomer: Newcomer, sandbox: Sandbox) -> None:
    """Add an account, a camera that a motion sensor triggers, and a vehicle."""
    page, home = newcomer.page, newcomer.home
    form = await begin_account(page, home)
    await fill_account(form, sandbox.url, home.url)
    await fill_key(form, KEY)
    await submit(form)
    await finish(form)
    form = await begin_subentry(page, home, "camera")
    await choose_source(form, DRIVEWAY.name)
    triggers = form.locator("ha-selector-entity").nth(1)
    await choose(triggers.get_by_role("button").first, MOTION)
    await submit(form)
    add = await text(page, f"{CHECKED}.menu_options.add")
    await form.get_by_text(add, exact=True).click()
    await finish(form)
    form = await begin_subentry(page, home, "vehicle")
    await fill_vehicle(form, "wg12 kvl", VEHICLE)
    await submit(form)
    await finish(form)


async def _begin_automation(newcomer: Newcomer) -> None:
    """Start with an empty automation."""
    page, texts = newcomer.page, "ui.panel.config.automation"
    await page.goto(f"{newcomer.home.url}/config/automation/dashboard")
    add = await text(page, f"{texts}.picker.add_automation")
    await page.get_by_role("button", name=add).click()
    await page.get_by_text(await text(page, f"{texts}.dialog_new.create_empty")).click()


async def _add_trigger(page: Page) -> None:
    """Let the automation start when the picked vehicle comes to the picked camera."""
    sidebar = await _add(page, "triggers", f"{TRIGGER}.name")
    await _choose_target(sidebar, DRIVEWAY.name)
    field = sidebar.locator("ha-settings-row").filter(
        has=page.locator("ha-selector-device")
    )
    name = await text(page, f"{TRIGGER}.fields.vehicle.name")
    await field.get_by_text(name, exact=True).click()
    await choose(field.get_by_role("button").first, VEHICLE)
    await _close(sidebar)


async def _add_action(page: Page) -> None:
    """Let the automation open the picked gate."""
    sidebar = await _add(page, "actions", "component.cover.services.open_cover.name")
    await _choose_target(sidebar, GATE)
    await _close(sidebar)


async def _add(page: Page, kind: str, key: str) -> Locator:
    """Find a trigger or an action by its name, add it, and return the element with its fields."""
    await page.get_by_role(
        "button", name=await text(page, f"{EDITOR}.{kind}.add")
    ).click()
    dialog = page.locator("add-automation-element-dialog")
    name = await text(page, key)
    await dialog.get_by_role("textbox").fill(name)
    await dialog.get_by_role("button", name=name).first.click()
    return page.locator("ha-automation-sidebar")


async def _choose_target(sidebar: Locator, name: str) -> None:
    """Choose the target of a trigger or an action."""
    picker = sidebar.locator("ha-target-picker")
    await choose(picker.get_by_role("button").first, name)


async def _close(sidebar: Locator) -> None:
    """Close the fields of a trigger or an action, keeping the input."""
    close = sidebar.get_by_role(
        "button", name=await text(sidebar.page, "ui.common.close")
    )
    await close.click()
    await close.wait_for(state="hidden")


async def _save(page: Page) -> None:
    """Save the automation under the suggested name."""
    save = await text(page, "ui.common.save")
    await page.get_by_role("button", name=save).click()
    dialog = page.locator("ha-dialog-automation-save")
    await dialog.get_by_role("button", name=save).click()
    # It has its own address once it runs.
    await page.wait_for_url(re.compile(r"/config/automation/edit/(?!new)"))


async def _turn_motion(connection: Connection, to: str) -> None:
    """Turn the motion sensor on or off."""
    await connection.call(f"input_boolean.turn_{to}", entity_id=DRIVEWAY.motion)
