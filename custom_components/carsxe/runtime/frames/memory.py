"""What a camera's gate remembers: the frames that were answered last, or needed no answer."""

from collections import deque
from dataclasses import dataclass

from ...pictures import Picture, Place, Scene, View

# An empty drive by day, at dusk, in the light of a lamp, in infrared; and one with parked vehicles,
# in the sun and in the shade.
REMEMBERED_EMPTY_SCENES = 8
REMEMBERED_PARKED_SCENES = 8
# Seconds after which an unchanged scene is held against the latest one, as light drifts. A vehicle
# that creeps in has moved by then.
DRIFT = 10.0


@dataclass(kw_only=True, slots=True, eq=False)
class Answered:
    """A frame that was answered, or needs no answer; `places` are those of its plates.

    Its scene may be of a later look at the same, at `seen_at` in seconds. Only the last one's view
    is kept, as it is large. An `empty` one was answered without a plate. Of the plates, nothing more
    is to be known of those that were `read`.
    """

    scene: Scene
    seen_at: float
    picture: Picture
    view: View | None = None
    places: tuple[Place, ...] = ()
    empty: bool = False
    read: tuple[Place, ...] = ()


class Memory:
    """The frames that are known; `last` is what is in view as far as anybody knows.

    It was seen so at `sighted_at`, in seconds.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self.last: Answered | None = None
        self.sighted_at = 0.0
        self._empty: deque[Answered] = deque(maxlen=REMEMBERED_EMPTY_SCENES)
        self._parked: deque[Answered] = deque(maxlen=REMEMBERED_PARKED_SCENES)

    def known(self) -> list[Answered]:
        """Return what is known, the last one first."""
        others = [*reversed(self._parked), *reversed(self._empty)]
        if self.last is None:
            return others
        return [self.last, *(each for each in others if each is not self.last)]

    def answered(self, answered: Answered) -> None:
        """Note a frame that was answered."""
        self._see(answered, answered.view, answered.seen_at)
        if answered.empty:
            self._empty.append(answered)
            self._parked.clear()
        else:
            self._parked.append(answered)

    def learn(self, answered: Answered) -> None:
        """Note a frame that needs no answer: no plate is in it but those that were read before."""
        (self._parked if answered.places else self._empty).append(answered)
        self.recognised(answered, answered.view, answered.scene, answered.seen_at)

    def recognised(
        self, known: Answered, view: View | None, scene: Scene, now: float
    ) -> None:
        """Note what is in view again, and later on how it looks by then, as light drifts.

        The view is of what is known.

        Whatever else was there has gone; should it come back, it is news. Plates are compared with
        how they looked when they were read.
        """
        if known is not self.last:
            for other in [*self._parked]:
                if len(other.places) > len(known.places) or not known.places:
                    self._parked.remove(other)
        elif now - known.seen_at >= DRIFT:
            known.scene, known.seen_at = scene, now
        self._see(known, view, now)

    def _see(self, known: Answered, view: View | None, now: float) -> None:
        """Note what is in view; only of that, the view is kept."""
        if self.last:
            self.last.view = None
        known.view = view
        self.last = known
        self.sighted_at = now
