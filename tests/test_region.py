"""Tests of setting a camera's region on the dashboard, and of areas left out of its picture."""

from io import BytesIO
from types import MappingProxyType
from typing import Any

import numpy as np
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.carsxe.runtime.settings import camera_unique_id
from custom_components.carsxe.vision import (
    Crop,
    Framing,
    draw_overview,
    prepare_picture,
)
from custom_components.carsxe.vision.decoding import decode_gray, decode_scene
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant

from .conftest import CAMERA_ID

WHOLE = {"left": 0, "top": 0, "width": 100, "height": 100}
HALF = {"left": 0, "top": 50, "width": 100, "height": 50}
CORNER = {"left": 0, "top": 50, "width": 25, "height": 25}


async def _send(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, **message: Any
) -> dict[str, Any]:
    """Return the response to a command, once all changes are applied."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(message)
    answer: dict[str, Any] = await client.receive_json()
    await hass.async_block_till_done()
    return answer


async def test_save_and_undo(
    hass: HomeAssistant, account: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """A region is stored like the form's fields, used, and can be undone once."""
    get = {"type": "carsxe/cameras/region", "entity_id": "image_processing.gate_plate"}
    before = (await _send(hass, hass_ws_client, **get))["result"]
    assert before["leave_out"] == []
    assert before["camera_id"] == CAMERA_ID
    assert before["rotation"] == 0
    data = dict(account.subentries[CAMERA_ID].data)
    own = {"config_entry_id": account.entry_id}
    answer = await _send(
        hass,
        hass_ws_client,
        type="carsxe/cameras/save_region",
        camera_id=CAMERA_ID,
        crop=HALF,
        leave_out=[CORNER],
        **own,
    )
    assert answer["success"]
    after = (await _send(hass, hass_ws_client, **get))["result"]
    assert (after["crop"], after["leave_out"]) == (HALF, [CORNER])
    region = account.runtime_data.cameras[CAMERA_ID].tracker.region
    assert region == Crop(**HALF, leave_out=(Crop(**CORNER),))
    undo = {"type": "carsxe/undo", "subentry_id": CAMERA_ID, **own}
    assert (await _send(hass, hass_ws_client, **undo))["success"]
    assert dict(account.subentries[CAMERA_ID].data) == data
    assert not (await _send(hass, hass_ws_client, **undo))["success"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"crop": {**HALF, "top": 51}}, "beyond the picture", id="crop"),
        pytest.param(
            {"leave_out": [{**CORNER, "left": 80}]}, "beyond the picture", id="area"
        ),
        pytest.param({"camera_id": "nobody"}, "nobody", id="camera"),
    ],
)
async def test_refused(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    fields: dict[str, Any],
    message: str,
) -> None:
    """Invalid regions are refused, and nothing is changed."""
    data = dict(account.subentries[CAMERA_ID].data)
    answer = await _send(
        hass,
        hass_ws_client,
        **{
            "type": "carsxe/cameras/save_region",
            "config_entry_id": account.entry_id,
            "camera_id": CAMERA_ID,
            "crop": WHOLE,
            "leave_out": [],
            **fields,
        },
    )
    assert message in answer["error"]["message"]
    assert dict(account.subentries[CAMERA_ID].data) == data


@pytest.mark.parametrize("entity_id", ["sensor.carsxe_estimated_cost", "light.none"])
async def test_no_camera(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    entity_id: str,
) -> None:
    """An entity that belongs to no camera has no region."""
    answer = await _send(
        hass, hass_ws_client, type="carsxe/cameras/region", entity_id=entity_id
    )
    assert answer["error"]["code"] == "not_found"


