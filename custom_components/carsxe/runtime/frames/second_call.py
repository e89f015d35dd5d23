"""Lets a plate be read a second time that was there to be read, and wasn't."""

from collections import deque
from collections.abc import Collection

from ...pictures import PixelBox, Place, is_of_vehicle, overlap

# Seconds after an answer: the vehicle has come to rest by then, and is still the same one.
EARLIEST, LATEST = 1.5, 10.0
# So many places are remembered where a second call was in vain: a fence, a number on a wall.
REMEMBERED = 8


class SecondCall:
    """Grants one more call for what a call was paid for, if the answer has no plate there.

    Readers miss a small plate in one picture, and find it in the next. Where the second call was in
    vain, too, there is none for the next lettering, until a plate has been read there.
    """

    def __init__(self) -> None:
        """Grant nothing yet."""
        self._paid: PixelBox | None = None
        self._is_second = False
        self._missed: PixelBox | None = None
        self._since = 0.0
        self._vain: deque[PixelBox] = deque(maxlen=REMEMBERED)

    def note_paid(self, box: PixelBox | None) -> None:
        """Note the lettering that a call is made for, if that is what it is made for."""
        self._paid, self._is_second = box, False

    def note_second(self) -> None:
        """Note that a call is made for what wasn't read in the last one."""
        self._paid, self._is_second = self._missed, True

    def note_answered(self, places: Collection[Place], now: float) -> None:
        """Note the plates that were read."""
        paid, is_second = self._paid, self._is_second
        self.note_paid(None)
        self._missed, self._since = None, now
        for box in [*self._vain]:
            if _is_read(box, places):
                self._vain.remove(box)
        if paid is None or _is_read(paid, places):
            return
        if is_second:
            self._vain.append(paid)
        elif not self._is_vain(paid):
            self._missed = paid

    def is_due(self, now: float) -> bool:
        """Tell whether another call is due by now."""
        return self._missed is not None and EARLIEST <= now - self._since <= LATEST

    def _is_vain(self, box: PixelBox) -> bool:
        """Tell whether a second call was in vain about there."""
        return any(overlap(box, other) for other in self._vain)


def _is_read(box: PixelBox, places: Collection[Place]) -> bool:
    """Tell whether a plate was read in a box, or on the same vehicle."""
    return any(is_of_vehicle(place.box, box) for place in places)
