"""Attacks on the owner's money: whatever is shown, requested or answered, the bill is limited."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.carsxe.const import DEFAULT_DAILY_LIMIT, DOMAIN
from custom_components.carsxe.runtime.settings import AccountSettings
from custom_components.carsxe.runtime.spending.budget import UNUSUAL_HOURLY_COST
from custom_components.carsxe.runtime.spending.usage import Count
from custom_components.carsxe.runtime.vehicles.decoder import MAX_DECODES
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations

from ..carsxe_server import CarsXEServer, load_answer
from ..conftest import MOTION, PUBLIC_URL, PictureCamera
from ..drives import Car, draw, find_plates

FAULT = (500, load_answer("no_information"))

type Scan = Callable[[], Awaitable[None]]


@pytest.fixture(autouse=True)
def detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Detect the plates of drawn pictures with their own scores."""
    monkeypatch.setattr(
        "custom_components.carsxe.runtime.tracker.find_plates", find_plates
    )


@pytest.fixture
async def now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Set the time to noon in Greenwich."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-23T12:00:00Z")


@pytest.fixture
def camera_data(camera_data: dict[str, Any]) -> dict[str, Any]:
    """Decode every unknown plate."""
    return {
        **camera_data,
        "cooldown": 0,
        "decode_unknown": True,
    }


def _see(carsxe: CarsXEServer, *plates: str, score: float = 0.95) -> None:
    """Make CarsXE see plates."""
    results = [{"plate": plate, "score": score} for plate in plates]
    carsxe.answers = [(200, {"success": True, "results": results})]


def _change(hass: HomeAssistant, account: MockConfigEntry, **changes: Any) -> None:
    """Change an account's settings without a reload."""
    object.__setattr__(account, "options", {**account.options, **changes})


async def _decode(hass: HomeAssistant, plate: str) -> None:
    """Decode a plate like an automation."""
    await hass.services.async_call(
        "carsxe", "decode_plate", {"plate": plate}, blocking=True, return_response=True
    )


def _has_issue(hass: HomeAssistant, account: MockConfigEntry) -> bool:
    """Return whether there is an issue about an unusual cost."""
    issue_id = f"unusual_cost_{account.entry_id}"
    return ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is not None


async def test_poster(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """A picture full of plates costs one recognition and a few decodes."""
    _see(carsxe, *(f"PL{number:02}Q" for number in range(10, 60)))
    await scan()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert (len(carsxe.recognitions), len(carsxe.decodes)) == (1, MAX_DECODES)


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        pytest.param({}, AccountSettings.daily_decode_limit, id="default"),
        pytest.param({"daily_decode_limit": 4}, 4, id="lower"),
        pytest.param({"daily_decode_limit": 0}, 0, id="none"),
    ],
)
async def test_display(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Scan,
    freezer: FrozenDateTimeFactory,
    changes: dict[str, int],
    allowed: int,
) -> None:
    """A display that shows one plate after another is decoded up to the daily limit."""
    _change(hass, account, **changes)
    for number in range(10, 24):
        _see(carsxe, f"{number}DSP{number}")
        await scan()
        await hass.async_block_till_done(wait_background_tasks=True)
    assert (len(carsxe.recognitions), len(carsxe.decodes)) == (14, allowed)
    freezer.move_to("2026-11-24T12:00:00Z")
    _see(carsxe, "99NEW99")
    await scan()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(carsxe.decodes) == allowed + (allowed > 0)


