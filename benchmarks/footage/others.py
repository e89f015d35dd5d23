"""The ways in which others spend recognitions, on clips."""

from itertools import count, takewhile

from .clips import Clip
from .readers import Reader
from .tally import Announced, Tally

LATENCY = 0.5
MIN_SCORE = 0.7
# Seconds after the trigger; None means repeatedly while it is on.
POLICIES: dict[str, tuple[float, ...] | float] = {
    "one call per trigger": (0.0,),
    "four calls per trigger, a second apart": (0.0, 1.0, 2.0, 3.0),
    "a call every second": 1.0,
}


def tally_of(name: str, clip: Clip, reader: Reader) -> Tally:
    """Return what a policy catches of a clip, and what it pays."""
    policy = POLICIES[name]
    if isinstance(policy, float):
        moments = [
            *takewhile(lambda at: at < clip.seconds, count(clip.trigger, policy))
        ]
    else:
        moments = [clip.trigger + delay for delay in policy]
    announced: dict[str, Announced] = {}
    for moment in moments:
        at = min(moment, clip.seconds)
        for reading in reader.read(clip.frame(at), clip, at):
            if reading.score >= MIN_SCORE:
                announced.setdefault(
                    reading.plate, Announced(reading.plate, at + LATENCY, at)
                )
    tally = Tally()
    tally.add(clip, [*announced.values()], len(moments))
    return tally
