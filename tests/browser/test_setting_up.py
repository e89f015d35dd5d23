"""From nothing to a plate on a dashboard, by clicking."""

from playwright.async_api import Page, expect

from demo.browser import add_dashboard

from .conftest import CARD, VEHICLE, VEHICLE_PICTURE, VEHICLE_PLATE, House


def test_wrong_key(house: House) -> None:
    """A wrong key is refused with a reason."""
    assert "CarsXE doesn't accept this key" in house.refusal


async def test_set_up(house: House) -> None:
    """Account, cameras and vehicle are there, and nothing was paid for."""
    assert house.vehicles_at_first == {VEHICLE_PLATE: VEHICLE}
    for camera in ("driveway", "street"):
        state = await house.connection.state(f"image_processing.{camera}_plate")
        assert state["state"] != "unavailable"
    assert house.billed_by_setting_up == 0


async def test_dashboard(house: House, page: Page) -> None:
    """The dashboard that makes itself is one click away, and shows what a scan has seen."""
    await add_dashboard(page, house.home, "Gate")
    await house.scan(VEHICLE_PICTURE)
    row = page.locator(CARD).get_by_role("listitem").filter(has_text=VEHICLE)
    await expect(row).to_contain_text(VEHICLE_PLATE)
    await expect(row).to_contain_text("Known")
    await expect(
        page.locator("hui-tile-card").filter(has_text=VEHICLE).first
    ).to_be_visible()
    picture = page.locator("hui-picture-entity-card img")
    await expect(picture.first).to_have_js_property("complete", True)
    for image in (picture.first, row.locator("img")):
        assert await image.evaluate("image => image.naturalWidth") > 0
