"""The dashboard of standard cards, and the one that makes itself."""

from playwright.async_api import Page, expect
import yaml

from demo.process import REPOSITORY

from .conftest import CARD, VEHICLE, VEHICLE_PICTURE, VEHICLE_PLATE, House

DOCUMENTED = (REPOSITORY / "docs" / "dashboard.yaml").read_text()


async def test_documented(house: House, page: Page) -> None:
    """docs/dashboard.yaml loads, needs no card of ours, and shows everything."""
    await house.scan(VEHICLE_PICTURE)
    config = yaml.safe_load(DOCUMENTED)
    assert "custom:" not in DOCUMENTED
    address = await house.save("documented-plates", config)
    await page.goto(address)
    picture = page.locator("hui-picture-entity-card img")
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
    await expect(
        page.locator("hui-tile-card").filter(has_text=VEHICLE_PLATE)
    ).to_be_visible()
    await expect(page.locator("hui-markdown-card")).to_contain_text(f"{VEHICLE}: ")
    await expect(page.locator("hui-markdown-card")).to_contain_text("ago")
    await expect(page.locator("hui-logbook-card")).to_contain_text(VEHICLE_PLATE)
    await expect(page.locator("hui-tile-card").filter(has_text="US$")).to_be_visible()
    await expect(page.locator("hui-error-card, hui-warning")).to_have_count(0)


async def test_own(house: House, page: Page) -> None:
    """The dashboard that makes itself has a section for each camera, and all the rest."""
    await house.scan(VEHICLE_PICTURE)
    address = await house.save("own-plates", {"strategy": {"type": "custom:carsxe"}})
    await page.goto(address)
    headings = page.locator("hui-heading-card")
    await expect(headings).to_have_text(
        [
            "Driveway",
            "Street",
            "Unknown plates",
            "All plates",
            "Known vehicles",
            "Calls and costs",
        ]
    )
    await expect(page.locator(CARD)).to_have_count(2)
    await expect(page.locator("hui-tile-card").filter(has_text="US$")).to_be_visible()
    await expect(page.locator("hui-error-card, hui-warning")).to_have_count(0)
