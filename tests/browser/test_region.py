"""The region of a camera, set on the dashboard over the live picture."""

import asyncio
from pathlib import Path

from playwright.async_api import Page, expect

from demo.process import REPOSITORY

from .conftest import House

AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


async def _region(house: House) -> dict[str, object]:
    """Return the street camera's stored region."""
    answer: dict[str, object] = await house.connection.command(
        "carsxe/cameras/region", entity_id="image_processing.street_plate"
    )
    return answer


async def test_region(house: House, page: Page) -> None:
    """The frame is dragged and moved by keys, an area is left out, and everything is undone."""
    before = await _region(house)
    address = await house.save("own-plates", {"strategy": {"type": "custom:carsxe"}})
    await page.goto(f"{address}/cameras")
    street = page.locator("hui-section").filter(
        has=page.locator("hui-heading-card").get_by_text("Street", exact=True)
    )
    await street.get_by_role("button", name="Region").click()
    dialog = page.get_by_role("dialog", name="Region")
    picture = dialog.get_by_role("img", name="camera.street")
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
    frame = dialog.get_by_role("button", name="Sent part:")
    box = await frame.bounding_box()
    assert box
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    await page.mouse.move(right - 8, bottom - 8)
    await page.mouse.down()
    await page.mouse.move(right - 8 - box["width"] / 2, bottom - 8 - box["height"] / 4)
    await page.mouse.up()
    await frame.focus()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Shift+ArrowDown")
    await expect(frame).to_have_attribute(
        "aria-label", "Sent part: 1 %, 0 %, 50 %, 76 %"
    )
    await dialog.get_by_role("button", name="Leave out an area").click()
    await expect(dialog.get_by_role("button", name="Left out 1:")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.evaluate(Path(AXE).read_text())
    violations = (
        await page.locator("carsxe-region-dialog")
        .nth(1)
        .evaluate("async card => (await axe.run(card)).violations.map(({ id }) => id)")
    )
    assert violations == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_be_hidden()
    after = await _region(house)
    assert after["crop"] == {"left": 1, "top": 0, "width": 50, "height": 76}
    (area,) = after["leave_out"]  # type: ignore[misc]
    assert area["top"] == 1  # type: ignore[has-type]
    toast = page.locator("notification-manager")
    await toast.get_by_role("button", name="Undo").click()
    while await _region(house) != before:
        await asyncio.sleep(0.1)
