"""Keeps frames from being paid for that show what has been answered already."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from ..api import Recognition
from ..pictures import Picture, PixelBox, Scene, has_changed, plates_moved

# An empty drive by day, at dusk, in the light of a lamp, in infrared.
REMEMBERED_EMPTY_SCENES = 4


# Does a piece of picture work where it doesn't block.
type Work = Callable[..., Awaitable[bool]]


class GatedFrame(Protocol):
    """What the gate looks at."""

    @property
    def scene(self) -> Scene:
        """Return the small picture that is compared."""

    async def async_picture(self) -> Picture:
        """Return the picture that is sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answered:
    """A frame that was answered; `boxes` are the plates in its picture, in pixels."""

    scene: Scene
    picture: Picture | None = None
    boxes: tuple[PixelBox, ...] = ()


class Gate:
    """Tells whether a frame shows anything that hasn't been answered yet.

    It knows the frame that was answered last, and the last few scenes in which no plate was seen:
    an empty drive stays an empty drive, whoever was there in between. Where plates were seen, they
    must still be in their places, pixel by pixel: another vehicle may stand like the one before.
    """

    def __init__(self, max_skip: float, clock: Callable[[], float], work: Work) -> None:
        """Skip for `max_skip` seconds in a row at the most; 0 never skips."""
        self._max_skip = max_skip
        self._clock = clock
        self._work = work
        self._last: _Answered | None = None
        self._empty: deque[Scene] = deque(maxlen=REMEMBERED_EMPTY_SCENES)
        self._skipping_since: float | None = None

    async def async_is_news(self, frame: GatedFrame) -> bool:
        """Tell whether a frame is worth a call."""
        if self._max_skip <= 0:
            return True
        now = self._clock()
        since = now if self._skipping_since is None else self._skipping_since
        if now - since >= self._max_skip or not await self._async_is_answered(frame):
            return True
        self._skipping_since = since
        return False

    def answered(
        self, scene: Scene, picture: Picture, recognition: Recognition
    ) -> None:
        """Note a frame that was answered, and the plates that were seen in it."""
        self._skipping_since = None
        boxes = tuple(
            (box.xmin, box.ymin, box.xmax, box.ymax)
            for detection in recognition.detections
            if (box := detection.box)
        )
        self._last = _Answered(scene=scene, picture=picture, boxes=boxes)
        if not recognition.detections:
            self._empty.append(scene)

    async def _async_is_answered(self, frame: GatedFrame) -> bool:
        """Tell whether a frame shows the same as one that was answered."""
        last = self._last
        if last and not await self._work(has_changed, last.scene, frame.scene):
            return not await self._async_have_plates_moved(last, frame)
        for scene in reversed(self._empty):
            if not await self._work(has_changed, scene, frame.scene):
                # Whatever was there has gone; should it come back, it is news.
                self._last = _Answered(scene=scene)
                return True
        return False

    async def _async_have_plates_moved(
        self, last: _Answered, frame: GatedFrame
    ) -> bool:
        """Tell whether any plate isn't where it was."""
        if not last.boxes or last.picture is None:
            return False
        return await self._work(
            plates_moved, last.picture, last.boxes, await frame.async_picture()
        )
