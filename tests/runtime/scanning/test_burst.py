"""Tests of bursts, in a time of their own."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
import gc

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.carsxe.runtime.frames.capture import CaptureError
from custom_components.carsxe.runtime.frames.gate import Skip
from custom_components.carsxe.runtime.scanning.burst import (
    LONG_WATCH,
    WATCH,
    Burst,
    BurstSettings,
)

from ..virtual_time import run_quickly

CAPTURE = 0.1


class Look(StrEnum):
    """What comes of a look at the scene."""

    SAME = "same"
    """Nothing new is to be seen, nothing is paid."""
    NOBODY = "nobody"
    """Nobody is to be seen, nothing is paid."""
    WAITS = "waits"
    """What is to be seen is to be read later, nothing is paid."""
    NO_PLATE = "no plate"
    """Something without a plate is to be seen, nothing is paid."""
    EMPTY = "empty"
    STANDS = "stands"
    POOR = "poor"
    GOOD = "good"
    CALL_FAILS = "call fails"
    CAPTURE_FAILS = "capture fails"


(
    SAME,
    NOBODY,
    WAITS,
    NO_PLATE,
    EMPTY,
    STANDS,
    POOR,
    GOOD,
    CALL_FAILS,
    CAPTURE_FAILS,
) = Look


SKIPS = {
    SAME: Skip.SAME,
    NOBODY: Skip.EMPTY,
    WAITS: Skip.WAITS,
    NO_PLATE: Skip.NO_PLATE,
}


@dataclass(eq=False)
class Frame:
    """A frame, and what has become of it."""

    number: int
    look: Look
    read: bool = False


class CallError(Exception):
    """A call has failed."""


@dataclass
class Steps:
    """A camera at a scene that is known in advance; notes the times of all that is done."""

    looks: Sequence[Look]
    answer_time: float = 0.5
    capture_time: float = CAPTURE
    tries: int = 1
    captures: list[float] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    called: list[int] = field(default_factory=list)
    calling: bool = False

    async def async_capture(self) -> Frame:
        """Take the next frame; nothing happens after the last one."""
        number = len(self.captures)
        look = self.looks[number] if number < len(self.looks) else SAME
        self.captures.append(_now())
        await asyncio.sleep(self.capture_time)
        if look is CAPTURE_FAILS:
            raise CaptureError("capture_failed", "camera.gate", "asleep")
        self.frames.append(Frame(number, look))
        return self.frames[-1]

    async def async_read_news(self, frame: Frame) -> Look | Skip:
        """Answer after a while, one call at a time."""
        assert not self.calling
        assert not frame.read
        frame.read = True
        if frame.look in SKIPS:
            return SKIPS[frame.look]
        self.calls.append(_now())
        self.called.append(frame.number)
        self.calling = True
        try:
            await asyncio.sleep(self.answer_time)
        finally:
            self.calling = False
        if frame.look is CALL_FAILS:
            raise CallError
        return frame.look

    def is_enough(self, scans: Sequence[Look]) -> bool:
        """Tell whether the latest look was a good one."""
        return scans[-1] is GOOD

    def attempts(self, scan: Look) -> int:
        """Return how many calls each look took."""
        return self.tries

    def has_arrival(self, scan: Look) -> bool:
        """Tell whether somebody has come."""
        return scan in {POOR, GOOD}


type FakeBurst = Burst[Frame, Look]


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: a burst knows nothing of it."""


def _now() -> float:
    """Return the time since the test began, in seconds."""
    return round(asyncio.get_running_loop().time(), 6)


def _burst(
    steps: Steps, max_calls: int = 3, interval: float = 1, watch: float = WATCH
) -> FakeBurst:
    """Return a burst that hasn't begun."""
    return Burst(
        BurstSettings(max_calls=max_calls, interval=interval, watch=watch), steps
    )


async def _settled() -> None:
    """Let what was cancelled end, and what nobody asked for be found."""
    for _ in range(3):
        await asyncio.sleep(0)
    gc.collect(0)


def _run(
    burst: FakeBurst, meanwhile: Callable[[], None] | None = None, at: float = 0
) -> tuple[float, BaseException | None]:
    """Run a burst; return when it ended, and what it raised.

    Something may be done meanwhile, at a time in seconds.
    """

    async def _work() -> tuple[float, BaseException | None]:
        if meanwhile:
            asyncio.get_running_loop().call_at(at, meanwhile)
        error = None
        try:
            await burst.async_run()
        except (CallError, CaptureError) as err:
            error = err
        ended = _now()
        await _settled()
        return ended, error

    return run_quickly(_work())


