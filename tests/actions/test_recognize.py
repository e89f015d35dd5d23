"""Tests of the action `carsxe.recognize`."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
import voluptuous as vol

from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.json import json_bytes
from tests.carsxe_server import CarsXEServer, load_answer
from tests.conftest import API_KEY, CAMERA_ID, PUBLIC_URL, PictureCamera

from .conftest import Act, see

COUNTS = {
    "sensor.carsxe_estimated_cost",
    "sensor.carsxe_recognitions_this_month",
    "sensor.carsxe_recognitions_today",
}
GATE = "image_processing.gate_plate"
ADDRESS = "https://pictures.example.com/gate.jpg"

FAMILY = {
    "Van": {"plate": "ABC123"},
    "Guest": {"plate": "GUEST1", "valid_until": "2020-01-01T00:00:00+00:00"},
    "Later": {"plate": "LATER1", "valid_from": "2999-01-01T00:00:00+00:00"},
    "Yard": {"plate": "YARD77", "camera_ids": ["another camera"]},
    "Gate only": {"plate": "GATE55", "camera_ids": [CAMERA_ID]},
}
FAILURES = [
    pytest.param(400, "missing_image", "picture_refused", id="picture"),
    pytest.param(401, "key_unknown", "invalid_auth", id="key"),
    pytest.param(401, "key_inactive", "billing", id="billing"),
    pytest.param(403, "tier", "access_denied", id="tier"),
    pytest.param(429, "quota", "quota_exceeded", id="quota"),
    pytest.param(503, "no_internet", "temporary", id="down"),
    pytest.param(200, "error_text", "unexpected_answer", id="error in a 200"),
]


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know several vehicles."""
    return FAMILY


@pytest.fixture
def changes(hass: HomeAssistant, account: MockConfigEntry) -> list[Event[Any]]:
    """Return a list that collects later state changes."""
    return async_capture_events(hass, "state_changed")


