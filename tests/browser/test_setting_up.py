"""From nothing to a plate on a dashboard, by clicking."""

import re

from playwright.async_api import Locator, Page, expect

from demo.browser import add_dashboard, begin_subentry, choose_source, submit
from demo.scenery import PICTURES
from demo.setup import add_file_camera

from .conftest import CARD, VEHICLE, VEHICLE_PICTURE, VEHICLE_PLATE, House

CHECKED_PICTURE, CHECKED_PLATE = "dusk_nl.jpg", "S808LM"


def test_wrong_key(house: House) -> None:
    """An invalid key is refused with a reason."""
    assert "CarsXE doesn't accept this key" in house.refusal


async def test_set_up(house: House) -> None:
    """Account, cameras and vehicle exist, and nothing was paid for."""
    assert house.vehicles_at_first == {VEHICLE_PLATE: VEHICLE}
    for camera in ("driveway", "street"):
        state = await house.connection.state(f"image_processing.{camera}_plate")
        assert state["state"] != "unavailable"
    assert house.billed_by_setting_up == 0


async def test_check(house: House, page: Page) -> None:
    """The check shows what would be sent, and reads it after the user agrees to pay."""
    await add_file_camera(house.connection, PICTURES / CHECKED_PICTURE, "Garden")
    before = (await house.sandbox.calls())["billed"]
    form = await begin_subentry(page, house.home, "camera")
    await choose_source(form, "Garden")
    await submit(form)
    await expect(form.get_by_text("CarsXE accepts the key.")).to_be_visible()
    await _expect_picture(form)
    assert (await house.sandbox.calls())["billed"] == before
    await form.get_by_text(
        re.compile(r"Try it: one recognition, about \$0\.15")
    ).click()
    await expect(form.get_by_text(f"Read: {CHECKED_PLATE}")).to_be_visible()
    await expect(
        form.get_by_text("The picture was fetched from outside")
    ).to_be_visible()
    await _expect_picture(form)
    await expect(form.get_by_text("Add the camera", exact=True)).to_be_visible()
    assert (await house.sandbox.calls())["billed"] == before + 1


async def _expect_picture(form: Locator) -> None:
    """Check that a dialog shows a picture, not just its placeholder."""
    picture = form.locator("ha-markdown img")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0


async def test_dashboard(house: House, page: Page) -> None:
    """The generated dashboard is one click away, and shows what a scan has seen."""
    await add_dashboard(page, house.home, "Gate")
    await house.scan(VEHICLE_PICTURE)
    row = page.locator(CARD).get_by_role("listitem").filter(has_text=VEHICLE)
    await expect(row).to_contain_text(VEHICLE_PLATE)
    await expect(row).to_contain_text("Known")
    assert await row.locator("img").evaluate("image => image.naturalWidth") > 0
    await page.get_by_role("tab", name="Cameras").click()
    tile = page.locator("hui-tile-card").filter(has_text="Last vehicle")
    await expect(tile.first).to_be_visible()
    picture = page.locator("hui-picture-entity-card img").first
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
