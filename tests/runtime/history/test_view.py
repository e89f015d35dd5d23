"""Tests of who can get the pictures of detections."""

from http import HTTPStatus
from pathlib import Path
import shutil

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.runtime.history.view import picture_path
from homeassistant.core import HomeAssistant

from ...conftest import CAMERA_ID, Arrive


@pytest.fixture
async def record_id(account: MockConfigEntry, arrive_in_turn: Arrive) -> str:
    """Return the ID of a detection."""
    await arrive_in_turn("ABC123")
    (record,) = account.runtime_data.cameras[CAMERA_ID].history.records
    return str(record.record_id)


@pytest.mark.parametrize("kind", ["picture", "thumbnail"])
async def test_signed_in(
    record_id: str, hass_client: ClientSessionGenerator, kind: str
) -> None:
    """Signed-in users get the pictures; shared caches must not store them."""
    response = await (await hass_client()).get(picture_path(record_id, kind))
    assert response.status == HTTPStatus.OK
    assert response.content_type == "image/jpeg"
    assert response.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("kind", ["picture", "thumbnail", "data"])
async def test_stranger(
    record_id: str, hass_client_no_auth: ClientSessionGenerator, kind: str
) -> None:
    """Nobody else does, or learns which IDs exist."""
    client = await hass_client_no_auth()
    for number in (record_id, "01M856EF0N2HQXMBPSVRTHZT70"):
        path = picture_path(number, kind)
        assert (await client.get(path)).status == HTTPStatus.UNAUTHORIZED
        forged = await client.get(f"{path}?authSig=forged")
        assert forged.status == HTTPStatus.FORBIDDEN
        assert await forged.read() == b"403: Forbidden"


@pytest.mark.parametrize(
    "path",
    [
        "01M856EF0N2HQXMBPSVRTHZT70/picture",
        "{record_id}/data",
        "{record_id}/.json",
        "{record_id}/",
        "{record_id}.jpg/picture",
        "{record_id}/picture/..",
        "last_plate/picture",
        "..%2F{record_id}/picture",
        ".%2E%2f.%2E%2Fsecrets.yaml/picture",
        "%00/picture",
    ],
)
async def test_no_such_picture(
    record_id: str, hass_client: ClientSessionGenerator, path: str
) -> None:
    """Every other address leads nowhere."""
    client = await hass_client()
    address = f"/api/carsxe/detections/{path.format(record_id=record_id)}"
    response = await client.get(address)
    assert response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST}


async def test_lost_file(
    account: MockConfigEntry,
    record_id: str,
    pictures_folder: Path,
    hass_client: ClientSessionGenerator,
) -> None:
    """A deleted file isn't found."""
    shutil.rmtree(pictures_folder)
    response = await (await hass_client()).get(picture_path(record_id))
    assert response.status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("readable", "status"),
    [
        ("image_processing.gate_plate", HTTPStatus.OK),
        ("light.hall", HTTPStatus.NOT_FOUND),
    ],
)
async def test_permission(
    hass: HomeAssistant,
    record_id: str,
    hass_admin_user: MockUser,
    hass_client: ClientSessionGenerator,
    readable: str,
    status: HTTPStatus,
) -> None:
    """A user who may not see the camera's plates doesn't get its pictures."""
    client = await hass_client()
    hass_admin_user.groups = []
    hass_admin_user.mock_policy(
        {"entities": {"entity_ids": {readable: {"read": True}}}}
    )
    assert (await client.get(picture_path(record_id))).status == status
