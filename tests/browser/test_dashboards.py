"""The dashboard of standard cards, and the generated one."""

import asyncio
from datetime import UTC, datetime, timedelta
import re

from playwright.async_api import Page, expect

from demo.process import REPOSITORY
from homeassistant.util.yaml import parse_yaml
from sandbox.drawing.dataset import Drawing, drawings

from .conftest import CARD, VEHICLE_PICTURE, House

STRANGER_PICTURE, STRANGER_PLATE = "infrared_fr.jpg", "VB127VW"
NEW_VEHICLE = "The visitor's car"
# Finds the texts that end in an ellipsis.
CUT_OFF = """() => {
  const find = (root) => [...root.querySelectorAll("*")].flatMap((each) => [
    ...(each.scrollWidth > each.clientWidth &&
    getComputedStyle(each).textOverflow === "ellipsis"
      ? [each.outerHTML]
      : []),
    ...(each.shadowRoot ? find(each.shadowRoot) : []),
  ]);
  return find(document);
}"""
DOCUMENTED = (REPOSITORY / "docs" / "dashboard.yaml").read_text()


async def _record(house: House, plate: str) -> None:
    """Wait until the recorder has an arrival: the logbook doesn't find what is being written."""
    start = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    while True:
        entries = await house.connection.command("logbook/get_events", start_time=start)
        if any(plate in entry.get("name", "") for entry in entries):
            return
        await asyncio.sleep(0.5)


async def _arrive(house: House, drawing: Drawing) -> str:
    """Let a known vehicle arrive that no other test has shown, and return its plate."""
    (plate,) = drawing.label["plates"]
    await house.connection.call(
        "carsxe.add_vehicle", {"plate": plate, "name": NEW_VEHICLE}
    )
    picture = house.pictures / drawing.name
    await asyncio.to_thread(picture.write_bytes, drawing.jpeg)
    await house.scan(picture)
    await _record(house, plate)
    return plate


async def test_documented(house: House, page: Page) -> None:
    """docs/dashboard.yaml loads, needs none of our cards, and shows everything."""
    await house.scan(STRANGER_PICTURE)
    plate = await _arrive(house, *drawings(1, seed=5))
    config = parse_yaml(DOCUMENTED)
    assert isinstance(config, dict)
    assert "custom:" not in DOCUMENTED
    address = await house.save("documented-plates", config)
    await page.goto(address)
    picture = page.locator("hui-picture-entity-card img")
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
    await expect(page.locator("hui-tile-card").filter(has_text=plate)).to_be_visible()
    await expect(page.locator("hui-markdown-card")).to_contain_text(f"{NEW_VEHICLE}: ")
    await expect(page.locator("hui-markdown-card")).to_contain_text("ago")
    unknown, both = (page.locator("hui-logbook-card").nth(place) for place in (0, 1))
    known = re.compile(rf"{re.escape(f'{NEW_VEHICLE} ({plate})')}\s*was seen at")
    stranger = re.compile(rf"Unknown plate {STRANGER_PLATE}\s*was seen at Driveway")
    await expect(both).to_contain_text(known)
    for card in (unknown, both):
        await expect(card).to_contain_text(stranger)
    await expect(unknown).not_to_contain_text(plate)
    tiles = page.locator("hui-tile-card")
    await expect(tiles.filter(has_text="US$")).to_have_count(1)
    await expect(tiles.filter(has_text="today")).to_be_visible()
    await expect(page.locator("hui-error-card, hui-warning")).to_have_count(0)


async def test_own(house: House, page: Page) -> None:
    """The generated dashboard has all plates, with nothing else before them."""
    await house.scan(VEHICLE_PICTURE)
    address = await house.save("own-plates", {"strategy": {"type": "custom:carsxe"}})
    # Three narrow columns.
    await page.set_viewport_size({"width": 1560, "height": 900})
    await page.goto(address)
    headings = page.locator("hui-heading-card")
    await expect(headings).to_have_text(
        [
            "Unknown plates of the last 24 hours",
            "All plates",
            "Calls and costs",
        ]
    )
    await expect(page.locator(CARD)).to_have_count(2)
    await page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=25))
    await page.reload()
    unknown, every = (page.locator(CARD).nth(place) for place in (0, 1))
    await expect(unknown).to_contain_text("Nothing to show from the last 24 h.")
    await expect(every.get_by_role("listitem").first).to_be_visible()
    tiles = page.locator("hui-tile-card")
    await expect(tiles.filter(has_text="US$")).to_have_count(1)
    await expect(tiles.filter(has_text="today")).to_be_visible()
    assert await page.evaluate(CUT_OFF) == []
    await expect(page.locator("hui-error-card, hui-warning")).to_have_count(0)


async def test_why(house: House, page: Page) -> None:
    """The camera view shows the results of their triggers, and problems."""
    await house.scan("no_plate_car.jpg", "street")
    address = await house.save("why-plates", {"strategy": {"type": "custom:carsxe"}})
    await page.goto(f"{address}/cameras")
    street = page.locator("hui-section").filter(
        has=page.locator("hui-heading-card").get_by_text("Street", exact=True)
    )
    log = street.locator("carsxe-trigger-log").get_by_role("listitem").first
    await expect(log).to_contain_text("CarsXE saw no plate in the picture")
    await expect(log).to_contain_text(re.compile(r"Manual scan.*Paid: 1 \(about"))
    picture = log.locator("img")
    assert await picture.evaluate("image => image.naturalWidth") > 0
    await expect(street.get_by_text("Unknown")).to_have_count(0)
    problem = page.locator("carsxe-problems ha-alert")
    await expect(problem).to_have_count(0)
    (state,) = [
        state
        for state in await house.connection.command("get_states")
        if state["entity_id"] == "camera.street"
    ]
    gone = {**state, "state": "unavailable"}
    await house.connection.rest("POST", "/api/states/camera.street", gone)
    await expect(problem.first).to_contain_text("camera.street is unavailable")
    await house.connection.rest("POST", "/api/states/camera.street", state)
    await expect(problem).to_have_count(0)
