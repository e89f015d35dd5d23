"""Tests of frames."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import numpy as np
from PIL import Image
import pytest

from custom_components.carsxe.pictures import Picture, PictureError, Scene, View
from custom_components.carsxe.runtime.frames.frame import Frame

PICTURE = Picture(content=b"a picture", content_type="image/jpeg", width=4, height=3)


class Maker:
    """Makes a picture when it is told to."""

    def __init__(self) -> None:
        """Begin."""
        self.made: asyncio.Future[Picture] = asyncio.get_running_loop().create_future()
        self.frame = Frame(
            captured_at=datetime(2026, 11, 23, tzinfo=UTC),
            view=View(
                Scene(np.zeros((3, 4), np.float32)), Image.new("L", (32, 24)), (32, 24)
            ),
            picture=asyncio.create_task(self._make()),
        )

    async def _make(self) -> Picture:
        """Make the picture."""
        return await self.made


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: a frame knows nothing of it."""


@pytest.fixture
async def maker() -> AsyncIterator[Maker]:
    """Return a maker of a picture, which ends with the test."""
    maker = Maker()
    yield maker
    maker.frame.picture.cancel()
    await asyncio.wait([maker.frame.picture])


async def test_picture(maker: Maker) -> None:
    """All who ask get the picture once it is made."""
    waiting = [asyncio.create_task(maker.frame.async_picture()) for _ in range(2)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    maker.made.set_result(PICTURE)
    assert await asyncio.gather(*waiting) == [PICTURE, PICTURE]
    assert await maker.frame.async_picture() is PICTURE


async def test_failure(maker: Maker) -> None:
    """All who ask are told that there is no picture."""
    maker.made.set_exception(PictureError("no"))
    for _ in range(2):
        with pytest.raises(PictureError, match="no"):
            await maker.frame.async_picture()


async def test_one_gives_up(maker: Maker) -> None:
    """Who no longer waits doesn't take the picture from the others."""
    first, second = (asyncio.create_task(maker.frame.async_picture()) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait([first])
    maker.made.set_result(PICTURE)
    assert await second is PICTURE


async def test_discard(maker: Maker) -> None:
    """A frame that is dropped has no picture made."""
    await asyncio.sleep(0)
    maker.frame.async_discard()
    await asyncio.wait([maker.frame.picture])
    assert maker.made.cancelled()


async def test_discard_twice(maker: Maker) -> None:
    """Dropping a frame whose picture is there changes nothing."""
    maker.made.set_result(PICTURE)
    assert await maker.frame.async_picture() is PICTURE
    maker.frame.async_discard()
    maker.frame.async_discard()
    assert await maker.frame.async_picture() is PICTURE
