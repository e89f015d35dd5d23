"""Keeps frames from being paid for that show what has been answered already."""

from collections.abc import Awaitable, Callable, Collection
from enum import Enum
from typing import Protocol

import numpy as np

from ...pictures import Picture, Place, Scene, View
from .look import Look, Move, take_look
from .memory import Answered, Memory
from .pauses import Pauses
from .second_call import SecondCall

# Seconds after which what is in view is taken to stay.
STAY = 2.0
# Seconds within which a plate that was read well is looked for where it may have moved to.
FOLLOW = 10.0


class Skip(Enum):
    """Why a frame isn't worth a call."""

    SAME = "nothing new"
    """It shows what has been answered."""
    EMPTY = "nobody"
    """It shows what has been answered without a plate."""
    NO_PLATE = "no new plate"
    """It shows something new, but nothing of it looks like a plate that can be read."""
    WAITS = "maybe a new plate"
    """It shows something new that is to be read in a while, if it is still there."""


class Work(Protocol):
    """Does a piece of picture work where it doesn't block, and returns what it gives."""

    def __call__[*ArgsT, ResultT](
        self, work: Callable[[*ArgsT], ResultT], /, *args: *ArgsT
    ) -> Awaitable[ResultT]:
        """Start the work."""


class GatedFrame(Protocol):
    """What the gate looks at."""

    @property
    def view(self) -> View:
        """Return what is looked at."""

    async def async_picture(self) -> Picture:
        """Return the picture that is sent."""


