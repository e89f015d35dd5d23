"""Delay paid calls while they return nothing."""

from dataclasses import dataclass

# This many calls in a row may return nothing before the next one has to wait.
FREE_CALLS = 3
# The first wait in seconds, which doubles with each further call, and the longest.
FIRST_WAIT, MAX_WAIT = 3.0, 900.0
FIRST_RETRY, MAX_RETRY = 2.0, 60.0


@dataclass(slots=True)
class Backoff:
    """Determines when the next paid call may be made, in loop time."""

    ready_at: float = 0.0
    in_vain: int = 0
    failed: int = 0

    def succeeded(self) -> None:
        """Record a call that read a plate."""
        self.in_vain = self.failed = 0
        self.ready_at = 0.0

    def read_nothing(self, now: float) -> None:
        """Record a call without any plate: the scene may fool the detector."""
        self.failed = 0
        self.in_vain += 1
        if (surplus := self.in_vain - FREE_CALLS) >= 0:
            self.ready_at = now + min(FIRST_WAIT * 2.0 ** min(surplus, 20), MAX_WAIT)

    def call_failed(self, now: float) -> None:
        """Record a call that failed."""
        self.ready_at = now + min(FIRST_RETRY * 2.0 ** min(self.failed, 20), MAX_RETRY)
        self.failed += 1