def _explained(response: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Return the reason, kind and nearest vehicle of each plate."""
    return {
        detection["plate"]: tuple(
            detection["explain"][key]
            for key in ("reason", "match", "vehicle", "vehicle_id")
        )
        for detection in response["detections"]
    }


class TestCamera:
    """With a camera as the target."""

    async def test_answer(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        source: PictureCamera,
        detections: list[Event],
        act: Act,
    ) -> None:
        """The response equals the event, which is fired once, plus the reason."""
        response = (await act("recognize", entity_id=GATE))[GATE]
        await hass.async_block_till_done()
        (detection,) = response["detections"]
        assert detection.pop("explain") == {
            "reason": "unlisted",
            "match": None,
            "vehicle": None,
            "vehicle_id": None,
        }
        # A single picture tells neither.
        unknown = {"direction": None, "similar_to": None}
        assert [event.data for event in detections] == [detection | unknown]
        assert detection["plate"] == "9DJC652"
        assert detection["entity_id"] == GATE
        assert response["scan_id"] == detection["scan_id"]
        assert (len(carsxe.recognitions), source.captures) == (1, 1)
        assert carsxe.recognitions[0]["image_url"].startswith(f"{PUBLIC_URL}/")
        state = hass.states.get(GATE)
        assert state
        assert state.state == "9DJC652"

    async def test_answer_is_json(
        self, account: MockConfigEntry, carsxe: CarsXEServer, act: Act
    ) -> None:
        """The response can be sent to a browser, with known and unknown plates."""
        see(carsxe, "ABC123", "GUEST1", "XYZ789")
        response = (await act("recognize", entity_id=GATE))[GATE]
        assert b'"match":"exact"' in json_bytes(response)

    async def test_no_plates(
        self,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        detections: list[Event],
        act: Act,
    ) -> None:
        """A picture without a plate is a valid response."""
        carsxe.answer("no_plates", 404)
        response = (await act("recognize", entity_id=GATE))[GATE]
        assert response["detections"] == []
        assert response["scan_id"]
        assert detections == []

    async def test_by_device(
        self, account: MockConfigEntry, entity_registry: er.EntityRegistry, act: Act
    ) -> None:
        """A camera can be targeted by its device, whose other entities are ignored."""
        registered = entity_registry.async_get(GATE)
        assert registered
        response = (await act("recognize", device_id=registered.device_id))[GATE]
        assert response["detections"][0]["entity_id"] == GATE

    @pytest.mark.parametrize(
        ("plate", "fields", "known", "explained"),
        [
            pytest.param(
                "ABC123", {}, True, ("matched", "exact", "Van", "id of Van"), id="exact"
            ),
            pytest.param(
                "A8C123",
                {"candidates": [{"plate": "abc123", "score": 0.8}]},
                True,
                ("matched", "candidate", "Van", "id of Van"),
                id="candidate",
            ),
            pytest.param(
                "A8C123",
                {},
                False,
                ("kind_off", "confusable", "Van", "id of Van"),
                id="looks alike",
            ),
            pytest.param(
                "GUEST1",
                {},
                False,
                ("expired", "exact", "Guest", "id of Guest"),
                id="expired",
            ),
            pytest.param(
                "LATER1",
                {},
                False,
                ("not_yet_valid", "exact", "Later", "id of Later"),
                id="not yet valid",
            ),
            pytest.param(
                "YARD77",
                {},
                False,
                ("elsewhere", "exact", "Yard", "id of Yard"),
                id="elsewhere",
            ),
            pytest.param(
                "GATE55",
                {},
                True,
                ("matched", "exact", "Gate only", "id of Gate only"),
                id="here",
            ),
            pytest.param(
                "XYZ789", {}, False, ("unlisted", None, None, None), id="stranger"
            ),
        ],
    )
    async def test_explain(
        self,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        plate: str,
        fields: dict[str, Any],
        known: bool,
        explained: tuple[str | None, ...],
    ) -> None:
        """The response says why a plate is or isn't known."""
        see(carsxe, plate, **fields)
        response = (await act("recognize", entity_id=GATE, dry_run=True))[GATE]
        assert _explained(response) == {plate: explained}
        (detection,) = response["detections"]
        # Older releases can't render an enumeration in a template.
        texts = (detection["match"], *detection["explain"].values())
        assert {type(text) for text in texts} <= {str, type(None)}
        assert detection["known"] is known
        assert detection["vehicle"] == (explained[2] if known else None)

    @pytest.mark.parametrize("dry_run", [False, True], ids=["scan", "dry run"])
    @pytest.mark.parametrize(("status", "answer", "key"), FAILURES)
    async def test_failure(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        detections: list[Event],
        act: Act,
        status: int,
        answer: str,
        key: str,
        dry_run: bool,
    ) -> None:
        """A failure is translated without the key; an invalid key starts reauthentication."""
        carsxe.answer(answer, status)
        with pytest.raises(HomeAssistantError) as caught:
            await act("recognize", entity_id=GATE, dry_run=dry_run)
        assert (caught.value.translation_domain, caught.value.translation_key) == (
            "carsxe",
            key,
        )
        assert API_KEY not in str(caught.value)
        assert detections == []
        assert any(account.async_get_active_flows(hass, {"reauth"})) is (
            key == "invalid_auth"
        )

    @pytest.mark.parametrize("dry_run", [False, True], ids=["scan", "dry run"])
    async def test_source_gone(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        dry_run: bool,
    ) -> None:
        """Without a picture, no call is made."""
        hass.states.async_set("camera.gate", "unavailable")
        with pytest.raises(HomeAssistantError):
            await act("recognize", entity_id=GATE, dry_run=dry_run)
        assert carsxe.recognitions == []


class TestDryRun:
    """With a dry run of a camera."""

    async def test_nobody_hears_of_it(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        detections: list[Event],
        changes: list[Event],
        act: Act,
    ) -> None:
        """It fires nothing and changes no entity except the counts, and is paid."""
        see(carsxe, "ABC123", "XYZ789")
        response = (await act("recognize", entity_id=GATE, dry_run=True))[GATE]
        await hass.async_block_till_done()
        assert [d["plate"] for d in response["detections"]] == ["ABC123", "XYZ789"]
        assert {d["entity_id"] for d in response["detections"]} == {GATE}
        assert len(carsxe.recognitions) == 1
        assert detections == []
        assert {event.data["entity_id"] for event in changes} == COUNTS

    async def test_arrival_is_still_to_come(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        detections: list[Event],
        act: Act,
        scan: Callable[[], Awaitable[None]],
    ) -> None:
        """A vehicle seen only by a dry run hasn't arrived yet."""
        see(carsxe, "ABC123")
        await act("recognize", entity_id=GATE, dry_run=True)
        await scan()
        assert [event.data["plate"] for event in detections] == ["ABC123"]


class TestTarget:
    """With other targets."""

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param({}, id="nothing"),
            pytest.param({"entity_id": "image_processing.nobody"}, id="unknown"),
            pytest.param({"entity_id": "event.gate_plate"}, id="another of ours"),
            pytest.param({"entity_id": "camera.gate"}, id="source"),
        ],
    )
    async def test_none(
        self,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        data: dict[str, Any],
    ) -> None:
        """Without one of our cameras, no call is made."""
        with pytest.raises(HomeAssistantError, match="did not match any entities"):
            await act("recognize", **data)
        assert carsxe.recognitions == []

    async def test_foreign_beside_ours(
        self, account: MockConfigEntry, entity_registry: er.EntityRegistry, act: Act
    ) -> None:
        """Other integrations' entities are ignored."""
        theirs = entity_registry.async_get_or_create("image_processing", "test", "x")
        response = await act("recognize", entity_id=[GATE, theirs.entity_id])
        assert set(response) == {GATE}

    @pytest.mark.parametrize("dry_run", [False, True], ids=["scan", "dry run"])
    async def test_account_not_loaded(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        dry_run: bool,
    ) -> None:
        """A camera of an account that isn't set up isn't read."""
        assert await hass.config_entries.async_unload(account.entry_id)
        with pytest.raises(HomeAssistantError):
            await act("recognize", entity_id=GATE, dry_run=dry_run)
        assert carsxe.recognitions == []

    @pytest.mark.parametrize("min_score", [-1, 101, "high"])
    async def test_bad_score(
        self,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        min_score: float | str,
    ) -> None:
        """A score is in percent."""
        with pytest.raises(vol.Invalid):
            await act("recognize", image_url=ADDRESS, min_score=min_score)
        assert carsxe.recognitions == []


