"""How many examples are tried: few by default, many with `--hypothesis-profile=thorough`."""

from hypothesis import settings

THOROUGH = "thorough"
STEADY = "steady"
TIMES_MORE = 30


def register() -> None:
    """Make the profiles known: the usual one tries the same on each run, however slowly."""
    settings.register_profile(THOROUGH, deadline=None)
    settings.register_profile(STEADY, deadline=None, derandomize=True)
    settings.load_profile(STEADY)


def examples(count: int) -> int:
    """Return how many examples to try where so many are few."""
    is_thorough = settings.get_current_profile_name() == THOROUGH
    return count * TIMES_MORE if is_thorough else count
