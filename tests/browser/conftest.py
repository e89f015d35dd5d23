"""A Home Assistant with two cameras, set up by clicking, and a browser."""

from collections.abc import AsyncIterator
import contextlib
from dataclasses import dataclass, field
import logging
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    TimeoutError as PlaywrightTimeoutError,
    expect,
)
import pytest

from demo.browser import (
    TIMEOUT,
    NoBrowserError,
    begin_account,
    begin_subentry,
    choose_source,
    fill_account,
    fill_key,
    fill_vehicle,
    finish,
    log_in,
    open_browser,
    open_page,
    submit,
    use_token,
)
from demo.connection import Connection
from demo.home import Home
from demo.process import choose_port
from demo.sandbox import KEY, Sandbox
from demo.scenery import PICTURES, configuration
from demo.setup import add_file_camera, show_file

CARD = "carsxe-card"
CAMERAS = {"Driveway": "no_plate_empty.jpg", "Street": "no_plate_car.jpg"}
VEHICLE = "The neighbor's van"
VEHICLE_PICTURE = "day_gb.jpg"
VEHICLE_PLATE = "WG12KVL"

# Playwright's own five seconds are too few on a busy machine.
expect.set_options(timeout=TIMEOUT)

LOGGER = logging.getLogger(__name__)


@dataclass
class House:
    """The running system, and its user."""

    home: Home
    sandbox: Sandbox
    connection: Connection
    browser: Browser
    token: str
    pictures: Path
    """The folder for a test's own pictures."""
    refusal: str = ""
    billed_by_setting_up: int = -1
    vehicles_at_first: dict[str, str] = field(default_factory=dict)

    async def scan(self, picture: str | Path, camera: str = "driveway") -> None:
        """Make a camera show and scan a picture; a name is one of the sandbox's."""
        await show_file(self.connection, f"camera.{camera}", PICTURES / picture)
        await self.connection.call(
            "image_processing.scan", entity_id=f"image_processing.{camera}_plate"
        )

    async def save(self, url_path: str, config: dict[str, Any]) -> str:
        """Create a dashboard, and return its address."""
        dashboards = await self.connection.command("lovelace/dashboards/list")
        if url_path not in {dashboard["url_path"] for dashboard in dashboards}:
            await self.connection.command(
                "lovelace/dashboards/create", url_path=url_path, title=url_path
            )
        await self.connection.command(
            "lovelace/config/save", url_path=url_path, config=config
        )
        return f"{self.home.url}/{url_path}"

    async def vehicles(self) -> dict[str, str]:
        """Return the known vehicles' names by plate."""
        (entry,) = await self.connection.command("config_entries/get", domain="carsxe")
        subentries = await self.connection.command(
            "config_entries/subentries/list", entry_id=entry["entry_id"]
        )
        return {
            subentry["unique_id"].removeprefix("vehicle:"): subentry["title"]
            for subentry in subentries
            if subentry["subentry_type"] == "vehicle"
        }

    async def open_card(self, page: Page, **config: Any) -> Locator:
        """Open a dashboard with only the card, and return the card."""
        card = {"type": f"custom:{CARD}", **config}
        await page.goto(await self.save("card-alone", {"views": [{"cards": [card]}]}))
        return page.locator(CARD)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Run the browser."""
    async with contextlib.AsyncExitStack() as stack:
        try:
            yield await stack.enter_async_context(open_browser())
        except NoBrowserError as err:
            pytest.fail(str(err))


@pytest.fixture(scope="session")
async def sandbox(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """Run the sandbox."""
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"))
    try:
        await sandbox.start()
        yield sandbox
    finally:
        await sandbox.stop()


@pytest.fixture(scope="session")
async def empty_house(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, sandbox: Sandbox
) -> AsyncIterator[House]:
    """Run Home Assistant; only two cameras are set up."""
    folder: Path = tmp_path_factory.mktemp("home")
    pictures: Path = tmp_path_factory.mktemp("pictures")
    home = Home(folder, choose_port(None), configuration([PICTURES, pictures]))
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(home.stop)
        token = await home.start()
        connection = await stack.enter_async_context(home.connect(token))
        for name, picture in CAMERAS.items():
            await add_file_camera(connection, PICTURES / picture, name)
        yield House(home, sandbox, connection, browser, token, pictures)


@pytest.fixture(scope="session")
async def house(empty_house: House) -> House:
    """Return the house with an account (after an invalid key), two cameras and a vehicle, all clicked."""
    house = empty_house
    billed = (await house.sandbox.calls())["billed"]
    async with open_page(house.browser) as page:
        await log_in(page, house.home)
        await _click_account(page, house)
        for camera in CAMERAS:
            # On a busy machine the browser may miss the first clicks; nothing is saved by then.
            if not await _click_camera(page, house, camera):
                assert await _click_camera(page, house, camera)
        form = await begin_subentry(page, house.home, "vehicle")
        await fill_vehicle(form, "wg12 kvl", VEHICLE)
        await submit(form)
        await finish(form)
    house.billed_by_setting_up = (await house.sandbox.calls())["billed"] - billed
    house.vehicles_at_first = await house.vehicles()
    return house


async def _click_camera(page: Page, house: House, camera: str) -> bool:
    """Add a camera; return whether its checks came after its form."""
    form = await begin_subentry(page, house.home, "camera")
    await choose_source(form, camera)
    await submit(form)
    # The free checks come first.
    checked = form.get_by_text("Add the camera", exact=True)
    try:
        await checked.wait_for()
    except PlaywrightTimeoutError:
        LOGGER.warning("Instead of the checks: %s", await form.all_inner_texts())
        return False
    await checked.click()
    await finish(form)
    return True


async def _click_account(page: Page, house: House) -> None:
    """Add the account, with an invalid key at first."""
    form = await begin_account(page, house.home)
    await fill_account(form, house.sandbox.url, house.home.url)
    await fill_key(form, "wrong")
    await submit(form)
    house.refusal = await (
        form.locator("ha-alert").filter(has_text="CarsXE says").inner_text()
    )
    await fill_key(form, KEY)
    await submit(form)
    await finish(form)


@pytest.fixture(scope="session")
async def context(house: House) -> AsyncIterator[BrowserContext]:
    """Yield a browser that caches the frontend's files between tests."""
    async with open_page(house.browser) as page:
        await use_token(page, house.home, house.token)
        yield page.context


@pytest.fixture
async def page(context: BrowserContext) -> AsyncIterator[Page]:
    """Yield a page of the logged-in owner."""
    page = await context.new_page()
    yield page
    await page.close()
