"""Tests of paid calls: counted, limited and paused."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
import logging
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.api.errors import (
    CarsXEError,
    CarsXEQuotaError,
    CarsXETimeoutError,
)
from custom_components.carsxe.runtime.spending.paid_calls import PaidCalls
from custom_components.carsxe.runtime.spending.periods import Period
from custom_components.carsxe.runtime.spending.usage import SIGNAL_USAGE, Count
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ...carsxe_server import CarsXEServer, load_answer
from ...conftest import CAMERA_ID, PictureCamera

NEXT_MONTH = datetime(2026, 12, 1, tzinfo=UTC)

US = (200, load_answer("recognition_us"))
FAULT = (500, load_answer("no_information"))
QUOTA = (429, load_answer("quota"))
NO_PLATES = (404, load_answer("no_plates"))


@contextmanager
def publish() -> Iterator[str]:
    """Publish nothing."""
    yield "https://home.example.com/snapshot"


@pytest.fixture(autouse=True)
async def now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Set the time to noon in Greenwich."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-23T12:00:00Z")


@pytest.fixture
def calls(account: MockConfigEntry) -> PaidCalls:
    """Return the paid calls of an account."""
    calls: PaidCalls = account.runtime_data.paid_calls
    return calls


def _limit(hass: HomeAssistant, entry: MockConfigEntry, **limits: int) -> None:
    """Give an account limits before it is set up."""
    hass.config_entries.async_update_entry(entry, options={**entry.options, **limits})


async def _set_up(hass: HomeAssistant, entry: MockConfigEntry) -> PaidCalls:
    """Set an account up, and return its paid calls."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    calls: PaidCalls = entry.runtime_data.paid_calls
    return calls


def _counts(calls: PaidCalls) -> tuple[int, int]:
    """Return this month's recognitions and decodes."""
    return (
        calls.usage.count(Count.RECOGNITIONS, Period.MONTHLY),
        calls.usage.count(Count.DECODES, Period.MONTHLY),
    )


async def _until_called(carsxe: CarsXEServer, times: int) -> None:
    """Return when CarsXE has been called this often."""
    for _ in range(5000):
        if len(carsxe.recognitions) >= times:
            return
        await asyncio.sleep(0)
    pytest.fail("CarsXE wasn't called")


@pytest.mark.parametrize(
    ("answers", "recognitions"),
    [
        pytest.param([US], 1, id="plate"),
        pytest.param([NO_PLATES], 1, id="no plate"),
        pytest.param([FAULT, US], 2, id="a retry"),
        pytest.param([FAULT, FAULT, NO_PLATES], 3, id="two retries"),
        pytest.param([FAULT], 3, id="500"),
        pytest.param([(502, {})], 3, id="502"),
        pytest.param([(200, load_answer("error_text"))], 1, id="200 error"),
        pytest.param([(200, [])], 1, id="no answer"),
        pytest.param([(400, load_answer("missing_url"))], 0, id="400"),
        pytest.param([(401, load_answer("key_unknown"))], 0, id="401 key"),
        pytest.param([(401, load_answer("key_inactive"))], 0, id="401 billing"),
        pytest.param([(402, load_answer("key_missing"))], 0, id="402"),
        pytest.param([(403, load_answer("tier"))], 0, id="403"),
        pytest.param([QUOTA], 0, id="429"),
        pytest.param([FAULT, QUOTA], 1, id="429 at a retry"),
    ],
)
async def test_counted(
    carsxe: CarsXEServer,
    calls: PaidCalls,
    answers: list[tuple[int, Any]],
    recognitions: int,
) -> None:
    """Exactly the attempts that may have been billed count."""
    carsxe.answers = answers
    with suppress(CarsXEError):
        await calls.async_recognize(publish)
    assert _counts(calls) == (recognitions, 0)


