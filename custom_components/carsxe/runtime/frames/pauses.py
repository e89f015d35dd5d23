"""For how long no call is made after an answer that told nothing new, or all there is to know."""

# Seconds after an arrival within which the vehicle that was read comes to rest.
REST = 1.0
# Seconds after the first answer in vain; each further one doubles them.
FIRST, LONGEST = 1.0, 30.0
# So much more than what was answered in vain has to change for a call during a pause.
GROWTH = 1.5
# After so many seconds without an answer in vain, the next one is the first again.
FORGET = 60.0


class Pauses:
    """Spares the calls that would most likely tell nothing; times in seconds of one clock."""

    def __init__(self) -> None:
        """Start without a pause."""
        self._until = 0.0
        self._length = 0.0
        self._area: int | None = None

    def note_arrival(self, now: float) -> None:
        """Let a vehicle that was read come to rest."""
        self._until = now + REST
        self._area = None

    def note_nothing(self, now: float, area: int) -> None:
        """Wait after an answer in vain; `area` is what had changed."""
        going_on = now - self._until < FORGET and self._area is not None
        self._length = min(2 * self._length, LONGEST) if going_on else FIRST
        self._area = max(area, self._area or 0) if going_on else area
        self._until = now + self._length

    def is_on(self, now: float, area: int) -> bool:
        """Tell whether a change of that area is to wait; one that has grown needn't."""
        if now >= self._until:
            return False
        return self._area is None or area <= GROWTH * self._area
