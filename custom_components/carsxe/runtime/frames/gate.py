"""Keeps frames from being paid for that show what has been answered already."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from ...api import Recognition
from ...pictures import Change, Picture, PixelBox, Scene, compare, plates_moved
from .pauses import Pauses

# An empty drive by day, at dusk, in the light of a lamp, in infrared; and one with parked vehicles,
# in the sun and in the shade.
REMEMBERED_EMPTY_SCENES = 8
REMEMBERED_PARKED_SCENES = 8
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
    """Does a piece of picture work where it doesn't block, and returns what it gives."""

    def __call__[*ArgsT, ResultT](
        self, work: Callable[[*ArgsT], ResultT], /, *args: *ArgsT
    ) -> Awaitable[ResultT]:
        """Start the work."""


class GatedFrame(Protocol):
    """What the gate looks at."""

    @property
    def scene(self) -> Scene:
        """Return the small picture that is compared."""

    async def async_picture(self) -> Picture:
        """Return the picture that is sent."""


@dataclass(kw_only=True, slots=True, eq=False)
class _Answered:
    """A frame that was answered; `boxes` are the plates in its picture, in pixels.

    Its scene may be of a later look at the same, at `seen_at` in seconds.
    """

    scene: Scene
    seen_at: float
    picture: Picture | None = None
    boxes: tuple[PixelBox, ...] = ()


class Gate:
    """Tells whether a frame shows anything that hasn't been answered yet.

    It knows the frames that were answered last: an empty drive stays an empty drive, whoever was
    there in between. Where plates were seen, they must still be in their places, pixel by pixel:
    another vehicle may stand like the one before. Once fewer of them are to be seen, what was
    answered with more is forgotten: a vehicle that comes back is news.

    Of what has changed, somebody upright isn't worth a call before he stays; and after an answer
    that told nothing new, as after an arrival, there is a pause.
    """

    def __init__(self, max_skip: float, clock: Callable[[], float], work: Work) -> None:
        """Skip for `max_skip` seconds in a row at the most; 0 never skips."""
        self._max_skip = max_skip
        self._clock = clock
        self._work = work
        self._last: _Answered | None = None
        self._empty: deque[_Answered] = deque(maxlen=REMEMBERED_EMPTY_SCENES)
        self._parked: deque[_Answered] = deque(maxlen=REMEMBERED_PARKED_SCENES)
        self._skipping_since: float | None = None
        self._upright: tuple[float, Scene] | None = None
        self._area = 0
        self._pauses = Pauses()

    async def async_judge(self, frame: GatedFrame) -> Skip | None:
        """Tell why a frame isn't worth a call; None where it is."""
        if self._max_skip <= 0:
            return None
        now = self._clock()
        since = now if self._skipping_since is None else self._skipping_since
        skip = await self._async_compare(frame, now)
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
        if recognition.detections:
            self._parked.append(self._last)
        else:
            self._empty.append(self._last)
            self._parked.clear()

    def note_arrival(self) -> None:
        """Note that the last answer told of an arrival, well enough not to need another one."""
        self._pauses.note_arrival(self._clock())

    def note_nothing(self) -> None:
        """Note that the last answer told of nobody who has come."""
        self._pauses.note_nothing(self._clock(), self._area)

    async def _async_compare(self, frame: GatedFrame, now: float) -> Skip | None:
        """Hold a frame against all that was answered."""
        nearest: Change | None = None
        for known in self._known():
            change = await self._work(compare, known.scene, frame.scene)
            if not change.counts:
                if not await self._async_have_plates_moved(known, frame):
                    self._recognised(known, frame.scene, now)
                    return Skip.SAME
                change = Change(change.score)
                if known is self._last:
                    return self._weigh(change, now)
                continue
            if nearest is None or change.area < nearest.area:
                nearest = change
        if nearest is None:
            return None
        if nearest.upright and not await self._async_stays(frame.scene, now):
            return Skip.UNCLEAR
        return self._weigh(nearest, now)

    def _known(self) -> list[_Answered]:
        """Return what was answered, the last one first."""
        others = [*reversed(self._parked), *reversed(self._empty)]
        if self._last is None:
            return others
        return [self._last, *(each for each in others if each is not self._last)]

    def _recognised(self, known: _Answered, scene: Scene, now: float) -> None:
        """Note what is in view again, and later on how it looks by then, as light drifts.

        Whatever else was there has gone; should it come back, it is news. Plates are compared with
        the picture in which they were read.
        """
        if known is not self._last:
            for other in [*self._parked]:
                if len(other.boxes) > len(known.boxes) or not known.boxes:
                    self._parked.remove(other)
        elif now - known.seen_at >= DRIFT:
            known.scene, known.seen_at = scene, now
        self._last = known

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
