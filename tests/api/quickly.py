"""A time limit for work that should be instantaneous."""

from collections.abc import Iterator
from contextlib import contextmanager
import signal
from types import FrameType

import pytest

LIMIT = 0.5


@contextmanager
def quickly(otherwise: str) -> Iterator[None]:
    """Fail work that takes too long, without waiting for its end."""

    def _fail(number: int, frame: FrameType | None) -> None:
        """Interrupt the work."""
        pytest.fail(otherwise)

    previous = signal.signal(signal.SIGVTALRM, _fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
