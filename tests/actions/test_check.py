"""Tests of the action that checks a camera."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..carsxe_server import CarsXEServer, load_answer
from ..conftest import PictureCamera

ENTITY = "image_processing.gate_plate"


async def _check(hass: HomeAssistant, **fields: Any) -> dict[str, Any]:
    """Check the camera at the gate."""
    response: Any = await hass.services.async_call(
        "carsxe",
        "check",
        {"entity_id": ENTITY, **fields},
        blocking=True,
        return_response=True,
    )
    return dict(response[ENTITY])


def _outcomes(answer: dict[str, Any]) -> dict[str, str]:
    """Return the outcome of each check."""
    return {k: v["result"] for k, v in answer.items() if k != "passed"}


async def test_free(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """Nothing is paid unless the action asks for it."""
    answer = await _check(hass)
    assert answer["passed"] is True
    assert _outcomes(answer) == {
        "key": "ok",
        "picture": "ok",
        "public_url": "ok",
        "fetch": "skipped",
        "plate": "skipped",
    }
    assert answer["picture"]["width"] == 64
    assert answer["picture"]["height"] == 48
    assert answer["plate"]["reason"] == "Skipped: it costs one recognition."
    assert carsxe.recognitions == []


async def test_paid(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Any],
) -> None:
    """A paid check is one recognition, which is counted but not announced."""
    answer = await _check(hass, paid=True)
    assert _outcomes(answer)["plate"] == "ok"
    assert answer["plate"]["plates"] == ["9DJC652"]
    # The CarsXE of this test doesn't fetch the picture.
    assert _outcomes(answer)["fetch"] == "failed"
    assert answer["fetch"]["fetches"] == 0
    assert answer["passed"] is False
    assert len(carsxe.recognitions) == 1
    state = hass.states.get("sensor.carsxe_recognitions_today")
    assert state and state.state == "1"
    assert detections == []
    state = hass.states.get(ENTITY)
    assert state and state.state == "unknown"


async def test_failures(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
) -> None:
    """Each check reports why it failed, and nothing is paid then."""
    carsxe.key_answer = (401, load_answer("key_inactive"))
    source.picture = None
    data = {k: v for k, v in account.data.items() if k != "public_url"}
    object.__setattr__(account, "data", data)
    answer = await _check(hass, paid=True)
    assert answer["passed"] is False
    assert _outcomes(answer) == {
        "key": "failed",
        "picture": "failed",
        "public_url": "failed",
        "fetch": "skipped",
        "plate": "skipped",
    }
    assert "isn't active" in answer["key"]["reason"]
    assert "gave no picture" in answer["picture"]["reason"]
    assert "no public https address" in answer["public_url"]["reason"]
    assert carsxe.recognitions == []


async def test_no_camera(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """The action needs a camera."""
    with pytest.raises(HomeAssistantError):
        await _check(hass, entity_id="image_processing.none")
