"""The server's keys, their states and usage."""

from dataclasses import dataclass, field

from .answers import EXHAUSTED, PLAN_LIMIT, KeyState, Usage


@dataclass(slots=True)
class KeyRing:
    """Keys with their states; an unknown key is disabled."""

    limit: int | None = None
    """The number of recognitions per key, or None for no limit."""
    _states: dict[str, KeyState] = field(default_factory=dict, repr=False)
    _used: dict[str, int] = field(default_factory=dict, repr=False)

    def put(self, key: str, state: KeyState) -> None:
        """Add a key or change its state."""
        self._states[key] = state

    def state(self, key: str) -> KeyState:
        """Return a key's state; a key over its limit is exhausted."""
        state = self._states.get(key, KeyState.DISABLED)
        over = self.limit is not None and self._used.get(key, 0) >= self.limit
        return KeyState.QUOTA if state is KeyState.OK and over else state

    def usage(self, key: str) -> Usage:
        """Return a key's usage."""
        limit = PLAN_LIMIT if self.limit is None else self.limit
        used = self._used.get(key, 0)
        return Usage(max(used, limit) if self.state(key) in EXHAUSTED else used, limit)

    def bill(self, key: str) -> None:
        """Count a recognition."""
        self._used[key] = self._used.get(key, 0) + 1

    def reset(self) -> None:
        """Forget the usage; the states stay."""
        self._used.clear()
