"""The recorded calls: counts, and the last ones."""

from collections import Counter, deque
from dataclasses import asdict, dataclass, field

KEPT = 200


@dataclass(slots=True)
class Call:
    """One call of the API. The key is never part of it."""

    path: str
    status: int | None = None
    """None while it runs, and for a dropped connection."""
    ms: float = 0
    image_url: str | None = None
    fetches: int = 0
    plates: list[str] = field(default_factory=list)
    billed: bool = False
    misbehaved: bool = False


class Journal:
    """The calls since the start or the last reset."""

    def __init__(self) -> None:
        """Start empty."""
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._totals: Counter[str] = Counter()
        self._billed = 0

    def open(self, path: str) -> Call:
        """Record the start of a call."""
        call = Call(path)
        self._calls.append(call)
        self._totals[path] += 1
        return call

    def bill(self, call: Call) -> None:
        """Mark a call as a paid recognition."""
        call.billed = True
        self._billed += 1

    def reset(self) -> None:
        """Forget everything."""
        self._calls.clear()
        self._totals.clear()
        self._billed = 0

    def as_json(self) -> dict[str, object]:
        """Return the counts and the last calls, newest last."""
        return {
            "total": dict(self._totals),
            "billed": self._billed,
            "calls": [asdict(call) for call in self._calls],
        }
