"""Tests of the repair issues about limits and pauses."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from string import Formatter
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_time_changed,
)

from custom_components.carsxe.api.errors import CarsXEError
from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.spending.paid_calls import PaidCalls
from custom_components.carsxe.runtime.spending.usage import Count, Usage
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir

from ..carsxe_server import CarsXEServer, load_answer
from ..conftest import PictureCamera
from ..test_translations import ENGLISH
from .spending.test_paid_calls import publish

QUOTA = (429, load_answer("quota"))
US = (200, load_answer("recognition_us"))


@pytest.fixture(autouse=True)
async def now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Set the time to noon in Greenwich."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-23T12:00:00Z")


async def _set_up(
    hass: HomeAssistant, entry: MockConfigEntry, **limits: int
) -> PaidCalls:
    """Set up an account with limits, and return its paid calls."""
    hass.config_entries.async_update_entry(entry, options={**entry.options, **limits})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    calls: PaidCalls = entry.runtime_data.paid_calls
    return calls


async def _call(entry: MockConfigEntry, times: int = 1) -> None:
    """Make calls, whatever their results."""
    for _ in range(times):
        with suppress(CarsXEError):
            await entry.runtime_data.paid_calls.async_recognize(publish)


async def _pass(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, until: str
) -> None:
    """Advance time."""
    freezer.move_to(until)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


def _issues(hass: HomeAssistant) -> dict[str, ir.IssueSeverity | None]:
    """Return the severity of each issue by its translation key."""
    return {
        issue.translation_key or "": issue.severity
        for (domain, _), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active
    }


@pytest.mark.parametrize(
    ("period", "turn"),
    [
        pytest.param("daily", "2026-11-24T00:00:01Z", id="day"),
        pytest.param("monthly", "2026-12-01T00:00:01Z", id="month"),
    ],
)
async def test_limit(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    freezer: FrozenDateTimeFactory,
    period: str,
    turn: str,
) -> None:
    """At 80 percent there is a warning, at 100 an error instead, until the period ends."""
    await _set_up(hass, entry, **{f"{period}_limit": 10})
    changes = async_capture_events(hass, ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED)
    await _call(entry, 7)
    assert _issues(hass) == {}
    await _call(entry, 2)
    assert _issues(hass) == {f"{period}_limit_near": ir.IssueSeverity.WARNING}
    await _call(entry)
    assert _issues(hass) == {f"{period}_limit_reached": ir.IssueSeverity.ERROR}
    await _pass(hass, freezer, turn)
    assert _issues(hass) == {}
    await hass.async_block_till_done()
    assert [event.data["action"] for event in changes] == [
        "create",
        "remove",
        "create",
        "remove",
    ]


async def test_free_calls(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """A call that turns out to be free doesn't make an issue flicker."""
    await _set_up(hass, entry, daily_limit=1)
    changes = async_capture_events(hass, ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED)
    carsxe.answers = [(400, load_answer("missing_url"))]
    await _call(entry, 3)
    await hass.async_block_till_done()
    assert changes == []


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        pytest.param(
            "Pacific/Auckland", "2026-11-23T10:59Z", "2026-11-23T11:00:01Z", id="+13"
        ),
        pytest.param(
            "America/Los_Angeles", "2026-11-24T07:59Z", "2026-11-24T08:00:01Z", id="-8"
        ),
        pytest.param(
            "Asia/Kolkata", "2026-11-23T18:29Z", "2026-11-23T18:30:01Z", id="+5:30"
        ),
        pytest.param(
            "America/Santiago",
            "2026-09-06T03:59Z",
            "2026-09-06T04:00:01Z",
            id="1 o'clock",
        ),
    ],
)
async def test_local_midnight(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    freezer: FrozenDateTimeFactory,
    zone: str,
    before: str,
    after: str,
) -> None:
    """A daily limit's issue disappears at local midnight, not Greenwich's."""
    await hass.config.async_set_time_zone(zone)
    freezer.move_to(datetime.fromisoformat(before) - timedelta(hours=2))
    await _set_up(hass, entry, daily_limit=1)
    await _call(entry)
    await _pass(hass, freezer, before)
    assert set(_issues(hass)) == {"daily_limit_reached"}
    await _pass(hass, freezer, after)
    assert _issues(hass) == {}


