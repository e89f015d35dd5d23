"""The card: what it shows, and what its buttons do."""

from datetime import UTC, datetime, timedelta
import re
from typing import Any

from playwright.async_api import Error, Locator, Page, expect
import pytest

from demo.browser import log_in, open_page

from .conftest import CARD, VEHICLE, VEHICLE_PICTURE, VEHICLE_PLATE, House

# The plates in each picture; each is scanned by one test, as a parked vehicle isn't announced again.
ADDED = ("day_us.jpg", "8RMG362")
GUEST = ("day_de.jpg", "WOBMK289")
IGNORED = ("dusk_nl.jpg", "S808LM")
REFUSED = ("rain_it.jpg", "GK538ZR")
NEW = ("night_br.jpg", "TYX5F94")
TOAST = "notification-manager"
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"limit": 101}, "whole number from 1 to 100"),
    ({"limit": 2.5}, "whole number from 1 to 100"),
    ({"hours": 0}, "whole number from 1 to 8760"),
    ({"hours": "24"}, "whole number from 1 to 8760"),
    ({"which": "all"}, "any, known, unknown or ignored"),
    ({"entities": "image_processing.gate_plate"}, "list of entity ids"),
    ({"title": 1}, "must be a text"),
    ({"actions": "no"}, "true or false"),
]


def _row(card: Locator, plate: str) -> Locator:
    """Return the row of a plate."""
    return card.get_by_role("listitem").filter(has_text=plate)


async def _press(page: Page, button: Locator) -> None:
    """Press a button with the keyboard."""
    await button.focus()
    await page.keyboard.press("Enter")


async def test_row(house: House, page: Page) -> None:
    """A row shows what was seen, where, when, the score, and the status."""
    await house.scan(VEHICLE_PICTURE)
    row = _row(await house.open_card(page), VEHICLE_PLATE)
    await expect(row).to_contain_text(VEHICLE)
    await expect(row).to_contain_text("Driveway")
    await expect(row).to_contain_text(re.compile(r"\d+% sure"))
    await expect(row).to_contain_text("Known")
    time = row.locator("time")
    await expect(time).to_have_text(re.compile("now|ago"))
    await expect(time).to_have_attribute("title", re.compile(r"\d{4}.*\d\d:\d\d:\d\d"))
    for button in ("Show the picture of", "Rename:", "Remove:"):
        await expect(
            row.get_by_role("button", name=f"{button} {VEHICLE}")
        ).to_be_visible()
    await expect(row.get_by_role("button")).to_have_count(3)


async def test_grouped(house: House, page: Page) -> None:
    """A vehicle that returns has one row per day, which says how often."""
    card = await house.open_card(page)
    row = _row(card, VEHICLE_PLATE)
    await expect(row).to_have_count(1)
    await card.evaluate(
        """(card, plate) => {
          const { feed } = card;
          const { detections } = feed;
          const last = detections.find((each) => each.plate === plate);
          const again = { ...last, id: "again", detected_at: new Date().toISOString() };
          const before = new Date(Date.now() - 3 * 86_400_000).toISOString();
          const old = { ...last, id: "old", detected_at: before };
          feed.value = { detections: [again, ...detections, old] };
          card.requestUpdate();
        }""",
        VEHICLE_PLATE,
    )
    await expect(row).to_have_count(2)
    await expect(row.first).to_contain_text("2 × today")


async def test_picture(house: House, page: Page) -> None:
    """The picture opens with the keyboard, large, and closing it returns the focus."""
    row = _row(await house.open_card(page), VEHICLE_PLATE)
    thumbnail = row.get_by_role("button", name=f"Show the picture of {VEHICLE}")
    await _press(page, thumbnail)
    dialog = page.get_by_role("dialog", name=VEHICLE)
    picture = dialog.get_by_role("img")
    await expect(picture).to_have_js_property("complete", True)
    small = await thumbnail.locator("img").evaluate("image => image.naturalWidth")
    assert await picture.evaluate("image => image.naturalWidth") > small > 0
    width = await picture.evaluate("image => image.getBoundingClientRect().width")
    await dialog.get_by_role("button", name="Zoom in").click()
    await page.keyboard.press("+")
    scaled = "image => image.getBoundingClientRect().width"
    assert await picture.evaluate(scaled) == pytest.approx(width * 2.25, rel=0.01)
    await expect(dialog).to_contain_text(re.compile(r"\d+% sure"))
    download = dialog.get_by_role("link", name="Download")
    await expect(download).to_have_attribute("download", re.compile(VEHICLE_PLATE))
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(thumbnail).to_be_focused()


