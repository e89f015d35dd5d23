"""Tests of delaying paid calls that return nothing."""

import pytest

from custom_components.carsxe.runtime.backoff import Backoff


def test_calls_in_vain_get_rarer() -> None:
    """Two calls without a plate are free of delay, then it doubles, up to 15 minutes."""
    backoff = Backoff()
    waits = []
    for _ in range(16):
        backoff.read_nothing(100.0)
        waits.append(max(backoff.ready_at - 100.0, 0.0))
    assert waits[:5] == [0.0, 0.0, 3.0, 6.0, 12.0]
    assert waits[-1] == 900.0


def test_a_plate_ends_the_wait() -> None:
    """After a plate was read, the next call may follow at once."""
    backoff = Backoff()
    for _ in range(6):
        backoff.read_nothing(100.0)
    backoff.succeeded()
    assert backoff.ready_at == 0.0
    backoff.read_nothing(200.0)
    assert backoff.ready_at == 0.0


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(1, 2.0), (2, 4.0), (5, 32.0), (50, 60.0)],
    ids=["first", "second", "fifth", "many"],
)
def test_failed_calls_are_tried_again_soon(failures: int, wait: float) -> None:
    """A failed call is retried after seconds, not hours."""
    backoff = Backoff()
    for _ in range(failures):
        backoff.call_failed(100.0)
    assert backoff.ready_at == 100.0 + wait
