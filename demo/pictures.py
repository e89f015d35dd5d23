"""Takes the README's pictures in a real browser: `python -m demo.pictures`."""

import asyncio
import json
from pathlib import Path
import shutil
import sys

from playwright.async_api import Page, async_playwright

from .house import House, open_house
from .process import REPOSITORY
from .scenery import DASHBOARD, PICTURES, PLACES
from .setup import show_file

FOLDER = REPOSITORY / ".local" / "pictures"
IMAGES = REPOSITORY / "docs" / "images"
SIZE = (1560, 500)
SETTLE_SECONDS = 3.0
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


async def take_pictures() -> None:
    """Let vehicles arrive at both places and take a picture of the dashboard."""
    async with open_house(FOLDER) as house:
        for place, picture in zip(
            PLACES, ("day_de.jpg", "two_plates.jpg"), strict=True
        ):
            entities = house.entities[place]
            await show_file(house.connection, entities["camera"], PICTURES / picture)
            await house.connection.call(
                "image_processing.scan", entity_id=entities["image_processing.plate"]
            )
        await _take(house, f"/{DASHBOARD}", IMAGES / "dashboard.jpg")


async def _take(house: House, path: str, file: Path) -> None:
    """Save what a person sees under a path of the frontend."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        raise SystemExit("pictures: install chromium, then run this again")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path, args=BROWSER_ARGUMENTS
        )
        page = await browser.new_page(
            viewport={"width": SIZE[0], "height": SIZE[1]}, device_scale_factor=1.5
        )
        await _log_in(page, house)
        await page.goto(f"{house.home.url}{path}")
        await page.wait_for_selector("hui-picture-entity-card img")
        await asyncio.sleep(SETTLE_SECONDS)
        file.parent.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=file, type="jpeg", quality=88)
        await browser.close()


async def _log_in(page: Page, house: House) -> None:
    """Leave the tokens where the frontend looks for them."""
    tokens = {
        "access_token": house.token,
        "token_type": "Bearer",
        "expires_in": 1800,
        "hassUrl": house.home.url,
        "clientId": f"{house.home.url}/",
        "expires": 9999999999999,
        "refresh_token": "",
    }
    await page.goto(f"{house.home.url}/manifest.json")
    await page.evaluate(
        "tokens => localStorage.setItem('hassTokens', tokens)", json.dumps(tokens)
    )


if __name__ == "__main__":
    sys.exit(asyncio.run(take_pictures()))
