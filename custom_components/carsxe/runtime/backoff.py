"""Makes paid calls rarer while they bring nothing."""

from dataclasses import dataclass

# So many calls in a row may be in vain before the next one has to wait.
FREE_CALLS = 3
# Seconds: the first wait, which doubles with each further call, and the longest.
FIRST_WAIT, MAX_WAIT = 10.0, 900.0
FIRST_RETRY, MAX_RETRY = 2.0, 60.0


@dataclass(slots=True)
class Backoff:
    """Tells when the next paid call may be made, by the loop's time in seconds."""

    ready_at: float = 0.0
    in_vain: int = 0
    failed: int = 0

    def succeeded(self) -> None:
        """Record a call that read a plate."""
        self.in_vain = self.failed = 0
        self.ready_at = 0.0

    def read_nothing(self, now: float) -> None:
        """Record a call whose picture had no plate: the scene may fool the detector."""
        self.failed = 0
        self.in_vain += 1
        if (surplus := self.in_vain - FREE_CALLS) >= 0:
            self.ready_at = now + min(FIRST_WAIT * 2.0 ** min(surplus, 20), MAX_WAIT)

    def call_failed(self, now: float) -> None:
        """Record a call that wasn't answered."""
        self.ready_at = now + min(FIRST_RETRY * 2.0 ** min(self.failed, 20), MAX_RETRY)
        self.failed += 1