async def test_taken(
    hass: HomeAssistant, account: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """A region that another camera of the same source has is refused."""
    data = account.subentries[CAMERA_ID].data
    other = ConfigSubentry(
        data=MappingProxyType({**data, "crop": HALF}),
        subentry_type="camera",
        title="Lower half",
        unique_id=camera_unique_id({**data, "crop": HALF}),
    )
    hass.config_entries.async_add_subentry(account, other)
    answer = await _send(
        hass,
        hass_ws_client,
        type="carsxe/cameras/save_region",
        config_entry_id=account.entry_id,
        camera_id=CAMERA_ID,
        crop=HALF,
    )
    assert answer["error"]["message"] == "The account already has this camera."
    assert account.subentries[CAMERA_ID].data == data


async def test_administrators_only(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Nobody else sees or sets a region."""
    client = await hass_ws_client(hass, hass_read_only_access_token)
    for message in (
        {"type": "carsxe/cameras/region", "entity_id": "image_processing.gate_plate"},
        {
            "type": "carsxe/cameras/save_region",
            "config_entry_id": account.entry_id,
            "camera_id": CAMERA_ID,
            "crop": HALF,
        },
    ):
        await client.send_json_auto_id(message)
        assert (await client.receive_json())["error"]["code"] == "unauthorized"


def test_left_out() -> None:
    """Only areas left out are gray, in what is sent and in what is searched."""
    noise = np.random.default_rng(1).integers(0, 256, (400, 640, 3), np.uint8)
    buffer = BytesIO()
    Image.fromarray(noise).save(buffer, "PNG")
    crop = Crop(**HALF, leave_out=(Crop(**CORNER),))
    picture, _ = prepare_picture(buffer.getvalue(), Framing(crop=crop))
    sent = np.asarray(Image.open(BytesIO(picture.content)).convert("L"), np.float32)
    gray = decode_gray(buffer.getvalue(), crop)
    small = decode_scene(buffer.getvalue(), crop).gray
    for seen in (sent, gray, small):
        height, width = seen.shape
        edge_y, edge_x = height // 2, width // 4
        # A JPEG's blocks cross the edge.
        inside = seen[: edge_y - 16, : edge_x - 16]
        assert np.abs(inside.astype(float) - 128).max() <= 4
        assert seen[edge_y + 8 :].std() > 10
        assert seen[:, edge_x + 8 :].std() > 10


def test_whole_picture_left_out() -> None:
    """A picture with areas left out isn't sent unchanged."""
    buffer = BytesIO()
    Image.new("RGB", (640, 400), "red").save(buffer, "JPEG")
    crop = Crop(leave_out=(Crop(**CORNER),))
    picture, _ = prepare_picture(buffer.getvalue(), Framing(crop=crop))
    assert picture.content != buffer.getvalue()
    pixel = Image.open(BytesIO(picture.content)).getpixel((20, 250))
    assert pixel == pytest.approx((128, 128, 128), abs=4)


def test_overview() -> None:
    """The whole picture is shown with the region framed and the rest dimmed."""
    buffer = BytesIO()
    Image.new("RGB", (640, 400), "white").save(buffer, "PNG")
    crop = Crop(**HALF, leave_out=(Crop(**CORNER),))
    overview = draw_overview(buffer.getvalue(), crop)
    shown = Image.open(BytesIO(overview.content)).convert("L")
    assert shown.size == (640, 400)
    for place, brightness in (
        ((320, 100), 89),
        ((320, 300), 255),
        ((80, 250), 128),
        ((320, 201), 174),
    ):
        assert shown.getpixel(place) == pytest.approx(brightness, abs=12)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotated(rotation: int) -> None:
    """Areas are left out of the rotated picture."""
    buffer = BytesIO()
    Image.new("RGB", (640, 400), "red").save(buffer, "PNG")
    crop = Crop(rotation=rotation, leave_out=(Crop(**CORNER),))
    picture, _ = prepare_picture(buffer.getvalue(), Framing(crop=crop))
    sent = Image.open(BytesIO(picture.content))
    width, height = sent.size
    assert (width > height) is (rotation % 180 == 0)
    for down, is_left_out in ((0.25, False), (0.62, True), (0.9, False)):
        pixel = sent.getpixel((width // 8, int(height * down)))
        color = (128, 128, 128) if is_left_out else (254, 0, 0)
        assert pixel == pytest.approx(color, abs=4)