async def test_add(house: House, page: Page) -> None:
    """*Add* asks for the name, and the plate is known from then on."""
    picture, plate = ADDED
    await house.scan(picture)
    card = await house.open_card(page)
    await _press(page, _row(card, plate).get_by_role("button", name=f"Add {plate}"))
    dialog = page.get_by_role("dialog", name=f"Add {plate}")
    name = dialog.get_by_role("textbox", name="Name")
    await expect(name).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_visible()
    await page.keyboard.type("Grandmother")
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(_row(card, plate)).to_contain_text("Grandmother")
    await expect(_row(card, plate)).to_contain_text("Known")
    await expect(page.locator(TOAST)).to_contain_text(f"{plate} was added.")
    await expect(_row(card, plate)).to_be_focused()
    assert (await house.vehicles())[plate] == "Grandmother"
    await _row(card, plate).get_by_role("button", name="Rename: Grandmother").click()
    await page.keyboard.type("Granny")
    await page.keyboard.press("Enter")
    await expect(_row(card, plate)).to_contain_text("Granny")
    assert (await house.vehicles())[plate] == "Granny"


@pytest.mark.parametrize(
    ("seen", "button", "status"),
    [
        pytest.param(
            GUEST, "Let {} be a guest for 24 hours", "Guest until", id="guest"
        ),
        pytest.param(IGNORED, "Ignore {}", "Ignored", id="ignore"),
    ],
)
async def test_guest_and_ignore(
    house: House, page: Page, seen: tuple[str, str], button: str, status: str
) -> None:
    """*Guest* and *Ignore* apply at once; the row stays, and *Undo* reverts it."""
    picture, plate = seen
    await house.scan(picture)
    card = await house.open_card(page, which="unknown")
    row = _row(card, plate)
    await expect(row).to_contain_text("Unknown")
    before = await row.bounding_box()
    await row.get_by_role("button", name=button.format(plate)).click()
    await expect(row).to_contain_text(status)
    await expect(row).to_be_focused()
    assert await row.bounding_box() == before
    assert plate in await house.vehicles()
    await page.locator(TOAST).get_by_role("button", name="Undo").click()
    await expect(row).to_contain_text("Unknown")
    assert plate not in await house.vehicles()


async def test_filters(house: House, page: Page) -> None:
    """Ignored vehicles are only in their own list, and a search finds names and plates."""
    _, plate = IGNORED
    card = await house.open_card(page)
    await _row(card, plate).get_by_role("button", name=f"Ignore {plate}").click()
    await expect(_row(card, plate)).to_contain_text("Ignored")
    await card.get_by_role("button", name="All", exact=True).click()
    await expect(_row(card, plate)).to_have_count(0)
    await card.get_by_role("button", name="Ignored", exact=True).click()
    await expect(card.get_by_role("listitem")).to_have_count(1)
    row = _row(card, plate)
    await row.get_by_role("button", name=f"Stop ignoring: {plate}").click()
    await expect(row).to_contain_text("Known")
    await card.get_by_role("button", name="All", exact=True).click()
    await card.get_by_role("searchbox", name="Search").fill("neighbor")
    await expect(card.get_by_role("listitem")).to_have_count(1)
    await expect(_row(card, VEHICLE_PLATE)).to_be_visible()
    await card.get_by_role("searchbox", name="Search").fill("nobody")
    await expect(card).to_contain_text("Nothing found.")


async def test_refused(house: House, page: Page) -> None:
    """An error is shown in the row, and the buttons stay."""
    picture, plate = REFUSED
    await house.scan(picture)
    card = await house.open_card(page)
    row = _row(card, plate)
    await expect(row).to_be_visible()
    # Another user is faster, and this page hasn't received it yet.
    await card.evaluate("card => { card.feed.stop(); }")
    await house.connection.call(
        "carsxe.add_vehicle", {"plate": plate, "name": "Postman"}
    )
    await row.get_by_role("button", name=f"Ignore {plate}").click()
    await expect(row.get_by_role("alert")).to_contain_text(f"{plate} wasn't changed")
    await expect(row.get_by_role("alert")).to_contain_text("Postman")
    await expect(row.get_by_role("button", name=f"Ignore {plate}")).to_be_enabled()


async def test_new_row_is_said(house: House, page: Page) -> None:
    """A plate that arrives while the card is open is at the top, and is announced to screen readers."""
    picture, plate = NEW
    card = await house.open_card(page)
    await expect(card.get_by_role("listitem").first).to_be_visible()
    await expect(card.get_by_role("status")).to_have_text("")
    await house.scan(picture)
    await expect(card.get_by_role("listitem").first).to_contain_text(plate)
    await expect(card.get_by_role("status")).to_have_text(
        f"New: {plate}, Driveway, Unknown"
    )


