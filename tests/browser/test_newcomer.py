"""A newcomer: from nothing to a gate that opens for a picked vehicle, by clicks alone."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
from dataclasses import dataclass
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
READ_TIMEOUT = 60.0
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
class Newcomer:
    """A user who starts with a camera, a gate, a key and a browser."""

    home: Home
    connection: Connection
    page: Page
    lane: Lane


@pytest.fixture(
    params=[
        pytest.param(("en-GB", (1280, 900), False), id="english-computer"),
        pytest.param(("de-DE", (390, 844), True), id="german-phone"),
    ]
)
async def newcomer(
    request: pytest.FixtureRequest, browser: Browser, tmp_path: Path
) -> AsyncIterator[Newcomer]:
    """Run a Home Assistant with the integration's files, a camera and a gate."""
    locale, size, touch = request.param
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "automations.yaml").write_text("[]")
    lane = Lane(tmp_path / "lane" / "driveway.jpg")
    yaml = configuration([lane.file.parent]) + CONFIGURATION
    home = Home(folder, choose_port(None), yaml)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(home.stop)
        token = await home.start()
        connection = await stack.enter_async_context(home.connect(token))
        await add_file_camera(connection, lane.file, DRIVEWAY.name)
        page = await stack.enter_async_context(
            open_page(browser, size=size, locale=locale, touch=touch)
        )
        await use_token(page, home, token)
        yield Newcomer(home, connection, page, lane)


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
    async with connection.events("plate_detected") as events:
        await _turn_motion(connection, "on")
        await lane.stop_by(STRANGER)
        event = await asyncio.wait_for(events.get(), READ_TIMEOUT)
        assert event["plate"] == STRANGER
        await lane.back_off(STRANGER)
        await _turn_motion(connection, "off")
    async with connection.events("state_changed") as changes:
        assert await _gate(connection) != "open"
        await _turn_motion(connection, "on")
        await lane.stop_by(PLATE)
        async with asyncio.timeout(READ_TIMEOUT):
            while await _gate(connection) != "open":
                await changes.get()


async def _gate(connection: Connection) -> str:
    """Return the state of the gate."""
    return str((await connection.state("cover.gate"))["state"])


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
