"""The card for users with low vision, a keyboard or a phone."""

from typing import Literal

from playwright.async_api import Locator, Page, expect
import pytest

from demo.browser import SUBENTRIES, open_page, text, use_token

from .axe import violations
from .conftest import House

INTEGRATIONS = "ui.panel.config.integrations"
FORMS = (
    f"{INTEGRATIONS}.integration_page.add_service",
    f"{SUBENTRIES}.camera.initiate_flow.user",
    f"{SUBENTRIES}.vehicle.initiate_flow.user",
    f"{INTEGRATIONS}.config_entry.configure",
)
# These rules are violated by Home Assistant's own dialog, sections and pickers.
OF_THE_FRONTEND = (
    "aria-valid-attr-value",
    "button-name",
    "color-contrast",
    "link-name",
)
UNKNOWN = ("two_plates.jpg", "RTN7063")


@pytest.mark.parametrize("size", [(1280, 900), (360, 800)], ids=["computer", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe(
    house: House, theme: Literal["dark", "light"], size: tuple[int, int]
) -> None:
    """Rows, dialogs and texts have no violation, and nothing is wider than the page."""
    picture, plate = UNKNOWN
    await house.scan(picture)
    async with open_page(house.browser, theme=theme, size=size) as page:
        await use_token(page, house.home, house.token)
        card = await house.open_card(page, title="Plates")
        row = card.get_by_role("listitem").filter(has_text=plate).first
        await expect(row.get_by_role("button")).to_have_count(4)
        assert await violations(card) == []
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0]
        box = await row.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0]
        for button in ("Show the picture of", "Add"):
            name = f"{button} {plate}"
            await row.get_by_role("button", name=name, exact=True).click()
            await expect(page.get_by_role("dialog")).to_be_visible()
            assert await violations(card) == []
            await page.keyboard.press("Escape")
        card = await house.open_card(page, entities=["image_processing.street_plate"])
        await expect(card).to_contain_text("No plate")
        assert await violations(card) == []


@pytest.mark.parametrize(
    ("locale", "direction", "label"),
    [
        pytest.param("de-DE", "ltr", "%s hinzufügen", id="german"),
        pytest.param("ar", "rtl", "إضافة %s", id="arabic"),
        pytest.param("he", "rtl", "הוספה: %s", id="hebrew"),
    ],
)
async def test_phone_abroad(
    house: House, locale: str, direction: str, label: str
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
        assert await violations(card) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        for button in await row.get_by_role("button").all():
            box = await button.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
        for button in (row.get_by_role("button").first, row.locator("button.add")):
            await button.click()
            await expect(page.get_by_role("dialog")).to_be_visible()
            assert await violations(card) == []
            await page.keyboard.press("Escape")


@pytest.mark.parametrize(
    "locale", [pytest.param("de-DE", id="german"), pytest.param("ar", id="arabic")]
)
async def test_dialogs_abroad(house: House, locale: str) -> None:
    """Forms with all their sections, and the dialogs of the dashboard, have no violation."""
    async with open_page(house.browser, locale=locale) as page:
        await use_token(page, house.home, house.token)
        await page.goto(f"{house.home.url}/config/integrations/integration/carsxe")
        form = page.locator("dialog-data-entry-flow")
        for key in FORMS:
            name = await text(page, key)
            await page.get_by_role("button", name=name, exact=True).first.click()
            await _expand(form)
            assert await violations(form, *OF_THE_FRONTEND) == []
            await page.keyboard.press("Escape")
            await expect(form.locator("ha-form")).to_have_count(0)
        address = await house.save(
            "own-plates", {"strategy": {"type": "custom:carsxe"}}
        )
        for view, button in (
            ("vehicles", "carsxe-vehicles-card .filters button.main"),
            ("cameras", "carsxe-region-card button"),
        ):
            await page.goto(f"{address}/{view}")
            await page.locator(button).first.click()
            dialog = page.get_by_role("dialog")
            await expect(dialog).to_be_visible()
            assert await violations(dialog) == []


async def _expand(form: Locator) -> None:
    """Expand all sections of a form."""
    await form.locator("ha-form").first.wait_for()
    for section in await form.locator("ha-expansion-panel").all():
        if not await section.evaluate("section => section.expanded"):
            await section.get_by_role("button").first.click()


async def test_axe_finds(house: House, page: Page) -> None:
    """The check would find a violation."""
    card = await house.open_card(page)
    await expect(card.get_by_role("list")).to_be_visible()
    await card.evaluate(
        "card => card.renderRoot.querySelector('.content').append(document.createElement('button'))"
    )
    assert "button-name" in "".join(await violations(card))


async def test_keyboard_order(house: House, page: Page) -> None:
    """The Tab key moves from the picture to the buttons, in their visual order."""
    card = await house.open_card(page)
    row = card.get_by_role("listitem").filter(has_text=UNKNOWN[1]).first
    buttons = row.get_by_role("button")
    await buttons.first.focus()
    for number in range(4):
        await expect(buttons.nth(number)).to_be_focused()
        await page.keyboard.press("Tab")