def _check_frames(steps: Steps) -> None:
    """Check that no frame was left out but the last one, which may have come too late."""
    assert all(frame.read for frame in steps.frames[:-1])


@pytest.mark.parametrize(
    ("answer_time", "captures"),
    [pytest.param(0.5, [0], id="fast"), pytest.param(2, [0, 1], id="slow")],
)
def test_good_at_once(answer_time: float, captures: list[float]) -> None:
    """A good reading ends the burst; a frame that was taken meanwhile is dropped."""
    steps = Steps([GOOD], answer_time)
    burst = _burst(steps)
    ended, _ = _run(burst)
    assert ended == CAPTURE + answer_time
    assert burst.scans == [GOOD]
    assert (steps.captures, steps.calls) == (captures, [CAPTURE])
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (0, 2)
    _check_frames(steps)


def test_interval() -> None:
    """Where answers are fast, looks are an interval apart."""
    steps = Steps([POOR, POOR, POOR, POOR], answer_time=0.5)
    burst = _burst(steps, interval=1)
    ended, _ = _run(burst)
    assert steps.captures == [0, 1, 2]
    assert steps.calls == [0.1, 1.1, 2.1]
    assert ended == pytest.approx(2.6)
    assert burst.scans == [POOR, POOR, POOR]
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (0, 0)


@pytest.mark.parametrize("interval", [0.2, 1, 1.9])
def test_gap_is_not_added(interval: float) -> None:
    """Where answers are slow, calls follow one another at once, each with a later frame."""
    steps = Steps([POOR, POOR, POOR], answer_time=2)
    ended, _ = _run(_burst(steps, interval=interval))
    assert steps.calls == pytest.approx([0.1, 2.1, 4.1])
    assert ended == pytest.approx(CAPTURE + 3 * 2)
    assert steps.called == [0, 1, 2]
    assert steps.captures[1] == interval
    _check_frames(steps)


def test_slow_camera() -> None:
    """A camera that takes longer than the interval is asked again as soon as it has answered."""
    steps = Steps([SAME, SAME, GOOD], answer_time=4, capture_time=1.5)
    ended, _ = _run(_burst(steps))
    assert steps.captures == [0, 1.5, 3.0, 4.5]
    assert ended == pytest.approx(4.5 + 4)


@pytest.mark.parametrize("max_calls", [1, 2, 3, 10])
def test_most_calls(max_calls: int) -> None:
    """No more is paid than was allowed, and no frame is taken that couldn't be."""
    steps = Steps([POOR] * 20, answer_time=3)
    burst = _burst(steps, max_calls)
    _run(burst)
    assert len(burst.scans) == len(steps.calls) == len(steps.captures) == max_calls
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (0, 0)


@pytest.mark.parametrize("max_calls", [1, 3])
def test_nothing_new(max_calls: int) -> None:
    """Looks that show nothing new cost nothing, and end when the watch does."""
    steps = Steps([])
    burst = _burst(steps, max_calls, watch=10)
    ended, _ = _run(burst)
    assert steps.captures == list(range(11))
    assert steps.calls == []
    assert ended == pytest.approx(10 + CAPTURE)
    assert burst.skipped == 11
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (max_calls, 0)


def test_comes_late() -> None:
    """A vehicle that comes into view seconds after the trigger is read as soon as it is there."""
    steps = Steps([SAME, SAME, SAME, SAME, GOOD])
    burst = _burst(steps)
    _run(burst)
    assert steps.calls == [4.1]
    assert burst.scans == [GOOD]
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (2, 0)


@pytest.mark.parametrize("look", range(8, 11))
def test_comes_at_the_end(look: int) -> None:
    """A vehicle that comes at the end of the watch gets all its calls."""
    steps = Steps([*[SAME] * look, POOR, POOR, GOOD])
    burst = _burst(steps, watch=10)
    _run(burst)
    assert steps.captures == list(range(look + 3))
    assert burst.scans == [POOR, POOR, GOOD]


