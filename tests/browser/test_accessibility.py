"""The card for users with low vision, a keyboard or a phone."""

import json
from pathlib import Path
from typing import Literal

from playwright.async_api import Locator, Page, expect
import pytest

from demo.browser import open_page, use_token
from demo.process import REPOSITORY

from .conftest import House

AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
UNKNOWN = ("two_plates.jpg", "RTN7063")


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the program that finds violations."""
    return Path(AXE).read_text()


async def _violations(page: Page, card: Locator, axe: str) -> list[str]:
    """Return the violations of the card, and how much was checked."""
    await page.evaluate(axe)
    result = await card.evaluate(
        "card => axe.run(card, { resultTypes: ['violations'] })"
    )
    assert len(result["passes"]) > 5
    return [
        f"{violation['id']}: {json.dumps([node['html'] for node in violation['nodes']])}"
        for violation in result["violations"]
    ]


@pytest.mark.parametrize("size", [(1280, 900), (360, 800)], ids=["computer", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe(
    house: House, axe: str, theme: Literal["dark", "light"], size: tuple[int, int]
) -> None:
    """Rows, dialogs and texts have no violation, and nothing is wider than the page."""
    picture, plate = UNKNOWN
    await house.scan(picture)
    async with open_page(house.browser, theme=theme, size=size) as page:
        await use_token(page, house.home, house.token)
        card = await house.open_card(page, title="Plates")
        row = card.get_by_role("listitem").filter(has_text=plate).first
        await expect(row.get_by_role("button")).to_have_count(4)
        assert await _violations(page, card, axe) == []
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0]
        box = await row.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0]
        for button in ("Show the picture of", "Add"):
            name = f"{button} {plate}"
            await row.get_by_role("button", name=name, exact=True).click()
            await expect(page.get_by_role("dialog")).to_be_visible()
            assert await _violations(page, card, axe) == []
            await page.keyboard.press("Escape")
        card = await house.open_card(page, entities=["image_processing.street_plate"])
        await expect(card).to_contain_text("No plate")
        assert await _violations(page, card, axe) == []


@pytest.mark.parametrize(
    ("locale", "direction", "label"),
    [
        pytest.param("de-DE", "ltr", "%s hinzufügen", id="german"),
        pytest.param("ar", "rtl", "إضافة %s", id="arabic"),
        pytest.param("he", "rtl", "הוספה: %s", id="hebrew"),
    ],
)
async def test_phone_abroad(
    house: House, axe: str, locale: str, direction: str, label: str
) -> None:
    """Pages in other languages fit a phone, in their writing direction."""
    picture, plate = UNKNOWN
    await house.scan(picture)
    async with open_page(house.browser, size=(360, 800), locale=locale) as page:
        await use_token(page, house.home, house.token)
        card = await house.open_card(page)
        row = card.get_by_role("listitem").filter(has_text=plate).first
        await expect(row.get_by_role("button")).to_have_count(4)
        await expect(row).to_have_css("direction", direction)
        await expect(row.get_by_role("button", name=label % plate)).to_be_visible()
        assert await _violations(page, card, axe) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        for button in await row.get_by_role("button").all():
            box = await button.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360


async def test_axe_finds(house: House, page: Page, axe: str) -> None:
    """The check would find a violation."""
    card = await house.open_card(page)
    await expect(card.get_by_role("list")).to_be_visible()
    await card.evaluate(
        "card => card.renderRoot.querySelector('.content').append(document.createElement('button'))"
    )
    assert "button-name" in "".join(await _violations(page, card, axe))


async def test_keyboard_order(house: House, page: Page) -> None:
    """The Tab key moves from the picture to the buttons, in their visual order."""
    card = await house.open_card(page)
    row = card.get_by_role("listitem").filter(has_text=UNKNOWN[1]).first
    buttons = row.get_by_role("button")
    await buttons.first.focus()
    for number in range(4):
        await expect(buttons.nth(number)).to_be_focused()
        await page.keyboard.press("Tab")
