"""The region of a camera, set on the dashboard over the live picture."""

import asyncio

from playwright.async_api import Locator, Page, expect

from demo.browser import open_page, use_token

from .axe import violations
from .conftest import House


async def _region(house: House) -> dict[str, object]:
    """Return the street camera's stored region."""
    answer: dict[str, object] = await house.connection.command(
        "carsxe/cameras/region", entity_id="image_processing.street_plate"
    )
    return answer


async def _open(house: House, page: Page) -> Locator:
    """Open the dialog of the street camera's region, and return it when it has the picture."""
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
    return dialog


async def test_touch(house: House) -> None:
    """A finger drags the frame's corner, then the frame, and the page stays where it is."""
    async with open_page(house.browser, size=(390, 844), touch=True) as page:
        await use_token(page, house.home, house.token)
        dialog = await _open(house, page)
        frame = dialog.get_by_role("button", name="Sent part:")
        box = await frame.bounding_box()
        assert box
        left, top, width, height = (box[side] for side in ("x", "y", "width", "height"))
        corner = left + width - 8, top + height - 8
        await _drag(page, corner, (-width / 2, -height / 2))
        await expect(frame).to_have_accessible_name("Sent part: 0 %, 0 %, 50 %, 50 %")
        inside = left + width / 4, top + height / 4
        await _drag(page, inside, (width / 4, height / 2))
        await expect(frame).to_have_accessible_name("Sent part: 25 %, 50 %, 50 %, 50 %")


async def _drag(
    page: Page, start: tuple[float, float], way: tuple[float, float]
) -> None:
    """Drag with one finger."""
    client = await page.context.new_cdp_session(page)
    for step, kind in enumerate(("touchStart", *["touchMove"] * 5, "touchEnd")):
        x, y = (at + by * step / 5 for at, by in zip(start, way, strict=True))
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        event = {"type": kind, "touchPoints": points}
        await client.send("Input.dispatchTouchEvent", event)


async def test_region(house: House, page: Page) -> None:
    """The frame is dragged and moved by keys, an area is left out, and everything is undone."""
    before = await _region(house)
    dialog = await _open(house, page)
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
    assert await violations(dialog) == []
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