def test_watch_begins_anew() -> None:
    """After an answer, the burst watches on from there."""
    steps = Steps([EMPTY, *[SAME] * 7, EMPTY, *[SAME] * 7, GOOD])
    burst = _burst(steps, watch=10)
    _run(burst)
    assert burst.scans == [EMPTY, EMPTY, GOOD]
    assert steps.called == [0, 8, 16]
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (0, 0)


@pytest.mark.parametrize("max_calls", [2, 3])
def test_comes_to_a_stop(max_calls: int) -> None:
    """Once the vehicle stands, its pictures tell no more: the burst is over."""
    steps = Steps([SAME, POOR, SAME, GOOD])
    burst = _burst(steps, max_calls)
    ended, _ = _run(burst)
    assert burst.scans == [POOR]
    assert ended == pytest.approx(2 + CAPTURE)
    assert burst.saved_by_gate == max_calls - 1


def test_parked_vehicle() -> None:
    """A vehicle that has stood there before doesn't end the watch for another."""
    steps = Steps([STANDS, SAME, SAME, GOOD])
    burst = _burst(steps)
    _run(burst)
    assert burst.scans == [STANDS, GOOD]
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (1, 0)


@pytest.mark.parametrize("look", [WAITS, NO_PLATE])
def test_unclear(look: Look) -> None:
    """While nobody knows what is in view, looks go on and cost nothing."""
    steps = Steps([*[look] * 25, GOOD])
    burst = _burst(steps, watch=10)
    _run(burst)
    assert steps.captures == list(range(26))
    assert burst.scans == [GOOD]
    assert burst.saved_by_gate == 2


def test_unclear_for_long() -> None:
    """Looks at what stays unclear end after a while."""
    steps = Steps([NO_PLATE] * 500)
    burst = _burst(steps, watch=10)
    ended, _ = _run(burst)
    assert steps.calls == []
    assert LONG_WATCH < ended < LONG_WATCH + WATCH + 1


def test_unclear_after_arrival() -> None:
    """What is unclear doesn't end a burst that has seen somebody come."""
    steps = Steps([POOR, WAITS, NO_PLATE, GOOD])
    burst = _burst(steps)
    _run(burst)
    assert burst.scans == [POOR, GOOD]


@pytest.mark.parametrize(
    ("looks", "captures", "scans", "saved"),
    [
        pytest.param([SAME, GOOD], 1, [], 1, id="nothing new"),
        pytest.param([NOBODY, GOOD], 1, [], 1, id="nobody"),
        pytest.param([GOOD], 1, [GOOD], 0, id="good at once"),
        pytest.param([EMPTY, POOR, GOOD], 3, [EMPTY, POOR, GOOD], 0, id="comes"),
        pytest.param([EMPTY, SAME, GOOD], 2, [EMPTY], 0, id="false alarm"),
        pytest.param([WAITS, NO_PLATE, SAME, GOOD], 3, [], 1, id="somebody walks by"),
        pytest.param([NO_PLATE, WAITS, GOOD], 3, [GOOD], 0, id="and a vehicle comes"),
    ],
)
def test_brief(looks: list[Look], captures: int, scans: list[Look], saved: int) -> None:
    """A brief burst looks on only for as long as there is anything new."""
    steps = Steps(looks)
    burst = _burst(steps)
    burst.brief = True
    _run(burst)
    assert len(steps.captures) == captures
    assert burst.scans == scans
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (saved, 0)
    _check_frames(steps)


@pytest.mark.parametrize("at", [0.05, 0.3], ids=["capture", "call"])
def test_prolonged(at: float) -> None:
    """A brief burst that is prolonged watches for a vehicle as any other does."""
    steps = Steps([EMPTY, SAME, SAME, SAME, GOOD])
    burst = _burst(steps)
    burst.brief = True
    _run(burst, burst.prolong, at)
    assert burst.scans == [EMPTY, GOOD]


@pytest.mark.parametrize(
    ("tries", "calls"),
    [
        pytest.param(1, 3, id="at once"),
        pytest.param(2, 2, id="one retry each"),
        pytest.param(3, 1, id="two retries each"),
    ],
)
def test_retries_count(tries: int, calls: int) -> None:
    """What was tried again has cost more than one of the calls."""
    steps = Steps([POOR] * 5, tries=tries)
    burst = _burst(steps, max_calls=3)
    _run(burst)
    assert len(steps.calls) == calls
    assert (burst.saved_by_gate, burst.saved_by_early_stop) == (0, 0)


