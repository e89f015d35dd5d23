"""Tests of taking pictures."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
import logging
from types import MappingProxyType
from typing import Any
from unittest.mock import AsyncMock, patch

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.runtime import capture
from custom_components.carsxe.runtime.capture import (
    CaptureError,
    async_capture,
    async_follow_source,
    async_is_available,
)
from custom_components.carsxe.runtime.settings import CameraSettings
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.util import dt as dt_util

from ..conftest import SOURCE, PictureCamera, PictureImage, jpeg
from ..drives import Car, draw


def _settings(source: str = SOURCE, **data: Any) -> CameraSettings:
    """Return the settings of a camera."""
    subentry = ConfigSubentry(
        data=MappingProxyType({"source_entity_id": source, **data}),
        subentry_type="camera",
        title="Gate",
        unique_id=None,
    )
    return CameraSettings.from_subentry(subentry)


async def test_capture(
    hass: HomeAssistant, source: PictureCamera, freezer: FrozenDateTimeFactory
) -> None:
    """A capture has the camera's picture unchanged, and the time of the request."""
    source.show(content := draw(Car(plate="ABC123")))
    before = hass.loop.time()
    capture = await async_capture(hass, _settings())
    assert capture.content == content
    assert capture.taken_at == dt_util.utcnow()
    assert before <= capture.at <= hass.loop.time()
    assert source.captures == 1


async def test_image_entity(hass: HomeAssistant, picture_image: PictureImage) -> None:
    """An image entity gives pictures, too."""
    assert (await async_capture(hass, _settings("image.gate"))).content == jpeg()


async def test_end_is_missing(hass: HomeAssistant, source: PictureCamera) -> None:
    """A JPEG without its end gets one."""
    content = draw()
    source.show(content[:-2])
    assert (await async_capture(hass, _settings())).content == content


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
    """A missing or incomplete picture is reported."""
    source.show(picture)
    with pytest.raises(CaptureError) as error:
        await async_capture(hass, _settings())
    assert error.value.translation_key == key
    assert error.value.translation_placeholders
    assert error.value.translation_placeholders["entity_id"] == SOURCE


async def test_password_in_an_error(hass: HomeAssistant, source: PictureCamera) -> None:
    """A camera's address in an error is reported without its password."""
    error = ConnectionError("rtsp://admin:hunter2@camera.local/stream")
    with (
        patch.object(PictureCamera, "async_camera_image", side_effect=error),
        pytest.raises(CaptureError) as caught,
    ):
        await async_capture(hass, _settings())
    assert caught.value.translation_placeholders
    assert "hunter2" not in caught.value.translation_placeholders["error"]


@pytest.mark.parametrize("state", [None, "unavailable", "unknown", "idle"])
async def test_available(hass: HomeAssistant, state: str | None) -> None:
    """A missing or unavailable source isn't asked for a picture."""
    if state:
        hass.states.async_set("camera.other", state)
    available = state in ("unknown", "idle")
    assert async_is_available(hass, "camera.other") is available
    with pytest.raises(CaptureError) as caught:
        await async_capture(hass, _settings("camera.other"))
    key = "capture_failed" if available else "source_unavailable"
    assert caught.value.translation_key == key


IMAGE_TIMES = {
    "now": timedelta(0),
    "just before": timedelta(seconds=-4),
    "a minute before": timedelta(minutes=-1),
    "two days before": timedelta(days=-2),
}


@pytest.mark.parametrize("age", IMAGE_TIMES)
@pytest.mark.parametrize("is_triggered", [True, False], ids=["trigger", "asked"])
async def test_time_of_an_image(
    hass: HomeAssistant,
    picture_image: PictureImage,
    freezer: FrozenDateTimeFactory,
    age: str,
    is_triggered: bool,
) -> None:
    """An image has its own time; one older than the trigger isn't used."""
    freezer.move_to("2026-11-23T12:00:00Z")
    now = dt_util.utcnow()
    taken_at = now + IMAGE_TIMES[age]
    hass.states.async_set("image.gate", taken_at.isoformat())
    since = now if is_triggered else None
    if is_triggered and "before" in age and age != "just before":
        with pytest.raises(CaptureError) as error:
            await async_capture(hass, _settings("image.gate"), since=since)
        assert error.value.translation_key == "no_new_picture"
        return
    capture = await async_capture(hass, _settings("image.gate"), since=since)
    assert capture.taken_at == taken_at


@pytest.mark.parametrize("state", ["unknown", "2099-01-01T00:00:00+00:00", "fresh"])
async def test_image_without_a_time(
    hass: HomeAssistant,
    picture_image: PictureImage,
    freezer: FrozenDateTimeFactory,
    state: str,
) -> None:
    """An image without a valid time counts as new."""
    freezer.move_to("2026-11-23T12:00:00Z")
    hass.states.async_set("image.gate", state)
    now = dt_util.utcnow()
    capture = await async_capture(hass, _settings("image.gate"), since=now)
    assert capture.taken_at == now


