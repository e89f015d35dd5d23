"""Tests of the trigger log: what was captured, paid for and read, and why not."""

import asyncio
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.runtime.history.camera_history import MAX_TRIGGERS
from custom_components.carsxe.runtime.history.folder import LoggedTrigger
from custom_components.carsxe.runtime.sighting import Capture, Sighting
from custom_components.carsxe.runtime.spending.usage import Count
from custom_components.carsxe.runtime.track import Track
from custom_components.carsxe.runtime.trigger_log import Objection, find_objection
from custom_components.carsxe.vision.box import Box
from homeassistant.core import HomeAssistant

from ..carsxe_server import CarsXEServer
from ..conftest import CAMERA_ID, MOTION, PictureCamera
from ..drives import Car, answer, draw

EMPTY = draw()
CAR = Car(plate="ABC123")
SMUDGE = Car(plate="ABC123", legible=0.3)
CAPTURE = Capture(b"", datetime(2026, 5, 1, tzinfo=UTC), 1.0)


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a van."""
    return {"Van": {"plate": "ABC123"}}


@pytest.fixture
async def watched(
    quick: None,
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> PictureCamera:
    """Return the camera at a known empty driveway."""
    source.show(EMPTY)
    hass.states.async_set(MOTION, "off")
    await _trigger(hass)
    _history(account).triggers.clear()
    return source


async def _trigger(hass: HomeAssistant) -> None:
    """Let something move for a while."""
    hass.states.async_set(MOTION, "on")
    await asyncio.sleep(5)
    hass.states.async_set(MOTION, "off")
    await asyncio.sleep(150)
    await hass.async_block_till_done()


def _history(account: MockConfigEntry) -> Any:
    """Return the camera's history."""
    return account.runtime_data.cameras[CAMERA_ID].history


def _last(account: MockConfigEntry) -> LoggedTrigger:
    """Return the log of the only trigger so far."""
    logged: LoggedTrigger
    (logged,) = _history(account).triggers
    return logged


async def test_arrival(
    hass: HomeAssistant,
    account: MockConfigEntry,
    watched: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """An arrival's log has the calls, the readings, and the picture that was sent."""
    watched.show(draw(CAR))
    carsxe.answers = [answer(CAR.result(0.99))]
    await _trigger(hass)
    logged = _last(account)
    assert (logged["status"], logged["trigger"]) == ("read", MOTION)
    assert (logged["recognitions"], logged["cost"]) == (1, 0.15)
    assert logged["captures"] > 10
    assert logged["plates"] == [
        {
            "plate": "ABC123",
            "score": 0.99,
            "vehicle": "Van",
            "status": "known",
            "announced": True,
        }
    ]
    picture = Image.open(BytesIO(b64decode(logged["picture"] or "")))
    assert picture.format == "JPEG"
    assert picture.width <= 320


async def test_still_there(
    hass: HomeAssistant,
    account: MockConfigEntry,
    watched: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """A trigger for a parked vehicle that was read saves a call, and says why."""
    watched.show(draw(CAR))
    carsxe.answers = [answer(CAR.result(0.99))]
    await _trigger(hass)
    _history(account).triggers.clear()
    moved = Car(plate="ABC123", left=CAR.left + 20)
    watched.show(draw(moved))
    await _trigger(hass)
    logged = _last(account)
    assert (logged["status"], logged["recognitions"]) == ("nothing_new", 0)
    assert logged["unpaid"]
    assert logged["unpaid"]["objection"] == "read"
    assert logged["unpaid"]["plate"] == "ABC123"


async def test_not_legible(
    hass: HomeAssistant,
    account: MockConfigEntry,
    watched: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """What wasn't paid for is shown with the reason."""
    watched.show(draw(SMUDGE))
    await _trigger(hass)
    logged = _last(account)
    assert carsxe.recognitions == []
    assert logged["reason"].startswith("Nothing in view looked like an unread plate")
    assert logged["unpaid"]
    assert logged["unpaid"]["objection"] == "unclear"
    assert logged["picture"]


async def test_limit_is_no_saving(
    hass: HomeAssistant,
    account: MockConfigEntry,
    watched: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """A call that a limit prevented is logged as such, and isn't counted as saved."""
    usage = account.runtime_data.paid_calls.usage
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    usage.async_begin(Count.RECOGNITIONS)
    watched.show(draw(CAR))
    await _trigger(hass)
    logged = _last(account)
    assert logged["status"] == "limit_reached"
    assert logged["unpaid"]
    assert logged["unpaid"]["objection"] == "not_called"


async def test_manual_scan(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A scan by a person is logged, with a picture even without a plate."""
    carsxe.answer("no_plates", status=404)
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    await hass.async_block_till_done()
    await _history(account).async_set_up(keep=50)
    logged = _last(account)
    assert (logged["trigger"], logged["status"]) == (None, "no_plate")
    assert logged["picture"]


async def test_bounds(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    forget: Callable[[], None],
) -> None:
    """The last logs survive a restart; without detections, their pictures are removed."""
    coordinator = account.runtime_data.cameras[CAMERA_ID]
    for _ in range(MAX_TRIGGERS + 2):
        await coordinator.scans.async_scan()
    await hass.async_block_till_done()
    kept = _history(account).triggers
    assert len(kept) == MAX_TRIGGERS
    assert all(logged["picture"] for logged in kept)
    await hass.config_entries.async_unload(account.entry_id)
    forget()
    assert await hass.config_entries.async_setup(account.entry_id)
    assert _history(account).triggers == kept
    await _history(account).async_set_up(keep=0)
    assert not any(logged["picture"] for logged in _history(account).triggers)
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    await hass.async_block_till_done()
    assert _history(account).triggers[0]["picture"] is None


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"triggers": 1}', b'{"triggers": [1]}', b'{"triggers": [{}]}'],
    ids=["no json", "list", "number", "number in a list", "without fields"],
)
async def test_damaged(
    account: MockConfigEntry, pictures_folder: Path, content: bytes
) -> None:
    """Damaged data counts as nothing."""
    folder = _history(account).folder
    folder.write("triggers.json", content)
    assert folder.read_triggers() == []


def _track(**sighting: Any) -> Track:
    """Return a track with one sighting."""
    box = Box(0, 0, sighting.pop("width", 100), 30)
    fields = {"score": 0.9, "height": 20.0} | sighting
    track = Track(box=box, patch=np.zeros((1, 1), np.float32), last_seen=1.0)
    track.scores = 1.0
    track.sightings = (Sighting(capture=CAPTURE, box=box, **fields),)
    return track


@pytest.mark.parametrize(
    ("sighting", "objection"),
    [
        pytest.param({"is_cut_off": True}, Objection.CUT_OFF, id="cut off"),
        pytest.param({"height": 4.0}, Objection.TOO_SMALL, id="low"),
        pytest.param({"width": 30}, Objection.TOO_SMALL, id="narrow"),
        pytest.param({"score": 0.3}, Objection.UNCLEAR, id="unclear"),
        pytest.param({}, Objection.NOT_CALLED, id="legible"),
    ],
)
def test_objection(sighting: dict[str, Any], objection: Objection) -> None:
    """The reason against a picture is reported."""
    track = _track(**sighting)
    assert find_objection(track, track.sightings[0]) is objection