class TestAddress:
    """With the address of a picture."""

    async def test_answer(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        source: PictureCamera,
        detections: list[Event],
        changes: list[Event],
        act: Act,
    ) -> None:
        """Vehicles are matched; no event is fired, only counts change, and no camera is used."""
        see(carsxe, "ABC123", "YARD77", "XYZ789")
        response = await act("recognize", image_url=ADDRESS)
        await hass.async_block_till_done()
        assert _explained(response) == {
            "ABC123": ("matched", "exact", "Van", "id of Van"),
            "YARD77": ("elsewhere", "exact", "Yard", "id of Yard"),
            "XYZ789": ("unlisted", None, None, None),
        }
        known = {d["plate"]: d["vehicle"] for d in response["detections"]}
        assert known == {"ABC123": "Van", "YARD77": None, "XYZ789": None}
        assert carsxe.recognitions == [{"image_url": ADDRESS}]
        assert source.captures == 0
        assert detections == []
        assert {event.data["entity_id"] for event in changes} == COUNTS

    @pytest.mark.parametrize(
        "address",
        [
            pytest.param(ADDRESS, id="plain"),
            pytest.param("http://192.168.1.5:8080/a.jpg", id="private"),
            pytest.param("http://[fd00::5]/a.jpg", id="private IPv6"),
            pytest.param("https://a.example.com", id="host alone"),
            pytest.param("https://a.example.com/?a=1&b=%2B%20c#top", id="query"),
            pytest.param(
                "https://a.example.com/x%7Ey.jpg?sig=%41b%2fc%3d&t=a+b:c/d",
                id="signed",
            ),
        ],
    )
    async def test_sent_as_it_is(
        self, account: MockConfigEntry, carsxe: CarsXEServer, act: Act, address: str
    ) -> None:
        """The address isn't changed, which would invalidate a signature in it."""
        await act("recognize", image_url=address)
        assert carsxe.recognitions == [{"image_url": address}]

    async def test_spaces_around(
        self, account: MockConfigEntry, carsxe: CarsXEServer, act: Act
    ) -> None:
        """Pasted spaces around the address are removed."""
        await act("recognize", image_url=f" {ADDRESS}\n")
        assert carsxe.recognitions == [{"image_url": ADDRESS}]

    @pytest.mark.parametrize(
        ("address", "reason"),
        [
            pytest.param("http://example.com/a.jpg", "insecure", id="http, public"),
            pytest.param("http://8.8.8.8/a.jpg", "insecure", id="http, public IP"),
            pytest.param(
                "https://me:pw@example.com/a.jpg", "credentials", id="password"
            ),
            pytest.param("https://me@example.com/a.jpg", "credentials", id="user"),
            pytest.param("ftp://example.com/a.jpg", "malformed", id="ftp"),
            pytest.param("file:///etc/passwd", "malformed", id="file"),
            pytest.param("media-source://x/a.jpg", "malformed", id="media"),
            pytest.param("/local/a.jpg", "malformed", id="path"),
            pytest.param("https://", "malformed", id="no host"),
            pytest.param("", "malformed", id="empty"),
            pytest.param("https://a.example/\r\nHost: b", "malformed", id="lines"),
            pytest.param("https://a.example\\@b.example", "malformed", id="backslash"),
            pytest.param("https://a.example/\u202egpj", "malformed", id="backwards"),
            pytest.param("http://l\u043ecalhost/a.jpg", "insecure", id="Cyrillic"),
            pytest.param("http://[2002:808:808::]/a", "insecure", id="tunnel"),
        ],
    )
    async def test_bad_address(
        self,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        address: str,
        reason: str,
    ) -> None:
        """An invalid address isn't sent, and isn't in the error."""
        with pytest.raises(ServiceValidationError) as caught:
            await act("recognize", image_url=address)
        assert caught.value.translation_domain == "carsxe"
        assert caught.value.translation_key == f"image_url_{reason}"
        assert not address or address not in str(caught.value)
        assert carsxe.recognitions == []

    @pytest.mark.parametrize(
        ("score", "min_score", "seen"),
        [
            pytest.param(0.69, {}, False, id="below the default"),
            pytest.param(0.7, {}, True, id="the default"),
            pytest.param(0.4, {"min_score": 40}, True, id="as low as asked for"),
            pytest.param(0.57, {"min_score": 57}, True, id="no rounding error"),
            pytest.param(0.97, {"min_score": 98}, False, id="below"),
        ],
    )
    async def test_min_score(
        self,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        score: float,
        min_score: dict[str, float],
        seen: bool,
    ) -> None:
        """Plates with a lower score are left out."""
        see(carsxe, "ABC123")
        carsxe.answers[0][1]["results"][0]["score"] = score
        response = await act("recognize", image_url=ADDRESS, **min_score)
        assert [d["plate"] for d in response["detections"]] == ["ABC123"] * seen

    @pytest.mark.parametrize(("status", "answer", "key"), FAILURES[1:])
    async def test_failure(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
        status: int,
        answer: str,
        key: str,
    ) -> None:
        """A failure is translated; an invalid key starts reauthentication."""
        carsxe.answer(answer, status)
        with pytest.raises(HomeAssistantError) as caught:
            await act("recognize", image_url=ADDRESS)
        assert (caught.value.translation_domain, caught.value.translation_key) == (
            "carsxe",
            key,
        )
        assert any(account.async_get_active_flows(hass, {"reauth"})) is (
            key == "invalid_auth"
        )

    async def test_refused_address(
        self, account: MockConfigEntry, carsxe: CarsXEServer, act: Act
    ) -> None:
        """If an external picture can't be used, Home Assistant's address isn't blamed."""
        carsxe.answer("missing_image", 400)
        with pytest.raises(HomeAssistantError) as caught:
            await act("recognize", image_url=ADDRESS)
        assert "Home Assistant's public address" not in str(caught.value)

    async def test_tried_again(
        self, account: MockConfigEntry, carsxe: CarsXEServer, act: Act
    ) -> None:
        """A temporary failure is retried, as with a camera."""
        carsxe.answers = [
            (502, load_answer("no_data")),
            (200, load_answer("recognition_us")),
        ]
        response = await act("recognize", image_url=ADDRESS)
        assert [d["plate"] for d in response["detections"]] == ["9DJC652"]
        assert carsxe.recognitions == [{"image_url": ADDRESS}] * 2

    async def test_account(
        self,
        account: MockConfigEntry,
        other_account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
    ) -> None:
        """With two accounts, one must be named, which pays and matches."""
        see(carsxe, "ABC123")
        with pytest.raises(ServiceValidationError) as caught:
            await act("recognize", image_url=ADDRESS)
        assert caught.value.translation_key == (
            "service_found_multiple_config_entry_for_domain"
        )
        assert carsxe.recognitions == []
        response = await act(
            "recognize", image_url=ADDRESS, config_entry_id=account.entry_id
        )
        assert response["detections"][0]["vehicle"] == "Van"
        carsxe.key = other_account.data["api_key"]
        response = await act(
            "recognize", image_url=ADDRESS, config_entry_id=other_account.entry_id
        )
        assert response["detections"][0]["vehicle"] is None

    async def test_account_not_loaded(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
    ) -> None:
        """An account that isn't set up can't be used."""
        assert await hass.config_entries.async_unload(account.entry_id)
        with pytest.raises(ServiceValidationError) as caught:
            await act("recognize", image_url=ADDRESS)
        assert caught.value.translation_key == "service_config_entry_not_loaded"
        assert carsxe.recognitions == []