def test_one_look() -> None:
    """Without a watch, one look is all."""
    steps = Steps([SAME, GOOD])
    burst = _burst(steps, max_calls=1, watch=0)
    _run(burst)
    assert steps.captures == [0]
    assert burst.saved_by_gate == 1


@pytest.mark.parametrize(
    ("max_calls", "interval", "watch", "patience"),
    [
        pytest.param(3, 1, 10, 10, id="watches"),
        pytest.param(10, 30, 10, 270, id="long enough for all calls"),
        pytest.param(1, 30, 0, 0, id="one look"),
    ],
)
def test_patience(
    max_calls: int, interval: float, watch: float, patience: float
) -> None:
    """A burst looks in vain for as long as its calls may take."""
    settings = BurstSettings(max_calls=max_calls, interval=interval, watch=watch)
    assert settings.patience == patience


@pytest.mark.parametrize(
    ("at", "looks", "ended", "captures", "scans"),
    [
        pytest.param(0.05, [POOR, POOR], 0.6, 1, [POOR], id="capture"),
        pytest.param(0.3, [POOR, POOR], 0.6, 1, [POOR], id="call"),
        pytest.param(0.7, [POOR, POOR], 0.7, 1, [POOR], id="wait"),
        pytest.param(3.5, [SAME] * 9, 3.5, 4, [], id="watch"),
        pytest.param(1.05, [POOR, POOR], 1.6, 2, [POOR, POOR], id="second capture"),
    ],
)
def test_stop(
    at: float, looks: list[Look], ended: float, captures: int, scans: list[Look]
) -> None:
    """A burst that is stopped goes on with what runs, and begins nothing more."""
    steps = Steps(looks)
    burst = _burst(steps)
    assert _run(burst, burst.stop, at) == (pytest.approx(ended), None)
    assert len(steps.captures) == captures
    assert burst.scans == scans
    assert burst.saved_by_early_stop == 0
    _check_frames(steps)


@pytest.mark.parametrize("at", [0.5, 1.05, 1.5], ids=["early", "capture", "captured"])
def test_stop_during_slow_call(at: float) -> None:
    """The frame that was taken during a call isn't paid for once the burst is stopped."""
    steps = Steps([POOR, POOR, POOR], answer_time=2)
    burst = _burst(steps)
    assert _run(burst, burst.stop, at) == (pytest.approx(2.1), None)
    assert burst.scans == [POOR]
    assert len(steps.calls) == 1
    _check_frames(steps)


@pytest.mark.parametrize(
    ("looks", "answer_time", "captures", "scans"),
    [
        pytest.param([CALL_FAILS], 0.5, 1, [], id="first call"),
        pytest.param([CALL_FAILS], 3, 2, [], id="slow call"),
        pytest.param([CALL_FAILS, CAPTURE_FAILS], 3, 3, [], id="call and capture"),
        pytest.param([POOR, CALL_FAILS], 0.5, 2, [POOR], id="second call"),
        pytest.param([POOR, CALL_FAILS], 3, 3, [POOR], id="second slow call"),
        pytest.param(
            [POOR, POOR, CALL_FAILS], 0.5, 3, [POOR, POOR], id="the last call"
        ),
    ],
)
def test_failure(
    looks: list[Look], answer_time: float, captures: int, scans: list[Look]
) -> None:
    """A failed call ends the burst; what was read before is kept, and nothing is left behind."""
    steps = Steps(looks, answer_time)
    burst = _burst(steps)
    _, error = _run(burst)
    assert isinstance(error, CallError)
    assert len(steps.captures) == captures
    assert burst.scans == scans
    assert burst.saved_by_early_stop == 0
    _check_frames(steps)


