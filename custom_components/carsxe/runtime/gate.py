"""Keeps frames from being paid for that show what has been answered already."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from ..api import Recognition
from ..pictures import Change, Picture, PixelBox, Scene, compare, plates_moved
from .pauses import Pauses

# An empty drive by day, at dusk, in the light of a lamp, in infrared.
REMEMBERED_EMPTY_SCENES = 4
# Seconds after which an unchanged scene is held against the latest one, as light drifts. A vehicle
# that creeps in has moved by then.
DRIFT = 10.0
# Seconds: somebody who walks is gone from the place by then, a motorcycle at a gate still stands.
STAY = 2.0


class Skip(Enum):
    """Why a frame isn't worth a call."""

    SAME = "nothing new"
    """It shows what has been answered."""
    UNCLEAR = "nothing clear"
    """It shows something new that is more likely no vehicle, or the one that was just read."""


class Work(Protocol):
    """Does a piece of picture work where it doesn't block."""

    async def __call__[*ArgsT, ResultT](
        self, work: Callable[[*ArgsT], ResultT], *args: *ArgsT
    ) -> ResultT:
        """Return what it gives."""


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
    seen_at: float
    picture: Picture | None = None
    boxes: tuple[PixelBox, ...] = ()


class Gate:
    """Tells whether a frame shows anything that hasn't been answered yet.

    It knows the frame that was answered last, and the last few scenes in which no plate was seen:
    an empty drive stays an empty drive, whoever was there in between. Where plates were seen, they
    must still be in their places, pixel by pixel: another vehicle may stand like the one before.

    Of what has changed, somebody upright isn't worth a call before he stays; and after an answer
    that told nothing new, as after an arrival, there is a pause.
    """

    def __init__(self, max_skip: float, clock: Callable[[], float], work: Work) -> None:
        """Skip for `max_skip` seconds in a row at the most; 0 never skips."""
        self._max_skip = max_skip
        self._clock = clock
        self._work = work
        self._last: _Answered | None = None
        self._empty: deque[Scene] = deque(maxlen=REMEMBERED_EMPTY_SCENES)
        self._skipping_since: float | None = None
        self._upright: tuple[float, Scene] | None = None
        self._area = 0
        self._pauses = Pauses()

    async def async_judge(
        self, frame: GatedFrame, *, triggered: bool = True
    ) -> Skip | None:
        """Tell why a frame isn't worth a call; None where it is.

        Where nothing has triggered the look, a vehicle that was just read comes to rest first.
        """
        if self._max_skip <= 0:
            return None
        now = self._clock()
        since = now if self._skipping_since is None else self._skipping_since
        skip = await self._async_compare(frame, now)
        if skip is None and not triggered and self._pauses.is_resting(now):
            skip = Skip.UNCLEAR
        if skip is None or now - since >= self._max_skip:
            return None
        self._skipping_since = since
        return skip

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
        self._last = _Answered(
            scene=scene, seen_at=self._clock(), picture=picture, boxes=boxes
        )
        if not recognition.detections:
            self._empty.append(scene)

    def note_arrival(self) -> None:
        """Note that the last answer told of an arrival, well enough not to need another one."""
        self._pauses.note_arrival(self._clock())

    def note_nothing(self) -> None:
        """Note that the last answer told of nobody who has come."""
        self._pauses.note_nothing(self._clock(), self._area)

    async def _async_compare(self, frame: GatedFrame, now: float) -> Skip | None:
        """Hold a frame against all that was answered."""
        last = self._last
        if last is None:
            return None
        change = await self._work(compare, last.scene, frame.scene)
        if not change.counts:
            if not await self._async_have_plates_moved(last, frame):
                self._follow_light(last, frame.scene, now)
                return Skip.SAME
            return self._weigh(Change(change.score), now)
        for scene in self._other_empty_scenes():
            other = await self._work(compare, scene, frame.scene)
            if not other.counts:
                # Whatever was there has gone; should it come back, it is news.
                self._last = _Answered(scene=scene, seen_at=now)
                return Skip.SAME
            change = min(change, other, key=lambda each: each.area)
        if change.upright and not await self._async_stays(frame.scene, now):
            return Skip.UNCLEAR
        return self._weigh(change, now)

    def _follow_light(self, last: _Answered, scene: Scene, now: float) -> None:
        """Hold what comes against a later look at the same; of plates, the first one is kept."""
        if now - last.seen_at < DRIFT:
            return
        self._last = replace(last, scene=scene, seen_at=now)
        for index, empty in enumerate(self._empty):
            if empty is last.scene:
                self._empty[index] = scene

    def _other_empty_scenes(self) -> Iterator[Scene]:
        """Give the scenes in which no plate was seen, but the one that was answered last."""
        for scene in reversed(self._empty):
            if self._last is None or scene is not self._last.scene:
                yield scene

    def _weigh(self, change: Change, now: float) -> Skip | None:
        """Tell whether something that has changed is worth a call by now."""
        self._area = change.area
        return Skip.UNCLEAR if self._pauses.is_on(now, change.area) else None

    async def _async_stays(self, scene: Scene, now: float) -> bool:
        """Tell whether somebody upright has been in the same place for a while."""
        if self._upright:
            since, before = self._upright
            if not (await self._work(compare, before, scene)).counts:
                return now - since >= STAY
        self._upright = now, scene
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