async def test_changed_time_zone(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """If a new time zone changes the date, the issue disappears at once."""
    await _set_up(hass, entry, daily_limit=1)
    await _call(entry)
    assert set(_issues(hass)) == {"daily_limit_reached"}
    await hass.config.async_update(time_zone="Pacific/Auckland")
    await hass.async_block_till_done()
    assert _issues(hass) == {}


async def test_raised_limit(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Raising or removing a limit deletes its issue; calls resume."""
    await _set_up(hass, entry, daily_limit=4, monthly_limit=4)
    await _call(entry, 4)
    assert set(_issues(hass)) == {"daily_limit_reached", "monthly_limit_reached"}
    hass.config_entries.async_update_entry(entry, options={"daily_limit": 6})
    await hass.async_block_till_done()
    assert _issues(hass) == {}
    await _call(entry)
    assert set(_issues(hass)) == {"daily_limit_near"}
    assert len(carsxe.recognitions) == 5


async def test_pause(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A spent quota has one issue, which disappears when the month ends in UTC."""
    await hass.config.async_set_time_zone("Asia/Kolkata")
    await _set_up(hass, entry)
    carsxe.answers = [QUOTA]
    await _call(entry)
    assert _issues(hass) == {"calls_paused": ir.IssueSeverity.ERROR}
    await _pass(hass, freezer, "2026-11-30T23:59:00Z")
    assert set(_issues(hass)) == {"calls_paused"}
    await _pass(hass, freezer, "2026-12-01T00:00:01Z")
    assert _issues(hass) == {}
    await _call(entry)
    assert set(_issues(hass)) == {"calls_paused"}
    await _pass(hass, freezer, "2026-12-01T01:00:02Z")
    assert _issues(hass) == {}


async def test_paused_decodes(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Spent decodes are a warning until recognitions are used up as well."""
    calls = await _set_up(hass, entry)
    carsxe.decoded = (429, load_answer("quota_api"))
    with suppress(CarsXEError):
        await calls.async_decode("ABC123")
    assert _issues(hass) == {"decodes_paused": ir.IssueSeverity.WARNING}
    carsxe.answers = [QUOTA]
    await _call(entry)
    assert _issues(hass) == {"calls_paused": ir.IssueSeverity.ERROR}


async def test_restart_while_paused(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    hass_storage: dict[str, Any],
    carsxe: CarsXEServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """After a restart the account is still paused, has an issue, and makes no calls."""
    before = Usage(hass, entry.entry_id)
    await before.async_load()
    before.async_pause([Count.RECOGNITIONS], datetime(2026, 12, 1, tzinfo=UTC))
    await hass.async_block_till_done()
    assert f"carsxe.{entry.entry_id}.usage" in hass_storage
    calls = await _set_up(hass, entry)
    assert set(_issues(hass)) == {"calls_paused"}
    with pytest.raises(HomeAssistantError) as error:
        await calls.async_recognize(publish)
    assert error.value.translation_key == "calls_paused"
    assert carsxe.recognitions == []
    assert "are used up;" not in caplog.text


async def test_ignored_over_reload(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """An ignored issue stays ignored when the account is reloaded."""
    await _set_up(hass, entry, daily_limit=1)
    await _call(entry)
    ((domain, issue_id),) = [
        key for key in ir.async_get(hass).issues if key[0] == DOMAIN
    ]
    ir.async_ignore_issue(hass, domain, issue_id, True)
    assert await hass.config_entries.async_reload(entry.entry_id)
    issue = ir.async_get(hass).async_get_issue(domain, issue_id)
    assert issue
    assert issue.dismissed_version
    assert entry.entry_id in issue_id


@pytest.mark.parametrize("how", ["removed", "disabled"])
async def test_gone_account(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera, how: str
) -> None:
    """A removed or disabled account leaves no issue behind."""
    await _set_up(hass, entry, daily_limit=1, monthly_limit=1)
    await _call(entry)
    assert len(_issues(hass)) == 2
    if how == "removed":
        await hass.config_entries.async_remove(entry.entry_id)
    else:
        await hass.config_entries.async_set_disabled_by(
            entry.entry_id, ConfigEntryDisabler.USER
        )
    await hass.async_block_till_done()
    assert _issues(hass) == {}


async def test_two_accounts(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Each account has its own limits, counts and issues."""
    other = MockConfigEntry(
        domain=DOMAIN,
        title="Other",
        data=entry.data | {"api_key": "other"},
        options={"daily_limit": 1},
    )
    other.add_to_hass(hass)
    await _set_up(hass, entry, daily_limit=1)
    carsxe.key = "other"
    await _call(other)
    carsxe.key = entry.data["api_key"]
    issues = [key for key in ir.async_get(hass).issues if key[0] == DOMAIN]
    assert [other.entry_id in issue_id for _, issue_id in issues] == [True]
    await _call(entry)
    assert len(ir.async_get(hass).issues) == 2


async def test_texts(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Each issue has the placeholders of its texts."""
    calls = await _set_up(hass, entry, daily_limit=1, monthly_limit=2)
    carsxe.decoded = (429, load_answer("quota_api"))
    with suppress(CarsXEError):
        await calls.async_decode("ABC123")
    await _call(entry)
    shown = {"daily_limit_reached", "decodes_paused"}
    assert set(_issues(hass)) == shown
    for issue in ir.async_get(hass).issues.values():
        texts = ENGLISH["issues"][issue.translation_key]
        fields = {
            field for _, field, _, _ in Formatter().parse(texts["title"]) if field
        }
        assert fields <= set(issue.translation_placeholders or {})
        assert issue.is_fixable
        assert not issue.is_persistent