async def test_nobody_there(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """An attempt that never reached CarsXE doesn't count."""
    with patch("custom_components.carsxe.api.client.CarsXEClient.validate_key"):
        hass.config_entries.async_update_entry(
            entry, data=entry.data | {"api_url": "http://127.0.0.1:1"}
        )
        calls = await _set_up(hass, entry)
    with pytest.raises(CarsXEError):
        await calls.async_recognize(publish)
    with pytest.raises(CarsXEError):
        await calls.async_decode("ABC123")
    assert _counts(calls) == (0, 0)


async def test_cancelled(carsxe: CarsXEServer, calls: PaidCalls) -> None:
    """A call that is canceled while it runs counts."""
    carsxe.hold()
    task = asyncio.create_task(calls.async_recognize(publish))
    await _until_called(carsxe, 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert _counts(calls) == (1, 0)


async def test_no_answer_in_time(
    hass: HomeAssistant, carsxe: CarsXEServer, calls: PaidCalls
) -> None:
    """A call that takes too long counts once."""
    carsxe.hold()
    with (
        patch("custom_components.carsxe.api.client.DEADLINE", 0),
        pytest.raises(CarsXETimeoutError),
    ):
        await calls.async_recognize(publish)
    assert _counts(calls) == (1, 0)


async def test_not_published(carsxe: CarsXEServer, calls: PaidCalls) -> None:
    """Without a picture, no call is made or counted."""

    @contextmanager
    def _publish() -> Iterator[str]:
        raise HomeAssistantError("too many")
        yield ""

    with pytest.raises(HomeAssistantError, match="too many"):
        await calls.async_recognize(_publish)
    assert _counts(calls) == (0, 0)
    assert carsxe.recognitions == []
    assert calls.usage.count(Count.RECOGNITIONS, Period.DAILY) == 0


@pytest.mark.parametrize(
    ("status", "answer", "decodes"),
    [
        pytest.param(200, "decoded_us", 1, id="vehicle"),
        pytest.param(404, "decoded_unknown", 1, id="unknown plate"),
        pytest.param(500, "no_information", 1, id="500"),
        pytest.param(400, "missing_url", 0, id="400"),
        pytest.param(401, "key_unknown", 0, id="401"),
        pytest.param(429, "quota", 0, id="429"),
    ],
)
async def test_decodes(
    carsxe: CarsXEServer, calls: PaidCalls, status: int, answer: str, decodes: int
) -> None:
    """A decode counts as one, whatever the plate, unless it was refused."""
    carsxe.decoded = (status, load_answer(answer))
    with suppress(CarsXEError):
        await calls.async_decode("7XER187", country="US", state="CA", district="x")
    assert _counts(calls) == (0, decodes)
    (query,) = carsxe.decodes
    assert (query["country"], query["state"], query["district"]) == ("US", "CA", "x")


async def test_everything_is_counted(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    calls: PaidCalls,
    scan: Callable[[], Awaitable[None]],
) -> None:
    """Scans, dry runs, pictures at an address and decodes count; key checks don't."""
    assert carsxe.key_checks == 1
    assert _counts(calls) == (0, 0)
    await scan()
    for fields in (
        {"entity_id": "image_processing.gate_plate", "dry_run": True},
        {"image_url": "https://example.com/car.jpg"},
    ):
        await hass.services.async_call(
            "carsxe", "recognize", fields, blocking=True, return_response=True
        )
    await hass.services.async_call(
        "carsxe", "decode_plate", {"plate": "AB1"}, blocking=True, return_response=True
    )
    assert _counts(calls) == (len(carsxe.recognitions), len(carsxe.decodes)) == (3, 1)
    assert await hass.config_entries.async_reload(account.entry_id)
    assert carsxe.key_checks == 2
    assert _counts(calls) == (3, 1)


async def test_saved(
    hass: HomeAssistant, account: MockConfigEntry, calls: PaidCalls
) -> None:
    """Savings are counted, and listeners are notified."""
    told: list[int] = []
    signal = SIGNAL_USAGE.format(account.entry_id)
    remove = async_dispatcher_connect(hass, signal, callback(lambda: told.append(1)))
    calls.usage.async_add_saved()
    calls.usage.async_add_saved()
    remove()
    calls.usage.async_add_saved()
    assert calls.usage.count(Count.SAVED, Period.DAILY) == 3
    assert _counts(calls) == (0, 0)
    assert len(told) == 2


async def test_limit(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    freezer: FrozenDateTimeFactory,
) -> None:
    """At the limit no request is sent until the next day."""
    _limit(hass, entry, daily_limit=2)
    calls = await _set_up(hass, entry)
    for _ in range(2):
        calls.budget.async_check(Count.RECOGNITIONS, priority=False)
        await calls.async_recognize(publish)
    with pytest.raises(HomeAssistantError) as error:
        calls.budget.async_check(Count.RECOGNITIONS, priority=False)
    assert error.value.translation_key == "daily_limit_reached"
    with pytest.raises(HomeAssistantError):
        await calls.async_recognize(publish)
    with pytest.raises(HomeAssistantError):
        await calls.async_decode("ABC123")
    assert (len(carsxe.recognitions), len(carsxe.decodes)) == (2, 0)
    freezer.move_to("2026-11-24T00:00:00Z")
    await calls.async_recognize(publish)
    assert len(carsxe.recognitions) == 3


async def test_limit_between_attempts(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """A retry beyond the limit isn't made, and its picture isn't published."""
    _limit(hass, entry, monthly_limit=2)
    calls = await _set_up(hass, entry)
    carsxe.answers = [FAULT]
    published: list[int] = []

    @contextmanager
    def _publish() -> Iterator[str]:
        published.append(1)
        yield "https://home.example.com/snapshot"

    with pytest.raises(HomeAssistantError) as error:
        await calls.async_recognize(_publish)
    assert error.value.translation_key == "monthly_limit_reached"
    assert len(carsxe.recognitions) == len(published) == 2
    assert _counts(calls) == (2, 0)


async def test_limit_in_camera_and_actions(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Cameras and actions fail with the limit's text."""
    _limit(hass, entry, daily_limit=1)
    calls = await _set_up(hass, entry)
    await calls.async_recognize(publish)
    acts: list[Callable[[], Awaitable[Any]]] = [
        entry.runtime_data.cameras[CAMERA_ID].scans.async_scan,
        lambda: hass.services.async_call(
            "carsxe",
            "recognize",
            {"image_url": "https://example.com/car.jpg"},
            blocking=True,
            return_response=True,
        ),
        lambda: hass.services.async_call(
            "carsxe",
            "decode_plate",
            {"plate": "AB1"},
            blocking=True,
            return_response=True,
        ),
    ]
    for act in acts:
        with pytest.raises(HomeAssistantError) as error:
            await act()
        assert error.value.translation_key == "daily_limit_reached"
    assert (len(carsxe.recognitions), len(carsxe.decodes)) == (1, 0)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([US], id="good answers"),
        pytest.param([FAULT], id="retries"),
        pytest.param([FAULT, (400, {}), US, FAULT, (400, {}), US], id="free ones, too"),
    ],
)
async def test_many_at_once(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    answers: list[tuple[int, Any]],
) -> None:
    """The limit is never exceeded, however many calls are requested at once."""
    _limit(hass, entry, daily_limit=7)
    calls = await _set_up(hass, entry)
    carsxe.answers = answers
    carsxe.hold()
    tasks = [asyncio.create_task(calls.async_recognize(publish)) for _ in range(50)]
    await _until_called(carsxe, 7)
    assert len(carsxe.recognitions) == 7
    carsxe.release()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    stopped = [result for result in results if isinstance(result, HomeAssistantError)]
    assert {error.translation_key for error in stopped} == {"daily_limit_reached"}
    assert len(stopped) >= 43
    assert _counts(calls)[0] <= 7
    assert calls.usage.count(Count.RECOGNITIONS, Period.DAILY) <= 7


async def test_free_calls_are_given_back(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Refused calls don't count toward a limit."""
    _limit(hass, entry, daily_limit=1)
    calls = await _set_up(hass, entry)
    carsxe.answers = [(400, load_answer("missing_url"))]
    for _ in range(3):
        with pytest.raises(CarsXEError):
            await calls.async_recognize(publish)
    carsxe.answers = [US]
    await calls.async_recognize(publish)
    assert _counts(calls) == (1, 0)


async def test_priority(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """The last tenth is reserved for cameras with priority, even between two attempts."""
    _limit(hass, entry, daily_limit=10)
    camera = entry.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(
        entry, camera, data=camera.data | {"priority": True}
    )
    calls = await _set_up(hass, entry)
    for _ in range(8):
        await calls.async_recognize(publish)
    carsxe.answers = [FAULT, US]
    with pytest.raises(HomeAssistantError) as error:
        await calls.async_recognize(publish)
    assert error.value.translation_key == "daily_limit_reserved"
    calls.budget.async_check(Count.RECOGNITIONS, priority=True)
    await calls.async_decode("ABC123")
    await calls.async_recognize(publish, priority=True)
    with pytest.raises(HomeAssistantError) as error:
        await calls.async_recognize(publish, priority=True)
    assert error.value.translation_key == "daily_limit_reached"
    assert _counts(calls) == (10, 1)


async def test_reload_during_a_call(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    calls: PaidCalls,
) -> None:
    """A call during a reload is known to the account after the reload, before and after it ends."""
    carsxe.hold()
    task = asyncio.create_task(calls.async_recognize(publish))
    await _until_called(carsxe, 1)
    assert await hass.config_entries.async_reload(account.entry_id)
    after: PaidCalls = account.runtime_data.paid_calls
    assert after is not calls
    assert after.usage.count(Count.RECOGNITIONS, Period.DAILY) == 1
    carsxe.release()
    await task
    assert _counts(after) == (1, 0)


async def test_quota(
    hass: HomeAssistant,
    carsxe: CarsXEServer,
    calls: PaidCalls,
    source: PictureCamera,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    scan: Callable[[], Awaitable[None]],
) -> None:
    """After a spent quota no request is sent until the month ends; it is logged once."""
    carsxe.answers = [QUOTA]
    for _ in range(3):
        await scan()
    for _ in range(3):
        with pytest.raises(HomeAssistantError) as error:
            await calls.async_recognize(publish, priority=True)
        assert error.value.translation_key == "calls_paused"
        with pytest.raises(HomeAssistantError):
            await calls.async_decode("ABC123")
    assert (len(carsxe.recognitions), len(carsxe.decodes)) == (1, 0)
    lines = [
        record
        for record in caplog.records
        if record.name.startswith("custom_components.carsxe")
        and record.levelno > logging.DEBUG
    ]
    assert len(lines) == 1
    assert "2026-12-01 00:00" in lines[0].getMessage()
    carsxe.answers = [US]
    freezer.move_to("2026-11-30T23:59:59Z")
    with pytest.raises(HomeAssistantError):
        calls.budget.async_check(Count.RECOGNITIONS, priority=False)
    freezer.move_to("2026-12-01T00:00:00Z")
    await calls.async_recognize(publish)
    await calls.async_decode("ABC123")


async def test_quota_at_once(
    carsxe: CarsXEServer, calls: PaidCalls, caplog: pytest.LogCaptureFixture
) -> None:
    """Simultaneous calls log a spent quota once."""
    carsxe.answers = [QUOTA]
    carsxe.hold()
    tasks = [asyncio.create_task(calls.async_recognize(publish)) for _ in range(5)]
    await _until_called(carsxe, 5)
    carsxe.release()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(result) for result in results} == {CarsXEQuotaError}
    assert caplog.text.count("are used up") == 1


async def test_success_beside_a_spent_quota(
    carsxe: CarsXEServer, calls: PaidCalls
) -> None:
    """A call that succeeded just before doesn't end the pause."""
    carsxe.answers = [QUOTA, US]
    carsxe.hold()
    tasks = [asyncio.create_task(calls.async_recognize(publish)) for _ in range(2)]
    await _until_called(carsxe, 2)
    carsxe.release()
    await asyncio.gather(*tasks, return_exceptions=True)
    with pytest.raises(HomeAssistantError):
        calls.budget.async_check(Count.RECOGNITIONS, priority=False)


async def test_first_of_month(
    carsxe: CarsXEServer,
    calls: PaidCalls,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """On the first day of a month calls are retried every hour, as CarsXE's month may end later."""
    carsxe.answers = [QUOTA]
    with pytest.raises(CarsXEQuotaError):
        await calls.async_recognize(publish)
    for hour in range(3):
        freezer.move_to(NEXT_MONTH + timedelta(hours=hour))
        with pytest.raises(CarsXEQuotaError):
            await calls.async_recognize(publish)
        freezer.tick(timedelta(minutes=59))
        with pytest.raises(HomeAssistantError):
            await calls.async_recognize(publish)
    assert len(carsxe.recognitions) == 4
    assert caplog.text.count("are used up") == 1
    carsxe.answers = [US]
    freezer.move_to(NEXT_MONTH + timedelta(hours=3))
    await calls.async_recognize(publish)
    carsxe.answers = [QUOTA]
    freezer.move_to(NEXT_MONTH + timedelta(days=20))
    with pytest.raises(CarsXEQuotaError):
        await calls.async_recognize(publish)
    assert caplog.text.count("are used up") == 2


@pytest.mark.parametrize(
    ("answer", "goes_on"),
    [
        pytest.param("quota", False, id="all calls"),
        pytest.param("quota_api", True, id="decodes alone"),
    ],
)
async def test_quota_of_decodes(
    carsxe: CarsXEServer, calls: PaidCalls, answer: str, goes_on: bool
) -> None:
    """If only the decodes are used up, plates are still read."""
    carsxe.decoded = (429, load_answer(answer))
    with pytest.raises(CarsXEQuotaError):
        await calls.async_decode("ABC123")
    with pytest.raises(HomeAssistantError) as error:
        await calls.async_decode("ABC123")
    assert error.value.translation_key == (
        "decodes_paused" if goes_on else "calls_paused"
    )
    assert len(carsxe.decodes) == 1
    if goes_on:
        await calls.async_recognize(publish)
    else:
        with pytest.raises(HomeAssistantError):
            calls.budget.async_check(Count.RECOGNITIONS, priority=False)


async def test_resumed_meanwhile(carsxe: CarsXEServer, calls: PaidCalls) -> None:
    """A refusal of a call from before a change of the account doesn't pause it again."""
    carsxe.answers = [QUOTA]
    carsxe.hold()
    task = asyncio.create_task(calls.async_recognize(publish))
    await _until_called(carsxe, 1)
    calls.usage.async_resume()
    carsxe.release()
    with pytest.raises(CarsXEQuotaError):
        await task
    calls.budget.async_check(Count.RECOGNITIONS, priority=False)


async def test_quota_of_another_key(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    calls: PaidCalls,
) -> None:
    """A quota of the account's previous key doesn't pause the calls of the new one."""
    carsxe.answers = [QUOTA]
    carsxe.hold()
    task = asyncio.create_task(calls.async_recognize(publish))
    await _until_called(carsxe, 1)
    hass.config_entries.async_update_entry(
        account, data=account.data | {"api_key": "another"}
    )
    await hass.async_block_till_done()
    carsxe.release()
    with pytest.raises(CarsXEQuotaError):
        await task
    account.runtime_data.paid_calls.budget.async_check(
        Count.RECOGNITIONS, priority=False
    )


async def test_quota_after_a_new_limit(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    calls: PaidCalls,
) -> None:
    """A quota pauses calls even if the account's limits were changed before."""
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 100}
    )
    await hass.async_block_till_done()
    carsxe.answers = [QUOTA]
    with pytest.raises(CarsXEQuotaError):
        await calls.async_recognize(publish)
    with pytest.raises(HomeAssistantError):
        calls.budget.async_check(Count.RECOGNITIONS, priority=False)
