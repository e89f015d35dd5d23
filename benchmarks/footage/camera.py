"""A camera that shows a clip."""

from asyncio import sleep
from collections.abc import Callable
from typing import override

from homeassistant.components.camera import Camera

from .clips import Clip
from .origin import frame_of

# Seconds that it takes to return a picture.
SNAPSHOT = 0.02
# Seconds before a call in which its picture is searched among the returned ones.
REMEMBERED = 10.0


class ClipCamera(Camera):
    """Shows a clip's first picture until it plays, and its last one afterward."""

    def __init__(self, number: int, clip: Clip, clock: Callable[[], float]) -> None:
        """Start with the first picture."""
        super().__init__()
        self._attr_name = f"Clip {number}"
        self.clip = clip
        self.captures = 0
        self._clock = clock
        self._start: float | None = None
        self._given: dict[int, bytes] = {}

    def play(self) -> None:
        """Start playing."""
        self._start = self._clock()
        self.captures = 0

    @property
    def position(self) -> float:
        """Return the position in the clip in seconds."""
        return 0.0 if self._start is None else self._clock() - self._start

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return the present picture."""
        index = min(
            int(self.position * self.clip.rate + 1e-6), len(self.clip.frames) - 1
        )
        self.captures += 1
        # The latest one is the last one.
        self._given.pop(index, None)
        self._given[index] = self.clip.frames[index]
        await sleep(SNAPSHOT)
        return self.clip.frames[index]

    def taken(self, picture: bytes) -> float:
        """Return the position in the clip of a picture that was sent."""
        known = int(REMEMBERED * self.clip.rate)
        given = [*self._given.items()][-known:]
        index = given[frame_of(picture, [frame for _, frame in given])][0]
        return index / self.clip.rate