async def test_only_unknown(house: House, page: Page) -> None:
    """A card for unknown plates shows no known one."""
    card = await house.open_card(page, which="unknown", title="Strangers")
    await expect(card.get_by_role("heading", name="Strangers")).to_be_visible()
    await expect(card.get_by_role("listitem").first).to_be_visible()
    await expect(_row(card, VEHICLE_PLATE)).to_have_count(0)


async def test_hours(house: House, page: Page) -> None:
    """A card for the last hours shows nothing older, and says so."""
    await house.scan(VEHICLE_PICTURE)
    await page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=2))
    card = await house.open_card(page, hours=3)
    await expect(_row(card, VEHICLE_PLATE).first).to_be_visible()
    card = await house.open_card(page, hours=1)
    await expect(card).to_contain_text("Nothing to show from the last 1 h.")
    await expect(card.get_by_role("listitem")).to_have_count(0)


async def test_empty(house: House, page: Page) -> None:
    """A camera without detections shows a text."""
    card = await house.open_card(page, entities=["image_processing.street_plate"])
    await expect(card).to_contain_text("No plate has been seen yet.")


async def test_wrong_configuration(house: House, page: Page) -> None:
    """An invalid configuration is refused with the reason."""
    await house.open_card(page, limit=0)
    await expect(page.locator("hui-error-card")).to_contain_text("Configuration error")
    for config, reason in WRONG:
        with pytest.raises(Error, match=reason):
            await page.evaluate(
                "config => document.createElement('carsxe-card').setConfig(config)",
                config,
            )


async def test_not_loaded(house: House, page: Page) -> None:
    """Without the integration the card says where to look, and shows the plates when it is back."""
    card = await house.open_card(page)
    await expect(card.get_by_role("listitem").first).to_be_visible()
    await card.evaluate(
        """card => {
          const { hass, feed } = card;
          feed.stop();
          const refuse = () => Promise.reject({ code: "unknown_command", message: "" });
          const connection = Object.create(hass.connection, { subscribeMessage: { value: refuse } });
          card.hass = { ...hass, connection };
        }"""
    )
    await expect(card.get_by_role("alert")).to_contain_text("isn't running")
    await page.reload()
    await expect(card.get_by_role("listitem").first).to_be_visible()


async def test_back_after_restart(house: House, page: Page) -> None:
    """The card recovers after a lost connection to Home Assistant."""
    card = await house.open_card(page)
    await expect(card.get_by_role("listitem").first).to_be_visible()
    await card.evaluate("card => card.hass.connection.reconnect(true)")
    await house.scan("infrared_fr.jpg")
    await expect(card.get_by_role("listitem").first).to_contain_text("VB127VW")


async def test_not_for_everybody(house: House) -> None:
    """Users who may not add vehicles have no buttons for it."""
    user = await house.connection.command(
        "config/auth/create", name="Guest", group_ids=["system-users"]
    )
    await house.connection.command(
        "config/auth_provider/homeassistant/create",
        user_id=user["user"]["id"],
        username="guest",
        password="guest",
    )
    address = await house.save(
        "card-alone", {"views": [{"cards": [{"type": f"custom:{CARD}"}]}]}
    )
    async with open_page(house.browser) as page:
        await log_in(page, house.home, "guest", "guest")
        await page.goto(address)
        row = _row(page.locator(CARD), NEW[1])
        await expect(row).to_contain_text("Unknown")
        await expect(row.get_by_role("button")).to_have_count(1)


async def test_editor(house: House, page: Page) -> None:
    """The card's form works."""
    await house.open_card(page, title="Before")
    await page.goto(f"{page.url.split('?')[0]}?edit=1")
    await page.get_by_role("button", name="Edit", exact=True).click()
    editor = page.locator("hui-dialog-edit-card")
    await expect(editor).to_contain_text("Add, guest, ignore")
    await expect(editor).to_contain_text("Not older than")
    await editor.get_by_role("textbox", name="Title").fill("After")
    await editor.get_by_role("button", name="Save").click()
    # The editor's preview disappears with the editor.
    headings = page.locator(CARD).get_by_role("heading")
    await expect(headings).to_have_text(["After"])


async def test_in_the_list(house: House, page: Page) -> None:
    """The card can be chosen from the list of cards, and is suggested for its entities."""
    await house.open_card(page)
    await page.goto(f"{page.url.split('?')[0]}?edit=1")
    await page.get_by_role("button", name="Add card").click()
    chooser = page.locator("hui-dialog-create-card")
    await chooser.get_by_role("textbox").fill("image_processing.driveway_plate")
    await chooser.get_by_role("button", name="Plate Driveway").click()
    await expect(chooser.locator(CARD)).to_be_visible()
    await chooser.get_by_role("tab", name="By card").click()
    await chooser.get_by_role("textbox").fill("CarsXE plates")
    await expect(chooser.get_by_text("CarsXE plates").first).to_be_visible()
