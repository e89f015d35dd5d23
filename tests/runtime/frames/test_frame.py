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
    """Makes a picture when it is told to, and counts how often one is asked for."""

    def __init__(self) -> None:
        """Begin."""
        self.made: asyncio.Future[Picture] = asyncio.get_running_loop().create_future()
        self.asked = 0
        self.frame = Frame(
            captured_at=datetime(2026, 11, 23, tzinfo=UTC),
            view=View(
                Scene(np.zeros((3, 4), np.float32)), Image.new("L", (32, 24)), (32, 24)
            ),
            make_picture=self._start,
        )

    def _start(self) -> asyncio.Task[Picture]:
        """Start to make the picture."""
        self.asked += 1
        return asyncio.create_task(self._make())

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
    if maker.asked:
        task = maker.frame.async_make_picture()
        task.cancel()
        await asyncio.wait([task])


async def test_not_wanted(maker: Maker) -> None:
    """A frame that is only looked at has no picture made."""
    assert maker.frame.view.size == (32, 24)
    assert maker.asked == 0


async def test_picture(maker: Maker) -> None:
    """All who ask get the picture once it is made, and it is made once."""
    waiting = [asyncio.create_task(maker.frame.async_picture()) for _ in range(2)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    maker.made.set_result(PICTURE)
    assert await asyncio.gather(*waiting) == [PICTURE, PICTURE]
    assert await maker.frame.async_make_picture() is PICTURE
    assert maker.asked == 1


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