@pytest.fixture
def stream(source: PictureCamera) -> Iterator[AsyncMock]:
    """Take the camera's stills from its stream, and return the recorded requests."""
    stream = AsyncMock()
    stream.async_get_image.return_value = jpeg()
    source.stream = stream
    with patch.object(PictureCamera, "use_stream_for_stills", True):
        yield stream
    source.stream = None


async def test_next_key_frame(hass: HomeAssistant, stream: AsyncMock) -> None:
    """The next key frame of a stream is requested, as the last one may be old."""
    assert (await async_capture(hass, _settings())).content == jpeg()
    assert stream.async_get_image.call_args.kwargs["wait_for_next_keyframe"] is True


async def test_no_way_to_key_frames(
    hass: HomeAssistant, stream: AsyncMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If Home Assistant can't return the next key frame, the last frame is used."""
    monkeypatch.setattr(capture, "_get_stream_image", None)
    assert (await async_capture(hass, _settings())).content == jpeg()
    assert stream.async_get_image.call_args.kwargs["wait_for_next_keyframe"] is False


@pytest.mark.parametrize("answer", [None, "never"], ids=["none", "never"])
async def test_no_key_frame(
    hass: HomeAssistant, stream: AsyncMock, answer: str | None
) -> None:
    """A stream without a frame is a capture error within the camera's time limit."""
    stream.async_get_image.return_value = None
    settings = _settings()
    if answer == "never":

        async def _wait(**_: Any) -> None:
            await asyncio.Event().wait()

        stream.async_get_image.side_effect = _wait
        settings = replace(settings, capture_timeout=0)
    with pytest.raises(CaptureError) as error:
        await async_capture(hass, settings)
    assert error.value.translation_key == "capture_failed"


@pytest.mark.parametrize("source_id", [SOURCE, "image.gate"], ids=["camera", "image"])
@pytest.mark.parametrize(("data", "seconds"), [({}, 10), ({"capture_timeout": 45}, 45)])
async def test_time_limit(
    hass: HomeAssistant,
    source: PictureCamera,
    picture_image: PictureImage,
    source_id: str,
    data: dict[str, Any],
    seconds: int,
) -> None:
    """Each camera has its own time limit."""
    kind = source_id.partition(".")[0]
    with patch(
        f"custom_components.carsxe.runtime.capture.{kind}.async_get_image",
        return_value=AsyncMock(content=jpeg()),
    ) as get:
        await async_capture(hass, _settings(source_id, **data))
    assert get.call_args.args == (hass, source_id, seconds)


@pytest.fixture(autouse=True)
def info(caplog: pytest.LogCaptureFixture) -> None:
    """Collect all log lines at info level and above."""
    caplog.set_level(logging.INFO, "custom_components.carsxe")


def _lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return our log lines."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.carsxe")
    ]


async def _start_up(hass: HomeAssistant) -> None:
    """Finish Home Assistant's startup."""
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()


async def test_changes(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """Each change is reported and logged once."""
    hass.states.async_set("camera.gate", "idle")
    changes: list[bool] = []
    removes = async_follow_source(
        hass,
        "camera.gate",
        lambda: changes.append(async_is_available(hass, "camera.gate")),
    )
    for state in ("idle", "recording", "unavailable", "unavailable", "idle"):
        hass.states.async_set("camera.gate", state)
        await hass.async_block_till_done()
    hass.states.async_remove("camera.gate")
    await hass.async_block_till_done()
    assert changes == [False, True, False]
    gone = "camera.gate is unavailable: no plates can be read from it"
    assert _lines(caplog) == [gone, "camera.gate is available again", gone]
    assert {record.levelno for record in caplog.records} == {logging.INFO}
    for remove in removes:
        remove()
    hass.states.async_set("camera.gate", "idle")
    await hass.async_block_till_done()
    assert len(_lines(caplog)) == 3


async def test_missing_already(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """A source that is missing when an account is reloaded isn't logged again; its return is."""
    async_follow_source(hass, "camera.gate", lambda: None)
    await hass.async_block_till_done()
    assert _lines(caplog) == []
    hass.states.async_set("camera.gate", "idle")
    await hass.async_block_till_done()
    assert _lines(caplog) == ["camera.gate is available again"]


async def test_comes_up_during_start(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """A source that becomes available during Home Assistant's startup isn't logged."""
    hass.set_state(CoreState.starting)
    async_follow_source(hass, "camera.gate", lambda: None)
    hass.states.async_set("camera.gate", "idle")
    await _start_up(hass)
    assert _lines(caplog) == []


async def test_missing_after_start(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """A source that is still missing after the startup is logged."""
    hass.set_state(CoreState.starting)
    async_follow_source(hass, "camera.gate", lambda: None)
    await _start_up(hass)
    assert len(_lines(caplog)) == 1
