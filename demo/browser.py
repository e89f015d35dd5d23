"""A real system browser, and a user's clicks in it."""

from collections.abc import AsyncIterator
import contextlib
import json
import re
import shutil
from typing import Literal

from playwright.async_api import Browser, Locator, Page, async_playwright

from .home import PASSWORD, USER, Home

TIMEOUT = 30_000
CONFIG_FLOW = "ui.panel.config.integrations.config_flow"
ACCOUNT_FORM = "component.carsxe.config.step.user"
SUBENTRIES = "component.carsxe.config_subentries"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoBrowserError(Exception):
    """There is no browser on the system."""


@contextlib.asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Run a browser. Raises NoBrowserError if there is none."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise NoBrowserError("install chromium, then run this again")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def open_page(
    browser: Browser,
    *,
    size: tuple[int, int] = (1280, 900),
    theme: Literal["dark", "light"] = "light",
    scale: float = 1,
    locale: str = "en-GB",
    touch: bool = False,
) -> AsyncIterator[Page]:
    """Yield a page of a user who hasn't logged in yet."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=scale,
        color_scheme=theme,
        locale=locale,
        has_touch=touch,
    )
    context.set_default_timeout(TIMEOUT)
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def use_token(page: Page, home: Home, token: str) -> None:
    """Store a logged-in user's token where the frontend looks for it."""
    tokens = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": 1800,
        "hassUrl": home.url,
        "clientId": f"{home.url}/",
        "expires": 9999999999999,
        "refresh_token": "",
    }
    await page.goto(f"{home.url}/manifest.json")
    await page.evaluate(
        "tokens => localStorage.setItem('hassTokens', tokens)", json.dumps(tokens)
    )


async def log_in(
    page: Page, home: Home, user: str = USER, password: str = PASSWORD
) -> None:
    """Log in with the form."""
    await page.goto(home.url)
    await page.get_by_role("textbox", name="Username").fill(user)
    await page.get_by_role("textbox", name="Password").fill(password)
    await page.get_by_role("button", name="Log in").click()
    await page.locator("home-assistant-main").wait_for()


async def text(page: Page, key: str) -> str:
    """Return a frontend text in the user's language, once it is loaded."""
    found = await page.wait_for_function(
        "key => document.querySelector('home-assistant')?.hass?.localize(key)", arg=key
    )
    return str(await found.json_value())


async def begin_account(page: Page, home: Home) -> Locator:
    """Choose the integration from the list, and return its account form."""
    await page.goto(f"{home.url}/config/integrations/dashboard")
    add = await text(page, "ui.panel.config.integrations.add_integration")
    await page.get_by_role("button", name=add).click()
    # Its texts change between frontend versions.
    await page.locator("dialog-add-integration ha-input-search input").fill("CarsXE")
    await page.get_by_role("button", name="CarsXE", exact=True).click()
    return await _form(page)


async def fill_account(form: Locator, api_url: str, public_url: str) -> None:
    """Fill in an account of the sandbox, except for its key."""
    advanced = f"{ACCOUNT_FORM}.sections.advanced"
    address = form.get_by_role(
        "textbox", name=await text(form.page, f"{advanced}.data.public_url")
    )
    await (await _key_field(form)).wait_for()
    # Without a public address, the section is already expanded.
    if not await address.is_visible():
        name = await text(form.page, f"{advanced}.name")
        await form.get_by_role("button", name=name).click()
    name = await text(form.page, f"{advanced}.data.api_url")
    await choose(form.get_by_role("button", name=name), api_url)
    await address.fill(public_url)


async def fill_key(form: Locator, key: str) -> None:
    """Fill in an account's key."""
    await (await _key_field(form)).fill(key)


async def _key_field(form: Locator) -> Locator:
    """Return the field for an account's key."""
    name = await text(form.page, f"{ACCOUNT_FORM}.data.api_key")
    return form.get_by_role("textbox", name=name)


async def begin_subentry(
    page: Page, home: Home, kind: Literal["camera", "vehicle"]
) -> Locator:
    """Start adding a camera or a vehicle on the account's page, and return the form."""
    await page.goto(f"{home.url}/config/integrations/integration/carsxe")
    button = await text(page, f"{SUBENTRIES}.{kind}.initiate_flow.user")
    await page.get_by_role("button", name=button).first.click()
    return await _form(page)


async def choose_source(form: Locator, camera: str) -> None:
    """Choose the source of a camera."""
    name = await text(form.page, f"{SUBENTRIES}.camera.step.user.data.source_entity_id")
    await choose(form.get_by_role("button", name=name), camera)


async def fill_vehicle(form: Locator, plate: str, name: str) -> None:
    """Fill in a vehicle's plate and name."""
    for field, value in (("plate", plate), ("name", name)):
        label = await text(form.page, f"{SUBENTRIES}.vehicle.step.user.data.{field}")
        await form.get_by_role("textbox", name=label).fill(value)


async def add_dashboard(page: Page, home: Home, title: str) -> None:
    """Add the generated dashboard, and open it."""
    await page.goto(f"{home.url}/config/lovelace/dashboards")
    await page.get_by_role("button", name="Add dashboard").click()
    await page.get_by_role("button", name="License plates").click()
    form = page.locator("dialog-lovelace-dashboard-detail")
    await form.get_by_role("textbox", name="Title").fill(title)
    await form.get_by_role("button", name="Create").click()
    await page.get_by_role("link", name=title).click()
    await page.locator("hui-sections-view").wait_for()


async def choose(field: Locator, value: str) -> None:
    """Choose a value in a list field by its search."""
    await field.click()
    page = field.page
    choices = page.get_by_role("dialog").filter(has=page.get_by_role("listbox")).last
    await choices.get_by_role("textbox").fill(value)
    opened = await choices.element_handle()
    await choices.get_by_role("option").filter(has_text=value).first.click()
    # On a phone, it keeps the focus for a while after the list is closed.
    await page.wait_for_function("opened => !opened.isConnected", arg=opened)


async def submit(form: Locator) -> None:
    """Submit a form."""
    name = await text(form.page, f"{CONFIG_FLOW}.submit")
    await form.get_by_role("button", name=name, exact=True).click()


async def finish(form: Locator) -> None:
    """Close the success dialog."""
    names = [
        await text(form.page, f"{CONFIG_FLOW}.{key}")
        for key in ("finish", "finish_skip")
    ]
    button = form.get_by_role("button", name=re.compile("|".join(names)))
    await button.click()
    await button.wait_for(state="detached")


async def _form(page: Page) -> Locator:
    """Return the dialog of a flow when it shows a form."""
    form = page.locator("dialog-data-entry-flow")
    name = await text(page, f"{CONFIG_FLOW}.submit")
    await form.get_by_role("button", name=name, exact=True).wait_for()
    return form