@pytest.mark.parametrize(
    ("looks", "answer_time", "scans"),
    [
        pytest.param([CAPTURE_FAILS, POOR, GOOD], 0.5, [POOR, GOOD], id="first"),
        pytest.param([CAPTURE_FAILS] * 9 + [GOOD], 0.5, [GOOD], id="many"),
        pytest.param([POOR, CAPTURE_FAILS, GOOD], 0.5, [POOR, GOOD], id="second"),
        pytest.param([POOR, CAPTURE_FAILS, GOOD], 3, [POOR, GOOD], id="during a call"),
        pytest.param([POOR, *[CAPTURE_FAILS] * 99], 3, [POOR], id="all but the first"),
        pytest.param([SAME, CAPTURE_FAILS, GOOD], 1, [GOOD], id="in the watch"),
        pytest.param([SAME, *[CAPTURE_FAILS] * 99], 1, [], id="nothing was new"),
    ],
)
def test_capture_fails(
    looks: list[Look], answer_time: float, scans: list[Look]
) -> None:
    """A capture that fails is followed by the next one, and is no failure of the burst."""
    burst = _burst(Steps(looks, answer_time))
    _, error = _run(burst)
    assert error is None
    assert burst.scans == scans


@pytest.mark.parametrize("brief", [False, True])
def test_all_captures_fail(brief: bool) -> None:
    """Where all captures fail, the burst says so once its watch is over."""
    steps = Steps([CAPTURE_FAILS] * 99)
    burst = _burst(steps, watch=10)
    burst.brief = brief
    ended, error = _run(burst)
    assert isinstance(error, CaptureError)
    assert steps.captures == list(range(11))
    assert ended == pytest.approx(10 + CAPTURE)


def test_failure_that_does_not_matter() -> None:
    """Where the answer is a good one, it is of no interest that the next capture has failed."""
    burst = _burst(Steps([GOOD, CAPTURE_FAILS], answer_time=3))
    assert _run(burst) == (pytest.approx(3.1), None)
    assert burst.scans == [GOOD]


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(0.05, id="first capture"),
        pytest.param(0.5, id="call"),
        pytest.param(1.05, id="call and capture"),
        pytest.param(1.1, id="captured this moment"),
        pytest.param(1.5, id="call with the next frame there"),
        pytest.param(2.1, id="answered this moment"),
        pytest.param(3.0, id="second call"),
        pytest.param(4.5, id="wait for the next look"),
        pytest.param(5.05, id="capture"),
    ],
)
def test_cancel(at: float) -> None:
    """A burst that is cancelled leaves neither a task nor a frame behind."""
    steps = Steps([POOR, EMPTY], answer_time=2)
    burst = _burst(steps, max_calls=10, interval=1)
    steps.looks = [POOR, EMPTY, POOR, CAPTURE_FAILS]

    async def _work() -> None:
        task = asyncio.create_task(burst.async_run())
        await asyncio.sleep(at)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await _settled()

    run_quickly(_work())
    _check_frames(steps)


@settings(max_examples=300, deadline=None)
@given(
    looks=st.lists(st.sampled_from(Look), max_size=12),
    max_calls=st.integers(1, 5),
    interval=st.sampled_from([0.2, 1, 5]),
    watch=st.sampled_from([0, 1, 10]),
    answer_time=st.sampled_from([0, 0.3, 1, 4]),
    stop_at=st.none() | st.floats(0, 15),
)
def test_any_burst(
    looks: list[Look],
    max_calls: int,
    interval: float,
    watch: float,
    answer_time: float,
    stop_at: float | None,
) -> None:
    """Whatever is to be seen, nothing is paid in vain, and the books are right."""
    steps = Steps(looks, answer_time)
    burst = _burst(steps, max_calls, interval, watch)
    _, error = _run(burst, (stop_at is not None and burst.stop) or None, stop_at or 0)

    answered = [look for n, look in enumerate(looks) if n in steps.called]
    assert burst.scans == [look for look in answered if look is not CALL_FAILS]
    assert len(steps.calls) <= max_calls
    assert GOOD not in burst.scans[:-1]
    assert burst.enough == (burst.scans[-1:] == [GOOD])
    assert burst.skipped == sum(f.read and f.look in SKIPS for f in steps.frames)
    assert steps.called == sorted(steps.called)
    for number, at in enumerate(steps.captures):
        assert at >= number * interval - 1e-6
    _check_frames(steps)

    saved = burst.saved_by_gate + burst.saved_by_early_stop
    assert 0 <= burst.saved_by_gate <= burst.skipped
    assert burst.saved_by_early_stop >= 0
    assert len(burst.scans) + saved <= max_calls
    if burst.enough:
        assert error is None
        assert len(burst.scans) + saved == max_calls
