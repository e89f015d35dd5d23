"""The number of examples: few by default, many with `--hypothesis-profile=thorough`."""

from hypothesis import settings

THOROUGH = "thorough"
STEADY = "steady"
TIMES_MORE = 30


def register() -> None:
    """Register the profiles: the default one is deterministic and has no time limit."""
    settings.register_profile(THOROUGH, deadline=None)
    settings.register_profile(STEADY, deadline=None, derandomize=True)
    settings.load_profile(STEADY)


def examples(count: int) -> int:
    """Return the number of examples to try for a default number."""
    is_thorough = settings.get_current_profile_name() == THOROUGH
    return count * TIMES_MORE if is_thorough else count
