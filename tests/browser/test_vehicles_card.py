"""The view of the known vehicles: what it shows, and what its buttons do."""

from playwright.async_api import FilePayload, Locator, Page, expect
import pytest

from .axe import violations
from .conftest import VEHICLE, VEHICLE_PICTURE, VEHICLE_PLATE, House
from .test_card import TOAST


@pytest.fixture
async def card(house: House, page: Page) -> Locator:
    """Open the vehicles view in the generated dashboard."""
    address = await house.save("own-plates", {"strategy": {"type": "custom:carsxe"}})
    await page.goto(f"{address}/vehicles")
    return page.locator("carsxe-vehicles-card")


async def test_vehicle(house: House, page: Page, card: Locator) -> None:
    """A vehicle is found by its plate, edited in a form, removed, and restored."""
    await house.scan(VEHICLE_PICTURE)
    search = card.get_by_role("searchbox", name="Search")
    await search.fill(VEHICLE_PLATE[:4].lower())
    row = card.get_by_role("listitem")
    await expect(row).to_have_count(1)
    await expect(row).to_contain_text(VEHICLE)
    await expect(row).to_contain_text(VEHICLE_PLATE)
    await expect(row.get_by_role("button", name="Show the picture of")).to_be_visible()
    await row.get_by_role("button", name=f"Edit: {VEHICLE}").click()
    form = page.get_by_role("dialog", name=f"Edit: {VEHICLE}")
    await expect(form.get_by_label("Plate")).to_have_value(VEHICLE_PLATE)
    assert await violations(card) == []
    await form.get_by_role("button", name="Guest").click()
    await form.get_by_role("button", name="Save").click()
    await expect(row).to_contain_text("Guest until")
    await page.locator(TOAST).get_by_role("button", name="Undo").click()
    await expect(row).to_contain_text("Known")
    await row.get_by_role("button", name=f"Remove: {VEHICLE}").click()
    await expect(row).to_have_count(0)
    assert VEHICLE_PLATE not in await house.vehicles()
    await page.locator(TOAST).get_by_role("button", name="Undo").last.click()
    await expect(row).to_contain_text("Known")
    assert (await house.vehicles())[VEHICLE_PLATE] == VEHICLE


async def test_table(house: House, page: Page, card: Locator) -> None:
    """An export can be imported, and that undone; an invalid line is reported, and nothing is changed."""
    async with page.expect_download() as download:
        await card.get_by_role("button", name="Export CSV").click()
    path = await (await download.value).path()
    table = path.read_text()
    assert f"{VEHICLE_PLATE},{VEHICLE}" in table
    file = card.locator("input[type=file]")
    lines = f"{table}NEW1,Visitor,,,\n"
    wrong = f"{lines},Nobody,,,\n"
    last = len(wrong.splitlines())
    await file.set_input_files(_csv(wrong))
    await expect(card.get_by_role("alert")).to_contain_text(f"Line {last}:")
    assert "NEW1" not in await house.vehicles()
    await file.set_input_files(_csv(lines))
    await expect(card.get_by_role("alert")).to_have_count(0)
    await expect(card.get_by_role("listitem").filter(has_text="NEW1")).to_be_visible()
    await page.locator(TOAST).get_by_role("button", name="Undo").last.click()
    await expect(card.get_by_role("listitem").filter(has_text="NEW1")).to_have_count(0)
    assert "NEW1" not in await house.vehicles()


def _csv(content: str) -> FilePayload:
    """Return a file to choose."""
    return {"name": "vehicles.csv", "mimeType": "text/csv", "buffer": content.encode()}
