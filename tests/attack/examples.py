"""How many examples are tried: few by default, many with `--hypothesis-profile=thorough`."""

from hypothesis import settings

THOROUGH = "thorough"
TIMES_MORE = 30


def register() -> None:
    """Make the profile known; its tests have no deadline."""
    settings.register_profile(THOROUGH, deadline=None)


def examples(count: int) -> int:
    """Return how many examples to try where so many are few."""
    is_thorough = settings.get_current_profile_name() == THOROUGH
    return count * TIMES_MORE if is_thorough else count