@pytest.mark.usefixtures("now")
async def test_decodes_at_once(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Many simultaneous requests get no more than sequential ones."""
    answers = await asyncio.gather(
        *(_decode(hass, f"ABC{number}") for number in range(30)),
        return_exceptions=True,
    )
    refused = [answer for answer in answers if answer is not None]
    assert len(carsxe.decodes) == AccountSettings.daily_decode_limit
    assert len(refused) == 30 - AccountSettings.daily_decode_limit
    for answer in refused:
        assert isinstance(answer, HomeAssistantError)
        assert answer.translation_key == "daily_decode_limit_reached"


async def test_refused_decodes_are_free(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Calls that CarsXE refuses don't count toward a limit."""
    carsxe.decoded = (400, load_answer("missing_url"))
    for number in range(2 * AccountSettings.daily_decode_limit):
        with pytest.raises(HomeAssistantError) as caught:
            await _decode(hass, f"ABC{number}")
        assert caught.value.translation_key == "request_refused"


@pytest.mark.parametrize(
    ("budget", "limit"),
    [
        pytest.param({}, DEFAULT_DAILY_LIMIT, id="untouched"),
        pytest.param({"budget": {"daily_limit": 5}}, 5, id="lower"),
        pytest.param({"budget": {}}, None, id="emptied"),
    ],
)
async def test_new_account(
    hass: HomeAssistant,
    carsxe: CarsXEServer,
    budget: dict[str, Any],
    limit: int | None,
) -> None:
    """A new account has a limit by default, which the form shows and the user can change."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    placeholders = result["description_placeholders"]
    assert placeholders
    # The section with the limit is collapsed at first, so the form's description contains it.
    assert placeholders["daily_limit"] == str(DEFAULT_DAILY_LIMIT)
    texts = await async_get_translations(hass, "en", "config", [DOMAIN])
    description = texts[f"component.{DOMAIN}.config.step.user.description"]
    assert "Daily limit: {daily_limit}" in description
    schema = result["data_schema"]
    assert schema
    (section,) = (field for field in schema.schema if field == "budget")
    assert section.description["suggested_value"]["daily_limit"] == DEFAULT_DAILY_LIMIT
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"],
        {
            "api_key": carsxe.key,
            "advanced": {"api_url": carsxe.url, "public_url": PUBLIC_URL},
            **budget,
        },
    )
    assert result["options"].get("daily_limit") == limit
    assert result["options"]["daily_decode_limit"] == AccountSettings.daily_decode_limit


async def test_old_account(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """An account without a limit doesn't get one when its key is renewed."""
    account.async_start_reauth(hass)
    await hass.async_block_till_done()
    (flow,) = account.async_get_active_flows(hass, {"reauth"})
    result = await hass.config_entries.flow.async_configure(
        flow["flow_id"], {"api_key": carsxe.key}
    )
    assert result["reason"] == "reauth_successful"
    assert "daily_limit" not in account.options
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("answers", "limits", "calls"),
    [
        pytest.param([FAULT], {}, 3, id="faults alone"),
        pytest.param([FAULT, FAULT, "poor"] * 3, {}, 3, id="read at the third try"),
        pytest.param([FAULT, "poor"] * 3, {}, 4, id="read at the second try"),
        pytest.param(["poor"] * 3, {}, 3, id="read at once"),
        pytest.param([FAULT], {"daily_limit": 2}, 2, id="limit"),
        pytest.param([FAULT, "poor"] * 3, {"daily_limit": 1}, 1, id="limit of one"),
    ],
)
async def test_three_attempts_are_not_nine(
    quick: None,
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    answers: list[Any],
    limits: dict[str, int],
    calls: int,
) -> None:
    """A vehicle costs at most what the settings say, and two retries of its last call."""
    _change(hass, account, **limits, daily_decode_limit=0)
    # Each reading is of another plate, so that none is certain.
    carsxe.answers = [
        (200, {"success": True, "results": [{"plate": f"{n}BC{n}", "score": 0.75}]})
        if answer == "poor"
        else answer
        for n, answer in enumerate(answers, 10)
    ]
    # It keeps approaching, so there is always a better picture.
    source.show(
        draw(),
        *(
            draw(Car(plate="ABC123", left=100 + 30 * step, legible=0.3 + step / 20))
            for step in range(12)
        ),
    )
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(30)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(200)
    assert 1 <= len(carsxe.recognitions) <= calls
    counted = account.runtime_data.paid_calls.usage.last_hour()
    assert counted == {Count.RECOGNITIONS: len(carsxe.recognitions)}


async def _spend(scan: Scan, times: int) -> None:
    """Scan often."""
    for _ in range(times):
        with suppress(HomeAssistantError):
            await scan()


DEAR = 34  # recognitions at the default price


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("changes", "times", "told"),
    [
        pytest.param({}, DEAR, True, id="dear"),
        pytest.param({}, DEAR - 1, False, id="less"),
        pytest.param({"price": 0.01}, DEAR, False, id="cheap"),
        pytest.param({"daily_limit": 500}, DEAR, False, id="daily limit"),
        pytest.param({"monthly_limit": 500}, DEAR, False, id="monthly limit"),
    ],
)
async def test_unusual_hour(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Scan,
    freezer: FrozenDateTimeFactory,
    changes: dict[str, Any],
    times: int,
    told: bool,
) -> None:
    """Without any limit, an expensive hour has an issue for as long as it lasts."""
    assert (DEAR - 1) * 0.15 < UNUSUAL_HOURLY_COST <= DEAR * 0.15
    _change(hass, account, **changes)
    carsxe.answer("no_plates", 404)
    await _spend(scan, times)
    assert _has_issue(hass, account) is told
    freezer.move_to("2026-11-23T14:00:00Z")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert not _has_issue(hass, account)


@pytest.mark.usefixtures("now")
async def test_unusual_hour_slowly(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    scan: Scan,
    freezer: FrozenDateTimeFactory,
) -> None:
    """As many calls in a longer time are nothing unusual."""
    carsxe.answer("no_plates", 404)
    for _ in range(DEAR):
        await _spend(scan, 1)
        freezer.tick(timedelta(minutes=2))
    assert not _has_issue(hass, account)


@pytest.mark.usefixtures("now")
async def test_dismissed(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, scan: Scan
) -> None:
    """An ignored issue isn't shown again with each call."""
    carsxe.answer("no_plates", 404)
    await _spend(scan, DEAR)
    issue_id = f"unusual_cost_{account.entry_id}"
    ir.async_ignore_issue(hass, DOMAIN, issue_id, True)
    await _spend(scan, 2)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue
    assert issue.dismissed_version
