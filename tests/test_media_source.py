"""Tests of browsing the kept detections."""

from http import HTTPStatus
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from homeassistant.components.media_player import BrowseError
from homeassistant.components.media_source import (
    Unresolvable,
    async_browse_media,
    async_resolve_media,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import CAMERA_ID, Arrive, speak_german

ROOT = "media-source://carsxe"


@pytest.fixture
def camera_data(camera_data: dict[str, Any]) -> dict[str, Any]:
    """Announce every sighting."""
    return {**camera_data, "cooldown": 0}


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a van."""
    return {"Van": {"plate": "ABC123"}}


@pytest.fixture
async def client(
    hass: HomeAssistant, account: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> MockHAClientWebSocket:
    """Return the connection of a user who browses."""
    assert await async_setup_component(hass, "media_source", {})
    return await hass_ws_client(hass)


async def _browse(client: MockHAClientWebSocket, path: str) -> dict[str, Any]:
    """Return the response to browsing a folder."""
    await client.send_json_auto_id(
        {"type": "media_source/browse_media", "media_content_id": path}
    )
    answer: dict[str, Any] = await client.receive_json()
    return answer


async def _children(client: MockHAClientWebSocket, path: str) -> dict[str, str]:
    """Return the IDs in a folder by their titles."""
    answer = await _browse(client, path)
    return {c["title"]: c["media_content_id"] for c in answer["result"]["children"]}


async def test_folders(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    arrive_in_turn: Arrive,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Each detection is in the folder of its camera, its vehicle and its day."""
    now = dt_util.utcnow()
    await hass.config.async_set_time_zone("America/Los_Angeles")
    for moment, plate in (
        ("2026-11-22T12:00:00+00:00", "ABC123"),
        ("2026-11-23T07:59:00+00:00", "XYZ789"),
        ("2026-11-23T08:01:00+00:00", "ABC123"),
    ):
        freezer.move_to(moment)
        await arrive_in_turn(plate)
    # The access token is from today.
    freezer.move_to(now)
    assert await async_setup_component(hass, "media_source", {})
    client = await hass_ws_client(hass)
    accounts = await _children(client, ROOT)
    assert accounts == {"CarsXE": f"{ROOT}/{account.entry_id}"}
    kinds = await _children(client, accounts["CarsXE"])
    assert list(kinds) == ["Cameras", "Vehicles", "Days"]
    found: dict[str, list[list[str]]] = {}
    for kind in kinds.values():
        for title, folder in (await _children(client, kind)).items():
            pictures = await _children(client, folder)
            assert "ABC123" not in "".join(pictures.values())
            found[title] = [picture.split(" · ") for picture in pictures]
    second = ["ABC123", "Van", "2026-11-23 00:01:00"]
    stranger = ["XYZ789", "2026-11-22 23:59:00"]
    first = ["ABC123", "Van", "2026-11-22 04:00:00"]
    assert found == {
        "Gate": [second, stranger, first],
        "Van": [second, first],
        "Unknown": [stranger],
        "2026-11-23": [second],
        "2026-11-22": [stranger, first],
    }


async def test_german(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
) -> None:
    """Folder titles are in Home Assistant's language."""
    await arrive_in_turn("XYZ789")
    await speak_german(hass)
    kinds = await _children(client, f"{ROOT}/{account.entry_id}")
    assert list(kinds) == ["Kameras", "Fahrzeuge", "Tage"]
    for title, folder in kinds.items():
        assert (await _browse(client, folder))["result"]["title"] == title
    assert list(await _children(client, kinds["Fahrzeuge"])) == ["Unbekannte"]


async def test_errors(
    hass: HomeAssistant, account: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """Errors can be shown in any language."""
    with pytest.raises(BrowseError) as browse:
        await async_browse_media(hass, f"{ROOT}/nobody")
    assert browse.value.translation_key == "no_such_folder"
    with pytest.raises(Unresolvable) as resolve:
        await async_resolve_media(hass, f"{ROOT}/nobody", None)
    assert resolve.value.translation_key == "picture_gone"
    assert str(resolve.value) == "This picture is no longer kept"


async def test_picture(
    hass: HomeAssistant,
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """A picture has a signed address, and its thumbnail is for signed-in users."""
    await arrive_in_turn("ABC123")
    folder = f"{ROOT}/{account.entry_id}/cameras/{CAMERA_ID}"
    (picture,) = (await _browse(client, folder))["result"]["children"]
    await client.send_json_auto_id(
        {
            "type": "media_source/resolve_media",
            "media_content_id": picture["media_content_id"],
        }
    )
    media = (await client.receive_json())["result"]
    browser = await hass_client_no_auth()
    response = await browser.get(media["url"])
    assert response.status == HTTPStatus.OK
    assert response.content_type == media["mime_type"] == "image/jpeg"
    for path in (media["url"].partition("?")[0], picture["thumbnail"]):
        assert (await browser.get(path)).status == HTTPStatus.UNAUTHORIZED
    resolved = await async_resolve_media(hass, picture["media_content_id"], None)
    assert resolved.path
    assert resolved.path.read_bytes() == await response.read()


async def test_nothing_yet(
    account: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """Before the first detection, there is nothing to browse."""
    assert await _children(client, ROOT) == {}


@pytest.mark.parametrize(
    "path",
    [
        "nobody",
        "{entry}/colors",
        "{entry}/cameras/nobody",
        "{entry}/days/2026-01-01",
        "{entry}/cameras/{camera}/detection",
        "{entry}/../cameras",
        "../{entry}",
        "{entry}/cameras/{camera}/a/b",
    ],
)
async def test_no_such_folder(
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    path: str,
) -> None:
    """Every other path leads nowhere."""
    await arrive_in_turn("ABC123")
    identifier = path.format(entry=account.entry_id, camera=CAMERA_ID)
    answer = await _browse(client, f"{ROOT}/{identifier}")
    assert answer["error"]["code"] == "browse_media_failed"
    await client.send_json_auto_id(
        {
            "type": "media_source/resolve_media",
            "media_content_id": f"{ROOT}/{identifier}",
        }
    )
    answer = await client.receive_json()
    assert answer["error"]["code"] == "resolve_media_failed"


async def test_permission(
    account: MockConfigEntry,
    client: MockHAClientWebSocket,
    arrive_in_turn: Arrive,
    hass_admin_user: MockUser,
) -> None:
    """A user who may not see the camera finds nothing of it."""
    await arrive_in_turn("ABC123")
    folder = f"{ROOT}/{account.entry_id}/cameras/{CAMERA_ID}"
    (picture,) = (await _browse(client, folder))["result"]["children"]
    hass_admin_user.groups = []
    hass_admin_user.mock_policy({})
    assert await _children(client, ROOT) == {}
    assert not (await _browse(client, folder))["success"]
    await client.send_json_auto_id(
        {
            "type": "media_source/resolve_media",
            "media_content_id": picture["media_content_id"],
        }
    )
    assert not (await client.receive_json())["success"]
