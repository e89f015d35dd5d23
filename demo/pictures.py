"""Take the documentation's pictures in a real browser: `python -m demo.pictures`."""

import asyncio
from pathlib import Path
import sys

from playwright.async_api import Browser, Locator, Page

from .browser import (
    NoBrowserError,
    begin_subentry,
    choose_source,
    open_browser,
    open_page,
    use_token,
)
from .house import House, open_house
from .process import REPOSITORY
from .scenery import DASHBOARD, PICTURES, PLACES
from .setup import add_file_camera, show_file

FOLDER = REPOSITORY / ".local" / "pictures"
IMAGES = REPOSITORY / "docs" / "images"
QUALITY = 82
SETTLE_SECONDS = 3.0
VISITS = (
    (0, "day_us.jpg"),
    (1, "two_plates.jpg"),
    (0, "day_de.jpg"),
)
KNOWN = {"WOBMK289": "Family car"}


async def take_pictures() -> None:
    """Let vehicles arrive, and take pictures of the dashboard, the card and a form."""
    async with open_house(FOLDER) as house, open_browser() as browser:
        for plate, name in KNOWN.items():
            await house.connection.call(
                "carsxe.add_vehicle", {"plate": plate, "name": name}
            )
        await house.connection.command(
            "lovelace/config/save",
            url_path=DASHBOARD,
            config={"strategy": {"type": "custom:carsxe"}},
        )
        for number, picture in VISITS:
            await _arrive(house, number, picture)
        await _take_dashboard(house, browser)
        await _take_card(house, browser)
        await _take_form(house, browser)


async def _arrive(house: House, number: int, picture: str) -> None:
    """Let a vehicle arrive at a place and be read."""
    entities = house.entities[PLACES[number]]
    await show_file(house.connection, entities["camera"], PICTURES / picture)
    await house.connection.call(
        "image_processing.scan", entity_id=entities["image_processing.plate"]
    )


async def _take_dashboard(house: House, browser: Browser) -> None:
    """Take the picture of the dashboard's cameras."""
    async with open_page(browser, size=(1560, 920), scale=1.5) as page:
        await _open_dashboard(page, house, "cameras", "hui-picture-entity-card img")
        await _save(page, IMAGES / "dashboard.jpg")


async def _take_card(house: House, browser: Browser) -> None:
    """Take the picture of the card with all plates, in dark mode."""
    async with open_page(browser, size=(1560, 1200), theme="dark", scale=2) as page:
        await _open_dashboard(page, house, "plates", "carsxe-card img")
        await _save(page.locator("carsxe-card").last, IMAGES / "card.jpg")


async def _take_form(house: House, browser: Browser) -> None:
    """Take the picture of the form that adds a camera."""
    await add_file_camera(house.connection, PICTURES / "dusk_nl.jpg", "Back gate")
    async with open_page(browser, size=(1000, 900), scale=1.5) as page:
        await use_token(page, house.home, house.token)
        form = await begin_subentry(page, house.home, "camera")
        await choose_source(form, "Back gate")
        await asyncio.sleep(SETTLE_SECONDS)
        await _save(page, IMAGES / "setup.jpg")


async def _open_dashboard(page: Page, house: House, view: str, last: str) -> None:
    """Open a view of the dashboard, and return when everything is shown."""
    await use_token(page, house.home, house.token)
    await page.goto(f"{house.home.url}/{DASHBOARD}/{view}")
    await page.locator(last).last.wait_for()
    await asyncio.sleep(SETTLE_SECONDS)


async def _save(what: Page | Locator, file: Path) -> None:
    """Save what a user sees."""
    file.parent.mkdir(parents=True, exist_ok=True)
    await what.screenshot(path=file, type="jpeg", quality=QUALITY)


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(take_pictures()))
    except NoBrowserError as err:
        sys.exit(f"pictures: {err}")