class Gate:
    """Tells whether a frame shows anything that hasn't been answered yet.

    It knows the frames that were answered last: an empty drive stays an empty drive, whoever was
    there in between. Where plates were seen, they must still be in their places, pixel by pixel:
    another vehicle may stand like the one before. Once fewer of them are to be seen, what was
    answered with more is forgotten: a vehicle that comes back is news.

    Of what has changed, only what may have a plate is worth a call; and after an answer that told
    nothing new, as after an arrival, there is a pause.
    """

    def __init__(self, max_skip: float, clock: Callable[[], float], work: Work) -> None:
        """Skip for `max_skip` seconds in a row at the most; 0 never skips.

        Looks that are further apart than that are in no row.
        """
        self._max_skip = max_skip
        self._clock = clock
        self._work = work
        self._memory = Memory()
        # When the row of looks began since the last answer, and its latest look.
        self._skipping: tuple[float, float] | None = None
        self._still: tuple[float, Scene] | None = None
        # Where followed plates have been since some time.
        self._followed: tuple[float, tuple[Place, ...]] = 0.0, ()
        # Where followed plates were seen last, with where each of them was read.
        self._trail: dict[Place, Place] = {}
        # The plates that the latest look has seen again elsewhere.
        self.moves: tuple[Move, ...] = ()
        self._area = 0
        self._pauses = Pauses()
        self._second_call = SecondCall()

    async def async_judge(self, frame: GatedFrame) -> Skip | None:
        """Tell why a frame isn't worth a call; None where it is."""
        return await self._async_judge(frame, is_free=False)

    async def _async_judge(self, frame: GatedFrame, *, is_free: bool) -> Skip | None:
        """Judge a frame, which is read if it is worth that, unless the look `is_free` whatever it shows."""
        if self._max_skip <= 0:
            return None
        now = self._clock()
        self.moves = ()
        self._second_call.note_paid(None)
        since, latest = self._skipping or (now, now)
        if now - latest > self._max_skip:
            since = now
        self._skipping = since, now
        skip = await self._async_look(frame, now, is_free=is_free)
        return None if now - since >= self._max_skip else skip

    async def async_look_back(self, frame: GatedFrame) -> Skip | None:
        """Judge a frame that isn't to be paid for, to learn where a vehicle has come to rest.

        For how long plates are followed isn't prolonged by that: whoever was misread, and moves on
        to be read again, is.
        """
        before = self._memory.sighted_at, self._skipping
        skip = await self._async_judge(frame, is_free=True)
        self._memory.sighted_at, self._skipping = before
        return skip

    def answered(
        self, view: View, picture: Picture, places: tuple[Place, ...], *, empty: bool
    ) -> None:
        """Note a frame that was answered, with the places of its plates; `empty` if there is none."""
        self._skipping = None
        self._second_call.note_answered(places, self._clock())
        self._memory.answered(
            Answered(
                scene=view.scene,
                seen_at=self._clock(),
                picture=picture,
                view=view,
                places=places,
                empty=empty,
            )
        )

    def note_arrival(self) -> None:
        """Note that the last answer told of an arrival, well enough not to need another one."""
        self._pauses.note_arrival(self._clock())

    def note_read(self, places: Collection[Place]) -> None:
        """Note of which plates in what was answered nothing more is to be known.

        What is in view by now may be another frame: of its plates, as much is known as before.
        """
        if last := self._memory.last:
            known = {*places, *last.read}
            last.read = tuple(place for place in last.places if place in known)

    def note_nothing(self) -> None:
        """Note that the last answer told of nobody who has come."""
        self._pauses.note_nothing(self._clock(), self._area)

    async def _async_look(
        self, frame: GatedFrame, now: float, *, is_free: bool
    ) -> Skip | None:
        """Hold a frame against all that was answered."""
        view = frame.view
        still = self._still[1] if self._still else None
        look = await self._work(
            take_look, view, self._memory.known(), self._plates(now), still
        )
        if look is None:
            return None
        if look.same:
            if not is_free and self._is_unread(look, view, now):
                self._second_call.note_second()
                return None
            self._memory.recognised(look.known, look.before, view.scene, now)
            return Skip.EMPTY if look.known.empty else Skip.SAME
        if look.is_clear and not look.moves:
            return self._weigh(look, now)
        stays = self._note_still(view.scene, now, unmoved=look.unmoved)
        if look.moves:
            await self._async_follow(frame, look, now)
            return Skip.WAITS
        if look.lettering:
            return self._weigh(look, now) if stays else Skip.WAITS
        if stays and look.change.counts:
            read = look.known.read
            await self._async_learn(frame, now, look.standing, read)
        return Skip.NO_PLATE

    def _plates(self, now: float) -> tuple[Place, ...]:
        """Return the plates that were read well a moment ago, where they were seen last."""
        last = self._memory.last
        if last is None or now - self._memory.sighted_at > FOLLOW:
            return ()
        latest = {read: seen for seen, read in self._trail.items()}
        return tuple(latest.get(place, place) for place in last.read)

    def _is_unread(self, look: Look, view: View, now: float) -> bool:
        """Tell whether a view is another picture of what is to be read a second time.

        The very same picture would tell no more.
        """
        if not self._second_call.is_due(now) or look.known is not self._memory.last:
            return False
        return not np.array_equal(look.known.scene.grey, view.scene.grey)

    def _weigh(self, look: Look, now: float) -> Skip | None:
        """Tell whether lettering that is new is worth a call by now."""
        self._area = look.change.area
        if self._pauses.is_on(now, self._area):
            return Skip.WAITS
        self._second_call.note_paid(look.lettering[0].box)
        return None

    def _note_still(self, scene: Scene, now: float, *, unmoved: bool) -> bool:
        """Tell whether what is in view has been there for a while."""
        if self._still is None or not unmoved:
            self._still = now, scene
            return False
        return now - self._still[0] >= STAY

    async def _async_follow(self, frame: GatedFrame, look: Look, now: float) -> None:
        """Note where plates have moved to, and what is in view once they stay there."""
        last = self._memory.last
        if last is None:
            return
        self._memory.sighted_at = now
        places = tuple(move.now for move in look.moves)
        self.moves = tuple(
            Move(self._trail.get(move.before, move.before), move.now)
            for move in look.moves
        )
        self._trail = {move.now: move.before for move in self.moves}
        if self._note_followed(places, now):
            read = (*last.read, *places)
            await self._async_learn(frame, now, (*look.standing, *places), read)
            self._trail = {}

    def _note_followed(self, places: tuple[Place, ...], now: float) -> bool:
        """Tell whether plates have been where they are for a while, whoever walks about."""
        since, before = self._followed
        pairs = zip(before, places, strict=False)
        if len(before) != len(places) or not all(
            place.is_at(was.box) for was, place in pairs
        ):
            self._followed = now, places
            return False
        return now - since >= STAY

    async def _async_learn(
        self,
        frame: GatedFrame,
        now: float,
        places: tuple[Place, ...],
        read: Collection[Place],
    ) -> None:
        """Note what is in view for later, with its plates, and of which no more is to be known."""
        self._memory.learn(
            Answered(
                scene=frame.view.scene,
                seen_at=now,
                picture=await frame.async_picture(),
                view=frame.view,
                places=places,
                read=tuple(place for place in places if place in read),
            )
        )
