"""Tests of taking frames."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
import gc
from threading import Event
from typing import Any
from unittest.mock import patch
from weakref import WeakSet

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.pictures import (
    Crop,
    Decoded,
    Framing,
    PictureError,
    picture,
    prepare_picture,
    view_and_decode,
    view_scene,
)
from custom_components.carsxe.runtime.frames import capture
from custom_components.carsxe.runtime.frames.capture import (
    MAX_DECODED,
    CaptureError,
    SourceUnavailableError,
    async_capture,
    async_is_available,
)
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...conftest import SOURCE, PictureCamera, PictureImage, jpeg
from ...drives import Car, draw

FRAMING = Framing(crop=Crop(left=10, top=10, width=80, height=80), max_width=400)


@contextmanager
def _blocked(name: str, work: Callable[..., Any]) -> Iterator[Event]:
    """Have picture work wait until it is told to go on."""
    go_on = Event()

    def _work(*args: Any) -> Any:
        assert go_on.wait(30)
        return work(*args)

    with patch.object(capture, name, _work):
        try:
            yield go_on
        finally:
            go_on.set()


async def test_frame(
    hass: HomeAssistant, source: PictureCamera, freezer: FrozenDateTimeFactory
) -> None:
    """A frame holds the scene and the picture of the region, and when its capture began."""
    source.show(content := draw(Car(plate="ABC123")))
    frame = await async_capture(hass, SOURCE, FRAMING)
    assert frame.captured_at == dt_util.utcnow()
    assert (frame.view.scene.grey == view_scene(content, FRAMING).grey).all()
    assert await frame.async_picture() == prepare_picture(content, FRAMING)
    assert source.captures == 1


async def test_image_entity(hass: HomeAssistant, picture_image: PictureImage) -> None:
    """An image entity gives frames as well."""
    frame = await async_capture(hass, "image.gate", Framing())
    assert (await frame.async_picture()).content == jpeg()


async def test_picture_is_made_once_wanted(
    hass: HomeAssistant, source: PictureCamera
) -> None:
    """The frame is there as soon as its view is; its picture is in the making once it is wanted."""
    with _blocked("prepare_picture", prepare_picture) as go_on:
        async with asyncio.timeout(30):
            frame = await async_capture(hass, SOURCE, FRAMING)
        picture = frame.async_make_picture()
        await asyncio.sleep(0.05)
        assert not picture.done()
        go_on.set()
        assert await frame.async_picture() == prepare_picture(jpeg(), FRAMING)
        assert frame.async_make_picture() is picture


async def test_huge(hass: HomeAssistant, source: PictureCamera) -> None:
    """A frame that is scaled while it is decoded is decoded once for its view and its picture."""
    source.show(content := draw(Car(plate="ABC123"), scale=4))
    frame = await async_capture(hass, SOURCE, FRAMING)
    with patch.object(picture, "decode") as decode:
        made = await frame.async_picture()
    assert not decode.called
    assert made == prepare_picture(content, FRAMING)


async def test_as_it_is(hass: HomeAssistant, source: PictureCamera) -> None:
    """What goes out as it is needs no work, and is ready at once."""
    source.show(content := draw())
    with patch.object(capture, "prepare_picture") as prepare:
        frame = await async_capture(hass, SOURCE, Framing())
        picture = frame.async_make_picture()
    assert not prepare.called
    assert picture.done()
    assert picture.result() == prepare_picture(content, Framing())
    assert picture.result().content == content


async def test_few_are_kept(hass: HomeAssistant, source: PictureCamera) -> None:
    """Few frames are kept as they were decoded, until their pictures are made or they are dropped."""
    source.show(content := draw(scale=4))
    frames = [await async_capture(hass, SOURCE, FRAMING) for _ in range(MAX_DECODED)]
    kept = hass.data[capture._DATA_DECODED]
    assert len(kept) == MAX_DECODED
    another = await async_capture(hass, SOURCE, FRAMING)
    assert len(kept) == MAX_DECODED
    assert await another.async_picture() == prepare_picture(content, FRAMING)
    assert await frames[0].async_picture() == prepare_picture(content, FRAMING)
    await hass.async_block_till_done(wait_background_tasks=True)
    await _until_kept(kept, MAX_DECODED - 1)
    del frames
    await _until_kept(kept, 0)


async def _until_kept(kept: WeakSet[Decoded], number: int) -> None:
    """Return once so many frames are kept; a thread may hold the last one for a moment."""
    async with asyncio.timeout(30):
        while len(kept) > number:
            await asyncio.sleep(0.01)
    assert len(kept) == number


async def test_given_up(hass: HomeAssistant, source: PictureCamera) -> None:
    """A capture that is given up has no view made any more, and leaves room for others."""
    with (
        patch.object(capture, "MAX_RAW", 3),
        _blocked("view_and_decode", view_and_decode) as go_on,
    ):
        # All slots are taken: nothing of the third one has begun yet.
        first = [
            asyncio.create_task(async_capture(hass, SOURCE, FRAMING)) for _ in range(4)
        ]
        async with asyncio.timeout(30):
            while source.captures < 3:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert source.captures == 3
        for task in first:
            task.cancel()
        await asyncio.wait(first)
        assert all(task.cancelled() for task in first)
        go_on.set()
        async with asyncio.timeout(30):
            frames = await asyncio.gather(
                *(async_capture(hass, SOURCE, FRAMING) for _ in range(4))
            )
    assert source.captures == 7
    for frame in frames:
        assert await frame.async_picture() == prepare_picture(jpeg(), FRAMING)


@pytest.mark.parametrize(
    ("picture", "key"),
    [
        pytest.param(b"<html>", "not_a_picture", id="not a picture"),
        pytest.param(draw()[:20_000], "not_a_picture", id="cut"),
        pytest.param(None, "capture_failed", id="none"),
    ],
)
async def test_no_picture(
    hass: HomeAssistant,
    source: PictureCamera,
    caplog: pytest.LogCaptureFixture,
    picture: bytes | None,
    key: str,
) -> None:
    """Where there is no picture there is no frame, and no word more than that."""
    source.show(picture)
    with pytest.raises(CaptureError) as error:
        await async_capture(hass, SOURCE, FRAMING)
    assert error.value.translation_key == key
    assert error.value.translation_placeholders
    assert error.value.translation_placeholders["entity_id"] == SOURCE
    await hass.async_block_till_done(wait_background_tasks=True)
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_picture_fails_later(
    hass: HomeAssistant, source: PictureCamera, caplog: pytest.LogCaptureFixture
) -> None:
    """A picture that can't be made says so to whoever asks for it, if anybody does."""
    with patch.object(capture, "prepare_picture", side_effect=PictureError("no")):
        for asks in (True, False):
            frame = await async_capture(hass, SOURCE, FRAMING)
            await asyncio.wait([frame.async_make_picture()])
            if asks:
                with pytest.raises(PictureError):
                    await frame.async_picture()
            del frame
    await hass.async_block_till_done(wait_background_tasks=True)
    gc.collect()
    assert "never retrieved" not in caplog.text


@pytest.mark.parametrize("state", [None, "unavailable", "unknown", "idle"])
async def test_available(hass: HomeAssistant, state: str | None) -> None:
    """A source that is missing or unavailable isn't asked."""
    if state:
        hass.states.async_set("camera.other", state)
    available = state in ("unknown", "idle")
    assert async_is_available(hass, "camera.other") is available
    expected = CaptureError if available else SourceUnavailableError
    with pytest.raises(expected):
        await async_capture(hass, "camera.other", FRAMING)
