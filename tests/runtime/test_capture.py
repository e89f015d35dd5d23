"""Tests of taking pictures."""

from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.runtime.capture import (
    CaptureError,
    SourceUnavailableError,
    async_capture,
    async_is_available,
)
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..conftest import SOURCE, PictureCamera, PictureImage, jpeg
from ..drives import Car, draw


async def test_capture(
    hass: HomeAssistant, source: PictureCamera, freezer: FrozenDateTimeFactory
) -> None:
    """A capture holds the picture as the camera gave it, and when it was asked for."""
    source.show(content := draw(Car(plate="ABC123")))
    before = hass.loop.time()
    capture = await async_capture(hass, SOURCE)
    assert capture.content == content
    assert capture.taken_at == dt_util.utcnow()
    assert before <= capture.at <= hass.loop.time()
    assert source.captures == 1


async def test_image_entity(hass: HomeAssistant, picture_image: PictureImage) -> None:
    """An image entity gives pictures as well."""
    assert (await async_capture(hass, "image.gate")).content == jpeg()


async def test_end_is_missing(hass: HomeAssistant, source: PictureCamera) -> None:
    """A JPEG that lacks its end gets one."""
    content = draw()
    source.show(content[:-2])
    assert (await async_capture(hass, SOURCE)).content == content


@pytest.mark.parametrize(
    ("picture", "key"),
    [
        pytest.param(draw()[:20_000], "not_a_picture", id="cut"),
        pytest.param(None, "capture_failed", id="none"),
    ],
)
async def test_no_picture(
    hass: HomeAssistant, source: PictureCamera, picture: bytes | None, key: str
) -> None:
    """Where there is no picture, or half of one, that is said."""
    source.show(picture)
    with pytest.raises(CaptureError) as error:
        await async_capture(hass, SOURCE)
    assert error.value.translation_key == key
    assert error.value.translation_placeholders
    assert error.value.translation_placeholders["entity_id"] == SOURCE


async def test_password_in_an_error(hass: HomeAssistant, source: PictureCamera) -> None:
    """A camera's address in an error is told without its password."""
    error = ConnectionError("rtsp://admin:hunter2@camera.local/stream")
    with (
        patch.object(PictureCamera, "async_camera_image", side_effect=error),
        pytest.raises(CaptureError) as caught,
    ):
        await async_capture(hass, SOURCE)
    assert caught.value.translation_placeholders
    assert "hunter2" not in caught.value.translation_placeholders["error"]


@pytest.mark.parametrize("state", [None, "unavailable", "unknown", "idle"])
async def test_available(hass: HomeAssistant, state: str | None) -> None:
    """A source that is missing or unavailable isn't asked."""
    if state:
        hass.states.async_set("camera.other", state)
    available = state in ("unknown", "idle")
    assert async_is_available(hass, "camera.other") is available
    expected = CaptureError if available else SourceUnavailableError
    with pytest.raises(expected):
        await async_capture(hass, "camera.other")
